"""The words as a list: the line that is sung stands out and stays in sight, a click plays from a line, several can be
chosen. Rows keep their height whatever is sung, so nothing jumps while somebody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEasingCurve,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPropertyAnimation,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from stemdesk.core.quantities import format_duration
from stemdesk.gui.base.fonts import fitting
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.base.theme import sized
from stemdesk.gui.lyrics.wrapped_words import WrappedWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QMouseEvent, QResizeEvent, QWheelEvent

    from stemdesk.core.music.lyrics import LyricLine
    from stemdesk.gui.base.theme import Theme

Index = QModelIndex | QPersistentModelIndex

SMALL: Final = 14
LARGE: Final = 18
_MARGIN: Final = 12
_GAP: Final = 9
_BLANK: Final = 16
_MOST_HEIGHTS: Final = 20_000
#: How far down the line that is sung stands, and how long it takes to get there (milliseconds).
_READING_PLACE: Final = 0.34
_GLIDE: Final = 220
#: So many lines take a moment to be laid out (0.1 ms each); milliseconds of rest before that is done again.
_MANY: Final = 200
_REST: Final = 120


class LinesModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[LyricLine, ...] = ()

    def show(self, lines: Sequence[LyricLine]) -> None:
        if tuple(lines) == self.lines:
            return
        same_words = [line.text for line in lines] == [line.text for line in self.lines]
        if same_words:  # times alone: what is chosen, and the place in the list, stay
            self.lines = tuple(lines)
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = line.text or tr("gap")
            return words if line.start is None else f"{format_duration(line.start)} {words}"
        return None


class LineDelegate(QStyledItemDelegate):
    """`current` is the line that is sung, `waiting` the one that is to be tapped next."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.current: int | None = None
        self.waiting: int | None = None
        self._heights: dict[tuple[str, int], int] = {}
        theme.changed.connect(self._heights.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        words = str(index.data() or "")
        key = (words, width)
        if key not in self._heights:
            self._heights[key] = self._height(option.font, words, width)
        return QSize(max(1, width - 2), self._heights[key])

    def _height(self, font: QFont, words: str, width: int) -> int:
        if not words:
            return _BLANK
        if len(self._heights) > _MOST_HEIGHTS:
            self._heights.clear()
        return WrappedWords(words, _font(font, words, LARGE), max(40, width - 2 * _MARGIN)).height + _GAP

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row, words = index.row(), str(index.data() or "")
        is_current, is_waiting = row == self.current, row == self.waiting
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = rect.adjusted(3, 1, -3, -1)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("raised"))
            painter.drawRoundedRect(box, 6, 6)
        if is_waiting or state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.color("accent" if is_waiting else "muted"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
        inside = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        if words:
            font = _font(option.font, words, LARGE if is_current else SMALL, bold=is_current)
            is_past = self.current is not None and row < self.current
            token = "accent" if is_current else "text" if is_waiting or not is_past else "muted"
            painter.setPen(self._theme.color(token))
            WrappedWords(words, font, inside.width()).draw(painter, inside, middle=True)
        elif is_current:
            painter.setPen(self._theme.color("accent"))
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, "♪")
        painter.restore()


class LinesView(QListView):
    """`play_wanted` carries the row to play from. `follow_changed`: somebody scrolls by hand, or it follows again.
    `tapped`, `taken_back` and `given_up` are Space, Backspace and Escape while times are tapped."""

    play_wanted = Signal(int)
    follow_changed = Signal(bool)
    tapped = Signal()
    taken_back = Signal()
    given_up = Signal()
    edit_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, tr("Lyrics lines"))
        self.follows = True
        self.is_tapping = False
        self._lines = LinesModel()
        self._drawer = LineDelegate(theme, self)
        self.setModel(self._lines)
        self.setItemDelegate(self._drawer)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._lay_out)
        self.setUniformItemSizes(False)
        bar = self.verticalScrollBar()
        bar.setSingleStep(24)
        bar.actionTriggered.connect(lambda _: self._scrolled_by_hand())
        self._glide = QPropertyAnimation(bar, b"value", self)
        self._glide.setDuration(_GLIDE)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        theme.changed.connect(self.viewport().update)

    def show_lines(self, lines: Sequence[LyricLine]) -> None:
        self._lines.show(lines)

    @property
    def current(self) -> int | None:
        return self._drawer.current

    def show_current(self, row: int | None) -> None:
        if row != self._drawer.current:
            before, self._drawer.current = self._drawer.current, row
            first, last = (min(before or 0, row or 0), max(before or 0, row or 0))
            for each in range(first, last + 1) if last - first < 100 else ():
                self.update(self._lines.index(each))
            if last - first >= 100:
                self.viewport().update()
            if self.follows:
                self._go_to(row)

    def show_waiting(self, row: int | None) -> None:
        """The line that is tapped next."""
        self._drawer.waiting = row
        self.viewport().update()
        if row is not None:
            self._go_to(row)

    def chosen_rows(self) -> list[int]:
        return sorted(index.row() for index in self.selectionModel().selectedIndexes())

    def choose(self, row: int) -> None:
        self.selectionModel().setCurrentIndex(self._lines.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def follow(self) -> None:
        """Back to the line that is sung, and on with it."""
        self._set_follows(True)
        self._go_to(self._drawer.current)

    def _set_follows(self, follows: bool) -> None:
        if follows != self.follows:
            self.follows = follows
            self.follow_changed.emit(follows)

    def _scrolled_by_hand(self) -> None:
        self._glide.stop()
        self._set_follows(False)

    def _go_to(self, row: int | None) -> None:
        if row is None or not self.isVisible():
            return
        bar = self.verticalScrollBar()
        rect = self.visualRect(self._lines.index(row))
        wanted = bar.value() + rect.top() - round(self.viewport().height() * _READING_PLACE)
        wanted = min(bar.maximum(), max(bar.minimum(), wanted))
        self._glide.stop()
        if abs(wanted - bar.value()) > 3 * self.viewport().height():
            bar.setValue(wanted)
        elif wanted != bar.value():
            self._glide.setStartValue(bar.value())
            self._glide.setEndValue(wanted)
            self._glide.start()

    # --- mouse and keys -----------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._scrolled_by_hand()
        super().wheelEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier and event.button() is Qt.MouseButton.LeftButton
        if plain and index.isValid() and len(self.chosen_rows()) <= 1:
            self.play_wanted.emit(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.edit_wanted.emit(index.row())

    def event(self, event: QEvent) -> bool:
        """Space and Backspace are the list's while times are tapped, Return plays from a line."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._takes(event):
            event.accept()
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        if event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        taps = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_Escape)
        return (self.is_tapping and taps) or event.key() == Qt.Key.Key_F2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        row = self.currentIndex().row()
        if self.is_tapping and plain and event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.tapped.emit()
        elif self.is_tapping and plain and event.key() == Qt.Key.Key_Backspace:
            self.taken_back.emit()
        elif self.is_tapping and event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.play_wanted.emit(row)
        elif plain and event.key() == Qt.Key.Key_F2 and row >= 0:
            self.edit_wanted.emit(row)
        elif event.text().isprintable() and event.text():
            event.ignore()  # the window's keys; no search by letters here
        else:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                self._scrolled_by_hand()
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            if len(self._lines.lines) > _MANY:  # while the edge is being dragged, they wait
                self._rest.start()
            else:
                self._lay_out()
        elif self.follows:  # lower or higher: the line that is sung stays in sight
            self._go_to(self._drawer.current)

    def _lay_out(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        if self.follows:
            self._go_to(self._drawer.current)


def _font(font: QFont, words: str, pixels: int, *, bold: bool = True) -> QFont:
    return fitting(sized(font, pixels, bold=bold), words)
