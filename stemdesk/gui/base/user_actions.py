"""Hears that somebody does something in a window: presses a mouse button or a key, turns the wheel, begins to fill in a form.

It listens only between `start` and `stop`: a filter in the way of all events costs time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QShortcut
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Collection

_PRESSED: Final = QEvent.Type.MouseButtonPress
_DOUBLE: Final = QEvent.Type.MouseButtonDblClick
_KEY: Final = QEvent.Type.KeyPress
_WHEEL: Final = QEvent.Type.Wheel
_FOCUS: Final = QEvent.Type.FocusIn
_SHORTCUT: Final = QEvent.Type.Shortcut
_HEARD: Final = frozenset({_PRESSED, _DOUBLE, _KEY, _WHEEL, _FOCUS})
_FIELDS: Final = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
_MODIFIERS: Final = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock}
)
_OF_THE_SYSTEM: Final = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class UserActions(QObject):
    """`acted`: a click, or a key that is not part of a text; `worked`: any of the above. Clicks and keys within the
    `ignored` widgets do not count."""

    acted = Signal()
    worked = Signal()

    def __init__(self, window: QWidget, ignored: Collection[QWidget] = ()) -> None:
        super().__init__(window)
        self._window = window
        self._ignored = tuple(ignored)
        self._is_listening = False

    def start(self) -> None:
        application = QApplication.instance()
        if not self._is_listening and application is not None:
            self._is_listening = True
            application.installEventFilter(self)

    def stop(self) -> None:
        application = QApplication.instance()
        if self._is_listening and application is not None:
            self._is_listening = False
            application.removeEventFilter(self)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _HEARD and isinstance(target, QWidget) and target.window() is self._window:
            self._hear(target, event, kind)
        elif kind is _SHORTCUT and isinstance(target, QShortcut | QAction) and target.parent() is self._window:
            self.worked.emit()
            self.acted.emit()
        return False

    def _hear(self, target: QWidget, event: QEvent, kind: QEvent.Type) -> None:
        if any(widget is target or widget.isAncestorOf(target) for widget in self._ignored):
            return
        if kind is _FOCUS:
            if isinstance(target, _FIELDS) and isinstance(event, QFocusEvent) and event.reason() not in _OF_THE_SYSTEM:
                self.worked.emit()
            return
        if kind is _KEY and isinstance(event, QKeyEvent):
            if event.key() in _MODIFIERS:
                return
            if isinstance(target, _FIELDS) and (event.text().isprintable() or event.key() == Qt.Key.Key_Backspace):
                self.worked.emit()
                return
        self.worked.emit()
        if kind is not _WHEEL:
            self.acted.emit()
