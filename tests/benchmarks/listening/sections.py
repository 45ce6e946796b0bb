"""Parts of songs of which others have said where they begin, or whose arrangement is there to read (`part_songs`).

*±0.5 s* and *±3 s* are F-measures of the boundaries between parts, each found one matched with one true one at most,
start and end of the song left out (`mir_eval.segment.detection` with `trim`). Neighbours of one name are joined;
*repeats* is ±3 s with the boundaries between them, too. *Names* is the pairwise F-measure (Levy, Sandler 2008;
`mir_eval.segment.pairwise`): of moments that one has in parts of one name, how many the other has so. Beside them stand
one part for the whole song, and a part of its own every eight bars, of the true bars. Weights were chosen on some of the
pieces, others were first listened to when all was done.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from stemdesk.core.music.sections import Section
from tests.benchmarks.listening.hearing import heard
from tests.benchmarks.listening.part_songs import CHOSEN_ON, HEARD_LAST, pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.listening.part_songs import Piece

_NEAR: Final = (0.5, 3.0)
_STEP: Final = 0.1
_EVERY: Final = 8
_COLUMNS: Final = ("±0.5 s", "±3 s", "repeats", "names")


def joined(parts: Sequence[Section]) -> list[Section]:
    found: list[Section] = []
    for part in parts:
        if found and found[-1].name == part.name:
            found[-1] = Section(found[-1].start, part.end, part.name)
        else:
            found.append(part)
    return found


def boundaries(true: Sequence[Section], found: Sequence[Section], near: float) -> float:
    """The F-measure; 1 where there are none in either."""
    one, other = (np.array([part.start for part in parts[1:]]) for parts in (true, found))
    if not len(one) and not len(other):
        return 1.0
    close = np.abs(one[:, None] - other[None, :]) <= near
    hits = (maximum_bipartite_matching(csr_array(close)) >= 0).sum() if close.any() else 0
    return float(2 * hits / (len(one) + len(other)))


def names(true: Sequence[Section], found: Sequence[Section]) -> float:
    """The pairwise F-measure, of moments a tenth of a second apart that both know."""
    start, end = (choose(true[at], found[at]) for at, choose in ((0, _later_start), (-1, _earlier_end)))
    moments = np.arange(start, end, _STEP)
    told = [
        _numbers(parts)[np.searchsorted([part.end for part in parts[:-1]], moments, "right")] for parts in (true, found)
    ]
    together = np.zeros((told[0].max() + 1, told[1].max() + 1))
    np.add.at(together, tuple(told), 1)
    pairs = [(counts * (counts - 1) / 2).sum() for counts in (together, together.sum(axis=1), together.sum(axis=0))]
    return float(2 * pairs[0] / (pairs[1] + pairs[2]))


def _later_start(one: Section, other: Section) -> float:
    return max(one.start, other.start)


def _earlier_end(one: Section, other: Section) -> float:
    return min(one.end, other.end)


def _numbers(parts: Sequence[Section]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    known = {name: number for number, name in enumerate(dict.fromkeys(part.name for part in parts))}
    return np.array([known[part.name] for part in parts])


def scores(true: Sequence[Section], found: Sequence[Section]) -> tuple[float, ...]:
    near = [boundaries(joined(true), joined(found), each) for each in _NEAR]
    return (*near, boundaries(true, found, _NEAR[1]), names(true, found))


def whole(piece: Piece) -> list[Section]:
    return [Section(piece.parts[0].start, piece.parts[-1].end, "A")]


def every_eight(piece: Piece) -> list[Section]:
    edges = [*np.arange(piece.parts[0].start, piece.parts[-1].end - piece.bar, _EVERY * piece.bar), piece.parts[-1].end]
    return [Section(float(start), float(end), str(number)) for number, (start, end) in enumerate(pairwise(edges))]


def _sets(piece: Piece) -> tuple[str, ...]:
    if piece.name in CHOSEN_ON:
        return "all", "chosen on"
    return ("all", "not chosen on", "heard last") if piece.name in HEARD_LAST else ("all", "not chosen on")


def main() -> None:
    columns = "".join(f"{column:>9}" for column in _COLUMNS)
    print(f"{'':<38}{columns}  | parts, true and found")
    totals: dict[tuple[str, str], list[tuple[float, ...]]] = {}
    for piece in pieces():
        found = list(heard(piece.file).sections) or whole(piece)
        for who, parts in (("StemDesk", found), ("one part", whole(piece)), ("every eight bars", every_eight(piece))):
            told = scores(piece.parts, parts)
            for kind in (piece.kind, *_sets(piece)):
                totals.setdefault((kind, who), []).append(told)
            if who == "StemDesk":
                letters = ["".join(part.name[0] for part in each) for each in (joined(piece.parts), found)]
                print(f"{piece.kind:<12}{piece.name[:25]:<26}{_row(told)}  | {' '.join(letters)}", flush=True)
    for (kind, who), rows in sorted(totals.items()):
        print(f"{kind:<16}{who:<18}{len(rows):<4}{_row(np.mean(rows, axis=0))}")


def _row(told: Sequence[float] | np.ndarray[tuple[int], np.dtype[np.float64]]) -> str:
    return "".join(f"{each:>9.2f}" for each in told)


if __name__ == "__main__":
    main()
