"""Fields for a few words: a name that is changed in its place, a value that is shown and can be typed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from stemdesk.gui.base.plain_text import named, tip, tip_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent


#: Left and right of the words of a value, the caret included.
_MARGINS = 14


class NameEdit(QLineEdit):
    """Lies over what it renames. `finished` comes once, with the new name, or "" where it stays as it was. `check` says why
    what was typed is no name; Return then leaves the field open with a hint."""

    finished = Signal(str)

    def __init__(self, parent: QWidget, name: str, words: str, check: Callable[[str], str] = lambda _: "") -> None:
        super().__init__(words, parent)
        self._check = check
        self.setObjectName("inline")
        self.setMaxLength(80)
        named(self, name)
        self.selectAll()
        self._is_over = False
        self.returnPressed.connect(self._enter)

    def _enter(self) -> None:
        words = self.text().strip()
        if refusal := self._check(words) if words else "":
            self.selectAll()
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), tip_of(refusal), self)
        else:
            self._end(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end("")
        else:
            super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # what lies below has keys of its own

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            words = self.text().strip()
            self._end("" if words and self._check(words) else words)

    def finish(self) -> None:
        """Away, and everything stays as it was."""
        self._end("")

    def _end(self, words: str) -> None:
        if not self._is_over:
            self._is_over = True
            self.finished.emit(words)
            self.hide()
            self.deleteLater()


class ValueEdit(QLineEdit):
    """Shows a value that moves; a click types over it. Return enters what was typed, Escape leaves it as it was."""

    entered = Signal(str)

    def __init__(self, name: str, role: str, hint: str) -> None:
        super().__init__()
        self.setObjectName(role)
        self.setMaxLength(40)
        named(self, name)
        tip(self, hint)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._shown = ""
        self._is_opening = False
        self.returnPressed.connect(lambda: self.entered.emit(self.text()))

    def say(self, words: str) -> None:
        """Waits while somebody types."""
        if words != self._shown:
            self._shown = words
            if not self.hasFocus():
                self._show()

    def make_room_for(self, words: str) -> None:
        self.ensurePolished()
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(words) + _MARGINS)

    def take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse(self, why: str) -> None:
        """What was typed is nothing that can be entered."""
        self.selectAll()
        QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), tip_of(why), self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._is_opening = event.reason() is Qt.FocusReason.MouseFocusReason
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._show()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The click that opens it leaves everything selected."""
        if not self._is_opening:
            super().mousePressEvent(event)
        self._is_opening = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Escape is the field's while it has the focus, whoever else wants it."""
        if event.type() is QEvent.Type.ShortcutOverride and self.hasFocus():
            handled = super().event(event)
            if event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
                event.accept()
            return handled
        return super().event(event)

    def _show(self) -> None:
        self.setText(self._shown)
        self.setCursorPosition(0)
        self.deselect()
