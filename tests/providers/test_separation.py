"""The local engine: stems that add up to the song, for every kind of sound, in blocks, and better than plain HPSS."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemdesk.providers.local.protocol import DEMUCS, NETWORKS, STEMS
from stemdesk.providers.local.separators.masks import four_masks, running_median
from stemdesk.providers.local.separators.separation import Separation, fit_full_scale, split_stream
from stemdesk.providers.local.separators.spectra import Stft
from tests.demo import demo_song, demo_stems
from tests.sounds import decibels, music, sdr

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sounds import Floats

PREVIEWS = [model for model in STEMS if model not in (*NETWORKS, *DEMUCS)]


def reader(data: Floats, most: int = 1 << 30) -> Callable[[int], Floats]:
    place = 0

    def read(frames: int) -> Floats:
        nonlocal place
        block = data[place : place + min(frames, most)]
        place += len(block)
        return block

    return read


def split(data: Floats, rate: int, model: str, most: int = 1 << 30, *, seconds: float = 30.0) -> Floats:
    blocks = split_stream(
        reader(data, most), rate, data.shape[1], Separation(model), block_seconds=seconds, first_seconds=seconds
    )
    return np.concatenate(list(blocks), axis=1)


@pytest.mark.parametrize("model", PREVIEWS)
@pytest.mark.parametrize("rate", [8000, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2, 3, 6])
def test_the_stems_add_up_to_the_song_and_keep_its_shape(model: str, rate: int, channels: int) -> None:
    data = music(2.0, rate, channels)
    stems = split(data, rate, model)
    assert stems.shape == (len(STEMS[model]), *data.shape)
    assert decibels(stems.sum(axis=0) - data) < -110


@given(st.integers(1, 40_000), st.sampled_from(PREVIEWS), st.integers(1, 2))
@settings(max_examples=25)
def test_any_length_however_short_comes_out_as_long(frames: int, model: str, channels: int) -> None:
    data = music(1.0, 44_100, channels)[:frames]
    stems = split(data, 44_100, model)
    assert stems.shape[1] == len(data)
    assert decibels(stems.sum(axis=0) - data) < -110


@given(st.floats(4.0, 15.0), st.sampled_from([1000, 4096, 1 << 30]))
@settings(max_examples=8)
def test_the_seams_between_blocks_lose_nothing(seconds: float, most: int) -> None:
    data = music(seconds, 8000)
    stems = split(data, 8000, "preview-band", most, seconds=4.0)
    assert stems.shape[1] == len(data)
    assert decibels(stems.sum(axis=0) - data) < -110


@pytest.mark.parametrize("kind", ["silence", "full scale", "not a number", "one click"])
def test_odd_songs_are_no_trouble(kind: str) -> None:
    data = np.zeros((20_000, 2), np.float32)
    if kind == "full scale":
        data[:] = 1.0
    elif kind == "not a number":
        data[5000:5100] = np.nan
    elif kind == "one click":
        data[10_000] = 1.0
    stems = split(data, 44_100, "preview-band")
    assert np.all(np.isfinite(stems))
    assert decibels(stems.sum(axis=0) - np.nan_to_num(data)) < -100


def test_masks_sum_to_one_in_every_bin() -> None:
    stft = Stft(44_100)
    data = music(3.0)
    masks = four_masks((stft.forward(data[:, 0].copy()), stft.forward(data[:, 1].copy())), stft)
    total = sum(masks.values())
    assert np.max(np.abs(total - 1)) < 1e-5
    assert all(mask.min() >= -1e-6 and mask.max() <= 1 + 1e-6 for mask in masks.values())


def test_the_fast_running_median_is_the_median() -> None:
    values = np.random.default_rng(3).random((7, 50)).astype(np.float32)
    result = running_median(values, 9)
    padded = np.pad(values, ((0, 0), (4, 4)), mode="reflect")
    true = np.median(np.lib.stride_tricks.sliding_window_view(padded, 9, axis=1), axis=2)
    assert np.array_equal(result, true)


@given(st.integers(0, 1000), st.floats(0.5, 1.9))
def test_stems_that_would_clip_are_fitted_and_still_add_up(seed: int, loudness: float) -> None:
    noise = np.random.default_rng(seed)
    stems = noise.uniform(-1.6, 1.6, (4, 300, 2)).astype(np.float32)
    song = stems.sum(axis=0)
    stems *= np.minimum(1.0, loudness * 2 / np.maximum(1e-6, np.abs(song)))[None]
    fitted = fit_full_scale(stems)
    assert np.max(np.abs(fitted)) <= 1.0
    assert decibels(fitted.sum(axis=0) - stems.sum(axis=0)) < -110


def test_on_the_demo_every_stem_is_far_better_than_the_mix_and_drums_beat_plain_hpss() -> None:
    true, song = demo_stems(), demo_song()
    stems = dict(zip(STEMS["preview-band"], split(song, 44_100, "preview-band"), strict=True))
    gain = {name: sdr(true[name], stem) - sdr(true[name], song) for name, stem in stems.items()}
    assert gain["vocals"] > 9
    assert gain["drums"] > 9
    assert gain["bass"] > 9
    assert gain["other"] > 8


def test_mono_has_no_middle_and_is_still_separated() -> None:
    true, song = demo_stems(), demo_song()
    mono = song.mean(axis=1, keepdims=True)
    vocals = split(mono, 44_100, "preview-vocals")[0]
    target = true["vocals"].mean(axis=1, keepdims=True)
    assert sdr(target, vocals) - sdr(target, mono) > 4
