"""Volcengine SAMI as a provider: one long call a stem, no job to come back to."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from stemdesk.audio.decode import clock
from stemdesk.audio.probe import probe
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.jobs import JobState, Progress, is_url
from stemdesk.core.names import stem_file, track_name
from stemdesk.core.reading import as_int, as_list, as_mapping, as_text, parsed
from stemdesk.core.services import Decision
from stemdesk.core.stems import StemFile
from stemdesk.core.text import Text, text
from stemdesk.providers.contract import Fetched
from stemdesk.providers.sami.description import ADDRESS, ASKED, DESCRIPTION, ENDINGS, MODELS, OPENAPI, STATIC
from stemdesk.providers.sami.taking import SongTaker
from stemdesk.providers.sami.token import OK, Tokens, appkey_of
from stemdesk.providers.sendable import sendable, wait_out
from stemdesk.providers.web.address import base_address
from stemdesk.providers.web.client import Web
from stemdesk.providers.web.errors import AnswerLost, Redirected, Undelivered
from stemdesk.providers.web.pace import Endurance, Pace, retry_after
from stemdesk.providers.web.request import EncodedFile, Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from stemdesk.core.models import Model
    from stemdesk.providers.contract import Ticket, Work

#: Seconds that one call may take to answer.
_ANSWERS_WITHIN: Final = 1800.0
_MARGIN, _A_SECOND = 96 << 20, 192_000 * 8
_FORMATS: Final = {".wav": "wav", ".mp3": "mp3", ".aac": "aac"}


@dataclass(frozen=True, slots=True)
class SamiTicket:
    """`done`: stems whose file is here. `sent`: the stem whose question went out whole, and has no answer yet."""

    done: tuple[str, ...] = ()
    sent: str = ""

    @classmethod
    def read(cls, ticket: Mapping[str, Any] | None) -> SamiTicket:
        data = dict(ticket or {})
        return cls(tuple(as_text(stem) for stem in as_list(data.get("done"))), as_text(data.get("sent")))

    def as_ticket(self) -> Ticket:
        return {"done": list(self.done), "sent": self.sent}


class SamiProvider:
    description: Final = DESCRIPTION

    def __init__(self, pace: Pace | None = None) -> None:
        self._pace = pace or Pace()
        self._web = Web("Volcengine", lambda: base_address("sami", ADDRESS), self._pace, _ANSWERS_WITHIN)
        self._openapi = Web("Volcengine", lambda: base_address("sami_openapi", OPENAPI), self._pace)
        self._tokens = Tokens(self._openapi, self._pace)

    async def close(self) -> None:
        await self._web.close()
        await self._openapi.close()

    async def models(self) -> Sequence[Model]:
        return MODELS

    def has_song(self, ticket: Mapping[str, object] | None) -> bool:
        return False  # it forgets a song with its answer

    def has_parts(self, ticket: Mapping[str, object] | None) -> bool:
        return bool(SamiTicket.read(ticket).done)

    def decisions(self, ticket: Mapping[str, object] | None) -> Sequence[Decision]:
        if SamiTicket.read(ticket).sent:
            return (
                Decision(
                    "anew", text("Send again"),
                    text("Volcengine cannot be asked about a call. If it was answered, it is charged a second time."),
                ),
            )  # fmt: skip
        return (
            Decision("go_on", text("Retry"), text("Sends what is missing. Stems that are here are not sent again.")),
        )

    def decide(self, ticket: Mapping[str, object] | None, decision: str) -> Ticket | None:
        found = SamiTicket.read(ticket)
        return replace(found, sent="").as_ticket() if decision == "anew" else found.as_ticket()

    async def submit(self, work: Work) -> None:
        stems = ASKED[work.spec.options.get("stems", "both")]
        path: Path | None = None
        for number, stem in enumerate(stems):
            ticket = SamiTicket.read(work.ticket)
            target = await asyncio.to_thread(_file, work, stem)
            if await asyncio.to_thread(target.exists):
                await work.write_ticket(_done(ticket, stem).as_ticket())
                continue
            if ticket.sent:
                raise _unknown()
            if path is None and work.track is not None:
                path = await sendable(work, DESCRIPTION, encoding="wav16")
            await self._call(work, stem, path, target, (number, len(stems)))

    async def follow(self, work: Work) -> None:
        """The answer came with the call."""

    async def fetch(self, work: Work) -> Fetched:
        stems = ASKED[work.spec.options.get("stems", "both")]
        found = [StemFile(stem, await asyncio.to_thread(_file, work, stem)) for stem in stems]
        for stem in found:
            await asyncio.to_thread(probe, stem.path)
        return Fetched(found)

    async def cancel(self, work: Work) -> Text:
        ticket = SamiTicket.read(work.ticket)
        if ticket.sent or ticket.done:
            return text("calls that were sent are charged; Volcengine has no way to take them back")
        return text("nothing was charged")

    # --- one call ----------------------------------------------------------------------------------------------------

    async def _call(self, work: Work, stem: str, path: Path | None, target: Path, place: tuple[int, int]) -> None:
        """One stem, to its file. Raises UNKNOWN_OUTCOME where the question went out whole and no answer came back."""
        endurance = Endurance(self._pace, self._pace.tries, self._web.was_reached)
        renewed = False
        while True:
            token = await self._tokens.token(work.credentials, anew=renewed)
            asked: float | None = None
            try:
                await self._ask(work, stem, path, target, token=token, place=place)
                return
            except _Busy as busy:
                asked, trouble = busy.after, StemDeskError(ErrorKind.SERVER, text("Volcengine asks for a pause."))
            except Undelivered as error:
                trouble = error
            except StemDeskError as error:
                if error.kind is not ErrorKind.AUTH or renewed or not self._tokens.can_renew(work.credentials):
                    raise
                renewed = True
                continue
            if not endurance.goes_on(trouble.kind):
                raise trouble
            await wait_out(work, trouble, self._pace.wait(endurance.failures, asked))

    async def _ask(
        self, work: Work, stem: str, path: Path | None, target: Path, *, token: str, place: tuple[int, int]
    ) -> None:
        ticket = SamiTicket.read(work.ticket)
        part = target.with_name(target.name + ".part")
        taker = SongTaker(part, _MARGIN + int((work.track.seconds if work.track else 600.0) * _A_SECOND))
        request = _invoke(work, stem, path, appkey_of(work.credentials), token)
        watch = _Watch(work, place)

        async def before_end() -> None:
            await work.write_ticket(replace(ticket, sent=stem).as_ticket())
            watch.begin()

        try:
            answer = await self._web.send(request, progress=watch.sent, before_end=before_end, take=taker.feed)
        except AnswerLost:
            raise _unknown() from None
        except Undelivered:
            await work.write_ticket(ticket.as_ticket())
            raise
        except StemDeskError as error:
            if error.kind is ErrorKind.SERVER and not isinstance(error, Redirected):
                raise _unknown() from None  # an answer came, so the work was done, but it cannot be read
            raise
        finally:
            watch.end()
            await asyncio.to_thread(taker.close)
        if answer.status != 200:
            words = as_mapping(parsed(answer.body))
            if answer.status >= 500 and not words:
                raise _unknown()
            await work.write_ticket(ticket.as_ticket())
            if answer.status == 429:
                raise _Busy(retry_after(answer))
            raise _refusal(words, answer.status)
        words = taker.words()
        code = as_int(words.get("status_code"))
        if taker.written == 0 and code not in (OK, None):
            await work.write_ticket(ticket.as_ticket())
            raise _refusal(words, 200)
        if taker.written == 0 or (code is not None and code != OK):
            raise _unknown()
        await asyncio.to_thread(part.replace, target)
        await work.write_ticket(_done(ticket, stem).as_ticket())


def _file(work: Work, stem: str) -> Path:
    """Where a stem is or will be: under a name of ours, or already under its final one if a crash came just after that."""
    own = work.folder / f"sami {stem}.{work.spec.format}"
    final = work.folder / stem_file(track_name(work.spec.title), stem, f".{work.spec.format}")
    return final if final.exists() and not own.exists() else own


class _Busy(Exception):
    def __init__(self, after: float | None) -> None:
        super().__init__()
        self.after = after


class _Watch:
    """Says how a call gets on: its upload, then how long the answer has been waited for."""

    def __init__(self, work: Work, place: tuple[int, int]) -> None:
        self._work = work
        self._number, self._count = place
        self._task: asyncio.Task[None] | None = None

    def sent(self, have: int, total: int) -> None:
        share = (self._number + 0.4 * have / max(1, total)) / self._count
        words = text("uploading {percent} %", percent=round(100 * have / max(1, total)))
        self._work.report(Progress(JobState.UPLOADING, share, words))

    def begin(self) -> None:
        self._task = asyncio.create_task(self._tick())

    def end(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _tick(self) -> None:
        """Volcengine says nothing while it works, so the time says it."""
        begun = time.monotonic()
        seconds = self._work.track.seconds if self._work.track is not None else 240.0
        usual = max(20.0, seconds / 60 * float(STATIC.manners["usual_seconds_per_minute"]))
        while True:
            gone = time.monotonic() - begun
            share = (self._number + 0.4 + 0.5 * min(1.0, gone / usual)) / self._count
            words = text(
                "splitting at Volcengine: {gone} so far, usually about {usual}", gone=clock(gone), usual=clock(usual)
            )
            self._work.report(Progress(JobState.PROCESSING, share, words))
            await asyncio.sleep(1.0)


def _invoke(work: Work, stem: str, path: Path | None, appkey: str, token: str) -> Request:
    """The call: the song in `data`, or its address in the payload."""
    rate = work.track.rate if work.track is not None else 44_100
    payload: dict[str, Any] = {
        "model": f"{work.spec.model}_{ENDINGS[stem]}",
        "extra": {"output_format": work.spec.format, "output_sample_rate": rate, "output_channel": 2},
    }
    if work.track is not None and path is not None:
        channels = min(2, work.track.channels)
        payload["audio_info"] = {"format": _FORMATS[path.suffix.lower()], "sample_rate": rate, "channel": channels}
    elif is_url(work.spec.source):
        payload["url"] = work.spec.source
    body = {
        "appkey": appkey, "token": token, "namespace": "MusicSourceSeparate",
        "payload": json.dumps(payload, ensure_ascii=False), "data": "",
    }  # fmt: skip
    whole = json.dumps(body, ensure_ascii=False).encode()
    if path is None:
        return Request("POST", "/api/v1/invoke", json=whole, has_secret=True)
    assert whole.endswith(b'""}')
    return Request("POST", "/api/v1/invoke", encoded=EncodedFile(whole[:-2], path, b'"}'), has_secret=True)


def _done(ticket: SamiTicket, stem: str) -> SamiTicket:
    """This stem is here; a question about another one stays open."""
    return SamiTicket(tuple(dict.fromkeys((*ticket.done, stem))), "" if ticket.sent == stem else ticket.sent)


def _refusal(words: Mapping[str, Any], status: int) -> StemDeskError:
    """In its own words and with its own number."""
    code = as_int(words.get("status_code")) or status
    said = as_text(words.get("status_text")) or as_text(words.get("message")) or "?"
    lower = said.lower()
    kind = ErrorKind.REJECTED
    if status in (401, 403) or "token" in lower or "auth" in lower or "appkey" in lower:
        kind = ErrorKind.AUTH
    elif "quota" in lower or "balance" in lower or "qps" in lower:
        kind = ErrorKind.QUOTA
    elif "too long" in lower or "duration" in lower:
        kind = ErrorKind.TOO_LONG
    return StemDeskError(kind, text("Volcengine refuses (status {code}): {words}", code=code, words=said))


def _unknown() -> StemDeskError:
    return StemDeskError(
        ErrorKind.UNKNOWN_OUTCOME,
        text(
            "The song was sent whole, but Volcengine's answer got lost. It is unknown whether it was charged, and nobody can "
            "be asked. Send it again if you want to; that may be charged a second time."
        ),
    )
