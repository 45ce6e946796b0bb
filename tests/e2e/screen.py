"""A real screen without one: Xvfb with a window manager, mouse and keys from xdotool."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tests.patience import looks

NEEDED = ("Xvfb", "openbox", "xdotool")


def is_there() -> bool:
    return all(shutil.which(program) for program in NEEDED)


class Screen:
    """`environment` is what a program needs to appear on it."""

    def __init__(self, width: int = 1440, height: int = 900) -> None:
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=(write,), stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        self.environment = {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11"}
        self._all = {**os.environ, **self.environment}
        self._all.pop("WAYLAND_DISPLAY", None)
        self._manager = subprocess.Popen(["openbox"], env=self._all, stderr=subprocess.DEVNULL)

    def do(self, *words: str | int) -> str:
        """One xdotool command."""
        command = ["xdotool", *map(str, words)]
        return subprocess.run(command, env=self._all, capture_output=True, text=True, check=True, timeout=60).stdout

    def window(self, title: str) -> str:
        """Waits for a visible window with exactly this title, or one that ends with it after a song's name; the answer is
        its id."""
        while True:
            try:
                return self.do("search", "--sync", "--onlyvisible", "--name", f"^(.* — )?{title}$").split()[0]
            except subprocess.CalledProcessError as error:
                if "BadWindow" not in error.stderr:  # another window went while xdotool looked at it
                    raise

    def waits_until_gone(self, title: str) -> None:
        """Until no visible window has exactly this title."""
        command = ["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"]
        for _ in looks():
            if subprocess.run(command, env=self._all, capture_output=True, timeout=60, check=False).returncode:
                return
        raise AssertionError(f"“{title}” is still there")

    def close(self) -> None:
        for process in (self._manager, self._server):
            process.terminate()
            process.wait()


def save_picture(screen: Screen, path: Path) -> None:
    """A PNG of the whole screen, through Qt in a process of its own."""
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; a = QApplication([]);"
        "a.primaryScreen().grabWindow(0).save(sys.argv[1])"
    )
    import sys

    subprocess.run([sys.executable, "-c", code, str(path)], env={**os.environ, **screen.environment}, check=True)
