"""Two HTTP servers on loopback: one that knows hashes and redirects, as Hugging Face does, and one that has the bytes."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from typing import Self

from tests.standins.http import Reply, Seen, StandIn, ranged


class _Server(StandIn):
    """HEAD and GET of everything go to `give`."""


class Hub:
    """`files` by path. `silent`: paths whose hash is not told."""

    def __init__(self) -> None:
        self.front = _Server()
        self.store = _Server()
        self.files: dict[str, bytes] = {}
        self.silent: set[str] = set()
        #: What is told instead of the truth.
        self.lies: dict[str, str] = {}
        self.location = self.store.url
        for method in ("HEAD", "GET"):
            self.front.route(method, r"/.*", self._point)
            self.store.route(method, r"/.*", self._give)

    def __enter__(self) -> Self:
        self._open = ExitStack()
        self._open.enter_context(self.front)
        self._open.enter_context(self.store)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @property
    def url(self) -> str:
        return self.front.url

    def put(self, path: str, content: bytes) -> None:
        self.files[path] = content

    def taken(self) -> list[Seen]:
        """The requests for bytes, in order."""
        return [seen for seen in self.store.seen if seen.method == "GET"]

    def _point(self, seen: Seen) -> Reply:
        content = self.files.get(seen.path)
        if content is None:
            return Reply(404, b"Entry not found", {"X-Error-Code": "EntryNotFound"})
        headers = {
            "Location": f"{self.location}/bytes{seen.path}",
            "Set-Cookie": "session=secret; Path=/",
            "X-Linked-Size": str(len(content)),
            "X-Linked-ETag": f'"{hashlib.sha256(content).hexdigest()}"',
        }
        if seen.path in self.silent:
            del headers["X-Linked-ETag"]
        return Reply(302, b"", headers | self.lies)

    def _give(self, seen: Seen) -> Reply:
        content = self.files[seen.path.removeprefix("/bytes")]
        reply = ranged(content, seen, tag=f'"{hashlib.sha1(content, usedforsecurity=False).hexdigest()}"')
        reply.headers["X-Linked-ETag"] = f'"{"0" * 64}"'  # of another place, and it does not count
        return reply
