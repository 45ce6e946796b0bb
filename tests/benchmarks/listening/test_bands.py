"""The bands themselves, where MMA is installed, and how beats are scored."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

from stemdesk.audio.transcription.midi_reader import read_midi
from stemdesk.core.music.chords import Chord
from tests.benchmarks.listening.bands import BANDS, NotHere
from tests.benchmarks.listening.beats import matched
from tests.benchmarks.listening.chords import calibration_error, trust
from tests.benchmarks.listening.held_out import HELD_OUT

if TYPE_CHECKING:
    from pathlib import Path

needs_mma = pytest.mark.skipif(shutil.which("mma") is None, reason="MMA is not installed")


@pytest.mark.slow
@needs_mma
def test_a_bands_drums_and_bass_can_be_heard_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEMDESK_BENCHMARKS", str(tmp_path))
    drums, bass = (read_midi(BANDS[1].only(kind).midi()) for kind in ("DRUM", "BASS"))
    assert [track.is_drums for track in drums.tracks if track.notes] == [True]
    assert [track.is_drums for track in bass.tracks if track.notes] == [False]
    with pytest.raises(NotHere):
        BANDS[2].only("CHORD").midi()


@needs_mma
def test_a_band_plays_seven_beats_a_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEMDESK_BENCHMARKS", str(tmp_path))
    band = next(each for each in HELD_OUT if each.beats == 7)
    kicks = [note.start for track in read_midi(band.midi()).tracks if track.is_drums for note in track.notes
             if note.pitch == 36]  # fmt: skip
    assert np.allclose(kicks[::2], band.downbeats, atol=0.02)


def test_beats_at_twice_the_tempo_are_half_right() -> None:
    true = np.arange(0.0, 60.0, 0.5)
    assert matched(true, true + 0.03) == 1.0
    assert matched(true, true + 0.2) == 0.0
    assert matched(true, np.arange(0.0, 60.0, 0.25)) == pytest.approx(2 / 3, abs=0.01)


def test_certainty_that_keeps_its_word_has_no_calibration_error() -> None:
    assert calibration_error([(0.75, 1.0, 3.0), (0.75, 0.0, 1.0), (0.25, 0.25, 9.0)]) == pytest.approx(0.0)
    assert calibration_error([(0.9, 0.5, 1.0), (0.5, 0.5, 1.0)]) == pytest.approx(0.2)


def test_a_chord_is_trusted_by_the_share_of_its_time_that_is_right() -> None:
    true = [Chord(0, 2, "C:maj"), Chord(2, 4, "G:7")]
    told = trust(true, [Chord(0, 3, "C:maj7", 0.8), Chord(3, 5, "G:maj", 0.6), Chord(5, 6, "N", 0.9)])
    assert told == [(0.8, pytest.approx(2 / 3), 3), (0.6, 1.0, 1)]
