"""Somebody who has just got the program: starts it, drops a song into the window, splits it, listens, closes it."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import numpy as np

from tests.e2e.screen import Screen, save_picture
from tests.e2e.soundcard import AUDIBLE, SoundCard
from tests.patience import looks
from tests.sounds import Floats

#: Splits everywhere, with a trained network or without: for homes of people who have chosen it before.
PREVIEW = "[model]\nlocal=preview-band\n"
ROOT = Path(__file__).resolve().parent.parent.parent


class Newcomer:
    """Inside `with`, the program runs. `jobs` gives what `stemdesk jobs --json` prints for it."""

    def __init__(
        self, screen: Screen, card: SoundCard, command: Sequence[str], environment: Mapping[str, str],
        *, jobs: Callable[[], str],
    ) -> None:  # fmt: skip
        self._screen = screen
        self._card = card
        self._jobs = jobs
        environment = {**environment, "PYTHONFAULTHANDLER": "1"}  # it dies with the stacks of its threads
        self.program = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)

    def __enter__(self) -> Self:
        try:
            self._window = self._screen.window("StemDesk")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, failure: object = None, *_: object) -> None:
        if failure is not None and (pictures := os.environ.get("PICTURES_OF_TESTS")):
            save_picture(self._screen, Path(pictures) / f"failed-{self.program.pid}.png")
        if self.program.poll() is None:
            self.program.send_signal(signal.SIGKILL if failure is None else signal.SIGABRT)
        errors = self.program.communicate()[1]
        if failure is not None:
            sys.stderr.write(f"the program ended with {self.program.returncode}:\n{errors.decode()}")

    def comes_forward(self) -> None:
        self._screen.do("windowactivate", "--sync", self._window)

    def at(self, x: int, y: int) -> None:
        """Moves the mouse to a place in the window."""
        self._screen.do("mousemove", "--sync", "--window", self._window, x, y)

    def splits(self, song: Path) -> dict[str, Any]:
        """Drops a song into the window and presses Ctrl+Return; the answer is its job, which is done."""
        with dragged(self._screen, [song], (700, 500)):
            self.comes_forward()
            for _ in looks(pause=0.2):
                listed: list[dict[str, Any]] = json.loads(self._jobs())
                found = [job for job in listed if job["song"] == song.name]
                if not found:
                    self._screen.do("key", "ctrl+Return")
                elif found[0]["state"] in ("done", "failed", "cancelled", "attention"):
                    assert found[0]["state"] == "done", found[0]["error"]
                    return found[0]
        raise AssertionError("the song did not get split")

    def plays(self, seconds: float) -> Floats:
        """Presses Space, unless it plays since the song was split, and listens for so long from the beginning on; what the
        sound card heard, (frames, 2)."""
        self.comes_forward()
        with self._card.recording() as recorder:
            recorder.listen(0.5)
            if np.max(np.abs(recorder.heard)) < AUDIBLE:
                self._screen.do("key", "space")
            self._screen.do("key", "Home")
            recorder.listen_for_sound(30)
            recorder.listen(seconds)
            return recorder.heard

    def splits_and_listens(self, seconds: float) -> tuple[Floats, str]:
        """Presses Ctrl+Return and listens for so long, from the first sound on. What the sound card heard, and what had
        become of the job when the first sound came."""
        self.comes_forward()
        with self._card.recording() as recorder:
            for _ in range(50):  # the window may still be looking at the song
                self._screen.do("key", "ctrl+Return")
                recorder.listen(0.2)
                if json.loads(self._jobs()):
                    break
            recorder.listen_for_sound(30)
            state = str(json.loads(self._jobs())[0]["state"])
            recorder.listen(seconds)
            return recorder.heard, state

    def closes(self) -> tuple[int, bytes]:
        """Alt+F4; the exit code, and what the program said on standard error (but for ALSA's complaint about a machine that
        was too busy to play, as one that runs tests may be)."""
        self.comes_forward()
        self._screen.do("key", "alt+F4")
        _, errors = self.program.communicate(timeout=60)
        said = [line for line in errors.splitlines() if not (line.startswith(b"ALSA lib") and b"underrun" in line)]
        return self.program.returncode, b"\n".join(said)


@contextmanager
def dragged(screen: Screen, files: list[Path], to: tuple[int, int]) -> Iterator[None]:
    """Drags files out of another program's window and drops them. That program lives until the block ends: whoever takes
    a drop fetches the data from its source."""
    source = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.drag_source", *map(str, files)], cwd=ROOT,
        env={**os.environ, **screen.environment}, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert source.stdout
    try:
        window = screen.window("DragSource")
        screen.do("windowactivate", "--sync", window)
        screen.do("mousemove", "--window", window, 80, 30)
        screen.do("mousedown", 1)
        x, y = to
        for step in range(11):
            screen.do("mousemove", "--sync", x + 200 - 20 * step, y + 50 - 5 * step)
        for step in looks(pause=0.01):  # a person waits for the window to react, too
            screen.do("mousemove", x + step % 5, y)
            if select.select([source.stdout], [], [], 0)[0]:
                break
        screen.do("mouseup", 1)
        yield
    finally:
        source.kill()
        source.communicate()


def jobs_of_source() -> str:
    """Of the program that runs from this checkout."""
    command = [sys.executable, "-m", "stemdesk", "jobs", "--json"]
    return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout
