"""Character references (`&amp;`, `&#38;`) in words that are not ours."""

from __future__ import annotations

import html
import re
from typing import Final

#: More digits than any character's number has: Python refuses to read thousands of them.
_ENDLESS: Final = re.compile(r"&#(?:[0-9]{9}[0-9]*|[xX][0-9a-fA-F]{9}[0-9a-fA-F]*);?")


def unescaped(words: str) -> str:
    """`words` with its character references as the characters that they stand for."""
    return html.unescape(_ENDLESS.sub("\ufffd", words)) if "&" in words else words
