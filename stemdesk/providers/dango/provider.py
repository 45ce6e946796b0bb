"""Dango.ai 团子 as a provider (documentation: `伴奏人声提取`, as of 2022-02-09, the newest that there is)."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NoReturn

from stemdesk.audio.files.stem_folder import stem_in_name
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.jobs import JobState, Progress, RecoveryAction
from stemdesk.core.limits import needs_conversion
from stemdesk.core.quantities import megabytes, whole_megabytes
from stemdesk.core.stems import StemFile
from stemdesk.core.text import Text, text
from stemdesk.core.threads import in_thread, in_thread_until
from stemdesk.http.address import base_address
from stemdesk.http.client import HttpClient
from stemdesk.http.download import LinkGone, Wanted, download
from stemdesk.http.errors import AnswerLost, Redirected, Unclear, Undelivered
from stemdesk.http.retry import RetryBudget, RetryPolicy, retry_after
from stemdesk.providers.contract import Fetched
from stemdesk.providers.dango import answers, requests
from stemdesk.providers.dango import ticket as tickets
from stemdesk.providers.dango.answers import Status
from stemdesk.providers.dango.client import DangoClient
from stemdesk.providers.dango.description import ADDRESS, DESCRIPTION, MULTI_TRACK, STATIC
from stemdesk.providers.dango.requests import ApiKey, Channel
from stemdesk.providers.dango.status_poller import BatchStatusPoller
from stemdesk.providers.dango.ticket import DangoTicket, KeptLink, Phase
from stemdesk.providers.upload_file import prepare_upload, report_upload, wait_before_retry
from stemdesk.providers.zip_files import unpack_sounds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from stemdesk.core.models import Model
    from stemdesk.providers.contract import Ticket, Work

_UPLOADED: Final = 0.35
_READY: Final = 0.65
#: Seconds before the end of a link's life from which on it is not begun with any more.
_LINK_MARGIN: Final = 60.0
_MARGIN, _A_SECOND = 96 << 20, 192_000 * 8
#: In the ZIP of the multi-track models.
_TRACKS: Final = 4
_ITEM_NAMES: Final = {
    "人声": "vocals",
    "鼓": "drums",
    "贝斯": "bass",
    "其他": "other",
    "其它": "other",
    "伴奏": "instrumental",
}


class DangoProvider:
    description: Final = DESCRIPTION

    def __init__(self, pace: RetryPolicy | None = None, first_poll: float | None = None) -> None:
        poll = STATIC.manners["poll"]
        manners = pace or RetryPolicy(poll=(float(poll[0]), float(poll[1])))
        web = HttpClient("Dango", lambda: base_address("dango", ADDRESS), manners)
        self._client = DangoClient(web, manners, STATIC.manners)
        self._lookout = BatchStatusPoller(self._client)
        #: When links were given, on the monotonic clock.
        self._got: dict[str, float] = {}
        self._first_poll = float(STATIC.manners["first_poll"]) if first_poll is None else first_poll

    async def close(self) -> None:
        await self._lookout.close()
        await self._client.web.close()

    async def models(self) -> Sequence[Model]:
        return STATIC.models

    async def check_account(self, credentials: Mapping[str, str]) -> Sequence[Text]:
        """Asks for a place to upload to, which costs nothing and says whether the balance would do."""
        asked = requests.create_channel(key_of(credentials), "check.mp3", STATIC.models[0].id)
        try:
            answers.channel(await self._client.send(asked))
        except StemDeskError as error:
            if error.kind is not ErrorKind.QUOTA:
                raise
            return [text("Dango accepts the token."), error.message]
        return [text("Dango accepts the token, and your balance is enough for a song.")]

    def has_song(self, ticket: Mapping[str, object] | None) -> bool:
        return DangoTicket.read(ticket).phase in (Phase.STARTING, Phase.ASK, Phase.SPENT, Phase.ACCEPTED)

    def recovery_actions(self, ticket: Mapping[str, object] | None) -> Sequence[RecoveryAction]:
        return tickets.recovery_actions(DangoTicket.read(ticket))

    def recover(self, ticket: Mapping[str, object] | None, decision: str) -> Ticket | None:
        return tickets.decided(DangoTicket.read(ticket), decision).as_ticket()

    # --- submit ------------------------------------------------------------------------------------------------------

    async def submit(self, work: Work) -> None:
        ticket = DangoTicket.read(work.ticket)
        if ticket.phase is Phase.ACCEPTED:
            return
        key = key_of(work.credentials)
        if ticket.phase in (Phase.STARTING, Phase.ASK, Phase.SPENT):
            if await self._found(work, key, ticket):
                return
            if ticket.phase is not Phase.ASK:
                raise _unknown()
            await self._start(work, key, replace(ticket, phase=Phase.STARTING), again=True)
            return
        await self._start(work, key, await self._upload(work, key), again=False)

    async def _upload(self, work: Work, key: ApiKey) -> DangoTicket:
        """The ticket to start with: a channel with the song in it.

        Costs nothing, so whatever breaks is simply done again with a new channel.
        """
        assert work.song_file is not None
        path = await prepare_upload(work, DESCRIPTION)
        filename = f"song{path.suffix.lower()}" if needs_conversion(DESCRIPTION.limits, work.song_file) else path.name
        size = (await in_thread(path.stat)).st_size
        endurance = RetryBudget(self._client.pace, self._client.pace.tries, self._client.web.was_reached)
        while True:
            work.report(Progress(JobState.UPLOADING, 0.0, text("asking Dango for a place to upload to")))
            channel = answers.channel(await self._client.send(requests.create_channel(key, filename, work.spec.model)))
            await in_thread(_check, channel, size, work.spec.title, self._client.web)
            try:
                answer = await self._client.upload(
                    requests.upload(channel, path, filename),
                    channel.url,
                    lambda sent, all_: report_upload(work, sent, all_, _UPLOADED),
                    work.stamps,
                )
                if answer.status < 300:  # what it says is not to be read; that it is no error may be seen
                    return DangoTicket(Phase.STARTING, channel.channel, channel.music, filename=filename)
                trouble = StemDeskError(
                    ErrorKind.SERVER,
                    text("Dango's storage refuses the upload with status {status}.", status=answer.status),
                )
            except (Undelivered, AnswerLost) as error:
                trouble = error
            if not endurance.goes_on(trouble.kind):
                raise trouble
            await wait_before_retry(work, trouble, self._client.pace.wait(endurance.failures))

    async def _start(self, work: Work, key: ApiKey, starting: DangoTicket, *, again: bool) -> None:
        """The call that charges: written down before, and its answer after. `again`: it may have been made before."""
        await work.write_ticket(starting.as_ticket())
        endurance = RetryBudget(self._client.pace, self._client.pace.tries, self._client.web.was_reached)
        work.report(Progress(JobState.WAITING, _UPLOADED, text("starting at Dango")))
        while True:
            asked: float | None = None
            try:
                answer = await self._client.charge(requests.start(key, starting.channel))
            except Undelivered as error:
                trouble: StemDeskError = error
            except StemDeskError as error:
                if isinstance(error, Redirected):
                    await self._refused(work, starting, error, again=again)
                await self._look_for(work, key, starting)
                return
            else:
                try:
                    music = answers.music_id(answer)
                    break
                except StemDeskError as error:
                    if answer.status != 429 and not isinstance(error, Unclear):
                        await self._refused(work, starting, error, again=again)
                    if answer.status != 429 or await self._found(work, key, starting):
                        await self._look_for(work, key, starting)
                        return
                    # Whoever said "too many": an upload is started only once, so asking again is safe.
                    asked, again = retry_after(answer), True
                    trouble = StemDeskError(ErrorKind.SERVER, text("Dango asks for a pause."))
            if not endurance.goes_on(trouble.kind):
                if not again:
                    await work.write_ticket(DangoTicket().as_ticket())
                raise trouble
            await wait_before_retry(work, trouble, self._client.pace.wait(endurance.failures, asked))
        await self._accepted(work, replace(starting, music=music))

    async def _refused(self, work: Work, starting: DangoTicket, error: StemDeskError, *, again: bool) -> NoReturn:
        """Nothing was charged now; where the upload had been started before, nobody can tell any more."""
        if again and error.kind is not ErrorKind.AUTH:
            await work.write_ticket(replace(starting, phase=Phase.SPENT).as_ticket())
            raise _spent() from None
        if not again:
            await work.write_ticket(DangoTicket().as_ticket())  # the channel is gone with its one start
        raise error

    async def _look_for(self, work: Work, key: ApiKey, starting: DangoTicket) -> None:
        """After a start whose outcome is unknown. Raises UNKNOWN_OUTCOME where Dango does not know the song."""
        if DangoTicket.read(work.ticket).phase is not Phase.ACCEPTED and not await self._found(work, key, starting):
            raise _unknown() from None

    async def _found(self, work: Work, key: ApiKey, ticket: DangoTicket) -> bool:
        """Whether Dango knows the song that a start without an answer was about, under the id that its channel told of."""
        if not ticket.music or not ticket.filename:
            return False
        try:
            answer = await self._client.send(requests.status(key, [ticket.music]))
            found = answers.standings(answer, [ticket.music]).get(ticket.music)
        except StemDeskError:
            return False
        if found is None or found.name != ticket.filename:
            return False
        await self._accepted(work, ticket)
        return True

    async def _accepted(self, work: Work, ticket: DangoTicket) -> None:
        await work.write_ticket(replace(ticket, phase=Phase.ACCEPTED, since=time.time()).as_ticket())

    # --- follow ------------------------------------------------------------------------------------------------------

    async def follow(self, work: Work) -> None:
        ticket = DangoTicket.read(work.ticket)
        if ticket.links:
            return
        key = key_of(work.credentials)
        work.report(Progress(JobState.PROCESSING, _UPLOADED, text("splitting at Dango, usually 2 to 3 minutes")))
        until_first = (ticket.since or 0.0) + self._first_poll - time.time()
        await asyncio.sleep(min(self._first_poll, max(0.0, until_first)))  # whatever the clock was when it was accepted
        endurance = RetryBudget(self._client.pace, self._client.pace.enough, lambda: True)
        while True:
            try:
                status = await self._lookout.status(key, ticket.music)
            except StemDeskError as error:
                if error.kind is ErrorKind.EXPIRED:
                    await work.write_ticket(replace(ticket, phase=Phase.ENDED).as_ticket())
                    raise
                if error.kind not in (ErrorKind.NETWORK, ErrorKind.SERVER) or not endurance.goes_on(error.kind):
                    raise
                work.report(Progress(JobState.WAITING, None, error.message))
                continue
            endurance.fine()
            if status.status is Status.DONE:
                await work.write_ticket(replace(ticket, lossless=status.lossless).as_ticket())
                return
            if status.status is Status.FAILED:
                await work.write_ticket(replace(ticket, phase=Phase.ENDED, refunded=True).as_ticket())
                raise StemDeskError(
                    ErrorKind.REJECTED,
                    text("Dango could not split it, mostly because of its format. The points came back."),
                )

    # --- fetch -------------------------------------------------------------------------------------------------------

    async def fetch(self, work: Work) -> Fetched:
        ticket = DangoTicket.read(work.ticket)
        kind = "flac" if ticket.lossless and work.spec.format == "flac" else "mp3"
        items = ("4stems",) if work.spec.model in MULTI_TRACK else ("vocals", "instrumental")
        files = {}
        for place, item in enumerate(items):
            target = work.folder / f"dango {item}.{'zip' if item == '4stems' else kind}"
            files[item] = await self._bring(work, item, kind, target, (place, len(items)))
        if "4stems" in files:
            return Fetched(await self._unpacked(work, files["4stems"]))
        return Fetched([StemFile(item, path) for item, path in files.items()])

    async def _unpacked(self, work: Work, archive: Path) -> list[StemFile]:
        try:
            found = await in_thread_until(unpack_sounds, archive, work.folder, _most(work))
        except StemDeskError as error:
            if error.kind is ErrorKind.SERVER:  # fetched again by the next try
                await in_thread(archive.unlink, missing_ok=True)
            raise
        if len(found) < _TRACKS:
            await in_thread(archive.unlink, missing_ok=True)
            raise StemDeskError(
                ErrorKind.SERVER,
                text(
                    "There are {n} of {all} stems in what Dango sent. Retrying costs nothing.",
                    n=len(found),
                    all=_TRACKS,
                ),
            )
        return [StemFile(stem_of(name), path) for name, path in found]

    async def _bring(self, work: Work, item: str, kind: str, target: Path, place: tuple[int, int]) -> Path:
        if await in_thread(target.exists):
            return target
        number, count = place

        def step(have: int, total: int | None) -> None:
            share = min(1.0, have / total) if total else 0.0
            done = _READY + (1 - _READY) * (number + share) / count
            words = text("downloading {stem} {percent} %", stem=item, percent=round(100 * share))
            work.report(Progress(JobState.DOWNLOADING, done, words))

        for fresh in (False, True):
            link = await self._link(work, item, kind, fresh=fresh)
            wanted = Wanted(_secure(link, self._client.web.base), target, _most(work), item)
            try:
                return await download(self._client.web, wanted, self._client.pace, step)
            except LinkGone:
                if fresh:
                    raise
        raise AssertionError

    async def _link(self, work: Work, item: str, kind: str, *, fresh: bool) -> str:
        """An address for a stem: the one that a download was spent on already, while it works; else one of the seven.
        How many are left is Dango's to count."""
        ticket = DangoTicket.read(work.ticket)
        name = f"{item}.{kind}"
        kept = ticket.links.get(name)
        if kept is not None and not fresh and self._age(kept) < float(STATIC.manners["link_seconds"]) - _LINK_MARGIN:
            return kept.url
        key = key_of(work.credentials)
        most = int(STATIC.manners["downloads"])
        try:
            found = answers.link(await self._client.once(requests.download(key, ticket.music, kind, item)))
        except StemDeskError as error:
            if error.kind is not ErrorKind.EXPIRED:
                raise
            raise StemDeskError(
                ErrorKind.EXPIRED,
                text("All {n} downloads of this song at Dango are used up, so it cannot be fetched again.", n=most),
            ) from None
        self._got[found.url] = time.monotonic()
        ticket = DangoTicket.read(work.ticket)
        if key.token not in found.url:  # a link with the token in it is not kept
            links = {**ticket.links, name: KeptLink(found.url, time.time())}
            await work.write_ticket(replace(ticket, links=links).as_ticket())
        if found.downloads is not None:
            words = text("{n} of {most} downloads left at Dango", n=found.downloads, most=most)
            work.report(Progress(JobState.DOWNLOADING, None, words))
        return found.url

    def _age(self, kept: KeptLink) -> float:
        """Seconds since a link was given: by a clock that does not jump, where it was given in this program's life."""
        if kept.url in self._got:
            return time.monotonic() - self._got[kept.url]
        age = time.time() - kept.since
        return age if age >= 0 else float("inf")

    async def cancel(self, work: Work) -> Text:
        match DangoTicket.read(work.ticket).phase:
            case Phase.NEW | Phase.ENDED:
                return text("nothing was charged")
            case Phase.STARTING | Phase.ASK | Phase.SPENT:
                return text("Dango may have begun and charged it; there is no call to stop it")
            case _:
                return text("Dango has no call to stop a song: it is charged, and kept there for 30 days")


def key_of(credentials: Mapping[str, str]) -> ApiKey:
    """Raises StemDeskError(AUTH) without a token."""
    token = credentials.get("token", "").strip()
    if not token:
        raise StemDeskError(ErrorKind.AUTH, text("Dango needs an API token. Enter it under Accounts."))
    header = credentials.get("header", "").strip() or "Authorization"
    return ApiKey(token, header, credentials.get("prefix", "").strip())


def stem_of(name: str) -> str:
    """The stem that a file of the multi-track ZIP holds."""
    for word, stem in _ITEM_NAMES.items():
        if word in name:
            return stem
    return stem_in_name(name.rsplit(".", 1)[0]) or name.rsplit(".", 1)[0].lower()


def _check(channel: Channel, size: int, title: str, web: HttpClient) -> None:
    """Before a byte is sent: is the song small enough, is there time left, is the place one that may be sent to?"""
    if channel.max_bytes is not None and size > channel.max_bytes:
        raise StemDeskError(
            ErrorKind.TOO_LARGE,
            text("Dango takes files of at most {limit} MB; “{song}” has {size}. Use an MP3, or split it elsewhere.",
                 limit=whole_megabytes(channel.max_bytes), song=title, size=megabytes(size)),
        )  # fmt: skip
    if not web.may_fetch(channel.url):
        raise StemDeskError(
            ErrorKind.SERVER, text("Dango names a storage address that is not safe to send to. Nothing was sent.")
        )


def _secure(address: str, base: str) -> str:
    """Its links are plain http in the documentation; the same storage speaks https."""
    if address.startswith("http://") and base.startswith("https://"):
        return "https://" + address.removeprefix("http://")
    return address


def _most(work: Work) -> int:
    seconds = work.song_file.seconds if work.song_file is not None else 720.0
    return 4 * (_MARGIN + int(seconds * _A_SECOND))


def _spent() -> StemDeskError:
    return StemDeskError(
        ErrorKind.UNKNOWN_OUTCOME,
        text(
            "Dango says that this upload was used already, so it has most likely started and charged the song, and it offers "
            "no way to find it. Check your points there; all that is left is to send the song again, which is charged again."
        ),
    )


def _unknown() -> StemDeskError:
    return StemDeskError(
        ErrorKind.UNKNOWN_OUTCOME,
        text(
            "Dango was told to start, but its answer got lost, so it is unknown whether the song was accepted and charged. "
            "Ask again, or send it again."
        ),
    )
