"""Words that are not ours (a service's, a file's name), without what is no letter but an order.

Control characters steer terminals (their title, the clipboard, what was printed before), marks of direction make one name
look like another one. Letters of every script stay, and so do line breaks where they are wanted.
"""

from __future__ import annotations

from typing import Final

#: Of one kind: C0 and C1, DEL, the marks that turn the direction of all that follows, halves of surrogates.
_ORDERS: Final = frozenset([
    *range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
])  # fmt: skip
_LINES: Final = dict.fromkeys(_ORDERS - {ord("\n"), ord("\t")}, "\ufffd")
_ONE_LINE: Final = dict.fromkeys(_ORDERS, "\ufffd") | {ord("\n"): " ", ord("\t"): " ", ord("\r"): " "}


def plain_words(words: str) -> str:
    """Every order in `words` replaced by �; line breaks and tabs stay."""
    return words.replace("\r\n", "\n").translate(_LINES)


def plain_line(words: str) -> str:
    """The same in one line."""
    return words.replace("\r\n", "\n").translate(_ONE_LINE)
