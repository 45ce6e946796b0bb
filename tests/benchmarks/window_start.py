"""Rows: how soon a window is there and can be used, what it holds in memory, and the frozen app.

On a screen of its own (Xvfb, openbox). A window is there when the middle of it is painted, and can be used when the key that
opens its menu opens it: the screen is looked at every few milliseconds.
"""

from __future__ import annotations

import ctypes
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.benchmarks.rows import TIMES, Outcome, Row, in_turns, program, ratio, spread
from tests.e2e.screen import Screen
from tests.patience import looks

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parent.parent.parent
FROZEN: Final = ROOT / "dist" / "StemDesk" / "stemdesk"
SOURCE: Final = [sys.executable, "-m", "stemdesk"]
#: The least that could be there, with a menu.
BARE: Final = [sys.executable, "-c", """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.menuBar().addMenu("&File").addAction("Quit")
window.resize(1440, 860)
window.show()
application.exec()
"""]  # fmt: skip
_PATIENCE: Final = 120.0
_LOOK: Final = 0.002
_CACHES: Final = Path("/proc/sys/vm/drop_caches")
Windows = set[tuple[int, int, int, int]]


#: A window may go between two looks; Xlib's own handler would end us.
_GONE: Final = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)


class Eyes:
    """Looks at a screen through Xlib: no process is started for a look."""

    def __init__(self, display: str) -> None:
        self._x: Any = ctypes.CDLL("libX11.so.6")
        self._x.XSetErrorHandler(_GONE)
        for name in ("XOpenDisplay", "XGetImage"):
            getattr(self._x, name).restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = self._x.XGetPixel.restype = ctypes.c_ulong
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))

    def pixel(self, x: int, y: int) -> int:
        image = ctypes.c_void_p(
            self._x.XGetImage(self._display, self._root, x, y, 1, 1, ctypes.c_ulong(0xFFFFFF), 2)
        )  # fmt: skip
        value = int(self._x.XGetPixel(image, 0, 0)) & 0xFFFFFF
        self._x.XDestroyImage(image)
        return value

    def windows(self) -> Windows:
        """What is mapped right on the screen: number, left, top, width (of more than a few pixels)."""
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        self._x.XQueryTree(self._display, self._root, ctypes.byref(root), ctypes.byref(parent),
                           ctypes.byref(children), ctypes.byref(count))  # fmt: skip
        found: Windows = set()
        words = (ctypes.c_int * 40)()  # an XWindowAttributes: x, y, width, …; map_state is the 24th word
        for number in children[: count.value]:
            if self._x.XGetWindowAttributes(self._display, ctypes.c_ulong(number), words) and words[23] == 2:
                found.add((number, words[0], words[1], words[2]))
        return {window for window in found if window[3] > 20}

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)


class Started:
    """A program from its start on; `first` and `usable` wait and say after how many seconds it was so far."""

    def __init__(self, words: Sequence[str], screen: Screen, home: Path, size: int = 500) -> None:
        self._screen, self._size, self._words = screen, size, list(words)
        self._eyes = Eyes(screen.environment["DISPLAY"])
        self._empty = self._eyes.pixel(720, 450)
        self._before = self._eyes.windows()
        self._began = time.perf_counter()
        environment = {**os.environ, **screen.environment, "STEMDESK_HOME": str(home / "stemdesk"), "HOME": str(home)}
        self.process = subprocess.Popen(
            self._words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )

    def _until(self, happened: Callable[[], bool]) -> float:
        for _ in looks(_PATIENCE, pause=_LOOK):
            if happened():
                return time.perf_counter() - self._began
            if self.process.poll() is not None:
                break
        raise OSError(f"{self._words[0]} shows no window")

    def first(self) -> float:
        """The middle of a large window is painted."""

        def is_painted() -> bool:
            large = [window for window in self._eyes.windows() - self._before if window[3] >= self._size]
            return bool(large) and self._eyes.pixel(720, 450) != self._empty

        return self._until(is_painted)

    def usable(self) -> float:
        """Somebody presses the key of the menu until it opens."""
        self.first()
        there = self._eyes.windows()
        with self._fingers("alt+f" if self._words == BARE else "F10"):
            return self._until(lambda: bool(self._eyes.windows() - there))

    @contextmanager
    def _fingers(self, key: str) -> Iterator[None]:
        is_over = threading.Event()

        def press() -> None:
            while not is_over.wait(0.02):
                self._screen.do("key", key)

        pressing = threading.Thread(target=press)
        pressing.start()
        try:
            yield
        finally:
            is_over.set()
            pressing.join()

    def memory(self) -> float:
        """Its share of the memory once it rests, in MB."""
        self.first()
        told = [self._share() for _ in looks(4.0, pause=0.5)]
        return told[-1]

    def _share(self) -> float:
        lines = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024

    def end(self) -> None:
        self._eyes.close()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def started(words: Sequence[str], screen: Screen, home: Path) -> Iterator[Started]:
    begun = Started(words, screen, home)
    try:
        yield begun
    finally:
        begun.end()
        for _ in looks(10.0):  # the next one finds an empty screen
            if not begun_windows(screen):
                break


def begun_windows(screen: Screen) -> list[str]:
    done = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", ".+"], env={**os.environ, **screen.environment},
                          capture_output=True, text=True, check=False)  # fmt: skip
    return done.stdout.split()


def side_by_side(
    ours: Sequence[str], theirs: Sequence[str], measure: Callable[[Started], float], *, cold: bool = False
) -> list[tuple[float, float]]:
    """Both in turns, each in its own home, which is not new any more."""
    screen = Screen()

    def one(words: Sequence[str], home: Path) -> float:
        if cold:
            os.sync()
            _CACHES.write_text("3")
        with started(words, screen, home) as begun:
            return measure(begun)

    try:
        with tempfile.TemporaryDirectory() as one_home, tempfile.TemporaryDirectory() as other_home:
            mine, other = Path(one_home), Path(other_home)
            return in_turns(lambda: one(ours, mine), lambda: one(theirs, other), 3 if cold else TIMES)
    finally:
        screen.close()


def _first(theirs: Callable[[], Sequence[str]], aim: float) -> Callable[[], Outcome]:
    return lambda: ratio(side_by_side(SOURCE, theirs(), Started.first), aim)


def _cold() -> Outcome:
    if not os.access(_CACHES, os.W_OK):
        return Outcome("–", "", None, "left out: the disk's cache can be emptied by root only")
    return ratio(side_by_side(SOURCE, BARE, Started.first, cold=True), 1.5)


def _usable() -> Outcome:
    return ratio(side_by_side(SOURCE, BARE, Started.usable), 1.5)


def _memory() -> Outcome:
    pairs = side_by_side(SOURCE, BARE, Started.memory)
    more = [own - bare for own, bare in pairs]
    own, bare = (statistics.median(side) for side in zip(*pairs, strict=True))
    told = statistics.median(more)
    return Outcome(f"+{told:.0f} MB", spread(more), told <= 100, f"{own:.0f} against {bare:.0f} MB")


def _frozen() -> Outcome:
    if not FROZEN.exists():
        return Outcome("–", "", None, "left out: python3 packaging/build.py app")
    return ratio(side_by_side([str(FROZEN)], SOURCE, Started.first), 0.7)


def _size() -> Outcome:
    if not FROZEN.exists():
        return Outcome("–", "", None, "left out: python3 packaging/build.py app")
    pieces = sorted(pieces_of(FROZEN.parent).items(), key=lambda piece: -piece[1])
    said = ", ".join(f"{name} {size / 1e6:.0f}" for name, size in pieces[:8])
    return Outcome(f"{sum(size for _, size in pieces) / 1e6:.0f} MB", "", None, said)


def pieces_of(folder: Path) -> dict[str, int]:
    """Bytes of each folder and library of the frozen app."""
    found: dict[str, int] = {}
    for file in folder.rglob("*"):
        if not file.is_dir():
            parts = [part for part in file.relative_to(folder).parts if part != "lib"]
            name = parts[0].removesuffix(".libs").split(".")[0].split("-")[0]
            found[name] = found.get(name, 0) + file.lstat().st_size
    return found


ROWS: Final = (
    Row("window", "window to its first paint", "bare QMainWindow", "≤ 1.5 ×", _first(lambda: BARE, 1.5)),
    Row("window-cold", "the same with nothing in the disk's cache", "bare QMainWindow", "≤ 1.5 ×", _cold),
    Row("window-used", "window to the first menu that opens", "bare QMainWindow", "≤ 1.5 ×", _usable),
    Row("window-audacity", "window to its first paint", "Audacity", "≤ 1 ×", _first(lambda: [program("audacity")], 1.0)),
    Row("window-mixxx", "window to its first paint", "Mixxx", "≤ 1 ×", _first(lambda: [program("mixxx")], 1.0)),
    Row("window-memory", "memory of the empty window", "bare QMainWindow", "≤ 100 MB more", _memory),
    Row("frozen", "frozen app: window to its first paint", "from source", "≤ 0.7 ×", _frozen),
    Row("frozen-size", "frozen app, unpacked", "–", "said", _size),
)  # fmt: skip
