"""The one way to set texts that Qt or the system would take for HTML if they look like it: tool tips, labels of forms,
notifications, message boxes; and what screen readers say.

Everything in them may be a service's or a file's: a tool tip with `<img src="//host/x">` in it would load it.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from stemdesk.core.untrusted.plain_words import plain_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFormLayout, QLayout, QSystemTrayIcon


class _HasTip(Protocol):
    def setToolTip(self, words: str, /) -> Any: ...  # noqa: N802  Qt's name


def tip_of(words: str) -> str:
    """`words` as a tool tip that shows exactly them."""
    words = plain_words(words)
    if "<" not in words:  # there is no HTML without
        return words
    return f"<qt>{html.escape(words).replace(chr(10), '<br>')}</qt>"


def tip(target: _HasTip, words: str) -> None:
    target.setToolTip(tip_of(words))


def named(target: QWidget, words: str) -> None:
    """What screen readers call it."""
    target.setAccessibleName(plain_words(words))


def described(target: QWidget, words: str) -> None:
    """What screen readers add to its name."""
    target.setAccessibleDescription(plain_words(words))


def no_mnemonic(words: str) -> str:
    """For buttons and menus, which would underline a letter instead of showing a name's own &."""
    return words.replace("&", "&&")


def plain_label(words: str = "") -> QLabel:
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def form_row(form: QFormLayout, words: str, field: QWidget | QLayout) -> None:
    """A line of a form, whose own labels would guess what the words are."""
    made = plain_label(words)
    if isinstance(field, QWidget):
        made.setBuddy(field)
        form.addRow(made, field)
    else:
        form.addRow(made, field)


def notify(tray: QSystemTrayIcon, title: str, words: str, milliseconds: int) -> None:
    """Linux's desktops read markup in notifications, the other systems do not: there is none that could be read."""
    title, words = (plain_words(text).replace("<", "‹").replace(">", "›") for text in (title, words))
    tray.showMessage(title, words, tray.icon(), milliseconds)


def stop_with(title: str, words: str) -> None:
    """A message box, and nothing goes on before it is closed."""
    box = QMessageBox(QMessageBox.Icon.Critical, title, plain_words(words))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()


def question(parent: QWidget, words: str, details: str, accept: str) -> QMessageBox:
    """A question that is not yet open; Cancel is what Return and Escape press. It deletes itself."""
    box = QMessageBox(
        QMessageBox.Icon.Question, parent.windowTitle(), plain_words(f"{words}\n\n{details}"), parent=parent
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    yes = box.addButton(accept, QMessageBox.ButtonRole.AcceptRole)
    named(yes, accept)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    return box


def about(parent: QWidget, title: str, words: str) -> QMessageBox:
    """Words with a button to close them; not yet open. It deletes itself."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, plain_words(words), QMessageBox.StandardButton.Close, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box
