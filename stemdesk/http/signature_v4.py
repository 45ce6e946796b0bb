"""Amazon's signature version 4, which other clouds speak, too, some of them with names of their own.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Dialect:
    """The words that differ from cloud to cloud."""

    algorithm: str
    key_prefix: str
    terminator: str


AWS: Final = Dialect("AWS4-HMAC-SHA256", "AWS4", "aws4_request")
VOLCENGINE: Final = Dialect("HMAC-SHA256", "", "request")


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs in one region for one service."""

    dialect: Dialect
    access_key: str
    secret_key: str
    region: str
    service: str

    def scope(self, now: datetime) -> str:
        return f"{now:%Y%m%d}/{self.region}/{self.service}/{self.dialect.terminator}"

    def signature(self, canonical_request: str, now: datetime) -> str:
        """In hexadecimal. `now` is UTC."""
        digest = hashlib.sha256(canonical_request.encode()).hexdigest()
        to_sign = "\n".join([self.dialect.algorithm, timestamp(now), self.scope(now), digest])
        key = (self.dialect.key_prefix + self.secret_key).encode()
        for part in self.scope(now).split("/"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        return hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()

    def presigned(
        self, method: str, host: str, path: str, query: Iterable[tuple[str, str]], *, seconds: int, now: datetime
    ) -> str:
        """Path and query of a call that needs no other proof for so many seconds. `path` is plain, beginning with "/"."""
        whole = canonical_query(
            [
                *query, ("X-Amz-Algorithm", self.dialect.algorithm),
                ("X-Amz-Credential", f"{self.access_key}/{self.scope(now)}"), ("X-Amz-Date", timestamp(now)),
                ("X-Amz-Expires", str(seconds)), ("X-Amz-SignedHeaders", "host"),
            ]
        )  # fmt: skip
        escaped = quote(path, safe="/-_.~")
        canonical = "\n".join([method, escaped, whole, f"host:{host}", "", "host", "UNSIGNED-PAYLOAD"])
        return f"{escaped}?{whole}&X-Amz-Signature={self.signature(canonical, now)}"


def timestamp(now: datetime) -> str:
    return f"{now:%Y%m%dT%H%M%SZ}"


def canonical_query(query: Iterable[tuple[str, str]]) -> str:
    escaped = ((quote(key, safe="-_.~"), quote(value, safe="-_.~")) for key, value in query)
    return "&".join(f"{key}={value}" for key, value in sorted(escaped))
