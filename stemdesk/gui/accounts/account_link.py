"""A line that leads to an account's page. Unlike a button it wraps, as it is a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from stemdesk.gui.base.plain_text import named

if TYPE_CHECKING:
    from stemdesk.gui.base.theme import Theme

_FLAGS: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_EDGE: Final = 3


class AccountLink(QPushButton):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tone = "accent"
        self.setObjectName("note")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)
        self.hide()

    @property
    def tone(self) -> str:
        """The token of its colour."""
        return self._tone

    def say(self, words: str, tone: str) -> None:
        self._tone = tone
        self.setText(words)
        named(self, words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return self._bounds(width - 2 * _EDGE).height() + 2 * _EDGE

    def sizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(160, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, QFontMetrics(self.font()).height() + 2 * _EDGE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self._theme.color(self._tone)
        painter.setPen(QPen(color))
        font = self.font()
        font.setUnderline(self.underMouse() or self.hasFocus())
        painter.setFont(font)
        painter.drawText(self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE), _FLAGS, self.text())
        if self.hasFocus():
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        painter.end()

    def _bounds(self, width: int) -> QRect:
        return QFontMetrics(self.font()).boundingRect(QRect(0, 0, max(40, width), 4000), _FLAGS, self.text())
