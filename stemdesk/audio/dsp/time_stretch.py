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
_TINY: Final = 1e-20


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
        spectrum = _spectrum(here * self._window)
        if self._last is None:
            self._last = spectrum
            self._last_power = _power(spectrum)
        else:
            before = _spectrum(self._at(start - self.hop) * self._window)
            ahead = _spectrum(here * self._ramp)
            self._last = self._turned(spectrum, before, ahead)
        self._sum[:, :, -self._size :] += fft.irfft(self._last, self._size) * self._window

    def _turned(self, spectrum: Spectrum, before: Spectrum, ahead: Spectrum) -> Spectrum:
        """The spectrum with the phases that continue what was put out last."""
        assert self._last is not None
        turn = (self._last * before.conj()).sum(axis=1)
        power = _power(spectrum)
        lean = (ahead.real * spectrum.real + ahead.imag * spectrum.imag).sum(axis=1)
        peaks = _peaks(power)
        for track in range(len(power)):
            self._turn_channel(track, turn[track], power[track], lean[track], np.flatnonzero(peaks[track]))
        result: Spectrum = spectrum * turn[:, None, :]
        self._last_power = _power(result)
        return result

    def _turn_channel(self, track: int, turn: Spectrum, power: Floats, lean: Floats, peaks: NDArray[np.intp]) -> None:
        """Writes one track's factors into `turn`: for every bin that of the peak that it belongs to."""
        if not len(peaks):
            turn[:] = 1.0
            self._waiting[track] = False
            return
        first = np.concatenate([[0], (peaks[1:] + peaks[:-1] + 1) // 2])
        sizes = np.diff(first, append=len(power))
        angle = turn[peaks]
        length = np.abs(angle)
        angle = np.where(length > _TINY, angle / np.maximum(length, _TINY), 1.0)
        energy = np.add.reduceat(power, first)
        old = np.add.reduceat(self._last_power[track], first)
        was_waiting = np.logical_or.reduceat(self._waiting[track], first)
        is_ahead = np.add.reduceat(lean, first) > _AHEAD * energy
        waits = is_ahead & (was_waiting | (energy > _RISE * old))
        comes = was_waiting & ~waits
        angle = np.where(comes, _RELEASE, angle)
        angle = np.where(waits, angle * np.sqrt(np.minimum(1.0, old / np.maximum(energy, _TINY))), angle)
        turn[:] = np.repeat(angle, sizes)
        self._waiting[track] = np.repeat(waits, sizes)

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
    return np.asarray(fft.rfft(sound), np.complex64)


def _power(spectrum: Spectrum) -> Floats:
    power: Floats = (spectrum.real**2 + spectrum.imag**2).sum(axis=1)
    return power


def _peaks(power: Floats) -> Bools:
    """Bins that are louder than their two neighbours on both sides."""
    found = np.zeros(power.shape, np.bool_)
    middle = power[:, 2:-2]
    found[:, 2:-2] = (
        (middle > power[:, 1:-3]) & (middle >= power[:, 3:-1]) & (middle > power[:, :-4]) & (middle >= power[:, 4:])
    )
    return found
