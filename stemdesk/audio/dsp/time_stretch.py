"""Tempo without pitch: a streaming phase vocoder for several stereo tracks at once.

It is our own because nothing else streams under a licence that fits: python-stretch flushes its state at every call,
and Rubber Band's Python binding is GPL-2 only. It follows three published ideas. Phases advance by what two windows one
hop apart really show, so no frequency has to be estimated; the bins around a spectral peak turn together with it
(Laroche and Dolson, 1999, identity phase locking), both channels by the same angle, so stereo stays in place; and a peak
whose energy still lies ahead of the window's middle is an attack: it is held back, and begins with its own phases once
the middle is reached (Röbel, 2003), so drums stay drums. `python -m tests.benchmarks.player stretch` compares it with others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy import fft

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from stemdesk.audio.dsp.buffers import Floats

    Spectrum = NDArray[np.complex64]
    Bools = NDArray[np.bool_]

_OVERLAP: Final = 4
#: The sum of the squared, overlapping Hann windows.
_WINDOW_SUM: Final = 1.5
#: How far ahead of the middle (in windows) a peak's energy lies while it is an attack that has not come yet.
_AHEAD: Final = 0.12
#: An attack is at least this much louder than what was there a hop ago (power).
_RISE: Final = 15.0
#: What was held back of an attack is given to it when it comes.
_RELEASE: Final = 1.6
_TINY: Final = 1e-27


def window_length(rate: int) -> int:
    """About 93 ms, a power of two: low enough for a bass guitar's lowest string."""
    return 4096 if rate <= 50_000 else 8192 if rate <= 100_000 else 16_384


class Stretcher:
    """Turns input at any place into output hop by hop.

    `pull(frames)` gives the next (tracks, frames, 2) of the input, endlessly (silence after its end). The first frame
    that is pulled lies `preroll` frames before the one that the first output frame stands for.
    """

    def __init__(self, tracks: int, rate: int, pull: Callable[[int], Floats], fastest: float) -> None:
        self._pull = pull
        self._size = window_length(rate)
        self.hop = self._size // _OVERLAP
        self.preroll = preroll(rate, fastest)
        self._window = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(self._size) / self._size)).astype(np.float32)
        self._ramp = (self._window * (np.arange(self._size) / self._size - 0.5)).astype(np.float32)
        self._back = self._window * np.float32(self._size)
        self._input = np.zeros((tracks, 2, 0), np.float32)
        self._input_at = -self.preroll
        self._sum = np.zeros((tracks, 2, self._size), np.float32)
        bins = self._size // 2 + 1
        self._last: Spectrum | None = None
        self._last_power = np.zeros((tracks, bins), np.float32)
        self._waiting = np.zeros((tracks, bins), np.bool_)

    def prime(self, tempo: float) -> None:
        """The windows that reach into the first output, but lie before it."""
        for step in (-1, 0, 1):
            self._add(step * self.hop * tempo)
            self._shift()

    def step(self, centre: float) -> Floats:
        """The next `hop` frames of output, (tracks, hop, 2).

        `centre` is the input frame that the output frame two hops after the block's first one stands for.
        """
        self._add(centre)
        return self._shift()

    def _shift(self) -> Floats:
        done = self._sum[:, :, : self.hop].transpose(0, 2, 1) / np.float32(_WINDOW_SUM)
        self._sum[:, :, : -self.hop] = self._sum[:, :, self.hop :]
        self._sum[:, :, -self.hop :] = 0.0
        return done

    def _add(self, centre: float) -> None:
        start = round(centre) - self._size // 2
        here = self._at(start)
        if self._last is None:
            self._last = _spectrum(here * self._window)
            self._last_power = _power(self._last)
        else:
            windows = np.empty((3, *here.shape), np.float32)
            np.multiply(here, self._window, out=windows[0])
            np.multiply(self._at(start - self.hop), self._window, out=windows[1])
            np.multiply(here, self._ramp, out=windows[2])
            self._last = self._turned(*_spectrum(windows))
        wave = fft.irfft(self._last, self._size)
        wave *= self._back
        self._sum[:, :, -self._size :] += wave

    def _turned(self, spectrum: Spectrum, before: Spectrum, ahead: Spectrum) -> Spectrum:
        """The spectrum with the phases that continue what was put out last."""
        assert self._last is not None
        turn = (self._last * before.conj()).sum(axis=1)
        power = _power(spectrum)
        lean = (ahead.real * spectrum.real + ahead.imag * spectrum.imag).sum(axis=1)
        result: Spectrum = spectrum * self._factors(turn, power, lean)[:, None, :]
        self._last_power = _power(result)
        return result

    def _factors(self, turn: Spectrum, power: Floats, lean: Floats) -> Spectrum:
        """(tracks, bins): for every bin that of the peak that it belongs to. All tracks at once, one after another: each
        begins with bins of its first peak, and one without any peak stays as it is."""
        tracks, bins = power.shape
        peaks, has_peak = _peaks(power)
        at = np.flatnonzero(peaks)
        track = at // bins
        first = track * bins
        first[1:] = np.where(track[1:] == track[:-1], (at[1:] + at[:-1] + 1) // 2, first[1:])
        sizes = np.diff(first, append=tracks * bins)
        angle = turn.reshape(-1)[at]
        length = np.abs(angle)
        angle = np.where(length > _TINY, angle / np.maximum(length, _TINY), 1.0)
        energy = np.add.reduceat(power.reshape(-1), first)
        old = np.add.reduceat(self._last_power.reshape(-1), first)
        was_waiting = np.logical_or.reduceat(self._waiting.reshape(-1), first)
        is_ahead = np.add.reduceat(lean.reshape(-1), first) > _AHEAD * energy
        waits = is_ahead & (was_waiting | (energy > _RISE * old))
        comes = was_waiting & ~waits
        angle = np.where(comes, _RELEASE, angle)
        angle = np.where(waits, angle * np.sqrt(np.minimum(1.0, old / np.maximum(energy, _TINY))), angle)
        is_silent = ~has_peak[track]
        angle[is_silent] = 1.0
        waits[is_silent] = False
        self._waiting = np.repeat(waits, sizes).reshape(tracks, bins)
        return np.repeat(angle.astype(np.complex64), sizes).reshape(tracks, bins)

    def _at(self, start: int) -> Floats:
        """(tracks, 2, window) of the input from frame `start`."""
        missing = start + self._size - (self._input_at + self._input.shape[2])
        if missing > 0:
            more = self._pull(max(missing, self.hop)).transpose(0, 2, 1)
            kept = max(0, start - self._size - self._input_at)
            self._input = np.concatenate([self._input[:, :, kept:], more], axis=2)
            self._input_at += kept
        begin = start - self._input_at
        return self._input[:, :, begin : begin + self._size]


def preroll(rate: int, fastest: float) -> int:
    """How many frames of input lie before the first output, at up to `fastest` times the tempo."""
    size = window_length(rate)
    return size // 2 + size // _OVERLAP * (1 + int(np.ceil(fastest)))


def _spectrum(sound: Floats) -> Spectrum:
    """Divided by the window's length: without a divisor NumPy transforms float32 as float64, which takes four times as
    long."""
    return np.asarray(fft.rfft(sound, norm="forward"), np.complex64)


def _power(spectrum: Spectrum) -> Floats:
    power: Floats = (spectrum.real**2 + spectrum.imag**2).sum(axis=1)
    return power


def _peaks(power: Floats) -> tuple[Bools, Bools]:
    """Bins that are louder than their two neighbours on both sides, and which tracks have such; the others have bin 0."""
    found = np.zeros(power.shape, np.bool_)
    middle = power[:, 2:-2]
    found[:, 2:-2] = (
        (middle > power[:, 1:-3]) & (middle >= power[:, 3:-1]) & (middle > power[:, :-4]) & (middle >= power[:, 4:])
    )
    has_peak: Bools = np.asarray(found.any(axis=1))
    found[:, 0] = ~has_peak
    return found, has_peak
