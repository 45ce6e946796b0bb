"""SAMI: whole calls against the stand-in, tokens, the signature, songs of 100 MB, and lost answers."""

from __future__ import annotations

import asyncio
import base64
import errno
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from stemdesk.core.jobs import JobState
from stemdesk.core.text import text
from stemdesk.jobs import delivery
from stemdesk.providers import verification
from stemdesk.providers.sami.provider import SamiProvider
from stemdesk.providers.sami.signing import signed_headers
from stemdesk.providers.sami.streaming_decoder import StreamingBase64Decoder
from tests.providers.others.conftest import QUICK, AppContext, AtDesk, stems
from tests.sounds import make_song
from tests.standins.http import Reply, as_json
from tests.standins.sami import ACCESS_KEY, APPKEY, SECRET_KEY, Sami

SPEC = {"model": "2track", "format": "wav"}


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sami]:
    with Sami() as made:
        monkeypatch.setenv("STEMDESK_SAMI_URL", made.url)
        monkeypatch.setenv("STEMDESK_SAMI_OPENAPI_URL", made.url)
        monkeypatch.setenv("STEMDESK_SAMI_APPKEY", APPKEY)
        monkeypatch.setenv("STEMDESK_SAMI_ACCESS_KEY", ACCESS_KEY)
        monkeypatch.setenv("STEMDESK_SAMI_SECRET_KEY", SECRET_KEY)
        yield made


def sami() -> SamiProvider:
    return SamiProvider(QUICK)


@pytest.mark.parametrize("escapes", [False, True])
def test_both_stems_are_two_calls_in_stereo_at_the_songs_rate(
    app_context: AtDesk, service: Sami, home: Path, escapes: bool
) -> None:
    service.escapes = escapes

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec(name="a song.wav", **SPEC))
        assert set(stems(job)) == {"vocals", "instrumental"}
        assert sorted(payload["model"] for payload in service.payloads) == ["2track_acc", "2track_vocal"]
        assert set(service.charges.values()) == {1}
        for payload in service.payloads:
            assert payload["extra"] == {"output_format": "wav", "output_sample_rate": 44100, "output_channel": 2}
            assert payload["audio_info"] == {"format": "wav", "sample_rate": 44100, "channel": 2}
        song = (context.folder / "songs" / "a song.wav").read_bytes()
        assert base64.b64decode(service.asked("/api/v1/invoke")[0].form["data"]) == song
        assert len(service.asked("/")) == 1
        await context.engine.close()
        for path in [p for folder in (home, context.folder) for p in folder.rglob("*") if p.is_file()]:
            for secret in (SECRET_KEY, service.tokens[-1]):
                assert secret.encode() not in path.read_bytes(), path

    app_context(sami, test)


def test_one_stem_is_one_call(app_context: AtDesk, service: Sami) -> None:
    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec(name="a song.wav", options={"stems": "vocals"}, **SPEC))
        assert set(stems(job)) == {"vocals"}
        assert len(service.payloads) == 1

    app_context(sami, test)


def test_a_given_token_is_enough_and_an_old_one_is_told(
    app_context: AtDesk, service: Sami, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STEMDESK_SAMI_ACCESS_KEY")
    monkeypatch.setenv("STEMDESK_SAMI_TOKEN", "given-token")

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec(name="a song.wav", **SPEC))
        assert job.state is JobState.DONE
        service.tokens.append("another")
        (job,) = await context.run(context.spec(name="a song.wav", **SPEC))
        assert job.error is not None
        assert job.error.kind is ErrorKind.AUTH
        assert "40100003" in str(job.error.message)

    app_context(sami, test)


def test_a_token_that_has_ended_is_made_anew(app_context: AtDesk, service: Sami) -> None:
    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec(name="a song.wav", **SPEC))
        service.tokens.append("revoked by somebody")
        (job,) = await context.run(context.spec(name="b song.wav", **SPEC))
        assert job.state is JobState.DONE
        assert len(service.asked("/")) == 2

    app_context(sami, test)


def test_wrong_keys_say_so(app_context: AtDesk, service: Sami, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEMDESK_SAMI_ACCESS_KEY", "wrong")

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec(name="a song.wav", **SPEC))
        assert job.error is not None
        assert job.error.kind is ErrorKind.AUTH
        assert "SignatureDoesNotMatch" in str(job.error.message)

    app_context(sami, test)


@pytest.mark.parametrize("cut", [None, 40, 5000])
def test_a_lost_answer_is_a_question_and_a_restart_does_not_ask_again(
    app_context: AtDesk, service: Sami, cut: int | None
) -> None:
    def change(reply: Reply) -> Reply:
        return Reply(reply.status, reply.body, reply.headers, cut)

    service.fail("/api/v1/invoke", **({"after": True} if cut is None else {"change": change}))

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec(name="a song.wav", **SPEC))
        assert job.state is JobState.ATTENTION
        assert len(service.payloads) == 1
        await context.reopen()
        await context.engine.resume()
        assert len(service.payloads) == 1
        done = await context.again(job, "anew")
        assert done.state is JobState.DONE
        assert len(service.payloads) == 3

    app_context(sami, test)


def test_a_stem_that_is_here_is_not_paid_for_again(app_context: AtDesk, service: Sami) -> None:
    async def test(context: AppContext) -> None:
        service.fail("/api/v1/invoke", change=lambda reply: reply)  # the first call goes through
        service.fail("/api/v1/invoke", after=True)
        (job,) = await context.run(context.spec(name="a song.wav", **SPEC))
        assert job.state is JobState.ATTENTION
        done = await context.again(job, "anew")
        assert done.state is JobState.DONE
        assert [payload["model"] for payload in service.payloads].count("2track_vocal") == 1

    app_context(sami, test)


def test_a_refusal_of_the_second_stem_does_not_throw_the_first_away(app_context: AtDesk, service: Sami) -> None:
    async def test(context: AppContext) -> None:
        service.fail("/api/v1/invoke", change=lambda reply: reply)
        service.fail("/api/v1/invoke", reply=as_json({"status_code": 40000009, "status_text": "no balance left"}))
        (job,) = await context.run(context.spec(name="a song.wav", **SPEC))
        assert job.error is not None
        assert job.error.kind is ErrorKind.QUOTA
        done = await context.again(job)
        assert done.state is JobState.DONE
        assert [payload["model"] for payload in service.payloads].count("2track_vocal") == 1

    app_context(sami, test)


def test_a_restart_with_one_stem_here_does_not_forget_that_the_other_was_sent(
    app_context: AtDesk, service: Sami
) -> None:
    """Found by the campaign: the stem that was there took the note about the other one away, which was paid twice."""

    async def test(context: AppContext) -> None:
        service.fail("/api/v1/invoke", change=lambda reply: reply)
        service.fail("/api/v1/invoke", after=True)
        (job,) = await context.run(context.spec(name="a song.wav", **SPEC))
        assert job.state is JobState.ATTENTION
        context.store.requeue(job.id)
        await context.reopen()
        await context.engine.resume()
        (again,) = await context.engine.finished([job.id])
        assert again.state is JobState.ATTENTION
        assert len(service.payloads) == 2

    app_context(sami, test)


def test_an_upload_that_breaks_is_sent_again(app_context: AtDesk, service: Sami) -> None:
    service.fail("/api/v1/invoke", read_only=2000)
    service.fail("/api/v1/invoke", reply=as_json({"status_code": 42900001, "status_text": "qps limit"}, 429))

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec(name="long.wav", seconds=20.0, **SPEC))
        assert job.state is JobState.DONE
        assert set(service.charges.values()) == {1}

    app_context(sami, test)


@pytest.mark.parametrize(
    "reply",
    [as_json({"status_code": 50400001, "status_text": "timeout"}, 504), as_json({"status_code": 1, "status_text": "x"}, 500),
     Reply(408, b"{}"), Reply(303, b"", {"Location": "/done"}), as_json({"message": "slow down"}, 429),
     Reply(403, b"<html>"), Reply(200, b"{}"), Reply(204, b"")],
    ids=lambda reply: f"{reply.status}-{len(reply.body)}",
)  # fmt: skip
def test_only_a_no_in_volcengines_own_form_is_a_no(app_context: AtDesk, service: Sami, reply: Reply) -> None:
    service.fail("/api/v1/invoke", after=True, reply=reply)

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec(name="a song.wav", **SPEC))
        assert job.state is JobState.ATTENTION, job.error
        assert len(service.payloads) == 1
        with pytest.raises(UsageError, match="charged again"):
            await context.again(job)  # paying again is asked for by its name
        assert len(service.payloads) == 1

    app_context(sami, test)


def test_a_disk_that_is_full_when_the_paid_answer_comes_is_a_question(
    app_context: AtDesk, service: Sami, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = StreamingBase64Decoder._write

    def full(self: StreamingBase64Decoder, encoded: bytes) -> None:
        raise self._cannot_save(OSError(errno.ENOSPC, "No space left on device"))

    async def test(context: AppContext) -> None:
        monkeypatch.setattr(StreamingBase64Decoder, "_write", full)
        (job,) = await context.run(context.spec(name="a song.wav", **SPEC))
        assert job.state is JobState.ATTENTION
        assert "No space left" in str(job.error and job.error.message)
        monkeypatch.setattr(StreamingBase64Decoder, "_write", real)
        with pytest.raises(UsageError, match="charged again"):
            await context.again(job)
        assert sorted(service.charges.values()) == [1]
        assert (await context.again(job, "anew")).state is JobState.DONE

    app_context(sami, test)


@pytest.mark.skipif(not hasattr(os, "posix_fallocate"), reason="room cannot be taken beforehand here")
def test_no_room_for_the_answer_is_said_before_anything_is_paid(
    app_context: AtDesk, service: Sami, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int, _offset: int, size: int) -> None:
        assert size > 0
        raise OSError(errno.ENOSPC, "No space left on device")

    async def test(context: AppContext) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(os, "posix_fallocate", full)
            (job,) = await context.run(context.spec(name="a song.wav", **SPEC))
        assert job.error is not None
        assert job.error.kind is ErrorKind.DISK
        assert not service.payloads
        assert (await context.again(job)).state is JobState.DONE
        assert set(service.charges.values()) == {1}

    app_context(sami, test)


def test_a_paid_stem_that_is_gone_from_the_disk_is_never_paid_again_by_itself(
    app_context: AtDesk, service: Sami
) -> None:
    async def test(context: AppContext) -> None:
        service.fail("/api/v1/invoke", change=lambda reply: reply)
        service.fail("/api/v1/invoke", reply=as_json({"status_code": 40000009, "status_text": "no balance left"}))
        (job,) = await context.run(context.spec(name="a song.wav", **SPEC))
        work = context.folder / "out" / f".stemdesk-{job.id}"
        elsewhere = work.rename(context.folder / "elsewhere")
        context.store.requeue(job.id)
        await context.reopen()
        await context.engine.resume()
        (job,) = await context.engine.finished([job.id])
        assert job.state is JobState.ATTENTION
        assert "was paid for" in str(job.error and job.error.message)
        assert (await context.again(job)).state is JobState.ATTENTION  # looks again
        assert len(service.payloads) == 1
        shutil.rmtree(work)
        elsewhere.rename(work)
        assert (await context.again(job)).state is JobState.DONE
        assert [payload["model"] for payload in service.payloads] == ["2track_vocal", "2track_acc"]

    app_context(sami, test)


def test_a_file_in_the_place_of_the_jobs_folder_does_not_make_it_pay_again(app_context: AtDesk, service: Sami) -> None:
    async def test(context: AppContext) -> None:
        service.fail("/api/v1/invoke", change=lambda reply: reply)
        service.fail("/api/v1/invoke", reply=as_json({"status_code": 40000009, "status_text": "no balance left"}))
        (job,) = await context.run(context.spec(name="a song.wav", **SPEC))
        work = context.folder / "out" / f".stemdesk-{job.id}"
        shutil.rmtree(work)
        work.write_bytes(b"a file")
        assert (await context.again(job)).state is JobState.ATTENTION
        assert (await context.again(job)).state is JobState.ATTENTION
        assert len(service.payloads) == 1

    app_context(sami, test)


def _half_the_sound(reply: Reply) -> Reply:
    """Well-formed in every way, but the file in it breaks off."""
    data = json.loads(reply.body)
    whole = base64.b64decode(data["data"])
    return as_json(data | {"data": base64.b64encode(whole[: len(whole) // 2]).decode()})


def _cut_json(reply: Reply) -> Reply:
    return Reply(200, reply.body[: len(reply.body) // 2], reply.headers)


@pytest.mark.parametrize("change", [_half_the_sound, _cut_json])
def test_an_answer_cut_short_but_well_formed_is_no_stem_and_the_other_is_not_paid_yet(
    app_context: AtDesk, service: Sami, change: Callable[[Reply], Reply]
) -> None:
    service.fail("/api/v1/invoke", change=change)

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec(name="a song.wav", seconds=2.0, **SPEC))
        assert job.state is JobState.ATTENTION
        assert len(service.payloads) == 1
        done = await context.again(job, "anew")
        assert {path.stat().st_size for path in stems(done).values()} == {2 * 44_100 * 4 + 44}
        assert [payload["model"] for payload in service.payloads] == ["2track_vocal", "2track_vocal", "2track_acc"]

    app_context(sami, test)


def test_a_stem_of_half_the_songs_length_stops_before_the_other_is_paid(
    app_context: AtDesk, service: Sami, tmp_path: Path
) -> None:
    half = make_song(tmp_path / "half.wav", 1.0).read_bytes()
    service.fail("/api/v1/invoke", change=lambda reply: as_json(
        json.loads(reply.body) | {"data": base64.b64encode(half).decode()}))  # fmt: skip

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec(name="a song.wav", seconds=2.0, **SPEC))
        assert job.state is JobState.FAILED
        assert "is 0:01 long, the song 0:02" in str(job.error and job.error.message)
        with pytest.raises(UsageError):
            await context.again(job)
        assert len(service.payloads) == 1
        await context.reopen()
        done = await context.again(job, "as_is")
        assert stems(done)["vocals"].read_bytes() == half
        assert [payload["model"] for payload in service.payloads] == ["2track_vocal", "2track_acc"]

    app_context(sami, test)


def test_a_song_replaced_between_the_two_calls_is_not_sent_for_the_second(app_context: AtDesk, service: Sami) -> None:
    async def test(context: AppContext) -> None:
        spec = context.spec(name="a song.wav", **SPEC)
        song = context.folder / "songs" / "a song.wav"
        old = song.read_bytes()

        def replace_song(reply: Reply) -> Reply:
            make_song(song, 0.5, noise=2)
            return reply

        service.fail("/api/v1/invoke", change=replace_song)
        (job,) = await context.run(spec)
        assert job.state is JobState.FAILED
        assert "was changed after it was checked" in str(job.error and job.error.message)
        await context.reopen()
        job = await context.again(job)
        assert job.state is JobState.FAILED
        assert "has changed since" in str(job.error and job.error.message)
        assert len(service.payloads) == 1
        song.write_bytes(old)
        assert (await context.again(job)).state is JobState.DONE
        assert [payload["model"] for payload in service.payloads] == ["2track_vocal", "2track_acc"]
        assert set(service.charges.values()) == {1}

    app_context(sami, test)


def test_a_song_deleted_after_both_stems_were_paid_for_does_not_keep_them_away(
    app_context: AtDesk, service: Sami, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise delivery.OutputTrouble(ErrorKind.DISK, text("no room"))

    async def test(context: AppContext) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(delivery, "prepare", full)
            (job,) = await context.run(context.spec(name="a song.wav", **SPEC))
        assert job.state is JobState.ATTENTION
        (context.folder / "songs" / "a song.wav").unlink()
        await context.reopen()
        assert set(stems(await context.again(job))) == {"vocals", "instrumental"}
        assert len(service.payloads) == 2

    app_context(sami, test)


def test_an_answer_that_came_whole_is_not_lost_when_the_program_ends_while_it_is_looked_at(
    app_context: AtDesk, service: Sami, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = threading.Event(), threading.Event()
    real = verification._heard

    def slow(stop: Callable[[], bool], path: Path) -> object:
        begun.set()
        assert goes_on.wait(60)
        return real(stop, path)

    async def test(context: AppContext) -> None:
        monkeypatch.setattr(verification, "_heard", slow)
        (job,) = await context.engine.add([context.spec(name="a song.wav", **SPEC)])
        await asyncio.to_thread(begun.wait, 60)
        closing = asyncio.create_task(context.reopen())
        await asyncio.sleep(0)
        goes_on.set()
        await closing
        await context.engine.resume()
        (job,) = await context.engine.finished([job.id])
        assert job.state is JobState.DONE, job.error
        assert [payload["model"] for payload in service.payloads] == ["2track_vocal", "2track_acc"]

    app_context(sami, test)


def test_cancelling_between_the_calls_keeps_the_stem_that_was_paid_for(app_context: AtDesk, service: Sami) -> None:
    async def test(context: AppContext) -> None:
        gate = threading.Event()
        service.fail("/api/v1/invoke", change=lambda reply: reply)
        service.fail("/api/v1/invoke", read_only=10, until=gate)
        (job,) = await context.engine.add([context.spec(name="long.wav", seconds=20.0, **SPEC)])
        await asyncio.to_thread(service.wait_until, lambda: len(service.asked("/api/v1/invoke")) == 2)
        job = await context.engine.cancel(job.id)
        assert job.state is JobState.CANCELLED
        gate.set()
        done = await context.again(job)
        assert done.state is JobState.DONE, done.error
        assert set(service.charges.values()) == {1}

    app_context(sami, test)


def test_a_refusal_is_shown_with_its_number_and_words(app_context: AtDesk, service: Sami) -> None:
    service.fail("/api/v1/invoke", reply=as_json({"status_code": 40000001, "status_text": "bad audio"}))

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec(name="a song.wav", **SPEC))
        assert job.error is not None
        assert job.error.kind is ErrorKind.REJECTED
        assert "40000001" in str(job.error.message)
        assert "bad audio" in str(job.error.message)

    app_context(sami, test)


def test_a_link_travels_in_the_payload(app_context: AtDesk, service: Sami) -> None:
    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("bs_4track", source="https://example.com/a.mp3", format="mp3"))
        assert job.state is JobState.DONE, job.error
        assert {payload["url"] for payload in service.payloads} == {"https://example.com/a.mp3"}

    app_context(sami, test)


def test_more_than_ten_minutes_are_refused_before_the_upload(app_context: AtDesk, service: Sami) -> None:
    async def test(context: AppContext) -> None:
        song = make_song(context.folder / "songs" / "long.mp3", 605.0, 8000, 1)
        (job,) = await context.run(context.spec(source=str(song), **SPEC))
        assert job.error is not None
        assert job.error.kind is ErrorKind.TOO_LONG
        assert not service.seen

    app_context(sami, test)


SIGNED = """
import json
from volcengine.auth.SignerV4 import SignerV4
from volcengine.base.Request import Request
from volcengine.Credentials import Credentials
request = Request()
request.set_method("POST")
request.set_path("/")
request.set_query({"Version": "2021-07-27", "Action": "GetToken"})
request.set_headers({"Content-Type": "application/json", "Host": "open.volcengineapi.com"})
request.set_body('{"appkey":"a"}')
SignerV4.sign(request, Credentials("AK", "SK", "sami", "cn-north-1"))
print(json.dumps(request.headers))
"""


def test_the_signature_is_that_of_volcengines_own_package() -> None:
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", SIGNED], capture_output=True, text=True, check=True)
    theirs = json.loads(done.stdout)
    now = datetime.strptime(theirs["X-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    query = (("Version", "2021-07-27"), ("Action", "GetToken"))
    ours = dict(signed_headers("AK", "SK", "open.volcengineapi.com", query, body=b'{"appkey":"a"}', now=now))
    assert ours | {"Host": theirs["Host"]} == theirs


@given(st.binary(max_size=400), st.lists(st.integers(1, 60), min_size=1, max_size=20), st.booleans(), st.booleans())
def test_a_song_is_taken_out_of_an_answer_however_it_is_cut(
    tmp_path_factory: pytest.TempPathFactory, song: bytes, cuts: list[int], first: bool, escaped: bool
) -> None:
    data = {"data": base64.b64encode(song).decode()}
    rest = {"payload": '{"data": "no", "x": [1, {"data": "no"}]}', "nested": {"data": "bm8="}, "status_code": 20000000}
    text = json.dumps(data | rest if first else rest | data)
    if escaped:
        text = text.replace("/", "\\/").replace("+", "\\u002b")
    target = tmp_path_factory.mktemp("taken") / "song"
    taker = StreamingBase64Decoder(target, 1000)
    raw = text.encode()
    at = 0
    while at < len(raw):
        size = cuts[at % len(cuts)]
        taker.feed(raw[at : at + size])
        at += size
    taker.close()
    assert (target.read_bytes() if target.exists() else b"") == song
    words = taker.words()
    assert words is not None
    assert words["status_code"] == 20000000


def test_damaged_base64_and_endless_answers_are_refused(tmp_path: Path) -> None:
    for body in (b'{"data": "a*b?"}', b'{"data": "' + base64.b64encode(bytes(3000)) + b'"}'):
        taker = StreamingBase64Decoder(tmp_path / "x", 1000)
        with pytest.raises(StemDeskError):
            taker.feed(body)
        taker.close()
    with pytest.raises(StemDeskError):
        StreamingBase64Decoder(tmp_path / "y", 10).feed(b'{"x": "' + b"y" * (2 << 20))


@pytest.mark.slow
def test_a_song_of_a_hundred_megabytes_needs_little_memory(tmp_path: Path) -> None:
    """Both ways, in a process of its own, whose peak is told by the system."""
    result = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.sami", "95"], capture_output=True, text=True, check=True, timeout=120
    )
    figures = json.loads(result.stdout)
    assert figures["same"]
    assert figures["megabytes_above"] < 100


def test_the_check_makes_a_token_and_is_not_charged(app_context: AtDesk, service: Sami) -> None:
    async def test(context: AppContext) -> None:
        assert isinstance(context.provider, SamiProvider)
        keys = {"appkey": APPKEY, "access_key": ACCESS_KEY, "secret_key": SECRET_KEY}
        for made in (2, 3):
            (found,) = await context.provider.check_account(keys)
            assert "has made a token" in str(found)
            assert len(service.tokens) == made
        (found,) = await context.provider.check_account({"appkey": APPKEY, "token": "given-token"})
        assert "only tried out by splitting" in str(found)
        with pytest.raises(StemDeskError, match="gives no token"):
            await context.provider.check_account(keys | {"access_key": "wrong"})
        assert not service.charges

    app_context(sami, test)
