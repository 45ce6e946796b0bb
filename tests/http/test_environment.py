"""Companies have proxies and certificates of their own: both are taken from the environment, as everywhere else."""

from __future__ import annotations

import asyncio
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.http.client import HttpClient
from stemdesk.http.retry import RetryPolicy
from stemdesk.providers.mvsep import requests


def served(serve: Callable[[socket.socket], None]) -> tuple[socket.socket, threading.Thread]:
    """A server for one connection."""
    listening = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        connection, _ = listening.accept()
        with connection:
            serve(connection)

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    return listening, thread


def ask(address: str) -> bytes:
    async def run() -> bytes:
        web = HttpClient("MVSEP", lambda: address, RetryPolicy())
        try:
            return (await web.send(requests.queue())).body
        finally:
            await web.close()

    return asyncio.run(run())


def test_a_proxy_from_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[bytes] = []

    def proxy(connection: socket.socket) -> None:
        heard.append(connection.recv(4096))
        connection.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")

    listening, thread = served(proxy)
    with listening:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{listening.getsockname()[1]}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        with pytest.raises(StemDeskError, match="cannot be reached"):
            ask("https://mvsep.test")
        thread.join(10)
    assert heard[0].startswith(b"CONNECT mvsep.test:443 HTTP/1.1")


def test_a_certificate_authority_from_the_environment_is_trusted_and_no_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def serve(connection: socket.socket) -> None:
        try:
            with context.wrap_socket(connection, server_side=True) as secure:
                secure.recv(4096)
                secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
        except ssl.SSLError:
            pass  # the client did not like the certificate

    for trusted in (False, True):
        listening, thread = served(serve)
        with listening:
            address = f"https://localhost:{listening.getsockname()[1]}"
            if trusted:
                monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
                assert ask(address) == b"{}"
            else:
                monkeypatch.delenv("SSL_CERT_FILE", raising=False)
                with pytest.raises(StemDeskError):
                    ask(address)
            thread.join(10)


@pytest.mark.parametrize("contents", [None, b"no certificate"])
def test_certificates_that_cannot_be_read_are_named_and_not_just_errno_2(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, contents: bytes | None
) -> None:
    file = tmp_path / "company.pem"
    if contents is not None:
        file.write_bytes(contents)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with pytest.raises(StemDeskError, match=r"company\.pem cannot be read.*SSL_CERT_FILE") as caught:
        ask("https://localhost:9")
    assert caught.value.kind is ErrorKind.NETWORK
