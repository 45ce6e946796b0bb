"""Twenty-four simulated hours: two hundred songs, one at a time in the free queue, over a service that has bad days."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest

from stemdesk.accounts.credentials import Credentials
from stemdesk.core.app_paths import app_paths
from stemdesk.core.errors import ErrorKind
from stemdesk.core.jobs import Job, JobSpec, JobState
from stemdesk.http.client import HttpClient
from stemdesk.http.retry import RetryPolicy
from stemdesk.jobs import engine as engine_module
from stemdesk.jobs.engine import Engine
from stemdesk.jobs.store import Store
from stemdesk.providers.mvsep.provider import MvsepProvider
from stemdesk.providers.registry import Registry
from tests.reliability.simulated import Day, FlakyService
from tests.sounds import make_song
from tests.standins.mvsep import FREE_TOKEN, Mvsep

pytestmark = pytest.mark.slow

SONGS = 200


def test_two_hundred_songs_over_a_flaky_service_are_all_there_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Mvsep()
    flaky = FlakyService(service, minutes=6.4, trouble=0.04, closed=[(3.0, 4.5), (14.0, 14.2)])
    monkeypatch.setenv("STEMDESK_MVSEP_URL", service.url)
    monkeypatch.setenv("STEMDESK_MVSEP_TOKEN", FREE_TOKEN)
    monkeypatch.setattr(HttpClient, "_make", lambda _self, _times: httpx.AsyncClient(transport=flaky))
    monkeypatch.setattr(engine_module, "_WATCH_SECONDS", 300.0)  # nobody cancels from another process here
    songs = [make_song(tmp_path / "songs" / f"song {n:03}.wav", 0.05 + n / 10_000) for n in range(SONGS)]
    day = Day()
    asyncio.set_event_loop(day)
    try:
        jobs, questions = day.run_until_complete(_all_day(songs, tmp_path / "out"))
    finally:
        day.run_until_complete(day.shutdown_default_executor())
        day.close()
        asyncio.set_event_loop(None)
        service.close()
    assert [job.error for job in jobs if job.state is not JobState.DONE] == []
    assert len(jobs) == SONGS
    assert service.created == {song.name: 1 for song in songs}
    for job in jobs:
        assert job.results
        made = service.separations[str((job.ticket or {})["hash"])]
        assert made.name == job.spec.title
        assert [stem.path.read_bytes() for stem in job.results.stems] == list(made.files.values())
    assert 20 * 3600 < day.now < 26 * 3600
    assert questions < SONGS / 5
    assert flaky.knocks_while_closed < 1.7 * 3600 / 20  # less than one knock in twenty seconds while nobody is there


async def _all_day(songs: list[Path], output: Path) -> tuple[list[Job], int]:
    """Everything is begun in the morning; whoever is asked checks again, and sends again only what is not there."""
    where = app_paths()
    store = Store(where.database)
    provider = MvsepProvider(where.cache, RetryPolicy())
    engine = Engine(store, Registry([provider]), Credentials(), where)
    questions = 0
    try:
        specs = [
            JobSpec(str(song), "mvsep", "40", "wav16", output, {"add_opt1": "81"}, "BS Roformer") for song in songs
        ]
        jobs = await engine.add(specs)
        await engine.finished([job.id for job in jobs])
        for _ in range(5):
            stopped = [job for job in await engine.jobs() if job.state.may_retry]
            for job in stopped:
                unclear = job.error is not None and job.error.kind is ErrorKind.UNKNOWN_OUTCOME
                questions += unclear
                await engine.retry(job.id, "anew" if unclear and _ == 1 else None)
            await engine.finished([job.id for job in stopped])
        return await engine.jobs(), questions
    finally:
        await engine.close()
