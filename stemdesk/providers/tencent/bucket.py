"""The user's own bucket: songs are put there for Tencent to fetch, stems are fetched from there (COS speaks S3)."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import obstore
from obstore.exceptions import BaseError, NotFoundError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text
from stemdesk.providers.web.address import base_address, is_loopback

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

_BLOCK: Final = 1 << 20
#: How long Tencent may take until it fetches the song.
_SIGNED_FOR: Final = timedelta(hours=24)
_TRIES: Final = 4


class Gone(Exception):
    """There is no such object."""


class Bucket:
    """Raises StemDeskError: AUTH, NETWORK, DISK, UsageError for an address that must not be used."""

    def __init__(self, name: str, region: str, secret_id: str, secret_key: str) -> None:
        given = os.environ.get("STEMDESK_TENCENT_COS_URL", "").strip()
        virtual = f"https://{name}.cos.{region}.myqcloud.com"
        endpoint = base_address("tencent_cos", virtual)
        self._store = S3Store(
            name, endpoint=endpoint, region=region, access_key_id=secret_id, secret_access_key=secret_key,
            virtual_hosted_style_request=not given, client_options={"allow_http": is_loopback(endpoint)},
        )  # fmt: skip

    async def put(self, key: str, path: Path, progress: Callable[[int, int], None]) -> None:
        """Streams a file there, in parts; what was half sent is not there."""
        total = (await asyncio.to_thread(path.stat)).st_size

        async def blocks() -> AsyncIterator[bytes]:
            sent = 0
            file = await asyncio.to_thread(path.open, "rb")
            try:
                while block := await asyncio.to_thread(file.read, _BLOCK):
                    yield block
                    sent += len(block)
                    progress(sent, total)
            finally:
                file.close()

        for attempt in range(1, _TRIES + 1):
            try:
                await obstore.put_async(self._store, key, blocks())
                return
            except (BaseError, OSError) as error:
                if attempt == _TRIES or isinstance(error, (PermissionDeniedError, UnauthenticatedError)):
                    raise _trouble(error) from None
                await asyncio.sleep(attempt)

    async def address(self, key: str) -> str:
        """An address at which anybody may fetch an object for a day."""
        return str(await obstore.sign_async(self._store, "GET", key, _SIGNED_FOR))

    async def size(self, key: str) -> int:
        """Raises Gone."""
        return int((await self._try(lambda: obstore.head_async(self._store, key)))["size"])

    async def bring(self, key: str, target: Path, most: int, progress: Callable[[int, int], None]) -> None:
        """Fetches an object to `target`, going on where it broke off. Raises Gone, SERVER for one that is too long."""
        head = await self._try(lambda: obstore.head_async(self._store, key))
        size, tag = int(head["size"]), str(head.get("e_tag") or "")
        if size > most:
            raise StemDeskError(
                ErrorKind.SERVER,
                text("“{name}” is said to have {size} MB, which no stem of this song can have. It was not downloaded.",
                     name=key.rsplit("/", 1)[-1], size=size >> 20),
            )  # fmt: skip
        part = target.with_name(target.name + ".part")
        note = target.with_name(target.name + ".from")
        if _text(note) != f"{key} {tag} {size}":
            part.unlink(missing_ok=True)
            note.write_text(f"{key} {tag} {size}", "utf-8")
        have = part.stat().st_size if part.exists() else 0
        failures = 0
        while have < size:
            end = min(size, have + 8 * _BLOCK)
            try:
                block = await obstore.get_range_async(self._store, key, start=have, end=end)
            except NotFoundError:
                raise Gone from None
            except (BaseError, OSError) as error:
                failures += 1
                if failures >= _TRIES:
                    raise _trouble(error) from None
                await asyncio.sleep(failures)
                continue
            failures = 0
            await asyncio.to_thread(_append, part, bytes(block))
            have += len(block)
            progress(have, size)
        await asyncio.to_thread(_finish, part, target)
        note.unlink(missing_ok=True)

    async def names(self, prefix: str) -> list[str]:
        found: list[str] = []

        async def collect() -> list[str]:
            async for batch in obstore.list(self._store, prefix=prefix):
                found.extend(str(entry["path"]) for entry in batch)
            return found

        return list(await self._try(collect))

    async def delete(self, key: str) -> None:
        """An object that is not there is deleted already."""
        with suppress(Gone):
            await self._try(lambda: obstore.delete_async(self._store, key))

    async def _try(self, call: Callable[[], Any]) -> Any:
        try:
            return await call()
        except (NotFoundError, FileNotFoundError):
            raise Gone from None
        except (BaseError, OSError) as error:
            raise _trouble(error) from None


def _trouble(error: Exception) -> StemDeskError:
    """obstore's errors carry whole addresses and answers, which stay out of ours."""
    if isinstance(error, (PermissionDeniedError, UnauthenticatedError)):
        return StemDeskError(
            ErrorKind.AUTH, text("The bucket refuses the SecretId and SecretKey. Check them, its name and its region.")
        )
    if isinstance(error, OSError) and not isinstance(error, BaseError) and error.errno:
        return StemDeskError(ErrorKind.DISK, text("The disk refused: {reason}.", reason=error.strerror or "?"))
    return StemDeskError(
        ErrorKind.NETWORK, text("The bucket cannot be reached. Check its name, its region and the connection.")
    )


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""


def _append(part: Path, block: bytes) -> None:
    with part.open("ab") as file:
        file.write(block)


def _finish(part: Path, target: Path) -> None:
    with part.open("ab") as file:  # an empty object has no part yet
        os.fsync(file.fileno())
    part.replace(target)
