"""Jobs live: done, failed, cancelled, retried, resumed; never twice."""

from __future__ import annotations

import asyncio
import json
import shutil
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from filelock import FileLock

from stemdesk.core.app_paths import app_paths
from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from stemdesk.core.jobs import JobState
from stemdesk.core.text import text
from stemdesk.jobs import delivery
from stemdesk.jobs.database import StoreTrouble
from stemdesk.jobs.engine import JobChanged, JobRemoved
from stemdesk.jobs.library import Library
from stemdesk.jobs.store import Store
from tests.jobs.conftest import Bench
from tests.jobs.fakes import FakeProvider

OnBench = Callable[[Callable[[Bench], Awaitable[Any]]], None]


def test_a_job_ends_as_stems_in_the_folder_of_its_song(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        (job,) = await bench.engine.add([bench.spec("七里香.wav")])
        (job,) = await bench.engine.finished([job.id])
        assert job.state is JobState.DONE
        assert job.results is not None
        folder = bench.folder / "out" / "七里香"
        assert job.results.folder == folder
        assert sorted(path.name for path in folder.iterdir()) == [
            "notes.txt", "stemdesk.json", "七里香 (other).wav", "七里香 (vocals).wav",
        ]  # fmt: skip
        card = json.loads((folder / "stemdesk.json").read_text("utf-8"))
        assert (card["provider"], card["model"], card["job"]) == ("fake", "m", job.id)
        assert [path.name for path in (bench.folder / "out").iterdir()] == ["七里香"]

    on_bench(test)


def test_states_come_in_their_order_and_the_end_comes_last(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        (job,) = await bench.engine.add([bench.spec()])
        await bench.engine.finished([job.id])
        states = [event.job.state.value for event in bench.events if isinstance(event, JobChanged)]
        assert list(dict.fromkeys(states)) == ["queued", "processing", "downloading", "done"]
        assert states[-1] == "done"

    on_bench(test)


def test_the_same_song_twice_overwrites_nothing(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        jobs = await bench.engine.add([bench.spec()] * 3)
        done = await bench.engine.finished([job.id for job in jobs])
        folders = sorted(job.results.folder.name for job in done if job.results)
        assert folders == ["a song", "a song 2", "a song 3"]

    on_bench(test)


def test_no_more_jobs_run_at_once_than_the_provider_allows(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        bench.provider.gate.clear()
        jobs = await bench.engine.add([bench.spec(f"{n}.wav") for n in range(8)])
        await bench.provider.is_full.wait()
        bench.provider.gate.set()
        done = await bench.engine.finished([job.id for job in jobs])
        assert {job.state for job in done} == {JobState.DONE}
        assert bench.provider.most == 2

    on_bench(test)


def test_a_bad_song_fails_with_its_reason_and_the_others_go_on(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        good, bad = bench.spec("good.wav"), bench.spec("bad.wav")
        (bench.folder / "songs" / "bad.wav").write_text("no music")
        jobs = await bench.engine.add([bad, good])
        ended = await bench.engine.finished([job.id for job in jobs])
        assert [job.state for job in ended] == [JobState.FAILED, JobState.DONE]
        assert ended[0].error is not None
        assert ended[0].error.kind is ErrorKind.DECODE
        assert "bad.wav" in str(ended[0].error.message)
        assert bench.provider.calls["submit", "bad.wav"] == 0

    on_bench(test)


def test_an_unknown_outcome_asks_and_is_never_retried_by_itself(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        bench.provider.fail = StemDeskError(ErrorKind.UNKNOWN_OUTCOME, text("the answer was lost"))
        (job,) = await bench.engine.add([bench.spec()])
        (job,) = await bench.engine.finished([job.id])
        assert job.state is JobState.ATTENTION
        assert await bench.engine.resume() == []
        bench.provider.fail = None
        await bench.engine.retry(job.id)
        (job,) = await bench.engine.finished([job.id])
        assert job.state is JobState.DONE
        assert bench.provider.calls["charge", "a song.wav"] == 1

    on_bench(test)


def test_a_bug_in_a_provider_fails_its_job_and_no_other(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        bench.provider.fail = ZeroDivisionError("oops")  # type: ignore[assignment]
        (job,) = await bench.engine.add([bench.spec()])
        (job,) = await bench.engine.finished([job.id])
        assert job.error is not None
        assert "ZeroDivisionError" in str(job.error.message)
        bench.provider.fail = None
        (job,) = await bench.engine.add([bench.spec()])
        assert (await bench.engine.finished([job.id]))[0].state is JobState.DONE

    on_bench(test)


def test_cancel_stops_a_running_job_and_leaves_nothing_behind(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        bench.provider.gate.clear()
        (job,) = await bench.engine.add([bench.spec()])
        await bench.provider.following.wait()
        cancelled = await bench.engine.cancel(job.id)
        assert cancelled.state is JobState.CANCELLED
        assert str(cancelled.progress.detail) == "nothing was charged"
        assert bench.provider.calls["cancel", "a song.wav"] == 1
        assert list((bench.folder / "out").iterdir()) == []
        with pytest.raises(UsageError, match="cancelled already"):
            await bench.engine.cancel(job.id)

    on_bench(test)


def test_a_cancelled_job_can_be_retried(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        bench.provider.gate.clear()
        (job,) = await bench.engine.add([bench.spec()])
        await bench.provider.following.wait()
        await bench.engine.cancel(job.id)
        bench.provider.gate.set()
        await bench.engine.retry(job.id)
        assert (await bench.engine.finished([job.id]))[0].state is JobState.DONE
        with pytest.raises(UsageError, match="done"):
            await bench.engine.retry(job.id)

    on_bench(test)


def test_a_restart_goes_on_where_it_was_without_paying_again(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        bench.provider.gate.clear()
        (job,) = await bench.engine.add([bench.spec()])
        await bench.provider.following.wait()
        await bench.engine.close()
        bench.start()
        bench.provider.gate.set()
        resumed = await bench.engine.resume()
        assert [again.id for again in resumed] == [job.id]
        (job,) = await bench.engine.finished([job.id])
        assert job.state is JobState.DONE
        assert bench.provider.calls["charge", "a song.wav"] == 1

    on_bench(test)


def test_stems_that_were_moved_but_not_entered_are_found_not_made_again(
    on_bench: OnBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def test(bench: Bench) -> None:
        def power_cut(*_: object) -> None:
            raise asyncio.CancelledError

        with monkeypatch.context() as patch:
            patch.setattr(bench.store, "deliver", power_cut)
            (job,) = await bench.engine.add([bench.spec()])
            await bench.engine.finished([job.id])
        await bench.engine.close()
        assert (bench.folder / "out" / "a song").is_dir()
        bench.start()
        await bench.engine.resume()
        (job,) = await bench.engine.finished([job.id])
        assert job.state is JobState.DONE
        assert [path.name for path in (bench.folder / "out").iterdir()] == ["a song"]
        assert bench.provider.calls["submit", "a song.wav"] == 1

    on_bench(test)


def test_a_job_in_another_process_s_hands_is_left_alone(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        bench.provider.gate.clear()
        (job,) = await bench.engine.add([bench.spec()])
        await bench.provider.following.wait()
        await bench.engine.close()
        bench.start()
        other = FileLock(app_paths().locks / f"{job.id}.lock")
        other.acquire()
        assert await bench.engine.resume() == []
        other.release()
        bench.provider.gate.set()
        assert len(await bench.engine.resume()) == 1

    on_bench(test)


def test_a_job_that_another_process_has_just_finished_is_not_run_again(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        (job,) = await bench.engine.add([bench.spec()])
        stale = await bench.engine.jobs()
        await bench.engine.finished([job.id])
        bench.store.unfinished = lambda: stale  # type: ignore[method-assign]
        assert await bench.engine.resume() == []
        assert bench.provider.calls["submit", "a song.wav"] == 1
        assert list(app_paths().locks.iterdir()) == []

    on_bench(test)


def test_a_job_of_a_provider_that_is_gone_fails_with_its_name(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        bench.provider.gate.clear()
        (job,) = await bench.engine.add([bench.spec()])
        await bench.provider.following.wait()
        await bench.engine.close()
        bench.provider = FakeProvider("another")
        bench.start()
        await bench.engine.resume()
        (job,) = await bench.engine.finished([job.id])
        assert job.state is JobState.FAILED
        assert job.error is not None
        assert "'fake' is not one of another" in str(job.error.message)

    on_bench(test)


def test_a_cancel_from_another_process_reaches_the_one_that_runs_the_job(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        bench.provider.gate.clear()
        (job,) = await bench.engine.add([bench.spec()])
        await bench.provider.following.wait()
        other = Bench(bench.folder)
        cancelled = await other.engine.cancel(job.id)
        assert cancelled.state is JobState.CANCELLED
        assert bench.provider.calls["cancel", "a song.wav"] == 1
        await other.engine.close()

    on_bench(test)


def test_an_output_folder_that_cannot_be_written_is_said_before_the_work(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        (bench.folder / "out").write_text("a file is in the way")
        (job,) = await bench.engine.add([bench.spec()])
        (job,) = await bench.engine.finished([job.id])
        assert job.error is not None
        assert job.error.kind is ErrorKind.DISK
        assert "another folder" in str(job.error.message)
        assert bench.provider.calls["submit", "a song.wav"] == 0
        assert job.state is JobState.ATTENTION
        with pytest.raises(StemDeskError):
            await bench.engine.retry(job.id, None, bench.folder / "out" / "deeper")
        await bench.engine.retry(job.id, None, bench.folder / "elsewhere")
        (job,) = await bench.engine.finished([job.id])
        assert job.results is not None
        assert job.results.folder == bench.folder / "elsewhere" / "a song"

    on_bench(test)


def test_a_folder_that_vanishes_under_a_paid_job_costs_nothing_twice(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        bench.provider.gate.clear()
        (job,) = await bench.engine.add([bench.spec()])
        await bench.provider.following.wait()
        out = bench.folder / "out"
        shutil.rmtree(out)
        out.write_text("somebody has pulled the stick out")
        bench.provider.gate.set()
        (job,) = await bench.engine.finished([job.id])
        assert job.state in (JobState.ATTENTION, JobState.FAILED)
        await bench.engine.retry(job.id, None, bench.folder / "elsewhere")
        (job,) = await bench.engine.finished([job.id])
        assert job.state is JobState.DONE
        assert bench.provider.calls["charge", "a song.wav"] == 1

    on_bench(test)


def test_what_was_done_moves_along_to_the_other_folder(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        bench.provider.fail = StemDeskError(ErrorKind.NETWORK, text("gone"))
        (job,) = await bench.engine.add([bench.spec()])
        (job,) = await bench.engine.finished([job.id])
        work = bench.folder / "out" / f".stemdesk-{job.id}"
        (work / "half.part").write_bytes(b"x" * 10)
        bench.provider.gate.clear()
        bench.provider.fail = None
        await bench.engine.retry(job.id, None, bench.folder / "elsewhere")
        assert not work.exists()
        assert (bench.folder / "elsewhere" / work.name / "half.part").read_bytes() == b"x" * 10
        bench.provider.gate.set()
        (job,) = await bench.engine.finished([job.id])
        assert job.state is JobState.DONE

    on_bench(test)


def test_a_finished_job_can_be_taken_off_the_list_and_its_stems_stay(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        (job,) = await bench.engine.add([bench.spec()])
        (job,) = await bench.engine.finished([job.id])
        await bench.engine.remove(job.id)
        assert bench.events[-1] == JobRemoved(job.id)
        assert await bench.engine.jobs() == []
        assert job.results is not None
        assert job.results.folder.is_dir()
        assert bench.store.songs()[0].results[0].results.folder == job.results.folder

    on_bench(test)


def test_an_unknown_provider_is_refused_before_anything_is_written(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        import dataclasses

        with pytest.raises(UsageError, match="nobody"):
            await bench.engine.add([bench.spec(), dataclasses.replace(bench.spec(), provider="nobody")])
        assert await bench.engine.jobs() == []

    on_bench(test)


def test_cancelling_just_as_the_stems_are_put_in_place_leaves_them_there_and_the_job_done(
    on_bench: OnBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved, goes_on = threading.Event(), threading.Event()
    real = delivery.move

    def slow(*given: Any) -> Any:
        results = real(*given)
        moved.set()
        assert goes_on.wait(60)
        return results

    async def test(bench: Bench) -> None:
        monkeypatch.setattr(delivery, "move", slow)
        (job,) = await bench.engine.add([bench.spec()])
        await asyncio.to_thread(moved.wait, 60)
        cancelling = asyncio.create_task(bench.engine.cancel(job.id))
        await asyncio.sleep(0)
        goes_on.set()
        job = await cancelling
        assert job.state is JobState.DONE
        assert job.results
        assert all(stem.path.exists() for stem in job.results.stems)
        assert bench.provider.calls["cancel", "a song.wav"] == 0

    on_bench(test)


def test_a_list_of_jobs_that_cannot_be_written_is_said_and_the_job_goes_on_another_day(
    on_bench: OnBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise StoreTrouble(ErrorKind.DISK, text("The disk with the list of songs and jobs is full."))

    async def test(bench: Bench) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(Store, "write_ticket", full)
            patch.setattr(Store, "settle", full)
            (job,) = await bench.engine.add([bench.spec()])
            (job,) = await bench.engine.finished([job.id])
            assert job.state is JobState.FAILED
            assert "is full" in str(job.error and job.error.message)
            assert bench.provider.calls["charge", "a song.wav"] == 0  # what cannot be written down is not paid for
        assert [job.id for job in await bench.engine.resume()] == [job.id]
        (job,) = await bench.engine.finished([job.id])
        assert job.state is JobState.DONE
        assert bench.provider.calls["charge", "a song.wav"] == 1

    on_bench(test)


def test_a_folder_of_stems_that_is_passed_on_does_not_tell_where_the_song_lies(on_bench: OnBench) -> None:
    async def test(bench: Bench) -> None:
        (job,) = await bench.engine.add([bench.spec()])
        (job,) = await bench.engine.finished([job.id])
        assert job.results
        card = (job.results.folder / "stemdesk.json").read_text("utf-8")
        assert json.loads(card)["source"] == "a song.wav"
        assert str(bench.folder) not in card
        library = Library(bench.store)
        added = await library.add([job.results.folder])
        assert added.song_ids == (job.song_id,)  # and the library still knows the song

    on_bench(test)


def test_a_link_is_written_down_without_its_secrets() -> None:
    assert (
        delivery.without_query("https://u:p@host.example:8443/a/b.mp3?token=1#x") == "https://host.example:8443/a/b.mp3"
    )
