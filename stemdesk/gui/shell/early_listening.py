"""Hearing stems while they are being made: a job's first sound opens the player, its last one completes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from stemdesk.core.jobs import JobState

if TYPE_CHECKING:
    from stemdesk.core.jobs import Job
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.session.playback import Playback


class HasPlayback(Protocol):
    @property
    def playback(self) -> Playback: ...


class EarlyListening(QObject):
    """`can_be_heard` carries a job whose first sound has just come."""

    can_be_heard = Signal(object)

    def __init__(self, window: HasPlayback, bridge: EngineBridge) -> None:
        super().__init__()
        self._window = window
        self._known: dict[str, Job] = {}
        bridge.job_changed.connect(self._changed)

    def now(self, job: Job) -> Job | None:
        """The job as it is by now; None for one that is over."""
        return self._known.get(job.id)

    def _changed(self, job: Job) -> None:
        playback = self._window.playback
        loaded = playback.loaded_stems
        is_loaded = loaded is not None and loaded.partial is not None and loaded.job_id == job.id
        partial = job.progress.partial
        if job.state.is_active:
            if partial is None:
                return
            if is_loaded:
                playback.grow(partial)
            is_first = job.id not in self._known
            self._known[job.id] = job
            if is_first:
                self.can_be_heard.emit(job)
            return
        self._known.pop(job.id, None)
        if is_loaded and job.state is not JobState.DONE:
            playback.unload()  # what was made of them is gone
