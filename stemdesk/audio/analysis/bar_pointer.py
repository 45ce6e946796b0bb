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
        walk = _Walk(self, activations)
        return walk.result()


class _Walk:
    def __init__(self, model: BarPointer, activations: NDArray[np.float32]) -> None:
        self.m = model
        spans = model._spans
        self.pad = int(spans[-1])
        beat = np.clip(activations.astype(np.float64), _LEAST, 1 - _LEAST)
        neither = np.clip(1 - activations.sum(axis=1, dtype=np.float64), _LEAST, 1) / (_PARTS - 1)
        quiet = np.zeros(self.pad)
        sums = [
            np.concatenate([[0.0], quiet, np.log(each), quiet]).cumsum() for each in (beat[:, 0], beat[:, 1], neither)
        ]
        self.sums = sums
        self.count = len(activations)

    def result(self) -> Pointer:
        m, pad = self.m, self.pad
        spans = m._spans
        n, rows, reach = len(spans), m._rows, _REACH
        total = self.count + 2 * pad
        sb, sd, sn = self.sums
        widths = -(-spans // _PARTS)
        ring = np.full((pad + 1, rows, n), -np.inf)
        previous = np.arange(rows) - 1
        column = np.arange(n)
        padded = np.full((rows, n + 2 * reach), -np.inf)
        back = np.zeros((total + 1, rows, n), np.uint8)
        back_metre = np.zeros((total + 1, len(m._metres), n), np.uint8)
        metre_cost = np.full((len(m._metres), len(m._metres)), _OTHER_METRE)
        np.fill_diagonal(metre_cost, 0.0)
        best_end, best = None, -np.inf
        done = np.empty((rows, n))
        scores = np.empty((2 * reach + 1, rows, n))
        for t in range(total + 1):
            if t > 0:
                start = t - spans
                ok = start >= 0
                start = np.maximum(start, 0)
                rest = sn[t] - sn[start + widths]
                plain = sb[start + widths] - sb[start] + rest
                down = sd[start + widths] - sd[start] + rest
                done[:] = ring[start % (pad + 1), :, column].T
                done += plain
                done[m._first] += down - plain
                done[:, ~ok] = -np.inf
                if t >= pad + self.count:
                    ends = done.copy()
                    ends[:, start >= pad + self.count] = -np.inf
                    k = int(np.argmax(ends))
                    if ends.flat[k] > best:
                        best, best_end = ends.flat[k], (t, *divmod(k, n))
                # advance
                arrived = done[previous]
                lasts = done[m._last]
                between = lasts[None, :, :] + metre_cost[:, :, None]
                which = between.argmax(axis=1)
                back_metre[t] = which
                arrived[m._first] = np.take_along_axis(between, which[:, None, :], 1)[:, 0]
                padded[:, reach:-reach] = arrived
                for k in range(2 * reach + 1):
                    np.add(padded[:, k : k + n], m._changes[k], out=scores[k])
                step = scores.argmax(axis=0)
                back[t] = step
                new = np.take_along_axis(scores, step[None], 0)[0]
            else:
                new = np.full((rows, n), -np.inf)
            if t <= pad:
                fresh = (t + spans) > pad
                new[:, fresh] = np.maximum(new[:, fresh], 0.0)
                back[t][:, fresh] = 255
            ring[t % (pad + 1)] = new
        # trace
        t, row, span = best_end
        path = []
        first_of = {int(f): i for i, f in enumerate(m._first)}
        while True:
            s = t - int(spans[span])
            path.append((s, row))
            step = back[s, row, span]
            if step == 255 or s <= pad:
                break
            span = span + int(step) - reach
            if row in first_of:
                row = int(m._last[back_metre[s, first_of[row], span]])
            else:
                row -= 1
            t = s
        path.reverse()
        met = np.repeat(m._metres, m._metres)
        plc = np.concatenate([np.arange(k) for k in m._metres])
        fr = np.array([p[0] for p in path]) - pad
        rw = np.array([p[1] for p in path])
        inside = (fr >= 0) & (fr < self.count)
        return Pointer(fr[inside], plc[rw][inside], met[rw][inside], float(best) / max(1, self.count))
