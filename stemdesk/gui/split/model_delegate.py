"""Paints the rows of the list of models: headings, and models with their stems, rating, price and for whom they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stemdesk.core.models import Audience
from stemdesk.gui.base.formatting import price, stem_name
from stemdesk.gui.base.i18n import listed, show, tr
from stemdesk.gui.base.icons import pixmap
from stemdesk.gui.base.theme import Theme, sized, stem_color
from stemdesk.gui.split.model_rows import ROW, Entry, ModelRow, Section

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from stemdesk.core.models import Model

    Index = QModelIndex | QPersistentModelIndex

_ROW_HEIGHT, _SECTION_HEIGHT = 55, 30
_MOST_SQUARES: Final = 8


class ModelDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW_HEIGHT if isinstance(index.data(ROW), Entry) else _SECTION_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ModelRow = index.data(ROW)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(area.left(), area.top(), area.width(), 1), self._theme.color("line"))
        if isinstance(row, Section):
            self._section(painter, area, row.title)
        else:
            state: QStyle.StateFlag = option.state
            if state & QStyle.StateFlag.State_Selected:
                painter.fillRect(area.adjusted(0, 1, 0, 0), self._theme.color("raised"))
                stripe = QRect(area.left(), area.top() + 1, 3, area.height() - 1)
                painter.fillRect(stripe, self._theme.color("accent"))
            self._entry(painter, area.adjusted(14, 9, -14, -8), row)
        painter.restore()

    def _section(self, painter: QPainter, area: QRect, title: str) -> None:
        painter.setFont(sized(painter.font(), 12, bold=True))
        painter.setPen(self._theme.color("muted"))
        inner = area.adjusted(14, 8, -14, -2)
        title = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)

    def _entry(self, painter: QPainter, inner: QRect, row: Entry) -> None:
        model, right = row.model, Qt.AlignmentFlag.AlignRight
        painter.setFont(sized(painter.font(), 12))
        painter.setPen(self._theme.color("muted"))
        notes = notes_of(model)
        painter.drawText(inner, right | Qt.AlignmentFlag.AlignTop, notes)
        painter.drawText(inner, right | Qt.AlignmentFlag.AlignBottom, price(model))
        above = painter.fontMetrics().horizontalAdvance(notes) + 12
        below = painter.fontMetrics().horizontalAdvance(price(model)) + 12
        painter.setFont(sized(painter.font(), 13, bold=True))
        painter.setPen(self._theme.color("text"))
        start = 0
        if row.is_favourite:
            mark = pixmap("star-full", self._theme.color("warn"), 14, painter.device().devicePixelRatioF())
            painter.drawPixmap(inner.left(), inner.top() + 1, mark)
            start = 20
        room = inner.adjusted(start, 0, -above, 0)
        name = painter.fontMetrics().elidedText(show(model.name), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, name)
        self._stems(painter, inner.adjusted(0, 0, -below, 0), model)

    def _stems(self, painter: QPainter, inner: QRect, model: Model) -> None:
        x = inner.left()
        painter.setPen(Qt.PenStyle.NoPen)
        for stem in model.stems[:_MOST_SQUARES]:
            painter.setBrush(stem_color(stem))
            painter.drawRoundedRect(QRect(x, inner.bottom() - 11, 9, 9), 2, 2)
            x += 15
        x += 4 if model.stems else 0
        painter.setFont(sized(painter.font(), 12))
        painter.setPen(self._theme.color("muted"))
        words = listed(stem_name(stem) for stem in model.stems) or show(model.description)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.right() - x)
        painter.drawText(QRect(x, inner.top(), inner.right() - x, inner.height()), Qt.AlignmentFlag.AlignBottom, words)


def notes_of(model: Model) -> str:
    """Rating and audience, as short as a row allows."""
    notes = [f"★ {model.rating:.1f}"] if model.rating is not None else []
    if model.audience is not Audience.EVERYONE:
        notes.append(tr("registered") if model.audience is Audience.REGISTERED else tr("premium"))
    return "  ".join(notes)
