"""Seconds and ticks of a MIDI file: quarter notes on the beats of a song, bars on its downbeats."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Ticks in a quarter note.
RESOLUTION: Final = 960
#: Where nothing is known of a song's tempo.
_DEFAULT_BPM: Final = 120.0
#: Quarter notes faster or slower than this are no beats that anybody counts (microseconds).
_FASTEST, _SLOWEST = 60_000, 6_000_000
#: So far may a beat lie beside its quarter note before the tempo changes: steady songs then have one tempo.
_SLACK_SECONDS: Final = 0.003
#: What comes before the first beat is cut in so many parts of a beat, the shortest that a time signature can name easily.
_PARTS: Final = 8
_MOST_IN_A_BAR: Final = 32


@dataclass(frozen=True, slots=True)
class TempoMap:
    """`tempos` are (tick, microseconds of a quarter note), the first at 0; `signatures` are (tick, numerator,
    denominator)."""

    tempos: tuple[tuple[int, int], ...] = ((0, round(60e6 / _DEFAULT_BPM)),)
    signatures: tuple[tuple[int, int, int], ...] = ((0, 4, 4),)
    resolution: int = RESOLUTION

    def seconds(self) -> list[float]:
        """When each of `tempos` begins."""
        times = [0.0]
        for (tick, tempo), (after, _) in zip(self.tempos, self.tempos[1:], strict=False):
            times.append(times[-1] + (after - tick) * tempo / self.resolution / 1e6)
        return times


class Clock:
    """Turns the one into the other."""

    def __init__(self, tempo_map: TempoMap) -> None:
        self._ticks = [tick for tick, _ in tempo_map.tempos]
        self._seconds = tempo_map.seconds()
        self._length = [tempo / tempo_map.resolution / 1e6 for _, tempo in tempo_map.tempos]

    def tick(self, seconds: float) -> int:
        at = max(0, bisect_right(self._seconds, seconds) - 1)
        return max(0, self._ticks[at] + round((seconds - self._seconds[at]) / self._length[at]))

    def time(self, tick: int) -> float:
        at = max(0, bisect_right(self._ticks, tick) - 1)
        return self._seconds[at] + (tick - self._ticks[at]) * self._length[at]


def tempo_map_of(beats: Sequence[float], downbeats: Sequence[float] = ()) -> TempoMap:
    """Of a song's beats, in seconds; those that begin a bar are among them."""
    beats = _sensible(beats)
    if len(beats) < 2:
        return TempoMap()
    first = (beats[1] - beats[0]) * 1e6
    parts = round(beats[0] * 1e6 / first * _PARTS)
    if beats[0] > _SLACK_SECONDS:
        parts = max(1, parts)
    start = parts * RESOLUTION // _PARTS
    knots = ([(0, 0.0)] if start else []) + [(start + n * RESOLUTION, beat) for n, beat in enumerate(beats)]
    return TempoMap(_tempos(knots), _signatures(beats, downbeats, start))


def _sensible(beats: Sequence[float]) -> list[float]:
    """Where beats were taken out for a while, they go on evenly."""
    kept: list[float] = []
    for beat in beats:
        step = (beat - kept[-1]) * 1e6 if kept else 0.0
        if beat < 0 or (kept and step < _FASTEST):
            continue
        if step > _SLOWEST:
            usual = (kept[-1] - kept[-2]) * 1e6 if len(kept) > 1 else _SLOWEST
            count = max(1, round(step / usual))
            kept += [kept[-1] + step / 1e6 * number / count for number in range(1, count)]
        kept.append(beat)
    return kept


def _tempos(knots: Sequence[tuple[int, float]]) -> tuple[tuple[int, int], ...]:
    """Whole microseconds; what is lost by that, and by staying with a tempo, is made good at the next change."""
    tempos: list[tuple[int, int]] = []
    time = knots[0][1] if knots[0][0] else 0.0
    for (tick, _), (after, then) in itertools.pairwise(knots):
        quarters = (after - tick) / RESOLUTION
        if not tempos or abs(time + quarters * tempos[-1][1] / 1e6 - then) > _SLACK_SECONDS:
            tempo = min(0xFFFFFF, max(1, round((then - time) * 1e6 / quarters)))
            tempos.append((tick if tempos else 0, tempo))
        time += quarters * tempos[-1][1] / 1e6
    return tuple(tempos)


def _signatures(beats: Sequence[float], downbeats: Sequence[float], start: int) -> tuple[tuple[int, int, int], ...]:
    places = sorted({_nearest(beats, downbeat) for downbeat in downbeats})
    bars = [after - place for place, after in itertools.pairwise(places)]
    bars = [bar for bar in bars if bar <= _MOST_IN_A_BAR]
    if not bars:
        places, bars = [0], [4]
    made: list[tuple[int, int, int]] = []
    before = start + places[0] * RESOLUTION
    upbeat = before % (bars[0] * RESOLUTION)
    if upbeat:
        whole = upbeat % RESOLUTION == 0
        made.append((0, upbeat // RESOLUTION, 4) if whole else (0, upbeat * _PARTS // RESOLUTION, 4 * _PARTS))
    made.append((upbeat, bars[0], 4))
    for place, after in itertools.pairwise(places):
        if after - place != made[-1][1] and after - place <= _MOST_IN_A_BAR:
            made.append((start + place * RESOLUTION, after - place, 4))
    return tuple(made)


def _nearest(beats: Sequence[float], moment: float) -> int:
    at = bisect_right(beats, moment)
    near = [n for n in (at - 1, at) if 0 <= n < len(beats)]
    return min(near, key=lambda n: abs(beats[n] - moment))
