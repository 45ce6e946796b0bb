"""A track of named regions without holes, chords or sections, and how it is edited. Times are seconds.

Every edit makes a new track; what somebody has touched is marked as the user's own.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.lenient_json import as_float, as_list, as_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stemdesk.core.music.chords import Chord
    from stemdesk.core.music.sections import Section

#: No region is shorter than this many seconds.
SHORTEST: Final = 0.05
_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class Region:
    start: float
    end: float
    name: str
    certainty: float = 1.0
    is_own: bool = False


Track = tuple[Region, ...]


def from_chords(chords: Iterable[Chord]) -> Track:
    return tuple(Region(chord.start, chord.end, chord.name, chord.certainty) for chord in chords)


def from_sections(sections: Iterable[Section]) -> Track:
    return tuple(Region(section.start, section.end, section.name) for section in sections)


def index_at(track: Track, seconds: float) -> int | None:
    """Which region a moment is in; None outside the track."""
    index = bisect_right(track, seconds, key=lambda region: region.start) - 1
    return index if index >= 0 and seconds < track[index].end else None


def renamed(track: Track, index: int, name: str) -> Track:
    return _put(track, index, replace(track[index], name=name, certainty=1.0, is_own=True))


def all_renamed(track: Track, name: str, to: str) -> Track:
    """Every region of that name."""
    return tuple(
        replace(region, name=to, certainty=1.0, is_own=True) if region.name == name else region for region in track
    )


def moved(track: Track, index: int, seconds: float) -> Track:
    """The boundary at which a region begins, somewhere else between its neighbours' far ends."""
    if index == 0:
        return track
    before, after = track[index - 1], track[index]
    at = min(max(seconds, before.start + SHORTEST), after.end - SHORTEST)
    if at == after.start or not before.start < at < after.end:
        return track
    return (
        *track[: index - 1], replace(before, end=at, is_own=True), replace(after, start=at, is_own=True),
        *track[index + 1 :],
    )  # fmt: skip


def split(track: Track, index: int, seconds: float, name: str | None = None) -> Track:
    """Two regions out of one; the second may have a name of its own. Too near an end, nothing happens."""
    region = track[index]
    if not region.start + SHORTEST <= seconds <= region.end - SHORTEST:
        return track
    second = replace(region, start=seconds, is_own=True)
    if name is not None:
        second = replace(second, name=name, certainty=1.0)
    return (*track[:index], replace(region, end=seconds, is_own=True), second, *track[index + 1 :])


def merged(track: Track, index: int) -> Track:
    """A region and the next one; the first one's name stays."""
    if index + 1 >= len(track):
        return track
    whole = replace(track[index], end=track[index + 1].end, is_own=True)
    return (*track[:index], whole, *track[index + 2 :])


def deleted(track: Track, index: int) -> Track:
    """Its time goes to the region before it, the first one's to the next."""
    if len(track) < 2:
        return track
    if index == 0:
        return (replace(track[1], start=track[0].start, is_own=True), *track[2:])
    longer = replace(track[index - 1], end=track[index].end, is_own=True)
    return (*track[: index - 1], longer, *track[index + 1 :])


def certainty_of(track: Track, nothing: str = "") -> float:
    """How sure the named part of it is, by time."""
    named = [region for region in track if region.name != nothing]
    seconds = sum(region.end - region.start for region in named)
    return sum((region.end - region.start) * region.certainty for region in named) / seconds if seconds else 0.0


def as_json(track: Track | None) -> list[list[Any]] | None:
    if track is None:
        return None
    return [[region.start, region.end, region.name, region.certainty, region.is_own] for region in track]


def from_json(found: Any) -> Track | None:
    """What `as_json` made, or None for what it cannot have made."""
    track: list[Region] = []
    for item in as_list(found):
        values = as_list(item)
        if len(values) != 5:
            return None
        start, end, certainty = (as_float(values[at]) for at in (0, 1, 3))
        if start is None or end is None or not (isfinite(start) and isfinite(end) and 0 <= start < end):
            return None
        if track and start != track[-1].end:
            return None
        share = min(1.0, max(0.0, certainty)) if certainty is not None else 1.0
        track.append(Region(start, end, as_text(values[2])[:_LONGEST_NAME], share, bool(values[4])))
    return tuple(track) or None


def _put(track: Track, index: int, region: Region) -> Track:
    return (*track[:index], region, *track[index + 1 :])
