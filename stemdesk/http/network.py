"""Where connections really go: a name is resolved once, every address is looked at, and one that was is connected to.

A service may name a host that stands for this computer or its network (and for something else a moment later); its looks do
not tell. The host's name stays what certificates are checked against. Behind a proxy it is the proxy that resolves.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

import httpcore

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text
from stemdesk.http.address import host_of, is_loopback, is_of_the_internet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import httpx

#: What is read from a connection in one go, where httpcore asks for 64 kB: asyncio brings as much, and cuts what is too long
#: into pieces by copying. Nothing that is to be unpacked is read so: the memory that takes grows a thousandfold.
_WIDE_BYTES: Final = 1 << 18
#: Seconds after which the next address of a host is tried beside the one that does not answer.
_STAGGER: Final = 0.3


def guard(client: httpx.AsyncClient, base: str, service: str) -> None:
    """From now on the client connects to `base`'s host wherever that is, and to others only outside of this network; and
    it unpacks no answer twice. A service that is this computer itself may name others here."""
    client.event_hooks["response"].append(_refuse_layers)
    pool: Any = client._transport._pool  # type: ignore[attr-defined]
    pool._network_backend = _Network(pool._network_backend)
    if not is_loopback(base):
        pool._network_backend = GuardedNetwork(pool._network_backend, host_of(base), service)


@contextmanager
def read_wide(response: httpx.Response) -> Iterator[None]:
    """Inside the block the body comes in large pieces, unless it is packed: a download takes a quarter less of a core."""
    stream = response.extensions.get("network_stream")
    if not isinstance(stream, _Stream) or response.headers.get("content-encoding", "identity").strip() != "identity":
        yield
        return
    stream.least = _WIDE_BYTES
    try:
        yield
    finally:
        stream.least = 0


async def _refuse_layers(response: httpx.Response) -> None:
    """Packed once, what comes in one go unpacks to 64 MB at the most; packed twice, a few kB are gigabytes.

    Raises StemDeskError(SERVER) before anything of it is read.
    """
    codings = [coding.strip().lower() for coding in response.headers.get("content-encoding", "").split(",")]
    if len([coding for coding in codings if coding not in ("", "identity")]) > 1:
        raise StemDeskError(ErrorKind.SERVER, text("The answer is far too long to be one. It was not read."))


class GuardedNetwork(httpcore.AsyncNetworkBackend):
    """Raises StemDeskError(SERVER) from `connect_tcp` for a host that is inside, httpcore.ConnectError as others do."""

    def __init__(self, inner: httpcore.AsyncNetworkBackend, trusted: str, service: str) -> None:
        self._inner = inner
        self._trusted = trusted
        self._service = service

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  httpcore's interface
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        if host.lower().removesuffix(".") == self._trusted:
            return await self._inner.connect_tcp(host, port, timeout, local_address, socket_options)
        options = None if socket_options is None else list(socket_options)
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._addresses(host, port)
                return await _first(
                    [self._inner.connect_tcp(each, port, timeout, local_address, options) for each in addresses]
                )
        except TimeoutError:
            raise httpcore.ConnectTimeout from None

    async def _addresses(self, host: str, port: int) -> list[str]:
        """Those of the host's addresses that are outside. Raises StemDeskError(SERVER) if there is none."""
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from None
        addresses = list(dict.fromkeys(str(place[4][0]) for place in found))
        outside = [each for each in addresses if is_of_the_internet(ipaddress.ip_address(each.partition("%")[0]))]
        if not outside:
            raise StemDeskError(
                ErrorKind.SERVER,
                text("{service} names an address that is not safe to fetch from. It was left alone.",
                     service=self._service),
            )  # fmt: skip
        return outside

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109  httpcore's interface
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        raise httpcore.ConnectError(path)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class _Network(httpcore.AsyncNetworkBackend):
    """Its connections can be read wide."""

    def __init__(self, inner: httpcore.AsyncNetworkBackend) -> None:
        self._inner = inner

    async def connect_tcp(self, *where: Any, **how: Any) -> httpcore.AsyncNetworkStream:
        return _Stream(await self._inner.connect_tcp(*where, **how))

    async def connect_unix_socket(self, *where: Any, **how: Any) -> httpcore.AsyncNetworkStream:
        return _Stream(await self._inner.connect_unix_socket(*where, **how))

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)


class _Stream(httpcore.AsyncNetworkStream):
    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        self.least = 0

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109  httpcore's interface
        return await self._inner.read(max(max_bytes, self.least), timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109  httpcore's interface
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(self, *how: Any, **more: Any) -> httpcore.AsyncNetworkStream:
        return _Stream(await self._inner.start_tls(*how, **more))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


async def _first(ways: Sequence[Any]) -> httpcore.AsyncNetworkStream:
    """The first connection that stands; each next one is tried when the last has failed or been silent for a moment."""
    tasks: list[asyncio.Task[httpcore.AsyncNetworkStream]] = []
    waiting = list(ways)
    failure: Exception = httpcore.ConnectError("no address")
    try:
        while waiting or tasks:
            if waiting:
                tasks.append(asyncio.ensure_future(waiting.pop(0)))
            done, _ = await asyncio.wait(
                tasks, timeout=_STAGGER if waiting else None, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                tasks.remove(task)
                if (error := task.exception()) is None:
                    return task.result()
                failure = error if isinstance(error, Exception) else failure
        raise failure
    finally:
        for way in waiting:
            way.close()
        for task in tasks:
            task.cancel()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(outcome, httpcore.AsyncNetworkStream):
                with suppress(Exception):
                    await outcome.aclose()
