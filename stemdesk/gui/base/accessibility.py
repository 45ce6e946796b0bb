"""Roles for the widgets that Qt cannot know: our lists of rows, their rows, our progress bars.

Qt asks a factory for the accessible side of every widget. Ours answers for widgets whose class says what it is
(`accessible_role`), and leaves all others to Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

#: Interfaces that Qt holds; Python would collect them otherwise.
_alive: dict[int, QAccessibleInterface] = {}


def install() -> None:
    """Once per application, before the first window."""
    QAccessible.installFactory(_interface)


class RowList(QWidget):
    """A column of rows: a list to screen readers."""

    accessible_role = QAccessible.Role.List


class Row(QWidget):
    """One row of a `RowList`."""

    accessible_role = QAccessible.Role.ListItem


def _interface(_class_name: str, widget: QObject) -> QAccessibleInterface | None:
    role = getattr(widget, "accessible_role", None)
    if role is None or not isinstance(widget, QWidget):
        return None
    made = QAccessibleWidget(widget, role)
    key = id(widget)
    _alive[key] = made
    widget.destroyed.connect(lambda: _alive.pop(key, None))
    return made
