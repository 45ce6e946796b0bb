"""Stems and the mix dragged out of the real window into another program's, with a real mouse (XDND)."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.e2e import screen as screens
from tests.patience import looks
from tests.sounds import decibels, music, read, write

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent.parent
STEMS = ("vocals", "drums", "bass")
#: No lines above the tracks, so that these stand where they stand.
BARE = "[choice]\nglobal-tracks=chords=0 sections=0\n"


def test_a_stem_and_the_mix_are_dropped_into_another_program_as_files_that_are_there(
    screen: screens.Screen, tmp_path: Path, home: Path
) -> None:
    folder = tmp_path / "夏 (stems)"
    folder.mkdir()
    for seed, stem in enumerate(STEMS):
        write(folder / f"{stem}.wav", np.float32(0.3) * music(4.0, seed=seed), 44_100)
    environment = {**os.environ, **screen.environment, "STEMDESK_HOME": str(home)}
    (home / "config").mkdir(parents=True)
    (home / "config" / "stemdesk.ini").write_text(BARE, "utf-8")
    program = subprocess.Popen([sys.executable, "-m", "stemdesk", str(folder)], env=environment)
    target = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.drop_target"], cwd=ROOT, env={**os.environ, **screen.environment},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        window = screen.window("StemDesk")
        place = screen.window("DropTarget")
        screen.do("windowactivate", "--sync", window)
        wait_for_cache(home, len(STEMS))
        left, top = corner(screen, window)
        (dropped,) = drop(screen, target, (left + 330, top + 170), place)
        assert Path(dropped[0]) == folder / "vocals.wav"
        assert dropped[1] == (folder / "vocals.wav").stat().st_size
        (mix,) = drop(screen, target, (left + 1245, top + 76), place)
        assert mix[1] > 0
        true = np.sum([read(folder / f"{stem}.wav") for stem in STEMS], axis=0)
        assert decibels(read(Path(mix[0])) - true) < -100
    finally:
        for process in (program, target):
            process.kill()
            process.communicate()


def wait_for_cache(home: Path, count: int) -> None:
    """Until the waveforms are drawn: then the player is open."""
    for _ in looks():
        if len(list(home.rglob("peaks/*.npz"))) >= count and list(home.rglob("analysis/*.json")):
            return
    raise AssertionError("the stems were not opened")


def corner(screen: screens.Screen, window: str) -> tuple[int, int]:
    words = dict(line.split("=") for line in screen.do("getwindowgeometry", "--shell", window).splitlines())
    return int(words["X"]), int(words["Y"])


def drop(
    screen: screens.Screen, target: subprocess.Popen[str], start: tuple[int, int], place: str
) -> list[tuple[str, int]]:
    """Drags from a point of the screen into the target's window; what that says of the files."""
    assert target.stdout
    left, top = corner(screen, place)
    screen.do("mousemove", "--sync", *start)
    screen.do("mousedown", 1)
    for step in range(6):
        screen.do("mousemove", start[0] + step, start[1] + 12 + step)
    for step in looks(pause=0.01):  # a mix may take a moment to be made: a person goes on pulling
        screen.do("mousemove", left + 60 + step % 7, top + 60)
        if readable(target):
            break
    for step in range(20):  # and looks where it goes before letting go
        screen.do("mousemove", left + 60 + step % 7, top + 60)
    screen.do("mouseup", 1)
    while not (line := readable(target, 20)).startswith("["):
        assert line.strip() == "over", "nothing was dropped"
    found: list[tuple[str, int]] = [(path, size) for path, size in json.loads(line)]
    return found


def readable(process: subprocess.Popen[str], seconds: float = 0) -> str:
    assert process.stdout
    return process.stdout.readline() if select.select([process.stdout], [], [], seconds)[0] else ""
