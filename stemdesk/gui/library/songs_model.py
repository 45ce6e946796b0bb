"""The list of songs as rows: each song, and under it the results that were made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from stemdesk.core.untrusted.plain_words import plain_words
from stemdesk.gui.base.formatting import contents, day, format_song_info
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import tip_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.jobs.store import Song, StoredResult

    Index = QModelIndex | QPersistentModelIndex

#: The row itself, for the delegate and the panel.
ROW: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class SongRow:
    song: Song


@dataclass(frozen=True, slots=True)
class ResultRow:
    song: Song
    result: StoredResult


Row = SongRow | ResultRow


class SongsModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    def fill(self, songs: Sequence[Song]) -> None:
        rows: list[Row] = []
        for song in songs:
            rows.append(SongRow(song))
            rows.extend(ResultRow(song, result) for result in song.results)
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def row(self, index: Index) -> Row | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of_song(self, song_id: int) -> QModelIndex:
        return self._find(lambda row: isinstance(row, SongRow) and row.song.id == song_id)

    def index_of_result(self, result_id: int) -> QModelIndex:
        return self._find(lambda row: isinstance(row, ResultRow) and row.result.id == result_id)

    def _find(self, fits: Any) -> QModelIndex:
        return next((self.index(i) for i, row in enumerate(self._rows) if fits(row)), QModelIndex())

    def songs(self) -> list[Song]:
        return [row.song for row in self._rows if isinstance(row, SongRow)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            title, note = words(row)
            return plain_words(f"{title}, {note}") if role == Qt.ItemDataRole.AccessibleTextRole else title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_of(str(row.song.song_file.path if isinstance(row, SongRow) else row.result.results.folder))
        return None


def words(row: Row) -> tuple[str, str]:
    """The two things that a row says: what it is, and a fact or a date beside it."""
    if isinstance(row, SongRow):
        return row.song.song_file.title, format_song_info(row.song.song_file)
    result = row.result
    return tr("{model} · {stems}", model=show(result.label), stems=contents(result.results)), day(result.created)
