"""Volcengine's signature of its open API: AWS's version 4 with its own names."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from stemdesk.http.signature_v4 import VOLCENGINE, Signer, canonical_query, timestamp

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
    signer = Signer(VOLCENGINE, access_key, secret_key, REGION, SERVICE)
    digest = hashlib.sha256(body).hexdigest()
    headers = {"content-type": _CONTENT_TYPE, "host": host, "x-content-sha256": digest, "x-date": timestamp(now)}
    names = ";".join(headers)
    lines = [f"{name}:{value}" for name, value in headers.items()]
    canonical = "\n".join(["POST", "/", canonical_query(query), *lines, "", names, digest])
    authorization = (
        f"{VOLCENGINE.algorithm} Credential={access_key}/{signer.scope(now)}, SignedHeaders={names}, "
        f"Signature={signer.signature(canonical, now)}"
    )
    return (
        ("Content-Type", _CONTENT_TYPE), ("X-Date", timestamp(now)), ("X-Content-Sha256", digest),
        ("Authorization", authorization),
    )  # fmt: skip
