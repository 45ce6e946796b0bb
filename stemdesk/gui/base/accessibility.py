"""Roles for the widgets that Qt cannot know: our lists of rows, their rows, our progress bars.

Qt asks a factory for the accessible side of every widget. Ours answers for widgets whose class says what it is
(`accessible_role`, the name of a `QAccessible.Role`), and leaves all others to Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtGui, QtWidgets
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

#: Interfaces that Qt holds; Python would collect them otherwise.
_alive: dict[int, QAccessibleInterface] = {}


def install() -> None:
    """Once per application. It loads 190 constants, so not before the first window is painted."""
    QtGui.QAccessible.installFactory(_interface)


class RowList(QWidget):
    """A column of rows: a list to screen readers."""

    accessible_role = "List"


class Row(QWidget):
    """One row of a `RowList`."""

    accessible_role = "ListItem"


def _interface(_class_name: str, widget: QObject) -> QAccessibleInterface | None:
    role = getattr(widget, "accessible_role", None)
    if role is None or not isinstance(widget, QWidget):
        return None
    made = QtWidgets.QAccessibleWidget(widget, QtGui.QAccessible.Role[role])
    key = id(widget)
    _alive[key] = made
    widget.destroyed.connect(lambda: _alive.pop(key, None))
    return made
