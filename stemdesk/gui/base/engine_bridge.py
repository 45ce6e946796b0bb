"""The one bridge between Qt and the engine's thread: calls go over as awaitables, events come back as signals."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from stemdesk.jobs.engine import JobChanged, JobRemoved

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from concurrent.futures import Future

    from PySide6.QtWidgets import QDialog

    from stemdesk.context import AppContext
    from stemdesk.jobs.engine import Event

_log = logging.getLogger(__name__)
T = TypeVar("T")
P = ParamSpec("P")
_threads = ThreadPoolExecutor(4, thread_name_prefix="window")
_keyring_threads = ThreadPoolExecutor(4, thread_name_prefix="keyring")


async def in_thread(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Runs what may block for a while (disk, decoding) off the window's thread."""
    return await asyncio.wrap_future(_threads.submit(function, *arguments, **named))


async def at_keyring(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Runs what may ask the keyring, on threads of its own: the system's dialog may stay open for hours."""
    return await asyncio.wrap_future(_keyring_threads.submit(function, *arguments, **named))


class EngineBridge(QObject):
    """Signals are emitted on the engine's thread and arrive on the window's (Qt queues them)."""

    job_changed = Signal(object)
    job_removed = Signal(str)
    songs_changed = Signal()
    #: A slot's coroutine ended with an exception; the argument is it.
    failed = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._thread = context.thread
        self.credentials = context.credentials
        self.engine = context.engine
        self._tasks: set[asyncio.Task[object]] = set()
        self._is_stopped = False
        self._stop_listening = context.engine.listen(self._on_event)
        context.library.listen(self.songs_changed.emit)

    async def ask(self, work: Coroutine[Any, Any, T]) -> T:
        """Runs a coroutine of the engine on its thread and waits for it without holding up the window."""
        return await asyncio.wrap_future(self._thread.call(work))

    def tell(self, work: Coroutine[Any, Any, None]) -> None:
        """Starts a coroutine of the engine without waiting for it; it runs even if the window goes at once."""
        self._thread.call(work).add_done_callback(_log_trouble)

    def spawn(self, work: Coroutine[Any, Any, object]) -> None:
        """Starts a coroutine of the window's own. Its errors reach `failed`, never just the log. None begins after `stop`."""
        if self._is_stopped:
            work.close()
            return
        task = asyncio.get_event_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def delete_when_done(self, dialog: QDialog) -> None:
        """Deletes a dialog that was closed, but not before the window's coroutines of that moment have ended: what they write
        their answers into has to be there still."""
        dialog.finished.connect(lambda: self.spawn(self._delete(dialog, tuple(self._tasks))))

    async def _delete(self, dialog: QDialog, under_way: Sequence[asyncio.Task[object]]) -> None:
        await asyncio.gather(*under_way, return_exceptions=True)
        dialog.deleteLater()

    def slot(self, function: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
        """A slot that starts `function`, for signals whose arguments do not matter."""
        return lambda *_: self.spawn(function())

    def stop(self) -> None:
        """No more signals: the window is going."""
        self._stop_listening()
        self._is_stopped = True
        for task in self._tasks:
            task.cancel()

    async def ended(self) -> None:
        """Returns when no coroutine of the window is left."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def fail(self, error: BaseException) -> None:
        """Something stumbled that nobody waits for: it is logged, and told. From any thread."""
        _log.error("in the window", exc_info=error)
        self.failed.emit(error)

    def _ended(self, task: asyncio.Task[object]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.fail(error)

    def _on_event(self, event: Event) -> None:
        if isinstance(event, JobChanged):
            self.job_changed.emit(event.job)
        elif isinstance(event, JobRemoved):
            self.job_removed.emit(event.job_id)


def _log_trouble(future: Future[None]) -> None:
    if not future.cancelled() and (error := future.exception()) is not None:
        _log.error("told to the engine", exc_info=error)
