"""What a project file says, whatever its format: tracks from the song's first sample on, tempo, markers, regions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


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

    @property
    def seconds(self) -> float:
        return max((track.seconds for track in self.tracks), default=0.0)
