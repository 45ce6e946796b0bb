"""Tencent Media Lab as a provider."""

from __future__ import annotations

import asyncio
import os
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from stemdesk.core.jobs import JobState, Progress, RecoveryAction
from stemdesk.core.services import AccountState
from stemdesk.core.stems import StemFile
from stemdesk.core.text import Text, text
from stemdesk.core.threads import in_thread
from stemdesk.http.address import base_address
from stemdesk.http.client import HttpClient
from stemdesk.http.errors import AnswerLost, Redirected, Unclear, Undelivered
from stemdesk.http.retry import RetryBudget, RetryPolicy, with_retries
from stemdesk.providers.contract import Fetched
from stemdesk.providers.tencent import calls
from stemdesk.providers.tencent import ticket as tickets
from stemdesk.providers.tencent.bucket import Bucket, Gone
from stemdesk.providers.tencent.calls import Keys, State
from stemdesk.providers.tencent.description import ADDRESS, DESCRIPTION, MODELS, STEMS
from stemdesk.providers.tencent.ticket import FOLDER, Phase, TencentTicket
from stemdesk.providers.upload_file import prepare_upload, report_upload, wait_before_retry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stemdesk.core.models import Model
    from stemdesk.providers.contract import Ticket, Work

_UPLOADED, _READY = 0.4, 0.7
_LOOKS: Final = 5
_MARGIN, _A_SECOND = 96 << 20, 192_000 * 8


class TencentProvider:
    description: Final = DESCRIPTION

    def __init__(self, pace: RetryPolicy | None = None) -> None:
        self._pace = pace or RetryPolicy()
        self._webs = {
            plain: HttpClient("Tencent", lambda plain=plain: _base(plain)[0], self._pace)  # type: ignore[misc]
            for plain in (False, True)
        }
        self._buckets: dict[tuple[str, str, Keys, str], Bucket] = {}

    async def close(self) -> None:
        for web in self._webs.values():
            await web.close()
        for bucket in self._buckets.values():
            await bucket.close()

    async def models(self) -> Sequence[Model]:
        return MODELS

    def has_song(self, ticket: Mapping[str, object] | None) -> bool:
        return TencentTicket.read(ticket).phase in (Phase.CREATING, Phase.ACCEPTED)

    def recovery_actions(self, ticket: Mapping[str, object] | None) -> Sequence[RecoveryAction]:
        return tickets.recovery_actions(TencentTicket.read(ticket))

    def recover(self, ticket: Mapping[str, object] | None, decision: str) -> Ticket | None:
        return tickets.decided(TencentTicket.read(ticket), decision).as_ticket()

    # --- the account -------------------------------------------------------------------------------------------------

    async def account(self, credentials: Mapping[str, str]) -> AccountState:
        """Checks all fields with two calls that cost nothing: a job that does not exist, the bucket's list."""
        keys, bucket = keys_of(credentials), self._bucket(credentials)
        web, path = self._door(credentials)
        calls.listed(await with_retries(lambda: web.send(calls.list_jobs(keys, path, "stemdesk-check")), self._pace))
        await bucket.names(f"{FOLDER}/check")
        return AccountState(credentials.get("bucket", ""), at_once=DESCRIPTION.parallel_jobs)

    async def check_account(self, credentials: Mapping[str, str]) -> Sequence[Text]:
        """The same, and writes an empty object into the bucket, which is removed at once."""
        await self.account(credentials)
        bucket = self._bucket(credentials)
        await bucket.try_out(f"{FOLDER}/check/{secrets.token_hex(8)}")
        return [
            text("Media Lab accepts the SecretId and SecretKey."),
            text("The bucket “{bucket}” was written to and cleared again.", bucket=credentials["bucket"].strip()),
        ]

    async def switch(self, credentials: Mapping[str, str], key: str, on: bool) -> Text:
        raise UsageError("Tencent's account has no switches")

    # --- submit ------------------------------------------------------------------------------------------------------

    async def submit(self, work: Work) -> None:
        ticket = TencentTicket.read(work.ticket)
        if ticket.phase is Phase.ACCEPTED:
            return
        keys, bucket = keys_of(work.credentials), self._bucket(work.credentials)
        if ticket.phase is Phase.CREATING:
            await self._adopt(work, keys, ticket)
            return
        if ticket.staged:
            await bucket.delete(ticket.staged)
        ticket = TencentTicket(Phase.STAGING, f"stemdesk-{work.job}-{secrets.token_hex(4)}")
        url = work.spec.source
        if work.song_file is not None:
            path = await prepare_upload(work, DESCRIPTION)
            ticket = replace(ticket, staged=f"{FOLDER}/{ticket.custom}/input{path.suffix.lower()}")
            await work.write_ticket(ticket.as_ticket())
            await bucket.put(
                ticket.staged, path, lambda sent, all_: report_upload(work, sent, all_, _UPLOADED), work.stamps
            )
            url = bucket.address(ticket.staged)
        else:
            await work.write_ticket(ticket.as_ticket())
        try:
            await self._create(work, keys, ticket, url)
        except StemDeskError as error:
            if error.kind is not ErrorKind.UNKNOWN_OUTCOME:  # nobody will fetch the song
                await self._unstage(work)
            raise

    async def _create(self, work: Work, keys: Keys, ticket: TencentTicket, url: str) -> None:
        web, path = self._door(work.credentials)
        request = calls.create(
            keys, path, ticket.custom, url=url, destination=ticket.folder, method=int(work.spec.model)
        )
        creating = replace(ticket, phase=Phase.CREATING)
        endurance = RetryBudget(self._pace, self._pace.tries, web.was_reached)

        async def before_end() -> None:
            await work.write_ticket(creating.as_ticket())

        trouble: StemDeskError
        while True:
            asked: float | None = None
            try:
                answer = await web.send(request, before_end=before_end)
                job = calls.created(answer)
                break
            except calls.Paused as pause:  # whoever says so, it was turned away if Tencent does not know it
                if await self._search(work, keys, creating) is not False:
                    await self._adopt(work, keys, creating)
                    return
                asked, trouble = pause.after, pause
            except Undelivered as error:
                trouble = error
            except StemDeskError as error:
                if _was_refused(error):
                    await work.write_ticket(ticket.as_ticket())
                    raise
                await self._adopt(work, keys, creating)
                return
            await work.write_ticket(ticket.as_ticket())
            if not endurance.goes_on(trouble.kind):
                raise trouble
            await wait_before_retry(work, trouble, self._pace.wait(endurance.failures, asked))
        await work.write_ticket(replace(creating, phase=Phase.ACCEPTED, job=job.id).as_ticket())

    async def _known(self, work: Work, keys: Keys, ticket: TencentTicket) -> bool:
        """Whether Tencent knows a job of our own id, which is then followed. Raises StemDeskError without an answer."""
        web, path = self._door(work.credentials)
        answer = await with_retries(lambda: web.send(calls.list_jobs(keys, path, ticket.custom)), self._pace)
        taken = {TencentTicket.read(other).job for other in work.others()}
        found = [job for job in calls.listed(answer) if _is_ours(job, ticket) and job.id not in taken]
        if not found:
            return False
        await work.write_ticket(replace(ticket, phase=Phase.ACCEPTED, job=found[0].id).as_ticket())
        return True

    async def _search(self, work: Work, keys: Keys, ticket: TencentTicket) -> bool | None:
        """Looks for the job several times. None where Tencent does not answer."""
        for look in range(1, _LOOKS + 1):
            try:
                if await self._known(work, keys, ticket):
                    return True
            except StemDeskError:
                return None
            if look < _LOOKS:
                await asyncio.sleep(self._pace.wait(look))
        return False

    async def _adopt(self, work: Work, keys: Keys, ticket: TencentTicket) -> None:
        """Looks for the job under our own id. Raises UNKNOWN_OUTCOME."""
        work.report(Progress(JobState.WAITING, _UPLOADED, text("looking for the job at Tencent")))
        if TencentTicket.read(work.ticket).phase is Phase.ACCEPTED or await self._search(work, keys, ticket):
            return
        raise StemDeskError(
            ErrorKind.UNKNOWN_OUTCOME,
            text(
                "Tencent was given the job, but its answer got lost, and it does not know the job (yet). It is unknown "
                "whether it was accepted and charged. Check again, or send it again."
            ),
        )

    # --- follow ------------------------------------------------------------------------------------------------------

    async def follow(self, work: Work) -> None:
        ticket = TencentTicket.read(work.ticket)
        if ticket.files:
            return
        keys = keys_of(work.credentials)
        web, path = self._door(work.credentials)
        endurance = RetryBudget(self._pace, self._pace.enough, lambda: True)
        while True:
            pause = self._pace.next_poll()
            try:
                answer = await web.send(calls.get(keys, path, ticket.job))
                job = calls.got(answer)
            except StemDeskError as error:
                if isinstance(error, calls.Paused):
                    pause = max(pause, error.after or 0.0)
                if error.kind not in (ErrorKind.NETWORK, ErrorKind.SERVER) or not endurance.goes_on(error.kind):
                    raise
                work.report(Progress(JobState.WAITING, None, error.message))
                await asyncio.sleep(max(pause, self._pace.wait(endurance.failures)))
                continue
            endurance.fine()
            match job.state:
                case State.COMPLETED:
                    done = replace(ticket, destination=job.destination or ticket.folder, files=job.files)
                    await work.write_ticket(done.as_ticket())
                    await self._unstage(work)
                    return
                case State.ERROR | State.CANCELED:
                    await work.write_ticket(replace(ticket, phase=Phase.ENDED).as_ticket())
                    await self._unstage(work)
                    raise _failed(job)
                case State.SUBMITTED:
                    work.report(Progress(JobState.WAITING, _UPLOADED, text("waiting at Tencent")))
                case _:
                    work.report(Progress(JobState.PROCESSING, (_UPLOADED + _READY) / 2, text("splitting at Tencent")))
            await asyncio.sleep(pause)

    async def _unstage(self, work: Work) -> None:
        """The song leaves the bucket; if that fails now, the next start tries again."""
        ticket = TencentTicket.read(work.ticket)
        if ticket.staged:
            try:
                await self._bucket(work.credentials).delete(ticket.staged)
            except StemDeskError:
                return
            await work.write_ticket(replace(ticket, staged="").as_ticket())

    # --- fetch -------------------------------------------------------------------------------------------------------

    async def fetch(self, work: Work) -> Fetched:
        await self._unstage(work)
        ticket = TencentTicket.read(work.ticket)
        bucket = self._bucket(work.credentials)
        missing = [stem for stem in STEMS.get(work.spec.model, ()) if stem not in dict(ticket.files)]
        if missing or not ticket.files:
            await work.write_ticket(replace(ticket, files=()).as_ticket())  # asked about again by the next try
            raise StemDeskError(
                ErrorKind.SERVER,
                text("Tencent says that the job is done, but names no file for {stems}. Try again later.",
                     stems=", ".join(missing) or "?"),
            )  # fmt: skip
        stems = []
        keys = [await _key(bucket, ticket, name) for _, name in ticket.files]
        for number, ((stem, name), key) in enumerate(zip(ticket.files, keys, strict=True)):
            suffix = "." + key.rsplit(".", 1)[-1].lower() if "." in key.rsplit("/", 1)[-1] else ".wav"
            target = work.folder / f"tencent {number + 1:02}{suffix[:6]}"

            def step(have: int, total: int | None, stem: str = stem, number: int = number) -> None:
                share = min(1.0, have / total) if total else 0.0
                done = _READY + (1 - _READY) * (number + share) / len(ticket.files)
                words = text("downloading {stem} {percent} %", stem=stem, percent=round(100 * share))
                work.report(Progress(JobState.DOWNLOADING, done, words))

            if not await in_thread(target.exists):
                try:
                    await bucket.bring(key, target, _most(work), step)
                except Gone:
                    raise StemDeskError(
                        ErrorKind.EXPIRED, text("“{name}” is not in the bucket any more.", name=name)
                    ) from None
            stems.append(StemFile(stem, target))
        return Fetched(stems)

    async def tidy_up(self, work: Work) -> None:
        """The results leave the bucket, if that was wanted, once they are whole in their place."""
        ticket = TencentTicket.read(work.ticket)
        if work.spec.options.get("tidy") == "1":
            bucket = self._bucket(work.credentials)
            for _, name in ticket.files:
                await bucket.delete(await _key(bucket, ticket, name))

    async def cancel(self, work: Work) -> Text:
        ticket = TencentTicket.read(work.ticket)
        if ticket.staged:
            await self._unstage(work)
        left = TencentTicket.read(work.ticket).staged
        if left:
            return text("the song is still in your bucket as {key}: the bucket cannot be reached", key=left)
        if ticket.phase in (Phase.NEW, Phase.STAGING):
            return text("nothing was charged; the song is not in the bucket any more")
        if ticket.phase is Phase.ENDED:
            return text("the song is not in the bucket any more")
        return text("Tencent has no call to stop a job: its results will land in your bucket under {folder}",
                    folder=ticket.folder)  # fmt: skip

    def _bucket(self, credentials: Mapping[str, str]) -> Bucket:
        """Raises StemDeskError(AUTH) that names what is missing."""
        keys = keys_of(credentials)
        name, region = credentials["bucket"].strip(), credentials["region"].strip()
        known = (name, region, keys, os.environ.get("STEMDESK_TENCENT_COS_URL", ""))
        if known not in self._buckets:
            self._buckets[known] = Bucket(name, region, keys.secret_id, keys.secret_key, self._pace)
        return self._buckets[known]

    def _door(self, credentials: Mapping[str, str]) -> tuple[HttpClient, str]:
        """Where to ask, and the path there."""
        plain = credentials.get("plain_http", "").strip().lower() in ("yes", "1", "true")
        return self._webs[plain], _base(plain)[1]


def _base(plain: bool) -> tuple[str, str]:
    """The address and the path of the only call. An override may name the whole address."""
    address = base_address("tencent", ADDRESS)
    if plain and address == ADDRESS:
        address = "http://" + address.removeprefix("https://")
    for path in ("/release/job", "/job"):
        if address.endswith(path):
            return address.removesuffix(path), path
    return address, "/release/job"


def keys_of(credentials: Mapping[str, str]) -> Keys:
    """Raises StemDeskError(AUTH) that names what is missing."""
    wanted = [field for field in DESCRIPTION.credentials if field.needed]
    missing = [str(field.label) for field in wanted if not credentials.get(field.key, "").strip()]
    if missing:
        raise StemDeskError(
            ErrorKind.AUTH, text("Tencent needs {fields}. Enter them under Accounts.", fields=", ".join(missing))
        )
    return Keys(*(credentials[key].strip() for key in ("secret_id", "secret_key", "content_id")))


def _was_refused(error: StemDeskError) -> bool:
    """Whether surely nothing was ordered: Tencent said no, the call did not arrive, or its note could not be written."""
    if isinstance(error, (Unclear, AnswerLost)):
        return False
    return error.kind is not ErrorKind.SERVER or isinstance(error, Redirected)


def _is_ours(job: calls.Job, ticket: TencentTicket) -> bool:
    """By our own id, or by the folder of its results, which has that id in it: a list may not have been filtered."""
    return job.custom == ticket.custom or job.destination.strip("/") == ticket.folder.strip("/")


async def _key(bucket: Bucket, ticket: TencentTicket, name: str) -> str:
    """Where a result lies: under the destination, else wherever in the job's own folder a name like it is."""
    plain = name.replace("\\", "/").rsplit("/", 1)[-1]
    folder = ticket.destination.strip("/")
    key = f"{folder}/{plain}" if folder else plain
    if not await bucket.has(key):
        near = [found for found in await bucket.names(f"{FOLDER}/{ticket.custom}/") if plain in found]
        return near[0] if len(near) == 1 else key
    return key


def _most(work: Work) -> int:
    return _MARGIN + int((work.song_file.seconds if work.song_file is not None else 3600.0) * _A_SECOND)


def _failed(job: calls.Job) -> StemDeskError:
    if job.state is State.CANCELED:
        return StemDeskError(ErrorKind.REJECTED, text("The job was cancelled at Tencent."))
    return StemDeskError(
        ErrorKind.REJECTED, text("Tencent could not split it: {words}", words=job.words or "state 4, without a reason")
    )
