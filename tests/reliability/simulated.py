"""A day in seconds: an event loop whose clock jumps to the next appointment, and a service in the same process whose
answers, troubles and closing hours keep to that clock."""

from __future__ import annotations

import asyncio
import random
import selectors
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import httpx

from tests.standins.http import Reply, Seen
from tests.standins.mvsep import Mvsep


class Day(asyncio.SelectorEventLoop):
    """Time stands still while a thread works, and jumps when nothing is left to do before the next appointment."""

    def __init__(self) -> None:
        self.now = 0.0
        self.threads = 0
        super().__init__(_Jumping(self))

    def time(self) -> float:
        return self.now

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> Any:  # type: ignore[override]
        self.threads += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._thread_ended)
        return future

    def _thread_ended(self, _: Any) -> None:
        self.threads -= 1


class _Jumping(selectors.DefaultSelector):
    def __init__(self, day: Day) -> None:
        super().__init__()
        self._day = day

    def select(self, timeout: float | None = None) -> Any:
        if timeout is None or timeout <= 0 or self._day.threads:
            return super().select(timeout if timeout is None or timeout <= 0 else 0.02)
        self._day.now += timeout
        return super().select(0)


class FlakyService(httpx.AsyncBaseTransport):
    """MVSEP's stand-in without a socket. Songs take `minutes`; of all calls, `trouble` come to nothing in one of the
    usual ways; in the closing hours nobody answers at all."""

    def __init__(self, service: Mvsep, minutes: float, trouble: float, closed: list[tuple[float, float]]) -> None:
        self.service = service
        self._ready: dict[str, float] = {}
        self._minutes = minutes
        self._trouble = trouble
        self._closed = closed
        self._dice = random.Random(20261121)  # noqa: S311  the same day every time
        self.calls = 0
        self.knocks_while_closed = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        now = asyncio.get_running_loop().time()
        self.calls += 1
        if any(start <= now / 3600 < end for start, end in self._closed):
            self.knocks_while_closed += 1
            raise httpx.ConnectError("nobody there")
        seen = await self._read(request)
        kind = self._dice.random()
        if kind < self._trouble:
            return await self._something_goes_wrong(seen, kind / self._trouble)
        return self._reply(self._answer(seen, now))

    async def _read(self, request: httpx.Request) -> Seen:
        assert isinstance(request.stream, httpx.AsyncByteStream)
        body = b"".join([piece async for piece in request.stream])
        query = dict(parse_qsl(request.url.query.decode()))
        headers = {key.lower(): value for key, value in request.headers.items()}
        seen = Seen(request.method, request.url.path, query, headers)
        self.service.read_form(seen, body)
        return seen

    def _answer(self, seen: Seen, now: float) -> Reply:
        before = set(self.service.separations)
        reply = self.service.answer(seen)
        for hash_ in set(self.service.separations) - before:
            self._ready[hash_] = now + 60 * self._minutes * self._dice.uniform(0.6, 1.4)
            self.service.separations[hash_].states = [{"success": True, "status": "processing", "data": {}}]
        hash_ = seen.query.get("hash", "")
        made = self.service.separations.get(hash_)
        if made is not None:
            working = now < self._ready[hash_]
            made.states = [{"success": True, "status": "processing", "data": {}}] if working else []
            return self.service.answer(seen)
        return reply

    async def _something_goes_wrong(self, seen: Seen, kind: float) -> httpx.Response:
        now = asyncio.get_running_loop().time()
        if kind < 0.25:
            raise httpx.ConnectError("no route")
        if kind < 0.45:
            self._answer(seen, now)
            raise httpx.ReadError("connection reset")  # it was done, but nobody heard
        if kind < 0.6:
            return self._reply(Reply(502, b"<html>bad gateway</html>"))
        if kind < 0.8:
            return self._reply(Reply(429, b'{"success": false, "message": "slow down"}', {"Retry-After": "30"}))
        reply = self._answer(seen, now)
        if seen.path.startswith("/storage"):
            return httpx.Response(reply.status, headers=reply.headers, stream=_Cut(reply.body))
        raise httpx.RemoteProtocolError("server disconnected")

    @staticmethod
    def _reply(reply: Reply) -> httpx.Response:
        return httpx.Response(reply.status, headers=reply.headers, content=reply.body)


class _Cut(httpx.AsyncByteStream):
    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __aiter__(self) -> Any:
        yield self._body[: len(self._body) // 2]
        raise httpx.ReadError("cut")
