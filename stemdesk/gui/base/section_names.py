"""What the parts of a song are called, and the colour of each name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QColor

from stemdesk.core.text import text
from stemdesk.gui.base.i18n import show
from stemdesk.gui.base.theme import TRACK_COLORS

if TYPE_CHECKING:
    from stemdesk.core.text import Text

#: By the name that is kept, in the order of a song.
SECTION_NAMES: Final[dict[str, Text]] = {
    "intro": text("Intro"), "verse": text("Verse"), "pre-chorus": text("Pre-chorus"), "chorus": text("Chorus"),
    "post-chorus": text("Post-chorus"), "bridge": text("Bridge"), "solo": text("Solo"),
    "instrumental": text("Instrumental part"), "interlude": text("Interlude"), "break": text("Break"),
    "outro": text("Outro"),
}  # fmt: skip
_COLORS: Final = {
    "intro": "blue", "verse": "green", "pre-chorus": "yellow", "chorus": "orange", "post-chorus": "red",
    "bridge": "violet", "solo": "pink", "instrumental": "cyan", "interlude": "cyan", "break": "gray", "outro": "gray",
}  # fmt: skip
_CIRCLE: Final = tuple(color for color in TRACK_COLORS if color != "gray")


def section_words(name: str) -> str:
    """In the user's language; a number behind it stays."""
    kind, number = _parted(name)
    known = SECTION_NAMES.get(kind)
    return name if known is None else f"{show(known)} {number}".rstrip()


def section_kept(words: str) -> str:
    """The name that is kept for what was typed."""
    for name, known in SECTION_NAMES.items():
        for spelt in (show(known), name):
            if words.lower().startswith(spelt.lower()):
                rest = words[len(spelt) :].strip()
                if not rest or rest.isdecimal():
                    return f"{name} {rest}".rstrip()
    return words


def section_color(name: str) -> QColor:
    """The same for parts of one name, whatever their number."""
    kind, _ = _parted(name)
    if kind in _COLORS:
        return QColor(TRACK_COLORS[_COLORS[kind]])
    place = ord(kind) - ord("a") if len(kind) == 1 and "a" <= kind <= "z" else sum(kind.encode())
    return QColor(TRACK_COLORS[_CIRCLE[(place * 4) % len(_CIRCLE)]])


def is_letter(name: str) -> bool:
    """Nobody has named it yet."""
    return len(name) == 1


def _parted(name: str) -> tuple[str, str]:
    kind, _, number = name.rpartition(" ")
    return (kind.lower(), number) if kind and number.isdecimal() else (name.lower(), "")
