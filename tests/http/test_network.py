"""Links of a service that lead into this computer or its network, however they are written or whatever resolves there."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any

import httpcore
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.http import network
from stemdesk.http.address import as_number, is_loopback, is_of_the_internet, may_fetch

BASE = "https://api.service.example"


@pytest.mark.parametrize(
    "host",
    [
        "127.1", "2130706433", "0x7f.1", "0x7f000001", "0177.0.0.1", "017700000001", "127.0.1", "127.0.0.1.", "0", "0x",
        "localhost.", "LOCALHOST", "a.localhost", "router", "nas.local", "x.internal", "10.1", "192.168.257", "0xa9fea9fe",
        "2852039166", "169.254.43518", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[fe80::1%25eth0]", "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]", "[::]", "0.0.0.0", "224.0.0.1", "[ff02::1]", "127.0.0.08", "1.2.3.4.5", "999.1.1.1", "x.0x7f",  # noqa: S104
        "%31%32%37.0.0.1", "１２７.0.0.1", "127。0。0。1", "ⓛocalhost", "a b.example", "[", "", "example", "100.64.0.1",
    ],
)  # fmt: skip
def test_a_number_in_disguise_is_not_fetched_from(host: str) -> None:
    assert not may_fetch(f"https://{host}/x.wav", BASE)
    assert not may_fetch(f"https://{host}:8443/x.wav", BASE)


@pytest.mark.parametrize(
    "host", ["cdn.service.example", "cdn-1.x_y.example.", "8.8.8.8", "[2606:4700::1111]", "134744072", "1.example.com"]
)
def test_the_internets_own_are_fetched_from(host: str) -> None:
    assert may_fetch(f"https://{host}/x.wav", BASE)
    assert not may_fetch(f"http://{host}/x.wav", BASE)


@given(st.integers(0, 2**32 - 1), st.integers(1, 4), st.lists(st.sampled_from("dxo"), min_size=4, max_size=4))
def test_every_way_to_write_an_address_is_the_same_address(number: int, pieces: int, bases: list[str]) -> None:
    """As the C library reads it, which is who connects in the end."""
    first = [number >> 8 * (3 - at) & 255 for at in range(pieces - 1)]
    values = [*first, number & (256 ** (5 - pieces) - 1)]
    written = ".".join(
        {"d": str(value), "x": hex(value), "o": f"0{value:o}"}[base] for value, base in zip(values, bases, strict=False)
    )
    assert as_number(written) == ip_address(socket.inet_aton(written))


@given(st.text("0123456789abcdefx.X", max_size=16))
def test_what_the_c_library_takes_for_an_address_is_taken_for_one(host: str) -> None:
    try:
        expected = ip_address(socket.inet_aton(host))
    except OSError:
        expected = None
    if expected is not None:
        assert as_number(host) == expected


def test_a_base_on_this_computer_is_one_however_it_is_written() -> None:
    for host in ("localhost", "localhost.", "127.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"):
        assert is_loopback(f"http://{host}:80/x")
        assert may_fetch(f"http://{host}/x", "http://localhost:9")
    assert not may_fetch("http://elsewhere.example/x", "http://localhost:9")


@pytest.mark.parametrize(
    ("number", "outside"),
    [
        ("8.8.8.8", True), ("127.0.0.1", False), ("10.0.0.1", False), ("169.254.169.254", False), ("::1", False),
        ("fd00::1", False), ("::ffff:192.168.0.1", False), ("::ffff:8.8.8.8", True), ("64:ff9b::8.8.8.8", True),
        ("64:ff9b::10.0.0.1", False), ("2002:a00:1::", False), ("2606:4700::1111", True), ("100.64.0.1", False),
        ("224.0.0.1", False), ("198.18.0.7", True),
    ],
)  # fmt: skip
def test_what_a_name_stands_for_is_looked_at(number: str, outside: bool) -> None:
    assert is_of_the_internet(ip_address(number)) is outside


class Recorder(httpcore.AsyncNetworkBackend):
    """A network that only writes down who was to be connected to."""

    def __init__(
        self, silent: Iterable[str] = (), answer: bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
    ) -> None:
        self.answer = answer
        self.asked: list[str] = []
        self.names: list[str | None] = []
        self.read: list[int] = []
        self._silent = set(silent)

    async def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        self.asked.append(host)
        if host in self._silent:
            await asyncio.Event().wait()
        if host.startswith("8.8.4."):
            raise httpcore.ConnectError(host)
        return Stream(self)


class Stream(httpcore.AsyncMockStream):
    def __init__(self, recorder: Recorder) -> None:
        super().__init__([recorder.answer, b"ok"])
        self._recorder = recorder

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        self._recorder.read.append(max_bytes)
        return await super().read(max_bytes, timeout)

    async def start_tls(
        self,
        ssl_context: Any,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        self._recorder.names.append(server_hostname)
        return self


def ask(
    monkeypatch: pytest.MonkeyPatch, address: str, found: list[str], recorder: Recorder, trust_env: bool = False
) -> str:
    """GETs `address`, where its host's name stands for `found`."""

    async def work() -> str:
        async def resolves(*_: Any, **__: Any) -> list[Any]:
            if not found:
                raise socket.gaierror(-2, "not known")
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in found]

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolves)
        async with httpx.AsyncClient(trust_env=trust_env) as client:
            client._transport._pool._network_backend = recorder  # type: ignore[attr-defined]
            network.guard(client, BASE, "Service")
            return (await client.get(address)).text

    return asyncio.run(work())


def test_a_name_that_resolves_inside_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for inside in (["127.0.0.1"], ["10.0.0.7", "::1"], ["169.254.169.254"], ["fe80::1%eth0"]):
        recorder = Recorder()
        with pytest.raises(StemDeskError) as raised:
            ask(monkeypatch, "https://rebinds.example/x", inside, recorder)
        assert raised.value.kind is ErrorKind.SERVER
        assert "not safe" in str(raised.value)
        assert recorder.asked == []


def test_the_address_that_was_looked_at_is_connected_to_and_the_name_stays_for_the_certificate(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recorder = Recorder()
    assert ask(monkeypatch, "https://cdn.example/x", ["10.0.0.1", "8.8.8.8", "1.1.1.1"], recorder) == "ok"
    assert recorder.asked == ["8.8.8.8"]
    assert recorder.names == ["cdn.example"]


@pytest.mark.parametrize(("coding", "most"), [("", 1 << 18), ("Content-Encoding: gzip\r\n", 1 << 16)])
def test_what_is_not_packed_is_read_in_large_pieces_while_it_is_downloaded(coding: str, most: int) -> None:
    """Packed, as much would unpack to 256 MB. The connection may be used again, for an answer that is."""

    async def work() -> None:
        recorder = Recorder(answer=f"HTTP/1.1 200 OK\r\n{coding}Content-Length: 2\r\n\r\n".encode())
        async with httpx.AsyncClient(trust_env=False) as client:
            client._transport._pool._network_backend = recorder  # type: ignore[attr-defined]
            network.guard(client, "http://127.0.0.1", "Service")
            async with client.stream("GET", "http://127.0.0.1/x") as response:
                with network.read_wide(response):
                    assert b"".join([piece async for piece in response.aiter_raw()]) == b"ok"
                await response.extensions["network_stream"].read(1)
        assert recorder.read == [1 << 16, most, 1]

    asyncio.run(work())


def test_the_next_address_is_tried_when_one_refuses_or_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder(silent=["8.8.8.8"])
    assert ask(monkeypatch, "https://cdn.example/x", ["8.8.4.4", "8.8.8.8", "1.1.1.1"], recorder) == "ok"
    assert recorder.asked == ["8.8.4.4", "8.8.8.8", "1.1.1.1"]
    with pytest.raises(httpx.ConnectError):
        ask(monkeypatch, "https://cdn.example/x", ["8.8.4.4", "8.8.4.5"], Recorder())
    with pytest.raises(httpx.ConnectError):
        ask(monkeypatch, "https://cdn.example/x", [], Recorder())


def test_the_service_itself_is_wherever_its_user_says(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder()
    assert ask(monkeypatch, f"{BASE}/x", ["10.0.0.1"], recorder) == "ok"
    assert recorder.asked == ["api.service.example"]


def test_proxies_of_the_environment_are_still_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """They resolve names themselves, and may well be on this computer."""
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        recorder = Recorder()
        proxy.close()
        with pytest.raises(httpx.ConnectError):
            ask(monkeypatch, "https://cdn.example/x", ["127.0.0.1"], recorder, trust_env=True)
        assert recorder.asked == []
