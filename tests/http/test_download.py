"""A download beside the disk that it is written to."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

import httpx
import pytest

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import verbatim
from stemdesk.http import download

_PIECE = 1 << 20


class Answer:
    """The body of a file of so many pieces; `sent` says how many were asked for."""

    def __init__(self, pieces: int) -> None:
        self.headers = httpx.Headers({"content-length": str(pieces * _PIECE)})
        self.pieces = pieces
        self.sent = 0
        self.third_is_asked_for = threading.Event()

    async def aiter_bytes(self) -> AsyncIterator[bytes]:
        for number in range(self.pieces):
            self.sent = number + 1
            if self.sent == 3:
                self.third_is_asked_for.set()
            yield bytes([number]) * _PIECE


def received(answer: Answer, target: Path) -> None:
    wanted = download.Wanted("http://127.0.0.1/x", target, 1 << 30, "x")
    response = cast("httpx.Response", answer)
    asyncio.run(download._receive(response, wanted, 0, answer.pieces * _PIECE, lambda *_: None))


def test_the_network_does_not_wait_for_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Downloads were half as fast as those of others: one megabyte came, was written, and only then the next one came."""
    answer = Answer(4)
    plain = download._append

    def slow(wanted: download.Wanted, piece: bytes) -> int:
        if piece[:1] == b"\1":
            assert answer.third_is_asked_for.wait(60)
        return plain(wanted, piece)

    monkeypatch.setattr(download, "_append", slow)
    received(answer, tmp_path / "x")
    assert (tmp_path / "x.part").read_bytes() == b"".join(bytes([number]) * _PIECE for number in range(4))


def test_a_disk_that_fails_in_the_middle_leaves_no_gap_in_the_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Answer(6)
    plain = download._append

    def full(wanted: download.Wanted, piece: bytes) -> int:
        if piece[:1] == b"\2":
            raise StemDeskError(ErrorKind.DISK, verbatim("full"))
        return plain(wanted, piece)

    monkeypatch.setattr(download, "_append", full)
    with pytest.raises(StemDeskError, match="full"):
        received(answer, tmp_path / "x")
    assert answer.sent < 6
    assert (tmp_path / "x.part").read_bytes() == b"".join(bytes([number]) * _PIECE for number in range(2))
