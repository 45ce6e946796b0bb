"""Dango's wire: five calls a second at the most, over everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stemdesk.http.client import HttpClient
from stemdesk.http.rate_limiter import RateLimiter
from stemdesk.http.retry import with_retries

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from stemdesk.core.song_files import FileStamp
    from stemdesk.http.request import Request, Response
    from stemdesk.http.retry import RetryPolicy


class DangoClient:
    """`manners` are those of the data file: seconds and counts."""

    def __init__(self, web: HttpClient, pace: RetryPolicy, manners: Mapping[str, Any]) -> None:
        self.web = web
        self.pace = pace
        self.manners = manners
        self._throttle = RateLimiter(float(manners["calls_per_second"]))

    def next_poll(self) -> float:
        return self.pace.next_poll()

    async def once(self, request: Request) -> Response:
        """A call that must not be repeated by itself. Raises Undelivered and AnswerLost."""
        await self._throttle.turn()
        return await self.web.send(request)

    async def charge(self, request: Request) -> Response:
        """The call that charges: once, over a connection of its own, as a kept one may be dead already."""

        async def nothing() -> None: ...

        await self._throttle.turn()
        return await self.web.send(request, before_end=nothing)

    async def send(self, request: Request) -> Response:
        """A call that is safe to repeat."""
        return await with_retries(lambda: self.once(request), self.pace)

    async def upload(
        self,
        request: Request,
        address: str,
        progress: Callable[[int, int], None],
        known: Mapping[Path, FileStamp],
    ) -> Response:
        """To the object store, which is another place: the token does not travel there."""
        store = HttpClient("Dango", lambda: address.rstrip("/"), self.pace)
        try:
            return await store.send(request, progress=progress, known=known)
        finally:
            await store.close()
