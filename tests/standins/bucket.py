"""A bucket that speaks as much of S3 as a job needs, on loopback: objects, ranges, a list. Nothing half-sent is there."""

from __future__ import annotations

import hashlib
from html import escape
from urllib.parse import unquote

from tests.standins.http import Reply, Seen, StandIn, ranged

NAME = "music-1250000000"


class Bucket(StandIn):
    """`objects` by key. Every call has to be signed with the secret id `owner`."""

    def __init__(self, owner: str) -> None:
        super().__init__()
        self.owner = owner
        self.objects: dict[str, bytes] = {}
        for method in ("GET", "HEAD", "PUT", "DELETE"):
            self.route(method, f"/{NAME}/.*", self._serve_object)

    def put(self, key: str, content: bytes) -> None:
        self.objects[key] = content

    def read_form(self, seen: Seen, body: bytes) -> None:
        seen.body = body

    def _serve_object(self, seen: Seen) -> Reply:
        if not seen.query.get("X-Amz-Credential", "").startswith(f"{self.owner}/"):
            return Reply(403, b"<Error><Code>SignatureDoesNotMatch</Code></Error>")
        key = unquote(seen.path).removeprefix(f"/{NAME}/")
        if "list-type" in seen.query:
            keys = sorted(key for key in self.objects if key.startswith(seen.query.get("prefix", "")))
            listed = "".join(f"<Contents><Key>{escape(key)}</Key></Contents>" for key in keys)
            return Reply(200, f"<ListBucketResult>{listed}</ListBucketResult>".encode())
        if seen.method == "PUT":
            self.objects[key] = seen.body
            return Reply(200)
        if seen.method == "DELETE":
            self.objects.pop(key, None)
            return Reply(204)
        if key not in self.objects:
            return Reply(404, b"<Error><Code>NoSuchKey</Code></Error>")
        content = self.objects[key]
        return ranged(content, seen, tag=f'"{hashlib.md5(content).hexdigest()}"')  # noqa: S324
