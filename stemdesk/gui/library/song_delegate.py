"""Paints the rows of the list of songs, each in two lines: songs, and indented under them their results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6 import QtWidgets
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from stemdesk.gui.base.fonts import fitting
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.icons import pixmap
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.base.theme import RADIUS_CONTROL, Theme, sized, stem_color
from stemdesk.gui.library.songs_model import ROW, ResultRow, SongRow, words

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex

    from stemdesk.gui.library.songs_model import Row

    Index = QModelIndex | QPersistentModelIndex

_INDENT: Final = 38
#: A click here, on a result's triangle, plays it at once.
PLAY_WIDTH: Final = 34
_MOST_SQUARES: Final = 6


@dataclass(frozen=True, slots=True)
class InThePlayer:
    """What the player has loaded, and whether it sounds."""

    song_id: int | None = None
    result_id: int | None = None
    is_sounding: bool = False
    #: Stems that no row is of (an example, those of a removed song) have no ids either.
    is_empty: bool = True

    def is_row(self, row: Row) -> bool:
        """A song's row counts, too, when one of its results is loaded."""
        if isinstance(row, SongRow):
            return row.song.id == self.song_id
        return row.result.id == self.result_id


class SongDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.loaded = InThePlayer()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        area: QRect = option.rect.adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, area, option.state)
        is_loaded = self.loaded.is_row(row)
        if isinstance(row, SongRow):
            self._song(painter, area.adjusted(12, 5, -10, -5), row, is_loaded)
        else:
            self._result(painter, area.adjusted(_INDENT, 5, -10, -5), row, is_loaded)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, state: QtWidgets.QStyle.StateFlag) -> None:
        """Chosen: a ground of its own with the accent's stripe, as in the list of models. Focus: a ring."""
        is_chosen = bool(state & QtWidgets.QStyle.StateFlag.State_Selected)
        if is_chosen or state & QtWidgets.QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("raised" if self._theme.is_dark else "surface"))
            painter.setOpacity(1.0 if is_chosen else 0.5)
            painter.drawRoundedRect(area, RADIUS_CONTROL, RADIUS_CONTROL)
            painter.setOpacity(1.0)
        if is_chosen:
            painter.setBrush(self._theme.color("accent"))
            painter.drawRoundedRect(QRect(area.left(), area.top() + 4, 3, area.height() - 8), 1.5, 1.5)
        if state & QtWidgets.QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._theme.color("accent"))
            painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL)

    def _song(self, painter: QPainter, inner: QRect, row: SongRow, is_loaded: bool) -> None:
        if is_loaded:
            self._icon(
                painter, inner.right() - 13, inner.top() + 2, "volume", "accent" if self.loaded.is_sounding else "muted"
            )
        room = inner.adjusted(0, 0, -22 if is_loaded else 0, 0)
        title, note = words(row)
        font = painter.font()
        painter.setFont(fitting(sized(font, 13, bold=True), title))
        painter.setPen(self._theme.color("accent" if is_loaded else "text"))
        _line(painter, room, Qt.AlignmentFlag.AlignTop, title, Qt.TextElideMode.ElideMiddle)
        painter.setFont(sized(font, 12))
        painter.setPen(self._theme.color("muted"))
        _line(painter, inner, Qt.AlignmentFlag.AlignBottom, note)

    def _result(self, painter: QPainter, inner: QRect, row: ResultRow, is_loaded: bool) -> None:
        token = "accent" if is_loaded and self.loaded.is_sounding else "muted"
        self._icon(painter, inner.left() - 20, inner.top() + 2, "volume" if is_loaded else "play", token)
        title, note = words(row)
        font = painter.font()
        painter.setFont(fitting(sized(font, 12), title))
        painter.setPen(self._theme.color("accent" if is_loaded else "text"))
        _line(painter, inner, Qt.AlignmentFlag.AlignTop, title)
        painter.setFont(sized(font, 12))
        x = inner.left()
        painter.setPen(Qt.PenStyle.NoPen)
        for stem in row.result.results.stems[:_MOST_SQUARES]:
            painter.setBrush(stem_color(stem.stem))
            painter.drawRoundedRect(QRect(x, inner.bottom() - 10, 7, 7), 2, 2)
            x += 10
        painter.setPen(self._theme.color("muted"))
        x += 4 if x > inner.left() else 0
        _line(painter, QRect(x, inner.top(), inner.right() - x, inner.height()), Qt.AlignmentFlag.AlignBottom, note)

    def _icon(self, painter: QPainter, x: int, y: int, name: str, token: str) -> None:
        painter.drawPixmap(x, y, pixmap(name, self._theme.color(token), 13, painter.device().devicePixelRatioF()))

    # --- renaming ---------------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:  # noqa: N802
        field = QLineEdit(parent)
        named(field, tr("New name"))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        left = 4 if isinstance(index.data(ROW), SongRow) else _INDENT - 8
        editor.setGeometry(option.rect.adjusted(left, 4, -4, -4))


def _line(
    painter: QPainter, room: QRect, upright: Qt.AlignmentFlag, words_: str,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:  # fmt: skip
    shown = painter.fontMetrics().elidedText(words_, elide, room.width())
    painter.drawText(room, upright | Qt.AlignmentFlag.AlignLeft, shown)
