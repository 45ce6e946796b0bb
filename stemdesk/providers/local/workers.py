"""The worker processes: one for each job that runs, kept for the next job as long as it has what that one needs loaded.

A worker that was told to stop, or that failed in any way, is ended; the others go on. One that nobody wanted for a while is
ended, too: a network in memory is worth a hundred megabytes.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from stemdesk.workers import worker_process

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

#: How long a worker waits for another job.
IDLE_SECONDS: Final = 60.0


class WorkerDied(Exception):
    """In the middle of its work."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"ended with {code}")
        self.code = code

    @property
    def refused_by_processor(self) -> bool:
        """It met an instruction that this processor does not have."""
        return self.code in (-4, 0xC000001D)  # SIGILL, STATUS_ILLEGAL_INSTRUCTION


class Worker:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.retirement: asyncio.TimerHandle | None = None

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.returncode is None

    async def ask(self, request: dict[str, Any], report: Callable[[float], None]) -> dict[str, Any]:
        """Raises StemDeskError as the worker does, and WorkerDied."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(ConnectionError):
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            await self._process.stdin.drain()
        with suppress(ChildProcessError):
            async for line in self._process.stdout:
                answer, fraction = worker_process.result(line)
                if answer is not None:
                    return answer
                report(fraction)
        raise WorkerDied(await self._process.wait())

    async def end(self) -> None:
        if self.retirement is not None:
            self.retirement.cancel()
        with suppress(ProcessLookupError):
            self._process.kill()
        # its pipes are closed, too: a loop that stops before would leave them open
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        with suppress(OSError):
            await self._process.stdin.wait_closed()
        while await self._process.stdout.read(1 << 16):
            pass
        await self._process.wait()
        await asyncio.sleep(0)  # the transports hear of it in the loop's next turn


class Workers:
    """`module` is what they run. All methods belong to one loop."""

    def __init__(self, module: str, idle_seconds: float = IDLE_SECONDS) -> None:
        self._module = module
        self._idle_seconds = idle_seconds
        self._idle: list[Worker] = []
        self._ending: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def one(self) -> AsyncIterator[Worker]:
        worker = self._waiting() or await self._start()
        try:
            yield worker
        except BaseException:  # whatever it has open goes with it
            await asyncio.shield(self._end(worker))
            raise
        self._keep(worker)

    async def close(self) -> None:
        """Ends those that wait for work. Returns when none is left, those included whose jobs were cancelled."""
        for worker in self._idle:
            self._end(worker)
        self._idle.clear()
        if self._ending:
            await asyncio.wait(self._ending)

    def _waiting(self) -> Worker | None:
        while self._idle:
            worker = self._idle.pop()
            if worker.retirement is not None:
                worker.retirement.cancel()
            if worker.is_alive:
                return worker
        return None

    async def _start(self) -> Worker:
        flags = worker_process.NO_CONSOLE | worker_process.IN_BACKGROUND
        return Worker(
            await asyncio.create_subprocess_exec(
                *worker_process.command(self._module), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL, creationflags=flags, env=worker_process.environment(),
            )
        )  # fmt: skip

    def _keep(self, worker: Worker) -> None:
        if not worker.is_alive:
            return
        worker.retirement = asyncio.get_running_loop().call_later(self._idle_seconds, self._retire, worker)
        self._idle.append(worker)

    def _retire(self, worker: Worker) -> None:
        if worker in self._idle:
            self._idle.remove(worker)
            self._end(worker)

    def _end(self, worker: Worker) -> asyncio.Task[None]:
        ending = asyncio.ensure_future(worker.end())
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)
        return ending
