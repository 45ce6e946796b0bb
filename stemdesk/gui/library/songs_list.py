"""The list of songs under mouse and keys, as in file managers: a click chooses, a double click plays, right click says
what can be done; Return, Delete, F2, Ctrl+A."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QListView, QWidget

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.library.song_delegate import PLAY_WIDTH, InThePlayer, SongDelegate
from stemdesk.gui.library.songs_model import ResultRow, Row, SongsModel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stemdesk.gui.base.theme import Theme

_Flag = QItemSelectionModel.SelectionFlag


class SongsList(QListView):
    """`opened` carries the row that is to be played, `menu_wanted` a place on the screen."""

    opened = Signal(object)
    delete_pressed = Signal()
    menu_wanted = Signal(QPoint)
    selection_changed = Signal()
    #: A name has been typed, or given up.
    edited = Signal()

    def __init__(self, model: SongsModel, theme: Theme) -> None:
        super().__init__()
        named(self, tr("Songs"))
        self._songs = model
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._drawer = SongDelegate(theme)
        self.setItemDelegate(self._drawer)
        theme.changed.connect(lambda: self.viewport().update())
        self.activated.connect(self._open)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())

    @property
    def loaded(self) -> InThePlayer:
        return self._drawer.loaded

    def show_loaded(self, loaded: InThePlayer) -> None:
        if loaded != self._drawer.loaded:
            self._drawer.loaded = loaded
            self.viewport().update()

    # --- what is chosen -----------------------------------------------------------------------------------------------

    def rows(self) -> list[Row]:
        """The chosen rows, from top to bottom."""
        chosen = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return [row for index in chosen if (row := self._songs.row(index)) is not None]

    def current(self) -> Row | None:
        return self._songs.row(self.currentIndex())

    def choose(self, rows: Iterable[Row], current: Row | None = None) -> None:
        """Exactly these; those that are not there any more are left out."""
        selection = QItemSelection()
        found = [index for row in rows if (index := self._songs.index_of(row)).isValid()]
        for index in found:
            selection.select(index, index)
        chooser = self.selectionModel()
        chooser.select(selection, _Flag.ClearAndSelect)
        at = self._songs.index_of(current) if current is not None else None
        if at is None or not at.isValid():
            at = min(found, key=lambda index: index.row(), default=None)
        if at is not None:
            chooser.setCurrentIndex(at, _Flag.NoUpdate)

    def rename(self) -> None:
        """The row that is chosen alone gets a field in its place."""
        if len(self.rows()) == 1:
            self.edit(self._songs.index_of(self.rows()[0]))

    @property
    def is_edited(self) -> bool:
        return self.state() is QListView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802  Qt's name
        super().closeEditor(editor, hint)
        self.edited.emit()

    # --- mouse and keys -----------------------------------------------------------------------------------------------

    def _open(self, index: object) -> None:
        row = self._songs.row(index)  # type: ignore[arg-type]
        if row is not None:
            self.opened.emit(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        is_plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        on_triangle = event.position().x() < self.visualRect(index).left() + PLAY_WIDTH
        if is_plain and on_triangle and isinstance(self._songs.row(index), ResultRow):
            self._open(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.pos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            at = self.visualRect(self.currentIndex()).center()
        elif not self.indexAt(at).isValid():
            self.clearSelection()
        self.menu_wanted.emit(self.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_pressed.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.rename()
        elif event.key() == Qt.Key.Key_Space:
            event.ignore()  # plays and pauses, wherever the focus is
        else:
            super().keyPressEvent(event)
