"""The durable queue: takes jobs in, runs as many at once as each provider allows, and outlives the process.

One engine per process, on one asyncio loop (see `thread.EngineThread`). The window and the command line stand in front
of the same engine; two processes share one database, and a lock per job, which the system frees when its holder dies,
keeps a job in one pair of hands.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from stemdesk.core.errors import UsageError
from stemdesk.core.jobs import Job, JobError, JobState, Progress, ResultCheck, new_job_id
from stemdesk.core.later import later
from stemdesk.core.threads import in_thread
from stemdesk.jobs.database import StoreTrouble
from stemdesk.jobs.resizable_semaphore import ResizableSemaphore
from stemdesk.jobs.ways_on import RETRY, TAKE_AS_IT_IS, ways_on
from stemdesk.providers import verification
from stemdesk.providers.contract import CanRecover, HasConcurrencyLimit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from stemdesk.accounts.credentials import Credentials
    from stemdesk.core.app_paths import AppPaths
    from stemdesk.core.jobs import JobSpec
    from stemdesk.jobs import delivery, runner
    from stemdesk.jobs.store import JobRow, Store
    from stemdesk.providers.registry import Registry
else:
    delivery = later("stemdesk.jobs.delivery")
    runner = later("stemdesk.jobs.runner")

_log = logging.getLogger(__name__)

#: How often a running process looks whether another one asks for a cancel. SQLite has no signal across processes.
_WATCH_SECONDS: Final = 0.4


@dataclass(frozen=True, slots=True)
class JobChanged:
    """A job as it is now. Sent for every step of its progress."""

    job: Job


@dataclass(frozen=True, slots=True)
class JobRemoved:
    """A job that is not in the list any more."""

    job_id: str


Event = JobChanged | JobRemoved


class Engine:
    """All methods belong to the engine's loop."""

    def __init__(self, store: Store, registry: Registry, credentials: Credentials, app_paths: AppPaths) -> None:
        self._store = store
        self.registry = registry
        self._credentials = credentials
        self._locks = app_paths.locks
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._cancelling: set[str] = set()
        self._gates: dict[str, ResizableSemaphore] = {}
        self._listeners: list[Callable[[Event], None]] = []
        self._watch: asyncio.Task[None] | None = None
        self._cache: dict[str, Job] = {}
        #: Ends that could not be written down.
        self._unwritten: dict[str, JobError] = {}

    @cached_property
    def _runner(self) -> runner.Runner:
        return runner.Runner(self._store, self.registry, self._credentials, self._changed)

    def listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Calls `listener` on the engine's thread for every event; the answer ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def keep_partials(self, folder: Path) -> None:
        """From now on stems can be heard while they are being made: those of each job lie in a folder of its own in this
        one. What a killed process has left there goes."""
        self._runner.partials = folder
        for path in await in_thread(lambda: list(folder.iterdir()) if folder.is_dir() else []):
            job = self._store.job(path.name)
            if path.name not in self._tasks and (job is None or not job.state.is_active):
                await in_thread(shutil.rmtree, path, ignore_errors=True)

    # --- what people ask for -----------------------------------------------------------------------------------

    async def add(
        self,
        specs: Iterable[JobSpec],
        song_ids: Iterable[int | None] | None = None,
        ticket: Mapping[str, Any] | None = None,
    ) -> list[Job]:
        """Writes the jobs down, all of them before the first begins, and starts them.

        `ticket`: the provider has done this job already (it is in the service's history) and only brings the result.
        Raises UsageError, before anything is written, for a provider that cannot split.
        """
        specs = list(specs)
        ids = list(song_ids) if song_ids is not None else [None] * len(specs)
        jobs = [
            Job(new_job_id(), spec, Progress(JobState.QUEUED), time.time(), song_id=song_id, ticket=ticket)
            for spec, song_id in zip(specs, ids, strict=True)
        ]
        for job in jobs:
            self.registry.get(job.spec.provider)
        self._store.add_jobs(jobs)
        for job in jobs:
            self._changed(job.id, None)
            self._start(job.id)
        return jobs

    async def resume(self) -> list[Job]:
        """Starts every unfinished job that no process has in hand; answers with those."""
        self._sweep_locks()
        started = [job for job in self._store.unfinished() if job.id not in self._tasks and self._start(job.id)]
        for job in started:
            self._changed(job.id, None)
        return started

    async def cancel(self, job_id: str) -> Job:
        """Cancels a job wherever it runs, or one that waits for a decision, and waits until that is so.

        Raises UsageError if it is over already.
        """
        job = self._known(job_id)
        if not _may_cancel(job):
            raise UsageError(f"job {job_id} is {job.state.value} already")
        task = self._tasks.get(job_id)
        if task is not None:
            self._store.want_cancel(job_id)  # if the program ends before it is done
            if job_id not in self._cancelling:
                self._cancelling.add(job_id)
                task.cancel()
            await asyncio.wait([task])
        else:
            await self._cancel_elsewhere(job_id)
        return self._known(job_id)

    async def retry(self, job_id: str, decision: str | None = None, output: Path | None = None) -> Job:
        """Goes on with a failed, cancelled or unclear job, into another `output` folder if one is given.

        `decision` is one of `ways_on`; without one the first is taken that cannot be charged again. Raises UsageError for
        any other state or decision, and where every way may be charged again, OutputTrouble for a folder that is no better.
        """
        job = self._known(job_id)
        if not job.state.may_retry:
            raise UsageError(
                f"job {job_id} is {job.state.value}; only failed, cancelled and unclear jobs can be retried"
            )
        chosen = self._chosen(job, decision)
        if output is not None:
            await in_thread(delivery.change_output, job, output)
            self._store.change_output(job_id, output)
            job = self._known(job_id)
        await self._decide(job, chosen)
        self._store.requeue(job_id)
        self._start(job_id)
        self._changed(job_id, None)
        return self._known(job_id)

    def _chosen(self, job: Job, decision: str | None) -> str:
        """The id of one of the job's ways on. What may be charged again is only taken by its name."""
        offered = ways_on(job, self.registry)
        if decision is None:
            decision = next((way.id for way in offered if not way.may_charge_again and way.id != TAKE_AS_IT_IS), None)
            if decision is None:
                raise UsageError(
                    f"job {job.id} can only go on in a way that may be charged again, so it has to be named: "
                    + ", ".join(f"{way.id} ({way.label})" for way in offered)
                )
        if decision not in [way.id for way in offered]:
            names = ", ".join(way.id for way in offered if way.id)
            raise UsageError(f"{decision!r} is not one of the ways on for job {job.id}: {names}")
        return decision

    async def _decide(self, job: Job, chosen: str) -> None:
        if job.result_check is ResultCheck.REFUSED:
            as_it_is = chosen == TAKE_AS_IT_IS
            await in_thread(verification.take_back if as_it_is else delivery.discard_refused, delivery.work_folder(job))
            self._store.write_result_check(job.id, ResultCheck.ACCEPTED if as_it_is else ResultCheck.NONE)
        provider = self.registry.get(job.spec.provider)
        if isinstance(provider, CanRecover) and chosen not in (RETRY, TAKE_AS_IT_IS):
            self._store.write_ticket(job.id, provider.recover(job.ticket, chosen))

    async def remove(self, job_id: str) -> None:
        """Takes a finished job off the list; its stems stay."""
        lock = self._lock(job_id)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            raise UsageError(f"job {job_id} is still running; cancel it first") from None
        try:
            for _ in range(2):  # before its files go, and after
                job = self._known(job_id)
                if job.state.is_active:
                    raise UsageError(f"job {job_id} is still running; cancel it first")
                await in_thread(delivery.discard, job)
            self._store.remove_job(job_id)
        finally:
            self._let_go(job_id, lock)
        self._send(JobRemoved(job_id))

    async def jobs(self, limit: int | None = None) -> list[Job]:
        """The newest first."""
        return self._store.jobs(limit)

    async def tell_jobs(self, brief: Callable[[JobRow], str], whole: Callable[[Job], str]) -> list[str]:
        """What is to be said of each job, the newest first: by `brief` of its row, or where that raises by `whole`."""
        return self._store.tell_jobs(brief, whole)

    async def done_since(self, when: float) -> dict[str, float]:
        """The jobs that were done after `when` (seconds since the epoch), and when each was."""
        return self._store.done_since(when)

    async def jobs_to_show(self, limit: int) -> list[Job]:
        """The newest, and all older ones that are not over or want something of somebody. The newest first."""
        newest = self._store.jobs(limit)
        known = {job.id for job in newest}
        return newest + [job for job in self._store.open_jobs() if job.id not in known]

    async def finished(self, job_ids: Sequence[str]) -> list[Job]:
        """Waits until these jobs are over in this process, and answers with how they ended."""
        tasks = [self._tasks[job_id] for job_id in job_ids if job_id in self._tasks]
        if tasks:
            await asyncio.wait(tasks)
        return [self._known(job_id) for job_id in job_ids]

    async def close(self) -> None:
        """Puts everything down where it stands, to be resumed; ends no job."""
        tasks = list(self._tasks.values())
        if self._watch is not None:
            tasks.append(self._watch)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        await self.registry.close()
        self._store.close()

    # --- how it is done -----------------------------------------------------------------------------------------

    def _start(self, job_id: str) -> bool:
        """Takes the job into our hands, unless another process has it."""
        lock = self._lock(job_id)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return False
        self._unwritten.pop(job_id, None)
        if not self._known(job_id).state.is_active:  # another process was faster, and is done with it
            self._let_go(job_id, lock)
            return False
        self._tasks[job_id] = asyncio.create_task(self._hold(job_id, lock), name=f"job {job_id}")
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._watch_for_cancels())
        return True

    async def _hold(self, job_id: str, lock: FileLock) -> None:
        try:
            await self._run(job_id)
        finally:
            self._tasks.pop(job_id, None)
            self._cache.pop(job_id, None)
            self._cancelling.discard(job_id)
            self._let_go(job_id, lock)

    def _sweep_locks(self) -> None:
        """Removes locks that a killed process has left on jobs that are over."""
        for path in self._locks.glob("*.lock") if self._locks.is_dir() else ():
            job = self._store.job(path.stem)
            if path.stem in self._tasks or (job is not None and job.state.is_active):
                continue
            lock = self._lock(path.stem)
            with suppress(Timeout):
                lock.acquire(blocking=False)
                self._let_go(path.stem, lock)

    def _let_go(self, job_id: str, lock: FileLock) -> None:
        """Removes the lock's file while it is still ours: whoever waits for it notices and makes a new one."""
        with suppress(OSError):
            (self._locks / f"{job_id}.lock").unlink()
        lock.release()

    async def _run(self, job_id: str) -> None:
        provider = self._known(job_id).spec.provider
        try:
            async with await self._gate(provider):
                await self._runner.run(job_id)
        except asyncio.CancelledError:
            if job_id not in self._cancelling:
                raise  # the program ends; the job stays as it is and is resumed next time
            await self._cancel_to_its_end(job_id)
        except StoreTrouble as error:
            _log.warning("job %s: its end cannot be written down: %s", job_id, error)
            self._unwritten[job_id] = JobError(error.kind, error.message)
            self._changed(job_id, None)

    async def _cancel_to_its_end(self, job_id: str) -> None:
        """However often it is asked for: half a cancel would leave a job that nobody runs and nobody has ended."""
        ending = asyncio.ensure_future(self._runner.cancel(job_id))
        while not ending.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([ending])
        ending.result()

    async def _gate(self, name: str) -> ResizableSemaphore:
        """The provider's gate, as wide as its account allows now."""
        try:
            provider = self.registry.get(name)
        except UsageError:  # another package brought it and is gone; the runner says so in the job
            return self._gates.setdefault(name, ResizableSemaphore(1))
        gate = self._gates.setdefault(name, ResizableSemaphore(provider.description.parallel_jobs))
        if isinstance(provider, HasConcurrencyLimit):
            credentials = await in_thread(self._credentials.all, provider.description)
            gate.resize(await provider.at_once(credentials))
        return gate

    async def _cancel_elsewhere(self, job_id: str) -> None:
        lock = self._lock(job_id)
        self._store.want_cancel(job_id)
        while True:
            with suppress(Timeout):
                lock.acquire(blocking=False)
                break
            await asyncio.sleep(_WATCH_SECONDS)
        try:
            if _may_cancel(self._known(job_id)):
                await self._runner.cancel(job_id)
        finally:
            self._let_go(job_id, lock)

    async def _watch_for_cancels(self) -> None:
        while self._tasks:
            await asyncio.sleep(_WATCH_SECONDS)
            for job_id in self._store.cancels_wanted() & self._tasks.keys():
                if job_id not in self._cancelling:
                    self._cancelling.add(job_id)
                    self._tasks[job_id].cancel()

    def _lock(self, job_id: str) -> FileLock:
        self._locks.mkdir(parents=True, exist_ok=True)
        return FileLock(self._locks / f"{job_id}.lock", mode=0o600)

    def _known(self, job_id: str) -> Job:
        job = self._store.job(job_id)
        if job is None:
            raise UsageError(f"there is no job {job_id}")
        trouble = self._unwritten.get(job_id)
        return job if trouble is None else replace(job, progress=Progress(JobState.FAILED), error=trouble)

    def _changed(self, job_id: str, progress: Progress | None) -> None:
        """Without `progress` the job is read anew; with it, only that has changed since the last reading."""
        job = self._cache.get(job_id)
        if job is None or progress is None:
            try:
                job = self._known(job_id)
            except UsageError:
                return
        if progress is not None:
            job = replace(job, progress=progress, started=job.started or time.time())
        if job_id in self._tasks:
            self._cache[job_id] = job
        self._send(JobChanged(job))

    def _send(self, event: Event) -> None:
        for listener in list(self._listeners):
            try:
                listener(event)
            except Exception:
                _log.exception("a listener stumbled over %s", type(event).__name__)


def _may_cancel(job: Job) -> bool:
    return job.state.is_active or job.state is JobState.ATTENTION
