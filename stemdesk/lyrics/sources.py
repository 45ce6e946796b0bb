"""Where words are: everything there is of a song, the best first. Nothing here speaks with a server."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stemdesk.audio.files.tags import read_lyrics
from stemdesk.core.errors import StemDeskError
from stemdesk.core.files import read_small
from stemdesk.core.music.encodings import decoded
from stemdesk.core.music.lrc import MOST_BYTES, LrcFile, parse_lrc
from stemdesk.core.music.lyrics import Lyrics, LyricsSource
from stemdesk.core.music.transcripts import parse_transcript
from stemdesk.lyrics.keeping import asides

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from stemdesk.lyrics.place import LyricsPlace

_log = logging.getLogger(__name__)

#: A text that is longer holds something else than the words of one song.
_LONGEST_TEXT: Final = 200_000
_DOCUMENTS: Final = (".lrc", ".srt", ".vtt", ".json", ".txt")
#: Documents of a service that speak of something else.
_OTHER: Final = re.compile(r"(?i)readme|licen[cs]e|report|log\b|credits|notice")
#: How many files of a folder are looked at.
_MOST_FILES: Final = 500


@dataclass(frozen=True, slots=True)
class Found:
    """Words, and the file that they are in."""

    lyrics: Lyrics
    path: Path


def all_lyrics(place: LyricsPlace) -> list[Found]:
    """Everything there is, what counts most first: what somebody has kept, a text beside the song, the song's tags, what a
    service has written down. Reads files; what cannot be read is not there."""
    found = []
    seen: set[Path] = set()
    for candidate in _candidates(place):
        if candidate.path not in seen or candidate.lyrics.source in (LyricsSource.TAGS, LyricsSource.SERVICE):
            seen.add(candidate.path)
            found.append(candidate)
    return found


def best_lyrics(place: LyricsPlace) -> Lyrics:
    """No lines and the source `none` where there are no words."""
    best = best_found(place)
    return Lyrics() if best is None else best.lyrics


def best_found(place: LyricsPlace) -> Found | None:
    """The first of `all_lyrics`."""
    return next(iter(all_lyrics(place)), None)


def _candidates(place: LyricsPlace) -> Iterator[Found]:
    kept = list(_kept(place))
    yield from (found for found in kept if found.lyrics.source is LyricsSource.USER)
    yield from (found for found in kept if found.lyrics.source is not LyricsSource.USER)
    yield from _beside(place)
    if place.song is not None and (lines := read_lyrics(place.song)):
        yield Found(Lyrics(lines, LyricsSource.TAGS), place.song)
    yield from _of_a_service(place)


def _kept(place: LyricsPlace) -> Iterator[Found]:
    """Files of ours: beside the stems (also where their folder has been renamed), the song, and its other stems."""
    paths = []
    for path in (place.kept, place.song.with_suffix(".lrc") if place.song else None):
        paths += [path, *asides(path)] if path is not None else []
    for folder in (place.stems, *place.other_stems):
        if folder is not None:
            paths += [path for path in _files(folder) if path.suffix.lower() == ".lrc"]
    for path in dict.fromkeys(paths):
        file = _read_lrc(path)
        if file is not None and (source := file.source) is not None and (file.lines or source is LyricsSource.USER):
            yield Found(Lyrics(file.lines, source), path)


def _beside(place: LyricsPlace) -> Iterator[Found]:
    """Somebody else's `.lrc` or `.txt` that is called as the song is, or lies among its stems and is called as they are."""
    names = {place.song.stem.casefold()} if place.song is not None else set()
    folders = [place.song.parent] if place.song is not None else []
    if place.stems is not None:
        names.add(place.stems.name.casefold())
        folders.append(place.stems)
    documents = set(place.documents)
    files = [file for folder in dict.fromkeys(folders) for file in _files(folder) if file not in documents]
    called = [file for file in files if file.stem.casefold() in names]
    for path in called:
        if path.suffix.lower() == ".lrc" and (file := _read_lrc(path)) is not None and file.lines and not file.is_ours:
            yield Found(Lyrics(file.lines, LyricsSource.LRC), path)
    for path in called:
        if path.suffix.lower() == ".txt" and (words := _read(path, _LONGEST_TEXT)):
            lines = parse_transcript(".txt", words)
            if lines:
                yield Found(Lyrics(lines, LyricsSource.TEXT), path)


def _of_a_service(place: LyricsPlace) -> Iterator[Found]:
    """The documents of a result, those with times first."""
    found: list[Found] = []
    for path in place.documents:
        if path.suffix.lower() not in _DOCUMENTS or _OTHER.search(path.stem):
            continue
        lines = parse_transcript(path.suffix, _read(path))
        if lines:
            found.append(Found(Lyrics(lines, LyricsSource.SERVICE), path))
    yield from sorted(found, key=lambda found: not found.lyrics.is_timed)


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []
    try:
        for number, path in enumerate(folder.iterdir()):
            if number >= _MOST_FILES * 20 or len(found) >= _MOST_FILES:
                break
            if path.suffix.lower() in (".lrc", ".txt"):
                found.append(path)
    except OSError as error:
        _log.info("no lyrics beside the song: %s", error.strerror)
    return sorted(found)


def _read_lrc(path: Path) -> LrcFile | None:
    words = _read(path)
    return parse_lrc(words) if words else None


def _read(path: Path, most: int = MOST_BYTES) -> str:
    """ "" where it cannot be read, or is longer than `most` bytes."""
    try:
        data = read_small(path, most + 1)
    except StemDeskError:
        return ""
    if len(data) > most:
        _log.info("%s is too long for the words of a song", path.name)
        return ""
    return decoded(data)
