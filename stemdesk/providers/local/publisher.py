"""Brings published models: asks their server for each file's hash and length, downloads it from wherever that sends us, and
gives it its name once every byte is what it should be.

What was begun stays and is gone on with, by this process or the next one; processes that want the same model at once wait for
the first. The server's word about a hash counts from its own place alone, never from where it redirects to.
"""

from __future__ import annotations

import asyncio
import hashlib
import shutil
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from stemdesk.core.app_paths import app_paths
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.lenient_json import as_int
from stemdesk.core.quantities import megabytes
from stemdesk.core.text import text
from stemdesk.core.threads import in_thread, in_thread_until
from stemdesk.http.address import base_address
from stemdesk.http.client import HttpClient
from stemdesk.http.download import Wanted, download
from stemdesk.http.retry import RetryPolicy, with_retries
from stemdesk.inference import published

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from stemdesk.inference.published import PublishedFile, PublishedModel

_SERVER: Final = "https://huggingface.co"
_NAME: Final = "Hugging Face"
#: Somebody sits before it and waits: what does not answer is given up soon, and gone on with the next time.
_PACE: Final = RetryPolicy(tries=4, longest_wait=8.0)
_LOOK_SECONDS: Final = 0.2
#: Whatever a server announces: no model of ours is larger.
_MOST_BYTES: Final = 2 << 30
#: What stays free on the disk.
_RESERVE: Final = 64 << 20
_READ: Final = 1 << 20
_NOT_THERE: Final = (401, 403, 404, 410)  # it says 401 of what it does not have


@dataclass(frozen=True, slots=True)
class _Announced:
    file: PublishedFile
    address: str
    sha256: str
    bytes: int

    @property
    def arriving(self) -> Path:
        return published.arriving(self.file, self.sha256)


class Publisher:
    """Lives on one event loop."""

    def __init__(self, pace: RetryPolicy = _PACE) -> None:
        self._pace = pace
        self._web = HttpClient(_NAME, lambda: base_address("local", _SERVER), pace)

    async def close(self) -> None:
        await self._web.close()

    async def bring(self, model: PublishedModel, report: Callable[[float], None]) -> None:
        """Brings what is missing of it, or damaged. `report` is told how much of that is there, 0…1.

        Raises StemDeskError: NETWORK, SERVER for another file than was announced or none at all, DISK.
        """
        folder = app_paths().models
        try:
            await in_thread(folder.mkdir, parents=True, exist_ok=True)
            async with _alone(folder / f".{model.id}.lock"):
                await self._bring(model, folder, report)
        except OSError as error:
            raise StemDeskError(
                ErrorKind.DISK,
                text("{name} cannot be kept in {folder}: {reason}.",
                     name=model.name, folder=str(folder), reason=error.strerror or str(error)),
            ) from None  # fmt: skip

    async def remove(self, model: PublishedModel) -> None:
        """Takes it away, also what was begun of it. Raises StemDeskError(DISK), also while somebody downloads it."""
        lock = FileLock(app_paths().models / f".{model.id}.lock", thread_local=False)
        try:
            if app_paths().models.is_dir() and not await in_thread(_locked, lock):
                raise StemDeskError(
                    ErrorKind.DISK,
                    text("{name} is being downloaded at this moment. Stop that first.", name=model.name),
                )
            await in_thread(published.remove, model)
        except OSError as error:
            raise StemDeskError(
                ErrorKind.DISK,
                text("{name} cannot be removed: {reason}.", name=model.name, reason=error.strerror or str(error)),
            ) from None
        finally:
            lock.release()

    async def _bring(self, model: PublishedModel, folder: Path, report: Callable[[float], None]) -> None:
        missing = [file for file in model.files if not await in_thread(published.is_whole, file)]
        try:
            announced = [await self._ask(model, file) for file in missing]
            await in_thread(_check_room, model, folder, announced)
            whole = sum(each.bytes for each in announced)
            done = 0
            for each in announced:
                await self._fetch(model, each, partial(_tell, report, done, whole))
                await in_thread_until(_take, model, each)
                done += each.bytes
        except StemDeskError as error:
            if error.kind is not ErrorKind.NETWORK:
                raise
            raise StemDeskError(
                ErrorKind.NETWORK,
                text("{reason} What has arrived of {name} is kept. Go on later: {command}. The quick preview works without.",
                     reason=error.message, name=model.name, command=model.command),
            ) from None  # fmt: skip

    async def _ask(self, model: PublishedModel, file: PublishedFile) -> _Announced:
        """The best of its addresses at which there is anything."""
        for address in file.addresses:
            answer = await with_retries(partial(self._web.head, address), self._pace)
            if answer.status in _NOT_THERE:
                continue
            if answer.retry_later:
                raise StemDeskError(ErrorKind.NETWORK, text("{service} is too busy to answer.", service=_NAME))
            sha256 = answer.headers.get("x-linked-etag", "").strip('"').lower()
            length = as_int(answer.headers.get("x-linked-size"))
            if answer.status >= 400 or published.SHA256.fullmatch(sha256) is None or length is None:
                raise StemDeskError(
                    ErrorKind.SERVER,
                    text("{service} does not say what {name} has to be, so it was not downloaded: there would be no telling "
                         "whether it arrived as it was published.", service=_NAME, name=model.name),
                )  # fmt: skip
            if not 0 < length <= _MOST_BYTES:
                raise StemDeskError(
                    ErrorKind.SERVER,
                    text("{name} is said to have {size} MB, which it cannot have. It was not downloaded.",
                         name=model.name, size=megabytes(length)),
                )  # fmt: skip
            return _Announced(file, address, sha256, length)
        raise StemDeskError(
            ErrorKind.SERVER,
            text("{name} is not published any more where StemDesk looks for it ({source}). The other models work without.",
                 name=model.name, source=model.source),
        )  # fmt: skip

    async def _fetch(self, model: PublishedModel, each: _Announced, tell: Callable[[int], None]) -> None:
        wanted = Wanted(
            self._web.base + each.address,
            each.arriving,
            each.bytes,
            model.name,
            identity=each.sha256,
            exactly=each.bytes,
        )
        tell(0)
        await download(self._web, wanted, self._pace, lambda here, _: tell(here))


def _tell(report: Callable[[float], None], before: int, whole: int, here: int) -> None:
    report(min(1.0, (before + here) / whole))


def _check_room(model: PublishedModel, folder: Path, announced: Sequence[_Announced]) -> None:
    needed = sum(each.bytes for each in announced) - sum(map(_begun, announced))
    if announced and shutil.disk_usage(folder).free < needed + _RESERVE:
        raise StemDeskError(
            ErrorKind.DISK,
            text("There is no room for {name} in {folder}: {size} MB are needed.",
                 name=model.name, folder=str(folder), size=megabytes(needed + _RESERVE)),
        )  # fmt: skip


def _begun(each: _Announced) -> int:
    with suppress(OSError):
        return min(each.bytes, each.arriving.with_name(f"{each.arriving.name}.part").stat().st_size)
    return 0


def _take(stop: Callable[[], bool], model: PublishedModel, each: _Announced) -> None:
    """From what arrived to what is used, or to nothing. Raises StemDeskError(SERVER) and OSError."""
    digest = hashlib.sha256()
    with each.arriving.open("rb") as file:
        while piece := file.read(_READ):
            digest.update(piece)
            if stop():
                return  # it lies there whole, and is looked at the next time
    if digest.hexdigest() != each.sha256 or each.arriving.stat().st_size != each.bytes:
        each.arriving.unlink(missing_ok=True)
        raise _wrong(model)
    published.take(each.file, each.sha256)


def _wrong(model: PublishedModel) -> StemDeskError:
    return StemDeskError(
        ErrorKind.SERVER, text("What was downloaded for {name} is not what it should be.", name=model.name)
    )


@asynccontextmanager
async def _alone(path: Path) -> AsyncIterator[None]:
    """The system frees the lock of a process that dies. Raises OSError."""
    lock = FileLock(path, thread_local=False)
    try:
        while not await in_thread(_locked, lock):  # noqa: ASYNC110
            await asyncio.sleep(_LOOK_SECONDS)  # no word comes from another process
        yield
    finally:
        lock.release()


def _locked(lock: FileLock) -> bool:
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return False
    return True
