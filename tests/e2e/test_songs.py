"""Songs from outside: heard before they are split, removed, taken back; right click and the menu of all commands."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from tests.e2e.newcomer import PREVIEW, Newcomer, jobs_of_source
from tests.e2e.soundcard import RATE, SoundCard, difference
from tests.patience import looks
from tests.sounds import music, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.screen import Screen


def listed(screen: Screen, home: Path, *songs: str) -> None:
    """Waits until just these songs are in the list."""
    for _ in looks():
        if titles(home) == list(songs):
            return
    raise AssertionError(titles(home))


def titles(home: Path) -> list[str]:
    found: list[str] = []
    for path in home.rglob("*.sqlite3"):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            rows = database.execute("SELECT title FROM songs WHERE removed IS NULL ORDER BY title")
            found = [title for (title,) in rows]
    return found


def environment_of(screen: Screen, home: Path, more: dict[str, str]) -> dict[str, str]:
    (home / "config").mkdir(parents=True)
    (home / "config" / "stemdesk.ini").write_text(PREVIEW, "utf-8")
    return {**os.environ, **screen.environment, **more, "STEMDESK_HOME": str(home)}


def test_a_song_is_heard_before_it_is_split_removed_and_taken_back(
    screen: Screen, sound_card: SoundCard, tmp_path: Path, home: Path
) -> None:
    true = music(20.0)
    write(tmp_path / "new.wav", true, RATE, "PCM_16")
    environment = environment_of(screen, home, sound_card.environment)
    command = [sys.executable, "-m", "stemdesk", str(tmp_path / "new.wav")]
    with Newcomer(screen, sound_card, command, environment, jobs=jobs_of_source) as person:
        listed(screen, home, "new.wav")
        heard = person.plays(6.0)
        assert difference(true[2 * RATE : 4 * RATE], heard) < 1e-3
        screen.do("key", "Delete")
        listed(screen, home)
        screen.do("key", "ctrl+z")
        listed(screen, home, "new.wav")
        assert person.closes() == (0, b"")


def test_right_click_removes_and_the_menu_quits(
    screen: Screen, unheard_card: SoundCard, tmp_path: Path, home: Path
) -> None:
    write(tmp_path / "a.wav", music(2.0), RATE, "PCM_16")
    environment = environment_of(screen, home, {})
    command = [sys.executable, "-m", "stemdesk", str(tmp_path / "a.wav")]
    with Newcomer(screen, unheard_card, command, environment, jobs=jobs_of_source) as person:
        listed(screen, home, "a.wav")
        person.comes_forward()
        person.at(130, 195)
        for _ in looks(pause=1.0):  # the song is on the disk a moment before it is in the window
            screen.do("click", 3)
            screen.do("key", "Up", "Return")  # the last one: Remove from the list; beside a song: Select all
            if not titles(home):
                break
        for _ in looks(pause=1.0):  # a key that meets a menu that is just going is lost between X and Qt
            screen.do("key", "ctrl+z")
            if titles(home):
                break
        listed(screen, home, "a.wav")
        for _ in looks(pause=2.0):
            screen.do("key", "--delay", 150, "F10", "Down", "Right", "Up", "Return")  # File: Quit, as fast as one types
            with suppress(subprocess.TimeoutExpired):
                person.program.communicate(timeout=5)
                break
            screen.do("key", "Escape", "Escape")
        assert person.program.returncode == 0
