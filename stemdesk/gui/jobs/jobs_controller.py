"""What people ask of jobs from the window, and for which of them somebody sits there waiting.

A job that is cleared is off the list at once, but stays in the store until the next start: clearing can be undone.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from stemdesk.core.errors import StemDeskError, UsageError
from stemdesk.gui.jobs.job_row import may_be_cleared
from stemdesk.gui.jobs.jobs_panel import DAY, MOST_ROWS, OTHER_FOLDER
from stemdesk.gui.widgets.output_folder import pick_output_folder

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from stemdesk.core.jobs import Job, JobSpec
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.jobs.jobs_panel import JobsPanel
    from stemdesk.jobs.engine import Engine

_log = logging.getLogger(__name__)
_CLEARED: Final = "cleared-jobs"


class JobsController(QObject):
    """`asked`: somebody wants jobs to be added or taken up again; `begun`: they were; `answered`: they were, or could not
    be. `ended` carries a job that is over, and whether it was waited for, `cleared` the jobs that somebody has taken off
    the list."""

    asked = Signal()
    begun = Signal()
    answered = Signal()
    ended = Signal(object, bool)
    cleared = Signal(list)

    def __init__(
        self, window: QWidget, engine: Engine, bridge: EngineBridge, settings: Settings, panel: JobsPanel
    ) -> None:
        super().__init__(window)
        self._window = window
        self._engine = engine
        self._bridge = bridge
        self._settings = settings
        self._panel = panel
        self._cleared: set[str] = set()
        self._awaited: set[str] = set()
        self._beginning = 0
        self._ended: list[Job] = []
        bridge.job_changed.connect(self._changed)
        bridge.job_removed.connect(panel.remove_job)
        panel.cancel_wanted.connect(lambda job: self._ask(engine.cancel(job.id)))
        panel.clear_wanted.connect(self._clear_and_tell)
        panel.clear_all_wanted.connect(lambda: bridge.spawn(self._clear_all()))
        panel.retry_wanted.connect(self.go_on)

    async def fill(self) -> None:
        """The list as it was left; what was cleared then goes for good."""
        cleared = set(self._settings.choice(_CLEARED).split())
        done = await self._bridge.ask(self._engine.done_since(time.time() - DAY))
        jobs = await self._bridge.ask(self._engine.jobs_to_show(MOST_ROWS + len(cleared)))
        self._panel.fill(
            [job for job in jobs if job.id not in cleared or not may_be_cleared(job)],
            {job_id: when for job_id, when in done.items() if job_id not in cleared},
        )
        left = await self._delete(cleared - {job.id for job in jobs if not may_be_cleared(job)})
        self._remember(self._cleared | left)

    async def _delete(self, job_ids: set[str]) -> set[str]:
        """Answers with those that could not be deleted now: they stay off the list, until the next start tries again."""
        left = set()
        for job_id in job_ids:
            try:
                await self._bridge.ask(self._engine.remove(job_id))
            except UsageError:  # a command has taken it up again meanwhile, or removed it
                continue
            except StemDeskError as error:
                _log.warning("job %s, which was cleared, cannot be deleted: %s", job_id, error)
                left.add(job_id)
        return left

    # --- clearing -------------------------------------------------------------------------------------------------------

    def clear(self, jobs: Sequence[Job]) -> list[Job]:
        """Takes those that are over by now off the list; their stems stay. Answers with them."""
        over = [job for job in jobs if may_be_cleared(self._panel.job(job.id) or job)]
        self._remember(self._cleared | {job.id for job in over})
        for job in over:
            self._panel.remove_job(job.id)
        return over

    def put_back(self, jobs: Sequence[Job]) -> None:
        """What `clear` has taken away."""
        found = [job for job in jobs if job.id in self._cleared]
        self._remember(self._cleared - {job.id for job in found})
        self._panel.put_back(found)

    def _clear_and_tell(self, jobs: list[Job]) -> None:
        if over := self.clear(jobs):
            self.cleared.emit(over)

    async def _clear_all(self) -> None:
        jobs = await self._bridge.ask(self._engine.jobs())
        over = [job for job in jobs if may_be_cleared(job) and job.id not in self._cleared]
        if over:
            self._clear_and_tell(over)

    def _remember(self, cleared: set[str]) -> None:
        self._cleared = cleared
        self._settings.remember(_CLEARED, " ".join(cleared))

    # --- beginning and ending -------------------------------------------------------------------------------------------

    def start(self, specs: list[JobSpec], song_ids: list[int | None]) -> None:
        self._ask_for(self._engine.add(specs, song_ids))

    def bring(self, specs: list[JobSpec], tickets: list[Mapping[str, Any]]) -> None:
        """Jobs that their service has done already."""
        for spec, ticket in zip(specs, tickets, strict=True):
            self._ask_for(self._engine.add([spec], ticket=ticket))

    @property
    def is_waiting(self) -> bool:
        return bool(self._awaited or self._beginning)

    def is_awaited(self, job_id: str) -> bool:
        return job_id in self._awaited

    def go_on(self, job: Job, way: str) -> None:
        """One of the ways that the job's row offers."""
        if way != OTHER_FOLDER:
            self._ask_for(self._retried(job, way or None, None))
            return
        pick_output_folder(
            self._window, self._settings.output,
            lambda folder: self._ask_for(self._retried(job, None, folder)),
        ).open()  # fmt: skip

    def _ask_for(self, work: Coroutine[Any, Any, list[Job]]) -> None:
        self.asked.emit()
        self._bridge.spawn(self._begin(work))

    async def _retried(self, job: Job, way: str | None, folder: Path | None) -> list[Job]:
        """On the engine's thread."""
        with suppress(UsageError):  # pressed twice
            return [await self._engine.retry(job.id, way, folder)]
        return []

    async def _begin(self, work: Coroutine[Any, Any, list[Job]]) -> None:
        """Somebody sits there waiting for the jobs that `work` answers with. One can be over before that answer has come:
        until then nobody is told of any that has ended."""
        self._beginning += 1
        jobs: list[Job] = []
        try:
            jobs = await self._bridge.ask(work)
        finally:
            self._beginning -= 1
            self._awaited.update(job.id for job in jobs)
            if not self._beginning:
                ended, self._ended = self._ended, []
                for job in ended:
                    self._tell(job)
                self.answered.emit()
        if jobs:
            self.begun.emit()

    def _ask(self, work: Coroutine[Any, Any, Any]) -> None:
        async def ask() -> None:
            with suppress(UsageError):  # the job came to its end between the click and now; its row says so
                await self._bridge.ask(work)

        self._bridge.spawn(ask())

    def _changed(self, job: Job) -> None:
        if job.id in self._cleared:
            if may_be_cleared(job):
                return
            self._remember(self._cleared - {job.id})  # somebody goes on with it after all
        self._panel.show_job(job)
        if job.state.is_active:
            return
        if self._beginning:
            self._ended.append(job)
        else:
            self._tell(job)

    def _tell(self, job: Job) -> None:
        was_awaited = job.id in self._awaited
        self._awaited.discard(job.id)
        self.ended.emit(job, was_awaited)
