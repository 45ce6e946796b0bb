"""The commands of the window: which key does what, and in which menu it stands. Those of the player are the player's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.shell.top_bar import PLAY, SPLIT
from stemdesk.gui.widgets.shortcuts import Menu, Shortcut, in_menu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.gui.library.songs_panel import SongsPanel
    from stemdesk.gui.session.undo_history import UndoHistory
    from stemdesk.gui.shell.player_side import PlayerSide

#: In this order the page that F1 shows has them.
_PAGE: Final = (Menu.VIEW, Menu.PLAYBACK, Menu.EDIT, Menu.FILE, Menu.HELP)


class ShortcutTargets(Protocol):
    """What the keys act on: the window."""

    @property
    def undo_history(self) -> UndoHistory: ...
    @property
    def songs_panel(self) -> SongsPanel: ...
    @property
    def view(self) -> int: ...
    @property
    def split_words(self) -> str: ...
    def split_now(self) -> None: ...
    def pick_songs(self) -> None: ...
    @property
    def player_side(self) -> PlayerSide | None: ...
    def export_mix(self) -> None: ...
    def export_chart(self) -> None: ...
    def show_settings(self) -> None: ...
    def show_keys(self) -> None: ...
    def show_accounts(self) -> None: ...
    def show_view(self, place: int) -> None: ...
    def show_log(self) -> None: ...
    def show_about(self) -> None: ...
    def play_or_pause(self) -> None: ...
    def close_by_hand(self) -> None: ...


def window_keys(window: ShortcutTargets) -> list[Shortcut]:
    """Those that are there with the window itself, before there is a player."""
    play = Shortcut("Space", window.play_or_pause, tr("Play or pause"), menu=Menu.PLAYBACK)
    return [*_view(window), play, *_edit(window), *_file(window), *_help(window)]


def in_order(keys: Sequence[Shortcut]) -> list[Shortcut]:
    """As the page that F1 shows has them."""
    return sorted(keys, key=lambda key: _PAGE.index(key.menu or Menu.PLAYBACK))


def _edit(window: ShortcutTargets) -> list[Shortcut]:
    history, songs = window.undo_history, window.songs_panel

    def named_after(what: str, words: str) -> str:
        return tr("{command}: {what}", command=what, what=words) if words else what

    return in_menu(Menu.EDIT, [
        Shortcut("Ctrl+Z", history.undo, tr("Undo, redo"), "Ctrl+Z  Ctrl+Shift+Z",
            label=lambda: named_after(tr("Undo"), history.undo_words), can=lambda: bool(history.undo_words)),
        Shortcut("Ctrl+Shift+Z", history.redo, label=lambda: named_after(tr("Redo"), history.redo_words),
            can=lambda: bool(history.redo_words)),
        Shortcut("Ctrl+Y", history.redo),
        Shortcut("F2", songs.rename_chosen, tr("Rename the selected song or result"), label=tr("Rename"), is_first=True,
            is_local=True, can=lambda: songs.count_chosen() == 1),
        Shortcut("Del", songs.remove_chosen, tr("Remove the selected songs from the list"), label=tr("Remove from the list"),
            is_local=True, can=lambda: songs.count_chosen() > 0),
        Shortcut("Ctrl+A", songs.choose_all, tr("Select all songs"), is_local=True),
    ])  # fmt: skip


def _file(window: ShortcutTargets) -> list[Shortcut]:
    return in_menu(Menu.FILE, [
        Shortcut("Ctrl+O", window.pick_songs, tr("Add songs"), label=tr("Add songs…")),
        Shortcut("Ctrl+Return", window.split_now, tr("Split the selected songs"), label=lambda: window.split_words),
        Shortcut("Ctrl+E", window.export_mix, tr("Export the mix as heard"), label=tr("Export…"),
            can=lambda: (side := window.player_side) is not None and side.has_sound),
        Shortcut("", window.export_chart, label=tr("Export chart…"),
            can=lambda: (side := window.player_side) is not None and side.has_chords),
        Shortcut("", window.show_accounts, label=tr("Accounts…"), is_first=True),
        Shortcut("Ctrl+,", window.show_settings, tr("Settings"), label=tr("Settings…")),
        Shortcut("Ctrl+Q", window.close_by_hand, tr("Quit"), is_first=True),
    ])  # fmt: skip


def _view(window: ShortcutTargets) -> list[Shortcut]:
    return in_menu(Menu.VIEW, [
        Shortcut("", lambda: window.show_view(SPLIT), label=tr("Split view"),
            is_on=lambda: window.view == SPLIT),
        Shortcut("", lambda: window.show_view(PLAY), label=tr("Play view"), is_on=lambda: window.view == PLAY),
    ])  # fmt: skip


def _help(window: ShortcutTargets) -> list[Shortcut]:
    return in_menu(Menu.HELP, [
        Shortcut("F1", window.show_keys, tr("Keyboard shortcuts")),
        Shortcut("", window.show_log, label=tr("Log folder")),
        Shortcut("", window.show_about, label=tr("About StemDesk"), is_first=True),
    ])  # fmt: skip
