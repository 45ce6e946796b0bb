"""Stems that can be heard while they are being made: where they lie, and that nothing of them stays."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.jobs import JobState
from stemdesk.core.text import text
from stemdesk.jobs.engine import JobChanged
from tests.jobs.conftest import Bench

OnBench = Callable[[Callable[[Bench], Awaitable[Any]]], None]


async def threads_have_ended() -> None:
    await asyncio.get_running_loop().shutdown_default_executor()


@pytest.mark.parametrize("end", ["done", "failed", "cancelled"])
def test_what_could_be_heard_early_is_gone_when_the_job_is_over(on_bench: OnBench, end: str) -> None:
    async def test(bench: Bench) -> None:
        folder = bench.folder / "partial"
        await bench.engine.keep_partials(folder)
        bench.provider.gate.clear()
        (job,) = await bench.engine.add([bench.spec()])
        await bench.provider.following.wait()
        told = [event.job.progress.partial for event in bench.events if isinstance(event, JobChanged)]
        assert [partial.done for partial in told if partial is not None] == [100]
        assert (folder / job.id / "vocals.pcm").is_file()
        if end == "failed":
            bench.provider.fail = StemDeskError(ErrorKind.SERVER, text("broken"))
        if end == "cancelled":
            await bench.engine.cancel(job.id)
        bench.provider.gate.set()
        (job,) = await bench.engine.finished([job.id])
        assert job.state is JobState(end)
        await threads_have_ended()
        assert list(folder.iterdir()) == []

    on_bench(test)


def test_a_command_writes_nothing_that_nobody_hears(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        (job,) = await bench.engine.add([bench.spec()])
        await bench.engine.finished([job.id])
        told = [event.job.progress.partial for event in bench.events if isinstance(event, JobChanged)]
        assert set(told) == {None}

    on_bench(test)


def test_what_a_killed_program_left_to_be_heard_goes_at_the_next_start(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        folder = bench.folder / "partial"
        bench.provider.gate.clear()
        (job,) = await bench.engine.add([bench.spec()])
        for name in (job.id, "gone22gone"):
            (folder / name).mkdir(parents=True)
            (folder / name / "vocals.pcm").write_bytes(b"x")
        await bench.engine.keep_partials(folder)
        assert [path.name for path in folder.iterdir()] == [job.id]  # that one is still being made

    on_bench(test)
