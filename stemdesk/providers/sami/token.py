"""The token of every call: given by the user, or made from AccessKey and SecretKey and made anew before it ends.

It is only ever in memory, and its age is told by a clock that does not jump.
"""

from __future__ import annotations

import asyncio
import json
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.lenient_json import as_float, as_int, as_mapping, as_text, parsed
from stemdesk.core.text import text
from stemdesk.http.request import Request
from stemdesk.http.retry import with_retries
from stemdesk.providers.sami.signing import signed_headers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stemdesk.http.client import HttpClient
    from stemdesk.http.retry import RetryPolicy

OK: Final = 20_000_000
#: Seconds that a token is asked for, and how long before its end it is not used any more.
_LIFE: Final = 3600
_MARGIN: Final = 120.0
_QUERY: Final = (("Action", "GetToken"), ("Version", "2021-07-27"))


class Tokens:
    def __init__(self, web: HttpClient, pace: RetryPolicy) -> None:
        self._web = web
        self._pace = pace
        self._made: dict[tuple[str, str], tuple[str, float]] = {}
        self._one = asyncio.Lock()

    async def token(self, credentials: Mapping[str, str], *, anew: bool = False) -> str:
        """Raises StemDeskError(AUTH) without credentials, or when they are refused."""
        access, secret = credentials.get("access_key", ""), credentials.get("secret_key", "")
        given = credentials.get("token", "").strip()
        appkey = appkey_of(credentials)
        if not access or not secret:
            if given:
                return given
            raise StemDeskError(
                ErrorKind.AUTH,
                text("Volcengine needs an AccessKey and a SecretKey, or a token. Enter them under Accounts."),
            )
        async with self._one:
            token, ends = self._made.get((appkey, access), ("", 0.0))
            if anew or time.monotonic() > ends - _MARGIN:
                token, ends = await self._make(appkey, access, secret)
                self._made[appkey, access] = (token, ends)
            return token

    def can_renew(self, credentials: Mapping[str, str]) -> bool:
        return bool(credentials.get("access_key") and credentials.get("secret_key"))

    async def _make(self, appkey: str, access: str, secret: str) -> tuple[str, float]:
        body = json.dumps({"appkey": appkey, "token_version": "volc-auth-v1", "expiration": _LIFE}).encode()
        parts = urlsplit(self._web.base)

        def request() -> Request:
            headers = signed_headers(access, secret, parts.netloc, _QUERY, body=body, now=datetime.now(UTC))
            return Request("POST", "/", query=_QUERY, json=body, headers=headers, has_secret=True)

        answer = await with_retries(lambda: self._web.send(request()), self._pace)
        data = as_mapping(parsed(answer.body))
        token = as_text(data.get("token"))
        if not token or (as_int(data.get("status_code")) or OK) != OK:
            words = as_text(data.get("status_text")) or _error_words(data) or f"{answer.status}"
            if answer.status in (400, 401, 403) or token == "":
                raise StemDeskError(ErrorKind.AUTH, text("Volcengine gives no token: {words}", words=words))
        told = (as_float(data.get("expires_at")) or 0.0) - time.time()
        life = min(told, _LIFE) if told > 0 else _LIFE  # whatever our clock says, it was asked for so long
        return token, time.monotonic() + life


def _error_words(data: Mapping[str, object]) -> str:
    error = as_mapping(as_mapping(data.get("ResponseMetadata")).get("Error"))
    return " ".join(part for part in (as_text(error.get("Code")), as_text(error.get("Message"))) if part)


def appkey_of(credentials: Mapping[str, str]) -> str:
    """Raises StemDeskError(AUTH) without one."""
    appkey = credentials.get("appkey", "").strip()
    if not appkey:
        raise StemDeskError(ErrorKind.AUTH, text("Volcengine needs an AppKey. Enter it under Accounts."))
    return appkey
