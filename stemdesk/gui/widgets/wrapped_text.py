"""Words that a painter may write on a few lines; the last one ends with … where there is more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QTextLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter


def wrapped(words: str, font: QFont, width: int, most: int) -> list[str]:
    """At most so many lines of `words`, broken as their language breaks lines."""
    layout = QTextLayout(words, font)
    layout.beginLayout()
    ends: list[int] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        ends.append(line.textStart() + line.textLength())
    layout.endLayout()
    starts = [0, *ends][:most]
    lines = [words[start:end].strip() for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]
    return [QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines if line]


def draw_wrapped(painter: QPainter, area: QRect, words: str, most: int) -> None:
    """From the top of `area` on."""
    step = painter.fontMetrics().height()
    for number, line in enumerate(wrapped(words, painter.font(), area.width(), most)):
        place = QRect(area.left(), area.top() + number * step, area.width(), step)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)
