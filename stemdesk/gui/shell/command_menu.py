"""Every command with its key, in groups: the menu bar on macOS, elsewhere a button that opens the same menus (F10)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from stemdesk import __version__
from stemdesk.core.text import text
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import about
from stemdesk.gui.widgets.basic import IconButton
from stemdesk.gui.widgets.shortcuts import Menu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QMainWindow

    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.shell.top_bar import TopBar
    from stemdesk.gui.widgets.shortcuts import Command

_TITLES: Final = {
    Menu.FILE: text("File"), Menu.EDIT: text("Edit"), Menu.PLAYBACK: text("Playback"), Menu.VIEW: text("View"),
    Menu.HELP: text("Help"),
}  # fmt: skip
#: What macOS has in the menu that is called like the program.
_ROLES: Final = {
    "Ctrl+,": QAction.MenuRole.PreferencesRole, "Ctrl+Q": QAction.MenuRole.QuitRole,
}  # fmt: skip


def add_menus(window: QMainWindow, bar: TopBar, theme: Theme, commands: Sequence[Command]) -> None:
    menus = [_menu(window, menu, [command for command in commands if _is_in(command, menu)]) for menu in Menu]
    if sys.platform == "darwin":
        native = QMenuBar(window)
        window.setMenuBar(native)
        for menu in menus:
            native.addMenu(menu)
        return
    whole = QMenu(window)
    for menu in menus:
        whole.addMenu(menu)
    button = IconButton(theme, "menu", tr("Menu"), role="")
    button.setShortcut("F10")
    button.clicked.connect(lambda: whole.popup(_under(button, whole)))
    bar.add_menu(button)


def show_about(window: QMainWindow) -> None:
    words = tr("Splits songs into stems and plays them side by side.")
    about(window, tr("About StemDesk"), f"StemDesk {__version__}\n\n{words}\n\nGPL-3.0-or-later").open()


def _under(button: QWidget, menu: QMenu) -> QPoint:
    """Its right edge below the button's."""
    return button.mapToGlobal(button.rect().bottomRight()) - QPoint(menu.sizeHint().width(), -4)


def _is_in(command: Command, menu: Menu) -> bool:
    return command.shortcut.menu is menu and bool(command.shortcut.title())


def _menu(window: QMainWindow, which: Menu, commands: Sequence[Command]) -> QMenu:
    made = QMenu(show(_TITLES[which]), window)
    for command in commands:
        if command.shortcut.is_first and made.actions():
            made.addSeparator()
        command.action.setMenuRole(_ROLES.get(command.shortcut.keys, QAction.MenuRole.NoRole))
        made.addAction(command.action)

    def refresh() -> None:
        for command in commands:
            command.refresh()

    def enable() -> None:
        """A key is never deaf: what it is for may have come since."""
        for command in commands:
            command.action.setEnabled(True)

    made.aboutToShow.connect(refresh)
    made.aboutToHide.connect(enable)
    refresh()
    enable()
    return made
