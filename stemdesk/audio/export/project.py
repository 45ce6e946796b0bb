"""What a project file says, whatever its format: tracks from the song's first sample on, tempo, markers, regions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from stemdesk.audio.dsp.metronome import BeatGrid


@dataclass(frozen=True, slots=True)
class ProjectTrack:
    """`color` is #rrggbb; a track that is not heard now is muted in the project too."""

    name: str
    path: Path
    color: str
    seconds: float
    rate: int
    channels: int
    gain_db: float = 0.0
    pan: float = 0.0
    muted: bool = False
    soloed: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """A named stretch in seconds."""

    name: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class TempoPoint:
    """From `seconds` on, so many beats a minute, and so many of them a bar."""

    seconds: float
    bpm: float
    beats_per_bar: int


@dataclass(frozen=True, slots=True)
class Project:
    """`bpm` is None where no beat is known; `markers` are (name, seconds). All times and `bpm` are the song's own: a format
    that can applies `tempo` (1.0: as it is) and `semitones` to them, the others leave these out."""

    title: str
    tracks: tuple[ProjectTrack, ...]
    bpm: float | None = None
    beats_per_bar: int = 4
    markers: tuple[tuple[str, float], ...] = ()
    regions: tuple[Region, ...] = ()
    #: What is repeated now.
    loop: Region | None = None
    tempo: float = 1.0
    semitones: float = 0.0
    #: Where tempo or metre change; empty where one of each is true of all of the song.
    tempo_map: tuple[TempoPoint, ...] = ()

    @property
    def seconds(self) -> float:
        return max((track.seconds for track in self.tracks), default=0.0)


#: A bar that is this much faster or slower than what is written has a tempo of its own.
_OTHER_TEMPO: Final = 0.004


def tempo_map(grid: BeatGrid, rate: int) -> tuple[TempoPoint, ...]:
    """A point wherever a bar has another tempo or metre than those before it; empty where none has. Each bar begins where the
    song has it: what is rounded in one is made up for in the next."""
    starts, places = grid.bar_frames / rate, grid.downbeats
    found: list[TempoPoint] = []
    at = 0.0  # where the bar begins by what is written
    for bar in range(len(starts) - 1):
        beats = int(places[bar + 1] - places[bar])
        bpm = 60.0 * beats / max(0.05, float(starts[bar + 1]) - (at if found else float(starts[bar])))
        last = found[-1] if found else None
        if last is None or last.beats_per_bar != beats or abs(bpm / last.bpm - 1) > _OTHER_TEMPO:
            last = TempoPoint(at if found else float(starts[bar]), bpm, beats)
            found.append(last)
        at = (at if bar else float(starts[0])) + 60.0 * beats / last.bpm
    if len(found) < 2:
        return ()
    first = found[0]
    return (TempoPoint(0.0, first.bpm, first.beats_per_bar), *(found if first.seconds > 0.001 else found[1:]))
