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
    check: decoded to its end  -                              yes; what is no sound is   the stems in the work folder
                                                              fetched again
    fetch from the mirror      ticket "asked"                 NO, it charges             else asked
    prepare                    whole files in the work folder yes                        the work folder
    move                       the final folder's name        yes: seen by its card      `delivery.delivered`
    tidy up at the service     -                              yes                        `delivery.delivered`
    deliver                    the stems under their names    yes: one transaction       the row

(The tickets are MVSEP's; each provider writes its own before each step that may cost, see `providers.contract`.)
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from stemdesk.audio.files.probe import probe, read_song
from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError, explained
from stemdesk.core.jobs import JobError, JobState, Progress, ResultCheck
from stemdesk.core.text import Text, text, verbatim
from stemdesk.core.threads import in_thread, in_thread_until
from stemdesk.jobs import delivery
from stemdesk.jobs.database import StoreTrouble
from stemdesk.providers.contract import HasPartialResults, RetainsUpload, TidiesUp, Work
from stemdesk.providers.verification import ResultDiffers, check_stems

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stemdesk.accounts.credentials import Credentials
    from stemdesk.core.jobs import Job, Results
    from stemdesk.core.song_files import SongFile
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
        #: Where stems that are being made can be heard, each job's in a folder of its own; None where nobody listens.
        self.partials: Path | None = None

    async def run(self, job_id: str) -> None:
        """Takes the job from wherever it is to its end. Cancelled from outside, it leaves the job as it stands.

        Raises StoreTrouble where nothing can be written down; the job is then resumed some other time.
        """
        job = self._job(job_id)
        try:
            results = await in_thread(delivery.delivered, job) or await self._produce(job)
            await self._tidy_up(job)
            await self._give_a_song(job, results)
            self._store.deliver(job_id, self._job(job_id).spec.shown_model, results)
        except StoreTrouble:
            raise
        except ResultDiffers as error:
            self._store.write_result_check(job_id, ResultCheck.REFUSED)
            self._fail(job, JobError(error.kind, error.message))
        except delivery.OutputTrouble as error:
            self._fail(job, JobError(error.kind, error.message), waits=True)
        except StemDeskError as error:
            self._fail(job, JobError(error.kind, error.message), waits=error.kind is ErrorKind.UNKNOWN_OUTCOME)
        except UsageError as error:
            self._fail(job, JobError(ErrorKind.UNSUPPORTED, verbatim(str(error))))
        except Exception as error:  # a bug of ours must not take the other jobs along
            _log.exception("job %s", job_id)
            told = explained(error)
            self._fail(job, JobError(told.kind, told.message))
        self._written.pop(job_id, None)
        self._changed(job_id, None)
        self._drop_partials(job_id)

    def _drop_partials(self, job_id: str) -> None:
        """Nobody waits for it, so that a job which is over cannot be cancelled meanwhile. Whoever has them open goes on
        hearing them; what Windows does not remove then goes at the next start."""
        if self.partials is None:
            return
        left, gone = self.partials / job_id, self.partials / f"gone-{job_id}-{time.monotonic_ns()}"
        try:
            left.rename(gone)  # a retry may begin at once
        except OSError:
            gone = left
        asyncio.get_running_loop().run_in_executor(None, partial(shutil.rmtree, gone, ignore_errors=True))

    async def cancel(self, job_id: str) -> None:
        """Ends a job that nobody runs any more as cancelled, on the provider's side too. One whose stems are in their place
        already is done."""
        job = self._job(job_id)
        results = await in_thread(delivery.delivered, job)
        if results is not None:
            self._store.deliver(job_id, job.spec.shown_model, results)
            self._changed(job_id, None)
            return
        detail = Text("")
        if job.ticket is not None:
            try:
                detail = await self._registry.get(job.spec.provider).cancel(await self._work(job))
            except (StemDeskError, UsageError) as error:
                _log.warning("job %s: cancelling at the provider: %s", job_id, error)
                detail = error.message if isinstance(error, StemDeskError) else verbatim(str(error))
        paid = self._has_paid_parts(job)
        await in_thread(delivery.discard_if_empty if paid else delivery.discard, job)
        self._store.settle(job_id, JobState.CANCELLED, None, detail)
        self._changed(job_id, None)
        self._drop_partials(job_id)

    async def _produce(self, job: Job) -> Results:
        provider = self._registry.get(job.spec.provider)
        work = await self._work(job)
        if isinstance(provider, RetainsUpload) and provider.has_song(job.ticket):
            work.song_file = await self._known_song(job)
        else:
            await self._read_songs(job, work)
        await in_thread(delivery.open_work_folder, job)
        await provider.submit(work)
        await provider.follow(work)
        fetched = await provider.fetch(work)
        self._report(job.id, Progress(JobState.DOWNLOADING, 0.98, text("checking the stems")))
        if self._costs(job):
            await check_stems(work, fetched.stems, str(provider.description.name))
        self._report(job.id, Progress(JobState.DOWNLOADING, 0.99, text("moving the stems into place")))
        if fetched.instead is not None:
            models = {model.id: model.name for model in await provider.models()}
            self._store.write_model(job.id, fetched.instead.model, models[fetched.instead.model])
            job = self._job(job.id)
        prepared = await in_thread(delivery.prepare, job, fetched, from_service=self._costs(job))
        return await self._move(job, prepared)

    async def _move(self, job: Job, prepared: Results) -> Results:
        """The store is this loop's, the disk a thread's."""
        loop = asyncio.get_running_loop()

        async def write(folder: Path) -> None:
            self._store.write_delivery(job.id, folder)

        def chosen(folder: Path) -> None:
            asyncio.run_coroutine_threadsafe(write(folder), loop).result()

        return await in_thread(delivery.move, job, prepared, chosen)

    async def _known_song(self, job: Job) -> SongFile | None:
        """A song that the service has already: as it was sent, whatever lies under its name by now."""
        if not job.spec.has_file:
            return None
        if job.song is not None:
            return job.song.song_file(Path(job.spec.source))
        try:  # a job of an older StemDesk
            return await in_thread(probe, Path(job.spec.source))
        except (StemDeskError, OSError):
            return None

    async def _read_songs(self, job: Job, work: Work) -> None:
        """Decodes what is to be sent once, so that a broken file is refused before it is uploaded or paid for.

        Raises StemDeskError(DISK) for a song that is another one than that whose stems were paid for in part.
        """
        self._report(job.id, Progress(JobState.QUEUED, None, text("checking the song")))
        stamps = {}
        if job.spec.has_file:
            path = Path(job.spec.source)
            song, stamps[path] = await in_thread_until(read_song, path)
            if job.song is not None and song.sha256 != job.song.sha256 and self._has_paid_parts(job):
                raise StemDeskError(ErrorKind.DISK, text(
                    "“{name}” has changed since its first stems were paid for. Put the earlier file back and try again; "
                    "to split the new one, add it as a new job.", name=path.name))  # fmt: skip
            work.song_file, work.song_sha256 = song.song_file(path), song.sha256
            self._store.write_source(job.id, song)
            was_listed = job.song_id is not None  # and stays removed where it was removed meanwhile
            self._store.attach_song(job.id, self._store.add_song(work.song_file, comes_back=not was_listed))
        if job.spec.reference:
            path = Path(job.spec.reference)
            song, stamps[path] = await in_thread_until(read_song, path)
            work.reference = song.song_file(path)
        work.stamps = stamps

    async def _tidy_up(self, job: Job) -> None:
        """What the service still holds of a job whose stems are in their place. The job is done, with or without it."""
        provider = self._registry.get(job.spec.provider)
        if isinstance(provider, TidiesUp):
            try:
                await provider.tidy_up(await self._work(job))
            except StemDeskError as error:
                _log.warning("job %s: tidying up at the provider: %s", job.id, error)

    async def _give_a_song(self, job: Job, results: Results) -> None:
        """Stems of a link, or of no song at all, stand in the list of songs as what they are: a folder of stems."""
        if job.spec.has_file or not results.stems:
            return
        first = await in_thread(probe, results.stems[0].path)
        self._store.attach_song(job.id, self._store.add_song(first.as_folder(results.folder)))

    async def _work(self, job: Job) -> Work:
        """With the ticket as it is on disk now."""
        job = self._job(job.id)
        provider = self._registry.get(job.spec.provider)

        async def write_ticket(ticket: Ticket) -> None:
            self._store.write_ticket(job.id, ticket)
            work.ticket = ticket

        work = Work(
            job=job.id,
            spec=job.spec,
            song_file=None,
            folder=delivery.work_folder(job),
            ticket=dict(job.ticket) if job.ticket is not None else None,
            credentials=await in_thread(self._credentials.checked, provider.description),
            write_ticket=write_ticket,
            report=lambda progress: self._report(job.id, progress),
            song_sha256=job.song.sha256 if job.song is not None else "",
            takes_as_is=job.result_check is ResultCheck.ACCEPTED,
            others=lambda: self._store.other_tickets(job.id, job.spec.provider),
            partials=None if self.partials is None else self.partials / job.id,
        )
        return work

    def _report(self, job_id: str, progress: Progress) -> None:
        assert progress.state.is_active, f"a provider reported {progress.state}, which is not its to say"
        before = self._written.get(job_id)
        if before is None or worth_writing(before, progress):
            with suppress(StemDeskError):  # a list that cannot be written now stops no upload
                self._store.write_progress(job_id, progress)
            self._written[job_id] = progress
        self._changed(job_id, progress)

    def _fail(self, job: Job, error: JobError, *, waits: bool = False) -> None:
        """`waits`: somebody has to decide, and everything is kept for that. So are downloads that can go on later."""
        can_go_on = error.kind is ErrorKind.NETWORK
        can_go_on = can_go_on or (error.kind in (ErrorKind.DISK, ErrorKind.SERVER) and self._costs(job))
        if not waits and not can_go_on and not self._has_paid_parts(job) and not self._is_at_its_service(job):
            delivery.discard(job)
        elif error.kind is ErrorKind.SERVER:
            delivery.discard_if_empty(job)
        self._store.settle(job.id, JobState.ATTENTION if waits else JobState.FAILED, error)

    def _has_paid_parts(self, job: Job) -> bool:
        provider, ticket = self._now(job)
        return isinstance(provider, HasPartialResults) and provider.has_parts(ticket)

    def _is_at_its_service(self, job: Job) -> bool:
        """Whether what came so far can be gone on with: the service still has the song, or its result."""
        provider, ticket = self._now(job)
        return isinstance(provider, RetainsUpload) and provider.has_song(ticket)

    def _now(self, job: Job) -> tuple[object, Mapping[str, Any] | None]:
        """The job's provider, None for one that is gone, and its ticket as it is on disk."""
        try:
            provider = self._registry.get(job.spec.provider)
        except UsageError:
            return None, None
        now = self._store.job(job.id)
        return (provider, now.ticket) if now is not None else (None, None)

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
