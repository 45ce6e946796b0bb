"""Is there a newer StemDesk? Only asked when the user wants it, and then only told: nothing is fetched or installed.

The answer is signed (Ed25519, RFC 8032), so that whoever holds the address, or stands in between, can send nobody to
another page. It is a JSON object of two texts: `signed`, itself JSON with `version` and `page`, and `signature`, base64
over `PURPOSE` and the bytes of `signed`. `packaging/release/updates.py` makes it. The address and the public key are in
`resources/updates.json`; `STEMDESK_UPDATES_URL` and `STEMDESK_UPDATES_KEY` go before them.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from stemdesk import __version__
from stemdesk.core.app_paths import resources
from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from stemdesk.core.lenient_json import as_mapping, as_text, parsed
from stemdesk.core.text import text
from stemdesk.http.address import base_address
from stemdesk.http.client import HttpClient
from stemdesk.http.request import Request
from stemdesk.http.retry import RetryPolicy

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Stands before what is signed: a signature for something else never counts here.
PURPOSE: Final = b"StemDesk update\n"
_VERSION: Final = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){1,3}")


@dataclass(frozen=True, slots=True)
class Source:
    """Who is asked, and whose signature counts (32 bytes)."""

    address: str
    key: bytes

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""


@dataclass(frozen=True, slots=True)
class Update:
    """A newer version, and the page to get it from."""

    version: str
    page: str


def source(environment: Mapping[str, str] = os.environ) -> Source | None:
    """Where to ask; None where nobody has said so, or not so that it could be trusted."""
    try:
        shipped = as_mapping(parsed((resources() / "updates.json").read_bytes()))
    except OSError:
        shipped = {}
    default = as_text(shipped.get("address"))
    given = environment.get("STEMDESK_UPDATES_KEY", "") or as_text(shipped.get("public_key"))
    try:
        address = base_address("updates", default, environment)
        key = base64.b64decode(given, validate=True)
    except (UsageError, binascii.Error):
        return None
    return Source(address, key) if len(key) == 32 else None


async def look(at: Source, current: str = __version__) -> Update | None:
    """Asks once. Raises StemDeskError: NETWORK where nobody answers, SERVER for an answer that does not hold."""
    web = HttpClient(at.host, lambda: at.address, RetryPolicy())
    try:
        answer = await web.send(Request("GET", ""))
    finally:
        await web.close()
    if answer.status != 200:
        raise StemDeskError(
            ErrorKind.SERVER, text("{host} answers with an error ({status}).", host=at.host, status=answer.status)
        )
    return read(answer.body, at, current)


def read(answer: bytes, at: Source, current: str) -> Update | None:
    """The update that an answer tells of; None if it is not newer. Raises StemDeskError(SERVER) unless `at` has signed it."""
    envelope = as_mapping(parsed(answer))
    signed = as_text(envelope.get("signed"))
    if not _is_signed(signed, as_text(envelope.get("signature")), at.key):
        raise StemDeskError(
            ErrorKind.SERVER,
            text("What {host} says about updates was not signed by the makers of StemDesk. It was left alone.", host=at.host),
        )  # fmt: skip
    told = as_mapping(parsed(signed))
    version, page = as_text(told.get("version")), as_text(told.get("page"))
    if not _VERSION.fullmatch(version) or not page.startswith("https://"):
        raise StemDeskError(ErrorKind.SERVER, text("What {host} says about updates cannot be read.", host=at.host))
    return Update(version, page) if is_newer(version, current) else None


def is_newer(version: str, other: str) -> bool:
    """Whether `version` is later than `other`; everything is later than no version."""
    return _numbers(version) > _numbers(other)


def _is_signed(signed: str, signature: str, key: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  costs 30 ms, for people who want this only
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

    try:
        made = base64.b64decode(signature, validate=True)
        Ed25519PublicKey.from_public_bytes(key).verify(made, PURPOSE + signed.encode())
    except (InvalidSignature, ValueError):  # also what is no base64, or holds half a surrogate
        return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    """1.2 and 1.2.0 are the same."""
    found = [int(part) for part in re.findall(r"[0-9]+", version)]
    return tuple([*found, 0, 0, 0, 0][:4])
