"""Our requests beside the curl lines of the documentation, field by field."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemdesk.http.client import HttpClient
from stemdesk.http.request import Request
from stemdesk.http.retry import RetryPolicy
from stemdesk.providers.mvsep import requests
from tests.standins.http import Seen
from tests.standins.mvsep import Mvsep

FILE = Path("/path/to/file.mp3")
#: Each curl line of the documentation: method, path, its query, its form, the fields of its files.
CURL = [
    (requests.create("T", "9", "1", {"add_opt1": "0", "add_opt2": "1"}, audio=FILE, publish=True),
     "POST", "/api/separation/create", {},
     {"api_token": "T", "sep_type": "9", "add_opt1": "0", "add_opt2": "1", "output_format": "1", "is_demo": "1"},
     {"audiofile"}),
    (requests.result("20230327071601-0e3e5c6c85-13-dimensions.mp3"), "GET", "/api/separation/get",
     {"hash": "20230327071601-0e3e5c6c85-13-dimensions.mp3"}, {}, set()),
    (requests.remote_result("n2AwBjy4KsFZfqqR"), "GET", "/api/separation/get-remote", {"hash": "n2AwBjy4KsFZfqqR"}, {},
     set()),
    (requests.cancel("T", "H"), "POST", "/api/separation/cancel", {}, {"api_token": "T", "hash": "H"}, set()),
    (requests.algorithms(), "GET", "/api/app/algorithms", {"scopes": "single_upload,no_upload,matchering_upload"}, {},
     set()),
    (requests.news("en", 2, 1), "GET", "/api/app/news", {"lang": "en", "start": "2", "limit": "1"}, {}, set()),
    (requests.queue(), "GET", "/api/app/queue", {}, {}, set()),
    (requests.demos(0, 2), "GET", "/api/app/demo", {"start": "0", "limit": "2"}, {}, set()),
    (requests.login("a@b.c", "pw"), "POST", "/api/app/login", {}, {"email": "a@b.c", "password": "pw"}, set()),
    (requests.register("user", "asdf@example.com", "ASDFQWEr123", "ASDFQWEr123"), "POST", "/api/app/register", {},
     {"name": "user", "email": "asdf@example.com", "password": "ASDFQWEr123", "password_confirmation": "ASDFQWEr123"},
     set()),
    (requests.user("T"), "GET", "/api/app/user", {"api_token": "T"}, {}, set()),
    (requests.history("T", 1, 2), "GET", "/api/app/separation_history", {"api_token": "T", "start": "1", "limit": "2"},
     {}, set()),
    (requests.switch_premium("T", True), "POST", "/api/app/enable_premium", {}, {"api_token": "T"}, set()),
    (requests.switch_premium("T", False), "POST", "/api/app/disable_premium", {}, {"api_token": "T"}, set()),
    (requests.switch_long_filenames("T", True), "POST", "/api/app/enable_long_filenames", {}, {"api_token": "T"}, set()),
    (requests.switch_long_filenames("T", False), "POST", "/api/app/disable_long_filenames", {}, {"api_token": "T"},
     set()),
    (requests.quality_queue(1, 2), "GET", "/api/quality_checker/queue", {"start": "1", "limit": "2"}, {}, set()),
    (requests.quality_board("0", 1, 2, "MVSep"), "GET", "/api/quality_checker/leaderboard",
     {"dataset_type": "0", "start": "1", "limit": "2", "algo_name_filter": "MVSep"}, {}, set()),
    (requests.quality_add("T", requests.Contribution(FILE, "Test Algorithm Name", "Test Algorithm Description", "2",
                                                     "test", ensemble=True)),
     "POST", "/api/quality_checker/add", {},
     {"api_token": "T", "algo_name": "Test Algorithm Name", "main_text": "Test Algorithm Description",
      "dataset_type": "2", "ensemble": "1", "password": "test"}, {"zipfile"}),
    (requests.quality_entry("7675"), "GET", "/api/quality_checker/entry", {"id": "7675"}, {}, set()),
    (requests.quality_delete("7720", "test"), "POST", "/api/quality_checker/delete", {},
     {"id": "7720", "password": "test"}, set()),
]  # fmt: skip


@pytest.mark.parametrize("line", CURL, ids=lambda line: str(line[0]))
def test_what_arrives_is_what_the_documentations_curl_line_sends(line: tuple[Any, ...], tmp_path: Path) -> None:
    built, method, path, query, form, files = line
    song = tmp_path / "file.mp3"
    song.write_bytes(b"ID3 and so on")
    sent = replace(built, files=tuple(replace(part, path=song) for part in built.files))
    seen = arrived(sent)
    assert (seen.method, seen.path, seen.query, seen.form) == (method, path, query, form)
    assert {name: upload.filename for name, upload in seen.files.items()} == dict.fromkeys(files, "file.mp3")
    assert all(upload.content == b"ID3 and so on" for upload in seen.files.values())


def test_the_mirror_is_asked_with_the_token() -> None:
    seen = arrived(requests.result_from_mirror("T", "H"))
    assert seen.query == {"hash": "H", "mirror": "1", "api_token": "T"}


@pytest.mark.parametrize(
    ("url", "kind"),
    [("https://mega.nz/file/x#k", "mega"), ("https://drive.google.com/file/d/1/view", "drive"),
     ("https://www.dropbox.com/s/x.mp3", "dropbox"), ("https://example.com/x.mp3", "direct"),
     ("https://notdropbox.com/x.mp3", "direct"), ("https://mega.nz.evil.example/x", "direct")],
)  # fmt: skip
def test_the_kind_of_a_link_is_told_by_its_host(url: str, kind: str) -> None:
    assert requests.remote_type(url) == kind


@given(st.text(), st.text(), st.dictionaries(st.sampled_from([f"add_opt{n}" for n in range(1, 11)]), st.text()))
def test_no_secret_is_ever_shown_by_a_request(token: str, url: str, options: dict[str, str]) -> None:
    built = requests.create(f"secret-{token}", "1", "0", options, url=url)
    assert "secret-" not in repr(built)
    assert [key for key, _ in built.form if key.startswith("add_opt")] == sorted(options, key=lambda k: int(k[7:]))


@pytest.mark.parametrize("name", ["weird \ud800.wav", "a/b.mp3", '\x00\r\n".wav', "." * 300, "夜" * 200 + ".flac"])
def test_any_file_name_makes_a_header_that_a_server_can_read(name: str) -> None:
    (part,) = requests.create("T", "1", "0", {}, audio=Path("/music") / name.replace("\x00", "?")).files
    assert not set(part.name) & set('\r\n"/\\\x00')
    assert 0 < len(part.name.encode("utf-8")) < 200


def arrived(request: Request) -> Seen:
    """The request as a real server sees it."""
    with Mvsep() as service:

        async def send() -> None:
            web = HttpClient("MVSEP", lambda: service.url, RetryPolicy())
            try:
                await web.send(request)
            finally:
                await web.close()

        asyncio.run(send())
        (seen,) = service.seen
        return seen
