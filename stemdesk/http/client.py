"""The one place where bytes leave and enter: a request goes out, its whole answer comes back, errors are typed.

Never follows a redirect with a secret in the request to another host, never reads more than it was told to, and tells
apart what surely was not accepted from what may have been (`errors`).
"""

from __future__ import annotations

import asyncio
import logging
import os
import zlib
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from stemdesk import __version__
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.later import later
from stemdesk.core.text import text
from stemdesk.core.threads import in_thread
from stemdesk.http.address import is_loopback, may_fetch, same_place
from stemdesk.http.circuit_breaker import NOBODY_THERE, CircuitBreaker
from stemdesk.http.errors import AnswerLost, Redirected, Undelivered
from stemdesk.http.request import Response

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
    from pathlib import Path

    import httpx

    from stemdesk.core.song_files import FileStamp
    from stemdesk.http import network, upload
    from stemdesk.http.request import Request
    from stemdesk.http.retry import RetryPolicy
else:
    httpx, network, upload = later("httpx"), later("stemdesk.http.network"), later("stemdesk.http.upload")

#: httpx writes whole addresses into its log, and there are secrets in some.
logging.getLogger("httpx").setLevel(logging.WARNING)

#: Seconds. A service may think for minutes after an upload before it answers; each write has to get on.
_TIMES: Final = {"connect": 20.0, "read": 60.0, "write": 60.0, "pool": 60.0}
_AFTER_UPLOAD: Final = {"connect": 20.0, "read": 300.0, "write": 120.0, "pool": 60.0}
#: A whole small call, however slowly its answer trickles.
_SMALL_CALL: Final = 120.0
_MOST_BYTES: Final = 32 << 20
_MOST_REDIRECTS: Final = 5
#: Bytes that are handed on at a time of an answer that is taken in pieces.
_TAKEN: Final = 1 << 18
#: The variables that name other certificates.
_CERTIFICATES: Final = ("SSL_CERT_FILE", "SSL_CERT_DIR")
#: Nothing here needs them, and they would follow us from host to host.
_NO_COOKIES: Final = DefaultCookiePolicy(allowed_domains=[])


@dataclass(frozen=True, slots=True)
class _Way:
    """What happens while a request is under way."""

    progress: Callable[[int, int], None] | None
    before_end: Callable[[], Awaitable[None]] | None
    take: Callable[[bytes], None] | None
    known: Mapping[Path, FileStamp]


class HttpClient:
    """Speaks to one service. `base` is asked for the address at every call, as the environment may be wrong.

    Lives on one event loop; keeps connections until `close`. `answers_within`: seconds that an upload's answer may take.
    """

    def __init__(
        self, service: str, base: Callable[[], str], pace: RetryPolicy, answers_within: float | None = None
    ) -> None:
        self._service = service
        self._answers_within = answers_within
        self._base = base
        self._circuit = CircuitBreaker(service, pace)
        self._client: httpx.AsyncClient | None = None
        self._tls: ssl.SSLContext | None = None

    @property
    def base(self) -> str:
        return self._base()

    def was_reached(self) -> bool:
        """Whether the service has answered before, in this program's life."""
        return self._circuit.was_reached

    def may_fetch(self, address: str) -> bool:
        return may_fetch(address, self.base)

    async def close(self) -> None:
        if self._client is not None:
            client, self._client = self._client, None
            await client.aclose()

    async def send(
        self,
        request: Request,
        *,
        progress: Callable[[int, int], None] | None = None,
        before_end: Callable[[], Awaitable[None]] | None = None,
        take: Callable[[bytes], None] | None = None,
        known: Mapping[Path, FileStamp] = MappingProxyType({}),
    ) -> Response:
        """Sends a request and reads its answer, whatever its status. `take` gets the pieces of the body of one with status
        200, which may then be of any length (called on a thread), and `Response.body` stays empty. Files are sent only while
        they have the stamps that are `known` of them.

        With `before_end` (a call that may cost) a connection of its own is used, as a kept one may be dead already, and
        the body's last piece waits for it. Raises Undelivered, AnswerLost, StemDeskError(DISK) for a file that cannot be
        read and StemDeskError(SERVER) for an answer out of bounds.
        """
        self._circuit.enter()
        try:
            answer = await self._call(request, _Way(progress, before_end, take, known))
        except (Undelivered, AnswerLost):
            self._circuit.silent()
            raise
        except StemDeskError:
            self._circuit.answered()
            raise
        except BaseException:
            self._circuit.gave_up()
            raise
        self._circuit.silent() if answer.status in NOBODY_THERE else self._circuit.answered()
        return answer

    async def _call(
        self,
        request: Request,
        way: _Way,
    ) -> Response:
        if way.before_end is None:
            try:
                async with asyncio.timeout(_SMALL_CALL if not request.has_file else None):
                    return await self._send(await self._kept(), request, way)
            except TimeoutError:
                raise self._lost() from None
        async with await self._new(self._patience()) as client:
            return await self._send(client, request, way)

    async def _send(
        self,
        client: httpx.AsyncClient,
        request: Request,
        way: _Way,
    ) -> Response:
        address = self.base + request.path
        for _ in range(_MOST_REDIRECTS):
            with ExitStack() as stack:
                files = upload.OpenFiles(stack, way.known)
                built = upload.build(client, request, address, files)
                answer = await self._exchange(client, built, way, files)
            target = answer.headers.get("location", "")
            if answer.status not in (301, 302, 303, 307, 308) or not target:
                return answer
            following = urljoin(address, target)
            if request.method != "GET":
                if _was_turned_away(answer.status, address, following):
                    break
                return answer  # "look there": it may have been done
            if not self._may_follow(request, address, following):
                break
            address = following.split("?", 1)[0] if request.query else following
        raise Redirected(
            text(
                "{service} sends us to another address, which is not followed: your account must not travel there.",
                service=self._service,
            )
        )

    def _may_follow(self, request: Request, address: str, following: str) -> bool:
        return same_place(address, following) if request.has_secret else self.may_fetch(following)

    async def _exchange(
        self,
        client: httpx.AsyncClient,
        built: httpx.Request,
        way: _Way,
        files: upload.OpenFiles,
    ) -> Response:
        assert isinstance(built.stream, httpx.SyncByteStream)
        total = int(built.headers.get("content-length", 0))
        body = upload.Body(built.stream, total, way.progress, way.before_end, files)
        sent = httpx.Request(built.method, built.url, headers=built.headers, stream=body)
        try:
            response = await client.send(sent, stream=True)
            try:
                if way.take is not None and response.status_code == 200:
                    async for piece in response.aiter_bytes(_TAKEN):
                        await in_thread(way.take, piece)
                    return Response(200, b"", _headers(response))
                answer = await _whole(response)
                return Response(response.status_code, answer, _headers(response), to_whole=body.whole)
            finally:
                await response.aclose()
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError):
            raise self._unreachable() from None
        except httpx.LocalProtocolError:  # the file has changed its length since it was measured
            raise Undelivered(text("The file changed while it was being uploaded. Nothing was accepted.")) from None
        except httpx.TransportError:
            if body.whole:
                raise self._lost() from None
            raise Undelivered(
                text(
                    "The connection to {service} broke during the upload. Nothing was accepted.", service=self._service
                )
            ) from None
        except (httpx.DecodingError, zlib.error):
            raise self._damaged() from None
        except httpx.InvalidURL:
            raise StemDeskError(
                ErrorKind.SERVER, text("{service} has an address that cannot be used.", service=self._service)
            ) from None

    @asynccontextmanager
    async def stream(self, address: str, headers: dict[str, str]) -> AsyncIterator[httpx.Response]:
        """One GET of a file, its body still to be read inside the block. Follows redirects to addresses that may be fetched.

        Carries no secret. Raises Undelivered, and StemDeskError(SERVER) for an address that may not be fetched.
        """
        client = await self._kept()
        address = urljoin(self.base + "/", address)
        for _ in range(_MOST_REDIRECTS):
            if not self.may_fetch(address):
                raise StemDeskError(
                    ErrorKind.SERVER,
                    text("{service} names an address that is not safe to fetch from. It was left alone.",
                         service=self._service),
                )  # fmt: skip
            try:
                async with client.stream("GET", address, headers=headers) as response:
                    target = response.headers.get("location", "")
                    if response.status_code in (301, 302, 303, 307, 308) and target:
                        address = urljoin(address, target)
                        continue
                    with network.read_wide(response):
                        yield response
                    return
            except (httpx.TransportError, httpx.InvalidURL):
                raise self._unreachable() from None
            except (httpx.DecodingError, zlib.error):
                raise self._damaged() from None
        raise StemDeskError(
            ErrorKind.SERVER, text("{service} sends us from address to address.", service=self._service)
        )

    async def head(self, path: str) -> Response:
        """What the service says about a file of its own, without the file. Followed to no other place, whose word about it
        would not count: a redirect there is the answer. Carries no secret. Raises Undelivered and StemDeskError(SERVER)."""
        client = await self._kept()
        address = self.base + path
        for _ in range(_MOST_REDIRECTS):
            try:
                async with asyncio.timeout(_SMALL_CALL):
                    response = await client.head(address, headers={"Accept-Encoding": "identity"})
            except (httpx.TransportError, httpx.InvalidURL, TimeoutError):
                raise self._unreachable() from None
            following = urljoin(address, response.headers.get("location", ""))
            is_redirect = response.status_code in (301, 302, 303, 307, 308) and following != address
            if not is_redirect or not same_place(address, following):
                return Response(response.status_code, b"", _headers(response))
            address = following
        raise StemDeskError(
            ErrorKind.SERVER, text("{service} sends us from address to address.", service=self._service)
        )

    def _patience(self) -> dict[str, float]:
        if self._answers_within is None:
            return _AFTER_UPLOAD
        return _AFTER_UPLOAD | {"read": self._answers_within}

    async def _kept(self) -> httpx.AsyncClient:
        await self._load_certificates()
        if self._client is None:  # nothing is awaited between the question and the answer: there is only ever one
            self._client = self._make(_TIMES)
        return self._client

    async def _new(self, times: dict[str, float]) -> httpx.AsyncClient:
        await self._load_certificates()
        return self._make(times)

    async def _load_certificates(self) -> None:
        """They take a moment, so they are loaded off the loop. Raises Undelivered if they cannot be read."""
        if self._tls is not None:
            return
        try:
            self._tls = await in_thread(certificates, *(os.environ.get(name) for name in _CERTIFICATES))
        except OSError:  # also what is no certificate
            name = next((name for name in _CERTIFICATES if os.environ.get(name)), "")
            raise Undelivered(
                text(
                    "The certificates in {file} cannot be read. The variable {name} names them: correct or unset it.",
                    file=os.environ[name], name=name,
                )
                if name
                else text("The certificates that StemDesk came with cannot be read. Install it again.")
            ) from None  # fmt: skip

    def _make(self, times: dict[str, float]) -> httpx.AsyncClient:
        assert self._tls is not None
        client = httpx.AsyncClient(
            verify=self._tls,
            timeout=httpx.Timeout(**times),
            follow_redirects=False,
            trust_env=not is_loopback(self.base),  # no proxy stands between this computer and itself
            limits=httpx.Limits(max_connections=32, max_keepalive_connections=8, keepalive_expiry=30),
            cookies=CookieJar(_NO_COOKIES),
            headers={"User-Agent": f"StemDesk/{__version__}", "Accept": "application/json, */*;q=0.5"},
        )
        network.guard(client, self.base, self._service)
        return client

    def _unreachable(self) -> Undelivered:
        return Undelivered(
            text("{service} cannot be reached. Check the connection to the internet.", service=self._service)
        )

    def _damaged(self) -> StemDeskError:
        return StemDeskError(
            ErrorKind.SERVER, text("What {service} sent arrived damaged. Try again.", service=self._service)
        )

    def _lost(self) -> AnswerLost:
        return AnswerLost(text("{service} was asked, but its answer got lost on the way.", service=self._service))


@cache
def certificates(_file: str | None, _folder: str | None) -> ssl.SSLContext:
    """Those that these variables of the environment name, or those that came along; read once for all services, as it takes a
    seventh of a second. Raises OSError."""
    return httpx.create_ssl_context()


def _was_turned_away(status: int, address: str, following: str) -> bool:
    """Whether a redirect of a call that changes something says that it was not done here: 307 and 308 do, 301 and 302
    where only the host or the scheme is another. 303, and a page elsewhere, is what a service shows after it did."""
    return status in (307, 308) or (status != 303 and urlsplit(address).path == urlsplit(following).path)


async def _whole(response: httpx.Response) -> bytes:
    gathered = bytearray()
    async for piece in response.aiter_bytes():
        gathered += piece
        if len(gathered) > _MOST_BYTES:
            raise StemDeskError(ErrorKind.SERVER, text("The answer is far too long to be one. It was not read."))
    return bytes(gathered)


def _headers(response: httpx.Response) -> dict[str, str]:
    return {key.lower(): value for key, value in response.headers.items()}
