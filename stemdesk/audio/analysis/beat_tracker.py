"""Tempo and beats, made into a grid from the first bar to the last.

aubio's "default" onset function (complex domain and high-frequency content) with its beat tracker (Davies and Plumbley,
2005) finds beats in one pulse; the grid is fitted to them, or follows them where the tempo changes.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

import aubio
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HOP: Final = 512
_WINDOW: Final = 1024
#: A beat may come this much (of a beat) early or late and still be the same pulse.
_SWAY: Final = 0.08
_FEWEST: Final = 8
#: By how much (natural logarithm of power) the moments between have to be louder than those that were taken for beats.
_HARDER: Final = 0.7
#: The share of beats that has to lie on one even grid, so that it is taken for all of the song.
_STEADY: Final = 0.6


class BeatTracker:
    """For mono sound at `rate`."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._tracker = aubio.tempo("default", _WINDOW, _HOP, rate)
        self._rest = np.zeros(0, np.float32)
        self._beats: list[int] = []
        self._power: list[float] = []

    def add(self, sound: NDArray[np.float32]) -> None:
        """(frames,) of mono sound, in order."""
        sound = np.concatenate([self._rest, sound.astype(np.float32)])
        whole = len(sound) // _HOP * _HOP
        self._power += (sound[:whole].reshape(-1, _HOP) ** 2).mean(axis=1).tolist()
        for start in range(0, whole, _HOP):
            if self._tracker(sound[start : start + _HOP])[0]:
                self._beats.append(int(self._tracker.get_last()))
        self._rest = sound[whole:]

    def result(self, frames: int) -> tuple[float | None, float, NDArray[np.int64]]:
        """Beats per minute (None below eight beats), certainty, and the frames of all beats of a song of so many frames.

        Certainty is the share of the tracked beats that lie within 8 % of a beat of the grid, 0…1. Beats before the first
        and after the last that was tracked are extrapolated over the whole song.
        """
        found = np.unique(np.array(self._beats, np.int64))
        if len(found) < _FEWEST:
            return None, 0.0, np.zeros(0, np.int64)
        found = self._on_the_beat(found)
        steps = np.diff(found)
        period = float(np.median(steps))
        period = float(np.median(steps[np.abs(steps - period) < period * _SWAY]))
        steady = _steady(found, period, frames)
        if steady is not None:
            exact, certainty, grid = steady
            return 60.0 * self._rate / exact, certainty, grid
        certainty = float(np.mean(np.abs(steps - period) < period * _SWAY))
        return 60.0 * self._rate / period, certainty, _grid(found, period, frames)

    def _on_the_beat(self, found: NDArray[np.int64]) -> NDArray[np.int64]:
        """The tracker may sit between the beats for a while: where the drums hit harder there, those are the beats."""
        between = np.append((found[:-1] + found[1:]) // 2, found[-1] + (found[-1] - found[-2]) // 2)
        lead = np.log(self._hit(between) / self._hit(found))
        around = np.convolve(lead, np.ones(_FEWEST) / _FEWEST, mode="same")
        moved = np.unique(np.where(around > _HARDER, between, found))
        apart = np.diff(moved, prepend=-(10**9)) > 0.6 * np.median(np.diff(found))
        return np.asarray(moved[apart])

    def _hit(self, frames: NDArray[np.int64]) -> NDArray[np.float64]:
        """How hard something is hit at a frame: the loudest moment within 35 ms of it."""
        power = np.array(self._power)
        near = np.clip(frames[:, None] // _HOP + np.arange(-1, 3)[None, :], 0, len(power) - 1)
        return np.asarray(power[near].max(axis=1) + 1e-9)


def _steady(found: NDArray[np.int64], period: float, frames: int) -> tuple[float, float, NDArray[np.int64]] | None:
    """The exact period, the share of beats on it, and the grid, of a song that keeps one tempo (to a click, say)."""
    periods = period * np.linspace(0.985, 1.015, 601)
    pulls = np.exp(2j * np.pi * found[None, :] / periods[:, None]).mean(axis=1)
    best = int(np.argmax(np.abs(pulls)))
    numbers = np.round(found / periods[best] - np.angle(pulls[best]) / (2 * np.pi))
    fits = np.ones(len(found), np.bool_)
    exact, first = periods[best], float(np.angle(pulls[best])) / (2 * np.pi) * periods[best]
    for _ in range(3):
        fits = np.abs(found - first - numbers * exact) < _SWAY * exact
        if np.mean(fits) < _STEADY or fits.sum() < _FEWEST:
            return None
        exact, first = np.polyfit(numbers[fits], found[fits], 1)
    start = first - exact * np.floor(first / exact)
    return float(exact), float(np.mean(fits)), np.round(np.arange(start, frames, exact)).astype(np.int64)


def _grid(found: NDArray[np.int64], period: float, frames: int) -> NDArray[np.int64]:
    """Every beat: those that were found, those between them, and those before the first and after the last."""
    beats: list[float] = []
    for here, following in itertools.pairwise(found):
        count = max(1, round((following - here) / period))
        beats += [here + (following - here) * step / count for step in range(count)]
    beats.append(float(found[-1]))
    start = _period_near(found[:_FEWEST], period)
    before = np.arange(beats[0] - start, -1.0, -start)[::-1]
    end = _period_near(found[-_FEWEST:], period)
    after = np.arange(beats[-1] + end, frames, end)
    return np.round(np.concatenate([before, beats, after])).astype(np.int64)


def _period_near(beats: NDArray[np.int64], otherwise: float) -> float:
    steps = np.diff(beats)
    steady = steps[np.abs(steps - otherwise) < otherwise * _SWAY]
    return float(steady.mean()) if len(steady) else otherwise
