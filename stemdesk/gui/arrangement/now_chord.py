"""In the transport: the chord that sounds now, large, and the next one beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stemdesk.core.music import regions
from stemdesk.gui.base.fonts import musical
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.base.theme import sized
from stemdesk.gui.session.arrangement import NO_CHORD, GlobalTrack
from stemdesk.gui.widgets.basic import label

if TYPE_CHECKING:
    from stemdesk.core.music.regions import Track
    from stemdesk.gui.arrangement.chord_names import ChordNames
    from stemdesk.gui.session.practice import Practice

#: Widths, the same for all chords and before there are any: nothing beside it moves.
_NOW: Final = 88
_NARROW_NOW: Final = 56
_NEXT: Final = 84
_EMPTY: Final = "–"
#: Pixels of a name that is as wide as that, and the fewest of one that is wider.
_LARGE, _SMALL = 24, 13


class NowChord(QWidget):
    #: It takes more room now, or less.
    resized = Signal()

    def __init__(self, practice: Practice, names: ChordNames) -> None:
        super().__init__()
        self.setObjectName("transparent")
        self._arrangement = practice.arrangement
        self._names = names
        self._seconds = 0.0
        self._size = _LARGE
        self._now, self._next = label("", "nowchord"), label("", "nextchord")
        named(self._now, tr("Chord now"))
        named(self._next, tr("Next chord"))
        for part in (self._now, self._next):
            part.setFont(musical(part.font()))
        self._now.setFixedWidth(_NOW)
        self._next.setFixedWidth(_NEXT)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 4, 0)
        row.setSpacing(6)
        row.addWidget(self._now)
        row.addWidget(self._next)
        self._arrangement.changed.connect(self.refresh)
        self._arrangement.shown_changed.connect(self.refresh)
        if not self.is_wanted:  # shown before it has a place, it would flash as a window
            self.hide()
        self._show()

    def show_seconds(self, seconds: float) -> None:
        self._seconds = seconds
        if not self.isHidden():
            self._show()

    def give_room(self, *, roomy: bool) -> None:
        """The next chord only where there is room for it."""
        self._next.setVisible(roomy)
        self._row.setContentsMargins(12 if roomy else 4, 0, 4 if roomy else 0, 0)
        self._now.setFixedWidth(_NOW if roomy else _NARROW_NOW)
        self._show()

    @property
    def is_wanted(self) -> bool:
        return self._arrangement.is_shown(GlobalTrack.CHORDS)

    def refresh(self) -> None:
        self.setVisible(self.is_wanted)
        self._show()
        self.resized.emit()

    def _show(self) -> None:
        track = self._arrangement.chords if self._arrangement.are_chords_sure else ()
        index = regions.index_at(track, self._seconds)
        now = "" if index is None else self._names.read(track[index].name)
        after = next_chord(track, index, self._seconds)
        following = "" if after is None else f"→ {self._names.read(track[after].name)}"
        following = self._next.fontMetrics().elidedText(following, Qt.TextElideMode.ElideRight, _NEXT)
        for part, words in ((self._now, now or _EMPTY), (self._next, following)):
            if part.text() != words:
                part.setText(words)
        wide = QFontMetrics(sized(self._now.font(), _LARGE, bold=True)).horizontalAdvance(self._now.text())
        self._set_size(min(_LARGE, max(_SMALL, _LARGE * (self._now.width() - 4) // max(1, wide))))

    def _set_size(self, pixels: int) -> None:
        if pixels != self._size:
            self._size = pixels
            self._now.setStyleSheet(f"font-size: {pixels}px")


def next_chord(track: Track, index: int | None, seconds: float) -> int | None:
    """The chord after the one that sounds; silence between them is passed over."""
    first = index + 1 if index is not None else 0
    here = track[index].name if index is not None else NO_CHORD
    found = (n for n in range(first, len(track)) if track[n].start >= seconds or n > first)
    return next((n for n in found if track[n].name not in (NO_CHORD, here)), None)
