from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from stemdesk.accounts.credentials import Credentials
from stemdesk.core.app_paths import app_paths
from stemdesk.core.jobs import JobSpec
from stemdesk.jobs.engine import Engine, Event
from stemdesk.jobs.store import Store
from stemdesk.providers.registry import Registry
from tests.jobs.fakes import FakeProvider
from tests.sounds import make_song

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path


class Bench:
    """An engine with a fake provider, as often restarted as a test likes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.provider = FakeProvider()
        self.events: list[Event] = []
        self.start()

    def start(self) -> None:
        where = app_paths()
        self.store = Store(where.database)
        self.engine = Engine(self.store, Registry([self.provider]), Credentials(), where)
        self.engine.listen(self.events.append)

    def spec(self, name: str = "a song.wav") -> JobSpec:
        song = self.folder / "songs" / name
        if not song.exists():
            make_song(song, 0.2)
        return JobSpec(str(song), "fake", "m", "wav", self.folder / "out", {}, "M")


@pytest.fixture
def on_bench(tmp_path: Path) -> Callable[[Callable[[Bench], Awaitable[Any]]], None]:
    """Runs a coroutine with a bench, and closes its engine."""

    def run(test: Callable[[Bench], Awaitable[Any]]) -> None:
        async def whole() -> None:
            bench = Bench(tmp_path)
            try:
                await asyncio.wait_for(test(bench), 60)
            finally:
                await bench.engine.close()

        asyncio.run(whole())

    return run
