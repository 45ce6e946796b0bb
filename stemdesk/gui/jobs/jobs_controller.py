"""What people ask of jobs from the window, and for which of them somebody sits there waiting."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stemdesk.core.errors import UsageError
from stemdesk.gui.jobs.jobs_panel import OTHER_FOLDER
from stemdesk.gui.widgets.output_folder import pick_output_folder

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping
    from pathlib import Path
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from stemdesk.core.jobs import Job, JobSpec
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.jobs.jobs_panel import JobsPanel
    from stemdesk.jobs.engine import Engine


class JobsController(QObject):
    """`begun`: jobs were added or taken up again here. `ended` carries a job that is over, and whether it was waited
    for."""

    begun = Signal()
    ended = Signal(object, bool)

    def __init__(
        self, window: QWidget, engine: Engine, bridge: EngineBridge, settings: Settings, panel: JobsPanel
    ) -> None:
        super().__init__(window)
        self._window = window
        self._engine = engine
        self._bridge = bridge
        self._settings = settings
        self._awaited: set[str] = set()
        self._beginning = 0
        self._ended: list[Job] = []
        bridge.job_changed.connect(panel.show_job)
        bridge.job_changed.connect(self._changed)
        bridge.job_removed.connect(panel.remove_job)
        panel.cancel_wanted.connect(lambda job: self._ask(engine.cancel(job.id)))
        panel.remove_wanted.connect(lambda job: self._ask(engine.remove(job.id)))
        panel.retry_wanted.connect(self.go_on)

    def start(self, specs: list[JobSpec], song_ids: list[int | None]) -> None:
        self._bridge.spawn(self._begin(self._engine.add(specs, song_ids)))

    def bring(self, specs: list[JobSpec], tickets: list[Mapping[str, Any]]) -> None:
        """Jobs that their service has done already."""
        for spec, ticket in zip(specs, tickets, strict=True):
            self._bridge.spawn(self._begin(self._engine.add([spec], ticket=ticket)))

    @property
    def is_waiting(self) -> bool:
        return bool(self._awaited)

    def is_awaited(self, job_id: str) -> bool:
        return job_id in self._awaited

    def go_on(self, job: Job, way: str) -> None:
        """One of the ways that the job's row offers."""
        if way != OTHER_FOLDER:
            self._bridge.spawn(self._begin(self._retried(job, way or None, None)))
            return
        pick_output_folder(
            self._window, self._settings.output,
            lambda folder: self._bridge.spawn(self._begin(self._retried(job, None, folder))),
        ).open()  # fmt: skip

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
        if jobs:
            self.begun.emit()

    def _ask(self, work: Coroutine[Any, Any, Any]) -> None:
        async def ask() -> None:
            with suppress(UsageError):  # the job came to its end between the click and now; its row says so
                await self._bridge.ask(work)

        self._bridge.spawn(ask())

    def _changed(self, job: Job) -> None:
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
