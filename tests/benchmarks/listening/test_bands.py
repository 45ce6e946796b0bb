"""The bands themselves, where MMA is installed, and how beats are scored."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

from stemdesk.audio.transcription.midi_reader import read_midi
from stemdesk.core.music.chords import Chord
from stemdesk.core.music.sections import Section
from tests.benchmarks.listening.bands import BANDS, NotHere
from tests.benchmarks.listening.beats import matched
from tests.benchmarks.listening.chords import calibration_error, trust
from tests.benchmarks.listening.held_out import HELD_OUT
from tests.benchmarks.listening.part_songs import arranged_parts, read_billboard
from tests.benchmarks.listening.sections import boundaries, names

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


def parts(*ends: tuple[float, str]) -> list[Section]:
    starts = [0.0, *(end for end, _ in ends)]
    return [Section(start, end, name) for start, (end, name) in zip(starts, ends, strict=False)]


def test_one_boundary_is_not_found_twice() -> None:
    true = parts((30.0, "A"), (60.0, "B"), (90.0, "A"))
    assert boundaries(true, parts((29.6, "A"), (61.0, "B"), (90.0, "A")), 0.5) == pytest.approx(1 / 2)
    assert boundaries(true, parts((28.0, "A"), (29.0, "C"), (31.0, "B"), (90.0, "A")), 3.0) == pytest.approx(2 / 5)
    assert boundaries(true, parts((90.0, "A")), 3.0) == 0.0


def test_parts_with_other_letters_but_the_same_form_are_right() -> None:
    true = parts((30.0, "A"), (60.0, "B"), (90.0, "A"))
    assert names(true, parts((30.0, "X"), (60.0, "A"), (90.0, "X"))) == pytest.approx(1.0)
    # Of the pairs that belong together, all are found, among those that do not: 60² + 30² of 90².
    assert names(true, parts((90.0, "A"))) == pytest.approx(2 * 0.5556 / 1.5556, abs=0.01)


def test_a_chart_tells_parts_who_sings_and_the_key(tmp_path: Path) -> None:
    chart = tmp_path / "salami_chords.txt"
    chart.write_text(
        "# metre: 4/4\n# tonic: Bb\n\n0.0\tsilence\n1.0\tA, intro, | N | Bb:maj |\n"
        "5.0\tB', verse, | Bb:maj . F:sus4(b7) F:13 |, (voice\n"
        "7.0\t| Eb:maj9/3 | (2/4) Bb:maj(9) |, voice)\n11.0\tB, | F:7 |\n13.0\tend\n"
    )
    bars, beats, tempo, key = read_billboard(chart)
    assert [bar.chords for bar in bars] == ["N", "Bb:maj", "Bb:maj Bb:maj F:sus4 F:7", "Eb:maj", "Bb:maj", "F:7"]
    assert [bar.part for bar in bars] == ["A", "", "B", "", "", "B"]
    assert [bar.is_sung for bar in bars] == [False, False, True, True, True, False]
    assert (beats, tempo, key) == (4, 120.0, "B♭ major")


def test_a_part_begins_where_other_tracks_play() -> None:
    playing = np.zeros((3, 24), bool)
    playing[0], playing[1, 8:16], playing[2, 16:] = True, True, True
    found = arranged_parts(playing, 2.0, 50.0)
    assert [(part.start, part.end, part.name) for part in found] == [(0, 16, "A"), (16, 32, "B"), (32, 50, "C")]
