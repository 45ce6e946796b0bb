"""The keys: one table that makes the shortcuts and the page that F1 shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFormLayout, QVBoxLayout, QWidget

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.widgets.basic import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Shortcut:
    """`shown` groups keys on one line of the page (the first of a group carries the words). Without `act`, what has the
    focus knows what to do."""

    keys: str
    act: Callable[[], None] | None = None
    words: str = ""
    shown: str = ""


def install(window: QWidget, keys: Sequence[Shortcut]) -> None:
    """Makes the shortcuts. Text fields and menus keep the keys that they need themselves."""
    for key in keys:
        if key.act is None:
            continue
        shortcut = QShortcut(QKeySequence(key.keys), window)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(key.act)


class ShortcutsDialog(QDialog):
    def __init__(self, parent: QWidget, keys: Sequence[Shortcut]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(8)
        for key in keys:
            if key.words:
                native = key.shown or QKeySequence(key.keys).toString(QKeySequence.SequenceFormat.NativeText)
                form.addRow(label(native, "label"), label(key.words))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.addLayout(form)
