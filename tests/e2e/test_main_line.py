"""A song in, stems out, and heard: the real program on a real screen with a real sound card, driven from outside."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from tests.demo import SHIPPED
from tests.e2e import screen as screens
from tests.e2e.soundcard import RATE, SoundCard, find
from tests.sounds import decibels, read

ROOT = Path(__file__).resolve().parent.parent.parent


def jobs() -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "stemdesk", "jobs", "--json"]
    result = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


@contextmanager
def dragged(screen: screens.Screen, files: list[Path], to: tuple[int, int]) -> Iterator[None]:
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
        for step in range(1000):  # a person waits for the window to react, too
            screen.do("mousemove", x + step % 5, y)
            if select.select([source.stdout], [], [], 0)[0]:
                break
        screen.do("mouseup", 1)
        yield
    finally:
        source.kill()
        source.communicate()


def split_by_key(screen: screens.Screen, song: str) -> dict[str, Any]:
    """Presses Ctrl+Return until the dropped song has a job, then waits for its end. Looking at the jobs takes a while."""
    for _ in range(80):
        found = [job for job in jobs() if job["song"] == song]
        if not found:
            screen.do("key", "ctrl+Return")
        elif found[0]["state"] in ("done", "failed", "cancelled", "attention"):
            assert found[0]["state"] == "done", found[0]["error"]
            return found[0]
    raise AssertionError("the song did not get split")


def test_a_song_is_dropped_split_and_heard(
    screen: screens.Screen, sound_card: SoundCard, tmp_path: Path, home: Path
) -> None:
    song = tmp_path / "歌曲" / "Demo – été 夏.ogg"
    song.parent.mkdir()
    shutil.copy(SHIPPED, song)
    environment = {**os.environ, **screen.environment, **sound_card.environment, "STEMDESK_HOME": str(home)}
    program = subprocess.Popen([sys.executable, "-m", "stemdesk"], env=environment, stderr=subprocess.PIPE)
    try:
        window = screen.window("StemDesk")
        with dragged(screen, [song], (700, 500)):
            screen.do("windowactivate", "--sync", window)
            job = split_by_key(screen, song.name)
        screen.do("windowactivate", "--sync", window)
        with sound_card.recording() as recorder:
            recorder.listen(0.5)
            screen.do("key", "space")
            recorder.listen(6.0)
            heard = recorder.heard
        if pictures := os.environ.get("PICTURES_OF_TESTS"):
            screens.save_picture(screen, Path(pictures) / "main-line.png")
        screen.do("windowactivate", "--sync", window)
        screen.do("key", "alt+F4")
        _, errors = program.communicate(timeout=30)
    finally:
        if program.poll() is None:
            program.kill()
            program.communicate()
    stems = [read(Path(stem["path"])) for stem in job["stems"]]
    true = np.sum(stems, axis=0)
    assert decibels(true - _song()) < -80
    body = true[2 * RATE : 4 * RATE]
    assert np.max(np.abs(heard)) > 0.1
    at = find(body, heard)
    assert np.max(np.abs(heard[at : at + len(body)] - body)) < 1e-5
    assert program.returncode == 0
    assert errors == b""


def _song() -> np.ndarray:
    from stemdesk.audio.decode import open_audio

    return open_audio(SHIPPED).read(10_000_000)
