"""Volcengine's signature of its open API: AWS's version 4 with its own names."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

REGION: Final = "cn-north-1"
SERVICE: Final = "sami"
_CONTENT_TYPE: Final = "application/json"


def signed_headers(
    access_key: str, secret_key: str, host: str, query: Sequence[tuple[str, str]], *, body: bytes, now: datetime
) -> tuple[tuple[str, str], ...]:
    """The headers of a POST to `/` at `now` (UTC), Authorization among them."""
    moment = now.strftime("%Y%m%dT%H%M%SZ")
    day = moment[:8]
    digest = hashlib.sha256(body).hexdigest()
    headers = {"content-type": _CONTENT_TYPE, "host": host, "x-content-sha256": digest, "x-date": moment}
    names = ";".join(headers)
    canonical = "\n".join(
        [
            "POST", "/", "&".join(f"{_quoted(key)}={_quoted(value)}" for key, value in sorted(query)),
            *(f"{name}:{value}" for name, value in headers.items()), "", names, digest,
        ]
    )  # fmt: skip
    scope = f"{day}/{REGION}/{SERVICE}/request"
    to_sign = "\n".join(["HMAC-SHA256", moment, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = secret_key.encode()
    for part in (day, REGION, SERVICE, "request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    authorization = f"HMAC-SHA256 Credential={access_key}/{scope}, SignedHeaders={names}, Signature={signature}"
    return (
        ("Content-Type", _CONTENT_TYPE), ("X-Date", moment), ("X-Content-Sha256", digest),
        ("Authorization", authorization),
    )  # fmt: skip


def _quoted(words: str) -> str:
    return quote(words, safe="-_.~")
