"""What was learnt of tempo levels and downbeats."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemdesk.audio.rhythm import beat_grid, downbeats, tempo_levels
from stemdesk.audio.rhythm.accents import GROUPS, accents
from stemdesk.audio.rhythm.learnt import layers

RATE = 50.0
NO_HARMONY = np.zeros((0, 60), np.float32)


def rock(bpm: float, seconds: float = 60.0) -> beat_grid.Heard:
    """Kick on one and three, snare on two and four, hats on every half beat, a chord a bar; the pulse is as strong on the
    halves."""
    frames = round(seconds * RATE)
    rises = np.full((frames, GROUPS), 0.02, np.float32)
    likely = np.full((frames, 2), 0.01, np.float32)
    semitones = np.full((round(seconds * 10), 60), 0.01, np.float32)
    for number, moment in enumerate(np.arange(0.5, seconds - 1, 30 / bpm)):
        frame = round(moment * RATE)
        likely[frame] = (0.1, 0.7) if number % 8 == 0 else (0.7, 0.05)
        rises[frame, 5] += 1
        if number % 4 == 0:
            rises[frame, :2] += 3
        if number % 4 == 2:
            rises[frame, 2:] += 3
        if number % 8 == 0:
            semitones[round(moment * 10) : round((moment + 240 / bpm) * 10), [number % 12, number % 12 + 7]] = 1.0
    levels = np.convolve(rises.sum(axis=1), np.exp(-np.arange(10) / 3), "full")[:frames, None] * np.ones(GROUPS)
    return beat_grid.Heard(RATE, likely, rises.sum(axis=1), semitones, rises, levels.astype(np.float32))


@pytest.mark.parametrize("bpm", [88.0, 102.0, 116.0])
@pytest.mark.parametrize("found", [0.5, 1.0, 2.0])
def test_a_backbeat_is_counted_as_it_is_played_whatever_was_found_first(bpm: float, found: float) -> None:
    """102 was once heard as 204."""
    song = rock(bpm)
    beats = np.arange(0.5, 58.0, 60 / bpm / found)
    chosen = tempo_levels.choose(accents(song.likely, song.rises), song.semitones, RATE, beats)
    assert chosen.ratio == pytest.approx(1 / found)
    assert chosen.likelihood > 0.5
    assert np.allclose(np.diff(chosen.beats), 60 / bpm)


def test_a_level_is_left_for_one_that_is_a_little_likelier_but_not_where_nothing_sounds_between_the_beats() -> None:
    """A kick and three snares at 104 were halved."""
    beats = np.arange(0.5, 58.0, 0.6)
    hits = np.full((3000, 2 + GROUPS), 0.01)
    hits[np.round(beats * RATE).astype(int)] = 1.0
    assert tempo_levels.is_bare(hits, RATE, beats)
    hits[np.round((beats + 0.3) * RATE).astype(int), -1] = 0.3  # soft hats between
    assert not tempo_levels.is_bare(hits, RATE, beats)
    as_found = tempo_levels.LEVELS.index(tempo_levels.Level(1, 1, 0.0))
    scores = np.zeros(len(tempo_levels.LEVELS))
    scores[0] = np.log(2.0)
    assert [tempo_levels.best(scores), tempo_levels.best(scores, 2.5)] == [0, as_found]


def test_a_tempo_is_never_surer_than_its_level(monkeypatch: pytest.MonkeyPatch) -> None:
    def unsure(hits: object, semitones: object, rate: float, beats: np.ndarray) -> tempo_levels.Chosen:
        return tempo_levels.Chosen(beats, 1.0, 0.1)

    song = rock(100.0)
    sure = beat_grid.find(song, 60.0).certainty
    monkeypatch.setattr(tempo_levels, "choose", unsure)
    assert beat_grid.find(song, 60.0).certainty == pytest.approx(0.505)
    assert sure > 0.6


def test_what_was_learnt_fits_what_is_seen() -> None:
    song = rock(100.0)
    hits, beats = accents(song.likely, song.rises), np.arange(0.5, 58.0, 0.6)
    levels = [each for each in tempo_levels.features(hits, song.semitones, RATE, beats) if each is not None]
    assert layers("tempo")(np.stack(levels)).shape == (len(levels),)
    seen = downbeats.features(hits, song.levels, song.semitones, RATE, beats)
    assert layers("downbeat")(downbeats.around(seen)).shape == beats.shape
    assert layers("metre")(downbeats.resemblance(seen)).shape == (5,)


def test_bars_begin_with_the_kick_where_the_chord_changes() -> None:
    song, beats = rock(100.0), np.arange(0.5, 58.0, 0.6)
    seen = downbeats.features(accents(song.likely, song.rises), song.levels, song.semitones, RATE, beats)
    begins = downbeats.learnt(seen, beat_grid.leaning(song, beats))
    assert np.flatnonzero(begins).tolist() == list(range(0, len(beats), 4))


@given(st.integers(3, 7), st.integers(0, 6), st.floats(1.0, 3.0), st.integers(0, 2**31))
@settings(max_examples=30)
def test_the_way_through_bars_has_the_metre_that_beats_lean_to(metre: int, first: int, lean: float, seed: int) -> None:
    numbers = np.arange(84)
    begins = numbers % metre == first % metre
    noise = np.random.default_rng(seed).uniform(-0.4, 0.4, len(numbers))
    found = downbeats.way(np.where(begins, lean, -lean / 2) + noise, np.zeros(5))
    assert found.tolist() == begins.tolist()


@given(st.integers(8, 80), st.floats(0.26, 1.3), st.integers(0, 2**31))
@settings(max_examples=25, deadline=None)
def test_whatever_is_heard_beats_stay_in_order_and_bars_have_three_to_seven(count: int, step: float, seed: int) -> None:
    random = np.random.default_rng(seed)
    beats = np.cumsum(random.uniform(step * 0.8, step * 1.2, count))
    frames = round((beats[-1] + 2) * RATE)
    heard = [
        random.uniform(0, each, (frames, size)).astype(np.float32) for each, size in ((0.5, 2), (3.0, 6), (1.0, 6))
    ]
    hits = accents(heard[0], heard[1])
    chosen = tempo_levels.choose(hits, NO_HARMONY, RATE, beats)
    assert 0 <= chosen.likelihood <= 1
    assert np.all(np.diff(chosen.beats) > 0)
    seen = downbeats.features(hits, heard[2], NO_HARMONY, RATE, chosen.beats)
    assert np.all(np.isfinite(seen))
    bars = np.diff(np.flatnonzero(downbeats.learnt(seen, np.zeros(len(chosen.beats)))))
    assert set(bars.tolist()) <= {3, 4, 5, 6, 7}
