"""What MVSEP's answers share: JSON inside, success or refusal, and its own words for what went wrong.

Refusals come in several shapes with any status: `{"success":false,"data":{"message"}}`, `{"success":false,"errors":[…]}`,
`{"success":false,"message":{"email":[…]}}`, or a page of HTML from a server in front of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.lenient_json import as_bool, as_mapping, parsed
from stemdesk.core.text import text
from stemdesk.core.untrusted.markup import unescaped

if TYPE_CHECKING:
    from stemdesk.http.request import Response

_LONGEST = 400
_TOKEN_WORDS = re.compile(
    r"api[ _-]?(token|key)|unauthori[sz]ed|unauthenticated|token (is )?(invalid|unknown)", re.IGNORECASE
)
_CREDIT_WORDS = re.compile(
    r"(not enough|insufficient|no more|lack|out of).{0,30}(credit|minute|balance)"
    r"|(credit|minute|balance)s?.{0,20}(not enough|insufficient|exceeded)",
    re.IGNORECASE,
)

#: How often markup may be wrapped in character references.
_LAYERS = 6
_SCRIPT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z/!?][^>]{0,400}>")
#: What could still begin a tag, of one that does not end.
_OPENS = re.compile(r"<(?=[a-zA-Z/!?])")


def read(answer: Response, *, bad_request_means_token: bool = False) -> Any:
    """The JSON of an answer that means success. Raises StemDeskError with the server's words for any other.

    `bad_request_means_token`: some pages of the documentation say that status 400 is "invalid API key".
    """
    data = parsed(answer.body)
    refused = isinstance(data, dict) and "success" in data and not as_bool(data["success"])
    if data is None or answer.status >= 400 or refused:
        raise refusal(answer.status, data, bad_request_means_token=bad_request_means_token)
    return data


def refusal(status: int, data: Any, *, bad_request_means_token: bool = False) -> StemDeskError:
    """The error that an answer stands for."""
    words = server_words(data)
    if status == 401 or _TOKEN_WORDS.search(words) or (status == 400 and bad_request_means_token):
        return StemDeskError(
            ErrorKind.AUTH,
            text(
                "MVSEP does not accept this API token ({words}). Copy it anew from your profile on mvsep.com, or log in.",
                words=words or f"status {status}",
            ),
        )
    if status == 413:
        return StemDeskError(ErrorKind.TOO_LARGE, text("MVSEP refuses the file as too large. {words}", words=words))
    if not words:
        return StemDeskError(
            ErrorKind.SERVER,
            text(
                "MVSEP answered with something that cannot be read (status {status}). Try again later.", status=status
            ),
        )
    if _CREDIT_WORDS.search(words):
        return StemDeskError(ErrorKind.QUOTA, text("MVSEP says: {words}", words=words))
    kind = ErrorKind.SERVER if status >= 500 or status == 429 else ErrorKind.REJECTED
    return StemDeskError(kind, text("MVSEP says: {words}", words=words))


def server_words(data: Any) -> str:
    """The server's own message, wherever it is; "" if there is none. Without markup, and not endless."""
    if not isinstance(data, dict):
        return ""
    inner = as_mapping(data.get("data"))
    for place in (
        inner.get("message"),
        data.get("errors"),
        data.get("message"),
        inner.get("errors"),
        data.get("error"),
    ):
        words = " ".join(_flatten(place))
        if words:
            return words
    return ""


def _flatten(value: Any, depth: int = 0) -> list[str]:
    if isinstance(value, str):
        words = plain(value)
        return [words] if words else []
    if depth > 4 or isinstance(value, (bool, int, float)) or value is None:
        return []
    items = value.values() if isinstance(value, dict) else value
    return [words for item in items for words in _flatten(item, depth + 1)][:8]


def plain(words: str, longest: int = _LONGEST) -> str:
    """A server's text as one line without markup, also not such as would be markup once more unescaped."""
    without = words[: longest * 8]
    for _ in range(_LAYERS):
        before, without = without, _TAG.sub(" ", _SCRIPT.sub(" ", unescaped(without)))
        if without == before:
            break
    without = _OPENS.sub(" ", without)
    line = " ".join("".join(c if c.isprintable() else " " for c in without).split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
