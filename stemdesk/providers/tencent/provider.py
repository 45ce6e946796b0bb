"""Tencent Media Lab as a provider.

    (nothing) ──► staging ──► creating ──► accepted ──► (fetched)
                    │            │            └─► ended
                    │            └─► accepted, if ListJobs knows our customId; else somebody has to decide
                    └─► staged again: nothing was ordered yet

The customId is written down before anything else, and the staged song's key with it, so that it is deleted whatever happens.
"""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from stemdesk.core.jobs import JobState, Progress
from stemdesk.core.models import Audience
from stemdesk.core.reading import as_text, objects
from stemdesk.core.services import AccountState, Decision
from stemdesk.core.stems import StemFile
from stemdesk.core.text import Text, text
from stemdesk.providers.contract import Fetched
from stemdesk.providers.sendable import report_upload, sendable, wait_out
from stemdesk.providers.tencent import calls
from stemdesk.providers.tencent.bucket import Bucket, Gone
from stemdesk.providers.tencent.calls import Keys, State, Unclear
from stemdesk.providers.tencent.description import ADDRESS, DESCRIPTION, MODELS
from stemdesk.providers.web.address import base_address
from stemdesk.providers.web.client import Web
from stemdesk.providers.web.errors import AnswerLost, Undelivered
from stemdesk.providers.web.pace import Endurance, Pace, patiently, retry_after

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from stemdesk.core.models import Model
    from stemdesk.providers.contract import Ticket, Work

_UPLOADED, _READY = 0.4, 0.7
_LOOKS: Final = 5
_MARGIN, _A_SECOND = 96 << 20, 192_000 * 8
_FOLDER: Final = "stemdesk"


class Phase(StrEnum):
    NEW = "new"
    STAGING = "staging"
    CREATING = "creating"
    ACCEPTED = "accepted"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class TencentTicket:
    """`custom` is our own id of the job, `staged` the song's key in the bucket while it is there."""

    phase: Phase = Phase.NEW
    custom: str = ""
    staged: str = ""
    job: str = ""
    destination: str = ""
    files: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, ticket: Mapping[str, Any] | None) -> TencentTicket:
        data = dict(ticket or {})
        phase = as_text(data.get("phase"))
        files = tuple((as_text(f.get("stem")), as_text(f.get("name"))) for f in objects(data.get("files")))
        return cls(
            Phase(phase) if phase in set(Phase) else Phase.NEW, as_text(data.get("custom")), as_text(data.get("staged")),
            as_text(data.get("job")), as_text(data.get("destination")), files,
        )  # fmt: skip

    def as_ticket(self) -> Ticket:
        plain: Ticket = asdict(self) | {"phase": self.phase.value}
        plain["files"] = [{"stem": stem, "name": name} for stem, name in self.files]
        return plain

    @property
    def folder(self) -> str:
        """Where the results of this job alone are told to land."""
        return f"/{_FOLDER}/{self.custom}/"


class TencentProvider:
    description: Final = DESCRIPTION

    def __init__(self, pace: Pace | None = None) -> None:
        self._pace = pace or Pace()
        self._webs = {
            plain: Web("Tencent", lambda plain=plain: _base(plain)[0], self._pace)  # type: ignore[misc]
            for plain in (False, True)
        }

    async def close(self) -> None:
        for web in self._webs.values():
            await web.close()

    async def models(self) -> Sequence[Model]:
        return MODELS

    def has_song(self, ticket: Mapping[str, object] | None) -> bool:
        return TencentTicket.read(ticket).phase in (Phase.CREATING, Phase.ACCEPTED)

    def decisions(self, ticket: Mapping[str, object] | None) -> Sequence[Decision]:
        match TencentTicket.read(ticket).phase:
            case Phase.CREATING:
                return (
                    Decision(
                        "go_on", text("Check again"), text("Asks Tencent for the job by our own id. Costs nothing.")
                    ),
                    Decision(
                        "anew", text("Send again"), text("If Tencent has accepted it after all, it is charged twice.")
                    ),
                )
            case Phase.ACCEPTED:
                note = text("Goes on where it stopped. Nothing is charged again.")
                return (Decision("go_on", text("Retry"), note),)
            case _:
                return (Decision("go_on", text("Retry"), text("Sends the song anew.")),)

    def decide(self, ticket: Mapping[str, object] | None, decision: str) -> Ticket | None:
        found = TencentTicket.read(ticket)
        if decision == "anew" or found.phase is Phase.ENDED:
            return TencentTicket(staged=found.staged).as_ticket()
        return found.as_ticket()

    # --- the account -------------------------------------------------------------------------------------------------

    async def account(self, credentials: Mapping[str, str]) -> AccountState:
        """Checks all fields with two calls that cost nothing: a job that does not exist, the bucket's list."""
        keys, bucket = keys_of(credentials), bucket_of(credentials)
        web, path = self._door(credentials)
        calls.listed(await patiently(lambda: web.send(calls.list_jobs(keys, path, "stemdesk-check")), self._pace))
        await bucket.names(f"{_FOLDER}/check")
        return AccountState(credentials.get("bucket", ""), plan=Audience.PREMIUM, at_once=DESCRIPTION.parallel_jobs)

    async def switch(self, credentials: Mapping[str, str], key: str, on: bool) -> Text:
        raise UsageError("Tencent's account has no switches")

    # --- submit ------------------------------------------------------------------------------------------------------

    async def submit(self, work: Work) -> None:
        ticket = TencentTicket.read(work.ticket)
        if ticket.phase is Phase.ACCEPTED:
            return
        keys, bucket = keys_of(work.credentials), bucket_of(work.credentials)
        if ticket.phase is Phase.CREATING:
            await self._adopt(work, keys, ticket)
            return
        if ticket.staged:
            await bucket.delete(ticket.staged)
        ticket = TencentTicket(Phase.STAGING, f"stemdesk-{work.job}-{secrets.token_hex(4)}")
        url = work.spec.source
        if work.track is not None:
            path = await sendable(work, DESCRIPTION)
            ticket = replace(ticket, staged=f"{_FOLDER}/{ticket.custom}/input{path.suffix.lower()}")
            await work.write_ticket(ticket.as_ticket())
            await bucket.put(ticket.staged, path, lambda sent, all_: report_upload(work, sent, all_, _UPLOADED))
            url = await bucket.address(ticket.staged)
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
        endurance = Endurance(self._pace, self._pace.tries, web.was_reached)

        async def before_end() -> None:
            await work.write_ticket(creating.as_ticket())

        while True:
            asked: float | None = None
            try:
                answer = await web.send(request, before_end=before_end)
                if answer.status != 429:
                    job = calls.created(answer)
                    break
                asked, trouble = retry_after(answer), StemDeskError(ErrorKind.SERVER, text("Tencent asks for a pause."))
            except Undelivered as error:
                trouble = error
            except (AnswerLost, Unclear):
                await self._adopt(work, keys, creating)
                return
            except StemDeskError:
                await work.write_ticket(ticket.as_ticket())
                raise
            await work.write_ticket(ticket.as_ticket())
            if not endurance.goes_on(trouble.kind):
                raise trouble
            await wait_out(work, trouble, self._pace.wait(endurance.failures, asked))
        await work.write_ticket(replace(creating, phase=Phase.ACCEPTED, job=job.id).as_ticket())

    async def _adopt(self, work: Work, keys: Keys, ticket: TencentTicket) -> None:
        """Looks for the job under our own id."""
        web, path = self._door(work.credentials)
        work.report(Progress(JobState.WAITING, _UPLOADED, text("looking for the job at Tencent")))
        for look in range(1, _LOOKS + 1):
            try:
                request = calls.list_jobs(keys, path, ticket.custom)
                found = calls.listed(await patiently(lambda r=request: web.send(r), self._pace))  # type: ignore[misc]
            except StemDeskError:
                break
            if found:
                await work.write_ticket(replace(ticket, phase=Phase.ACCEPTED, job=found[0].id).as_ticket())
                return
            if look < _LOOKS:
                await asyncio.sleep(self._pace.wait(look))
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
        endurance = Endurance(self._pace, self._pace.enough, lambda: True)
        while True:
            pause = self._pace.next_poll()
            try:
                answer = await web.send(calls.get(keys, path, ticket.job))
                pause = max(pause, retry_after(answer) or 0.0)
                job = calls.got(answer)
            except StemDeskError as error:
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
                await bucket_of(work.credentials).delete(ticket.staged)
            except StemDeskError:
                return
            await work.write_ticket(replace(ticket, staged="").as_ticket())

    # --- fetch -------------------------------------------------------------------------------------------------------

    async def fetch(self, work: Work) -> Fetched:
        await self._unstage(work)
        ticket = TencentTicket.read(work.ticket)
        bucket = bucket_of(work.credentials)
        if not ticket.files:
            raise StemDeskError(ErrorKind.SERVER, text("Tencent says that the job is done, but names no files."))
        stems = []
        keys = [await _key(bucket, ticket, name) for _, name in ticket.files]
        for number, ((stem, name), key) in enumerate(zip(ticket.files, keys, strict=True)):
            suffix = "." + key.rsplit(".", 1)[-1].lower() if "." in key.rsplit("/", 1)[-1] else ".wav"
            target = work.folder / f"tencent {number + 1:02}{suffix[:6]}"

            def step(have: int, total: int, stem: str = stem, number: int = number) -> None:
                share = have / max(1, total)
                done = _READY + (1 - _READY) * (number + share) / len(ticket.files)
                words = text("downloading {stem} {percent} %", stem=stem, percent=round(100 * share))
                work.report(Progress(JobState.DOWNLOADING, done, words))

            if not await asyncio.to_thread(target.exists):
                try:
                    await bucket.bring(key, target, _most(work), step)
                except Gone:
                    raise StemDeskError(
                        ErrorKind.EXPIRED, text("“{name}” is not in the bucket any more.", name=name)
                    ) from None
            stems.append(StemFile(stem, target))
        if work.spec.options.get("tidy") == "1":
            for key in keys:
                await bucket.delete(key)
        return Fetched(stems)

    async def cancel(self, work: Work) -> Text:
        ticket = TencentTicket.read(work.ticket)
        if ticket.staged:
            await self._unstage(work)
        if ticket.phase in (Phase.NEW, Phase.STAGING, Phase.ENDED):
            return text("nothing was charged; the song is not in the bucket any more")
        return text("Tencent has no call to stop a job: its results will land in your bucket under {folder}",
                    folder=ticket.folder)  # fmt: skip

    def _door(self, credentials: Mapping[str, str]) -> tuple[Web, str]:
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


def bucket_of(credentials: Mapping[str, str]) -> Bucket:
    keys = keys_of(credentials)
    return Bucket(credentials["bucket"].strip(), credentials["region"].strip(), keys.secret_id, keys.secret_key)


async def _key(bucket: Bucket, ticket: TencentTicket, name: str) -> str:
    """Where a result lies: under the destination, else wherever in the job's own folder a name like it is."""
    plain = name.replace("\\", "/").rsplit("/", 1)[-1]
    folder = ticket.destination.strip("/")
    key = f"{folder}/{plain}" if folder else plain
    try:
        await bucket.size(key)
    except Gone:
        near = [found for found in await bucket.names(f"{_FOLDER}/{ticket.custom}/") if plain in found]
        return near[0] if len(near) == 1 else key
    return key


def _most(work: Work) -> int:
    return _MARGIN + int((work.track.seconds if work.track is not None else 3600.0) * _A_SECOND)


def _failed(job: calls.Job) -> StemDeskError:
    if job.state is State.CANCELED:
        return StemDeskError(ErrorKind.REJECTED, text("The job was cancelled at Tencent."))
    return StemDeskError(
        ErrorKind.REJECTED, text("Tencent could not split it: {words}", words=job.words or "state 4, without a reason")
    )
