"""A real HTTP server on loopback with a log of what it was asked and faults on demand. Services are built on it."""

from __future__ import annotations

import email.parser
import email.policy
import json
import re
import socket
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Upload:
    """A file part of a form."""

    filename: str
    content: bytes


@dataclass
class Seen:
    """One request as it arrived. `form` and `files` are those of a multipart body that came whole."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    form: dict[str, str] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)
    whole: bool = True
    body: bytes = b""


@dataclass
class Reply:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    #: Bytes of the body that are sent before the line is cut; None: all of it.
    cut_at: int | None = None


class NoReply(Exception):
    """The line is cut without an answer."""


def as_json(data: Any, status: int = 200) -> Reply:
    return Reply(status, json.dumps(data).encode(), {"Content-Type": "application/json"})


Handler = Callable[[Seen], Reply]


@dataclass
class Fault:
    """What happens to the next `times` requests that fit. `after`: the server does its work first, then this happens."""

    path: str
    reply: Reply | None = None
    after: bool = False
    times: int = 1
    #: Reads only so many bytes of the request's body, then cuts the line.
    read_only: int | None = None
    #: Changes the reply that the server would have given.
    change: Callable[[Reply], Reply] | None = None
    #: Waits for this before it answers.
    until: threading.Event | None = None
    #: Only requests of this method; "" is any.
    method: str = ""


class StandIn:
    """Subclasses fill `routes`: (method, path pattern) to a handler."""

    def __init__(self) -> None:
        self.routes: list[tuple[str, re.Pattern[str], Handler]] = []
        self.seen: list[Seen] = []
        self.faults: list[Fault] = []
        #: Requests that are being worked on, by path.
        self.in_hand: Counter[str] = Counter()
        self.lock = threading.RLock()
        self._bell = threading.Condition()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for fault in self.faults:
            if fault.until is not None:
                fault.until.set()
        self._server.shutdown()
        self.close()

    def close(self) -> None:
        """Gives the port back; for a stand-in that never served."""
        self._server.server_close()

    def route(self, method: str, pattern: str, handler: Handler) -> None:
        self.routes.append((method, re.compile(pattern), handler))

    def fail(self, path: str, **how: Any) -> None:
        self.faults.append(Fault(path, **how))

    def asked(self, path: str) -> list[Seen]:
        """The requests to a path, in order."""
        return [seen for seen in self.seen if seen.path == path]

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Blocks until something that it was asked has made this true."""
        with self._bell:
            assert self._bell.wait_for(condition, 60)

    def _note(self, seen: Seen) -> None:
        with self._bell:
            self.seen.append(seen)
            self._bell.notify_all()

    def _fault_for(self, path: str, method: str) -> Fault | None:
        with self.lock:
            for fault in self.faults:
                if fault.times > 0 and fault.method in ("", method) and re.fullmatch(fault.path, path):
                    fault.times -= 1
                    return fault
        return None

    def answer(self, seen: Seen) -> Reply:
        """What the service says when nothing goes wrong."""
        for method, pattern, handler in self.routes:
            if method == seen.method and pattern.fullmatch(seen.path):
                with self.lock:
                    return handler(seen)
        return Reply(404, b"<html><h1>404</h1></html>", {"Content-Type": "text/html"})

    def _serve(self, request: _Request) -> None:
        parts = urlsplit(request.path)
        headers = {key.lower(): value for key, value in request.headers.items()}
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        seen = Seen(request.command, parts.path, query, headers)
        fault = self._fault_for(parts.path, request.command)
        self.in_hand[parts.path] += 1
        try:
            if fault is not None and fault.read_only is not None:
                request.rfile.read(fault.read_only)
                seen.whole = False
                self._note(seen)
                raise NoReply
            self._read_body(request, seen)
            self._note(seen)
            reply = self._outcome(seen, fault)
            with self._bell:
                self._bell.notify_all()
            _send(request, reply)
        except NoReply:
            _hang_up(request)
        except (ConnectionError, TimeoutError):
            request.close_connection = True
        finally:
            self.in_hand[parts.path] -= 1

    def _outcome(self, seen: Seen, fault: Fault | None) -> Reply:
        if fault is None:
            return self.answer(seen)
        if not fault.after and fault.change is None and fault.until is None:
            if fault.reply is None:
                raise NoReply
            return fault.reply
        if fault.until is not None:
            fault.until.wait(60)
        reply = self.answer(seen)
        if fault.change is not None:
            return fault.change(reply)
        if fault.until is not None and not fault.after:
            return reply
        if fault.reply is None:
            raise NoReply
        return fault.reply

    def _read_body(self, request: _Request, seen: Seen) -> None:
        length = int(seen.headers.get("content-length", 0))
        body = request.rfile.read(length) if length else b""
        seen.whole = len(body) == length
        if not seen.whole:
            self._note(seen)
            raise NoReply
        self.read_form(seen, body)

    def read_form(self, seen: Seen, body: bytes) -> None:
        """Takes a multipart body apart."""
        kind = seen.headers.get("content-type", "")
        if kind.startswith("multipart/form-data"):
            _read_form(kind, body, seen)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stand_in = self

        class Bound(_Request):
            def do_GET(self) -> None:
                stand_in._serve(self)

            do_POST = do_PUT = do_HEAD = do_DELETE = do_GET  # noqa: N815

        return Bound


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that are killed hang up in the middle; that is what they are there for."""
        if not isinstance(sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


def _read_form(kind: str, body: bytes, seen: Seen) -> None:
    boundary = re.search(r'boundary="?([^";]+)', kind)
    assert boundary
    for piece in body.split(b"--" + boundary[1].encode())[1:-1]:
        head, _, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        content = content.removesuffix(b"\r\n")
        headers = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + b"\r\n\r\n", headersonly=True)
        raw = head.decode("utf-8")
        name = re.search(r'name="([^"]*)"', raw)
        filename = re.search(r'filename="([^"]*)"', raw)
        assert name
        assert headers
        if filename:
            seen.files[name[1]] = Upload(filename[1], content)
        else:
            seen.form[name[1]] = content.decode("utf-8")


def _send(request: _Request, reply: Reply) -> None:
    request.send_response(reply.status)
    headers = {"Content-Length": str(len(reply.body))} | reply.headers
    for key, value in headers.items():
        if value:
            request.send_header(key, value)
    request.end_headers()
    if request.command == "HEAD":
        return
    if reply.cut_at is None and int(headers["Content-Length"] or len(reply.body)) == len(reply.body):
        request.wfile.write(reply.body)
        if not headers["Content-Length"]:
            request.close_connection = True
        return
    request.wfile.write(reply.body[: reply.cut_at])
    raise NoReply


def _hang_up(request: _Request) -> None:
    request.close_connection = True
    try:
        request.wfile.flush()
        request.connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


def ranged(content: bytes, seen: Seen, *, tag: str = '"v1"', ranges: bool = True, heeds_if_range: bool = True) -> Reply:
    """A file as a good server gives it: with a validator, and from anywhere on."""
    headers = {"Content-Type": "application/octet-stream"} | ({"ETag": tag} if tag else {})
    wanted = re.fullmatch(r"bytes=(\d+)-", seen.headers.get("range", "")) if ranges else None
    if not wanted or (heeds_if_range and seen.headers.get("if-range", tag) != tag):
        return Reply(200, content, headers)
    start = int(wanted[1])
    if start >= len(content):
        return Reply(416, b"", headers | {"Content-Range": f"bytes */{len(content)}"})
    last = len(content) - 1
    return Reply(206, content[start:], headers | {"Content-Range": f"bytes {start}-{last}/{len(content)}"})
