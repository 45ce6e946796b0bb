"""LRC: lines with `[mm:ss.xx]` before them. Read as leniently as players do, written as all of them read it.

Plain text is the same without times. Nothing here raises, and everything is bounded: the words are a stranger's.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from stemdesk.core.music.lyrics import LyricLine, Lyrics, LyricsSource
from stemdesk.core.untrusted.plain_words import plain_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_LINES: Final = 5000
LONGEST_LINE: Final = 1000
MOST_LETTERS: Final = 2_000_000
#: Bytes of a file that are read, whatever its encoding.
MOST_BYTES: Final = 4 * MOST_LETTERS
#: No song is longer, in seconds.
LATEST: Final = 100 * 3600.0

_STAMP: Final = re.compile(r"[ \t]{0,8}\[[ ]{0,4}(-?)(\d{1,4}):(\d{1,2})(?:[.:](\d{1,6}))?[ ]{0,4}\]")
_WORD_STAMP: Final = re.compile(r"<[ ]{0,4}(\d{1,4}):(\d{1,2})(?:[.:](\d{1,6}))?[ ]{0,4}>")
_TAG: Final = re.compile(r"\[([a-zA-Z#_]{1,16})[ \t]{0,8}:([^\]\r\n]{0,1000})\]?[ \t]{0,8}")
#: Tags that are told about; a line of the words may begin with a bracket and have a colon in it, too.
_TAGS: Final = frozenset({
    "ti", "ar", "al", "au", "by", "re", "ve", "length", "offset", "la", "lr", "tool", "id", "hash", "sign", "qq", "total",
    "language", "source", "kana", "#",
})  # fmt: skip
#: Our own mark: the file is StemDesk's, and where its words came from.
_OURS: Final = "StemDesk"


@dataclass(frozen=True, slots=True)
class LrcFile:
    """`lines` in the order in which they are sung. `tags` by their names in small letters."""

    lines: tuple[LyricLine, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_ours(self) -> bool:
        return self.tags.get("re", "") == _OURS

    @property
    def source(self) -> LyricsSource | None:
        """Where the words of a file of ours came from; None for anybody else's."""
        if not self.is_ours:
            return None
        named = self.tags.get("source", "")
        return LyricsSource(named) if named in LyricsSource.__members__.values() else LyricsSource.LRC


def parse_lrc(words: str) -> LrcFile:
    """Lines by their times; those without one stay behind the line that they follow in the file. Damaged stamps are words."""
    tags: dict[str, str] = {}
    groups: list[tuple[float, list[LyricLine]]] = [(-1.0, [])]
    count = 0
    for raw in words[:MOST_LETTERS].replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if count >= MOST_LINES:
            break
        starts, rest = _stamps(raw)
        found = _TAG.fullmatch(rest.strip()) if not starts else None
        if found is not None and found[1].lower() in _TAGS:
            tags.setdefault(found[1].lower(), plain_line(found[2]).strip())
            continue
        text = _text(rest)
        if starts:
            groups += [(start, [LyricLine(start, text)]) for start in starts[: MOST_LINES - count]]
            count += len(starts)
        elif text or _is_stanza(groups[-1][1], tags):
            groups[-1][1].append(LyricLine(None, text))
            count += 1
    offset = _offset(tags.get("offset", ""))
    groups.sort(key=lambda group: group[0])
    lines = [_moved(line, offset) for _, group in groups for line in group]
    return LrcFile(_tidy(lines), tags)


def parse_text(words: str) -> tuple[LyricLine, ...]:
    """Words as somebody types or pastes them: with stamps where there are any, line by line where there are none."""
    return parse_lrc(words).lines


def write_lrc(lyrics: Lyrics, tags: Mapping[str, str] | None = None) -> str:
    """A file of ours. Lines without a time are written as they are."""
    head = {**(tags or {}), "re": _OURS, "source": lyrics.source.value}
    lines = [f"[{name}:{plain_line(value).replace(']', ')')[:200]}]" for name, value in head.items() if value]
    return "\n".join([*lines, *(as_lrc(line) for line in lyrics.lines)]) + "\n"


def as_lrc(line: LyricLine) -> str:
    return line.text if line.start is None else f"[{stamp(line.start)}]{line.text}"


def stamp(seconds: float) -> str:
    """`mm:ss.xx`"""
    hundredths = round(min(max(0.0, seconds), LATEST) * 100)
    return f"{hundredths // 6000:02d}:{hundredths // 100 % 60:02d}.{hundredths % 100:02d}"


def _is_stanza(before: Sequence[LyricLine], tags: Mapping[str, str]) -> bool:
    """Whether an empty line parts stanzas: between stamped lines, only our own files mean anything by one."""
    return bool(before) and (before[-1].start is None or tags.get("re") == _OURS)


def _stamps(raw: str) -> tuple[list[float], str]:
    """The times before a line, and what follows them."""
    starts: list[float] = []
    at = 0
    while (found := _STAMP.match(raw, at)) is not None:
        starts.append(0.0 if found[1] else _seconds(found[2], found[3], found[4]))
        at = found.end()
    rest = raw[at : at + 8 * LONGEST_LINE]
    if not starts and (word := _WORD_STAMP.match(rest.lstrip())) is not None:
        starts.append(_seconds(word[1], word[2], word[3]))
    return starts, rest


def _text(rest: str) -> str:
    plain = plain_line(_WORD_STAMP.sub("", rest))
    return " ".join(plain.split())[:LONGEST_LINE]


def _seconds(minutes: str, seconds: str, fraction: str | None) -> float:
    whole = int(minutes) * 60 + int(seconds)
    return min(float(f"{whole}.{fraction or 0}"), LATEST)


def _offset(words: str) -> float:
    """Seconds by which the lines come later: a plus in the file lets them appear sooner."""
    try:
        milliseconds = float(words.replace("−", "-"))
    except ValueError:
        return 0.0
    return -milliseconds / 1000 if math.isfinite(milliseconds) and abs(milliseconds) < 1000 * LATEST else 0.0


def _moved(line: LyricLine, by: float) -> LyricLine:
    return line if line.start is None or not by else LyricLine(round(max(0.0, line.start + by), 3), line.text)


def _tidy(lines: Sequence[LyricLine]) -> tuple[LyricLine, ...]:
    """No empty lines without a time at the ends, and no two of them in a row."""
    found: list[LyricLine] = []
    for line in lines:
        is_blank = line.start is None and not line.text
        if not is_blank or (found and (found[-1].text or found[-1].start is not None)):
            found.append(line)
    while found and found[-1].start is None and not found[-1].text:
        found.pop()
    return tuple(found)
