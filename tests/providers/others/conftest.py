from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from stemdesk.accounts.credentials import Credentials
from stemdesk.core.app_paths import app_paths
from stemdesk.core.jobs import Job, JobSpec
from stemdesk.http.retry import RetryPolicy
from stemdesk.jobs.engine import Engine, JobChanged
from stemdesk.jobs.store import Store
from stemdesk.providers.contract import HasConnections, Provider
from stemdesk.providers.registry import Registry
from tests.sounds import make_song

#: The services' manners at a speed for tests.
QUICK = RetryPolicy(
    poll=(0.0, 0.01), tries=4, first_wait=0.01, longest_wait=0.05, enough=6, outage=0.0, rest=(0.02, 0.05)
)


class AppContext:
    """One StemDesk that speaks to one provider, as often restarted as a test likes."""

    def __init__(self, folder: Path, make: Callable[[], Provider]) -> None:
        self.folder = folder
        self._make = make
        self.details: list[str] = []
        self._event = asyncio.Event()
        self.open()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Waits until something that the engine told of has made this true."""
        while not condition():
            self._event.clear()
            await self._event.wait()

    def open(self) -> None:
        where = app_paths()
        self.provider = self._make()
        self.store = Store(where.database)
        self.engine = Engine(self.store, Registry([self.provider]), Credentials(), where)
        self.engine.listen(self._listen)

    def _listen(self, event: object) -> None:
        if isinstance(event, JobChanged):
            self.details.append(str(event.job.progress.detail))
        self._event.set()

    async def reopen(self) -> None:
        await self.close()
        self.open()

    async def close(self) -> None:
        await self.engine.close()
        if isinstance(self.provider, HasConnections):
            await self.provider.close()

    def spec(self, model: str, name: str = "a song.flac", **more: Any) -> JobSpec:
        source = more.pop("source", None)
        if source is None:
            song = self.folder / "songs" / name
            if not song.exists():
                make_song(song, more.pop("seconds", 0.5))
            source = str(song)
        more.pop("seconds", None)
        format_, options = more.pop("format", "flac"), more.pop("options", {})
        return JobSpec(source, self.provider.description.id, model, format_, self.folder / "out", options, "M", **more)

    async def run(self, *specs: JobSpec) -> list[Job]:
        jobs = await self.engine.add(specs)
        return await self.engine.finished([job.id for job in jobs])

    async def again(self, job: Job, decision: str | None = None) -> Job:
        await self.engine.retry(job.id, decision)
        return (await self.engine.finished([job.id]))[0]


AtDesk = Callable[[Callable[[], Provider], Callable[[AppContext], Awaitable[Any]]], None]


@pytest.fixture
def app_context(tmp_path: Path) -> AtDesk:
    def run(make: Callable[[], Provider], test: Callable[[AppContext], Awaitable[Any]]) -> None:
        async def whole() -> None:
            context = AppContext(tmp_path, make)
            try:
                await asyncio.wait_for(test(context), 60)
            finally:
                await context.close()

        asyncio.run(whole())

    return run


def stems(job: Job) -> dict[str, Path]:
    assert job.results is not None, job.error
    return {stem.stem: stem.path for stem in job.results.stems}
