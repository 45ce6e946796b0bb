from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from stemdesk.accounts.credentials import Credentials
from stemdesk.core.app_paths import app_paths
from stemdesk.core.jobs import Job, JobSpec, JobState
from stemdesk.http.retry import RetryPolicy
from stemdesk.jobs.engine import Engine, JobChanged
from stemdesk.jobs.store import Store
from stemdesk.providers.mvsep.provider import MvsepProvider
from stemdesk.providers.registry import Registry
from tests.sounds import make_song
from tests.standins.mvsep import Mvsep

#: The same manners at a speed for tests.
QUICK = RetryPolicy(poll=(0.0, 0.01), tries=4, first_wait=0.01, longest_wait=0.05, enough=6, outage=0.0,
             rest=(0.02, 0.05))  # fmt: skip


class Counter:
    """One StemDesk at MVSEP's counter, as often restarted as a test likes."""

    def __init__(self, folder: Path, service: Mvsep) -> None:
        self.folder = folder
        self.service = service
        self.details: list[str] = []
        self.states: list[JobState] = []
        self._event = asyncio.Event()
        self.open()

    def open(self) -> None:
        where = app_paths()
        self.provider = MvsepProvider(where.cache, QUICK)
        self.store = Store(where.database)
        self.engine = Engine(self.store, Registry([self.provider]), Credentials(), where)
        self.engine.listen(self._listen)

    def _listen(self, event: object) -> None:
        if isinstance(event, JobChanged):
            self.details.append(str(event.job.progress.detail))
            if not self.states or self.states[-1] is not event.job.state:
                self.states.append(event.job.state)
        self._event.set()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Waits until something that the engine told of has made this true."""
        while not condition():
            self._event.clear()
            await self._event.wait()

    def state(self) -> JobState:
        """Of the newest job."""
        return self.store.jobs(1)[0].state

    async def reopen(self) -> None:
        await self.engine.close()
        self.open()

    def spec(self, name: str = "a song.wav", **more: Any) -> JobSpec:
        source = more.pop("source", None)
        if source is None:
            song = self.folder / "songs" / name
            if not song.exists():
                make_song(song, 0.5)
            source = str(song)
        model, options = more.pop("model", "40"), more.pop("options", {"add_opt1": "81"})
        format_, model_name = more.pop("format", "wav16"), more.pop("model_name", "BS Roformer (vocals, instrumental)")
        return JobSpec(source, "mvsep", model, format_, self.folder / "out", options, model_name, **more)

    async def run(self, *specs: JobSpec) -> list[Job]:
        jobs = await self.engine.add(specs or [self.spec()])
        return await self.engine.finished([job.id for job in jobs])

    async def again(self, job: Job, decision: str | None = None) -> Job:
        await self.engine.retry(job.id, decision)
        return (await self.engine.finished([job.id]))[0]


AtCounter = Callable[[Callable[[Counter], Awaitable[Any]]], None]


@pytest.fixture
def service(mvsep: Mvsep) -> Mvsep:
    return mvsep


@pytest.fixture
def at_counter(tmp_path: Path, service: Mvsep) -> AtCounter:
    """Runs a coroutine with an engine that speaks to the stand-in."""

    def run(test: Callable[[Counter], Awaitable[Any]]) -> None:
        async def whole() -> None:
            counter = Counter(tmp_path, service)
            try:
                await asyncio.wait_for(test(counter), 60)
            finally:
                await counter.engine.close()

        asyncio.run(whole())

    return run
