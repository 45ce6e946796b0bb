"""A request's body, streamed from disk: counted, read off the loop, and with a word before its last byte.

A server cannot have accepted a body that did not end. So `before_end` is awaited just before the end is handed to the
network: whoever pays per upload writes down there that from now on the outcome may be unknown.
"""

from __future__ import annotations

import asyncio
import base64
import os
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import httpx

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
    from contextlib import ExitStack
    from pathlib import Path

    from stemdesk.providers.web.request import EncodedFile, Request

#: Bytes that are read from disk in one go.
_STRIDE: Final = 512 * 1024


def build(client: httpx.AsyncClient, request: Request, address: str, files: ExitStack) -> httpx.Request:
    """The httpx request; opened files are closed by `files`. Raises StemDeskError(DISK) for one that cannot be read."""
    headers = dict(request.headers)
    if request.encoded is not None:
        return _encoded(client, request, request.encoded, address, files)
    if request.json is not None:
        headers |= {"Content-Type": "application/json"}
        return client.build_request(request.method, address, params=list(request.query) or None, content=request.json,
                                    headers=headers)  # fmt: skip
    parts = [(part.field, (part.name, _open(part.path, files))) for part in request.files]
    fields = [(key, (None, value)) for key, value in request.form]
    body: Any = [*fields, *parts] or None
    return client.build_request(
        request.method, address, params=list(request.query) or None, files=body, headers=headers or None
    )


def _open(path: Path, files: ExitStack) -> BinaryIO:
    try:
        return files.enter_context(path.open("rb"))
    except OSError as error:
        raise StemDeskError(
            ErrorKind.DISK,
            text("“{name}” cannot be read: {reason}.", name=path.name, reason=error.strerror or str(error)),
        ) from None


def _encoded(
    client: httpx.AsyncClient, request: Request, encoded: EncodedFile, address: str, files: ExitStack
) -> httpx.Request:
    """A JSON body with the file as base64, a stride at a time: its length is known without encoding it."""
    opened = _open(encoded.path, files)
    size = os.fstat(opened.fileno()).st_size
    length = len(encoded.before) + -(-size // 3) * 4 + len(encoded.after)
    headers = {"Content-Type": "application/json", "Content-Length": str(length)} | dict(request.headers)

    def pieces() -> Iterator[bytes]:
        yield encoded.before
        while block := opened.read(_STRIDE // 4 * 3):
            yield base64.b64encode(block)
        yield encoded.after

    return client.build_request(
        request.method, address, params=list(request.query) or None, content=pieces(), headers=headers
    )


class Body(httpx.AsyncByteStream):
    """`sent` is the number of bytes handed to the network, `whole` whether that was all of them."""

    def __init__(
        self,
        stream: httpx.SyncByteStream,
        total: int,
        progress: Callable[[int, int], None] | None,
        before_end: Callable[[], Awaitable[None]] | None,
    ) -> None:
        self._stream = stream
        self._total = total
        self._progress = progress
        self._before_end = before_end
        self.sent = 0
        self.whole = total == 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        pieces = iter(self._stream)
        ahead = await asyncio.to_thread(_read, pieces)
        while ahead:
            piece, ahead = ahead, await asyncio.to_thread(_read, pieces)
            if not ahead:
                if self._before_end is not None:
                    await self._before_end()
                self.whole = True
            yield piece
            self.sent += len(piece)
            if self._progress is not None:
                self._progress(self.sent, self._total)


def _read(pieces: Iterator[bytes]) -> bytes:
    """The next stride of the body, put together from httpx's small pieces; empty at its end."""
    gathered = bytearray()
    for piece in pieces:
        gathered += piece
        if len(gathered) >= _STRIDE:
            break
    return bytes(gathered)
