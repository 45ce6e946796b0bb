"""The words of a song, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class LyricLine:
    """`start` is in seconds, None where nobody knows it yet. An empty text is a gap."""

    start: float | None
    text: str


class LyricsSource(StrEnum):
    """Where words come from."""

    NONE = "none"
    USER = "user"
    LRC = "lrc"
    TEXT = "txt"
    TAGS = "tags"
    SERVICE = "service"
    LRCLIB = "lrclib"


@dataclass(frozen=True, slots=True)
class Lyrics:
    lines: tuple[LyricLine, ...] = ()
    source: LyricsSource = LyricsSource.NONE

    @property
    def is_timed(self) -> bool:
        return any(line.start is not None for line in self.lines)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)
