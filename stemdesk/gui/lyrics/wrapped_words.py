"""Words in lines that end between words, and only where a single one is wider than all the room, within it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QTextLayout, QTextOption

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter


class WrappedWords:
    """Laid out once; `height` is what they need."""

    def __init__(self, words: str, font: QFont, width: int, *, centred: bool = False) -> None:
        self._layout = QTextLayout(words, font)
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        self._layout.beginLayout()
        top = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0.0, top))
            top += line.height()
        self._layout.endLayout()
        self.height = round(top + 0.5)

    def draw(self, painter: QPainter, room: QRect, *, middle: bool) -> None:
        """From the top of `room`, or in its middle, in the painter's pen."""
        top = room.top() + (max(0, room.height() - self.height) // 2 if middle else 0)
        self._layout.draw(painter, QPointF(room.left(), top))
