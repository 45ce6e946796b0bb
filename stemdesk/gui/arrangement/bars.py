"""The song bar by bar: where each begins, and which chords are in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.core.music.regions import Track
    from stemdesk.gui.session.practice import Practice


@dataclass(frozen=True, slots=True)
class Bar:
    """`chords` are (where in the bar from 0 to 1, name); a chord that goes on from the bar before stands at 0."""

    number: int
    start: float
    end: float
    chords: tuple[tuple[float, str], ...]


def bars_of(practice: Practice, track: Track, rate: int) -> list[Bar]:
    """Nothing where no bars are known."""
    beats = practice.beats
    if beats is None or not track:
        return []
    starts = [frame / rate for frame in beats.bar_frames.tolist()]
    if len(starts) < 2:
        return []
    ends = [*starts[1:], max(track[-1].end, starts[-1] + starts[-1] - starts[-2])]
    return [Bar(n, start, end, _chords_in(track, start, end)) for n, (start, end) in enumerate(zip(starts, ends), 1)]  # noqa: B905


def bar_index(bars: Sequence[Bar], seconds: float) -> int | None:
    index = bisect_right(bars, seconds, key=lambda bar: bar.start) - 1
    return index if index >= 0 else None


def _chords_in(track: Track, start: float, end: float) -> tuple[tuple[float, str], ...]:
    """A chord that reaches over a bar's line by less than a tenth of it belongs to the bar that it is mostly in."""
    least = (end - start) * 0.1
    found: list[tuple[float, str]] = []
    first = max(0, bisect_right(track, start, key=lambda region: region.start) - 1)
    for index in range(first, len(track)):
        region = track[index]
        if region.start >= end - least:
            break
        if min(region.end, end) - max(region.start, start) < least:
            continue
        share = max(0.0, (region.start - start) / (end - start))
        if not found or found[-1][1] != region.name:
            found.append((0.0 if share < 0.1 else share, region.name))
    return tuple(found)
