"""Surround sound on two loudspeakers, after ITU-R BS.775."""

from __future__ import annotations

import numpy as np
import pytest

from stemdesk.audio.dsp.downmix import LFE, downmix_to_stereo, stereo_weights
from stemdesk.providers.local.separators.downmix import sides


def played(channels: int, sounding: int) -> tuple[float, float]:
    """Left and right, where one channel sounds at full scale."""
    block = np.zeros((1, channels), np.float32)
    block[0, sounding] = 1.0
    left, right = downmix_to_stereo(block)[0]
    return float(left), float(right)


@pytest.mark.parametrize("channels", [6, 8])
def test_a_singer_in_the_centre_is_heard_on_both_sides(channels: int) -> None:
    left, right = played(channels, 2)
    assert left == right > 0
    front, _ = played(channels, 0)
    assert 20 * np.log10(left / front) == pytest.approx(-3.01, abs=0.01)
    assert played(channels, LFE) == (0.0, 0.0)


@pytest.mark.parametrize("channels", range(1, 13))
def test_no_music_within_full_scale_leaves_it(channels: int) -> None:
    assert np.abs(downmix_to_stereo(np.ones((1, channels), np.float32))).max() <= 1.0 + 1e-6


@pytest.mark.parametrize("channels", [1, 2, 4, 6, 8])
def test_this_computer_hears_the_same_mix_that_is_played(channels: int) -> None:
    heard, mixed = sides(channels).down, stereo_weights(channels)
    rest = [n for n in range(channels) if channels < 6 or n != LFE]
    assert np.array_equal(heard[rest], mixed[rest])
    assert np.allclose(sides(channels).up.sum(axis=1), 1.0)
