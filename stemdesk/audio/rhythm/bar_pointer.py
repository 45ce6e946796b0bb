"""Beats and bars out of how likely both are in each frame: the most likely way through tempo and position in the bar.

The bar-pointer model of Krebs, Böck, Widmer ("An efficient state-space model for joint tempo and meter tracking", ISMIR
2015), by Viterbi's algorithm. A pointer moves through a bar, one position a frame, and may change its tempo at each beat and
its metre at each bar; since nothing is decided between, a beat of each length is one step here. Ways are followed for some
minutes and then settled but for their end, so that hours need no more memory than a song.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

METRES: Final = (4, 3, 5, 6, 7)
SLOWEST: Final = 50.0
FASTEST: Final = 220.0
#: A beat's first 1/16 is where it is heard.
_PARTS: Final = 16
#: How unwilling the tempo changes: exp(-this · |ratio - 1|) from beat to beat.
_STEADINESS: Final = 100.0
#: What it costs to go to the next span, which is often only that beats do not come on whole frames.
_NEXT: Final = 2.0
#: Tempi are left for others at most this much slower or faster, in frames a beat.
_REACH: Final = 4
#: The logarithm of how likely a bar has another metre than the one before.
_OTHER_METRE: Final = -12.0
_LEAST: Final = 1e-5
#: Frames that are followed before they are settled, and those at their end that are not yet.
_STRETCH: Final = 15_000
_OPEN: Final = 1_500
#: A way that begins here.
_FIRST: Final = 255


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where it passed beats: frames, the place of each in its bar (0 is a downbeat), and the metre of that bar."""

    frames: NDArray[np.int64]
    places: NDArray[np.int64]
    metres: NDArray[np.int64]
    #: The mean logarithm of how likely what was heard is on this way, a frame.
    likelihood: float


class BarPointer:
    def __init__(self, frame_rate: float, metres: tuple[int, ...] = METRES) -> None:
        self._metres = metres
        self._spans = np.arange(round(60 * frame_rate / FASTEST), round(60 * frame_rate / SLOWEST) + 1)
        self._first = np.cumsum([0, *metres[:-1]])
        self._last = self._first + np.array(metres) - 1
        self._rows = sum(metres)
        self._changes = np.stack([self._change(step) for step in range(-_REACH, _REACH + 1)])

    def _change(self, step: int) -> NDArray[np.float64]:
        """The logarithm of how likely each span (of frames a beat) is reached from the one `step` further."""
        change = np.abs(self._spans[None, :] - self._spans[:, None])
        likely = -_STEADINESS * np.maximum(0, change - 1) / self._spans[:, None] - _NEXT * (change > 0)
        likely -= np.log(np.exp(likely).sum(axis=1, keepdims=True))
        result = np.full(len(self._spans), -np.inf)
        here = np.arange(len(self._spans))
        inside = (here + step >= 0) & (here + step < len(self._spans))
        result[inside] = likely[here[inside] + step, here[inside]]
        return result

    def follow(self, activations: NDArray[np.float32]) -> Pointer:
        """(frames, 2): how likely each frame is a beat that begins no bar, and one that does."""
        frames: list[int] = []
        rows: list[int] = []
        total = 0.0
        walk = _Walk(self, activations)
        for piece in walk.pieces():
            frames += piece.frames
            rows += piece.rows
            total = piece.score
        places = np.concatenate([np.arange(metre) for metre in self._metres])
        metres = np.repeat(self._metres, self._metres)
        found = np.array(frames, np.int64)
        kept = (found >= 0) & (found < len(activations))
        chosen = np.array(rows, np.int64)[kept]
        return Pointer(found[kept], places[chosen], metres[chosen], total / max(1, len(activations)))


@dataclass(slots=True)
class _Settled:
    frames: list[int]
    rows: list[int]
    score: float


class _Walk:
    """Viterbi's algorithm over beats: a score for each place in a bar (row) and span at which a beat begins now. Scores wait
    in a ring until their beat is over; how each was reached is kept until it is settled."""

    def __init__(self, model: BarPointer, activations: NDArray[np.float32]) -> None:
        self._m = m = model
        self._pad = pad = int(m._spans[-1])
        self._count = len(activations)
        beat = np.clip(activations.astype(np.float64), _LEAST, 1 - _LEAST)
        neither = np.clip(1 - activations.sum(axis=1, dtype=np.float64), _LEAST, 1) / (_PARTS - 1)
        quiet = np.zeros(pad)
        self._plain, self._down, self._between = (
            np.concatenate([[0.0], quiet, np.log(each), quiet]).cumsum() for each in (beat[:, 0], beat[:, 1], neither)
        )
        rows, spans = m._rows, len(m._spans)
        self._widths = -(-m._spans // _PARTS)
        self._ring = np.full((pad + 1, rows, spans), -np.inf)
        self._padded = np.full((rows, spans + 2 * _REACH), -np.inf)
        self._scores = np.empty((2 * _REACH + 1, rows, spans))
        self._metre_costs = np.full((len(m._metres), len(m._metres)), _OTHER_METRE)
        np.fill_diagonal(self._metre_costs, 0.0)
        self._back: dict[int, tuple[NDArray[np.uint8], NDArray[np.uint8]]] = {}

    def pieces(self) -> Iterator[_Settled]:
        """What is settled, in order."""
        total = self._count + 2 * self._pad
        settled = -self._pad
        best: tuple[float, int, int, int] = (-np.inf, 0, 0, 0)
        self._begin()
        for now in range(1, total + 1):
            done = self._over(now)
            if now >= self._pad + self._count:
                ends = done.copy()
                ends[:, now - self._m._spans >= self._pad + self._count] = -np.inf
                place = int(np.argmax(ends))
                if ends.flat[place] > best[0]:
                    best = (float(ends.flat[place]), now, *divmod(place, len(self._m._spans)))
            elif now % _STRETCH == 0 and now > self._pad + _OPEN:
                place = int(np.argmax(done))
                way = self._trace(now, *divmod(place, len(self._m._spans)))
                until = now - _OPEN - self._pad
                yield _Settled(*_between(way, settled, until), float(done.flat[place]))
                self._back = {at: kept for at, kept in self._back.items() if at >= until - self._pad}
                settled = until
            self._enter(now, done)
        if best[1]:
            yield _Settled(*_between(self._trace(*best[1:]), settled, total), best[0])

    def _begin(self) -> None:
        rows, spans = self._m._rows, len(self._m._spans)
        fresh = self._m._spans > self._pad
        self._ring[0][:, fresh] = 0.0
        self._back[0] = (np.full((rows, spans), _FIRST, np.uint8), np.zeros((len(self._m._metres), spans), np.uint8))

    def _over(self, now: int) -> NDArray[np.float64]:
        """The scores of all beats that are over now, by row and span."""
        m = self._m
        start = now - m._spans
        since = np.maximum(start, 0)
        rest = self._between[now] - self._between[since + self._widths]
        plain, down = (each[since + self._widths] - each[since] + rest for each in (self._plain, self._down))
        done = self._ring[since % (self._pad + 1), :, np.arange(len(m._spans))].T + plain
        done[m._first] += down - plain
        done[:, start < 0] = -np.inf
        return np.asarray(done)

    def _enter(self, now: int, done: NDArray[np.float64]) -> None:
        """Beats begin: each place is reached from the one before it, a bar from the end of one of any metre."""
        m = self._m
        count = len(m._spans)
        arrived = done[np.arange(m._rows) - 1]
        across = done[m._last][None, :, :] + self._metre_costs[:, :, None]
        which = across.argmax(axis=1)
        arrived[m._first] = np.take_along_axis(across, which[:, None, :], 1)[:, 0]
        self._padded[:, _REACH:-_REACH] = arrived
        for step in range(2 * _REACH + 1):
            np.add(self._padded[:, step : step + count], m._changes[step], out=self._scores[step])
        chosen = self._scores.argmax(axis=0)
        new = np.take_along_axis(self._scores, chosen[None], 0)[0]
        steps = chosen.astype(np.uint8)
        if now <= self._pad:  # a song may begin anywhere in a beat
            fresh = (now + m._spans) > self._pad
            new[:, fresh] = np.maximum(new[:, fresh], 0.0)
            steps[:, fresh] = _FIRST
        self._back[now] = (steps, which.astype(np.uint8))
        self._ring[now % (self._pad + 1)] = new

    def _trace(self, now: int, row: int, span: int) -> list[tuple[int, int]]:
        """(frame, row) of every beat of the way that ends so, as far back as it is known."""
        m = self._m
        firsts = {int(first): metre for metre, first in enumerate(m._first)}
        way: list[tuple[int, int]] = []
        while True:
            now -= int(m._spans[span])
            way.append((now - self._pad, row))
            if now not in self._back or self._back[now][0][row, span] == _FIRST:
                break
            steps, metres = self._back[now]
            span += int(steps[row, span]) - _REACH
            row = int(m._last[metres[firsts[row], span]]) if row in firsts else row - 1
        return way[::-1]


def _between(way: list[tuple[int, int]], first: int, last: int) -> tuple[list[int], list[int]]:
    inside = [(frame, row) for frame, row in way if first <= frame < last]
    return [frame for frame, _ in inside], [row for _, row in inside]
