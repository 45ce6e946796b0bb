"""Files from a service, whole or not at all: resumed where they broke off, checked for length, bounded, renamed at the end.

Beside the growing `<name>.part` lies `<name>.from`, which says what the part belongs to (the link's hash, never the
link); a part is only continued when the server confirms that it is still the same file: by its validator, or, where it
has none, by the length of the whole.
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
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.reading import as_int, as_mapping, as_text, parsed
from stemdesk.core.text import text
from stemdesk.providers.web.pace import Endurance, retry_after
from stemdesk.providers.web.request import Answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    from stemdesk.providers.web.client import Web
    from stemdesk.providers.web.pace import Pace

#: Bytes that are written to disk in one go.
_STRIDE: Final = 1 << 20
#: What stays free on the disk.
_RESERVE: Final = 64 << 20


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

    `about` is the length that the service speaks of elsewhere, rounded: it counts where the transfer itself tells none.
    """

    address: str
    target: Path
    most: int
    name: str
    about: int | None = None


async def download(web: Web, wanted: Wanted, pace: Pace, progress: Callable[[int, int | None], None]) -> Path:
    """Fetches a file to `wanted.target`; what is there already is not fetched again.

    Raises LinkGone, StemDeskError(NETWORK) after many failures in a row without a byte of progress,
    StemDeskError(SERVER) for an answer that cannot be the file and StemDeskError(DISK).
    """
    if wanted.target.exists():
        return wanted.target
    endurance = Endurance(pace, pace.tries, web.was_reached)
    while True:
        before = _size(_part(wanted))
        asked: float | None = None
        try:
            return await _once(web, wanted, progress)
        except Interrupted as broken:
            asked, kind = broken.after, ErrorKind.SERVER
        except StemDeskError as error:
            kind = error.kind
            if kind is not ErrorKind.NETWORK:
                raise
        if _size(_part(wanted)) > before:
            endurance.fine()
        if not endurance.goes_on(kind):
            raise StemDeskError(
                ErrorKind.NETWORK,
                text("“{name}” could not be downloaded to its end: the connection keeps breaking.", name=wanted.name),
            )
        await asyncio.sleep(pace.wait(endurance.failures, asked))


async def _once(web: Web, wanted: Wanted, progress: Callable[[int, int | None], None]) -> Path:
    part = _part(wanted)
    have, source = _size(part), _source(wanted)
    headers = {"Accept-Encoding": "identity"}
    validator, length = as_text(source.get("validator")), as_int(source.get("length"))
    if have and source.get("link") == _fingerprint(wanted) and (validator or length):
        headers |= {"Range": f"bytes={have}-"} | ({"If-Range": validator} if validator else {})
    else:
        have = 0
    async with web.stream(wanted.address, headers) as response:
        start = _start(response, have, wanted)
        if start and not validator and _total(response, start) != length:
            raise _forget_part(wanted)
        if start is None:  # the server says that the part is the whole
            return await asyncio.to_thread(_finish, wanted)
        total = _total(response, start)
        if total is not None:
            _believe(total, wanted)
            _check_room(total - start, wanted)
        if start == 0:
            await asyncio.to_thread(_begin, wanted, response.headers, total)
        await _receive(response, wanted, start, total, progress)
    return await asyncio.to_thread(_finish, wanted)


def _start(response: httpx.Response, have: int, wanted: Wanted) -> int | None:
    """Where the body begins in the file, None if there is nothing left to fetch."""
    status = response.status_code
    if status == 206:
        found = re.match(r"bytes (\d+)-", response.headers.get("content-range", ""))
        if have and found and int(found[1]) == have:
            return have
        raise _forget_part(wanted)
    if status == 416 and have:
        found = re.match(r"bytes \*/(\d+)", response.headers.get("content-range", ""))
        if found and int(found[1]) == have:
            return None
        raise _forget_part(wanted)
    if status == 200:
        if response.headers.get("content-type", "").lower().startswith("text/html"):
            raise StemDeskError(
                ErrorKind.SERVER,
                text("Instead of “{name}” a web page came. Nothing was lost; try again later.", name=wanted.name),
            )
        return 0
    answer = Answer(status, b"", {key.lower(): value for key, value in response.headers.items()})
    if answer.retry_later:
        raise Interrupted(retry_after(answer))
    if status in (401, 403, 404, 410):
        raise LinkGone(ErrorKind.EXPIRED, text("“{name}” is not there any more.", name=wanted.name))
    raise StemDeskError(
        ErrorKind.SERVER, text("“{name}” was refused with status {status}.", name=wanted.name, status=status)
    )


def _total(response: httpx.Response, start: int) -> int | None:
    """The whole file's length. A compressed answer does not tell it."""
    if response.headers.get("content-encoding", "identity").lower() not in ("", "identity"):
        return None
    found = re.match(r"bytes \d+-\d+/(\d+)", response.headers.get("content-range", ""))
    if found:
        return int(found[1])
    length = as_int(response.headers.get("content-length"))
    return None if length is None else start + length


async def _receive(
    response: httpx.Response,
    wanted: Wanted,
    start: int,
    total: int | None,
    progress: Callable[[int, int | None], None],
) -> None:
    at = start
    gathered = bytearray()
    try:
        async for piece in response.aiter_bytes():
            gathered += piece
            if len(gathered) >= _STRIDE:
                at = await asyncio.to_thread(_append, wanted, bytes(gathered))
                gathered.clear()
                _believe(at, wanted)
                progress(at, total)
    finally:
        if gathered:  # also of a transfer that broke: every byte counts
            at = _append(wanted, bytes(gathered))
            progress(at, total)
    _believe(at, wanted)
    ends_by_silence = total is None and "chunked" not in response.headers.get("transfer-encoding", "").lower()
    if at < (total or 0) or (ends_by_silence and at < 0.98 * (wanted.about or 0) - 16_384):
        raise Interrupted


def _append(wanted: Wanted, piece: bytes) -> int:
    try:
        with _part(wanted).open("ab") as file:
            file.write(piece)
            return file.tell()
    except OSError as error:
        raise _disk(error, wanted) from None


def _begin(wanted: Wanted, headers: httpx.Headers, total: int | None) -> None:
    """An empty part, and what it belongs to: a strong validator, as weak ones do not hold for ranges."""
    tag = headers.get("etag", "")
    validator = tag if tag and not tag.startswith("W/") else headers.get("last-modified", "")
    note = {"link": _fingerprint(wanted), "validator": validator, "length": total}
    try:
        _part(wanted).write_bytes(b"")
        _origin(wanted).write_text(json.dumps(note), "utf-8")
    except OSError as error:
        raise _disk(error, wanted) from None


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
    if length > wanted.most:
        with suppress(OSError):
            _part(wanted).unlink(missing_ok=True)
        raise StemDeskError(
            ErrorKind.SERVER,
            text("“{name}” is said to have {size} MB, which no stem of this song can have. It was not downloaded.",
                 name=wanted.name, size=length >> 20),
        )  # fmt: skip


def _check_room(needed: int, wanted: Wanted) -> None:
    free = shutil.disk_usage(wanted.target.parent).free
    if free < needed + _RESERVE:
        raise StemDeskError(
            ErrorKind.DISK,
            text("“{name}” needs {needed} MB, and the disk has {free} MB free. Make room, then try again.",
                 name=wanted.name, needed=(needed >> 20) + 1, free=free >> 20),
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
    return hashlib.sha256(wanted.address.encode("utf-8", "surrogatepass")).hexdigest()


def _source(wanted: Wanted) -> dict[str, Any]:
    try:
        return as_mapping(parsed(_origin(wanted).read_bytes()))
    except OSError:
        return {}


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
