"""Models that are published as files, got from a server that redirects to another: on good days and every kind of bad one."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import shutil
import subprocess
import sys
import threading
from collections import namedtuple
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stemdesk.core.app_paths import app_paths
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.http.retry import RetryPolicy
from stemdesk.inference import published
from stemdesk.inference.published import PublishedModel, published_models
from stemdesk.providers.local.publisher import Publisher
from tests.standins.http import Reply
from tests.standins.hub import Hub

if TYPE_CHECKING:
    from collections.abc import Iterator

QUICK = RetryPolicy(tries=3, first_wait=0.001, longest_wait=0.002, outage=0.0)
#: Several strides of what is written at once.
DATA = os.urandom(3 << 20)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with Hub() as hub:
        monkeypatch.setenv("STEMDESK_LOCAL_URL", hub.url)
        for model in published_models().values():
            for number, file in enumerate(model.files):
                hub.put(file.addresses[0], DATA[number:])
        yield hub


@pytest.fixture
def one() -> PublishedModel:
    return published_models()["htdemucs"]


def bring(model: PublishedModel) -> list[float]:
    told: list[float] = []

    async def whole() -> None:
        publisher = Publisher(QUICK)
        try:
            await publisher.bring(model, told.append)
        finally:
            await publisher.close()

    asyncio.run(whole())
    return told


def refused(model: PublishedModel) -> StemDeskError:
    with pytest.raises(StemDeskError) as caught:
        bring(model)
    assert not published.is_ready(model)
    return caught.value


def store_path(model: PublishedModel) -> str:
    return f"/bytes{model.files[0].addresses[0]}"


def left() -> list[str]:
    return sorted(path.name for path in app_paths().models.iterdir() if not path.name.endswith(".lock"))


def read(model: PublishedModel, file: int = 0) -> bytes:
    opened = published.Opened(model)
    try:
        return opened.read(model.files[file])
    finally:
        opened.close()


def test_a_model_comes_from_another_host_and_lies_beside_its_hash(hub: Hub, one: PublishedModel) -> None:
    told = bring(one)
    assert read(one) == DATA
    name = f"htdemucs-{hashlib.sha256(DATA).hexdigest()[:8]}"
    assert left() == [f"{name}.json", f"{name}.onnx"]
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert told == sorted(told)
    assert len(set(told)) > 3


def test_no_cookie_and_no_account_travels_to_where_it_redirects(
    hub: Hub, one: PublishedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEMDESK_MVSEP_TOKEN", "secret-token")
    bring(one)
    for seen in [*hub.store.seen, *hub.front.seen]:
        assert not {"cookie", "authorization"} & set(seen.headers)
        assert "secret" not in str(seen.headers)


def test_all_files_of_the_fine_tuned_one_come_and_their_progress_is_one(hub: Hub) -> None:
    model = published_models()["htdemucs-ft"]
    told = bring(model)
    assert [read(model, number) for number in range(4)] == [DATA[number:] for number in range(4)]
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_what_is_there_is_not_asked_for_again(hub: Hub, one: PublishedModel) -> None:
    bring(one)
    hub.front.seen.clear()
    assert bring(one) == []
    assert hub.front.seen == []


def test_only_the_missing_file_of_several_comes_again(hub: Hub) -> None:
    model = published_models()["htdemucs-ft"]
    bring(model)
    hub.store.seen.clear()
    found = published.kept(model.files[2])
    assert found
    found.path.write_bytes(b"\0" * found.bytes)  # damaged, of the right length
    with pytest.raises(StemDeskError, match="damaged"):
        read(model, 2)
    bring(model)
    assert [seen.path for seen in hub.taken()] == [f"/bytes{model.files[2].addresses[0]}"]
    assert read(model, 2) == DATA[2:]


def test_where_the_small_file_is_not_published_the_large_one_is_taken(hub: Hub, one: PublishedModel) -> None:
    small, large = one.files[0].addresses
    hub.put(large, hub.files.pop(small))
    bring(one)
    assert read(one) == DATA


def test_a_line_that_is_cut_is_gone_on_with_where_it_was(hub: Hub, one: PublishedModel) -> None:
    cut = 1_500_000
    hub.store.fail(store_path(one), change=lambda reply: Reply(reply.status, reply.body, reply.headers, cut))
    bring(one)
    assert read(one) == DATA
    first, second = hub.taken()
    assert "range" not in first.headers
    assert second.headers["range"] == f"bytes={cut}-"
    assert second.headers["if-range"]


def test_after_a_restart_it_goes_on_where_it_was(hub: Hub, one: PublishedModel) -> None:
    cut = 1_500_000
    hub.store.fail(store_path(one), times=1, change=lambda reply: Reply(reply.status, reply.body, reply.headers, cut))
    hub.store.fail(store_path(one), times=9)
    trouble = refused(one)
    assert trouble.kind is ErrorKind.NETWORK
    assert "What has arrived of HT-Demucs is kept" in str(trouble)
    assert "stemdesk models get htdemucs" in str(trouble)
    hub.store.faults.clear()
    told = bring(one)
    assert hub.taken()[-1].headers["range"] == f"bytes={cut}-"
    assert told[1] >= cut / len(DATA)
    assert read(one) == DATA


def test_a_new_version_on_the_server_is_not_glued_to_the_begun_one(hub: Hub, one: PublishedModel) -> None:
    hub.store.fail(store_path(one), change=lambda reply: Reply(reply.status, reply.body, reply.headers, 1_500_000))
    hub.store.fail(store_path(one), times=9)
    refused(one)
    hub.store.faults.clear()
    hub.put(one.files[0].addresses[0], DATA[::-1])
    bring(one)
    assert read(one) == DATA[::-1]
    assert len(left()) == 2  # nothing of the old one


def test_other_bytes_than_were_announced_are_refused_and_the_next_try_begins_anew(
    hub: Hub, one: PublishedModel
) -> None:
    hub.store.fail(store_path(one), change=lambda reply: Reply(200, DATA[::-1], {}))
    trouble = refused(one)
    assert trouble.kind is ErrorKind.SERVER
    assert "not what it should be" in str(trouble)
    assert left() == []
    bring(one)
    assert read(one) == DATA


@pytest.mark.parametrize("size", [10, len(DATA) + 10])
def test_another_length_than_was_announced_is_refused_before_it_is_read(
    hub: Hub, one: PublishedModel, size: int
) -> None:
    hub.store.fail(store_path(one), times=9, change=lambda _: Reply(200, b"x" * size, {}))
    assert "another length than was announced" in str(refused(one))
    assert not [name for name in left() if name.endswith((".part", ".onnx"))]
    hub.store.faults.clear()
    bring(one)
    assert read(one) == DATA


def test_an_endless_file_is_not_read_to_its_end(hub: Hub, one: PublishedModel) -> None:
    """Without any length of its own."""
    hub.store.fail(store_path(one), times=9, change=lambda _: Reply(200, DATA * 3, {"Content-Length": ""}))
    assert "another length than was announced" in str(refused(one))


def test_without_any_hash_it_is_refused(hub: Hub, one: PublishedModel) -> None:
    hub.silent.add(one.files[0].addresses[0])
    trouble = refused(one)
    assert trouble.kind is ErrorKind.SERVER
    assert "does not say what HT-Demucs has to be" in str(trouble)
    assert hub.taken() == []


@pytest.mark.parametrize(
    "lie", [{"X-Linked-ETag": '"abc"'}, {"X-Linked-Size": "many"}, {"X-Linked-Size": str(9 << 30)}]
)
def test_what_cannot_be_a_hash_or_a_length_is_refused(hub: Hub, one: PublishedModel, lie: dict[str, str]) -> None:
    hub.lies = lie
    assert refused(one).kind is ErrorKind.SERVER
    assert hub.taken() == []


def test_a_model_that_is_not_published_any_more_is_said(hub: Hub, one: PublishedModel) -> None:
    hub.files.clear()
    trouble = refused(one)
    assert trouble.kind is ErrorKind.SERVER
    assert "not published any more where StemDesk looks for it (huggingface.co/StemSplitio)" in str(trouble)


@pytest.mark.parametrize("where", ["http://10.0.0.1", "file:///etc", "http://example.org"])
def test_a_redirect_to_where_nobody_should_look_is_left_alone(hub: Hub, one: PublishedModel, where: str) -> None:
    hub.location = where
    assert "not safe to fetch from" in str(refused(one))


def test_anything_but_https_is_refused_but_for_this_computer(
    one: PublishedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    from stemdesk.core.errors import UsageError

    monkeypatch.setenv("STEMDESK_LOCAL_URL", "http://example.org")
    with pytest.raises(UsageError, match="https"):
        bring(one)


def test_a_busy_server_is_asked_again_and_then_given_up(hub: Hub, one: PublishedModel) -> None:
    hub.front.fail(one.files[0].addresses[0], reply=Reply(503))
    bring(one)
    published.remove(one)
    hub.front.fail(one.files[0].addresses[0], times=9, reply=Reply(503))
    trouble = refused(one)
    assert trouble.kind is ErrorKind.NETWORK
    assert "too busy" in str(trouble)


def test_without_a_network_it_says_how_to_go_on(one: PublishedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = Hub()
    monkeypatch.setenv("STEMDESK_LOCAL_URL", hub.url)
    hub.front.close()
    hub.store.close()
    trouble = refused(one)
    assert trouble.kind is ErrorKind.NETWORK
    assert "preview works without" in str(trouble)


def test_a_disk_without_room_is_said_before_anything_is_downloaded(
    hub: Hub, one: PublishedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(100, 90, 10))
    trouble = refused(one)
    assert trouble.kind is ErrorKind.DISK
    assert "no room" in str(trouble)
    assert hub.taken() == []


def test_a_disk_that_fills_up_is_said_and_what_came_is_gone_on_with(
    hub: Hub, one: PublishedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open
    room = [2]

    def limited(self: Path, mode: str = "r", *more: object, **named: object) -> object:
        if mode == "ab" and self.name.endswith(".part"):
            room[0] -= 1
            if room[0] < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
        return opened(self, mode, *more, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", limited)
    trouble = refused(one)
    assert trouble.kind is ErrorKind.DISK
    assert "No space left" in str(trouble)
    monkeypatch.setattr(Path, "open", opened)
    (part,) = app_paths().models.glob("*.part")
    came = part.stat().st_size
    assert came
    bring(one)
    assert read(one) == DATA
    assert hub.taken()[-1].headers["range"] == f"bytes={came}-"


def test_a_read_only_disk_is_said(hub: Hub, one: PublishedModel) -> None:
    app_paths().models.parent.mkdir(parents=True)
    app_paths().models.write_text("a file where the folder should be: refused for root, too")
    with pytest.raises(StemDeskError, match="cannot be kept") as caught:
        bring(one)
    assert caught.value.kind is ErrorKind.DISK


def test_a_slow_server_is_cancelled_at_once_and_gone_on_with_later(hub: Hub, one: PublishedModel) -> None:
    never = threading.Event()
    hub.store.fail(store_path(one), change=lambda reply: Reply(reply.status, reply.body, reply.headers, 2 << 20))
    hub.store.fail(store_path(one), until=never)

    async def whole() -> None:
        publisher = Publisher(QUICK)
        task = asyncio.create_task(publisher.bring(one, lambda _: None))
        await asyncio.to_thread(hub.store.wait_until, lambda: len(hub.taken()) == 2)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        assert task.cancelled()
        await publisher.close()

    asyncio.run(whole())
    never.set()
    assert [Path(name).suffix for name in left()] == [".from", ".part"]
    bring(one)
    assert hub.taken()[-1].headers["range"] == f"bytes={2 << 20}-"
    assert read(one) == DATA


def test_two_that_want_it_at_once_download_it_once(hub: Hub, one: PublishedModel) -> None:
    both = [threading.Thread(target=bring, args=(one,)) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert len(hub.taken()) == 1
    assert read(one) == DATA


def test_another_process_waits_and_goes_on_with_what_a_killed_one_left(hub: Hub, one: PublishedModel) -> None:
    never = threading.Event()
    hub.store.fail(store_path(one), change=lambda reply: Reply(reply.status, reply.body, reply.headers, 2 << 20))
    hub.store.fail(store_path(one), until=never)
    code = "from tests.providers.test_publisher import *; bring(published_models()['htdemucs'])"
    with subprocess.Popen([sys.executable, "-c", code]) as process:
        hub.store.wait_until(lambda: len(hub.taken()) == 2)
        beside = threading.Thread(target=bring, args=(one,))
        beside.start()
        process.kill()
        never.set()
        beside.join()
    assert read(one) == DATA
    assert hub.taken()[-1].headers["range"] == f"bytes={2 << 20}-"


def test_removed_it_is_gone_with_all_that_was_begun(hub: Hub, one: PublishedModel) -> None:
    bring(one)
    six = published_models()["htdemucs-6s"]
    bring(six)
    (app_paths().models / "htdemucs-01234567.download.part").write_bytes(b"begun")
    assert published.on_disk(one) > len(DATA)
    published.remove(one)
    assert published.on_disk(one) == 0
    assert not published.is_ready(one)
    assert read(six) == DATA  # whose name begins in the same way


def test_half_a_file_or_one_without_its_hash_counts_as_none(hub: Hub, one: PublishedModel) -> None:
    bring(one)
    found = published.kept(one.files[0])
    assert found
    found.path.write_bytes(DATA[:1000])
    assert not published.is_ready(one)
    bring(one)
    found.path.with_suffix(".json").write_text("{")
    assert not published.is_ready(one)
    with pytest.raises(StemDeskError, match="stemdesk models get htdemucs"):
        read(one)
    bring(one)
    assert read(one) == DATA


def test_every_published_model_names_its_authors_source_and_licence() -> None:
    assert set(published_models()) == {"htdemucs", "htdemucs-6s", "htdemucs-ft"}
    for model in published_models().values():
        assert model.authors
        assert model.paper
        words = str(model.words)
        assert words.startswith(model.name)
        assert "MIT licence" in words
        assert model.source in words
        assert all("fp16weights" in file.addresses[0] for file in model.files)
