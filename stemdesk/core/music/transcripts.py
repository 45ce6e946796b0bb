"""What speech models bring: SubRip and WebVTT, Whisper's and Parakeet's JSON, texts with `[0:00.000 --> 0:04.000]`.

Whatever does not look like one of these has no lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.lenient_json import as_float, as_list, as_mapping, as_text, parsed
from stemdesk.core.music.lrc import LATEST, LONGEST_LINE, MOST_LETTERS, MOST_LINES, parse_text
from stemdesk.core.music.lyrics import LyricLine
from stemdesk.core.untrusted.plain_words import plain_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CUE: Final = re.compile(
    r"\[?[ \t]{0,8}(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,6}))?"
    r"[ \t]{1,8}-->[ \t]{1,8}(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,6})?[ \t]{0,8}\]?(.{0,1000})"
)
_MARKUP: Final = re.compile(r"<[^<>\n]{0,100}>|\{\\[^{}\n]{0,100}\}")
#: How a line is called that is a piece of the words in JSON, and what it is begun by.
_PIECES: Final = ("segments", "segment", "chunks", "lines", "sentences", "words", "word")
_WORDS: Final = ("text", "segment", "line", "sentence", "words", "word")
_STARTS: Final = ("start", "start_time", "startTime", "from", "time", "begin")
#: Single words are put together to lines where somebody takes a breath, or where a line is long enough.
_BREATH: Final = 0.7
_LONG: Final = 42


def parse_transcript(suffix: str, words: str) -> tuple[LyricLine, ...]:
    """The lines of a document with this ending (".srt", ".vtt", ".json", ".lrc", ".txt")."""
    words = words[:MOST_LETTERS]
    match suffix.lower():
        case ".json":
            return _of_json(parsed(words))
        case ".srt" | ".vtt":
            return _of_cues(words)
        case _:
            return _of_cues(words) or parse_text(words)


def _of_cues(words: str) -> tuple[LyricLine, ...]:
    found: list[LyricLine] = []
    start: float | None = None
    texts: list[str] = []

    def close() -> None:
        text = _plain(" ".join(texts))
        if start is not None and text:
            found.append(LyricLine(start, text))

    for raw in words.replace("\r\n", "\n").split("\n"):
        line = raw[: 2 * LONGEST_LINE].strip()
        cue = _CUE.fullmatch(line)
        if cue is not None:
            close()
            # what stands behind the times is text in Whisper's own output, and how to place the cue in WebVTT
            start, texts = _clock(cue), [cue[5]] if line.startswith("[") else []
        elif not line:
            close()
            start, texts = None, []
        elif start is not None:
            texts.append(line)
        if len(found) >= MOST_LINES:
            break
    close()
    return tuple(sorted(found, key=lambda line: line.start or 0.0))


def _clock(cue: re.Match[str]) -> float:
    seconds = int(cue[1] or 0) * 3600 + int(cue[2]) * 60 + int(cue[3])
    return min(seconds + (float(f"0.{cue[4]}") if cue[4] else 0.0), LATEST)


def _of_json(value: Any, depth: int = 0) -> tuple[LyricLine, ...]:
    """Pieces with times under the names that speech models give them; else the whole text, line by line."""
    if depth > 4:
        return ()
    if isinstance(value, list):
        return _of_pieces(value)
    data = as_mapping(value)
    for name in _PIECES:
        if isinstance(data.get(name), list) and (found := _of_pieces(data[name])):
            return found
    for name in ("timestamp", "timestamps", "result", "results", "data", "transcription", "output"):
        if isinstance(data.get(name), (dict, list)) and (found := _of_json(data[name], depth + 1)):
            return found
    for name in ("text", "transcription", "transcript", "lyrics"):
        if isinstance(data.get(name), str):
            return parse_text(data[name])
    return ()


def _of_pieces(pieces: Iterable[Any]) -> tuple[LyricLine, ...]:
    found: list[LyricLine] = []
    are_words = True
    for piece in pieces:
        data = piece if isinstance(piece, dict) else {}
        key = next((key for key in _WORDS if isinstance(data.get(key), str)), "")
        text = _plain(as_text(data.get(key)))
        if text:
            found.append(LyricLine(_start(data), text))
            are_words = are_words and (key == "word" or " " not in text)
        if len(found) >= 8 * MOST_LINES:
            break
    if are_words and len(found) > 8 and all(line.start is not None for line in found):
        found = _joined(found)
    return _in_order(found[:MOST_LINES])


def _in_order(lines: list[LyricLine]) -> tuple[LyricLine, ...]:
    """By their times; those without one stay behind the line that they follow."""
    at = 0.0
    placed: list[tuple[float, LyricLine]] = []
    for line in lines:
        at = at if line.start is None else line.start
        placed.append((at, line))
    return tuple(line for _, line in sorted(placed, key=lambda each: each[0]))


def _start(data: Mapping[str, Any]) -> float | None:
    for key in _STARTS:
        if (seconds := as_float(data.get(key))) is not None:
            return min(max(0.0, seconds), LATEST)
    times = as_list(data.get("timestamp"))
    seconds = as_float(times[0]) if times else None
    return None if seconds is None else min(max(0.0, seconds), LATEST)


def _joined(words: list[LyricLine]) -> list[LyricLine]:
    lines: list[LyricLine] = []
    last = -LATEST
    for word in words:
        start = word.start or 0.0
        if lines and start - last < _BREATH and len(lines[-1].text) < _LONG:
            lines[-1] = LyricLine(lines[-1].start, f"{lines[-1].text} {word.text}")
        else:
            lines.append(word)
        last = start
    return lines


def _plain(words: str) -> str:
    return " ".join(plain_line(_MARKUP.sub("", words)).split())[:LONGEST_LINE]
