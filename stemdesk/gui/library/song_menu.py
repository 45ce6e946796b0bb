"""What can be done with the chosen songs and results, as the menu that right click opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QMenu

from stemdesk.gui.base.i18n import tr, tr_n
from stemdesk.gui.library.songs_model import ResultRow, Row, SongRow, is_notes_of
from stemdesk.gui.widgets.shortcuts import native_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget


class Panel(Protocol):
    """What carries out the commands: the panel with the list."""

    @property
    def export_wanted(self) -> SignalInstance: ...
    @property
    def trash_wanted(self) -> SignalInstance: ...
    @property
    def folder_wanted(self) -> SignalInstance: ...
    @property
    def add_wanted(self) -> SignalInstance: ...
    def opened(self, row: Row) -> None: ...
    def split_chosen(self) -> None: ...
    def rename_chosen(self) -> None: ...
    def remove_chosen(self) -> None: ...
    def choose_all(self) -> None: ...


def song_menu(parent: QWidget, panel: Panel, rows: Sequence[Row]) -> QMenu:
    """It acts on all of them, and leaves out what only one can have. It deletes itself."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    results = [row for row in rows if isinstance(row, ResultRow)]
    songs = [row for row in rows if isinstance(row, SongRow)]
    only = rows[0] if len(rows) == 1 else None
    if only is not None:
        _add(menu, tr("Play"), lambda: panel.opened(only), "Return")
        menu.setDefaultAction(menu.actions()[0])
    if songs:
        count = len(songs)
        _add(menu, tr_n("Split %n song(s)…", count) if count > 1 else tr("Split…"), panel.split_chosen)
    if only is not None:
        _add(menu, tr("Rename"), panel.rename_chosen, "F2")
        if isinstance(only, ResultRow) and (only.result.results.stems or is_notes_of(only.song, only.result)):
            _add(menu, tr("Export…"), lambda: panel.export_wanted.emit(only.song, only.result))
    if rows:
        _add(menu, tr("Show in folder"), lambda: _show_folders(panel, rows))
        menu.addSeparator()
        _add(menu, tr("Remove from the list"), panel.remove_chosen, "Del")
    if results and not songs:
        _add(menu, tr("Move stems to the trash…"), lambda: panel.trash_wanted.emit([row.result for row in results]))
    if not rows:
        _add(menu, tr("Add songs…"), panel.add_wanted.emit, "Ctrl+O")
        _add(menu, tr("Select all"), panel.choose_all, "Ctrl+A")
    return menu


def folder_of(row: Row) -> Path:
    """Where its file, or its stems, lie."""
    return row.song.song_file.path.parent if isinstance(row, SongRow) else row.result.results.folder


def _show_folders(panel: Panel, rows: Sequence[Row]) -> None:
    for folder in dict.fromkeys(folder_of(row) for row in rows):
        panel.folder_wanted.emit(folder)


def _add(menu: QMenu, words: str, act: Callable[[], None], keys: str = "") -> None:
    menu.addAction(f"{words}\t{native_keys(keys)}" if keys else words, act)
