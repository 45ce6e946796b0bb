"""A few buttons that float beside what they act on. They never take the focus, so keys go on to what has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from stemdesk.gui.base.plain_text import tip
from stemdesk.gui.widgets.basic import button

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_GAP = 4


class FloatingBar(QFrame):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setObjectName("floating")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(3, 2, 3, 2)
        self._row.setSpacing(0)
        self._buttons: list[QPushButton] = []
        self.hide()

    def offer(self, actions: Sequence[tuple[str, str, Callable[[], object]]]) -> None:
        """Words, hint and what is done; with nothing to offer it hides."""
        for made in self._buttons:
            self._row.removeWidget(made)
            made.deleteLater()
        self._buttons = []
        for words, hint, act in actions:
            made = button(words, words, "tiny")
            tip(made, hint)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(lambda _=False, act=act: act())
            self._row.addWidget(made)
            self._buttons.append(made)
        self.setVisible(bool(actions))
        self.adjustSize()

    def place(self, left: int, lowest: int, highest: int) -> None:
        """Above `lowest`, but within the parent, and not above `highest`."""
        x = max(_GAP, min(left + _GAP, self._parent.width() - self.width() - _GAP))
        self.move(x, max(highest, lowest - self.height() - _GAP))
