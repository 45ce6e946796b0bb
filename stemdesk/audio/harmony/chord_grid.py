"""Where chords may change, and what a change costs there: little where a bar begins, more on other beats, most between them.

How often the chords of a song change on each beat of its bars is learnt from the song itself, once its chords are roughly
known; that also mends bars that were heard to begin on another beat.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

#: What a change of chord costs, as the logarithm of a likelihood: between beats, on a beat, on the first of a bar, and where
#: nobody knows the beats. Chosen, like all weights here, on the bands of `tests/benchmarks/listening` that are called tuned.
_BETWEEN: Final = 80.0
_BEAT: Final = 40.0
_DOWNBEAT: Final = 20.0
_ANYWHERE: Final = 40.0
#: How much the song's own habits weigh; and how many beats, of which how many with a change, are taken for known beforehand.
_HABIT: Final = 30.0
_BEFOREHAND: Final = (2.0, 8.0)
#: Without beats, chords change on every second frame (46 ms); a hole between beats begins at so many beats' length.
_STEP: Final = 2
_HOLE: Final = 1.75


@dataclass(frozen=True, eq=False)
class ChordGrid:
    """`edges` are frames, the first 0; `places` count beats from the first of their bar (-1: no beat, or unknown)."""

    edges: NDArray[np.int64]
    costs: NDArray[np.float64]
    places: NDArray[np.int64]

    def with_habits(self, changes: NDArray[np.bool_]) -> ChordGrid:
        """`changes` says at which edges chords were found to change."""
        known = self.places >= 0
        if not known.any():
            return self
        places = self.places[known]
        changed = np.bincount(places, changes[known]) + _BEFOREHAND[0]
        whole = np.bincount(places) + _BEFOREHAND[1]
        usual = (changes[known].sum() + _BEFOREHAND[0]) / (len(places) + _BEFOREHAND[1])
        costs = self.costs.copy()
        costs[known] = np.maximum(0.0, costs[known] - _HABIT * np.log(changed / whole / usual)[places])
        return replace(self, costs=costs)


def chord_grid(frames: int, frame: float, beats: Sequence[float], downbeats: Sequence[float]) -> ChordGrid:
    """For so many frames of `frame` seconds; `beats` and `downbeats` in seconds, nothing where they are not known."""
    found: dict[int, tuple[float, int]] = {0: (_DOWNBEAT, -1)}
    times = np.asarray(beats, np.float64) / frame
    if len(times) < 2:
        edges = np.arange(0, max(1, frames), _STEP)
        return ChordGrid(edges, np.full(len(edges), _ANYWHERE), np.full(len(edges), -1))
    places = _places(np.asarray(beats), np.asarray(downbeats))
    hole = _HOLE * float(np.median(np.diff(times)))
    _fill(found, 0.0, float(times[0]), hole)
    for number, time in enumerate(times.tolist()):
        found[round(time)] = (_DOWNBEAT if places[number] == 0 else _BEAT, int(places[number]))
        following = float(times[number + 1]) if number + 1 < len(times) else float(frames)
        if following - time <= hole:
            found.setdefault(round((time + following) / 2), (_BETWEEN, -1))
        else:
            _fill(found, time, following, hole)
    edges = np.array(sorted(edge for edge in found if edge == 0 or 0 < edge < frames), np.int64)
    costs, own = zip(*(found[edge] for edge in edges.tolist()), strict=True)
    return ChordGrid(edges, np.array(costs), np.array(own, np.int64))


def _fill(found: dict[int, tuple[float, int]], start: float, end: float, hole: float) -> None:
    """Where there are no beats for a while, chords change anywhere."""
    if end - start > hole:
        for edge in range(round(start) + _STEP, round(end), _STEP):
            found.setdefault(edge, (_ANYWHERE, -1))


def _places(beats: NDArray[np.float64], downbeats: NDArray[np.float64]) -> NDArray[np.int64]:
    first = np.searchsorted(beats, downbeats - 1e-3)
    numbers = np.arange(len(beats))
    before = np.searchsorted(first, numbers, side="right") - 1
    return np.where(before >= 0, numbers - first[np.maximum(before, 0)] if len(first) else -1, -1)
