"""Everything that a network and a server can do to a paid job: nothing is lost, nothing is paid twice, nothing escapes."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from stemdesk.core.errors import ErrorKind, UsageError
from stemdesk.core.jobs import JobState
from stemdesk.http import download
from stemdesk.jobs.ways_on import ways_on
from tests.providers.mvsep.conftest import AtCounter, Counter
from tests.sounds import make_song
from tests.standins.http import NoReply, Reply, as_json
from tests.standins.mvsep import FREE_TOKEN, Mvsep, working

CREATE, GET, HISTORY = "/api/separation/create", "/api/separation/get", "/api/app/separation_history"
PAGE = Reply(502, b"<html><h1>Bad gateway</h1></html>", {"Content-Type": "text/html"})


def test_an_answer_that_got_lost_is_found_in_the_history_and_paid_once(at_counter: AtCounter, service: Mvsep) -> None:
    service.start(service.premium, "40", "a song.wav")  # an older one of the same song and model is not taken for it
    service.fail(CREATE, after=True)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.DONE
        assert len(service.asked(CREATE)) == 1
        assert service.created["a song.wav"] == 2

    at_counter(test)


def test_an_answer_that_got_lost_and_is_not_in_the_history_is_a_question_to_the_user(
    at_counter: AtCounter, service: Mvsep
) -> None:
    service.fail(CREATE)  # read to its end, then the line is cut: not accepted, but who knows

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.ATTENTION
        assert job.error
        assert job.error.kind is ErrorKind.UNKNOWN_OUTCOME
        assert [d.id for d in counter.provider.recovery_actions(job.ticket)] == ["go_on", "anew"]
        await counter.reopen()
        assert await counter.engine.resume() == []  # never retried by itself
        job = await counter.again(job)  # "check again"
        assert job.state is JobState.ATTENTION
        assert len(service.asked(CREATE)) == 1
        job = await counter.again(job, "anew")
        assert job.state is JobState.DONE
        assert service.created["a song.wav"] == 1

    at_counter(test)


def test_a_lost_job_that_shows_up_later_is_found_by_checking_again(at_counter: AtCounter, service: Mvsep) -> None:
    service.fail(CREATE)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        service.start(service.premium, "40", "a song.wav")
        job = await counter.again(job)
        assert job.state is JobState.DONE
        assert len(service.asked(CREATE)) == 1

    at_counter(test)


def test_a_service_without_a_history_still_splits(at_counter: AtCounter, service: Mvsep) -> None:
    service.fail(HISTORY, reply=Reply(404, b"<html>"), times=1000)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.DONE

    at_counter(test)


def test_stems_of_another_length_are_only_taken_when_somebody_says_so(
    at_counter: AtCounter, service: Mvsep, tmp_path: Path
) -> None:
    longer = make_song(tmp_path / "long.wav", 20).read_bytes()  # a model that adds silence
    service.next_files = {"vocals.wav": longer, "instrum.wav": longer}

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.FAILED
        assert job.error
        assert "is 0:20 long, the song 0:00" in str(job.error.message)
        assert [way.id for way in ways_on(job, counter.engine.registry)] == ["go_on", "as_is", "mirror"]
        job = await counter.again(job)  # fetched again, and no better
        assert job.state is JobState.FAILED
        await counter.reopen()
        job = await counter.again(job, "as_is")
        assert job.results
        assert [stem.path.read_bytes() for stem in job.results.stems] == [longer, longer]
        assert service.created["a song.wav"] == 1

    at_counter(test)


def test_a_found_separation_of_our_name_and_another_length_is_a_question(
    at_counter: AtCounter, service: Mvsep, tmp_path: Path
) -> None:
    service.fail(CREATE, after=True)
    longer = make_song(tmp_path / "long.wav", 20).read_bytes()  # of another computer, under the same name
    service.next_files = {"vocals.wav": longer, "instrum.wav": longer}

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.ATTENTION
        service.next_files = None
        assert (await counter.again(job, "anew")).state is JobState.DONE

    at_counter(test)


def test_a_stem_that_is_listed_and_not_there_is_missed(at_counter: AtCounter, service: Mvsep) -> None:
    service.fail("/storage/.*/instrum.wav", reply=Reply(404), times=2)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.FAILED
        job = await counter.again(job)
        assert job.results
        assert [stem.stem for stem in job.results.stems] == ["vocals", "instrumental"]
        assert service.created["a song.wav"] == 1

    at_counter(test)


@pytest.mark.parametrize(
    "sent",
    [Reply(200, b'{"error": "busy"}', {"Content-Type": "audio/wav"}), Reply(200, b"", {"Content-Type": "audio/wav"}),
     Reply(200, b"<?xml version='1.0'?><Error/>", {"Content-Type": "application/xml"}),
     Reply(200, b"<html>maintenance</html>", {"Content-Type": "audio/wav"}), Reply(200, b"RIFF\x00\x00\x00\x00WAVEfmt ")],
    ids=["json", "empty", "xml", "page sent as sound", "sixteen bytes"],
)  # fmt: skip
def test_what_is_no_sound_does_not_take_the_vocals_place(at_counter: AtCounter, service: Mvsep, sent: Reply) -> None:
    service.fail("/storage/.*", reply=sent)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.FAILED, job.results
        job = await counter.again(job)
        assert job.results, job.error
        (made,) = service.separations.values()
        assert [stem.path.read_bytes() for stem in job.results.stems] == list(made.files.values())
        assert job.results.documents == ()
        assert service.created["a song.wav"] == 1

    at_counter(test)


def test_a_stem_that_is_replaced_on_the_server_half_way_is_not_spliced(
    at_counter: AtCounter, service: Mvsep, tmp_path: Path
) -> None:
    """Broken off half way, then another file under the same address, from a server that ignores If-Range."""

    def replaced(reply: Reply) -> Reply:
        (made,) = service.separations.values()
        made.files = dict.fromkeys(made.files, new)
        made.tag = '"v2"'
        made.heeds_if_range = False
        return replace(reply, cut_at=len(reply.body) // 2)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run(counter.spec(source=str(_large(counter.folder))))
        assert job.results, job.error
        assert {stem.path.read_bytes() for stem in job.results.stems} == {new}

    for seconds in (4.0, 3.9):  # as long as the old one, and shorter
        new = make_song(tmp_path / "new.wav", seconds, noise=3).read_bytes()
        service.separations.clear()
        service.premium.history.clear()
        service.fail("/storage/.*", change=replaced)
        at_counter(test)


def test_more_than_was_announced_is_not_the_stem(at_counter: AtCounter, service: Mvsep) -> None:
    """206 with a total, and a body that goes on after it."""
    cut = lambda reply: replace(reply, cut_at=len(reply.body) // 2)  # noqa: E731
    longer = lambda reply: replace(reply, body=reply.body + bytes(5000))  # noqa: E731
    service.fail("/storage/.*", change=cut)
    service.fail("/storage/.*", change=longer)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run(counter.spec(source=str(_large(counter.folder))))
        assert job.results, job.error
        (made,) = service.separations.values()
        assert [stem.path.read_bytes() for stem in job.results.stems] == list(made.files.values())

    at_counter(test)


def test_a_server_that_says_there_is_no_more_does_not_finish_half_a_stem(at_counter: AtCounter, service: Mvsep) -> None:
    service.fail("/storage/.*", change=lambda reply: replace(reply, cut_at=len(reply.body) // 2))

    def nothing_left(reply: Reply) -> Reply:
        have = service.seen[-1].headers["range"].removeprefix("bytes=").removesuffix("-")
        return Reply(416, b"", {"Content-Range": f"bytes */{have}"})

    service.fail("/storage/.*", change=nothing_left)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run(counter.spec(source=str(_large(counter.folder))))
        assert job.results, job.error
        (made,) = service.separations.values()
        assert [stem.path.read_bytes() for stem in job.results.stems] == list(made.files.values())

    at_counter(test)


def test_a_damaged_compressed_answer_is_fetched_again(at_counter: AtCounter, service: Mvsep) -> None:
    damaged = Reply(200, b"\x1f\x8b\x08\x00 no gzip at all", {"Content-Encoding": "gzip"})
    service.fail(GET, reply=damaged)
    service.fail("/storage/.*", reply=damaged)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        if job.state is JobState.FAILED:
            assert job.error
            assert "damaged" in str(job.error.message)
            job = await counter.again(job)
        assert job.state is JobState.DONE, job.error
        assert service.created["a song.wav"] == 1

    at_counter(test)


@pytest.mark.parametrize(
    "reply",
    [Reply(303, b"", {"Location": "/done"}), Reply(302, b"", {"Location": "/home"}), Reply(408, b"{}"),
     as_json({"success": False, "message": "timed out"}, 504), as_json({"success": False, "message": "x"}, 500),
     Reply(400, b"<html>"), Reply(404, b"<html>"), Reply(429, b"<html>slow down</html>"),
     as_json({"success": False, "message": "Too many"}, 429), as_json({"success": False}, 408)],
    ids=lambda reply: f"{reply.status}-{len(reply.body)}",
)  # fmt: skip
@pytest.mark.parametrize("after", [True, False], ids=["charged", "not charged"])
def test_only_a_no_in_mvseps_own_form_is_a_no(at_counter: AtCounter, service: Mvsep, reply: Reply, after: bool) -> None:
    service.fail(CREATE, after=after, reply=reply)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        if job.state is not JobState.DONE:
            assert not after
            assert job.state is JobState.ATTENTION
            job = await counter.again(job, "anew")
        assert job.state is JobState.DONE
        assert service.created["a song.wav"] == 1

    at_counter(test)


def test_two_computers_with_songs_of_equal_length_do_not_get_each_others_stems(
    at_counter: AtCounter, service: Mvsep, tmp_path: Path
) -> None:
    """One account: the song of the other computer is in the history, ours never arrived."""

    def other_computer(name: str) -> Callable[[Reply], Reply]:
        def start(reply: Reply) -> Reply:
            (mine,) = list(service.premium.history)
            del service.separations[mine]
            service.premium.history.remove(mine)
            service.start(service.premium, "40", name, make_song(tmp_path / "x.wav", 0.5, noise=1).read_bytes())
            raise NoReply

        return start

    async def test(counter: Counter) -> None:
        for name in ("Другая песня.wav", "b song.wav"):
            service.premium.history.clear()
            service.separations.clear()
            service.fail(CREATE, change=other_computer(name))
            (job,) = await counter.run(counter.spec("Моя песня.wav" if name[0] != "b" else "a song.wav"))
            assert job.state is JobState.ATTENTION
            assert not list((counter.folder / "out").glob("[!.]*"))

    at_counter(test)


def test_a_song_whose_name_the_service_does_not_keep_is_found_again_by_its_sound(
    at_counter: AtCounter, service: Mvsep
) -> None:
    service.fail(CREATE, after=True)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run(counter.spec("夏の歌.wav"))
        assert job.state is JobState.DONE, job.error
        assert len(service.asked(CREATE)) == 1

    at_counter(test)


def test_two_lost_answers_at_once_are_told_apart_by_their_names(at_counter: AtCounter, service: Mvsep) -> None:
    service.fail(CREATE, after=True, times=2)
    service.next_states = working("processing", "processing")

    async def test(counter: Counter) -> None:
        jobs = await counter.run(counter.spec("one.wav"), counter.spec("two.wav"))
        assert [job.state for job in jobs] == [JobState.DONE] * 2
        hashes = {str((job.ticket or {})["hash"]) for job in jobs}
        assert len(hashes) == 2
        for job in jobs:
            assert str((job.ticket or {})["hash"]).endswith(job.spec.title)
        assert service.created == {"one.wav": 1, "two.wav": 1}

    at_counter(test)


def test_an_error_page_after_the_upload_is_no_answer_either(at_counter: AtCounter, service: Mvsep) -> None:
    service.fail(CREATE, after=True, reply=PAGE)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.DONE
        assert service.created["a song.wav"] == 1

    at_counter(test)


@pytest.mark.parametrize(
    "reply",
    [Reply(200, b"{half an answ"), Reply(200, b""), as_json({"success": True, "data": {}}), as_json([]),
     as_json({"success": False, "message": "Server error"}, 500), Reply(504, b"<html>"),
     Reply(200, b" " * (33 << 20))],
    ids=["half", "empty", "nameless", "list", "error", "page", "endless"],
)  # fmt: skip
def test_an_answer_that_says_nothing_is_not_taken_for_a_refusal(
    at_counter: AtCounter, service: Mvsep, reply: Reply
) -> None:
    service.fail(CREATE, after=True, reply=reply)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.DONE, job.error
        assert len(service.asked(CREATE)) == 1

    at_counter(test)


def test_somebody_elses_song_in_the_history_is_not_taken_for_ours(
    at_counter: AtCounter, service: Mvsep, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere.wav"

    def start_elsewhere(reply: Reply) -> Reply:
        """The web page is faster: a separation of the same model appears, and ours never arrived."""
        (mine,) = list(service.premium.history)
        del service.separations[mine]
        service.premium.history.remove(mine)
        service.start(service.premium, "40", "elsewhere.wav", make_song(elsewhere, 30).read_bytes())
        raise NoReply

    service.fail(CREATE, change=start_elsewhere)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.ATTENTION
        assert job.error
        assert "does not sound like this song" in str(job.error.message)
        job = await counter.again(job)
        assert job.state is JobState.ATTENTION  # the same one is not found a second time
        assert not (counter.folder / "out" / "a song").exists()

    at_counter(test)


def test_an_answer_on_its_way_is_waited_for_before_another_job_looks_for_its_own(
    at_counter: AtCounter, service: Mvsep
) -> None:
    slow = threading.Event()
    service.fail(CREATE, until=slow)  # the first is accepted, its answer comes late
    service.fail(CREATE)  # the second is lost before it was accepted

    async def test(counter: Counter) -> None:
        jobs = await counter.engine.add([counter.spec("one.wav")])
        await asyncio.to_thread(service.wait_until, lambda: len(service.asked(CREATE)) == 1)
        jobs += await counter.engine.add([counter.spec("two.wav")])
        await counter.until(lambda: any("looking for the song" in detail for detail in counter.details))
        slow.set()
        first, second = await counter.engine.finished([job.id for job in jobs])
        assert (first.state, second.state) == (JobState.DONE, JobState.ATTENTION)
        assert service.created == {"one.wav": 1}

    at_counter(test)


def test_an_upload_that_broke_off_cannot_have_been_accepted_and_is_sent_again(
    at_counter: AtCounter, service: Mvsep
) -> None:
    service.fail(CREATE, read_only=1000)

    async def test(counter: Counter) -> None:
        song = counter.spec(source=str(_large(counter.folder, 150.0)))  # more than the sockets on the way can hold
        (job,) = await counter.run(song)
        assert job.state is JobState.DONE
        assert service.created == {"large.wav": 1}

    at_counter(test)


def test_a_service_that_is_not_there_fails_the_job_without_a_question(
    at_counter: AtCounter, service: Mvsep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEMDESK_MVSEP_URL", "http://127.0.0.1:9")

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.FAILED
        assert job.error
        assert job.error.kind is ErrorKind.NETWORK

    at_counter(test)


def test_killed_between_the_last_byte_and_the_answer_it_is_looked_for_not_sent_again(
    at_counter: AtCounter, service: Mvsep
) -> None:
    gate = threading.Event()
    service.fail(CREATE, after=True, until=gate, reply=as_json({}))

    async def test(counter: Counter) -> None:
        (job,) = await counter.engine.add([counter.spec()])
        await asyncio.to_thread(service.wait_until, lambda: bool(service.asked(CREATE)))
        assert (counter.store.jobs(1)[0].ticket or {})["phase"] == "sent"
        await counter.reopen()
        gate.set()
        (job,) = await counter.engine.resume()
        (job,) = await counter.engine.finished([job.id])
        assert job.state is JobState.DONE
        assert service.created["a song.wav"] == 1

    at_counter(test)


def test_killed_while_it_waits_it_goes_on_waiting(at_counter: AtCounter, service: Mvsep) -> None:
    service.next_states = working(*["waiting"] * 30)

    async def test(counter: Counter) -> None:
        (job,) = await counter.engine.add([counter.spec()])
        await counter.until(lambda: counter.state() is JobState.WAITING)
        await counter.reopen()
        (job,) = await counter.engine.resume()
        (job,) = await counter.engine.finished([job.id])
        assert job.state is JobState.DONE
        assert service.created["a song.wav"] == 1

    at_counter(test)


@pytest.mark.parametrize(
    "reply",
    [Reply(500, b"<html>oops</html>"), Reply(429, b"{}", {"Retry-After": "0"}), Reply(200, b"{not json"),
     Reply(503, b"", {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}), Reply(200, b"[]"), None],
)  # fmt: skip
def test_trouble_while_waiting_is_waited_out(at_counter: AtCounter, service: Mvsep, reply: Reply | None) -> None:
    service.next_states = working("waiting", "processing")
    service.fail(GET, reply=reply, times=3)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.DONE
        assert service.created["a song.wav"] == 1

    at_counter(test)


def test_a_service_that_stays_away_keeps_the_job_for_later(at_counter: AtCounter, service: Mvsep) -> None:
    service.fail(GET, reply=PAGE, times=6)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.FAILED
        assert job.error
        assert "retrying costs nothing" in str(job.error.message)
        job = await counter.again(job)
        assert job.state is JobState.DONE
        assert service.created["a song.wav"] == 1

    at_counter(test)


def test_too_many_requests_at_the_upload_is_a_refusal_and_is_tried_again(at_counter: AtCounter, service: Mvsep) -> None:
    service.fail(CREATE, reply=as_json({"success": False, "message": "Too many"}, 429), times=2)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.DONE
        assert service.created["a song.wav"] == 1

    at_counter(test)


@pytest.mark.parametrize("tag", ['"v1"', "", 'W/"weak"'])
@pytest.mark.parametrize("ranges", [True, False])
def test_a_cut_download_is_whole_in_the_end(at_counter: AtCounter, service: Mvsep, tag: str, ranges: bool) -> None:
    service.fail("/storage/.*", times=3, change=lambda reply: _cut(reply, 0.6))

    async def test(counter: Counter) -> None:
        job, *_ = await counter.engine.add([counter.spec(source=str(_large(counter.folder)))])
        await asyncio.to_thread(service.wait_until, lambda: bool(service.separations))
        (separation,) = service.separations.values()
        separation.tag, separation.ranges = tag, ranges
        (job,) = await counter.engine.finished([job.id])
        assert job.results, job.error
        for stem, content in zip(job.results.stems, separation.files.values(), strict=True):
            assert stem.path.read_bytes() == content
        if ranges and tag == '"v1"':
            assert any("range" in seen.headers for seen in service.seen if seen.path.startswith("/storage"))

    at_counter(test)


def test_a_download_whose_length_nobody_tells_is_measured_by_what_the_result_says(
    at_counter: AtCounter, service: Mvsep
) -> None:
    def half_without_length(reply: Reply) -> Reply:
        return Reply(200, reply.body[: len(reply.body) // 2], {"Content-Length": "", "Connection": "close"})

    service.fail("/storage/.*", times=1, change=half_without_length)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run(counter.spec(source=str(_large(counter.folder))))
        assert job.results, job.error
        (separation,) = service.separations.values()
        assert [s.path.read_bytes() for s in job.results.stems] == list(separation.files.values())

    at_counter(test)


def test_a_download_broken_off_by_the_end_of_the_program_goes_on_where_it_stopped(
    at_counter: AtCounter, service: Mvsep
) -> None:
    service.fail("/storage/.*", times=400, change=lambda reply: _cut(reply, 0.2))

    async def test(counter: Counter) -> None:
        song = _large(counter.folder, 6.0)
        (job,) = await counter.engine.add([counter.spec(source=str(song))])
        work = counter.folder / "out" / f".stemdesk-{job.id}"
        await counter.until(lambda: any(part.stat().st_size for part in work.glob("*.part")))
        await counter.reopen()
        (part,) = work.glob("*.part")
        have = part.stat().st_size
        service.faults.clear()
        seen = len(service.seen)
        (job,) = await counter.engine.resume()
        (job,) = await counter.engine.finished([job.id])
        assert job.state is JobState.DONE
        first = next(s for s in service.seen[seen:] if s.path.startswith("/storage"))
        assert first.headers["range"] == f"bytes={have}-"

    at_counter(test)


def test_closing_during_a_download_on_a_slow_disk_does_not_double_a_piece(
    at_counter: AtCounter, service: Mvsep, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = threading.Event(), threading.Event()
    real = download._append

    def slow(wanted: download.Wanted, piece: bytes) -> int:
        if len(piece) >= 1 << 20 and not begun.is_set():
            begun.set()
            assert goes_on.wait(60)
        return real(wanted, piece)

    async def test(counter: Counter) -> None:
        monkeypatch.setattr(download, "_append", slow)
        (job,) = await counter.engine.add([counter.spec(source=str(_large(counter.folder, 20.0)))])
        await asyncio.to_thread(begun.wait, 60)
        closing = asyncio.create_task(counter.reopen())
        await asyncio.sleep(0)  # the engine has told its jobs to end
        await asyncio.sleep(0)
        goes_on.set()
        await closing
        await counter.engine.resume()
        (job,) = await counter.engine.finished([job.id])
        assert job.results, job.error
        (made,) = service.separations.values()
        assert [stem.path.read_bytes() for stem in job.results.stems] == list(made.files.values())

    at_counter(test)


def test_an_expired_link_is_replaced_by_a_fresh_one(at_counter: AtCounter, service: Mvsep) -> None:
    def expire(reply: Reply) -> Reply:
        for separation in service.separations.values():
            separation.generation += 1
        return Reply(403, b"expired")

    service.fail("/storage/.*", times=1, change=expire)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.DONE
        assert service.created["a song.wav"] == 1

    at_counter(test)


def test_a_result_that_is_unknown_for_a_moment_is_not_paid_for_again(at_counter: AtCounter, service: Mvsep) -> None:
    async def test(counter: Counter) -> None:
        service.fail(GET, times=5, reply=as_json({"success": False, "status": "not_found"}))
        (job,) = await counter.run()
        assert job.error
        assert job.error.kind is ErrorKind.EXPIRED
        assert [way.id for way in ways_on(job, counter.engine.registry)] == ["go_on", "anew"]
        job = await counter.again(job)  # looks again, and there it is
        assert job.state is JobState.DONE
        assert service.created["a song.wav"] == 1

    at_counter(test)


def test_a_result_that_is_gone_for_good_is_sent_again_only_by_name(at_counter: AtCounter, service: Mvsep) -> None:
    async def test(counter: Counter) -> None:
        service.fail(GET, times=1000, reply=as_json({"success": False, "status": "not_found"}))
        (job,) = await counter.run()
        for _ in range(2):
            job = await counter.again(job)
            assert job.state is JobState.FAILED
        assert service.created["a song.wav"] == 1
        service.faults.clear()
        assert (await counter.again(job, "anew")).state is JobState.DONE
        assert service.created["a song.wav"] == 2

    at_counter(test)


def test_a_link_whose_end_says_nothing_is_not_asked_about_for_ever(at_counter: AtCounter, service: Mvsep) -> None:
    service.fail(
        "/api/separation/get-remote", times=1000, reply=as_json({"success": True, "status": "done", "data": {}})
    )

    async def test(counter: Counter) -> None:
        (job,) = await counter.run(counter.spec(source="https://example.com/song.mp3"))
        assert job.state is JobState.FAILED
        assert "what became of it" in str(job.error and job.error.message)

    at_counter(test)


def test_a_cancel_that_brings_no_credits_back_is_not_followed_by_a_plain_retry(
    at_counter: AtCounter, service: Mvsep
) -> None:
    service.next_states = working(*["waiting"] * 2000)
    service.fail("/api/separation/cancel", reply=as_json({"success": True, "data": {"message": "has begun already"}}))

    async def test(counter: Counter) -> None:
        (job,) = await counter.engine.add([counter.spec()])
        await counter.until(lambda: counter.state() is JobState.WAITING)
        job = await counter.engine.cancel(job.id)
        with pytest.raises(UsageError, match="charged again"):
            await counter.again(job)

    at_counter(test)


def test_cancelling_twice_leaves_no_job_that_nobody_runs(at_counter: AtCounter, service: Mvsep) -> None:
    gate = threading.Event()
    service.next_states = working(*["waiting"] * 2000)
    service.fail("/api/separation/cancel", until=gate)

    async def test(counter: Counter) -> None:
        (job,) = await counter.engine.add([counter.spec()])
        await counter.until(lambda: counter.state() is JobState.WAITING)
        twice = [asyncio.create_task(counter.engine.cancel(job.id)) for _ in range(2)]
        await asyncio.to_thread(service.wait_until, lambda: bool(service.in_hand["/api/separation/cancel"]))
        twice.append(asyncio.create_task(counter.engine.cancel(job.id)))
        await asyncio.sleep(0)
        gate.set()
        for ended in await asyncio.gather(*twice):
            assert ended.state is JobState.CANCELLED

    at_counter(test)


def test_names_from_the_server_stay_inside_the_folder(at_counter: AtCounter, service: Mvsep) -> None:
    async def test(counter: Counter) -> None:
        (job,) = await counter.engine.add([counter.spec()])
        await asyncio.to_thread(service.wait_until, lambda: bool(service.separations))
        (separation,) = service.separations.values()
        separation.shown_names = {"vocals.wav": "../../../../tmp/CON/" + "ä" * 300 + "\x00.wav",
                                  "instrum.wav": "C:\\Windows\\aux.wav"}  # fmt: skip
        (job,) = await counter.engine.finished([job.id])
        assert job.results, job.error
        out = counter.folder / "out"
        assert [path.name for path in out.iterdir()] == ["a song"]
        for stem in job.results.stems:
            assert stem.path.parent == out / "a song"
            assert len(stem.path.name.encode()) <= 255

    at_counter(test)


def test_ten_gigabytes_announced_are_not_downloaded(at_counter: AtCounter, service: Mvsep) -> None:
    service.fail("/storage/.*", times=1, change=lambda reply: Reply(200, reply.body, {"Content-Length": str(10 << 30)}))

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.FAILED
        assert job.error
        assert "10738 MB" in str(job.error.message)
        assert not list((counter.folder / "out").glob("**/*.wav"))

    at_counter(test)


@pytest.mark.parametrize("path", ["/api/app/user", HISTORY, CREATE])
def test_a_redirect_to_another_host_is_not_followed_with_the_token(
    at_counter: AtCounter, service: Mvsep, path: str
) -> None:
    with Mvsep() as thief:
        service.fail(path, times=100, reply=Reply(302, b"", {"Location": f"{thief.url}{path}?api_token=x"}))

        async def test(counter: Counter) -> None:
            (job,) = await counter.run()
            if path == CREATE:
                assert job.state is JobState.FAILED
                assert job.error
                assert "must not travel" in str(job.error.message)
            assert thief.seen == []

        at_counter(test)


def test_links_into_the_own_network_are_left_alone(
    at_counter: AtCounter, service: Mvsep, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stemdesk.http.address import may_fetch

    live = "https://mvsep.com"
    assert may_fetch("https://cdn.mvsep.com/x.wav", live)
    for bad in ("http://mvsep.com/x.wav", "https://127.0.0.1/x", "https://192.168.1.1/x", "https://[::1]/x",
                "file:///etc/passwd", "https://user:pw@mvsep.com/x", "https://169.254.169.254/x", "ftp://x/y", "//x",
                "https://localhost/x", "https://x:99999/"):  # fmt: skip
        assert not may_fetch(bad, live), bad

    def elsewhere(reply: Reply) -> Reply:
        data = json.loads(reply.body)
        for file in data["data"].get("files", []):
            file["url"] = "http://192.168.1.1/secret.wav"
        return as_json(data)

    service.fail(GET, times=100, change=elsewhere)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.error
        assert "not safe to fetch" in str(job.error.message)

    at_counter(test)


def test_a_web_page_instead_of_a_stem_is_not_taken_for_one(at_counter: AtCounter, service: Mvsep) -> None:
    page = Reply(200, b"<html>maintenance</html>", {"Content-Type": "text/html; charset=utf-8"})
    service.fail("/storage/.*", times=1, reply=page)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.FAILED
        assert service.created["a song.wav"] == 1
        assert (await counter.again(job)).state is JobState.DONE
        assert service.created["a song.wav"] == 1

    at_counter(test)


def test_an_account_without_credits_is_told_so(at_counter: AtCounter, service: Mvsep) -> None:
    refusal = as_json({"success": False, "data": {"message": "Not enough credits for this job"}}, 400)
    service.fail(CREATE, reply=refusal)

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.error
        assert job.error.kind is ErrorKind.QUOTA
        assert "Not enough credits" in str(job.error.message)

    at_counter(test)


def test_a_free_account_with_a_job_running_elsewhere_hears_it_in_the_servers_words(
    at_counter: AtCounter, service: Mvsep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEMDESK_MVSEP_TOKEN", FREE_TOKEN)
    service.next_states = working("processing")
    service.start(service.free, "40", "elsewhere.wav")

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.error
        assert "only one job at once" in str(job.error.message)

    at_counter(test)


def _large(folder: Path, seconds: float = 4.0) -> Path:
    return make_song(folder / "songs" / "large.wav", seconds)


def _cut(reply: Reply, share: float) -> Reply:
    return Reply(reply.status, reply.body, reply.headers, cut_at=int(len(reply.body) * share))


def test_an_outage_while_a_paid_song_waits_is_waited_out(
    at_counter: AtCounter, service: Mvsep, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.providers.mvsep import conftest

    monkeypatch.setattr(conftest, "QUICK", replace(conftest.QUICK, outage=60.0))
    service.fail(GET, times=25)  # four times what is put up with otherwise

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.DONE
        assert any("Next try in" in detail for detail in counter.details)

    at_counter(test)


def test_twenty_jobs_at_a_service_that_is_down_knock_as_rarely_as_one(at_counter: AtCounter, service: Mvsep) -> None:
    async def test(counter: Counter) -> None:
        await counter.run(counter.spec("first.wav"))
        service.fail("/api/.*", times=100_000)
        before = len(service.seen)
        jobs = await counter.run(*(counter.spec(f"{n}.wav") for n in range(20)))
        assert {job.state for job in jobs} == {JobState.FAILED}
        assert len(service.seen) - before < 40  # twenty jobs with four tries each would be eighty, and their accounts
        assert service.created == {"first.wav": 1}

    at_counter(test)


def test_a_song_that_was_deleted_meanwhile_does_not_keep_its_paid_stems_from_coming(
    at_counter: AtCounter, service: Mvsep
) -> None:
    service.next_states = working(*["waiting"] * 30)

    async def test(counter: Counter) -> None:
        spec = counter.spec()
        await counter.engine.add([spec])
        await counter.until(lambda: counter.state() is JobState.WAITING)
        await counter.reopen()
        (counter.folder / "songs" / "a song.wav").unlink()
        (job,) = await counter.engine.resume()
        (job,) = await counter.engine.finished([job.id])
        assert job.state is JobState.DONE, job.error
        assert service.created["a song.wav"] == 1

    at_counter(test)


def test_after_a_restart_a_lost_job_does_not_take_the_separation_of_another(
    at_counter: AtCounter, service: Mvsep
) -> None:
    async def test(counter: Counter) -> None:
        service.fail(CREATE, times=1)
        (lost,) = await counter.run(counter.spec("same.wav"))
        assert lost.state is JobState.ATTENTION
        (other,) = await counter.run(counter.spec("same.wav"))
        assert other.state is JobState.DONE
        await counter.reopen()
        lost = await counter.again(lost)
        assert lost.state is JobState.ATTENTION  # the only one in the history is the other job's

    at_counter(test)


def test_a_link_whose_acceptance_came_as_an_error_is_followed_as_what_it_has_become(
    at_counter: AtCounter, service: Mvsep
) -> None:
    service.fail(CREATE, after=True, reply=as_json({"success": False, "message": "Server error"}, 500))

    async def test(counter: Counter) -> None:
        (job,) = await counter.run(counter.spec(source="https://example.com/My%20Song.mp3"))
        assert job.state is JobState.DONE, job.error
        assert len(service.asked(CREATE)) == 1

    at_counter(test)
