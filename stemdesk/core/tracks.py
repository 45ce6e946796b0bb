"""A song as it lies on disk, before anybody has split it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Track:
    """One decodable sound file.

    `frames` is what the container promises (sample positions, not samples times channels); for compressed formats it
    can be an estimate, the decoder has the last word.
    """

    path: Path
    frames: int
    rate: int
    channels: int
    codec: str

    @property
    def seconds(self) -> float:
        return self.frames / self.rate

    @property
    def title(self) -> str:
        return self.path.name


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
