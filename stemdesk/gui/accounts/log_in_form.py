"""E-mail and password, for people who do not want to look for a token."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.widgets.basic import button, label


class LogInForm(QWidget):
    def __init__(self, service: str) -> None:
        super().__init__()
        self.setObjectName("transparent")
        self._email = QLineEdit()
        named(self._email, tr("{name} e-mail", name=service))
        self._email.setPlaceholderText(tr("E-mail"))
        self._password = QLineEdit()
        named(self._password, tr("{name} password", name=service))
        self._password.setPlaceholderText(tr("Password"))
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self.log_in = button(tr("Log in"), tr("Log in to {name}", name=service))
        self.register = button(tr("Register"), tr("Register at {name}", name=service), "link")
        self._password.returnPressed.connect(self.log_in.click)
        row = QHBoxLayout()
        row.addWidget(self._email, 2)
        row.addWidget(self._password, 2)
        row.addWidget(self.log_in)
        row.addWidget(self.register)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(
            label(tr("Or log in, and the token is fetched for you. The password is never stored."), "muted", wrap=True)
        )
        column.addLayout(row)

    def take_words(self) -> tuple[str, str]:
        """What was typed; the password is not left standing there."""
        words = self._email.text().strip(), self._password.text()
        self._password.clear()
        return words
