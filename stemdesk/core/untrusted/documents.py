"""Results that are no sound, and what may be done with them. A service chooses their names, and so their endings.

Texts are shown by StemDesk itself. A few kinds that no system runs are handed to its program for them. Whatever else there
is, the ones that nobody has thought of yet among them, is only shown in its folder.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import PurePath

#: Shown by StemDesk itself, which does nothing with them but show their letters.
TEXTS: Final = frozenset({".txt", ".json", ".srt", ".vtt", ".csv", ".tsv", ".lrc", ".md", ".log", ".xml"})
#: MIDI files.
NOTES: Final = frozenset({".mid", ".midi"})
#: Handed to the system's program for them: notes, scores, pictures.
OPENED: Final = NOTES | frozenset({
    ".musicxml", ".mxl", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp",
})  # fmt: skip


class Handling(Enum):
    """What a click on a document does."""

    READ = "read"
    OPEN = "open"
    SHOW_IN_FOLDER = "show in folder"


def handling(path: PurePath) -> Handling:
    """By the name alone: the ending that a system would go by, and only where it cannot be taken for another one."""
    name = path.name
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem.strip(" .") or ":" in name or any(not c.isprintable() for c in name):
        return Handling.SHOW_IN_FOLDER
    if f".{ending.lower()}" in TEXTS:
        return Handling.READ
    return Handling.OPEN if f".{ending.lower()}" in OPENED else Handling.SHOW_IN_FOLDER
