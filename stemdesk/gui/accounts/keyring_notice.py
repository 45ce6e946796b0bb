"""Whoever sees a dialog of the system's password store sees in the window why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from stemdesk.core.later import later
from stemdesk.gui.base.i18n import show

if TYPE_CHECKING:
    from stemdesk.gui.accounts import account_page
    from stemdesk.gui.accounts.account_monitor import AccountMonitor
    from stemdesk.gui.widgets.message_bar import MessageBar
    from stemdesk.providers.registry import Registry
else:
    account_page = later("stemdesk.gui.accounts.account_page")


class KeyringNotice(QObject):
    def __init__(self, accounts: AccountMonitor, notice: MessageBar, registry: Registry) -> None:
        super().__init__(notice)
        self._notice = notice
        self._registry = registry
        self._words = ""
        accounts.waiting.connect(self._asked)

    def _asked(self, provider: str) -> None:
        """Nobody, once it has answered."""
        if provider:
            self._words = account_page.waiting_words(show(self._registry.description(provider).name))
            self._notice.say(self._words)
        elif self._notice.words() == self._words:
            self._notice.hide()
