"""A veil over the whole window with a line on it: what is about to be dropped, or what happens to jobs when it closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stemdesk.gui.base.plain_text import named
from stemdesk.gui.base.theme import RADIUS_CARD
from stemdesk.gui.widgets.basic import label

if TYPE_CHECKING:
    from stemdesk.gui.base.theme import Theme

_INSET = 8


class WindowVeil(QWidget):
    """Covers the window that it is given while it is shown."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._covered = window
        self._theme = theme
        self._is_welcome = True
        self._line = label("", "heading", wrap=True)
        self._more = label("", "", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 48)
        column.addStretch(1)
        for line in (self._line, self._more):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line)
        column.addSpacing(10)
        column.addLayout(self._buttons)
        column.addStretch(1)
        window.installEventFilter(self)
        self.hide()

    def offer(self, made: QPushButton) -> None:
        self._buttons.insertWidget(self._buttons.count() - 1, made)

    def let_through(self) -> None:
        """It is only seen; the mouse and what it drags go to what is below."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def say(self, line: str, more: str = "", *, welcome: bool = True) -> None:
        """Shows it; what is not welcome has no bright edge."""
        self._line.setText(line)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._is_welcome = welcome
        named(self, f"{line} {more}".strip())
        self.setGeometry(self._covered.rect())
        self.show()
        self.raise_()
        self.update()

    def words(self) -> str:
        return self._line.text() if self.isVisible() else ""

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        if target is self._covered and event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._covered.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self._theme.color("bg")
        ground.setAlphaF(0.9)
        painter.fillRect(self.rect(), ground)
        pen = QPen(self._theme.color("accent" if self._is_welcome else "muted"), 3 if self._is_welcome else 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        inside = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        painter.drawRoundedRect(inside, RADIUS_CARD, RADIUS_CARD)
        painter.end()
