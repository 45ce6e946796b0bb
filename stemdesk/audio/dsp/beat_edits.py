"""What somebody makes of the beats that were found: counted otherwise, moved, or tapped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.dsp.metronome import BeatGrid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

#: A moved beat takes its neighbours along as far as the next one that was moved, at most so many beats.
_NEIGHBOURS: Final = 8
#: Taps that make a tempo.
FEWEST_TAPS: Final = 4


@dataclass(frozen=True, slots=True)
class BeatGridSettings:
    """How the beats that were found are counted: twice or half as many, by how many beats the bars begin later than was
    found, how many beats they have (0: as found). `moved` are pairs of frames, where a beat was found and where it is;
    `tapped` is a steady grid in place of what was found: frames a beat, and the frame of one of them."""

    factor: float = 1.0
    first: int = 0
    per_bar: int = 0
    moved: tuple[tuple[int, int], ...] = ()
    tapped: tuple[float, float] | None = None


def counted(
    beats: NDArray[np.float64], downbeats: NDArray[np.float64], settings: BeatGridSettings, frames: int
) -> BeatGrid | None:
    """The grid of a song of so many frames. None without beats."""
    if settings.tapped is not None:
        period, first = settings.tapped
        beats, downbeats = np.arange(first % period, frames, period), np.array([first])
    if len(beats) < 2:
        return None
    starts = np.unique(np.clip(np.searchsorted(beats, downbeats - 1), 0, len(beats) - 1))
    if settings.factor == 2.0:
        beats = np.insert(beats, range(1, len(beats)), (beats[1:] + beats[:-1]) / 2)
        starts = starts * 2
    elif settings.factor == 0.5:
        phase = int(starts[0]) % 2 if len(starts) else 0
        beats, starts = beats[phase::2], np.unique(np.maximum(0, starts - phase) // 2)
    lengths = np.diff(starts)
    usual = int(np.bincount(lengths).argmax()) if len(lengths) else 4
    usual = min(12, max(1, usual))
    whole = _moved(beats, settings.moved)
    if settings.per_bar or len(starts) < 2:
        per_bar = settings.per_bar or usual
        phase = (int(starts[0]) if len(starts) else 0) + settings.first
        return BeatGrid(whole, per_bar, phase % per_bar)
    bars = starts + settings.first
    bars = np.concatenate([np.arange(bars[0] - usual, starts[0] - 1, -usual)[::-1], bars])  # where room is left now
    bars = bars[(bars >= 0) & (bars < len(beats))]
    return BeatGrid(whole, usual, int(bars[0]) if len(bars) else 0, bars)


def _moved(beats: NDArray[np.float64], moved: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """Between two that were moved, all go along in proportion; beyond, they give way less and less."""
    if moved and len(beats) > 1:
        reach = _NEIGHBOURS * float(np.median(np.diff(beats)))
        knots: list[tuple[float, float]] = []
        for found, put in sorted(moved):
            if not knots or found - reach > knots[-1][0] + reach:
                knots += [(knots[-1][0] + reach, 0.0)] if knots else []
                knots.append((found - reach, 0.0))
            knots.append((float(found), float(put - found)))
        knots.append((knots[-1][0] + reach, 0.0))
        places, shifts = zip(*knots, strict=True)
        beats = beats + np.interp(beats, places, shifts)
    return np.maximum.accumulate(np.round(np.maximum(beats, 0)).astype(np.int64))


def with_moved(
    settings: BeatGridSettings, grid: BeatGrid, before: BeatGrid, at: int, to: int
) -> BeatGridSettings | None:
    """The beat that is now at `at` goes to `to`, but not past its neighbours. `before` is the grid with nothing moved."""
    index = int(np.argmin(np.abs(grid.frames - at)))
    low = int(grid.frames[index - 1]) + 1 if index else 0
    high = int(grid.frames[index + 1]) - 1 if index + 1 < len(grid.frames) else to
    to = min(max(to, low), high)
    if index >= len(before.frames):
        return None
    found = int(before.frames[index])
    kept = [each for each in settings.moved if each[0] != found]
    return BeatGridSettings(
        settings.factor, settings.first, settings.per_bar, tuple(sorted([*kept, (found, to)])), settings.tapped
    )


def tapped(taps: Sequence[int]) -> tuple[float, float] | None:
    """Frames a beat, and the frame of the first tap as all of them together say; None for too few."""
    if len(taps) < FEWEST_TAPS:
        return None
    numbers = np.arange(len(taps))
    period, first = (float(each) for each in np.polyfit(numbers, np.array(taps, np.float64), 1))
    return (period, first) if period > 1 else None
