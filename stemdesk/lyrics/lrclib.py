"""LRCLIB's public API: what is asked, what is answered, and whether an answer is this song. Nothing here sends anything.

`GET /get` names one song (title, artist, album, length within 2 s), `GET /search` lists up to 20. Answers are untrusted.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.lenient_json import as_bool, as_float, as_int, as_text, parsed
from stemdesk.core.music.lrc import MOST_LETTERS, parse_lrc
from stemdesk.core.music.lyrics import Lyrics, LyricsSource
from stemdesk.core.untrusted.plain_words import plain_line
from stemdesk.http.request import Request

if TYPE_CHECKING:
    from collections.abc import Sequence

ADDRESS: Final = "https://lrclib.net/api"
MOST_CANDIDATES: Final = 20
#: Seconds by which the length of the same recording may differ; words with times do not fit another one.
SAME_LENGTH: Final = 3.0
_LONGEST_NAME: Final = 200
_LENGTHS: Final = (1, 3600)
#: What stands behind a title and is no part of it: "(Remastered 2011)", "[Live]", "feat. Somebody", "- Single Version".
_BRACKETS: Final = re.compile(r"[(\[（【][^()\[\]（）【】]{0,80}[)\]）】]")
_FEATURING: Final = re.compile(r"(?i) (?:feat|ft|featuring)\b.{0,200}")
_VERSION: Final = re.compile(r"(?i) - [^-]{0,40}(?:remaster|version|edit|live|mix|mono|stereo)[^-]{0,40}")
_TRACK_NUMBER: Final = re.compile(r"\d{1,3}[ .\-_]{1,3}(?=[^\d\s])")


@dataclass(frozen=True, slots=True)
class LyricsQuery:
    """All that ever leaves this computer: names and the length in seconds."""

    title: str
    artist: str = ""
    album: str = ""
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A song as LRCLIB has it. `is_sure`: title, artist and length are those that were asked for."""

    id: int
    title: str
    artist: str
    album: str
    seconds: float | None
    is_instrumental: bool
    lyrics: Lyrics
    is_sure: bool = False


def query_of(title: str, fields: dict[str, str], seconds: float | None) -> LyricsQuery:
    """By the song's tags; without any, by a file's name such as "03 Artist - Title"."""
    name, artist = fields.get("title", "").strip(), fields.get("artist", "").strip()
    if not name:
        plain = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", title).replace("_", " ").strip()
        plain = _TRACK_NUMBER.sub("", plain, count=1) if _TRACK_NUMBER.match(plain) else plain
        before, dash, after = plain.partition(" - ")
        name = after if dash and after.strip() else plain
        artist = artist or (before if dash and after.strip() else "")
    return LyricsQuery(_short(name), _short(artist), _short(fields.get("album", "")), seconds)


def get_request(query: LyricsQuery) -> Request:
    return Request("GET", "/get", _names(query) + _length(query))


def search_request(query: LyricsQuery) -> Request:
    """By title and artist alone: albums have many names. The service has no search by length."""
    return Request("GET", "/search", _names(LyricsQuery(query.title, query.artist)))


def read_song(body: bytes, query: LyricsQuery) -> Candidate | None:
    """The answer to `get`; None where it is no song with words, or not at all the one that was asked for."""
    found = _candidate(parsed(body), query)
    return found if found is not None and _is_titled(found, query) else None


def read_songs(body: bytes, query: LyricsQuery) -> list[Candidate]:
    """The answer to `search`: songs of this title, the surest first. Another title is left out."""
    data = parsed(body)
    items = data[: 5 * MOST_CANDIDATES] if isinstance(data, list) else []
    found = [made for item in items if (made := _candidate(item, query)) is not None and _is_titled(made, query)]
    return sorted(found, key=lambda each: _rank(each, query))[:MOST_CANDIDATES]


def folded(words: str) -> str:
    """A name without case, accents, punctuation and what stands behind it in brackets."""
    plain = _VERSION.sub("", _FEATURING.sub("", _BRACKETS.sub("", words[:_LONGEST_NAME])))
    letters = unicodedata.normalize("NFKD", (plain.strip() or words[:_LONGEST_NAME]).replace("&", " and "))
    kept = "".join(
        " " if unicodedata.category(c)[0] in "ZC" or c in "-_/" else c
        for c in letters
        if unicodedata.category(c)[0] in "LNZC" or c in "-_/" or c in "゛゜"
    )
    return " ".join(kept.casefold().split()) or letters.casefold().strip()


def same_artist(one: str, other: str) -> bool:
    """Also where one of them names a guest, or leaves out "The"."""
    a, b = (folded(words).removeprefix("the ") for words in (one, other))
    if not a or not b:
        return False
    return a == b or f" {a} " in f" {b} " or f" {b} " in f" {a} " or a.replace(" ", "") == b.replace(" ", "")


def _names(query: LyricsQuery) -> tuple[tuple[str, str], ...]:
    names = (("track_name", query.title), ("artist_name", query.artist), ("album_name", query.album))
    return tuple((key, value) for key, value in names if value)


def _length(query: LyricsQuery) -> tuple[tuple[str, str], ...]:
    least, most = _LENGTHS
    if query.seconds is None or not least <= round(query.seconds) <= most:
        return ()
    return (("duration", str(round(query.seconds))),)


def _candidate(item: Any, query: LyricsQuery) -> Candidate | None:
    data: dict[str, Any] = item if isinstance(item, dict) else {}
    number, title = as_int(data.get("id")), _short(as_text(data.get("trackName")) or as_text(data.get("name")))
    if number is None or not title:
        return None
    is_instrumental = as_bool(data.get("instrumental"))
    lines = (
        parse_lrc(_words(data.get("syncedLyrics"))).lines or parse_lrc(_words(data.get("plainLyrics"))).lines
        if not is_instrumental else ()
    )  # fmt: skip
    if not lines and not is_instrumental:
        return None
    seconds = as_float(data.get("duration"))
    found = Candidate(
        number, title, _short(as_text(data.get("artistName"))), _short(as_text(data.get("albumName"))),
        seconds if seconds is not None and 0 < seconds < 100_000 else None, is_instrumental,
        Lyrics(lines, LyricsSource.LRCLIB),
    )  # fmt: skip
    sure = bool(query.artist) and same_artist(found.artist, query.artist) and _is_as_long(found, query)
    exact = folded(found.title) == folded(query.title)
    return replace(found, is_sure=sure and exact)


def _words(value: Any) -> str:
    return value[:MOST_LETTERS] if isinstance(value, str) else ""


def _short(words: str) -> str:
    return plain_line(words).strip()[:_LONGEST_NAME]


def _is_titled(found: Candidate, query: LyricsQuery) -> bool:
    a, b = folded(found.title), folded(query.title)
    return bool(a and b) and (a == b or a.replace(" ", "") == b.replace(" ", ""))


def _is_as_long(found: Candidate, query: LyricsQuery) -> bool:
    return found.seconds is not None and query.seconds is not None and abs(found.seconds - query.seconds) <= SAME_LENGTH


def _rank(found: Candidate, query: LyricsQuery) -> tuple[bool, bool, bool, float]:
    apart = 1e6 if found.seconds is None or query.seconds is None else abs(found.seconds - query.seconds)
    return not found.is_sure, not same_artist(found.artist, query.artist), not found.lyrics.is_timed, apart


def surest(candidates: Sequence[Candidate]) -> Candidate | None:
    return next((each for each in candidates if each.is_sure), None)
