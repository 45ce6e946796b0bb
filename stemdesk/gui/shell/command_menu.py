"""Every command with its key, in groups: the menu bar on macOS, elsewhere a button that opens the same menus (F10)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QShortcut
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


class CommandMenus:
    """The menus, and the button that opens them. Commands may come later, such as those of the player."""

    def __init__(self, window: QMainWindow, bar: TopBar, theme: Theme) -> None:
        self._menus = {menu: _CommandMenu(window, menu) for menu in Menu}
        if sys.platform == "darwin":
            native = QMenuBar(window)
            window.setMenuBar(native)
            for made in self._menus.values():
                native.addMenu(made)
            return
        whole = QMenu(window)
        for made in self._menus.values():
            whole.addMenu(made)
        button = IconButton(theme, "menu", tr("Menu"), role="")

        def opens() -> None:
            whole.popup(_under(button, whole))

        button.clicked.connect(opens)
        # not the button's own key, which presses it for a tenth of a second first: what is typed meanwhile would be lost
        QShortcut("F10", window, opens)
        bar.add_menu(button)

    def add(self, commands: Sequence[Command]) -> None:
        for menu, made in self._menus.items():
            made.add([command for command in commands if _is_in(command, menu)])


class _CommandMenu(QMenu):
    def __init__(self, window: QMainWindow, which: Menu) -> None:
        super().__init__(show(_TITLES[which]), window)
        self._commands: list[Command] = []
        self.aboutToShow.connect(self._refresh)
        self.aboutToHide.connect(self._enable)

    def add(self, commands: Sequence[Command]) -> None:
        for command in commands:
            if command.shortcut.is_first and self.actions():
                self.addSeparator()
            command.action.setMenuRole(_ROLES.get(command.shortcut.keys, QAction.MenuRole.NoRole))
            self.addAction(command.action)
        self._commands += commands
        self._refresh()
        if not self.isVisible():
            self._enable()

    def _refresh(self) -> None:
        for command in self._commands:
            command.refresh()

    def _enable(self) -> None:
        """A key is never deaf: what it is for may have come since."""
        for command in self._commands:
            command.action.setEnabled(True)


def show_about(window: QMainWindow) -> None:
    words = tr("Splits songs into stems and plays them side by side.")
    about(window, tr("About StemDesk"), f"StemDesk {__version__}\n\n{words}\n\nGPL-3.0-or-later").open()


def _under(button: QWidget, menu: QMenu) -> QPoint:
    """Its right edge below the button's."""
    return button.mapToGlobal(button.rect().bottomRight()) - QPoint(menu.sizeHint().width(), -4)


def _is_in(command: Command, menu: Menu) -> bool:
    return command.shortcut.menu is menu and bool(command.shortcut.title())
