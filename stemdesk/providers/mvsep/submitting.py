"""The part of a job's life that costs: sending the song, and finding out what became of it when no answer came."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.jobs import JobState, Progress, is_url
from stemdesk.core.lenient_json import as_bool, parsed
from stemdesk.core.text import text
from stemdesk.http.errors import AnswerLost, Redirected, Undelivered
from stemdesk.http.retry import RetryBudget, retry_after
from stemdesk.providers.mvsep import account, requests, separation
from stemdesk.providers.mvsep.answers import refusal
from stemdesk.providers.mvsep.catalogue import FORMATS, PUBLISH
from stemdesk.providers.mvsep.ticket import MvsepTicket, Phase, gone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stemdesk.core.services import PastJob
    from stemdesk.http.request import Request, Response
    from stemdesk.providers.contract import Work
    from stemdesk.providers.mvsep.client import MvsepClient

#: The share of the whole job that the upload is shown as.
UPLOAD_SHARE: Final = 0.35
#: How often the history is looked at for a separation whose creation nobody confirmed.
_LOOKS: Final = 5


class Sender:
    """Sends songs, one call for each; waits for calls that are being answered before it looks for a lost one."""

    def __init__(self, client: MvsepClient) -> None:
        self._client = client
        self._asking: set[str] = set()
        self._answered = asyncio.Condition()

    async def send(self, work: Work, token: str) -> None:
        """Until the ticket says `accepted`. Raises UNKNOWN_OUTCOME where that cannot be found out."""
        ticket = MvsepTicket.read(work.ticket)
        if ticket.phase is Phase.SENT:
            await self._adopt(work, token, ticket)
            return
        if ticket.only_fetch:
            raise gone()
        request = _request(work, token)
        work.report(Progress(JobState.UPLOADING, 0.0, text("getting ready to upload")))
        known = tuple(past.hash for past in await self._history(work, token))
        ticket = MvsepTicket(Phase.SENDING, sep_type=work.spec.model, known=known)
        await work.write_ticket(ticket.as_ticket())
        try:
            hash_ = await self._create(work, token, request, ticket)
        except StemDeskError as error:
            if error.kind is not ErrorKind.UNKNOWN_OUTCOME:
                await work.write_ticket(MvsepTicket(Phase.ENDED).as_ticket())
            raise
        if hash_ is None:
            await self._adopt(work, token, ticket)
        else:
            await self._accepted(work, replace(ticket, hash=hash_, remote=is_url(work.spec.source)))

    async def _create(self, work: Work, token: str, request: Request, ticket: MvsepTicket) -> str | None:
        """The hash; None if the outcome is unknown. Raises StemDeskError only where surely nothing was accepted."""
        pace = self._client.pace
        endurance = RetryBudget(pace, pace.tries, self._client.web.was_reached)
        while True:
            asked: float | None = None
            try:
                answer = await self._ask(work, request, ticket)
                if answer.status not in (413, 429):
                    return separation.created(answer)
                found = await self._search(work, token, ticket, looks=1 if _says_no(answer) else _LOOKS)
                if found != "":
                    return found  # it was made after all, or nobody can say
                trouble: StemDeskError = refusal(answer.status, parsed(answer.body))
                if answer.status == 413:
                    raise trouble
                asked = retry_after(answer)
            except Undelivered as error:
                trouble = error
            except AnswerLost:
                return None
            except StemDeskError as error:
                if error.kind is ErrorKind.SERVER and not isinstance(error, Redirected):
                    return None  # an answer out of all bounds: whatever it was, it says nothing
                raise
            await work.write_ticket(ticket.as_ticket())
            if not endurance.goes_on(trouble.kind):
                raise trouble
            await self._pause(work, trouble, pace.wait(endurance.failures, asked))

    async def _history(self, work: Work, token: str) -> Sequence[PastJob]:
        """The account's history before the song is sent; an outage is waited out.

        A history that cannot be read stops nothing: if the answer to the upload gets lost, too, there is a question.
        """
        endurance = RetryBudget(self._client.pace, 1, self._client.web.was_reached)
        while True:
            try:
                return (await self._client.history(token)).items
            except StemDeskError as error:
                if not endurance.goes_on(error.kind):
                    if error.kind in (ErrorKind.AUTH, ErrorKind.NETWORK):
                        raise
                    return []
                await self._pause(work, error, self._client.pace.wait(endurance.failures))

    @staticmethod
    async def _pause(work: Work, trouble: StemDeskError, seconds: float) -> None:
        words = text("{trouble} Next try in {seconds} s.", trouble=trouble.message, seconds=max(1, round(seconds)))
        work.report(Progress(JobState.UPLOADING, None, words))
        await asyncio.sleep(seconds)

    async def _ask(self, work: Work, request: Request, ticket: MvsepTicket) -> Response:
        async def before_end() -> None:
            await work.write_ticket(replace(ticket, phase=Phase.SENT).as_ticket())

        self._asking.add(work.job)
        try:
            return await self._client.create(request, _progress(work), before_end, work.stamps)
        finally:
            async with self._answered:
                self._asking.discard(work.job)
                self._answered.notify_all()

    async def _adopt(self, work: Work, token: str, ticket: MvsepTicket) -> None:
        """Looks in the account's history for the separation: same model, not there before, nobody else's, and of our song's
        name; one whose name says nothing is ours if it sounds like it (`following`)."""
        work.report(Progress(JobState.WAITING, None, text("looking for the song in MVSEP's history")))
        async with self._answered:  # others that are being answered just now will be known by their names then
            await self._answered.wait_for(lambda: not self._asking - {work.job})
        trouble = text("It is not in MVSEP's history.")
        for look in range(1, _LOOKS + 1):
            try:
                found = self._fitting((await self._client.history(token)).items, ticket, work)
            except StemDeskError as error:
                trouble = error.message
                break
            if len(found) == 1:
                await self._accepted(work, replace(ticket, hash=found[0].hash, adopted=True))
                return
            if found:
                trouble = text("There are {n} in MVSEP's history that it could be.", n=len(found))
                break
            if look < _LOOKS:
                await asyncio.sleep(self._client.pace.wait(look))
        await work.write_ticket(replace(ticket, phase=Phase.SENT).as_ticket())
        raise StemDeskError(
            ErrorKind.UNKNOWN_OUTCOME,
            text(
                "The song was sent whole, but MVSEP's answer got lost, so it is unknown whether it was accepted and "
                "charged. {trouble} Check again, or send it again if it is not there.",
                trouble=trouble,
            ),
        )

    async def _search(self, work: Work, token: str, ticket: MvsepTicket, looks: int) -> str | None:
        """After an answer that should mean that nothing was made: the hash of what was made all the same, "" if the history
        shows nothing, None if it cannot be read or shows what may be ours."""
        for look in range(1, looks + 1):
            try:
                found = self._fitting((await self._client.history(token)).items, ticket, work)
            except StemDeskError:
                return None
            if found:
                proven = len(found) == 1 and account.proves_name(found[0].hash, work.spec)
                return found[0].hash if proven else None
            if look < looks:
                await asyncio.sleep(self._client.pace.wait(look))
        return ""

    async def find(self, work: Work, token: str, ticket: MvsepTicket) -> str | None:
        """The separation of our song's name that a call without an answer has made; asks once."""
        return await self._search(work, token, ticket, looks=1) or None

    @staticmethod
    def _fitting(past: Sequence[PastJob], ticket: MvsepTicket, work: Work) -> list[PastJob]:
        """Those of our name; where there are none, those that could be ours by all else."""
        taken = {*ticket.known, *(MvsepTicket.read(other).hash for other in work.others())}
        new = [job for job in past if job.model_id == ticket.sep_type and job.hash not in taken]
        return [job for job in new if account.proves_name(job.hash, work.spec)] or new

    async def _accepted(self, work: Work, ticket: MvsepTicket) -> None:
        kept = ticket.known if ticket.adopted else ()  # it may turn out to be somebody else's
        await work.write_ticket(replace(ticket, phase=Phase.ACCEPTED, known=kept, when=time.time()).as_ticket())


def _says_no(answer: Response) -> bool:
    """In MVSEP's own form."""
    data = parsed(answer.body)
    return isinstance(data, dict) and "success" in data and not as_bool(data["success"])


def _request(work: Work, token: str) -> Request:
    """The call for what the job has as its input: a file, a link, two files, or only options."""
    spec = work.spec
    options = {key: value for key, value in spec.options.items() if key != PUBLISH.key}
    publish = spec.options.get(PUBLISH.key) == "1"
    output_format = FORMATS[spec.format][1]
    if spec.reference:
        pair = (Path(spec.source), Path(spec.reference))
        return requests.create(token, spec.model, output_format, options, pair=pair, publish=publish)
    if is_url(spec.source):
        return requests.create(token, spec.model, output_format, options, url=spec.source, publish=publish)
    audio = Path(spec.source) if spec.source else None
    return requests.create(token, spec.model, output_format, options, audio=audio, publish=publish)


def _progress(work: Work) -> Callable[[int, int], None]:
    def report(sent: int, total: int) -> None:
        percent = 100 * sent // max(1, total)
        words = text("uploading {percent} %", percent=percent) if sent < total else text("waiting for MVSEP's answer")
        work.report(Progress(JobState.UPLOADING, UPLOAD_SHARE * sent / max(1, total), words))

    return report
