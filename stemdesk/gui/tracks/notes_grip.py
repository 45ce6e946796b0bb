"""The small piano roll in a track's head by which its notes are dragged into another program, as MIDI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import named, tip
from stemdesk.gui.widgets.basic import IconButton

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QMouseEvent

    from stemdesk.gui.base.theme import Theme

_SIZE: Final = (24, 21)


class NotesGrip(IconButton):
    """`near`: somebody may be about to drag. `pulled`: somebody does; again at each move until it is a drag."""

    near = Signal()
    pulled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "notes", "", role="tiny", size=15)
        self.setFixedSize(*_SIZE)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pressed_at: QPoint | None = None

    def name_after(self, stem: str) -> None:
        named(self, tr("Notes of {stem}", stem=stem))
        tip(self, tr("Drag into a DAW or a folder: these notes as MIDI. With several tracks selected, theirs together; "
                     "with Shift, those of all tracks that show notes."))  # fmt: skip

    def enterEvent(self, event: QEnterEvent) -> None:
        self.near.emit()
        super().enterEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
            self.near.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (event.position().toPoint() - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            self.pulled.emit()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed_at = None
