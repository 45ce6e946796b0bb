"""The commands: one table that makes the shortcuts, the menus, and the page that F1 shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import no_mnemonic
from stemdesk.gui.widgets.basic import label, scrolled, tallest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


_SCROLL_BAR: Final = 12


class Menu(StrEnum):
    """Where a command stands."""

    FILE = "file"
    EDIT = "edit"
    PLAYBACK = "playback"
    VIEW = "view"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A command, with or without a key.

    `shown` groups keys on one line of the page (the first of a group carries the words). `label` is what the command is
    called in its menu, where that is not `words` (which may speak of several keys); one without either is in no menu.
    Without `act`, what has the focus knows what to do.
    """

    keys: str
    act: Callable[[], object] | None = None
    words: str = ""
    shown: str = ""
    label: str | Callable[[], str] = ""
    menu: Menu | None = None
    #: A line above it in its menu.
    is_first: bool = False
    #: The widget that has the focus takes the key itself; the menu only says which it is.
    is_local: bool = False
    is_on: Callable[[], bool] | None = None
    can: Callable[[], bool] | None = None
    #: Whether what it acts on is in sight: where it is not, the key does nothing and the menu's line is grey.
    is_in_sight: Callable[[], bool] | None = None
    #: Again and again while its key is held down.
    repeats: bool = False

    def title(self) -> str:
        return self.label() if callable(self.label) else self.label or self.words

    def press(self) -> None:
        if self.act is not None and (self.is_in_sight is None or self.is_in_sight()):
            self.act()


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the table and what Qt knows of it."""

    shortcut: Shortcut
    action: QAction

    def refresh(self) -> None:
        """As it is now: for a menu that is about to be seen."""
        shortcut = self.shortcut
        words = no_mnemonic(shortcut.title())
        keys = native_keys(shortcut.keys) if shortcut.is_local else ""
        self.action.setText(f"{words}\t{keys}" if keys else words)
        self.action.setEnabled(all(can is None or can() for can in (shortcut.can, shortcut.is_in_sight)))
        if shortcut.is_on is not None:
            self.action.setChecked(shortcut.is_on())


def in_menu(menu: Menu, shortcuts: Sequence[Shortcut]) -> list[Shortcut]:
    return [shortcut if shortcut.menu is not None else replace(shortcut, menu=menu) for shortcut in shortcuts]


def native_keys(keys: str) -> str:
    """As the system writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def install(window: QWidget, keys: Sequence[Shortcut]) -> list[Command]:
    """Makes the shortcuts. Text fields and open menus keep the keys that they need themselves."""
    commands = []
    for key in keys:
        if key.act is None:
            continue
        action = QAction(key.title(), window)
        action.setCheckable(key.is_on is not None)
        action.setAutoRepeat(key.repeats)
        action.triggered.connect(lambda _=False, key=key: key.press())
        if key.keys and not key.is_local:
            action.setShortcut(QKeySequence(key.keys))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            window.addAction(action)
        commands.append(Command(key, action))
    return commands


class ShortcutsDialog(QDialog):
    def __init__(self, parent: QWidget, keys: Sequence[Shortcut]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told = [key for key in keys if key.words and (key.keys or key.shown)]
        inside = QWidget()
        inside.setObjectName("transparent")
        halves = QHBoxLayout(inside)
        halves.setContentsMargins(24, 20, 24, 20)
        halves.setSpacing(40)
        middle = (len(told) + 1) // 2
        for half in (told[:middle], told[middle:]):
            form = QFormLayout()
            form.setHorizontalSpacing(24)
            form.setVerticalSpacing(8)
            for key in half:
                form.addRow(label(key.shown or native_keys(key.keys), "label"), label(key.words))
            at_the_top = QVBoxLayout()
            at_the_top.addLayout(form)
            at_the_top.addStretch(1)
            halves.addLayout(at_the_top)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        scroll = scrolled(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows move it
        column.addWidget(scroll)
        self.ensurePolished()
        wanted = inside.sizeHint()
        self.resize(wanted.width() + _SCROLL_BAR, min(wanted.height(), tallest(self)))
