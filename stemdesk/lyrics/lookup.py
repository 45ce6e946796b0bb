"""Asks LRCLIB for a song's words. Only ever called because somebody has pressed the button that says what is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stemdesk.audio.files.probe import probe
from stemdesk.audio.files.tags import read_tags
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text
from stemdesk.core.threads import in_thread
from stemdesk.http.address import base_address
from stemdesk.http.client import HttpClient
from stemdesk.http.retry import RetryPolicy, with_retries
from stemdesk.lyrics.lrclib import (
    ADDRESS,
    Candidate,
    LyricsQuery,
    get_request,
    query_of,
    read_song,
    read_songs,
    search_request,
    surest,
)

if TYPE_CHECKING:
    from pathlib import Path

    from stemdesk.http.request import Request, Response

NAME: Final = "LRCLIB"
#: Somebody is waiting: two tries, and no longer pause than a few seconds.
_PACE: Final = RetryPolicy(tries=2, first_wait=1.0, longest_wait=5.0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`sure` is the song that was asked for, None if there is none; `choices` are others of its title."""

    sure: Candidate | None = None
    choices: tuple[Candidate, ...] = ()


def query_for(song: Path | None, title: str, seconds: float | None = None) -> LyricsQuery:
    """What would be asked about a song: reads its tags, and its length where nobody has told it."""
    fields: dict[str, str] = {}
    if song is not None:
        fields = read_tags(song).fields
        if seconds is None:
            try:
                seconds = probe(song).seconds
            except StemDeskError:
                seconds = None
    return query_of(title, fields, seconds)


async def look_up(query: LyricsQuery, pace: RetryPolicy = _PACE) -> Outcome:
    """Raises StemDeskError: NETWORK where nobody answers, SERVER for an answer that is none, and UsageError for a wrong
    `STEMDESK_LRCLIB_URL`."""
    base = base_address("lrclib", ADDRESS)
    web = HttpClient(NAME, lambda: base, pace)
    try:
        if query.artist:
            answer = await _ask(web, get_request(query), pace)
            if answer.status == 200 and (found := read_song(answer.body, query)) is not None and found.is_sure:
                return Outcome(found)
        answer = await _ask(web, search_request(query), pace)
        choices = await in_thread(read_songs, answer.body, query) if answer.status == 200 else []
        return Outcome(surest(choices), tuple(choices))
    finally:
        await web.close()


async def _ask(web: HttpClient, request: Request, pace: RetryPolicy) -> Response:
    """Raises StemDeskError for anything but an answer, "there is none" (404) among them."""
    answer = await with_retries(lambda: web.send(request), pace)
    if answer.status in (200, 400, 404):
        return answer
    if answer.status == 429:
        raise StemDeskError(
            ErrorKind.SERVER, text("{service} has too many visitors right now. Try again in a minute.", service=NAME)
        )
    raise StemDeskError(
        ErrorKind.SERVER,
        text("{service} answers with an error ({status}). Try again later.", service=NAME, status=answer.status),
    )
