"""A song on one page: parts, bars, chords and words, to read and to play from.

`chart` lays it out; `as_chordpro` (<https://www.chordpro.org/chordpro/>) and `as_text` write it, the window paints it.
"""

from __future__ import annotations

import math
import statistics
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from stemdesk.core.music import chords as names
from stemdesk.core.music.lyrics import Lyrics

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stemdesk.core.music.chords import Chord
    from stemdesk.core.music.sections import Section

_BARS_A_LINE: Final = 4
#: How long a line is sung that nothing follows, as multiples of the others', and where there are no others.
_LONGEST: Final = 1.5
_A_LINE: Final = 6.0
#: By how much of a beat a chord may begin before its beat and still belong to it.
_EARLY: Final = 0.4


@dataclass(frozen=True, slots=True)
class ChartSong:
    """What is known of a song; times in seconds, names of chords as Harte et al. write them. `capo` is a fret: chords are
    written as they are gripped. `transposition` is in semitones."""

    title: str
    seconds: float
    chords: tuple[Chord, ...]
    artist: str = ""
    beats: tuple[float, ...] = ()
    downbeats: tuple[float, ...] = ()
    sections: tuple[Section, ...] = ()
    lyrics: Lyrics = field(default_factory=Lyrics)
    key: str = ""
    bpm: float | None = None
    capo: int = 0
    transposition: float = 0.0
    simple: bool = False


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One entry for each beat: the chord that begins there, as people write it, or "" where the one before goes on. The
    first entry always says what sounds."""

    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChartLine:
    """Either bars, or words with chords over them, each at the letter (counted from 0) where it begins."""

    bars: tuple[ChartBar, ...] = ()
    words: str = ""
    over: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A part of the song; its name is "" where it has none."""

    name: str
    lines: tuple[ChartLine, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """`key` is the one in which the chords are written ("" where nobody knows it), `beats` those of a bar."""

    title: str
    artist: str
    key: str
    bpm: float | None
    capo: int
    beats: int | None
    parts: tuple[ChartPart, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the song that becomes lines: of `words`, or of bars where there are none."""

    start: float
    end: float
    words: str | None = None


def chart(song: ChartSong) -> Chart:
    """The song laid out. Words without times come last, in a part of their own."""
    key = names.transposed_key(song.key, song.transposition - song.capo)
    written = _Written(song, key)
    bars = _bars(song)
    parts: list[ChartPart] = []
    for name, stretches in _parts(song, bars):
        lines = [line for stretch in stretches for line in written.lines(stretch, bars)]
        if lines:
            parts.append(ChartPart(name, tuple(lines)))
    if song.lyrics.lines and not song.lyrics.is_timed:
        parts.append(ChartPart("", tuple(ChartLine(words=line.text.strip()) for line in song.lyrics.lines)))
    counts = [len(_within(song.beats, start, end)) for start, end in bars] if song.downbeats and song.beats else []
    beats = statistics.mode(counts) if counts else None
    return Chart(song.title, song.artist, key, song.bpm, song.capo, beats, tuple(parts))


class _Written:
    """The chords as they are read, by when they begin."""

    def __init__(self, song: ChartSong, key: str) -> None:
        self._beats = song.beats
        self.starts: list[float] = []
        self.names: list[str] = []
        for chord in song.chords:
            name = names.transposed(chord.name, song.transposition - song.capo)
            read = names.readable(names.simplified(name) if song.simple else name, key or None)
            if not self.names or self.names[-1] != read:
                self.starts.append(_snapped(chord.start, song.beats))
                self.names.append(read)

    def lines(self, stretch: _Stretch, bars: Sequence[tuple[float, float]]) -> Iterator[ChartLine]:
        if stretch.words is not None:
            yield ChartLine(words=stretch.words, over=tuple(self._over(stretch)))
            return
        own = [
            self._bar(start, end) for start, end in bars if stretch.start - 1e-6 <= start and end <= stretch.end + 1e-6
        ]
        for first in range(0, len(own), _BARS_A_LINE):
            yield ChartLine(bars=tuple(own[first : first + _BARS_A_LINE]))

    def _begin(self, start: float, end: float) -> range:
        """The chords that begin within."""
        return range(_first_at(self.starts, start), _first_at(self.starts, end))

    def _sounding(self, at: float) -> str:
        number = bisect_right(self.starts, at + 1e-6) - 1
        return self.names[number] if number >= 0 else ""

    def _bar(self, start: float, end: float) -> ChartBar:
        beats = _within(self._beats, start, end)
        count = max(1, len(beats))
        steps = [""] * count
        steps[0] = self._sounding(start)
        free = 0
        for number in self._begin(start, end):
            if self.starts[number] <= start + 1e-6:
                free = 1
                continue
            place = max(free, bisect_right(beats, self.starts[number] + 1e-6) - 1)
            free = place + 1
            steps += [""] * (free - len(steps))
            steps[place] = self.names[number]
        return ChartBar(tuple(steps))

    def _over(self, stretch: _Stretch) -> Iterator[tuple[int, str]]:
        words = stretch.words or ""
        places = [at for at, sign in enumerate(words) if not sign.isspace() and (at == 0 or words[at - 1].isspace())]
        least = 0
        for number in self._begin(stretch.start, stretch.end):
            share = (self.starts[number] - stretch.start) / max(stretch.end - stretch.start, 1e-9)
            wanted = share * len(words)
            near = min((at for at in places if at >= least), key=lambda at: abs(at - wanted), default=len(words))
            yield near, self.names[number]
            least = near + 1


def _bars(song: ChartSong) -> list[tuple[float, float]]:
    """From the first moment to the last. Without bars, every chord counts as one."""
    edges = [time for time in song.downbeats if 0.0 <= time < song.seconds]
    if not edges:
        edges = sorted({chord.start for chord in song.chords if 0.0 <= chord.start < song.seconds})
    if not edges or song.seconds <= 0:
        return []
    if edges[0] > 1e-3:
        edges.insert(0, 0.0)
    bars = list(pairwise([*edges, song.seconds]))
    if (
        len(bars) > 2 and song.downbeats
    ):  # half a bar before the first beat, half a bar of echo: not if nothing begins there
        usual = statistics.median(end - start for start, end in bars[1:-1])
        if bars[-1][1] - bars[-1][0] < _EARLY * usual:
            bars[-2:] = [(bars[-2][0], bars[-1][1])]
    return bars


def _parts(song: ChartSong, bars: list[tuple[float, float]]) -> Iterator[tuple[str, list[_Stretch]]]:
    """What belongs to each part, in order."""
    edges = [start for start, _ in bars]
    heads = [(_nearest(section.start, edges), section.name) for section in song.sections]
    stretches = _stretches(song, bars, [at for at, _ in heads])
    names_and_starts = heads or [(0.0, "")]
    ends = [at for at, _ in names_and_starts[1:]] + [math.inf]
    groups = [(name, end) for (_, name), end in zip(names_and_starts, ends, strict=True)]
    number = 0
    for name, end in groups:
        own: list[_Stretch] = []
        while number < len(stretches) and (stretches[number].start + stretches[number].end) / 2 < end:
            own.append(stretches[number])
            number += 1
        yield name, own


def _stretches(song: ChartSong, bars: list[tuple[float, float]], cuts: list[float]) -> list[_Stretch]:
    """Words, and bars where nobody sings for at least one whole bar; together they cover the song."""
    found: list[_Stretch] = []
    starts, ends = [start for start, _ in bars], [end for _, end in bars]
    at = 0.0
    for line in [*_sung(song), _Stretch(song.seconds, song.seconds)]:
        empty = bars[bisect_left(starts, at - 1e-6) : bisect_right(ends, line.start + 1e-6)]
        if empty:
            first, last = empty[0][0], empty[-1][1]
            edges = [first, *(cut for cut in cuts if first < cut < last), last]
            found += [_Stretch(start, end) for start, end in pairwise(edges)]
        if line.words is not None:
            found.append(line)
        at = line.end
    covering: list[_Stretch] = []
    for number, stretch in enumerate(found):
        if stretch.words is None:
            covering.append(stretch)
            continue
        start = covering[-1].end if covering else 0.0
        end = found[number + 1].start if number + 1 < len(found) else song.seconds
        covering.append(_Stretch(start, end, stretch.words))
    return covering


def _sung(song: ChartSong) -> list[_Stretch]:
    """The lines that have a time, each until the next begins, or as long as lines are sung here."""
    timed = sorted(
        (line for line in song.lyrics.lines if line.start is not None and 0.0 <= line.start < song.seconds),
        key=lambda line: line.start or 0.0,
    )
    starts = [line.start or 0.0 for line in timed] + [song.seconds]
    lengths = [end - start for line, (start, end) in zip(timed, pairwise(starts), strict=True) if line.text.strip()]
    longest = _LONGEST * statistics.median(lengths[:-1]) if len(lengths) > 1 else _A_LINE
    return [
        _Stretch(start, min(end, start + longest), line.text.strip())
        for line, (start, end) in zip(timed, pairwise(starts), strict=True) if line.text.strip() and end > start
    ]  # fmt: skip


def _snapped(time: float, beats: Sequence[float]) -> float:
    """A chord that comes a little before or after its beat begins on it."""
    if len(beats) < 2 or not beats[0] <= time <= beats[-1]:
        return time
    number = max(0, min(len(beats) - 2, bisect_right(beats, time) - 1))
    here, following = beats[number], beats[number + 1]
    if following - time < _EARLY * (following - here):
        return following
    return here


def _first_at(times: Sequence[float], at: float) -> int:
    return bisect_right(times, at - 1e-6)


def _within(times: Sequence[float], start: float, end: float) -> Sequence[float]:
    return times[_first_at(times, start) : _first_at(times, end)]


def _nearest(time: float, edges: Sequence[float]) -> float:
    return min(edges, key=lambda edge: abs(edge - time), default=time)
