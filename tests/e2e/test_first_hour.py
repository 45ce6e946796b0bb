"""Closing while a job runs, and exporting by keys alone: the real program on a real screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e import screen as screens
from tests.e2e.newcomer import PREVIEW, ROOT, jobs_of_source
from tests.e2e.test_drag_out import wait_for_cache
from tests.patience import looks
from tests.sounds import make_song

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-m", "stemdesk"]


def started(screen: screens.Screen, home: Path, *files: Path) -> subprocess.Popen[bytes]:
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "stemdesk.ini").write_text(PREVIEW, "utf-8")
    environment = {**os.environ, **screen.environment, "STEMDESK_HOME": str(home)}
    return subprocess.Popen([*COMMAND, *map(str, files)], env=environment, cwd=ROOT)


def test_a_window_that_is_closed_while_a_job_runs_closes_by_itself_and_the_job_goes_on_at_the_next_start(
    screen: screens.Screen, tmp_path: Path, home: Path
) -> None:
    program = started(screen, home, make_song(tmp_path / "long.wav", 60.0))
    try:
        window = screen.window("StemDesk")
        screen.do("windowactivate", "--sync", window)
        for _ in looks():  # the window may still be looking at the song
            screen.do("key", "ctrl+Return")
            if json.loads(jobs_of_source()):
                break
        screen.do("key", "alt+F4")
        assert program.wait(120) == 0
        (job,) = json.loads(jobs_of_source())[-1:]
        assert job["state"] not in ("done", "failed", "cancelled", "attention")
    finally:
        program.kill()
        program.wait()
    done = subprocess.run([*COMMAND, "resume", "--json"], capture_output=True, text=True, check=True, cwd=ROOT)
    assert job["job"] in done.stdout


def test_a_mix_is_exported_with_three_keys_under_the_name_that_is_proposed(
    screen: screens.Screen, tmp_path: Path, home: Path
) -> None:
    stems = tmp_path / "夏の歌"
    for number, stem in enumerate(("vocals", "drums")):
        make_song(stems / f"{stem}.wav", 2.0, noise=number)
    program = started(screen, home, stems)
    try:
        window = screen.window("StemDesk")
        screen.do("windowactivate", "--sync", window)
        wait_for_cache(home, 2)
        screen.do("key", "ctrl+e")
        screen.window("Export")
        screen.do("key", "Return")
        target = stems / "夏の歌 (mix).wav"
        for _ in looks(pause=0.2):  # the dialog for the file takes a moment to open
            if target.exists():
                break
            screen.do("key", "Return")
        assert target.exists()
    finally:
        program.kill()
        program.wait()
