"""The songs on the left: the drop zone that teaches, and the list of songs with their results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from stemdesk.gui.base.fonts import fitting
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.icons import pixmap
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.base.theme import RADIUS_CONTROL, Theme, sized
from stemdesk.gui.library.songs_model import ROW, ResultRow, SongRow, SongsModel, words
from stemdesk.gui.widgets.basic import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.gui.library.songs_model import Row
    from stemdesk.jobs.store import Song


class SongsPanel(QWidget):
    """`chosen` carries the songs that are selected, `play_wanted` a result to be opened in the player."""

    chosen = Signal(list)
    play_wanted = Signal(object, object)
    remove_wanted = Signal(list)
    folder_wanted = Signal(object)
    add_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("songs")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(220)
        self._model = SongsModel()
        self._zone = _DropZone()
        self._zone.clicked.connect(self.add_wanted)
        self._list = _SongsList(self._model, theme)
        self._list.selectionModel().selectionChanged.connect(self._selection_changed)
        self._list.activated.connect(self._activate)
        self._list.clicked.connect(self._clicked)
        self._list.customContextMenuRequested.connect(self._menu)
        self._list.delete_pressed.connect(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._zone)
        section = label(tr("SONGS"), "section")
        section.setContentsMargins(4, 6, 0, 0)
        column.addWidget(section)
        column.addWidget(self._list, 1)

    def fill(self, songs: Sequence[Song]) -> None:
        """Shows the library as it is now; what was selected stays so."""
        kept = {song.id for song in self.selected()}
        current = self._model.row(self._list.currentIndex())
        self._model.fill(songs)
        self.select(kept)
        if isinstance(current, ResultRow):
            index = self._model.index_of_result(current.result.id)
            self._list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def select(self, song_ids: set[int]) -> None:
        """Selects exactly these songs."""
        selection = QItemSelection()
        first = QModelIndex()
        for song_id in song_ids:
            index = self._model.index_of_song(song_id)
            if index.isValid():
                selection.select(index, index)
                first = index if not first.isValid() or index.row() < first.row() else first
        chooser = self._list.selectionModel()
        chooser.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if first.isValid():
            chooser.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._list.scrollTo(first)

    def selected(self) -> list[Song]:
        """The selected songs in list order; the song of a selected result counts."""
        found: dict[int, Song] = {}
        for index in sorted(self._list.selectionModel().selectedIndexes(), key=lambda index: index.row()):
            row = self._model.row(index)
            if row is not None:
                found.setdefault(row.song.id, row.song)
        return list(found.values())

    def songs(self) -> list[Song]:
        return self._model.songs()

    def take_focus(self) -> None:
        self._list.setFocus()

    def highlight_drop(self, hot: bool) -> None:
        self._zone.highlight(hot)

    def mark_playing(self, result_id: int | None) -> None:
        self._list.mark_playing(result_id)

    def _selection_changed(self) -> None:
        self.chosen.emit(self.selected())

    def _clicked(self, index: QModelIndex) -> None:
        if isinstance(self._model.row(index), ResultRow):
            self._activate(index)

    def _activate(self, index: QModelIndex) -> None:
        row = self._model.row(index)
        if isinstance(row, SongRow) and row.song.results:
            self.play_wanted.emit(row.song, row.song.results[0])
        elif isinstance(row, ResultRow):
            self.play_wanted.emit(row.song, row.result)

    def _remove(self) -> None:
        if self.selected():
            self.remove_wanted.emit(self.selected())

    def _menu(self, at: QPoint) -> None:
        row = self._model.row(self._list.indexAt(at))
        if row is None:
            return
        menu = QMenu(self)
        if isinstance(row, ResultRow):
            menu.addAction(tr("Play"), lambda: self.play_wanted.emit(row.song, row.result))
            menu.addAction(tr("Show in folder"), lambda: self.folder_wanted.emit(row.result.results.folder))
        else:
            menu.addAction(tr("Show in folder"), lambda: self.folder_wanted.emit(row.song.song_file.path.parent))
            menu.addSeparator()
            menu.addAction(tr("Remove from the list"), self._remove)
        menu.popup(self._list.viewport().mapToGlobal(at))


class _DropZone(QWidget):
    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dropzone")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 16, 8, 16)
        column.setSpacing(2)
        for words_, role in ((tr("Drop songs anywhere"), ""), (tr("files, folders, stems"), "note")):
            line = label(words_, role)
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line)

    def highlight(self, hot: bool) -> None:
        self.setProperty("hot", "true" if hot else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def mouseReleaseEvent(self, _event: object) -> None:
        self.clicked.emit()


class _SongsList(QListView):
    delete_pressed = Signal()

    def __init__(self, model: SongsModel, theme: Theme) -> None:
        super().__init__()
        named(self, tr("Songs"))
        self.setModel(model)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._drawer = SongDelegate(theme)
        self.setItemDelegate(self._drawer)
        theme.changed.connect(self.viewport().update)

    def mark_playing(self, result_id: int | None) -> None:
        self._drawer.playing = result_id
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_pressed.emit()
        elif event.key() == Qt.Key.Key_Space:
            event.ignore()  # plays and pauses, wherever the focus is
        else:
            super().keyPressEvent(event)


class SongDelegate(QStyledItemDelegate):
    """Paints a row: songs in two lines, results indented in one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.playing: int | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, 50 if isinstance(index.data(ROW), SongRow) else 27)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(ROW)
        state: QStyle.StateFlag = option.state
        area = option.rect.adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected or state & QStyle.StateFlag.State_MouseOver:
            selected = bool(state & QStyle.StateFlag.State_Selected)
            painter.setPen(self._theme.color("line") if selected else Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("surface" if selected or not self._theme.is_dark else "raised"))
            painter.setOpacity(1.0 if selected else 0.5)
            painter.drawRoundedRect(area.adjusted(0, 0, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
            painter.setOpacity(1.0)
        title, note = words(row)
        if isinstance(row, SongRow):
            self._song(painter, area, title, note)
        else:
            self._result(painter, area, title, note, row.result.id == self.playing)
        painter.restore()

    def _song(self, painter: QPainter, area: QRect, title: str, note: str) -> None:
        inner = area.adjusted(10, 6, -10, -5)
        painter.setFont(fitting(sized(painter.font(), 13, bold=True), title))
        painter.setPen(self._theme.color("text"))
        title = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideMiddle, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(sized(painter.font(), 12))
        painter.setPen(self._theme.color("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, note)

    def _result(self, painter: QPainter, area: QRect, title: str, note: str, playing: bool) -> None:
        inner = area.adjusted(24, 0, -10, 0)
        color = self._theme.color("accent" if playing else "text")
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(inner.left() - 2, inner.center().y() - 5, pixmap("play", color, 12, ratio))
        inner.adjust(14, 0, 0, 0)
        painter.setFont(sized(painter.font(), 12))
        painter.setPen(self._theme.color("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, note)
        width = inner.width() - painter.fontMetrics().horizontalAdvance(note) - 8
        painter.setPen(color)
        title = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
