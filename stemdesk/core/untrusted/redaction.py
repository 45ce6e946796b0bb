"""Lines for the log without what must not be read there: keys, tokens and signatures, wherever an error quotes them."""

from __future__ import annotations

import re
from typing import Final

#: `api_token=…`, `"secret_key": "…"`, `Authorization: Bearer …`, `X-Amz-Signature=…`: the name stays, the value goes.
_NAMED: Final = re.compile(
    r"""(?ix)
    ( (?: token | secret | api_?key | access_?key | app_?key | password | passwd | credential | signature | authorization
        | cookie ) [\w-]{0,24} ["']? \s{0,4} [=:] \s{0,4} ["']? (?: (?: bearer | basic ) \s{1,4} )? )
    [^\s"'&,;)}\]]+
    """
)


def without_secrets(words: str) -> str:
    return _NAMED.sub(r"\1•••", words)
