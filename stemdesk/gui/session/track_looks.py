"""What tracks are called and which colour they have, where somebody wants it otherwise than their stems have it; and which
show their notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from stemdesk.gui.base.formatting import stem_name
from stemdesk.gui.base.theme import stem_color

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

#: A name that is longer is none.
LONGEST_NAME: Final = 80


class TrackLooks(QObject):
    """By stem; `names` and `colors` (#rrggbb) hold only what somebody has chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, str] = {}
        self.colors: dict[str, str] = {}
        #: The stems whose notes are drawn.
        self.notes: frozenset[str] = frozenset()

    def name(self, stem: str) -> str:
        return self.names.get(stem) or stem_name(stem)

    def color(self, stem: str) -> QColor:
        chosen = self.colors.get(stem)
        return stem_color(stem) if chosen is None else QColor(chosen)

    def rename(self, stem: str, name: str) -> None:
        """No name, or the stem's own, is the stem's own again."""
        name = " ".join(name.split())[:LONGEST_NAME]
        others = {other: words for other, words in self.names.items() if other != stem}
        self.restore(others if name in ("", stem_name(stem)) else {**others, stem: name}, self.colors)

    def recolor(self, stem: str, color: str) -> None:
        """An empty colour is the stem's own."""
        others = {other: kept for other, kept in self.colors.items() if other != stem}
        self.restore(self.names, {**others, stem: color} if color else others)

    def show_notes(self, stems: Collection[str], *, on: bool) -> None:
        self.restore(self.names, self.colors, self.notes | set(stems) if on else self.notes - set(stems))

    def restore(
        self, names: Mapping[str, str], colors: Mapping[str, str], notes: Collection[str] | None = None
    ) -> None:
        """All at once; without `notes`, these stay. What is no colour is left out."""
        kept = {stem: color for stem, color in colors.items() if QColor.isValidColorName(color)}
        shown = self.notes if notes is None else frozenset(notes)
        if (names, kept, shown) != (self.names, self.colors, self.notes):
            self.names, self.colors, self.notes = dict(names), kept, shown
            self.changed.emit()
