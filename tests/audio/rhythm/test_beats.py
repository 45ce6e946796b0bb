"""Beats and bars, by the network where it is here and without it where not."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from stemdesk.audio.rhythm import bar_pointer, beat_grid, beat_tracker
from stemdesk.audio.rhythm.bar_pointer import BarPointer
from stemdesk.audio.rhythm.beat_features import HOP, RATE, BeatFeatures
from stemdesk.audio.rhythm.beat_tracker import Beats, BeatTracker
from stemdesk.inference import shelf
from stemdesk.inference.known import known_models
from tests.sounds import Floats

needs_network = pytest.mark.skipif(
    not (shelf.can_run() and shelf.is_ready(known_models()[beat_tracker.MODEL])),
    reason="BeatNet's weights were not fetched (python -m stemdesk.inference)",
)


def activations(beats: list[float], per_bar: int, first: int, seconds: float) -> Floats:
    made = np.full((round(seconds * 50), 2), 0.01, np.float32)
    for number, beat in enumerate(beats):
        made[round(beat * 50), 1 if (number - first) % per_bar == 0 else 0] = 0.9
    return made


def band(beats: list[float], per_bar: int, first: int, seconds: float) -> Floats:
    """A kick on each bar's first beat, a snare on the others, hats between, and a chord that changes with the bar."""
    noise = np.random.default_rng(4)
    sound = np.zeros(round(seconds * RATE) + RATE)
    time = np.arange(RATE // 5) / RATE
    kick = 0.7 * np.sin(2 * np.pi * (50 + 80 * np.exp(-time * 40)) * time) * np.exp(-time * 18)
    roots = [220.0, 174.6, 261.6, 196.0]
    for number, (beat, after) in enumerate(zip(beats, [*beats[1:], seconds], strict=True)):
        begins = (number - first) % per_bar == 0
        at = round(beat * RATE)
        snare = 0.3 * np.convolve(noise.standard_normal(len(time)), np.ones(4) / 4, "same") * np.exp(-time * 25)
        sound[at : at + len(time)] += kick if begins else snare
        length = np.arange(round((after - beat) * RATE)) / RATE
        root = roots[(number - first) // per_bar % 4]
        sound[at : at + len(length)] += sum(
            0.05 * np.sin(2 * np.pi * root * step * length) for step in (1.0, 1.25, 1.5)
        )
    return sound[: round(seconds * RATE)].astype(np.float32)


def heard(sound: Floats) -> Beats:
    tracker = BeatTracker(RATE)
    for start in range(0, len(sound), 30_000):
        tracker.add(sound[start : start + 30_000])
    return tracker.result(len(sound))


@pytest.mark.parametrize("per_bar", [3, 4, 5, 6, 7])
@pytest.mark.parametrize("bpm", [54.0, 119.0, 211.0])
def test_every_metre_is_followed_at_any_tempo_with_a_pick_up(per_bar: int, bpm: float) -> None:
    beats = np.arange(0.4, 40.0, 60 / bpm).tolist()
    way = BarPointer(50.0).follow(activations(beats, per_bar, 2, 40.4))
    assert abs(len(way.frames) - len(beats)) <= 2
    assert np.bincount(way.metres).argmax() == per_bar
    downs = way.frames[way.places == 0] / 50
    true = np.array(beats[2::per_bar])
    assert np.median(np.abs(true[:, None] - downs[None, :]).min(axis=1)) < 0.03


@pytest.mark.slow
def test_a_song_that_is_settled_in_pieces_has_the_same_beats(monkeypatch: pytest.MonkeyPatch) -> None:
    made = activations(np.arange(0.4, 120.0, 0.47).tolist(), 4, 1, 120.0)
    whole = BarPointer(50.0).follow(made)
    monkeypatch.setattr(bar_pointer, "_STRETCH", 1000)
    monkeypatch.setattr(bar_pointer, "_OPEN", 500)
    pieces = BarPointer(50.0).follow(made)
    assert pieces.frames.tolist() == whole.frames.tolist()
    assert pieces.places.tolist() == whole.places.tolist()


def test_features_do_not_depend_on_the_blocks_they_come_in() -> None:
    sound = np.random.default_rng(0).standard_normal(3 * RATE + 77).astype(np.float32)
    one, many = BeatFeatures(RATE), BeatFeatures(RATE)
    whole = np.concatenate([one.add(sound), one.end()])
    parts = np.concatenate([*(many.add(sound[at : at + 1000]) for at in range(0, len(sound), 1000)), many.end()])
    assert whole.shape == (-(-len(sound) // HOP), 272)
    assert np.allclose(whole, parts, atol=1e-6)


@needs_network
@pytest.mark.parametrize(("bpm", "per_bar", "first"), [(104.0, 4, 2), (150.0, 3, 0), (126.0, 5, 0)])
def test_tempo_beats_and_bars_of_a_band(bpm: float, per_bar: int, first: int) -> None:
    beats = np.arange(0.5, 44.0, 60 / bpm).tolist()
    found = heard(band(beats, per_bar, first, 45.0))
    assert found.bpm is not None
    assert abs(found.bpm / bpm - 1) < 0.01
    assert found.certainty > 0.4
    downs = found.downbeats / RATE
    true = np.array(beats[first::per_bar])
    assert np.mean(np.abs(true[:, None] - downs[None, :]).min(axis=1) < 0.07) > 0.9


@needs_network
def test_beats_follow_a_tempo_that_changes_in_the_middle() -> None:
    beats = [*np.arange(0.5, 30.0, 60 / 96), *np.arange(30.2, 59.0, 60 / 132)]
    found = heard(band(beats, 4, 0, 60.0))
    near = np.abs(np.array(beats)[:, None] - found.frames[None, :] / RATE).min(axis=1)
    assert np.mean(near < 0.07) > 0.9


@pytest.mark.parametrize("sound", [np.zeros(20 * RATE, np.float32),
                                   np.random.default_rng(1).standard_normal(20 * RATE).astype(np.float32) * 0.2,
                                   np.zeros(0, np.float32), np.ones(10, np.float32)])  # fmt: skip
def test_silence_and_noise_have_no_beats(sound: Floats) -> None:
    found = heard(sound)
    assert found.bpm is None
    assert not len(found.frames)
    assert not len(found.downbeats)


def test_without_the_network_plain_accents_are_still_beats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beat_tracker, "_network", lambda: None)
    found = heard(band(np.arange(0.5, 29.0, 0.5).tolist(), 4, 0, 30.0))
    assert found.bpm is not None
    assert abs(found.bpm - 120) < 1


def test_a_click_of_a_tenth_of_a_second_is_listened_to_without_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beat_tracker, "_network", lambda: None)
    sound = np.random.default_rng(0).standard_normal(RATE // 10).astype(np.float32)
    assert heard(sound).bpm is None


@pytest.mark.slow
def test_two_hours_of_beats_take_no_more_memory_than_a_song() -> None:
    beats = np.arange(0.3, 7200.0, 0.5)
    quiet = np.zeros(7200 * 50, np.float32)
    song = beat_grid.Heard(50.0, np.stack([quiet, quiet], axis=1), quiet, np.zeros((0, 60), np.float32))
    tracemalloc.start()
    found = beat_grid._steady(song, beats, 7200.0)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found is not None
    assert found[0] == pytest.approx(0.5)
    assert most < 50e6


def hit(bpm: float, weaker: float) -> beat_grid.Heard:
    """Both beats are equally likely; every second one is hit less."""
    hits = np.zeros(2000, np.float32)
    frames = np.round(np.arange(0.5, 39.0, 60 / bpm) * 50).astype(np.int64)
    hits[frames[::2]], hits[frames[1::2]] = 1.0, weaker
    likely = np.full((2000, 2), 0.01, np.float32)
    likely[frames, 0] = 0.9
    return beat_grid.Heard(50.0, likely, hits, np.zeros((0, 60), np.float32))


@pytest.mark.parametrize(("bpm", "weaker", "expected"), [(150.0, 0.45, 75.0), (150.0, 0.7, 150.0), (112.0, 0.43, 112.0),
                                                        (128.0, 0.49, 128.0), (120.0, 0.2, 60.0),
                                                        (126.0, 0.44, 126.0), (135.0, 0.48, 135.0)])  # fmt: skip
def test_hats_between_slow_beats_are_no_beats_and_soft_backbeats_are(
    bpm: float, weaker: float, expected: float
) -> None:
    found = beat_grid.find(hit(bpm, weaker), 40.0)
    assert found.bpm == pytest.approx(expected, rel=0.01)


def speech(seconds: int, seed: int) -> Floats:
    """Syllables of any length at any moment: a voice's buzz through a formant each."""
    noise = np.random.default_rng(seed)
    sound = np.zeros(seconds * RATE)
    at = 0
    while at < len(sound) - RATE:
        length = round(RATE * noise.uniform(0.06, 0.25))
        buzz = np.sign(np.sin(2 * np.pi * noise.uniform(90, 160) * np.arange(length) / RATE))
        formant = np.sin(2 * np.pi * noise.uniform(300, 2500) * np.arange(100) / RATE) / 25
        sound[at : at + length] += 0.3 * np.hanning(length) * np.convolve(buzz, formant, "same")
        at += length + round(RATE * noise.uniform(0, 0.15) * (1 if noise.random() < 0.85 else 5))
    return sound.astype(np.float32)


@pytest.mark.parametrize("seed", [3, 4])
@pytest.mark.parametrize("with_network", [pytest.param(True, marks=needs_network), False])
def test_somebody_who_speaks_has_no_tempo(seed: int, with_network: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """172 beats a minute were once found in it."""
    if not with_network:
        monkeypatch.setattr(beat_tracker, "_network", lambda: None)
    assert heard(speech(30, seed)).bpm is None


@pytest.mark.parametrize(("bpm", "between", "expected"), [(109.0, 0.89, 109.0), (58.0, 0.89, 116.0)])
def test_strong_offbeats_double_a_slow_tempo_but_none_that_is_already_lively(
    bpm: float, between: float, expected: float
) -> None:
    likely = np.full((3000, 2), 0.01, np.float32)
    beats = np.arange(0.5, 58.0, 60 / bpm)
    likely[np.round(beats * 50).astype(int), 0] = 0.9
    likely[np.round((beats + 30 / bpm) * 50).astype(int), 0] = 0.9 * between
    heard = beat_grid.Heard(50.0, likely, likely[:, 0], np.zeros((0, 60), np.float32))
    assert 60 / np.median(np.diff(beat_grid._level(heard, beats))) == pytest.approx(expected, rel=0.01)


def test_a_song_that_wavers_at_its_beginning_still_keeps_one_tempo() -> None:
    """So it was only found where the first guess at its tempo was already good."""
    beats = np.arange(0.5, 100.0, 0.4)
    wavering = len(beats) * 2 // 5
    beats[:wavering] += np.random.default_rng(21).uniform(-0.01, 0.12, wavering)
    quiet = np.zeros(5000, np.float32)
    heard = beat_grid.Heard(50.0, np.stack([quiet, quiet], axis=1), quiet, np.zeros((0, 60), np.float32))
    found = beat_grid._steady(heard, beats, 100.0)
    assert found is not None
    assert found[0] == pytest.approx(0.4, rel=0.001)
