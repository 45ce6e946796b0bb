"""Which line is sung when: rows of the words against seconds of the song."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stemdesk.core.music.lyrics import LyricLine

#: Where no line follows, a line is this long.
_LAST = 5.0


class LyricTimes:
    """Rows are places in `lines`; those without a time are never current."""

    def __init__(self, lines: Sequence[LyricLine] = ()) -> None:
        self.lines = tuple(lines)
        timed = sorted((line.start, row) for row, line in enumerate(lines) if line.start is not None)
        self._starts = [start for start, _ in timed]
        self._rows = [row for _, row in timed]

    def row_at(self, seconds: float) -> int | None:
        """The line that is sung; an empty one is a gap, and None comes before the first."""
        place = bisect_right(self._starts, seconds) - 1
        return self._rows[place] if place >= 0 else None

    def next_after(self, seconds: float) -> int | None:
        """The next line with words."""
        for place in range(bisect_right(self._starts, seconds), len(self._rows)):
            if self.lines[self._rows[place]].text:
                return self._rows[place]
        return None

    def rows_after(self, row: int | None, count: int) -> list[int]:
        """The next lines with words after a row, in the order in which they are sung."""
        place = self._rows.index(row) + 1 if row is not None and row in self._rows else 0
        return [each for each in self._rows[place:] if self.lines[each].text][:count]

    def end_of(self, row: int) -> float | None:
        """Where the next line or a gap begins; None for a line without a time."""
        start = self.lines[row].start
        if start is None:
            return None
        place = bisect_right(self._starts, start)
        return self._starts[place] if place < len(self._starts) else start + _LAST

    def span(self, rows: Iterable[int]) -> tuple[float, float] | None:
        """From the first of these lines to the end of the last; None where none of them has a time."""
        timed = [row for row in rows if self.lines[row].start is not None]
        starts = [start for row in timed if (start := self.lines[row].start) is not None]
        ends = [end for row in timed if (end := self.end_of(row)) is not None]
        return (min(starts), max(ends)) if starts and ends else None

    def rest_before(self, row: int) -> float:
        """How long nothing was sung before a line begins: since the gap or the song began."""
        start = self.lines[row].start or 0.0
        before = [place for place in range(len(self._rows)) if self._starts[place] < start]
        if not before:
            return start
        last = self.lines[self._rows[before[-1]]]
        return start - self._starts[before[-1]] if not last.text else 0.0


def shifted(lines: Iterable[LyricLine], by: float) -> list[LyricLine]:
    """All times moved, none before the song."""
    return [line if line.start is None else replace(line, start=round(max(0.0, line.start + by), 3)) for line in lines]


class Taps:
    """Somebody gives the lines their times one after the other, from `first` on. Empty lines are passed over."""

    def __init__(self, lines: Sequence[LyricLine], first: int = 0) -> None:
        self._before = list(lines)
        self.lines = list(lines)
        self._order = [row for row, line in enumerate(lines) if line.text and row >= first]
        self._done = 0

    @property
    def row(self) -> int | None:
        """The line that waits for its time."""
        return self._order[self._done] if self._done < len(self._order) else None

    @property
    def count(self) -> int:
        return self._done

    @property
    def total(self) -> int:
        return len(self._order)

    def tap(self, seconds: float) -> None:
        if self.row is not None:
            self.lines[self.row] = replace(self.lines[self.row], start=round(max(0.0, seconds), 2))
            self._done += 1

    def take_back(self) -> float | None:
        """The last tap; answers with the time that it had."""
        if not self._done:
            return None
        self._done -= 1
        row = self._order[self._done]
        start, self.lines[row] = self.lines[row].start, self._before[row]
        return start

    def result(self) -> list[LyricLine]:
        """Old times of lines further down that would come too early now are forgotten."""
        if not self._done:
            return list(self._before)
        latest = -1.0
        made: list[LyricLine] = []
        last = self._order[self._done - 1]
        for row, line in enumerate(self.lines):
            is_old = line.start is not None and line.start < latest and (row > last or not line.text)
            made.append(replace(line, start=None) if is_old else line)
            if line.start is not None and not is_old:
                latest = max(latest, line.start) if row <= last else latest
        return made
