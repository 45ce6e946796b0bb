"""The short-time Fourier transform that the local engine works in, with perfect reconstruction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import scipy.fft

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Spectrum = NDArray[np.complex64]

#: About 93 ms: long enough to tell a bass note from a kick, short enough for a consonant.
_WINDOW_SECONDS: Final = 0.0929
OVERLAP: Final = 4
_WORKERS: Final = 2


class Stft:
    """Transforms (frames,) to a spectrum (times, bins) and back, sample for sample.

    The window is a periodic Hann, used on both ways, over a quarter hop; its squares add up to 1.5.
    """

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self.size = max(64, 1 << round(np.log2(_WINDOW_SECONDS * rate)))
        self.hop = self.size // OVERLAP
        n = np.arange(self.size)
        self._window = (0.5 - 0.5 * np.cos(2 * np.pi * n / self.size)).astype(np.float32)

    @property
    def frequencies(self) -> Floats:
        """Of each bin, in Hz."""
        return np.asarray(np.arange(self.size // 2 + 1) * (self.rate / self.size), np.float32)

    def forward(self, wave: Floats) -> Spectrum:
        times = -(-(len(wave) + self.size) // self.hop)
        padded = np.zeros((times - 1) * self.hop + self.size, np.float32)
        padded[self.size - self.hop : self.size - self.hop + len(wave)] = wave
        return self.frames(padded, times)

    def backward(self, spectrum: Spectrum, frames: int) -> Floats:
        start = self.size - self.hop
        return np.ascontiguousarray(self.add_up(spectrum)[start : start + frames])

    def frames(self, wave: Floats, count: int) -> Spectrum:
        """The spectra of `count` windows, of which the first begins with the wave and each next one a hop later."""
        pieces = np.lib.stride_tricks.sliding_window_view(wave, self.size)[:: self.hop][:count]
        result: Spectrum = scipy.fft.rfft(pieces * self._window, axis=1, workers=_WORKERS)
        return result

    def add_up(self, spectrum: Spectrum) -> Floats:
        """All that these spectra give to the wave; what other windows give to its ends is not in it."""
        pieces = scipy.fft.irfft(spectrum, n=self.size, axis=1, workers=_WORKERS)
        pieces *= self._window * np.float32(1 / 1.5)
        times = len(pieces)
        quarters = pieces.reshape(times, OVERLAP, self.hop)
        total = np.zeros((times + OVERLAP - 1, self.hop), np.float32)
        for quarter in range(OVERLAP):
            total[quarter : quarter + times] += quarters[:, quarter]
        return total.reshape(-1)
