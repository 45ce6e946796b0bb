"""Updates: told only when asked for, believed only when signed, over a real server."""

from __future__ import annotations

import asyncio
import base64
import importlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.updates import PURPOSE, Source, Update, look, read, source
from tests.standins.http import Reply, StandIn

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = PRIVATE.public_key().public_bytes_raw()
AT = Source("https://example.org/updates.json", KEY)
PAGE = "https://example.org/get"
RELEASE = Path(__file__).resolve().parent.parent.parent / "packaging" / "release"


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(RELEASE))
    monkeypatch.delitem(sys.modules, "updates", raising=False)
    return importlib.import_module("updates")


def answer(version: str = "9.0", page: str = PAGE, purpose: bytes = PURPOSE) -> bytes:
    words = json.dumps({"version": version, "page": page})
    made = PRIVATE.sign(purpose + words.encode())
    return json.dumps({"signed": words, "signature": base64.b64encode(made).decode()}).encode()


@pytest.mark.parametrize("version", ["0.1.1", "0.2", "1.0.0", "0.10.0"])
def test_a_newer_version_is_told(version: str) -> None:
    assert read(answer(version), AT, "0.1.0") == Update(version, PAGE)


@pytest.mark.parametrize("version", ["0.1.0", "0.1", "0.0.9", "0.1.0.0"])
def test_the_same_or_an_older_one_is_not(version: str) -> None:
    assert read(answer(version), AT, "0.1.0") is None


def test_another_version_under_an_old_signature_is_not_believed() -> None:
    forged = json.loads(answer("0.2.0"))
    forged["signed"] = forged["signed"].replace("0.2.0", "9.9.9")
    with pytest.raises(StemDeskError, match=r"not signed") as caught:
        read(json.dumps(forged).encode(), AT, "0.1.0")
    assert caught.value.kind is ErrorKind.SERVER


def test_what_another_key_has_signed_is_not_believed() -> None:
    words = json.dumps({"version": "9.9.9", "page": PAGE})
    for key in (Ed25519PrivateKey.generate(), Ed25519PrivateKey.from_private_bytes(bytes(32))):
        made = base64.b64encode(key.sign(PURPOSE + words.encode())).decode()
        with pytest.raises(StemDeskError, match="not signed"):
            read(json.dumps({"signed": words, "signature": made}).encode(), AT, "0.1.0")


def test_an_old_answer_that_is_sent_again_tells_of_nothing() -> None:
    kept = answer("1.0")
    assert read(kept, AT, "0.9") == Update("1.0", PAGE)
    assert read(kept, AT, "1.0") is None
    assert read(kept, AT, "1.1") is None


def test_what_was_signed_for_another_purpose_does_not_count() -> None:
    with pytest.raises(StemDeskError, match="not signed"):
        read(answer(purpose=b""), AT, "0.1.0")


@pytest.mark.parametrize(
    "page", ["http://example.org/", "javascript:alert(1)", "file:///bin/sh", "file://localhost/bin/sh", ""]
)
def test_only_safe_pages_are_offered(page: str) -> None:
    with pytest.raises(StemDeskError, match="cannot be read"):
        read(answer(page=page), AT, "0.1.0")


@given(st.one_of(st.binary(), st.recursive(st.none() | st.text() | st.integers(), st.lists, max_leaves=4).map(
    lambda value: json.dumps({"signed": value, "signature": value}).encode())))  # fmt: skip
def test_nothing_unsigned_is_ever_believed(body: bytes) -> None:
    with pytest.raises(StemDeskError):
        read(body, AT, "0.1.0")


def test_without_address_and_key_nobody_is_asked() -> None:
    assert source({}) is None
    assert source({"STEMDESK_UPDATES_URL": "https://example.org/u"}) is None
    key = base64.b64encode(KEY).decode()
    assert source({"STEMDESK_UPDATES_URL": "http://example.org/u", "STEMDESK_UPDATES_KEY": key}) is None
    assert source({"STEMDESK_UPDATES_URL": "https://example.org/u", "STEMDESK_UPDATES_KEY": "short"}) is None
    found = source({"STEMDESK_UPDATES_URL": "https://example.org/u", "STEMDESK_UPDATES_KEY": key})
    assert found == Source("https://example.org/u", KEY)


@pytest.fixture
def server() -> Iterator[StandIn]:
    with StandIn() as made:
        yield made


def test_a_look_asks_once_and_sends_nothing_about_the_user(server: StandIn) -> None:
    server.route("GET", "/updates.json", lambda _: Reply(200, answer("2.0")))
    found = asyncio.run(look(Source(server.url + "/updates.json", KEY), "0.1.0"))
    assert found == Update("2.0", PAGE)
    (seen,) = server.seen
    assert seen.query == {}
    assert set(seen.headers) <= {"host", "accept", "accept-encoding", "connection", "user-agent"}


def test_an_error_of_the_server_is_one(server: StandIn) -> None:
    with pytest.raises(StemDeskError, match="404"):
        asyncio.run(look(Source(server.url + "/nothing", KEY)))


def test_what_the_release_script_signs_is_believed(
    release: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "updates.json"
    shipped.write_text('{"address": "https://example.org/u", "public_key": ""}')
    monkeypatch.setattr(release, "SOURCE", shipped)
    private = tmp_path / "key"
    release.make_key(private)
    if os.name == "posix":
        assert private.stat().st_mode & 0o077 == 0
    with pytest.raises(FileExistsError):
        release.make_key(private)
    public = base64.b64decode(json.loads(shipped.read_text())["public_key"])
    made = release.signed(private.read_text(), PAGE, "3.0")
    assert private.read_text().strip() not in shipped.read_text() + made
    assert read(made.encode(), Source("https://example.org/u", public), "0.1.0") == Update("3.0", PAGE)
