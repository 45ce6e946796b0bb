"""A service that was taken over: its redirects carry no secret away, and what it packs fills neither memory nor disk."""

from __future__ import annotations

import asyncio
import gzip
import io
import stat
import tracemalloc
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.http import network
from stemdesk.http.client import HttpClient
from stemdesk.http.errors import Redirected
from stemdesk.http.request import Request, Response
from stemdesk.http.retry import RetryPolicy
from stemdesk.providers.zip_files import unpack_sounds
from tests.standins.http import Reply, StandIn

SECRET = "token-0123456789abcdef"
WITH_SECRET = (
    Request("GET", "/a", query=(("api_token", SECRET),), has_secret=True),
    Request("GET", "/a", headers=(("Authorization", SECRET),), has_secret=True),
    Request("POST", "/a", form=(("api_token", SECRET),), has_secret=True),
    Request("POST", "/a", json=SECRET.encode(), has_secret=True),
)


def send(base: str, request: Request) -> Response:
    async def work() -> Response:
        web = HttpClient("Service", lambda: base, RetryPolicy())
        try:
            return await web.send(request)
        finally:
            await web.close()

    return asyncio.run(work())


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("request_", WITH_SECRET, ids=["query", "header", "form", "json"])
def test_a_redirect_takes_no_secret_to_another_place(status: int, request_: Request) -> None:
    with StandIn() as service, StandIn() as thief:
        for location in (
            f"{thief.url}/b",
            f"//127.0.0.1:{thief.url.rsplit(':', 1)[1]}/b",
            thief.url.replace("http:", "HTTP:"),
        ):
            service.fail("/a", reply=Reply(status, b"", {"Location": location}))
            if status in (307, 308) or request_.method == "GET":
                with pytest.raises(Redirected):
                    send(service.url, request_)
            else:  # a call that may have been done: its caller has to know
                assert send(service.url, request_).status == status
        assert thief.seen == []


def test_a_redirect_within_the_service_is_followed_and_its_query_not_doubled() -> None:
    with StandIn() as service:
        service.route("GET", "/a", lambda _: Reply(302, b"", {"Location": "/b?x=1"}))
        service.route("GET", "/b", lambda _: Reply(200, b"ok"))
        assert send(service.url, WITH_SECRET[0]).body == b"ok"
        assert service.asked("/b")[0].query == {"api_token": SECRET}


def test_a_packed_answer_is_read_no_further_than_an_answer_may_be_long() -> None:
    bomb = gzip.compress(bytes(200 << 20), 9)
    assert len(bomb) < 300_000
    with StandIn() as service:
        service.route("GET", "/a", lambda _: Reply(200, bomb, {"Content-Encoding": "gzip"}))
        tracemalloc.start()
        try:
            with pytest.raises(StemDeskError, match="far too long") as raised:
                send(service.url, Request("GET", "/a"))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert raised.value.kind is ErrorKind.SERVER
    assert peak < 180 << 20


@pytest.mark.parametrize("coding", ["gzip, gzip", "gzip,gzip,gzip", "deflate, gzip", "GZIP , deflate"])
def test_what_is_packed_twice_is_not_unpacked_at_all(coding: str) -> None:
    bomb = gzip.compress(gzip.compress(bytes(1 << 20), 9), 9)

    async def ask(base: str) -> None:
        async with httpx.AsyncClient(trust_env=False) as client:
            network.guard(client, base, "Service")
            async with client.stream("GET", f"{base}/a") as response:
                await response.aread()

    with StandIn() as service:
        service.route("GET", "/a", lambda _: Reply(200, bomb, {"Content-Encoding": coding}))
        with pytest.raises(StemDeskError, match="far too long"):
            asyncio.run(ask(service.url))
        service.routes.clear()
        service.route("GET", "/a", lambda _: Reply(200, gzip.compress(b"ok"), {"Content-Encoding": "identity, gzip"}))
        asyncio.run(ask(service.url))


# --- ZIPs ---------------------------------------------------------------------------------------------------------------


def a_zip(*entries: tuple[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", kind) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return made.getvalue()


WHOLE = a_zip(("vocals.wav", b"RIFF" + bytes(range(256)) * 40), ("bass.wav", zlib.compress(b"x" * 999)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(
    whole=st.sampled_from([WHOLE, a_zip(("a.wav", b"x" * 5000), kind=zipfile.ZIP_LZMA),
                           a_zip(("a.wav", b"x" * 5000), kind=zipfile.ZIP_BZIP2)]),
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6),
    cut=st.one_of(st.none(), st.floats(0, 1)),
)  # fmt: skip
def test_a_damaged_zip_says_so_whatever_is_damaged(
    tmp_path: Path, whole: bytes, changes: list[tuple[float, int]], cut: float | None
) -> None:
    data = bytearray(whole)
    for place, value in changes:
        data[int(place * len(data))] = value
    archive = tmp_path / "stems.zip"
    archive.write_bytes(data if cut is None else data[: int(cut * len(data))])
    folder = tmp_path / "out"
    folder.mkdir(exist_ok=True)
    kind, found = ErrorKind.SERVER, []
    try:
        found = unpack_sounds(bool, archive, folder, 1 << 20)
    except StemDeskError as error:
        kind = error.kind
    assert kind is ErrorKind.SERVER
    assert all(path.parent == folder for _, path in found)


def test_a_zips_damaged_inside_is_told_as_a_damaged_zip(tmp_path: Path) -> None:
    data = bytearray(WHOLE)
    at = data.index(b"vocals.wav") + len("vocals.wav")
    data[at : at + 20] = b"\xff" * 20
    archive = tmp_path / "stems.zip"
    archive.write_bytes(data)
    with pytest.raises(StemDeskError, match="no ZIP that can be opened") as raised:
        unpack_sounds(bool, archive, tmp_path, 1 << 20)
    assert raised.value.kind is ErrorKind.SERVER


def test_of_a_damaged_zip_no_half_song_is_left(tmp_path: Path) -> None:
    archive, out = tmp_path / "stems.zip", tmp_path / "out"
    out.mkdir()
    data = bytearray(a_zip(("a.wav", bytes(3 << 20)), kind=zipfile.ZIP_STORED))
    data[2 << 20] ^= 0xFF
    archive.write_bytes(data)
    with pytest.raises(StemDeskError, match="no ZIP that can be opened"):
        unpack_sounds(bool, archive, out, 1 << 23)
    assert list(out.iterdir()) == []


def test_unpacking_that_is_cancelled_leaves_no_half_song_under_its_name(tmp_path: Path) -> None:
    archive, out = tmp_path / "stems.zip", tmp_path / "out"
    out.mkdir()
    archive.write_bytes(a_zip(("a.wav", bytes(3 << 20))))
    asked = iter([False, True, True, True, True])
    with suppress(StemDeskError):
        unpack_sounds(lambda: next(asked), archive, out, 1 << 23)
    assert list(out.iterdir()) == []


def test_a_zips_links_and_paths_lead_nowhere(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("link.wav")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        for name in (
            "../../up.wav",
            "/abs.wav",
            "C:\\x\\win.wav",
            "a/../../b.wav",
            "..\\..\\c.wav",
            "con.wav",
            "x.wav\x00.exe",
        ):
            archive.writestr(name, b"sound")
    file = tmp_path / "stems.zip"
    file.write_bytes(made.getvalue())
    folder = tmp_path / "deep" / "out"
    folder.mkdir(parents=True)
    found = unpack_sounds(bool, file, folder, 1 << 20)
    assert found
    for _, path in found:
        assert path.parent == folder
        assert path.name.startswith("unpacked ")
        assert not path.is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep", "stems.zip"]
