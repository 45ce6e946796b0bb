"""The user's own bucket: songs are put there for Tencent to fetch, stems are fetched from there (COS speaks S3).

Every call is a presigned address over the program's one HTTP layer: nothing of the environment's AWS_* gets into it, no
redirect is followed with a signature, and files come as all files come (resumed, checked, bounded). A song goes up in one
piece: what was not sent to its end is not there, so nothing can be left half uploaded.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text
from stemdesk.http.address import base_address
from stemdesk.http.client import HttpClient
from stemdesk.http.download import LinkGone, Wanted, download
from stemdesk.http.errors import AnswerLost, Undelivered
from stemdesk.http.request import Request
from stemdesk.http.retry import RetryBudget, retry_after, with_retries
from stemdesk.http.signature_v4 import AWS, Signer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from stemdesk.core.song_files import FileStamp
    from stemdesk.http.request import Response
    from stemdesk.http.retry import RetryPolicy

#: Seconds in which Tencent may fetch the song, and in which a call of our own begins.
_FOR_TENCENT: Final = 24 * 3600
_FOR_US: Final = 3600
#: Pages of a list that are read: a job has a handful of objects.
_MOST_PAGES: Final = 20


class Gone(Exception):
    """There is no such object."""


class Bucket:
    """Raises StemDeskError: AUTH, NETWORK, SERVER, DISK, and UsageError for an address that must not be used."""

    def __init__(self, name: str, region: str, secret_id: str, secret_key: str, pace: RetryPolicy) -> None:
        given = os.environ.get("STEMDESK_TENCENT_COS_URL", "").strip()
        self._endpoint = base_address("tencent_cos", f"https://{name}.cos.{region}.myqcloud.com")
        self._prefix = f"/{name}" if given else ""  # another server has the bucket in its paths
        self._signer = Signer(AWS, secret_id, secret_key, region, "s3")
        self._pace = pace
        self._web = HttpClient("Tencent", lambda: self._endpoint, pace)

    async def close(self) -> None:
        await self._web.close()

    async def put(
        self, key: str, path: Path, progress: Callable[[int, int], None], known: Mapping[Path, FileStamp]
    ) -> None:
        """Streams a file there, if it still has the stamp that is `known`."""
        endurance = RetryBudget(self._pace, self._pace.tries, self._web.was_reached)
        while True:
            asked: float | None = None
            try:
                request = Request("PUT", self._signed("PUT", key), body=path, has_secret=True)
                answer = await self._web.send(request, progress=progress, known=known)
                if answer.status < 300:
                    return
                trouble = _trouble(answer)
                if trouble.kind is not ErrorKind.NETWORK:
                    raise trouble
                asked = retry_after(answer)
            except (Undelivered, AnswerLost) as error:  # done twice it is the same object
                trouble = error
            if not endurance.goes_on(trouble.kind):
                raise trouble
            await asyncio.sleep(self._pace.wait(endurance.failures, asked))

    def address(self, key: str) -> str:
        """An address at which anybody may fetch an object for a day."""
        return self._endpoint + self._signed("GET", key, seconds=_FOR_TENCENT)

    async def has(self, key: str) -> bool:
        answer = await self._ask("HEAD", key)
        if answer.status in (404, 410):
            return False
        _check(answer)
        return True

    async def bring(self, key: str, target: Path, most: int, progress: Callable[[int, int | None], None]) -> None:
        """Fetches an object to `target`, going on where it broke off. Raises Gone, and as `download` does."""
        address = self._endpoint + self._signed("GET", key)
        name = key.rsplit("/", 1)[-1]
        wanted = Wanted(address, target, most, name, identity=f"{self._endpoint}{self._prefix}/{key}")
        try:
            await download(self._web, wanted, self._pace, progress)
        except LinkGone:
            if await self.has(key):  # raises where the keys are not taken any more
                raise
            raise Gone from None

    async def names(self, prefix: str) -> list[str]:
        """The keys that begin with `prefix`."""
        found: list[str] = []
        query = [("list-type", "2"), ("prefix", prefix)]
        after = ""
        for _ in range(_MOST_PAGES):
            answer = await self._ask("GET", "", [*query, *([("continuation-token", after)] if after else [])])
            _check(answer)
            page = answer.body.decode("utf-8", "replace")
            found += [html.unescape(key) for key in re.findall(r"<Key>([^<]{0,4096})</Key>", page)]
            more = re.search(r"<NextContinuationToken>([^<]{1,4096})</NextContinuationToken>", page)
            if more is None:
                break
            after = html.unescape(more[1])
        return found

    async def delete(self, key: str) -> None:
        """An object that is not there is deleted already."""
        answer = await self._ask("DELETE", key)
        if answer.status not in (404, 410):
            _check(answer)

    async def try_out(self, key: str) -> None:
        """Writes an object with nothing in it and removes it."""
        _check(await self._ask("PUT", key))
        try:
            await self.delete(key)
        except StemDeskError as error:
            raise StemDeskError(
                error.kind, text("The bucket can be written to but not cleared. {reason}", reason=error.message)
            ) from None

    async def _ask(self, method: str, key: str, query: list[tuple[str, str]] | None = None) -> Response:
        """A call that is safe to repeat."""

        async def once() -> Response:
            return await self._web.send(Request(method, self._signed(method, key, query), has_secret=True))

        return await with_retries(once, self._pace)

    def _signed(self, method: str, key: str, query: list[tuple[str, str]] | None = None, seconds: int = _FOR_US) -> str:
        path = f"{self._prefix}/{key}"
        host = urlsplit(self._endpoint).netloc
        return self._signer.presigned(method, host, path, query or [], seconds=seconds, now=datetime.now(UTC))


def _check(answer: Response) -> None:
    if answer.status >= 300:
        raise _trouble(answer)


def _trouble(answer: Response) -> StemDeskError:
    """S3's errors are XML with a code."""
    found = re.search(rb"<Code>([A-Za-z0-9.]{1,80})</Code>", answer.body[:65536])
    code = found[1].decode() if found else ""
    if code == "RequestTimeTooSkewed":
        return StemDeskError(
            ErrorKind.AUTH, text("The bucket says that this computer's clock is wrong. Set it, then try again.")
        )
    if answer.status in (301, 307, 400, 401, 403, 404):
        return StemDeskError(
            ErrorKind.AUTH,
            text("The bucket refuses the SecretId and SecretKey ({code}). Check them, its name and its region.",
                 code=code or answer.status),
        )  # fmt: skip
    if answer.retry_later:
        return StemDeskError(
            ErrorKind.NETWORK, text("The bucket cannot be reached. Check its name, its region and the connection.")
        )
    return StemDeskError(
        ErrorKind.SERVER, text("The bucket answers with status {status} {code}.", status=answer.status, code=code)
    )
