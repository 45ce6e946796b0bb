"""What sounds altogether: the tuning, and how well each key fits, from how strongly each of the twelve pitch classes sounds.

The profiles are those that Krumhansl and Kessler (1982) measured. No kept library of reasonable size finds keys (librosa
would bring 250 MB), and what is shown says how sure it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy import fft

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MAJOR: Final = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
_MINOR: Final = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)
_LOWEST: Final = 55.0
_HIGHEST: Final = 1800.0


class KeyDetector:
    """For mono sound at `rate`."""

    def __init__(self, rate: int) -> None:
        self._size = 1 << round(np.log2(rate * 0.19))
        self._rate = rate
        self._window = np.hanning(self._size).astype(np.float32)
        self._rest = np.zeros(0, np.float32)
        bins = np.arange(self._size // 2 + 1) * rate / self._size
        self._first, self._last = np.searchsorted(bins, [_LOWEST, _HIGHEST]).tolist()
        #: Strength by tenth of a semitone, counted from A.
        self._fine = np.zeros(120)

    def add(self, sound: NDArray[np.float32]) -> None:
        """(frames,) of mono sound, in order."""
        sound = np.concatenate([self._rest, sound])
        hop = self._size // 2
        start = 0
        while start + self._size <= len(sound):
            self._hear(np.abs(fft.rfft(sound[start : start + self._size] * self._window)))
            start += hop
        self._rest = sound[start:]

    def _hear(self, spectrum: NDArray[np.float32]) -> None:
        """Adds the peaks of one moment, each at its true frequency (a parabola through its logarithm)."""
        part = spectrum[self._first - 1 : self._last + 1]
        middle = part[1:-1]
        peaks = 1 + np.flatnonzero((middle > part[:-2]) & (middle >= part[2:]) & (middle > 0.02 * part.max(initial=0)))
        if not len(peaks) or part.max() < 1e-3:
            return
        left, here, right = (np.log(part[peaks + step] + 1e-9) for step in (-1, 0, 1))
        shift = 0.5 * (left - right) / np.minimum(left - 2 * here + right, -1e-9)
        hertz = (self._first - 1 + peaks + np.clip(shift, -0.5, 0.5)) * self._rate / self._size
        tenths = np.round(120 * np.log2(hertz / 440.0)).astype(int) % 120
        np.add.at(self._fine, tenths, np.sqrt(part[peaks]))

    def tuning(self) -> float:
        """In cents from A = 440 Hz (±50), by what has been heard so far."""
        turns = np.exp(2j * np.pi * np.arange(120) / 10)
        return float(np.angle(np.sum(self._fine * turns))) / (2 * np.pi) * 100

    def fits(self) -> NDArray[np.float64] | None:
        """How well each key (twelve majors from C, then twelve minors) fits what was heard, as a correlation with its
        profile; None for silence."""
        if self._fine.sum() <= 0:
            return None
        moved = np.roll(self._fine, 5 - round(self.tuning() / 10))
        classes = np.roll(moved.reshape(12, 10).sum(axis=1), -3)  # from A to C
        return np.array(
            [np.corrcoef(np.roll(profile, tonic), classes)[0, 1] for profile in (_MAJOR, _MINOR) for tonic in range(12)]
        )
