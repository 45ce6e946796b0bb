"""The songs on the left: the drop zone that teaches, and the list of songs with their results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.library.song_menu import song_menu
from stemdesk.gui.library.songs_list import SongsList
from stemdesk.gui.library.songs_model import ResultRow, Row, SongRow, SongsModel
from stemdesk.gui.widgets.basic import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.library.song_delegate import InThePlayer
    from stemdesk.jobs.store import Song


class SongsPanel(QWidget):
    """`chosen` carries the songs that are chosen, now and whenever the list itself has changed."""

    chosen = Signal(list)
    #: A song, and one of its results; None for the song itself.
    play_wanted = Signal(object, object)
    #: Songs that are to be handed over to the split view.
    split_wanted = Signal(list)
    #: A row, and its new name.
    rename_wanted = Signal(object, str)
    #: Songs and results.
    remove_wanted = Signal(list, list)
    trash_wanted = Signal(list)
    export_wanted = Signal(object, object)
    folder_wanted = Signal(object)
    add_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("songs")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(220)
        self._told: list[Song] = []
        self._is_filling = False
        self._put_off: Sequence[Song] | None = None
        self._model = SongsModel()
        self._model.renamed.connect(self.rename_wanted)
        self._zone = _DropZone()
        self._zone.clicked.connect(self.add_wanted)
        self._list = SongsList(self._model, theme)
        self._list.selection_changed.connect(self._tell)
        self._list.opened.connect(self.opened)
        self._list.menu_wanted.connect(lambda at: song_menu(self, self, self._list.rows()).popup(at))
        self._list.delete_pressed.connect(self.remove_chosen)
        self._list.edited.connect(self._fill_at_last)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._zone)
        section = label(tr("SONGS"), "section")
        section.setContentsMargins(4, 6, 0, 0)
        column.addWidget(section)
        column.addWidget(self._list, 1)

    # --- what is in the list, and what of it is chosen ------------------------------------------------------------------

    def fill(self, songs: Sequence[Song]) -> None:
        """Shows the library as it is now, once nobody types a name into the list. What was chosen stays so; where that is
        gone, its neighbour is."""
        self._put_off = songs if self._list.is_edited else None
        if self._put_off is not None:
            return
        rows, current = self._list.rows(), self._list.current()
        at = self._model.index_of(rows[0]).row() if rows else 0
        self._is_filling = True
        self._model.fill(songs)
        self._list.choose(rows, current)
        if rows and not self._list.rows() and (near := self._model.row(self._model.song_near(at))) is not None:
            self._list.choose([near])
        self._is_filling = False
        self._tell()

    def _fill_at_last(self) -> None:
        if self._put_off is not None:
            self.fill(self._put_off)

    def select(self, song_ids: set[int]) -> None:
        """Chooses exactly these songs."""
        self._list.choose([SongRow(song) for song in self.songs() if song.id in song_ids])
        if self._list.currentIndex().isValid():
            self._list.scrollTo(self._list.currentIndex())

    def selected(self) -> list[Song]:
        """The chosen songs in list order; the song of a chosen result counts."""
        return list({row.song.id: row.song for row in self._list.rows()}.values())

    def songs(self) -> list[Song]:
        return self._model.songs()

    def count_chosen(self) -> int:
        """Rows: songs and results."""
        return len(self._list.rows())

    def _tell(self) -> None:
        if not self._is_filling and (songs := self.selected()) != self._told:
            self._told = songs
            self.chosen.emit(songs)

    # --- what people ask for --------------------------------------------------------------------------------------------

    def opened(self, row: Row) -> None:
        self.play_wanted.emit(row.song, row.result if isinstance(row, ResultRow) else None)

    def split_chosen(self) -> None:
        self.split_wanted.emit(self.selected())

    def rename_chosen(self) -> None:
        self._list.rename()

    def remove_chosen(self) -> None:
        rows = self._list.rows()
        songs = [row.song for row in rows if isinstance(row, SongRow)]
        own = {song.id for song in songs}
        results = [row.result for row in rows if isinstance(row, ResultRow) and row.song.id not in own]
        if rows:
            self.remove_wanted.emit(songs, results)

    def choose_all(self) -> None:
        self._list.setFocus()
        self._list.selectAll()

    # --- what the window asks -------------------------------------------------------------------------------------------

    def take_focus(self) -> None:
        self._list.setFocus()

    def show_loaded(self, loaded: InThePlayer) -> None:
        """Which rows are in the player."""
        self._list.show_loaded(loaded)

    def row_to_hear(self) -> Row | None:
        """What Space plays: the row that has the focus, or with nothing in the player the chosen one. None where it is loaded
        already, so that Space pauses it."""
        loaded = self._list.loaded
        rows = self._list.rows()
        row = self._list.current() if self._list.hasFocus() else rows[0] if rows and loaded.is_empty else None
        return None if row is None or loaded.is_row(row) else row


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

    def mouseReleaseEvent(self, _event: object) -> None:
        self.clicked.emit()
