"""What a network of beats hears: a log-spectrogram of 50 frames a second, and how much each band rises.

As in Böck, Krebs, Schedl (ISMIR 2012): triangular bands, 24 an octave from 30 Hz to 17 kHz of sound at 22,050 Hz, each
covering its neighbours' centres, of equal area; log10(1 + magnitude), and beside it the positive difference from the frame
before.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
import soxr
from scipy import fft

if TYPE_CHECKING:
    from stemdesk.audio.dsp.buffers import Floats

RATE: Final = 22050
HOP: Final = 441
FRAME_RATE: Final = RATE / HOP
_WINDOW: Final = 1411
_BINS: Final = _WINDOW // 2
_LOWEST, _HIGHEST, _A4 = 30.0, 17000.0, 440.0
_BANDS_AN_OCTAVE: Final = 24


class BeatFeatures:
    """For mono sound at `rate`, in blocks; each call answers with the frames that are complete."""

    def __init__(self, rate: int) -> None:
        self._resampler = soxr.ResampleStream(rate, RATE, 1, dtype="float32")
        self._sound: Floats = np.zeros(_WINDOW // 2, np.float32)  # the first frame is centred on the first sample
        self._heard = 0
        self._frames = 0
        self._before: Floats | None = None

    def add(self, sound: Floats) -> Floats:
        """(frames, 272)."""
        return self._complete(self._resampler.resample_chunk(sound.astype(np.float32)))

    def end(self) -> Floats:
        """What is left, with silence after it."""
        rest = self._resampler.resample_chunk(np.zeros(0, np.float32), last=True)
        self._heard += len(rest)
        missing = (-(-self._heard // HOP) - self._frames - 1) * HOP + _WINDOW - len(self._sound) - len(rest)
        self._heard -= len(rest)
        return self._complete(np.concatenate([rest, np.zeros(max(0, missing), np.float32)]))

    def _complete(self, sound: Floats) -> Floats:
        self._heard += len(sound)
        self._sound = np.concatenate([self._sound, sound])
        count = max(0, (len(self._sound) - _WINDOW) // HOP + 1)
        if not count:
            return np.zeros((0, 2 * _bands().shape[1]), np.float32)
        pieces = np.lib.stride_tricks.sliding_window_view(self._sound, _WINDOW)[::HOP][:count]
        magnitudes = np.abs(fft.rfft(pieces * _window(), axis=1)[:, :_BINS])
        bands = np.log10(magnitudes @ _bands() + np.float32(1)).astype(np.float32)
        before = bands[:1] if self._before is None else self._before
        rises = np.maximum(np.diff(bands, axis=0, prepend=before), 0)
        self._sound, self._frames, self._before = self._sound[count * HOP :], self._frames + count, bands[-1:]
        return np.hstack([bands, rises])


@cache
def _window() -> Floats:
    return np.hanning(_WINDOW).astype(np.float32)


@cache
def _bands() -> Floats:
    """(bins, bands). Bands that are narrower than a bin are one bin."""
    low = np.floor(np.log2(_LOWEST / _A4) * _BANDS_AN_OCTAVE)
    high = np.ceil(np.log2(_HIGHEST / _A4) * _BANDS_AN_OCTAVE)
    centres = _A4 * 2.0 ** (np.arange(low, high) / _BANDS_AN_OCTAVE)
    centres = centres[(centres >= _LOWEST) & (centres <= _HIGHEST)]
    bins = np.arange(_BINS) * RATE / (2 * _BINS)
    above = np.clip(np.searchsorted(bins, centres), 1, _BINS - 1)
    nearest = np.unique(above - (centres - bins[above - 1] < bins[above] - centres))
    filters = np.zeros((_BINS, len(nearest) - 2), np.float32)
    for band in range(len(nearest) - 2):
        start, centre, stop = nearest[band : band + 3]
        if stop - start < 2:
            centre, stop = start, start + 1
        shape = np.concatenate(
            [np.linspace(0, 1, centre - start, endpoint=False), np.linspace(1, 0, stop - centre, endpoint=False)]
        )
        filters[start:stop, band] = shape / shape.sum()
    return filters
