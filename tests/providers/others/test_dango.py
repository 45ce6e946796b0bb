"""Dango: whole jobs against the stand-in, its manners, its budget of downloads, and what goes wrong."""

from __future__ import annotations

import asyncio
import io
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from stemdesk.core.jobs import JobState
from stemdesk.http.rate_limiter import RateLimiter
from stemdesk.http.request import Response
from stemdesk.jobs.ways_on import ways_on
from stemdesk.providers.dango import answers
from stemdesk.providers.dango.provider import DangoProvider, stem_of
from stemdesk.providers.zip_files import unpack_sounds
from tests import sounds
from tests.providers.others.conftest import QUICK, AppContext, AtDesk, stems
from tests.sounds import make_song
from tests.standins.dango import TOKEN, Dango
from tests.standins.http import Reply, as_json

RESULT = r"/vocal-remover/upload/[^/]+/result"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Dango]:
    with Dango() as made:
        monkeypatch.setenv("STEMDESK_DANGO_URL", made.url)
        monkeypatch.setenv("STEMDESK_DANGO_TOKEN", TOKEN)
        yield made


@pytest.fixture(autouse=True)
def _calls_go_out_at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five a second are some tests' subject; all others would only wait for their calls' turns."""

    async def at_once(_: RateLimiter) -> None: ...

    if "five_calls_a_second" not in request.fixturenames:
        monkeypatch.setattr(RateLimiter, "turn", at_once)


@pytest.fixture
def five_calls_a_second() -> None:
    """The pace of the real service."""


def dango() -> DangoProvider:
    return DangoProvider(QUICK, first_poll=0.0)


def test_a_song_goes_up_is_charged_once_and_its_stems_come_down(
    app_context: AtDesk, service: Dango, home: Path
) -> None:
    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("9"))
        found = stems(job)
        (music,) = service.songs
        assert set(found) == {"vocals", "instrumental"}
        for stem, path in found.items():
            assert path.read_bytes() == service.content(music, "flac", stem)
        assert sum(service.charges.values()) == 1
        assert service.songs[music].downloads == 5
        (sent,) = service.asked("/store")
        assert sent.headers["x-order"] == "x-oss-forbid-overwrite,key,OSSAccessKeyId,policy,Signature,file"
        assert "authorization" not in sent.headers
        (asked,) = service.asked("/vocal-remover/upload/channel")
        assert asked.form == {"style": "9", "filename": "a song.flac"}
        await context.engine.close()
        for path in [p for folder in (home, context.folder) for p in folder.rglob("*") if p.is_file()]:
            assert TOKEN.encode() not in path.read_bytes(), path

    app_context(dango, test)


def test_multi_track_is_one_download_of_a_zip(app_context: AtDesk, service: Dango) -> None:
    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("12"))
        assert set(stems(job)) == {"vocals", "drums", "bass", "other"}
        (song,) = service.songs.values()
        assert song.downloads == 6

    app_context(dango, test)


def test_an_mp3_gives_mp3_and_a_film_is_converted_without_loss_first(app_context: AtDesk, service: Dango) -> None:
    async def test(context: AppContext) -> None:
        mp3, ogg = await context.run(context.spec("9", "x.mp3"), context.spec("9", "y.ogg"))
        assert {path.suffix for path in stems(mp3).values()} == {".mp3"}
        assert {path.suffix for path in stems(ogg).values()} == {".flac"}
        assert {song.filename for song in service.songs.values()} == {"x.mp3", "song.flac"}
        assert any("converting without loss" in detail for detail in context.details)

    app_context(dango, test)


def test_a_song_of_more_than_twelve_minutes_is_refused_before_anything_is_asked(
    app_context: AtDesk, service: Dango
) -> None:
    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("9", "long.wav", seconds=725.0))
        assert job.error is not None
        assert job.error.kind is ErrorKind.TOO_LONG
        assert not service.seen

    app_context(dango, test)


def test_the_size_that_the_policy_allows_is_checked_before_the_upload(app_context: AtDesk, service: Dango) -> None:
    service.max_bytes = 1000

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("9"))
        assert job.error is not None
        assert job.error.kind is ErrorKind.TOO_LARGE
        assert not service.asked("/store")
        assert not service.charges

    app_context(dango, test)


def test_a_low_balance_and_a_wrong_token_say_so(
    app_context: AtDesk, service: Dango, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.balance = 0

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("9"))
        assert job.error is not None
        assert job.error.kind is ErrorKind.QUOTA
        assert "余额不足" in str(job.error.message)
        monkeypatch.setenv("STEMDESK_DANGO_TOKEN", "wrong")
        (job,) = await context.run(context.spec("9"))
        assert job.error is not None
        assert job.error.kind is ErrorKind.AUTH

    app_context(dango, test)


def test_a_failed_song_says_that_the_points_came_back(app_context: AtDesk, service: Dango) -> None:
    service.next_fails = True

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("9"))
        assert job.state is JobState.FAILED
        assert job.error is not None
        assert "points came back" in str(job.error.message)

    app_context(dango, test)


def test_a_lost_answer_to_the_start_is_one_question_and_never_a_second_charge(
    app_context: AtDesk, service: Dango
) -> None:
    service.fail(r"/vocal-remover/upload/[^/]+/result", after=True)

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("9"))
        assert job.state is JobState.ATTENTION
        assert sum(service.charges.values()) == 1
        await context.reopen()
        await context.engine.resume()
        assert context.store.jobs(1)[0].state is JobState.ATTENTION
        starts = len([seen for seen in service.seen if seen.path.endswith("/result")])
        assert starts == 1
        again = await context.again(job, "go_on")  # the channel is used up, which proves nothing
        assert again.state is JobState.ATTENTION
        assert "was used already" in str(again.error and again.error.message)
        assert [way.id for way in ways_on(again, context.engine.registry)] == ["anew"]  # asking again can never succeed
        assert sum(service.charges.values()) == 1
        done = await context.again(job, "anew")
        assert done.state is JobState.DONE
        assert sum(service.charges.values()) == 2

    app_context(dango, test)


def test_a_lost_answer_to_the_start_is_found_by_the_id_that_the_upload_was_given(
    app_context: AtDesk, service: Dango
) -> None:
    """The documentation's example has one id for both."""
    service.ids_are_keys = True
    service.fail(RESULT, after=True)

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("9"))
        assert job.state is JobState.DONE, job.error
        assert sum(service.charges.values()) == 1

    app_context(dango, test)


@pytest.mark.parametrize(
    "reply",
    [as_json({"code": -1, "message": "timeout", "data": None}, 504), as_json({"code": -10, "message": "x"}, 500),
     Reply(408, b"{}"), Reply(303, b"", {"Location": "/done"}), Reply(403, b"<html>"), Reply(400, b"")],
    ids=lambda reply: f"{reply.status}-{len(reply.body)}",
)  # fmt: skip
def test_only_a_no_in_dangos_own_form_is_a_no(app_context: AtDesk, service: Dango, reply: Reply) -> None:
    service.fail(RESULT, after=True, reply=reply)

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("9"))
        assert job.state is JobState.ATTENTION, job.error
        again = await context.again(job)  # asks about the same upload
        assert again.state is JobState.ATTENTION
        with pytest.raises(UsageError, match="charged again"):
            await context.again(again)
        assert sum(service.charges.values()) == 1

    app_context(dango, test)


@pytest.mark.parametrize("after", [True, False], ids=["charged", "not charged"])
def test_too_many_requests_at_the_start_are_never_paid_for_twice(
    app_context: AtDesk, service: Dango, after: bool
) -> None:
    service.fail(RESULT, after=after, reply=Reply(429, b"<html>slow down</html>"))

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("9"))
        assert job.state is (JobState.ATTENTION if after else JobState.DONE)
        assert sum(service.charges.values()) == 1

    app_context(dango, test)


def test_seven_failing_questions_for_a_link_do_not_lock_a_paid_song(app_context: AtDesk, service: Dango) -> None:
    service.fail(r"/vocal-remover/[^/]+/download/.*", reply=Reply(500, b"<html>"), times=9)

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("9"))
        for _ in range(9):
            assert job.state is JobState.FAILED
            job = await context.again(job)
        assert job.state is JobState.DONE
        (song,) = service.songs.values()
        assert song.downloads == 5

    app_context(dango, test)


def test_downloads_that_are_used_up_are_told_in_words(app_context: AtDesk, service: Dango) -> None:
    async def test(context: AppContext) -> None:
        service.fail(r"/vocal-remover/[^/]+/download/.*", change=lambda _: _used_up(service))
        (job,) = await context.run(context.spec("9"))
        assert job.error is not None
        assert job.error.kind is ErrorKind.EXPIRED
        assert "All 7 downloads" in str(job.error.message)

    app_context(dango, test)


def _used_up(service: Dango) -> Reply:
    for song in service.songs.values():
        song.downloads = 0
    return as_json({"code": -1, "message": "已经超过最大下载次数", "data": None})


def test_a_clock_that_was_a_day_ahead_does_not_make_it_wait_a_day(app_context: AtDesk, service: Dango) -> None:
    service.looks = 10**6

    async def test(context: AppContext) -> None:
        (job,) = await context.engine.add([context.spec("9")])
        await context.until(lambda: (context.store.jobs(1)[0].ticket or {}).get("phase") == "accepted")
        await context.close()
        context.open()
        ticket = dict(context.store.jobs(1)[0].ticket or {})
        context.store.write_ticket(job.id, ticket | {"since": time.time() + 86_400})
        for song in service.songs.values():
            song.working = 0
        await context.engine.resume()
        (job,) = await context.engine.finished([job.id])
        assert job.state is JobState.DONE

    app_context(lambda: DangoProvider(QUICK, first_poll=0.05), test)


def test_a_multi_track_result_with_a_stem_missing_is_not_done(app_context: AtDesk, service: Dango) -> None:
    service.zip_names = [f"320_{name}.flac" for name in ("人声", "鼓", "贝斯")]

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("12"))
        assert job.state is JobState.FAILED
        assert "3 of 4" in str(job.error and job.error.message)
        service.zip_names = None
        assert set(stems(await context.again(job))) == {"vocals", "drums", "bass", "other"}
        (song,) = service.songs.values()
        assert song.downloads == 6  # under the address that one was spent on

    app_context(dango, test)


@pytest.mark.parametrize("damage", [lambda body: body[:2000] + bytes(300) + body[2300:], lambda _: b'{"error": 1}'])
def test_a_damaged_result_is_fetched_again_and_not_taken(
    app_context: AtDesk, service: Dango, damage: Callable[[bytes], bytes]
) -> None:
    service.fail(r"/out/.*", change=lambda reply: replace(reply, body=damage(reply.body)))

    async def test(context: AppContext) -> None:
        for model in ("9", "12"):
            (job,) = await context.run(context.spec(model))
            if job.state is JobState.FAILED:
                job = await context.again(job)
            assert job.state is JobState.DONE, job.error
            for path in stems(job).values():
                assert len(sounds.read(path)) == 22_050
            service.fail(r"/out/.*", change=lambda reply: replace(reply, body=damage(reply.body)))

    app_context(dango, test)


def test_a_stem_in_the_archive_that_is_no_sound_makes_it_come_again(app_context: AtDesk, service: Dango) -> None:
    def bad_member(reply: Reply) -> Reply:
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(reply.body)) as old, zipfile.ZipFile(made, "w") as new:
            for number, name in enumerate(old.namelist()):
                new.writestr(name, old.read(name) if number else b'{"error": 1}')
        return replace(reply, body=made.getvalue())

    service.fail(r"/out/.*", change=bad_member)

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("12"))
        assert job.state is JobState.FAILED
        assert set(stems(await context.again(job))) == {"vocals", "drums", "bass", "other"}

    app_context(dango, test)


def test_a_stem_that_is_here_stays_when_the_link_of_the_other_fails(app_context: AtDesk, service: Dango) -> None:
    service.fail(r"/out/.*/instrumental/.*", reply=Reply(404), times=2)

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("9"))
        assert job.state is JobState.FAILED
        seen = len([s for s in service.seen if "/vocals/" in s.path and s.path.startswith("/out")])
        assert (await context.again(job)).state is JobState.DONE
        assert len([s for s in service.seen if "/vocals/" in s.path and s.path.startswith("/out")]) == seen

    app_context(dango, test)


def test_uploads_that_break_are_simply_made_again(app_context: AtDesk, service: Dango) -> None:
    service.fail(r"/store", read_only=1000)
    service.fail(r"/store", reply=Reply(503, b""))

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("9"))
        assert job.state is JobState.DONE
        assert sum(service.charges.values()) == 1
        assert len(service.asked("/vocal-remover/upload/channel")) == 3

    app_context(dango, test)


def test_cut_downloads_go_on_with_the_address_that_one_was_spent_on(app_context: AtDesk, service: Dango) -> None:
    service.fail(r"/out/.*", change=lambda reply: replace(reply, cut_at=2000), times=2)

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("9"))
        assert job.state is JobState.DONE
        (song,) = service.songs.values()
        assert song.downloads == 5

    app_context(dango, test)


def test_a_restart_uses_the_same_address_again(app_context: AtDesk, service: Dango) -> None:
    service.fail(r"/out/.*", reply=Reply(500, b""), times=100)

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("9"))
        assert job.state is JobState.FAILED
        service.faults.clear()
        await context.reopen()
        done = await context.again(job)
        assert done.state is JobState.DONE
        (song,) = service.songs.values()
        assert song.downloads == 5
        assert sum(service.charges.values()) == 1

    app_context(dango, test)


def test_an_expired_song_is_told_as_such(app_context: AtDesk, service: Dango) -> None:
    async def test(context: AppContext) -> None:
        service.looks = 10**6
        (job,) = await context.engine.add([context.spec("9")])
        while not service.songs:
            await asyncio.to_thread(service.wait_until, lambda: bool(service.songs))
        next(iter(service.songs.values())).expired = True
        (job,) = await context.engine.finished([job.id])
        assert job.error is not None
        assert job.error.kind is ErrorKind.EXPIRED

    app_context(dango, test)


@pytest.mark.usefixtures("five_calls_a_second")
def test_songs_are_asked_about_together_and_never_faster_than_five_calls_a_second(
    app_context: AtDesk, service: Dango
) -> None:
    service.looks = 3

    async def test(context: AppContext) -> None:
        jobs = await context.run(*(context.spec("9", f"{n}.flac") for n in range(3)))
        assert all(job.state is JobState.DONE for job in jobs)
        assert any("," in seen.path for seen in service.seen)

    begun = time.monotonic()
    app_context(dango, test)
    gaps = [b - a for a, b in zip(service.moments, service.moments[1:], strict=False)]
    assert len(service.moments) / max(0.2, time.monotonic() - begun) < 6
    assert sorted(gaps)[len(gaps) // 2] > 0.15


@pytest.mark.parametrize(
    ("code", "message", "kind"),
    [(-10, "余额不足", ErrorKind.QUOTA),
     (-1, "暂不支持的文件格式,请上传常见的歌曲类型(如MP3、FLAC等)", ErrorKind.UNSUPPORTED),
     (-1, "上传的歌曲不允许超过12分钟,请考虑裁剪音频文件", ErrorKind.TOO_LONG), (-100, "", ErrorKind.REJECTED),
     (-1, "歌曲不存在", ErrorKind.REJECTED)],
)  # fmt: skip
def test_every_code_of_the_documentation_has_its_meaning(code: int, message: str, kind: ErrorKind) -> None:
    import json

    with pytest.raises(StemDeskError) as caught:
        answers.data_of(Response(200, json.dumps({"code": code, "message": message}).encode()))
    assert caught.value.kind is kind
    assert message in str(caught.value.message)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b'{"code"', b'{"message": "x"}', b"null"])
def test_an_answer_without_sense_after_the_start_is_a_question(
    app_context: AtDesk, service: Dango, body: bytes
) -> None:
    service.fail(r"/vocal-remover/upload/[^/]+/result", after=True, reply=Reply(200, body))

    async def test(context: AppContext) -> None:
        (job,) = await context.run(context.spec("9"))
        assert job.state is JobState.ATTENTION

    app_context(dango, test)


def test_a_zip_of_an_enemy_writes_nothing_outside(tmp_path: Path) -> None:
    import zipfile

    song = make_song(tmp_path / "s.wav", 0.2).read_bytes()
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        for name in (
            "../../../outside.wav",
            "/etc/absolute.wav",
            "a\\..\\..\\win.wav",
            "readme.exe",
            "__MACOSX/._x.wav",
        ):
            archive.writestr(name, song)
    (tmp_path / "in").mkdir()
    found = unpack_sounds(bool, tmp_path / "evil.zip", tmp_path / "in", 10_000_000)
    assert [name for name, _ in found] == ["outside.wav", "absolute.wav", "win.wav"]
    assert all(path.parent == tmp_path / "in" for _, path in found)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["evil.zip", "in", "s.wav"]


def test_a_zip_bomb_is_left_alone(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.wav", bytes(50_000_000))
    with pytest.raises(StemDeskError, match="more than this song"):
        unpack_sounds(bool, tmp_path / "bomb.zip", tmp_path, 1_000_000)
    (tmp_path / "none.zip").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(StemDeskError, match="no ZIP"):
        unpack_sounds(bool, tmp_path / "none.zip", tmp_path, 1_000_000)


@pytest.mark.parametrize(
    ("name", "stem"),
    [("320_人声.mp3", "vocals"), ("鼓.flac", "drums"), ("x (bass).wav", "bass"), ("其他.mp3", "other")],
)
def test_the_files_of_the_zip_are_told_apart(name: str, stem: str) -> None:
    assert stem_of(name) == stem


def test_the_check_asks_for_a_place_which_costs_nothing_and_tells_of_the_balance(
    app_context: AtDesk, service: Dango
) -> None:
    async def test(context: AppContext) -> None:
        assert isinstance(context.provider, DangoProvider)
        (found,) = await context.provider.check_account({"token": TOKEN})
        assert "accepts the token, and your balance is enough" in str(found)
        service.balance = 0
        accepted, balance = await context.provider.check_account({"token": TOKEN})
        assert str(accepted) == "Dango accepts the token."
        assert "余额不足" in str(balance)
        with pytest.raises(StemDeskError) as caught:
            await context.provider.check_account({"token": "wrong"})
        assert caught.value.kind is ErrorKind.AUTH
        assert not service.charges

    app_context(dango, test)
