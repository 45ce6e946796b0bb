"""The local engine's own process, as the provider uses it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from stemdesk.audio.files.probe import probe
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.jobs import JobSpec, Progress
from stemdesk.providers.contract import Ticket, Work
from stemdesk.providers.local.partials import PartialStemWriter
from stemdesk.providers.local.provider import LocalProvider
from stemdesk.providers.local.worker import separate
from stemdesk.providers.local.workers import Worker, Workers
from stemdesk.workers import worker_process
from tests.sounds import decibels, make_song, read

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def work_for(
    song: Path, folder: Path, format_: str = "flac24", model: str = "preview-band"
) -> tuple[Work, list[Progress]]:
    seen: list[Progress] = []

    async def write_ticket(ticket: Ticket) -> None:
        work.ticket = ticket

    folder.mkdir(parents=True, exist_ok=True)
    spec = JobSpec(str(song), "local", model, format_, folder.parent)
    work = Work("j", spec, probe(song), folder, None, {}, write_ticket, seen.append)
    return work, seen


async def run(work: Work) -> dict[str, Path]:
    provider = LocalProvider()
    try:
        await provider.submit(work)
        await provider.follow(work)
        return {stem.stem: stem.path for stem in (await provider.fetch(work)).stems}
    finally:
        await provider.close()


@pytest.mark.parametrize("format_", ["flac24", "wav24", "wav32f", "wav16", "flac16", "mp3"])
def test_every_format_of_the_local_engine(song: Path, tmp_path: Path, format_: str) -> None:
    work, seen = work_for(song, tmp_path / "work", format_)
    stems = asyncio.run(run(work))
    assert set(stems) == {"vocals", "drums", "bass", "other"}
    parts = [read(path) for path in stems.values()]
    true = read(song)
    assert all(part.shape == true.shape for part in parts)
    floor = {"mp3": -20, "wav16": -80, "flac16": -80}.get(format_, -110)
    assert decibels(sum(parts) - true) < floor
    fractions = [progress.fraction for progress in seen if progress.fraction is not None]
    assert fractions == sorted(fractions)


def test_a_second_run_after_the_end_does_not_separate_again(song: Path, tmp_path: Path) -> None:
    work, _ = work_for(song, tmp_path / "work")
    stems = asyncio.run(run(work))
    written = {path: path.stat().st_mtime_ns for path in stems.values()}
    assert asyncio.run(run(work)) == stems
    assert {path: path.stat().st_mtime_ns for path in stems.values()} == written


def test_cancelling_ends_the_process_at_once(tmp_path: Path) -> None:
    song = make_song(tmp_path / "long.wav", 120.0)
    work, _ = work_for(song, tmp_path / "work")

    async def cancelled() -> None:
        begun = asyncio.Event()
        work.report = lambda _: begun.set()
        task = asyncio.create_task(run(work))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
    assert not (work.folder / "complete.json").exists()


def test_no_worker_is_left_behind_where_its_job_is_cancelled_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """As by Cancel and then by closing the program: the loop ended with the worker's pipes open."""
    monkeypatch.setattr(worker_process, "command", lambda _: [sys.executable, "-c", "input()"])

    async def cancelled_twice() -> Worker:
        workers, begun, used = Workers("any"), asyncio.Event(), []

        async def job() -> None:
            async with workers.one() as worker:
                used.append(worker)
                begun.set()
                await asyncio.Event().wait()

        task = asyncio.create_task(job())
        await begun.wait()
        task.cancel()
        await asyncio.sleep(0)  # its worker is being ended
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await workers.close()
        return used[0]

    assert not asyncio.run(cancelled_twice()).is_alive


def test_a_worker_whose_parent_is_gone_does_not_live_on(tmp_path: Path) -> None:
    song = make_song(tmp_path / "long.wav", 300.0, rate=48_000)
    process = subprocess.Popen(
        worker_process.command("stemdesk.providers.local.worker"), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin
    assert process.stdout
    request = {
        "source": str(song),
        "folder": str(tmp_path),
        "model": "preview-band",
        "prefer": "balanced",
        "format": "wav16",
    }
    process.stdin.write(json.dumps(request).encode() + b"\n")
    process.stdin.flush()
    assert "fraction" in json.loads(process.stdout.readline())
    process.stdin.close()  # what the system does when a parent is killed
    assert process.wait(timeout=30) == 3
    process.stdout.close()


@pytest.mark.parametrize("last_words", ["", '{"fraction": 0.5}\n{"frac'])
def test_a_worker_that_is_killed_is_told_with_the_likely_cause(
    song: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last_words: str
) -> None:
    """As by a system that runs out of memory, also in the middle of a word."""
    program = f"input(); print({last_words!r}, end='')"
    monkeypatch.setattr(worker_process, "command", lambda _: [sys.executable, "-c", program])
    work, _ = work_for(song, tmp_path / "work")
    with pytest.raises(StemDeskError, match="lack of memory") as caught:
        asyncio.run(run(work))
    assert caught.value.kind is ErrorKind.SERVER


def test_a_song_that_breaks_off_is_told_by_the_worker_too(song: Path, tmp_path: Path) -> None:
    work, _ = work_for(song, tmp_path / "work")
    song.write_bytes(song.read_bytes()[:200_000])
    with pytest.raises(StemDeskError) as caught:
        asyncio.run(run(work))
    assert caught.value.kind is ErrorKind.DECODE


def test_mp3_of_surround_sound_is_refused_before_any_work(tmp_path: Path) -> None:
    work, seen = work_for(make_song(tmp_path / "x.wav", 0.5, channels=6), tmp_path / "work", "mp3")
    with pytest.raises(StemDeskError) as caught:
        asyncio.run(run(work))
    assert caught.value.kind is ErrorKind.UNSUPPORTED
    assert not seen


def test_links_are_not_for_this_computer(tmp_path: Path, song: Path) -> None:
    work, _ = work_for(song, tmp_path / "work")
    work.song_file = None
    with pytest.raises(StemDeskError, match="files, not links"):
        asyncio.run(LocalProvider().submit(work))


def test_every_model_describes_itself_completely() -> None:
    async def models() -> Any:
        return await LocalProvider().models()

    for model in asyncio.run(models()):
        assert model.stems
        assert model.formats
        assert str(model.description)
        assert model.complete({}).keys() == {option.key for option in (*model.options, *model.extras)}


def test_a_disk_that_is_too_small_is_said_before_the_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import shutil
    from collections import namedtuple

    from stemdesk.audio.files import disk
    from stemdesk.core.errors import ErrorKind, StemDeskError

    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(100, 90, 10))
    with pytest.raises(StemDeskError, match="choose another folder") as caught:
        disk.check_free_space(tmp_path, 11)
    assert caught.value.kind is ErrorKind.DISK
    disk.check_free_space(tmp_path, 10)


def test_hearing_early_takes_no_room_from_the_stems_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = 10_000_000
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))
    writer = PartialStemWriter(tmp_path / "partial", ["vocals", "other"], reserve=5_000_000)
    block = np.zeros((2, 1000, 2), np.float32)
    writer.write(block)
    free = 5_000_000
    writer.write(block)
    free = 10_000_000
    writer.write(block)  # what has a hole is not gone on with
    writer.close()
    assert [path.stat().st_size for path in sorted((tmp_path / "partial").iterdir())] == [4000, 4000]


def test_a_disk_that_takes_nothing_to_be_heard_early_does_not_stop_the_split(tmp_path: Path, song: Path) -> None:
    (tmp_path / "in the way").write_bytes(b"")
    (tmp_path / "work").mkdir()
    request = {
        "source": str(song), "folder": str(tmp_path / "work"), "model": "preview-vocals", "prefer": "balanced",
        "format": "wav16", "partials": str(tmp_path / "in the way"),
    }  # fmt: skip
    assert set(separate(request, lambda _: None)["stems"]) == {"vocals", "instrumental"}
