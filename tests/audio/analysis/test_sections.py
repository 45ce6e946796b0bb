"""The parts of a song, by letters."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from stemdesk.audio.analysis.sections import SectionFinder
from stemdesk.core.music.chords import Chord
from stemdesk.core.music.sections import Section
from tests.sounds import Floats

RATE = 22_050
BAR = 2.0
NOISE = np.random.default_rng(2)


def tone(pitches: list[float], seconds: float) -> Floats:
    time = np.arange(round(seconds * RATE)) / RATE
    return np.asarray(sum(0.2 * np.sin(2 * np.pi * pitch * time) for pitch in pitches), np.float32)


def song(form: str) -> tuple[dict[str, Floats], list[Chord]]:
    """Eight bars a letter: A is soft and has no drums, B is loud with drums and another harmony, C is drums alone."""
    voice, drums, chords = [], [], []
    for number, letter in enumerate(form):
        at, seconds = number * 8 * BAR, 8 * BAR
        quiet = np.zeros(round(seconds * RATE), np.float32)
        hits = (0.3 * NOISE.standard_normal(len(quiet))).astype(np.float32)
        voice.append({"A": tone([220, 330], seconds), "B": tone([262, 392, 1046, 2093], seconds), "C": quiet}[letter])
        drums.append(quiet if letter == "A" else hits)
        chords.append(Chord(at, at + seconds, {"A": "A:min", "B": "C:maj", "C": "N"}[letter]))
    return {"vocals": np.concatenate(voice), "drums": np.concatenate(drums)}, chords


def parts(tracks: dict[str, Floats], chords: list[Chord], *, bars: bool = True) -> list[Section]:
    finder = SectionFinder(RATE)
    frames = len(next(iter(tracks.values())))
    for start in range(0, frames, 30_000):
        finder.add({stem: sound[start : start + 30_000] for stem, sound in tracks.items()})
    downbeats = np.arange(0, frames, round(BAR * RATE)) if bars else np.zeros(0, np.int64)
    return finder.result(np.zeros(0, np.int64), downbeats, chords)


@pytest.mark.parametrize("form", ["ABAB", "ABACB", "AABBC"])
@pytest.mark.parametrize("with_chords", [True, False])
def test_parts_that_are_alike_have_one_letter_and_begin_on_bars(form: str, with_chords: bool) -> None:
    tracks, chords = song(form)
    found = parts(tracks, chords if with_chords else [])
    kinds: dict[str, str] = {}
    expected = [kinds.setdefault(letter, "ABCDEF"[len(kinds)]) for letter in form]
    merged = [name for number, name in enumerate(expected) if number == 0 or expected[number - 1] != name]
    assert [part.name for part in found] == merged
    assert found[0].start == 0.0
    assert all(one.end == other.start for one, other in itertools.pairwise(found))
    assert all(abs(part.start % (8 * BAR)) < 0.01 or abs(part.start % (8 * BAR) - 8 * BAR) < 0.01 for part in found)
    assert abs(found[-1].end - len(form) * 8 * BAR) < 0.3


def test_a_song_that_never_changes_is_one_part() -> None:
    tracks, chords = song("AAAA")
    assert [part.name for part in parts(tracks, chords)] == ["A"]


def test_a_short_sound_and_silence_have_no_parts() -> None:
    assert parts({"vocals": tone([220], 8.0)}, []) == []
    assert parts({"vocals": np.zeros(60 * RATE, np.float32)}, []) == []


def test_parts_are_found_where_no_bars_are_known() -> None:
    assert [part.name for part in parts(*song("ABA"), bars=False)] == ["A", "B", "A"]


def test_a_song_of_eight_thousand_samples_a_second_has_parts_too() -> None:
    """As from a telephone: a quarter of a second of it was shorter than what was listened to at once."""
    tracks, chords = song("ABAB")
    finder = SectionFinder(8_000)
    finder.add({stem: sound[:: RATE // 8_000 + 1][: 64 * 8_000] for stem, sound in tracks.items()})
    found = finder.result(np.zeros(0, np.int64), np.zeros(0, np.int64), chords)
    assert len({part.name for part in found}) > 1


def test_parts_end_with_the_song_at_a_rate_that_has_no_quarter() -> None:
    noise = np.random.default_rng(0).standard_normal(100 * 11_025).astype(np.float32)
    finder = SectionFinder(11_025)
    finder.add({"other": noise})
    found = finder.result(np.zeros(0, np.int64), np.zeros(0, np.int64), [])
    assert found[-1].end == pytest.approx(100.0, abs=1e-9)


def test_a_silent_end_does_not_make_all_that_was_before_alike() -> None:
    soft, loud = 0.3 * tone([220, 330], 16.0), tone([220, 330, 440, 660, 1320], 16.0)
    sound = np.concatenate([soft, loud, soft, loud, np.zeros(30 * RATE, np.float32)])
    sound += (1e-4 * NOISE.standard_normal(len(sound))).astype(np.float32)
    found = parts({"other": sound}, [])
    assert found[1].name == found[3].name != found[0].name
    assert [part.start for part in found] == pytest.approx([0, 16, 32, 48, 64], abs=0.01)


@pytest.mark.slow
@pytest.mark.parametrize("brown", [False, True])
def test_noise_is_not_cut_to_pieces(brown: bool) -> None:
    noise = np.random.default_rng(3).standard_normal(180 * RATE)
    if brown:
        noise = np.cumsum(noise)
        noise = (noise - np.convolve(noise, np.ones(4_000) / 4_000, "same")) / 40
    assert len(parts({"other": (0.1 * noise).astype(np.float32)}, [])) <= 2
