"""Volcengine SAMI as a provider: one long call a stem, no job to come back to."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.jobs import JobState, Progress, RecoveryAction, is_url
from stemdesk.core.lenient_json import as_int, as_mapping, as_text, parsed
from stemdesk.core.names import song_name, stem_file
from stemdesk.core.quantities import format_duration
from stemdesk.core.stems import StemFile
from stemdesk.core.text import Text, text
from stemdesk.core.threads import in_thread
from stemdesk.http.address import base_address
from stemdesk.http.client import HttpClient
from stemdesk.http.errors import Redirected, Undelivered
from stemdesk.http.request import EncodedFile, Request
from stemdesk.http.retry import RetryBudget, RetryPolicy, retry_after
from stemdesk.providers.contract import Fetched
from stemdesk.providers.sami import ticket as tickets
from stemdesk.providers.sami.description import ADDRESS, ASKED, DESCRIPTION, ENDINGS, MODELS, OPENAPI, STATIC
from stemdesk.providers.sami.streaming_decoder import StreamingBase64Decoder
from stemdesk.providers.sami.ticket import SamiTicket
from stemdesk.providers.sami.token import OK, Tokens, appkey_of
from stemdesk.providers.upload_file import prepare_upload, wait_before_retry
from stemdesk.providers.verification import REFUSED, ResultDiffers, check_stems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from stemdesk.core.models import Model
    from stemdesk.http.request import Response
    from stemdesk.providers.contract import Ticket, Work

#: Seconds that one call may take to answer.
_ANSWERS_WITHIN: Final = 1800.0
_MARGIN, _A_SECOND = 96 << 20, 192_000 * 8
_FORMATS: Final = {".wav": "wav", ".mp3": "mp3", ".aac": "aac"}


class SamiProvider:
    description: Final = DESCRIPTION

    def __init__(self, pace: RetryPolicy | None = None) -> None:
        self._pace = pace or RetryPolicy()
        self._web = HttpClient("Volcengine", lambda: base_address("sami", ADDRESS), self._pace, _ANSWERS_WITHIN)
        self._openapi = HttpClient("Volcengine", lambda: base_address("sami_openapi", OPENAPI), self._pace)
        self._tokens = Tokens(self._openapi, self._pace)

    async def close(self) -> None:
        await self._web.close()
        await self._openapi.close()

    async def models(self) -> Sequence[Model]:
        return MODELS

    async def check_account(self, credentials: Mapping[str, str]) -> Sequence[Text]:
        """Makes a token, which costs nothing; nothing else does."""
        if not self._tokens.can_renew(credentials):
            await self._tokens.token(credentials)
            return [text("The token is only tried out by splitting: StemDesk knows no call for it that is free.")]
        await self._tokens.token(credentials, anew=True)
        return [text("Volcengine has made a token. StemDesk makes new ones by itself.")]

    def has_song(self, ticket: Mapping[str, object] | None) -> bool:
        return SamiTicket.read(ticket).is_complete  # it forgets a song with its answer

    def has_parts(self, ticket: Mapping[str, object] | None) -> bool:
        found = SamiTicket.read(ticket)
        return bool(found.done or found.sent)

    def recovery_actions(self, ticket: Mapping[str, object] | None) -> Sequence[RecoveryAction]:
        return tickets.recovery_actions(SamiTicket.read(ticket))

    def recover(self, ticket: Mapping[str, object] | None, decision: str) -> Ticket | None:
        return tickets.decided(SamiTicket.read(ticket), decision).as_ticket()

    async def submit(self, work: Work) -> None:
        stems = ASKED[work.spec.options.get("stems", "both")]
        path: Path | None = None
        for number, stem in enumerate(stems):
            await self._believe_the_disk(work, stems)
            ticket = SamiTicket.read(work.ticket)
            if stem in ticket.done:
                continue
            if ticket.sent:
                raise unknown()
            if path is None and work.song_file is not None:
                path = await prepare_upload(work, DESCRIPTION, encoding="wav16")
            await self._call(work, stem, path, (number, len(stems)))

    async def _believe_the_disk(self, work: Work, stems: Sequence[str]) -> None:
        """Stems whose files are here are done, whatever the ticket says; one that was paid for and is gone is a question."""
        ticket = SamiTicket.read(work.ticket)
        has_arrived = await in_thread(_has_arrived, work, ticket.sent) if ticket.sent else False
        if has_arrived:
            await self._take(work, ticket.sent)  # it came, and the program ended before it was looked at
            ticket = SamiTicket.read(work.ticket)
        here = [stem for stem in stems if await in_thread(_is_here, work, stem)]
        gone = [stem for stem in ticket.done if stem in stems and stem not in here]
        sent = "" if ticket.sent in here else ticket.sent
        now = replace(ticket, wanted=tuple(stems), done=tuple({*here, *gone}), sent=sent, lost=gone[0] if gone else "")
        if now != ticket:
            await work.write_ticket(now.as_ticket())
        if gone:
            raise StemDeskError(
                ErrorKind.UNKNOWN_OUTCOME,
                text("“{stem}” was paid for, but it is not in {folder} any more. Put it back and check again, or send the "
                     "song again for it, which is charged again.", stem=gone[0], folder=str(work.folder)),
            )  # fmt: skip

    async def follow(self, work: Work) -> None:
        """The answer came with the call."""

    async def fetch(self, work: Work) -> Fetched:
        stems = ASKED[work.spec.options.get("stems", "both")]
        return Fetched([StemFile(stem, await in_thread(_file, work, stem)) for stem in stems])

    async def cancel(self, work: Work) -> Text:
        ticket = SamiTicket.read(work.ticket)
        if ticket.done:
            return text("stems that were paid for are kept: a retry goes on with what is missing")
        if ticket.sent:
            return text("calls that were sent are charged; Volcengine has no way to take them back")
        return text("nothing was charged")

    # --- one call ----------------------------------------------------------------------------------------------------

    async def _call(self, work: Work, stem: str, path: Path | None, place: tuple[int, int]) -> None:
        """One stem, to its file. Raises UNKNOWN_OUTCOME where the question went out whole and no answer came back."""
        endurance = RetryBudget(self._pace, self._pace.tries, self._web.was_reached)
        renewed = False
        while True:
            token = await self._tokens.token(work.credentials, anew=renewed)
            asked: float | None = None
            try:
                await self._ask(work, stem, path, token, place)
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
            await wait_before_retry(work, trouble, self._pace.wait(endurance.failures, asked))

    async def _ask(self, work: Work, stem: str, path: Path | None, token: str, place: tuple[int, int]) -> None:
        ticket = SamiTicket.read(work.ticket)
        target = _own_file(work, stem)
        part = target.with_name(target.name + ".part")
        taker = StreamingBase64Decoder(
            part, _MARGIN + int((work.song_file.seconds if work.song_file else 600.0) * _A_SECOND)
        )
        request = _invoke(work, stem, path, appkey_of(work.credentials), token)
        watch = _Watch(work, place)
        went_out = False

        async def before_end() -> None:
            nonlocal went_out
            await work.write_ticket(replace(ticket, sent=stem).as_ticket())
            went_out = True
            watch.begin()

        await in_thread(taker.reserve, _expected_bytes(work))
        try:
            answer = await self._web.send(
                request, progress=watch.sent, before_end=before_end, take=taker.feed, known=work.stamps
            )
        except Undelivered:
            await self._not_sent(work, ticket, part)
            raise
        except StemDeskError as error:
            if not went_out or isinstance(error, Redirected):
                await self._not_sent(work, ticket, part)
                raise
            if error.kind is ErrorKind.DISK:
                raise _not_kept(error) from None
            raise unknown() from None  # an answer came, so the work was done, but it cannot be read
        finally:
            watch.end()
            await _close(taker)
        if taker.trouble is not None:
            raise _not_kept(taker.trouble)
        await self._judge(work, ticket, answer, taker)
        await in_thread(part.replace, _arrived(target))
        await self._take(work, stem)

    async def _judge(self, work: Work, ticket: SamiTicket, answer: Response, taker: StreamingBase64Decoder) -> None:
        """Returns for a whole answer with a song in it. Only a no in the service's own form is one."""
        words = as_mapping(parsed(answer.body)) if answer.status != 200 else taker.words()
        code = as_int((words or {}).get("status_code"))
        is_no = code not in (None, OK) and taker.written == 0 and answer.status < 500 and answer.status != 408
        if is_no or not answer.to_whole:
            await self._not_sent(work, ticket, taker.target)
            if answer.status == 429:
                raise _Busy(retry_after(answer))
            raise _refusal(words or {}, answer.status)
        if answer.status != 200 or words is None or taker.written == 0 or code not in (None, OK):
            await in_thread(taker.target.unlink, missing_ok=True)
            raise unknown()

    async def _take(self, work: Work, stem: str) -> None:
        """An answer that came whole: looked at before it counts, and before the next one is paid for."""
        target = _own_file(work, stem)
        await self._check(work, stem, _arrived(target), target)
        await in_thread(_arrived(target).replace, target)
        ticket = SamiTicket.read(work.ticket)
        await work.write_ticket(replace(ticket, sent="", done=tuple({*ticket.done, stem})).as_ticket())

    async def _check(self, work: Work, stem: str, part: Path, target: Path) -> None:
        try:
            await check_stems(work, [StemFile(stem, part)], str(DESCRIPTION.name))
        except ResultDiffers:
            await in_thread(part.with_name(part.name + REFUSED).replace, target.with_name(target.name + REFUSED))
            raise
        except StemDeskError as error:
            if error.kind is ErrorKind.DISK:
                raise
            raise StemDeskError(
                ErrorKind.UNKNOWN_OUTCOME,
                text("Volcengine answered and has charged for “{stem}”, but what came is no sound that plays to its end, and "
                     "it keeps nothing. Send the song again if you want to; that is charged again.", stem=stem),
            ) from None  # fmt: skip

    @staticmethod
    async def _not_sent(work: Work, ticket: SamiTicket, part: Path) -> None:
        """The call was refused, or did not go out whole: nothing was charged."""
        await in_thread(part.unlink, missing_ok=True)
        await work.write_ticket(ticket.as_ticket())


async def _close(taker: StreamingBase64Decoder) -> None:
    """Whatever ends the call is what counts; a disk that refuses at the very end is told by `taker.trouble`."""
    with suppress(StemDeskError):
        await in_thread(taker.close)


def _own_file(work: Work, stem: str) -> Path:
    return work.folder / f"sami {stem}.{work.spec.format}"


def _arrived(target: Path) -> Path:
    """A whole answer that nobody has looked at yet."""
    return target.with_name(target.name + ".arrived")


def _has_arrived(work: Work, stem: str) -> bool:
    return _arrived(_own_file(work, stem)).is_file()


def _file(work: Work, stem: str) -> Path:
    """Where a stem is or will be: under a name of ours, or already under its final one if a crash came just after that."""
    own = _own_file(work, stem)
    final = work.folder / stem_file(song_name(work.spec.title), stem, f".{work.spec.format}")
    return final if final.exists() and not own.exists() else own


def _is_here(work: Work, stem: str) -> bool:
    return _file(work, stem).is_file()


def _expected_bytes(work: Work) -> int:
    """What an answer takes on the disk: 16 bits in stereo, or 40 kB a second of a lossy format; and some more."""
    seconds = work.song_file.seconds if work.song_file is not None else 600.0
    rate = work.song_file.rate if work.song_file is not None else 44_100
    return int(seconds * (rate * 4 if work.spec.format == "wav" else 40_000) * 1.1) + (1 << 16)


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
        seconds = self._work.song_file.seconds if self._work.song_file is not None else 240.0
        usual = max(20.0, seconds / 60 * float(STATIC.manners["usual_seconds_per_minute"]))
        while True:
            gone = time.monotonic() - begun
            share = (self._number + 0.4 + 0.5 * min(1.0, gone / usual)) / self._count
            words = text(
                "splitting at Volcengine: {gone} so far, usually about {usual}",
                gone=format_duration(gone),
                usual=format_duration(usual),
            )
            self._work.report(Progress(JobState.PROCESSING, share, words))
            await asyncio.sleep(1.0)


def _invoke(work: Work, stem: str, path: Path | None, appkey: str, token: str) -> Request:
    """The call: the song in `data`, or its address in the payload."""
    rate = work.song_file.rate if work.song_file is not None else 44_100
    payload: dict[str, Any] = {
        "model": f"{work.spec.model}_{ENDINGS[stem]}",
        "extra": {"output_format": work.spec.format, "output_sample_rate": rate, "output_channel": 2},
    }
    if work.song_file is not None and path is not None:
        channels = min(2, work.song_file.channels)
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


def _not_kept(error: StemDeskError) -> StemDeskError:
    return StemDeskError(
        ErrorKind.UNKNOWN_OUTCOME,
        text("Volcengine answered and has charged for it, but the answer could not be kept: {trouble} Make room, then send "
             "the song again if you want to; that is charged again.", trouble=error.message),
    )  # fmt: skip


def unknown() -> StemDeskError:
    return StemDeskError(
        ErrorKind.UNKNOWN_OUTCOME,
        text(
            "The song was sent whole, but Volcengine's answer got lost. It is unknown whether it was charged, and nobody can "
            "be asked. Send it again if you want to; that may be charged a second time."
        ),
    )
