"""Files from a service, whole or not at all: resumed where they broke off, checked for length, bounded, renamed at the end.

Beside the growing `<name>.part` lies `<name>.from`, which says what the part belongs to (the link's hash, never the
link); a part is only continued when the server confirms that it is still the same file, by its validator and by the
length of the whole (RFC 9110, 13.1.5 and 14.4). A server that confirms neither sends the file again from its beginning.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.lenient_json import as_int, as_mapping, as_text, parsed
from stemdesk.core.quantities import megabytes, whole_megabytes
from stemdesk.core.song_files import AUDIO_SUFFIXES
from stemdesk.core.text import text
from stemdesk.core.threads import in_thread
from stemdesk.http.request import Response
from stemdesk.http.retry import RetryBudget, retry_after

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    from stemdesk.http.client import HttpClient
    from stemdesk.http.retry import RetryPolicy

#: Bytes that are written to disk in one go.
_STRIDE: Final = 1 << 20
#: What stays free on the disk.
_RESERVE: Final = 64 << 20
_RANGE: Final = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18}|\*)")
_UNSATISFIED: Final = re.compile(r"bytes \*/(\d{1,18})")
_SOUND_OR_ZIP: Final = AUDIO_SUFFIXES | {".zip"}


class LinkGone(StemDeskError):
    """The link does not work any more; a fresh one may."""


class Interrupted(Exception):
    """The transfer stopped short. `after`: the pause that the server asks for."""

    def __init__(self, after: float | None = None) -> None:
        super().__init__()
        self.after = after


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to fetch. `most` is the greatest length in bytes that is believed; `name` is for messages.

    `about` is the length that the service speaks of elsewhere, rounded: a file of clearly another one is not it.
    `identity` names the file where its address is another one each time. `exactly`: the length is known to the byte.
    """

    address: str
    target: Path
    most: int
    name: str
    about: int | None = None
    identity: str = ""
    exactly: int | None = None


async def download(
    web: HttpClient, wanted: Wanted, pace: RetryPolicy, progress: Callable[[int, int | None], None]
) -> Path:
    """Fetches a file to `wanted.target`; what is there already is not fetched again.

    Raises LinkGone, StemDeskError(NETWORK) after many failures in a row without a byte of progress,
    StemDeskError(SERVER) for an answer that cannot be the file and StemDeskError(DISK).
    """
    if await in_thread(wanted.target.exists):
        return wanted.target
    endurance = RetryBudget(pace, pace.tries, web.was_reached)
    while True:
        before = await in_thread(_size, _part(wanted))
        asked: float | None = None
        try:
            return await _once(web, wanted, progress)
        except Interrupted as broken:
            asked, kind = broken.after, ErrorKind.SERVER
        except StemDeskError as error:
            kind = error.kind
            if kind is not ErrorKind.NETWORK:
                raise
        if await in_thread(_size, _part(wanted)) > before:
            endurance.fine()
        if not endurance.goes_on(kind):
            raise StemDeskError(
                ErrorKind.NETWORK,
                text("“{name}” could not be downloaded to its end: the connection keeps breaking.", name=wanted.name),
            )
        await asyncio.sleep(pace.wait(endurance.failures, asked))


async def _once(web: HttpClient, wanted: Wanted, progress: Callable[[int, int | None], None]) -> Path:
    part, note = _part(wanted), await in_thread(_read_note, wanted)
    have = await in_thread(_size, part)
    headers = {"Accept-Encoding": "identity"}
    if note is None or not note.can_be_continued or have > (note.length or have):
        have = 0
    if have and note is not None:
        headers |= {"Range": f"bytes={have}-"} | ({"If-Range": note.validator} if note.validator else {})
    async with web.stream(wanted.address, headers) as response:
        start = _start(response, have, note, wanted)
        if start is None:  # the server confirms that the part is the whole
            return await in_thread(_finish, wanted)
        total = _total(response, start)
        if total is not None:
            _believe(total, wanted)
            if wanted.exactly is not None and total < wanted.exactly:
                raise _another_length(wanted)
            await in_thread(_check_room, total - start, wanted)
        if start == 0:
            await in_thread(_begin, wanted, response.headers, total)
        await _receive(response, wanted, start, total, progress)
    return await in_thread(_finish, wanted)


def _start(response: httpx.Response, have: int, note: _Note | None, wanted: Wanted) -> int | None:
    """Where the body begins in the file, None if there is nothing left to fetch."""
    status = response.status_code
    if status == 206:
        found = _RANGE.match(response.headers.get("content-range", ""))
        begins = have if found is not None and int(found[1]) == have else 0
        if begins and found is not None and note is not None and note.confirmed_by(response.headers, found[2]):
            return begins
        raise _forget_part(wanted)
    if status == 416 and have:
        found = _UNSATISFIED.match(response.headers.get("content-range", ""))
        whole = found is not None and note is not None and int(found[1]) == note.length == have
        if whole and note is not None and note.confirmed_by(response.headers, str(have)):
            return None
        raise _forget_part(wanted)
    if status == 200:
        _refuse_words(response.headers.get("content-type", ""), wanted)
        return 0
    answer = Response(status, b"", {key.lower(): value for key, value in response.headers.items()})
    if answer.retry_later:
        raise Interrupted(retry_after(answer))
    if status in (401, 403, 404, 410):
        raise LinkGone(ErrorKind.EXPIRED, text("“{name}” is not there any more.", name=wanted.name))
    raise StemDeskError(
        ErrorKind.SERVER, text("“{name}” was refused with status {status}.", name=wanted.name, status=status)
    )


def _refuse_words(content_type: str, wanted: Wanted) -> None:
    """A page, JSON or XML where sound should come is a service's trouble, not the file."""
    kind = content_type.split(";", 1)[0].strip().lower()
    expects_sound = wanted.target.suffix.lower() in _SOUND_OR_ZIP
    is_words = kind in ("application/json", "application/xml", "text/xml", "application/problem+json")
    if kind == "text/html" or (expects_sound and is_words):
        raise StemDeskError(
            ErrorKind.SERVER,
            text("Instead of “{name}” a web page came. Nothing was lost; try again later.", name=wanted.name),
        )


def _total(response: httpx.Response, start: int) -> int | None:
    """The whole file's length. A compressed answer does not tell it."""
    if _is_compressed(response.headers):
        return None
    found = _RANGE.match(response.headers.get("content-range", ""))
    if found is not None and found[2] != "*":
        return int(found[2])
    length = as_int(response.headers.get("content-length"))
    return None if length is None else start + length


def _is_compressed(headers: httpx.Headers) -> bool:
    return headers.get("content-encoding", "identity").strip().lower() not in ("", "identity")


async def _receive(
    response: httpx.Response,
    wanted: Wanted,
    start: int,
    total: int | None,
    progress: Callable[[int, int | None], None],
) -> None:
    """Appends the body to the part. Whatever ends it, every byte that came is there once, and no thread writes any more."""
    at = start
    came: list[bytes] = []
    gathered = 0
    writing = asyncio.ensure_future(in_thread(_append, wanted, b""))  # one stride is written while the next one comes
    try:
        async for piece in response.aiter_bytes():
            came.append(piece)
            gathered += len(piece)
            if gathered >= _STRIDE:
                await asyncio.wait([writing])
                at = writing.result() + gathered
                stride, gathered = b"".join(came), 0
                came.clear()  # whoever ends this must not write it again, nor write on in a part that is forgotten
                _believe(at, wanted)
                _check_total(at, total, wanted)
                writing = asyncio.ensure_future(in_thread(_append, wanted, stride))
                progress(at, total)
        await asyncio.wait([writing])
        writing.result()
    except BaseException:
        await _ended(writing)
        with suppress(StemDeskError, asyncio.CancelledError):  # what ended it is what counts
            writing.result()  # else there would be a gap
            progress(_append(wanted, b"".join(came)), total)
        raise
    at = await in_thread(_append, wanted, b"".join(came))
    progress(at, total)
    _believe(at, wanted)
    _check_total(at, total, wanted)
    ends_by_silence = total is None and "chunked" not in response.headers.get("transfer-encoding", "").lower()
    if at < (total or 0) or (ends_by_silence and at < 0.98 * (wanted.about or 0) - 16_384):
        raise Interrupted
    if wanted.about is not None and not _is_about(at, wanted.about):
        _forget_part(wanted)
        raise StemDeskError(
            ErrorKind.SERVER,
            text("“{name}” came with {size} kB where {about} kB were announced, so it is not the stem. Try again later.",
                 name=wanted.name, size=-(-at >> 10), about=-(-wanted.about >> 10)),
        )  # fmt: skip


def _check_total(at: int, total: int | None, wanted: Wanted) -> None:
    """More than was announced is not this file, or not only."""
    if total is not None and at > total:
        raise _forget_part(wanted)


def _is_about(size: int, about: int) -> bool:
    """Whether a length fits one that was told rounded, in units of 1000 or 1024."""
    return abs(size - about) <= 0.08 * about + 16_384


async def _ended(writing: asyncio.Future[int]) -> None:
    """Waits for a thread, also if it is told more than once not to."""
    while not writing.done():
        with suppress(asyncio.CancelledError):
            await asyncio.wait([writing])


def _append(wanted: Wanted, piece: bytes) -> int:
    try:
        with _part(wanted).open("ab", buffering=0) as file:
            rest = memoryview(piece)
            while rest:
                rest = rest[file.write(rest) :]
            return file.tell()
    except OSError as error:
        raise _disk(error, wanted) from None


def _begin(wanted: Wanted, headers: httpx.Headers, total: int | None) -> None:
    """An empty part, and what it belongs to. The note goes first and comes back last: a part is never found under the
    note of another file."""
    try:
        _origin(wanted).unlink(missing_ok=True)
        _part(wanted).write_bytes(b"")
        note = {"link": _fingerprint(wanted), "validator": _validator(headers), "length": total}
        _origin(wanted).write_text(json.dumps(note), "utf-8")
    except OSError as error:
        raise _disk(error, wanted) from None


def _validator(headers: httpx.Headers) -> str:
    """Strong ones only, as weak ones do not hold for ranges; none for a compressed answer, whose ranges are not ours."""
    if _is_compressed(headers):
        return ""
    tag = str(headers.get("etag", ""))
    return tag if tag and not tag.startswith("W/") else str(headers.get("last-modified", ""))


@dataclass(frozen=True, slots=True)
class _Note:
    """What is known of the file that a part belongs to."""

    validator: str
    length: int | None

    @property
    def can_be_continued(self) -> bool:
        return bool(self.validator) or self.length is not None

    def confirmed_by(self, headers: httpx.Headers, total: str) -> bool:
        """Whether an answer about a range speaks of the same file. `total` is Content-Range's: digits or "*"."""
        if self.length is not None and total != "*" and int(total) != self.length:
            return False
        validator = _validator(headers)
        if self.validator and validator:
            return self.validator == validator
        return self.length is not None and total != "*"  # else nobody confirms anything


def _read_note(wanted: Wanted) -> _Note | None:
    try:
        source = as_mapping(parsed(_origin(wanted).read_bytes()))
    except OSError:
        return None
    if source.get("link") != _fingerprint(wanted):
        return None
    return _Note(as_text(source.get("validator")), as_int(source.get("length")))


def _finish(wanted: Wanted) -> Path:
    """From the part to the file: on disk first, then under its name, then without its note."""
    part = _part(wanted)
    try:
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(part, wanted.target)  # noqa: PTH105
    except OSError as error:
        raise _disk(error, wanted) from None
    with suppress(OSError):
        _origin(wanted).unlink(missing_ok=True)
    return wanted.target


def _forget_part(wanted: Wanted) -> Interrupted:
    with suppress(OSError):
        _part(wanted).unlink(missing_ok=True)
    return Interrupted()


def _believe(length: int, wanted: Wanted) -> None:
    if length > wanted.most and wanted.exactly is not None:
        raise _another_length(wanted)
    if length > wanted.most:
        with suppress(OSError):
            _part(wanted).unlink(missing_ok=True)
        raise StemDeskError(
            ErrorKind.SERVER,
            text("“{name}” is said to have {size} MB, which no stem of this song can have. It was not downloaded.",
                 name=wanted.name, size=megabytes(length)),
        )  # fmt: skip


def _another_length(wanted: Wanted) -> StemDeskError:
    with suppress(OSError):
        _part(wanted).unlink(missing_ok=True)
    return StemDeskError(
        ErrorKind.SERVER,
        text("“{name}” comes with another length than was announced, so it is not what was wanted. Try again later.",
             name=wanted.name),
    )  # fmt: skip


def _check_room(needed: int, wanted: Wanted) -> None:
    free = shutil.disk_usage(wanted.target.parent).free
    if free < needed + _RESERVE:
        raise StemDeskError(
            ErrorKind.DISK,
            text("“{name}” needs {needed} MB, and the disk has {free} MB free. Make room, then try again.",
                 name=wanted.name, needed=megabytes(needed), free=whole_megabytes(free)),
        )  # fmt: skip


def _disk(error: OSError, wanted: Wanted) -> StemDeskError:
    return StemDeskError(
        ErrorKind.DISK,
        text("“{name}” cannot be saved: {reason}.", name=wanted.name, reason=error.strerror or str(error)),
    )


def _part(wanted: Wanted) -> Path:
    return wanted.target.with_name(wanted.target.name + ".part")


def _origin(wanted: Wanted) -> Path:
    return wanted.target.with_name(wanted.target.name + ".from")


def _fingerprint(wanted: Wanted) -> str:
    return hashlib.sha256((wanted.identity or wanted.address).encode("utf-8", "surrogatepass")).hexdigest()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
