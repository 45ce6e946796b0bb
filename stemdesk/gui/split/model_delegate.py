"""Paints the rows of the list of models: headings, and models with their stems, rating, price and for whom they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6 import QtWidgets
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from stemdesk.core.models import Audience
from stemdesk.gui.base.formatting import STEM_NAMES, price, stem_name
from stemdesk.gui.base.i18n import listed, show, tr
from stemdesk.gui.base.icons import pixmap
from stemdesk.gui.base.theme import Theme, sized, stem_color
from stemdesk.gui.split.model_rows import ROW, Entry, ModelRow, Section
from stemdesk.gui.widgets.wrapped_text import draw_wrapped, wrapped

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from stemdesk.core.models import Model

    Index = QModelIndex | QPersistentModelIndex

_ROW_HEIGHT, _SECTION_HEIGHT, _STAR = 55, 30, 20
_BETWEEN: Final = re.compile("[,/&]")
_MOST_SQUARES: Final = 8


class ModelDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A name has two lines where it needs them."""
        row: ModelRow = index.data(ROW)
        if isinstance(row, Section):
            return QSize(200, _SECTION_HEIGHT)
        widget: QWidget = option.widget
        view = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
        font = sized(widget.font(), 13, bold=True)
        lines = len(wrapped(short_name(row.model), font, self._room(row, widget.font(), view.width() - 28), 2))
        return QSize(200, _ROW_HEIGHT + (lines - 1) * QFontMetrics(font).height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ModelRow = index.data(ROW)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(area.left(), area.top(), area.width(), 1), self._theme.color("line"))
        if isinstance(row, Section):
            self._section(painter, area, row.title)
        else:
            state: QtWidgets.QStyle.StateFlag = option.state
            if state & QtWidgets.QStyle.StateFlag.State_Selected:
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
        below = painter.fontMetrics().horizontalAdvance(price(model)) + 12
        room = self._room(row, painter.font(), inner.width())
        painter.setFont(sized(painter.font(), 13, bold=True))
        painter.setPen(self._theme.color("text"))
        if row.is_favourite:
            mark = pixmap("star-full", self._theme.color("warn"), 14, painter.device().devicePixelRatioF())
            painter.drawPixmap(inner.left(), inner.top() + 1, mark)
        start = inner.left() + (_STAR if row.is_favourite else 0)
        draw_wrapped(painter, QRect(start, inner.top(), room, inner.height()), short_name(model), 2)
        self._stems(painter, inner.adjusted(0, 0, -below, 0), model)

    @staticmethod
    def _room(row: Entry, font: QFont, width: int) -> int:
        """What is left for the name beside the star and the notes."""
        notes = QFontMetrics(sized(font, 12)).horizontalAdvance(notes_of(row.model)) + 12
        return width - notes - (_STAR if row.is_favourite else 0)

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


def short_name(model: Model) -> str:
    """The name without the stems that the service repeats in brackets: they stand below it."""
    name = show(model.name)
    before, opened, inside = name.removesuffix(")").rpartition(" (")
    if not opened or not name.endswith(")"):
        return name
    words = [stripped for word in _BETWEEN.split(inside.casefold()) if (stripped := word.strip())]
    return before if model.stems and all(_is_stem(word, model) for word in words) else name


def _is_stem(word: str, model: Model) -> bool:
    return word in STEM_NAMES or any(stem.startswith(word) for stem in model.stems)
