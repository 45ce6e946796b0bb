"""A song as it lies on disk, before anybody has split it."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class FileStamp(NamedTuple):
    """What tells one state of a file from another without reading it: which file, its bytes, when it was written last."""

    device: int
    inode: int
    size: int
    modified_ns: int

    @classmethod
    def of(cls, file: Path | int) -> FileStamp:
        """Of a path or an open file. Raises OSError."""
        found = os.stat(file)  # noqa: PTH116  also of descriptors
        return cls(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class SourceSong:
    """A song as a job has read it: its bytes by their SHA-256 (hexadecimal), its sound by its length."""

    sha256: str
    frames: int
    rate: int
    channels: int
    codec: str

    def song_file(self, path: Path) -> SongFile:
        return SongFile(path, self.frames, self.rate, self.channels, self.codec)


class SongKind(StrEnum):
    """What stands in the list of songs."""

    FILE = "file"
    #: A folder of stems whose song is not there; length and rate are those of its first stem.
    STEMS = "stems"


@dataclass(frozen=True, slots=True)
class SongFile:
    """One decodable sound file, or what stands in its place (`kind`).

    `frames` is what the container promises (sample positions, not samples times channels); for compressed formats it
    can be an estimate, the decoder has the last word.
    """

    path: Path
    frames: int
    rate: int
    channels: int
    codec: str
    kind: SongKind = SongKind.FILE

    @property
    def seconds(self) -> float:
        return self.frames / self.rate

    @property
    def title(self) -> str:
        return self.path.name

    def as_folder(self, folder: Path) -> SongFile:
        """`folder` with stems in it, measured by this one of them."""
        return replace(self, path=folder, kind=SongKind.STEMS)


#: Endings that a folder is searched for. A file that is named outright is opened whatever it is called.
AUDIO_SUFFIXES = frozenset(
    [
        ".aac",
        ".ac3",
        ".aif",
        ".aifc",
        ".aiff",
        ".alac",
        ".amr",
        ".ape",
        ".au",
        ".caf",
        ".dts",
        ".flac",
        ".m4a",
        ".m4b",
        ".m4r",
        ".mka",
        ".mp2",
        ".mp3",
        ".mpc",
        ".oga",
        ".ogg",
        ".opus",
        ".ra",
        ".rf64",
        ".snd",
        ".spx",
        ".tta",
        ".w64",
        ".wav",
        ".wave",
        ".weba",
        ".wma",
        ".wv",
        ".avi",
        ".flv",
        ".m4v",
        ".mkv",
        ".mov",
        ".mp4",
        ".mpeg",
        ".mpg",
        ".ogv",
        ".webm",
        ".wmv",
    ]
)
