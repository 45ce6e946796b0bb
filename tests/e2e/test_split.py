"""Before a song is split: in the smallest window, and between services; on a real screen, with mouse and keys."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e import screen as screens
from tests.e2e.newcomer import PREVIEW, Newcomer, jobs_of_source
from tests.e2e.soundcard import SoundCard
from tests.sounds import make_song
from tests.standins.mvsep import Mvsep

pytestmark = pytest.mark.slow

#: Places in the window at its smallest, 980 x 640.
MVSEP, COMPARE, SEARCH, SPLIT_VIEW = (455, 110), (305, 167), (310, 201), (461, 25)


@contextmanager
def smallest(screen: screens.Screen, card: SoundCard, home: Path) -> Iterator[tuple[Newcomer, str]]:
    """Somebody at the window at its smallest, and the window."""
    (home / "config").mkdir(parents=True)
    (home / "config" / "stemdesk.ini").write_text(PREVIEW, "utf-8")
    environment = {**os.environ, **screen.environment, **card.environment, "STEMDESK_HOME": str(home)}
    command = [sys.executable, "-m", "stemdesk"]
    with Newcomer(screen, card, command, environment, jobs=jobs_of_source) as person:
        window = screen.window("StemDesk")
        screen.do("windowsize", "--sync", window, 980, 640)
        screen.do("windowmove", "--sync", window, 0, 0)
        person.comes_forward()
        yield person, window


def click(screen: screens.Screen, window: str, place: tuple[int, int]) -> None:
    screen.do("mousemove", "--window", window, *place)
    screen.do("click", 1)


def test_in_the_smallest_window_a_look_at_other_models_changes_nothing_about_what_is_split(
    screen: screens.Screen, unheard_card: SoundCard, tmp_path: Path, home: Path, mvsep: Mvsep
) -> None:
    with smallest(screen, unheard_card, home) as (person, window):
        mvsep.wait_until(lambda: bool(mvsep.asked("/api/app/user")))
        click(screen, window, MVSEP)
        mvsep.wait_until(lambda: bool(mvsep.asked("/api/app/algorithms")))
        person.splits(make_song(tmp_path / "first.wav", 2.0))
        person.comes_forward()
        click(screen, window, SPLIT_VIEW)
        click(screen, window, SEARCH)
        screen.do("type", "karaoke")
        screen.do("key", "ctrl+a", "Delete")
        if pictures := os.environ.get("PICTURES_OF_TESTS"):
            screens.save_picture(screen, Path(pictures) / "smallest.png")
        person.splits(make_song(tmp_path / "second.wav", 2.0))
        assert person.closes() == (0, b"")
    sent = [(seen.form["sep_type"], seen.form["is_demo"]) for seen in mvsep.asked("/api/separation/create")]
    assert sent == [("40", "0"), ("40", "0")]


def test_services_are_compared_and_the_chosen_one_splits(
    screen: screens.Screen, unheard_card: SoundCard, tmp_path: Path, home: Path, mvsep: Mvsep
) -> None:
    with smallest(screen, unheard_card, home) as (person, window):
        mvsep.wait_until(lambda: bool(mvsep.asked("/api/app/user")))
        click(screen, window, COMPARE)
        screen.window("Compare services")
        mvsep.wait_until(lambda: bool(mvsep.asked("/api/app/algorithms")))
        if pictures := os.environ.get("PICTURES_OF_TESTS"):
            screens.save_picture(screen, Path(pictures) / "comparison.png")
        assert not mvsep.asked("/api/separation/create")
        screen.do("key", "Down", "Return")
        job = person.splits(make_song(tmp_path / "song.wav", 2.0))
        assert person.closes() == (0, b"")
    assert job["provider"] == "mvsep"
    assert sum(mvsep.charges.values()) == 1
