"""How strongly each third of a semitone sounds, moment by moment: the picture that the chord network was trained to read.

It is the hybrid constant-Q transform of librosa (B. McFee et al.; `hybrid_cqt`), number for number as near as it takes:
low bins, an octave at a time on a signal of half the rate, by complex filters (Schörkhuber and Klapuri, 2010); high ones,
whose filters are short, by weighting one spectrum.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import soxr
from numpy import fft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

RATE: Final = 22_050
HOP: Final = 512
BINS: Final = 288
_OCTAVE: Final = 36
_LOWEST: Final = 440.0 * 2.0 ** (-51 / 12)  # F♯0
_WIDTH: Final = (2.0 ** (2 / _OCTAVE) - 1) / (2.0 ** (2 / _OCTAVE) + 1)
_BLOCK: Final = 2048


@dataclass(frozen=True)
class _Octave:
    """Filters for a signal of RATE / 2 ** `halvings`: (size / 2 + 1, bins)."""

    first: int
    halvings: int
    size: int
    filters: NDArray[np.complex64]


class ConstantQ:
    """For one tuning, in cents from A = 440 Hz."""

    def __init__(self, cents: float = 0.0) -> None:
        hertz = _LOWEST * 2.0 ** (cents / 1200 + np.arange(BINS) / _OCTAVE)
        lengths = RATE / (_WIDTH * hertz)
        self._low = int(np.sum(lengths > HOP))  # those whose filter does not fit into two hops
        self._scale = np.sqrt(lengths[: self._low] / 2).astype(np.float32)
        self._octaves = [
            self._octave(hertz, lengths, max(0, last - _OCTAVE), last, halvings)
            for halvings, last in enumerate(range(self._low, 0, -_OCTAVE), 1)
        ]
        filters = _filters(hertz[self._low :], lengths[self._low :], RATE, HOP)
        self._high = np.abs(fft.fft(filters, 2 * HOP, axis=1)[:, : HOP + 1]).T.astype(np.float32)
        self._high *= np.float32(1 / (2 * HOP) / np.sqrt(2 * HOP))
        self._window = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(2 * HOP) / (2 * HOP))).astype(np.float32)

    def _octave(
        self, hertz: NDArray[np.float64], lengths: NDArray[np.float64], first: int, last: int, halvings: int
    ) -> _Octave:
        rate = RATE / 2**halvings
        own = lengths[first:last] / 2**halvings
        size = 1 << int(np.ceil(np.log2(own.max())))
        filters = fft.fft(_filters(hertz[first:last], own, rate, size), axis=1)[:, : size // 2 + 1]
        scale = 2**halvings / np.sqrt(2.0) / size  # halving the rate takes from the sum what is given back here
        return _Octave(first, halvings, size, (filters.T * scale).astype(np.complex64))

    def __call__(self, sound: NDArray[np.float32]) -> NDArray[np.float32]:
        """Mono sound at RATE → (1 + frames // HOP, BINS) of magnitudes."""
        count = 1 + len(sound) // HOP
        result = np.zeros((count, BINS), np.float32)
        for start, frames in _frames(sound, 2 * HOP, HOP, count):
            spectrum = np.abs(fft.rfft(frames * self._window, axis=1))
            result[start : start + len(frames), self._low :] = spectrum @ self._high
        half, halvings = sound, 0
        for octave in self._octaves:
            while halvings < octave.halvings:
                half = np.asarray(soxr.resample(half, 2, 1, "HQ"), np.float32)
                halvings += 1
            last = octave.first + octave.filters.shape[1]
            for start, frames in _frames(half, octave.size, HOP >> halvings, count):
                heard = np.abs(fft.rfft(frames, axis=1).astype(np.complex64) @ octave.filters)
                result[start : start + len(frames), octave.first : last] = heard
        result[:, : self._low] /= self._scale
        return result


def _filters(
    hertz: NDArray[np.float64], lengths: NDArray[np.float64], rate: float, size: int
) -> NDArray[np.complex128]:
    """(bins, size): a turning phase under a Hann window, in the middle; a constant tone of 1 makes half its length."""
    made = np.zeros((len(hertz), size), np.complex128)
    for row, (tone, length) in enumerate(zip(hertz, lengths, strict=True)):
        times = np.arange(-length // 2, length // 2)
        window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(len(times)) / len(times))
        filled = window * np.exp(2j * np.pi * times * tone / rate)
        start = (size - len(times)) // 2
        made[row, start : start + len(times)] = filled / window.sum() * length
    return made


def _frames(sound: NDArray[np.float32], size: int, hop: int, count: int) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Windows around every hop, silence before the first and after the last, some at a time."""
    padded = np.zeros(size + hop * (count + 1), np.float32)
    room = min(len(sound), len(padded) - size // 2)
    padded[size // 2 : size // 2 + room] = sound[:room]
    windows = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop]
    for start in range(0, count, _BLOCK):
        yield start, windows[start : min(count, start + _BLOCK)]
