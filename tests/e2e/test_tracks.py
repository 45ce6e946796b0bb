"""Tracks of the real window by a real mouse and keyboard: what is set is taken back, and heads do what they offer."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stemdesk.app import build
from tests.e2e.newcomer import Newcomer, jobs_of_source
from tests.e2e.screen import Screen
from tests.e2e.soundcard import SoundCard
from tests.e2e.test_drag_out import BARE, corner, wait_for_cache
from tests.sounds import music, write

STEMS = ("vocals", "drums", "bass")
#: From the corner that xdotool reports, of the first track: its fader's left half, and its name.
FADER, NAME = (340, 193), (345, 168)


@pytest.fixture
def stems(tmp_path: Path) -> Path:
    folder = tmp_path / "Song"
    folder.mkdir()
    for seed, stem in enumerate(STEMS):
        write(folder / f"{stem}.wav", np.float32(0.3) * music(4.0, seed=seed), 44_100)
    return folder


@pytest.fixture
def person(screen: Screen, unheard_card: SoundCard, stems: Path, home: Path) -> Iterator[Newcomer]:
    environment = {**os.environ, **screen.environment, **unheard_card.environment, "STEMDESK_HOME": str(home)}
    command = [sys.executable, "-m", "stemdesk", str(stems)]
    (home / "config").mkdir(parents=True)
    (home / "config" / "stemdesk.ini").write_text(BARE, "utf-8")
    with Newcomer(screen, unheard_card, command, environment, jobs=jobs_of_source) as newcomer:
        newcomer.comes_forward()
        wait_for_cache(home, len(STEMS))
        yield newcomer


def kept(stems: Path) -> dict[str, Any]:
    """What was written down of a mix."""
    context = build()
    found = context.thread.call(context.library.mix(stems)).result()
    context.close()
    return dict(found or {})


def test_what_was_done_to_tracks_is_taken_back(screen: Screen, person: Newcomer, stems: Path) -> None:
    left, top = corner(screen, screen.window("StemDesk"))
    screen.do("mousemove", left + FADER[0], top + FADER[1], "mousedown", 1)
    for step in range(10):
        screen.do("mousemove", left + FADER[0] + 3 * step, top + FADER[1])
    screen.do("mouseup", 1)
    screen.do("key", "2", "m", "3", "m")
    screen.do("key", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+shift+z", "ctrl+shift+z")
    assert person.closes() == (0, b"")
    lanes = kept(stems)["lanes"]
    assert -60 < lanes["vocals"]["gain_db"] < 0
    assert [lanes[stem]["muted"] for stem in STEMS] == [False, True, False]


def test_the_head_of_a_track_is_renamed_and_moved_and_a_right_click_moves_no_fader(
    screen: Screen, person: Newcomer, stems: Path
) -> None:
    left, top = corner(screen, screen.window("StemDesk"))
    screen.do("mousemove", left + FADER[0], top + FADER[1], "click", 3)
    screen.do("key", "Escape")
    screen.do("mousemove", left + NAME[0], top + NAME[1], "click", 3)
    screen.do("key", "Down", "Return")  # Rename…
    screen.do("type", "Anna")
    screen.do("key", "Return", "alt+Down")
    assert person.closes() == (0, b"")
    mix = kept(stems)
    assert mix["names"] == {"vocals": "Anna"}
    assert mix["order"] == ["drums", "vocals", "bass"]
    assert mix["lanes"]["vocals"] == {"gain_db": 0.0, "pan": 0.0, "muted": False, "soloed": False}
