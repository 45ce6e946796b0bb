"""Whole jobs against the stand-in: what is sent, what is shown meanwhile, what lies on disk in the end."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import numpy as np
import pytest

from stemdesk.core.errors import ErrorKind, UsageError
from stemdesk.core.jobs import Job, JobState
from stemdesk.core.song_files import SongKind
from tests.providers.mvsep.conftest import AtCounter, Counter
from tests.sounds import make_song, read
from tests.standins.http import Reply
from tests.standins.mvsep import FREE_TOKEN, Mvsep, working


def names(job: Job) -> list[str]:
    assert job.results is not None, job.error
    return [path.name for path in (*(stem.path for stem in job.results.stems), *job.results.documents)]


def test_a_song_goes_up_and_its_stems_come_down(at_counter: AtCounter, service: Mvsep) -> None:
    service.next_states = working("waiting", "processing", "distributing", "large", "merging", "new")

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert names(job) == ["a song (vocals).wav", "a song (instrumental).wav"]
        assert job.results
        song = read(Path(job.spec.source))
        assert np.max(np.abs(sum(read(stem.path) for stem in job.results.stems) - song)) < 1e-3
        (sent,) = service.asked("/api/separation/create")
        assert sent.form == {"api_token": service.premium.token, "sep_type": "40", "add_opt1": "81",
                             "output_format": "1", "is_demo": "0"}  # fmt: skip
        assert sent.files["audiofile"].filename == "a song.wav"
        assert sent.files["audiofile"].content == (counter.folder / "songs" / "a song.wav").read_bytes()
        for words in ("number 3 of 15 in the queue", "2 of 6 parts done", "putting the parts together",
                      "being separated", "waiting for MVSEP's answer", "downloading vocals"):  # fmt: skip
            assert any(words in detail for detail in counter.details), words
        assert counter.states == [JobState.QUEUED, JobState.UPLOADING, JobState.WAITING, JobState.PROCESSING,
                                  JobState.DOWNLOADING, JobState.DONE]  # fmt: skip
        assert sum(service.charges.values()) == 1
        assert [path.name for path in (counter.folder / "out").iterdir()] == ["a song"]

    at_counter(test)


def test_the_token_goes_to_the_service_and_nowhere_else(at_counter: AtCounter, service: Mvsep, home: Path) -> None:
    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        token = service.premium.token
        assert token
        for seen in service.seen:
            assert token not in " ".join([seen.path, *seen.headers.values()])
            if seen.path.startswith("/storage") or seen.path == "/api/separation/get":
                assert "api_token" not in seen.query
        await counter.engine.close()
        for path in [p for folder in (home, counter.folder) for p in folder.rglob("*") if p.is_file()]:
            assert token.encode() not in path.read_bytes(), path
        counter.open()
        assert token not in json.dumps(dict(job.ticket or {}))

    at_counter(test)


def test_a_link_is_fetched_by_the_service_and_becomes_a_song_of_stems(at_counter: AtCounter, service: Mvsep) -> None:
    async def test(counter: Counter) -> None:
        (job,) = await counter.run(counter.spec(source="https://www.dropbox.com/s/x/My%20Song.mp3?dl=1"))
        (sent,) = service.asked("/api/separation/create")
        assert (sent.form["url"], sent.form["remote_type"]) == (job.spec.source, "dropbox")
        assert sent.files == {}
        assert names(job) == ["My Song (vocals).wav", "My Song (instrumental).wav"]
        (song,) = counter.store.songs()
        assert song.song_file.kind is SongKind.STEMS
        assert len(song.results) == 1

    at_counter(test)


def test_a_pair_goes_to_matchering_and_comes_back_as_one(at_counter: AtCounter, service: Mvsep) -> None:
    async def test(counter: Counter) -> None:
        reference = make_song(counter.folder / "songs" / "loud.wav", 0.4)
        (job,) = await counter.run(counter.spec(model="68", options={}, reference=str(reference),
                                                model_name="Matchering (by sergree)"))  # fmt: skip
        (sent,) = service.asked("/api/separation/create")
        assert {key: up.filename for key, up in sent.files.items()} == {
            "target_audiofile": "a song.wav", "reference_audiofile": "loud.wav"
        }  # fmt: skip
        assert names(job) == ["a song (mastered).wav"]

    at_counter(test)


def test_speech_is_made_without_any_song(at_counter: AtCounter, service: Mvsep) -> None:
    async def test(counter: Counter) -> None:
        spec = counter.spec(source="", model="115", options={"add_opt1": "Hello “Welt”", "add_opt2": "v2/en_speaker_6"},
                            model_name="Bark (Speech Gen)", label="Hello Welt")  # fmt: skip
        (job,) = await counter.run(spec)
        (sent,) = service.asked("/api/separation/create")
        assert sent.form["add_opt1"] == "Hello “Welt”"
        assert names(job) == ["Hello Welt (speech).wav"]

    at_counter(test)


@pytest.mark.parametrize(("model", "files"), [("39", ["text.txt", "words.json"]), ("114", ["notes.mid"])])
def test_results_that_are_no_sound_are_kept_as_documents(at_counter: AtCounter, model: str, files: list[str]) -> None:
    async def test(counter: Counter) -> None:
        (job,) = await counter.run(counter.spec(model=model, options={}, model_name="Whisper"))
        assert job.results
        assert job.results.stems == ()
        assert [path.name for path in job.results.documents] == files

    at_counter(test)


def test_a_free_account_runs_one_job_at_a_time_and_premium_several(
    at_counter: AtCounter, service: Mvsep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEMDESK_MVSEP_TOKEN", FREE_TOKEN)
    service.next_states = working("waiting", "processing")

    async def test(counter: Counter) -> None:
        jobs = await counter.run(*(counter.spec(f"{n}.wav") for n in range(4)))
        assert [job.state for job in jobs] == [JobState.DONE] * 4  # the stand-in refuses a second one at once

    at_counter(test)


def test_premium_accounts_run_several_at_once(at_counter: AtCounter, service: Mvsep) -> None:
    service.next_states = working(*["processing"] * 40)

    async def test(counter: Counter) -> None:
        jobs = await counter.run(*(counter.spec(f"{n}.wav") for n in range(4)))
        assert [job.state for job in jobs] == [JobState.DONE] * 4
        created = [i for i, seen in enumerate(service.seen) if seen.path == "/api/separation/create"]
        fetched = [i for i, seen in enumerate(service.seen) if seen.path.startswith("/storage")]
        assert max(created) < min(fetched)

    at_counter(test)


def test_a_refused_token_is_an_auth_error_before_anything_is_uploaded(
    at_counter: AtCounter, service: Mvsep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEMDESK_MVSEP_TOKEN", "wrong")

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.error
        assert job.error.kind is ErrorKind.AUTH
        assert service.asked("/api/separation/create") == []

    at_counter(test)


def test_no_token_at_all_says_where_to_put_one(at_counter: AtCounter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STEMDESK_MVSEP_TOKEN")

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.error
        assert job.error.kind is ErrorKind.AUTH
        assert "account login mvsep" in str(job.error.message)

    at_counter(test)


def test_a_refused_song_is_told_in_the_servers_own_words(at_counter: AtCounter, service: Mvsep) -> None:
    service.next_states = working("failed")

    async def test(counter: Counter) -> None:
        (job,) = await counter.run()
        assert job.state is JobState.FAILED
        assert job.error
        assert job.error.kind is ErrorKind.REJECTED
        assert "The file has no sound" in str(job.error.message)
        service.next_states = []
        with pytest.raises(UsageError, match="charged again"):
            await counter.again(job)  # nobody knows whether the credits came back
        job = await counter.again(job, "anew")
        assert job.state is JobState.DONE
        assert service.created["a song.wav"] == 2

    at_counter(test)


def test_cancelling_in_the_queue_brings_the_credits_back(at_counter: AtCounter, service: Mvsep) -> None:
    service.next_states = working(*["waiting"] * 2000)

    async def test(counter: Counter) -> None:
        (job,) = await counter.engine.add([counter.spec()])
        await counter.until(lambda: counter.state() is JobState.WAITING)
        job = await counter.engine.cancel(job.id)
        assert job.state is JobState.CANCELLED
        assert "credits are back" in str(job.progress.detail)
        assert sum(service.charges.values()) == 0
        service.next_states = []
        assert (await counter.again(job)).state is JobState.DONE

    at_counter(test)


def test_a_cancel_that_comes_too_late_says_that_it_costs(at_counter: AtCounter, service: Mvsep) -> None:
    service.next_states = working(*["processing"] * 2000)

    async def test(counter: Counter) -> None:
        (job,) = await counter.engine.add([counter.spec()])
        await counter.until(lambda: counter.state() is JobState.PROCESSING)
        job = await counter.engine.cancel(job.id)
        assert "the credits are spent" in str(job.progress.detail)
        assert service.asked("/api/separation/cancel") == []  # it would throw away what is paid for
        for made in service.separations.values():
            made.states = []
        job = await counter.again(job)  # what was paid for is still there, and is only fetched
        assert job.state is JobState.DONE
        assert service.created["a song.wav"] == 1

    at_counter(test)


def test_cancelling_a_download_keeps_the_paid_result_at_the_service(at_counter: AtCounter, service: Mvsep) -> None:
    gate = threading.Event()
    service.fail("/storage/.*", until=gate)

    async def test(counter: Counter) -> None:
        (job,) = await counter.engine.add([counter.spec()])
        await counter.until(lambda: counter.state() is JobState.DOWNLOADING)
        job = await counter.engine.cancel(job.id)
        assert job.state is JobState.CANCELLED
        assert "a retry fetches it" in str(job.progress.detail)
        assert len(service.separations) == 1
        gate.set()
        job = await counter.again(job)
        assert job.state is JobState.DONE
        assert service.created["a song.wav"] == 1

    at_counter(test)


def test_the_mirror_costs_one_credit_once(at_counter: AtCounter, service: Mvsep) -> None:
    async def test(counter: Counter) -> None:
        service.fail("/storage/storage/.*", reply=Reply(503), times=1000)
        (job,) = await counter.run()
        assert job.error
        assert job.error.kind is ErrorKind.NETWORK
        offered = [decision.id for decision in counter.provider.recovery_actions(job.ticket)]
        assert offered == ["go_on", "mirror"]
        job = await counter.again(job, "mirror")
        assert job.state is JobState.DONE
        assert service.charges["Ada", "mirror"] == 1
        assert service.charges["Ada", "a song.wav"] == 1

    at_counter(test)


def test_what_is_in_the_history_can_be_fetched_without_paying(at_counter: AtCounter, service: Mvsep) -> None:
    service.start(service.premium, "40", "From The Web.mp3")
    paid = sum(service.charges.values())

    async def test(counter: Counter) -> None:
        (past,) = (await counter.provider.history({"token": service.premium.token or ""})).items
        assert past.exists
        assert past.hours_left == 70
        spec = counter.spec(source="", label=past.title, model=past.model_id, options={})
        (job,) = await counter.engine.add([spec], ticket=past.ticket)
        (job,) = await counter.engine.finished([job.id])
        assert names(job) == ["from-the-web (vocals).wav", "from-the-web (instrumental).wav"]
        assert sum(service.charges.values()) == paid
        assert service.asked("/api/separation/create") == []

    at_counter(test)


def test_an_old_result_that_is_gone_is_never_asked_for_as_a_new_one(at_counter: AtCounter, service: Mvsep) -> None:
    made = service.start(service.premium, "40", "From The Web.mp3")

    async def test(counter: Counter) -> None:
        (past,) = (await counter.provider.history({"token": service.premium.token or ""})).items
        del service.separations[made.hash]
        service.premium.history.clear()
        spec = counter.spec(source="", label=past.title, model=past.model_id, options={})
        (job,) = await counter.engine.add([spec], ticket=past.ticket)
        (job,) = await counter.engine.finished([job.id])
        for _ in range(2):
            assert job.error
            assert job.error.kind is ErrorKind.EXPIRED
            job = await counter.again(job)
        assert service.asked("/api/separation/create") == []

    at_counter(test)


def test_giving_up_an_old_result_leaves_it_at_the_service(at_counter: AtCounter, service: Mvsep) -> None:
    made = service.start(service.premium, "40", "From The Web.mp3")
    made.states = working(*["waiting"] * 1000)

    async def test(counter: Counter) -> None:
        (past,) = (await counter.provider.history({"token": service.premium.token or ""})).items
        spec = counter.spec(source="", label=past.title, model=past.model_id, options={})
        (job,) = await counter.engine.add([spec], ticket=past.ticket)
        await counter.until(lambda: counter.state() is JobState.WAITING)
        await counter.engine.cancel(job.id)
        assert made.hash in service.separations
        made.states = []
        job = await counter.again((await counter.engine.jobs())[0])
        assert job.state is JobState.DONE

    at_counter(test)
