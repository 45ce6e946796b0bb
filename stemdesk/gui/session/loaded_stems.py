"""What the player has loaded, as values: the stems, the song that they came from, and other results to compare with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from stemdesk.core.jobs import PartialStems
    from stemdesk.core.stems import StemFile
    from stemdesk.core.text import Text


@dataclass(frozen=True, slots=True)
class ComparisonResult:
    """Another result of the same song, to compare with."""

    name: Text
    stems: tuple[StemFile, ...]


@dataclass(frozen=True, slots=True)
class LoadedStems:
    """What was loaded: stems in track order, the song that they came from if it is still there, and what else was made."""

    title: str
    note: Text
    stems: tuple[StemFile, ...]
    original: Path | None
    result_id: int | None = None
    documents: tuple[Path, ...] = ()
    comparisons: tuple[ComparisonResult, ...] = ()
    #: The job that makes these stems, and how far it is: they can be heard already, nothing more.
    job_id: str = ""
    partial: PartialStems | None = None
    #: The song of the list that it is, or was made from.
    song_id: int | None = None
    #: The song itself is the only track. `level_of` are stems of it whose level it is heard at; none: its own level, which is
    #: that of stems that add up to it.
    is_song: bool = False
    level_of: tuple[StemFile, ...] = ()
    #: Of the song's other results: the folders of their stems, and documents that a service brought.
    other_folders: tuple[Path, ...] = ()
    other_documents: tuple[Path, ...] = ()

    @property
    def is_notes(self) -> bool:
        """Opened as a result that is notes alone: they are shown over the song itself, which is what plays."""
        return self.is_song and self.result_id is not None

    @property
    def listening(self) -> tuple[tuple[StemFile, ...], Path | None]:
        """The stems and the song that beats, key and level are found in."""
        if self.is_song and self.level_of:
            return self.level_of, self.stems[0].path
        return self.stems, self.original


class MonitorSource(Enum):
    """What sounds: the stems as they are mixed; the song as it was; the song less the stems that are on; the same stems
    of another result."""

    MIX = "mix"
    ORIGINAL = "original"
    RESIDUAL = "rest"
    COMPARISON = "rival"
