"""Rows: how soon a window is there and can be used, what it holds in memory, and the frozen app.

On a screen of its own (Xvfb, openbox). A window is there when the middle of it is painted, and can be used when a click on
its menu opens it: the screen is looked at every few milliseconds.
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmarks.eyes import Eyes
from tests.benchmarks.rows import TIMES, Outcome, Row, in_turns, ratio, spread
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
#: Where the menu is on a screen of 1440 × 900.
MENUS: Final = {"-m": (1384, 54), "-c": (20, 33)}
_PATIENCE: Final = 60.0
_CLICKS_EVERY: Final = 0.02
_LOOK: Final = 0.002
#: Pixels: narrower windows are no main window.
_LARGE: Final = 500
_CACHES: Final = Path("/proc/sys/vm/drop_caches")


class Started:
    """A program from its start on; `first` and `usable` wait and say after how many seconds it was so far."""

    def __init__(self, words: Sequence[str], screen: Screen, home: Path, more: Mapping[str, str] | None = None) -> None:
        self._words = list(words)
        self._eyes = Eyes(screen.environment["DISPLAY"])
        self._empty = self._eyes.pixel(720, 450)
        self._before = self._eyes.windows()
        self._began = time.perf_counter()
        environment = {**os.environ, **screen.environment, "STEMDESK_HOME": str(home / "stemdesk"), "HOME": str(home)}
        environment |= more or {}
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
            large = [window for window in self._eyes.windows() - self._before if window[3] >= _LARGE]
            return bool(large) and self._eyes.pixel(720, 450) != self._empty

        return self._until(is_painted)

    def usable(self) -> float:
        """Somebody clicks on the menu until it opens."""
        self.first()
        there = self._eyes.windows()
        next_click = 0.0

        def is_open() -> bool:
            nonlocal next_click
            if (now := time.perf_counter()) > next_click:
                self._eyes.click(*MENUS[self._words[1]])
                next_click = now + _CLICKS_EVERY
            return bool(self._eyes.windows() - there)

        return self._until(is_open)

    def painted(self, title: str) -> float:
        """The window with this title has what it is to have in it."""

        def is_painted() -> bool:
            at = self._eyes.titled(title)
            return at is not None and at.width >= _LARGE and self._eyes.is_painted(at)

        return self._until(is_painted)

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
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def started(
    words: Sequence[str], screen: Screen, home: Path, environment: Mapping[str, str] | None = None
) -> Iterator[Started]:
    begun = Started(words, screen, home, environment)
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
            return in_turns(lambda: one(ours, mine), lambda: one(theirs, other), TIMES)
    finally:
        screen.close()


def _first(theirs: Callable[[], Sequence[str]], aim: float) -> Callable[[], Outcome]:
    return lambda: ratio(side_by_side(SOURCE, theirs(), Started.first), aim)


def _cold(measure: Callable[[Started], float] = Started.first) -> Outcome:
    if not os.access(_CACHES, os.W_OK):
        return Outcome("–", "", None, "left out: the disk's cache can be emptied by root only")
    return ratio(side_by_side(SOURCE, BARE, measure, cold=True), 1.5)


def _usable() -> Outcome:
    return ratio(side_by_side(SOURCE, BARE, Started.usable), 1.5)


def _usable_cold() -> Outcome:
    return _cold(Started.usable)


def _memory(words: Sequence[str] = SOURCE) -> Outcome:
    pairs = side_by_side(words, BARE, Started.memory)
    more = [own - bare for own, bare in pairs]
    own, bare = (statistics.median(side) for side in zip(*pairs, strict=True))
    told = statistics.median(more)
    return Outcome(f"+{told:.0f} MB", spread(more), told <= 100, f"{own:.0f} against {bare:.0f} MB")


def _frozen() -> Outcome:
    if not FROZEN.exists():
        return Outcome("–", "", None, "left out: python3 packaging/build.py app")
    return ratio(side_by_side([str(FROZEN)], SOURCE, Started.first), 0.7)


def _frozen_memory() -> Outcome:
    if not FROZEN.exists():
        return Outcome("–", "", None, "left out: python3 packaging/build.py app")
    return _memory([str(FROZEN)])


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


#: Of the processor's time, the least of 14 starts: stages by `time.process_time`, imports by `-X importtime`.
_IMPORTS: Final = (
    "of 0.35 s of the processor the bare window takes 0.13; Qt's constants, of which PySide makes 3,200 Python enum members, "
    "take 0.03 more, 60 dataclasses 0.04, asyncio, SQLite and other libraries 0.04, 137 modules of ours 0.05, widgets, style "
    "sheet and painting 0.06; 1.5 × leaves 0.07 for all of it"
)
ROWS: Final = (
    Row("window", "window to its first paint", "bare QMainWindow", "≤ 1.5 ×", _first(lambda: BARE, 1.5), _IMPORTS),
    Row("window-cold", "the same with nothing in the disk's cache", "bare QMainWindow", "≤ 1.5 ×", _cold, _IMPORTS),
    Row("window-used", "window to the first menu that a click opens", "bare QMainWindow", "≤ 1.5 ×", _usable, _IMPORTS),
    Row("window-used-cold", "the same with nothing in the disk's cache", "bare QMainWindow", "≤ 1.5 ×", _usable_cold,
        _IMPORTS),
    Row("window-memory", "memory of the empty window", "bare QMainWindow", "≤ 100 MB more", _memory,
        "what plays is loaded and built a moment after the window is there, 30 MB of it; a checkout has tools of its tests, "
        "which libraries load where they find them (httpx Click and Rich) or read through (keyring), 10 MB"),
    Row("frozen", "frozen app: window to its first paint", "from source", "≤ 0.7 ×", _frozen,
        "it runs the same Python as the source does: 0.31 s of the processor against 0.34; Qt and Python alone take 0.13"),
    Row("frozen-memory", "memory of its empty window", "bare QMainWindow", "≤ 100 MB more", _frozen_memory),
    Row("frozen-size", "frozen app, unpacked", "–", "said", _size),
)  # fmt: skip
