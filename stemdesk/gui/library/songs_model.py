"""The list of songs as rows: each song, and under it the results that were made from it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, QStringListModel, Qt, Signal

from stemdesk.core.song_files import SongKind
from stemdesk.core.untrusted.documents import NOTES
from stemdesk.core.untrusted.plain_words import plain_words
from stemdesk.gui.base.formatting import contents, day, format_song_info, stem_name
from stemdesk.gui.base.i18n import listed, show, tr
from stemdesk.gui.base.plain_text import tip_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stemdesk.jobs.store import Song, StoredResult

    Index = QModelIndex | QPersistentModelIndex

#: The row itself, for the delegate and the panel.
ROW: Final = Qt.ItemDataRole.UserRole
#: All rows are as high as each other, so that a list of ten thousand songs asks one of them (`setUniformItemSizes`).
_SIZE: Final = QSize(100, 48)
#: How a list looks for what is typed in it.
_AS_TYPED: Final = Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchWrap


@dataclass(frozen=True, slots=True)
class SongRow:
    song: Song

    @property
    def title(self) -> str:
        return self.song.title


@dataclass(frozen=True, slots=True)
class ResultRow:
    song: Song
    result: StoredResult

    @property
    def title(self) -> str:
        return show(self.result.title)


Row = SongRow | ResultRow


def is_notes_of(song: Song, result: StoredResult) -> bool:
    """Notes without stems, whose song is there to show them over."""
    found = result.results
    has_notes = any(path.suffix.lower() in NOTES for path in found.documents)
    return has_notes and not found.stems and song.song_file.kind is SongKind.FILE


def _row(entry: tuple[Song, StoredResult | None]) -> Row:
    song, result = entry
    return SongRow(song) if result is None else ResultRow(song, result)


class SongsModel(QStringListModel):
    """`renamed` carries a row and what a person wants it to be called.

    Its strings are empty and only there to be counted: a list asks forty thousand times how many rows there are before it
    shows ten thousand songs, and Qt's own model answers that without Python.
    """

    renamed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._songs: list[Song] = []
        #: A song, and one of its results or None. Of ten thousand, few are ever asked for as a `Row`.
        self._entries: list[tuple[Song, StoredResult | None]] = []
        self._titles: _Titles | None = None

    def fill(self, songs: Sequence[Song]) -> None:
        entries: list[tuple[Song, StoredResult | None]] = []
        for song in songs:
            entries.append((song, None))
            entries.extend([(song, result) for result in song.results])
        if entries != self._entries:
            self._songs, self._entries, self._titles = list(songs), entries, None
            self.setStringList([""] * len(entries))

    def row(self, index: Index) -> Row | None:
        return _row(self._entries[index.row()]) if self._is_there(index) else None

    def _is_there(self, index: Index) -> bool:
        return index.isValid() and index.row() < len(self._entries)

    def index_of(self, row: Row) -> QModelIndex:
        """The row of the same song or result, however it has changed."""
        if isinstance(row, SongRow):
            return self.index_of_song(row.song.id)
        wanted = row.result.id
        return self._index(n for n, (_, result) in enumerate(self._entries) if result and result.id == wanted)

    def index_of_song(self, song_id: int) -> QModelIndex:
        return self._index(n for n, (song, result) in enumerate(self._entries) if result is None and song.id == song_id)

    def song_near(self, at: int) -> QModelIndex:
        """The first song from a row on; the last one if there is none."""
        songs = [number for number, (_, result) in enumerate(self._entries) if result is None]
        found = next((number for number in songs if number >= at), songs[-1] if songs else None)
        return QModelIndex() if found is None else self.index(found)

    def _index(self, found: Iterator[int]) -> QModelIndex:
        number = next(found, None)
        return QModelIndex() if number is None else self.index(number)

    def songs(self) -> list[Song]:
        return self._songs.copy()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.SizeHintRole:
            return _SIZE
        row = self.row(index)
        return row if role == ROW or row is None else _shown(row, role)

    def match(
        self, start: Index, role: int, value: Any, hits: int = 1, flags: Qt.MatchFlag = _AS_TYPED
    ) -> list[QModelIndex]:
        """What is typed in the list is looked for in titles that are kept: Qt asks for the words of one row after the other,
        which took half a second among ten thousand songs."""
        if role != Qt.ItemDataRole.DisplayRole or hits != 1 or flags != _AS_TYPED:
            return super().match(start, role, value, hits, flags)
        if self._titles is None:
            self._titles = _Titles([_row(entry).title for entry in self._entries])
        found = self._titles.beginning_with(str(value), start.row())
        return [] if found is None else [self.index(found)]

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802  Qt's name
        row = self.row(index)
        wanted = str(value).strip()
        if row is None or role != Qt.ItemDataRole.EditRole or wanted == row.title:
            return False
        self.renamed.emit(row, wanted)
        return True


class _Titles:
    """All titles as one text, each on a line: Python finds a line's beginning in it faster than it compares a hundred."""

    def __init__(self, titles: list[str]) -> None:
        lines = ["\n" + " ".join(title.casefold().split("\n")) for title in titles]
        self._text = "".join(lines)
        self._starts = [0, *accumulate(map(len, lines))]

    def beginning_with(self, typed: str, first: int) -> int | None:
        """The number of the next title from `first` on, and round again."""
        wanted = "\n" + typed.casefold()
        at = self._text.find(wanted, self._starts[min(max(first, 0), len(self._starts) - 1)])
        at = self._text.find(wanted) if at < 0 else at
        return None if at < 0 else bisect_right(self._starts, at) - 1


def _shown(row: Row, role: int) -> str | None:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return _in_one_line(row)
        case Qt.ItemDataRole.EditRole:
            return row.title
        case Qt.ItemDataRole.AccessibleTextRole:
            return plain_words(", ".join(words(row)))
        case Qt.ItemDataRole.ToolTipRole:
            return tip_of(_tip(row))
    return None


def words(row: Row) -> tuple[str, str]:
    """The two lines of a row: what it is, and facts about it."""
    if isinstance(row, SongRow):
        return row.title, format_song_info(row.song.song_file)
    return row.title, tr("{stems} · {day}", stems=contents(row.result.results), day=day(row.result.created))


def _in_one_line(row: Row) -> str:
    if isinstance(row, SongRow):
        return row.title
    return tr("{model} · {stems}", model=row.title, stems=contents(row.result.results))


def _tip(row: Row) -> str:
    if isinstance(row, SongRow):
        return str(row.song.song_file.path)
    found = row.result.results
    stems = listed(stem_name(stem.stem) for stem in found.stems)
    named_after = show(row.result.label) if row.result.name else ""
    return "\n".join(part for part in (*words(row), named_after, stems, str(found.folder)) if part)
