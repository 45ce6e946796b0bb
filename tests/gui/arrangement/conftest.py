"""A window with a song of sixteen seconds whose beats, chords and sections are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtWidgets import QPushButton

from stemdesk.audio.analysis.song_analysis import Analysis
from stemdesk.core.music.chords import Chord, KeyRegion
from stemdesk.core.music.sections import Section
from tests.sounds import music, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gui.conftest import Person

RATE = 44_100
SECONDS = 16.0
#: A bar of two seconds each.
NAMES = ("A:min", "F:maj", "C:maj", "G:7", "A:min", "F:maj7", "N", "E:7")


def heard() -> Analysis:
    beats = (np.arange(32) * 0.5 * RATE).astype(np.int64)
    chords = tuple(Chord(2.0 * n, 2.0 * n + 2, name, 0.3 if n == 4 else 0.9) for n, name in enumerate(NAMES))
    sections = (Section(0, 4, "A"), Section(4, 8, "B"), Section(8, 12, "A"), Section(12, 16, "outro"))
    return Analysis(
        RATE, 120.0, 0.9, beats, "A minor", 0.8, 0.0, downbeats=beats[::4], chords=chords, sections=sections,
        keys=(KeyRegion(0, 8, "A minor"), KeyRegion(8, 16, "B minor")),
    )  # fmt: skip


@pytest.fixture
def stems(tmp_path: Path) -> Path:
    (tmp_path / "stems").mkdir()
    for seed, name in enumerate(("vocals", "bass")):
        write(tmp_path / "stems" / f"{name}.wav", np.float32(0.3) * music(SECONDS, seed=seed), RATE)
    return tmp_path / "stems"


def open_song(open_window: Callable[..., Person], stems: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr("stemdesk.gui.arrangement.song_listener.analysis_of", lambda *_: heard())
    person = open_window(stems)
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    person.waits_until(lambda: person.window.practice.analysis is not None)
    return person


@pytest.fixture
def player(open_window: Callable[..., Person], stems: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    return open_song(open_window, stems, monkeypatch)
