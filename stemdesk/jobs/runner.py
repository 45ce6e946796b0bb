"""One job's life, from its place in the queue to stems in their folder. Only this module moves a job that is worked on.

    queued ──► (the song is heard through) ──► uploading/waiting/processing/downloading ──► done
       ▲                                                 │
       │           cancelled ◄── asked to ───────────────┤──► failed       an error of any other kind
       │               ▲                                 └──► attention    a paid call's outcome is unknown, or the
       │               └── given up ──────────────────────────── │         folder for the stems cannot be used
       └── retried (`Engine.retry`) ◄── cancelled, failed, attention

What each step leaves behind before it begins, and what a restart therefore does (`JobState.may_become` is the machine):

    step                       on disk before it              may it be done twice?      found again by
    the job is added           the job itself                 no need                    its row
    the song is heard          -                              yes, costs nothing         -
    submit: the upload         ticket "sending"               yes: nothing was accepted  the ticket
    submit: its last piece     ticket "sent"                  NO, it charges             the service's history, else asked
    follow                     ticket "accepted" + hash       yes, it only looks         the hash
    fetch: each file           its .part and what it is       yes, goes on by range      the part in the work folder
    fetch from the mirror      ticket "asked"                 NO, it charges             else asked
    prepare                    whole files in the work folder yes                        the work folder
    move                       the final folder's name        yes: seen by its card      `delivery.delivered`
    deliver                    the stems under their names    yes: one transaction       the row

(The tickets are MVSEP's; each provider writes its own before each step that may cost, see `providers.contract`.)
"""

from __future__ import annotations

import asyncio
import errno
import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stemdesk.audio.probe import listen_through, probe
from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from stemdesk.core.jobs import JobError, JobState, Progress
from stemdesk.core.text import Text, text, verbatim
from stemdesk.core.tracks import Track
from stemdesk.jobs import delivery
from stemdesk.providers.contract import KeepsParts, KeepsSongs, Work

if TYPE_CHECKING:
    from collections.abc import Callable

    from stemdesk.accounts.credentials import Credentials
    from stemdesk.core.jobs import Job, Results
    from stemdesk.jobs.store import Store
    from stemdesk.providers.contract import Ticket
    from stemdesk.providers.registry import Registry

_log = logging.getLogger(__name__)

#: Progress is written to disk when it has moved this far or its words have changed; listeners get every step.
_WRITE_STEP: Final = 0.02


class Runner:
    """Runs jobs against the store. `changed` is called with a job's id after every change worth showing."""

    def __init__(
        self,
        store: Store,
        registry: Registry,
        credentials: Credentials,
        changed: Callable[[str, Progress | None], None],
    ) -> None:
        self._store = store
        self._registry = registry
        self._credentials = credentials
        self._changed = changed
        self._written: dict[str, Progress] = {}

    async def run(self, job_id: str) -> None:
        """Takes the job from wherever it is to its end. Cancelled from outside, it leaves the job as it stands."""
        job = self._job(job_id)
        try:
            results = delivery.delivered(job) or await self._produce(job)
            await self._give_a_song(job, results)
            self._store.deliver(job_id, Text(job.spec.model_name), results)
        except delivery.OutputTrouble as error:
            self._fail(job, JobError(error.kind, error.message), waits=True)
        except StemDeskError as error:
            self._fail(job, JobError(error.kind, error.message), waits=error.kind is ErrorKind.UNKNOWN_OUTCOME)
        except UsageError as error:
            self._fail(job, JobError(ErrorKind.UNSUPPORTED, verbatim(str(error))))
        except OSError as error:
            _log.exception("job %s", job_id)
            self._fail(job, JobError(ErrorKind.DISK, _disk_trouble(error)))
        except Exception as error:  # a bug of ours must not take the other jobs along
            _log.exception("job %s", job_id)
            self._fail(job, JobError(ErrorKind.SERVER, text(
                "StemDesk itself stumbled ({reason}). The log has the details; try again, and please report it.",
                reason=type(error).__name__)))  # fmt: skip
        self._written.pop(job_id, None)
        self._changed(job_id, None)

    async def cancel(self, job_id: str) -> None:
        """Ends a job that nobody runs any more as cancelled, on the provider's side too."""
        job = self._job(job_id)
        detail = Text("")
        if job.ticket is not None:
            try:
                detail = await self._registry.get(job.spec.provider).cancel(await self._work(job))
            except (StemDeskError, UsageError) as error:
                _log.warning("job %s: cancelling at the provider: %s", job_id, error)
                detail = error.message if isinstance(error, StemDeskError) else verbatim(str(error))
        delivery.discard(job)
        self._store.settle(job_id, JobState.CANCELLED, None, detail)
        self._changed(job_id, None)

    async def _produce(self, job: Job) -> Results:
        provider = self._registry.get(job.spec.provider)
        work = await self._work(job)
        if isinstance(provider, KeepsSongs) and provider.has_song(job.ticket):
            work.track = await self._measure(job)
        else:
            if job.spec.has_file:
                work.track = await self._hear(job, Path(job.spec.source))
                self._store.attach_song(job.id, self._store.add_song(work.track))
            if job.spec.reference:
                work.reference = await self._hear(job, Path(job.spec.reference))
        delivery.open_work_folder(job)
        await provider.submit(work)
        await provider.follow(work)
        fetched = await provider.fetch(work)
        self._report(job.id, Progress(JobState.DOWNLOADING, 0.99, text("putting the stems in place")))
        prepared = await asyncio.to_thread(delivery.prepare, job, fetched)
        return delivery.move(job, prepared, lambda folder: self._store.write_delivery(job.id, folder))

    async def _measure(self, job: Job) -> Track | None:
        """A song that the service has already. If its file is gone meanwhile, the result still comes."""
        if not job.spec.has_file:
            return None
        try:
            return await asyncio.to_thread(probe, Path(job.spec.source))
        except (StemDeskError, OSError):
            return None

    async def _hear(self, job: Job, path: Path) -> Track:
        """Decodes a song once, so that a broken file is refused before it is uploaded or paid for."""
        self._report(job.id, Progress(JobState.QUEUED, None, text("checking the song")))
        stop = threading.Event()
        try:
            return await asyncio.to_thread(listen_through, path, stop.is_set)
        finally:
            stop.set()

    async def _give_a_song(self, job: Job, results: Results) -> None:
        """Stems of a link, or of no song at all, stand in the list of songs as what they are: a folder of stems."""
        if job.spec.has_file or not results.stems:
            return
        first = await asyncio.to_thread(probe, results.stems[0].path)
        track = Track(results.folder, first.frames, first.rate, first.channels, "stems")
        self._store.attach_song(job.id, self._store.add_song(track))

    async def _work(self, job: Job) -> Work:
        provider = self._registry.get(job.spec.provider)

        async def write_ticket(ticket: Ticket) -> None:
            self._store.write_ticket(job.id, ticket)
            work.ticket = ticket

        work = Work(
            job=job.id,
            spec=job.spec,
            track=None,
            folder=delivery.work_folder(job),
            ticket=dict(job.ticket) if job.ticket is not None else None,
            credentials=await asyncio.to_thread(self._credentials.all, provider.description),
            write_ticket=write_ticket,
            report=lambda progress: self._report(job.id, progress),
            others=lambda: self._store.other_tickets(job.id, job.spec.provider),
        )
        return work

    def _report(self, job_id: str, progress: Progress) -> None:
        assert progress.state.is_active, f"a provider reported {progress.state}, which is not its to say"
        before = self._written.get(job_id)
        if before is None or worth_writing(before, progress):
            self._store.write_progress(job_id, progress)
            self._written[job_id] = progress
        self._changed(job_id, progress)

    def _fail(self, job: Job, error: JobError, *, waits: bool = False) -> None:
        """`waits`: somebody has to decide, and everything is kept for that. So are downloads that can go on later."""
        can_go_on = error.kind is ErrorKind.NETWORK or (error.kind is ErrorKind.DISK and self._costs(job))
        can_go_on = can_go_on or self._has_paid_parts(job)
        if not waits and not can_go_on:
            delivery.discard(job)
        self._store.settle(job.id, JobState.ATTENTION if waits else JobState.FAILED, error)

    def _has_paid_parts(self, job: Job) -> bool:
        try:
            provider = self._registry.get(job.spec.provider)
        except UsageError:
            return False
        now = self._store.job(job.id)
        return isinstance(provider, KeepsParts) and now is not None and provider.has_parts(now.ticket)

    def _costs(self, job: Job) -> bool:
        """Whether doing it again means fetching it again from somebody."""
        try:
            return bool(self._registry.description(job.spec.provider).credentials)
        except UsageError:
            return False

    def _job(self, job_id: str) -> Job:
        job = self._store.job(job_id)
        if job is None:
            raise UsageError(f"there is no job {job_id}")
        return job


def worth_writing(before: Progress, now: Progress) -> bool:
    if before.state is not now.state or before.detail != now.detail:
        return True
    return abs((now.fraction or 0.0) - (before.fraction or 0.0)) >= _WRITE_STEP


def _disk_trouble(error: OSError) -> Text:
    if error.errno == errno.ENOSPC:
        return text("The disk is full. Free some space, then try again.")
    return text("The disk refused: {reason}.", reason=error.strerror or str(error))
