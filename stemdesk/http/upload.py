"""A request's body, streamed from disk: counted, read off the loop, and with a word before its last byte.

A server cannot have accepted a body that did not end. So `before_end` is awaited just before the end is handed to the
network: whoever pays per upload writes down there that from now on the outcome may be unknown. Just before that the files
are looked at once more: one that has changed since it was checked is never paid for.
"""

from __future__ import annotations

import base64
import os
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import httpx

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.song_files import FileStamp
from stemdesk.core.text import text
from stemdesk.core.threads import in_thread

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
    from contextlib import ExitStack
    from pathlib import Path

    from stemdesk.http.request import EncodedFile, Request

#: Bytes that are read from disk in one go.
_STRIDE: Final = 512 * 1024


class OpenFiles:
    """The files of one request. `known` are the stamps that they had when they were checked. Raises StemDeskError(DISK)
    for a file that cannot be read or is another one by now."""

    def __init__(self, stack: ExitStack, known: Mapping[Path, FileStamp]) -> None:
        self._stack = stack
        self._known = known
        self._opened: list[tuple[Path, BinaryIO, FileStamp]] = []

    def open(self, path: Path) -> BinaryIO:
        try:
            file = self._stack.enter_context(path.open("rb"))
            stamp = FileStamp.of(file.fileno())
        except OSError as error:
            raise StemDeskError(
                ErrorKind.DISK,
                text("“{name}” cannot be read: {reason}.", name=path.name, reason=error.strerror or str(error)),
            ) from None
        self._opened.append((path, file, self._known.get(path, stamp)))
        self._check(*self._opened[-1])
        return file

    def check(self) -> None:
        for opened in self._opened:
            self._check(*opened)

    @staticmethod
    def _check(path: Path, file: BinaryIO, stamp: FileStamp) -> None:
        if FileStamp.of(file.fileno()) != stamp:
            raise StemDeskError(
                ErrorKind.DISK,
                text("“{name}” was changed after it was checked. Nothing was accepted or charged; try again.",
                     name=path.name),
            )  # fmt: skip


def build(client: httpx.AsyncClient, request: Request, address: str, files: OpenFiles) -> httpx.Request:
    """The httpx request, reading from `files`."""
    headers = dict(request.headers)
    if request.encoded is not None:
        return _encoded(client, request, request.encoded, address, files)
    if request.body is not None:
        opened = files.open(request.body)
        size = os.fstat(opened.fileno()).st_size
        return client.build_request(
            request.method, address, params=list(request.query) or None, content=_blocks(opened),
            headers={"Content-Length": str(size)} | headers,
        )  # fmt: skip
    if request.json is not None:
        headers |= {"Content-Type": "application/json"}
        return client.build_request(request.method, address, params=list(request.query) or None, content=request.json,
                                    headers=headers)  # fmt: skip
    parts = [(part.field, (part.name, files.open(part.path))) for part in request.files]
    fields = [(key, (None, value)) for key, value in request.form]
    body: Any = [*fields, *parts] or None
    built = client.build_request(
        request.method, address, params=list(request.query) or None, files=body, headers=headers or None
    )
    for field in getattr(built.stream, "fields", ()):
        field.CHUNK_SIZE = _STRIDE  # httpx reads files 64 kB at a time, which took as long as sending them
    return built


def _blocks(opened: BinaryIO) -> Iterator[bytes]:
    while block := opened.read(_STRIDE):
        yield block


def _encoded(
    client: httpx.AsyncClient, request: Request, encoded: EncodedFile, address: str, files: OpenFiles
) -> httpx.Request:
    """A JSON body with the file as base64, a stride at a time: its length is known without encoding it."""
    opened = files.open(encoded.path)
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
        files: OpenFiles,
    ) -> None:
        self._stream = stream
        self._total = total
        self._progress = progress
        self._before_end = before_end
        self._files = files
        self.sent = 0
        self.whole = total == 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        pieces = iter(self._stream)
        ahead = await in_thread(_read, pieces)
        while ahead:
            piece, ahead = ahead, await in_thread(_read, pieces)
            if not ahead:
                await in_thread(self._files.check)
                if self._before_end is not None:
                    await self._before_end()
                self.whole = True
            yield piece
            self.sent += len(piece)
            if self._progress is not None:
                self._progress(self.sent, self._total)


def _read(pieces: Iterator[bytes]) -> bytes:
    """The next stride of the body, put together from httpx's pieces; empty at its end."""
    gathered: list[bytes] = []
    size = 0
    for piece in pieces:
        gathered.append(piece)
        size += len(piece)
        if size >= _STRIDE:
            break
    return b"".join(gathered)
