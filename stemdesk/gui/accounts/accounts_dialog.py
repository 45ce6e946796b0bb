"""Accounts: the services at the left, the page of one at the right; kept by the system's keyring or for this session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from stemdesk.accounts.keyring_entries import keyring_name
from stemdesk.gui.accounts.account_line import account_line
from stemdesk.gui.accounts.account_page import AccountPage
from stemdesk.gui.base.engine_bridge import at_keyring
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.widgets.basic import button, label

if TYPE_CHECKING:
    from stemdesk.gui.accounts.account_monitor import AccountMonitor
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.providers.registry import Registry


class AccountsDialog(QDialog):
    """Keyrings may ask for a password of their own, so every call to them is made on a thread. The window stays usable."""

    def __init__(self, parent: QWidget, registry: Registry, bridge: EngineBridge, watch: AccountMonitor) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Accounts"))
        bridge.delete_when_done(self)
        self.resize(820, 600)
        self.setMinimumSize(640, 460)
        self._bridge = bridge
        self._watch = watch
        self._returns_from = ""
        self._pages = [
            AccountPage(registry, provider, bridge, watch)
            for provider in registry.descriptions()
            if provider.credentials
        ]
        self._list = QListWidget()
        self._list.setObjectName("services")
        named(self._list, tr("Services"))
        self._list.setFixedWidth(196)
        self._list.setSpacing(2)
        self._stack = QStackedWidget()
        for page in self._pages:
            item = QListWidgetItem(show(page.description.name))
            item.setSizeHint(QSize(0, 48))
            self._list.addItem(item)
            self._stack.addWidget(page)
            page.ready.connect(lambda page=page: self._is_ready(page))
        self._list.currentRowChanged.connect(self._turned)
        watch.changed.connect(self._describe)
        self._store = label("", "note", wrap=True)
        self._build()
        self._describe()
        bridge.spawn(self._load())

    def _build(self) -> None:
        close = button(tr("Close"), tr("Close"))
        close.clicked.connect(self.accept)
        for made in self.findChildren(type(close)):
            made.setAutoDefault(False)  # Return in a field saves that page
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._list)
        across.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 20, 10)
        foot.setSpacing(12)
        foot.addWidget(self._store, 1)
        foot.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        close.setAutoDefault(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(across, 1)
        outer.addLayout(foot)

    def turn_to(self, provider_id: str, words: str = "", *, returns: bool = False) -> None:
        """Shows this provider's page, and why somebody is needed there. `returns`: once its account is saved, that was it."""
        rows = [row for row, page in enumerate(self._pages) if page.description.id == provider_id]
        row = rows[0] if rows else 0
        self._returns_from = provider_id if returns and rows else ""
        if not self._pages:
            return
        self._list.setCurrentRow(row)
        self._pages[row].open(words)
        if rows:
            self._pages[row].take_focus()
        else:
            self._list.setFocus()

    def _turned(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        self._pages[row].open()

    def _is_ready(self, page: AccountPage) -> None:
        if self._returns_from == page.description.id:
            self.accept()

    def _describe(self, _provider: str = "") -> None:
        for row, page in enumerate(self._pages):
            description = page.description
            account = self._watch.of(description.id)
            words = account_line(account, waits=self._watch.waits_for(description.id))[0] if account else ""
            self._list.item(row).setText("\n".join(part for part in (show(description.name), words) if part))

    async def _load(self) -> None:
        name = await at_keyring(keyring_name)
        if name is None:
            words = tr(
                "This system has no password store (keyring) that is running. Accounts can be kept for this session only; "
                "they are never written to a file."
            )
            for page in self._pages:
                page.cannot_store()
        else:
            words = tr("Secrets are kept by the system's password store ({name}), never in a file.", name=name)
        self._store.setText(words)
