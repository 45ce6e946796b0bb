"""Accounts: a form for each service, made from its description; kept by the system's keyring or for this session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from stemdesk.accounts.credentials import keyring_name
from stemdesk.gui.accounts.account_form import AccountForm
from stemdesk.gui.base.engine_bridge import in_thread
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.widgets.basic import label

if TYPE_CHECKING:
    from stemdesk.gui.accounts.account_monitor import AccountMonitor
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.providers.registry import Registry


class AccountsDialog(QDialog):
    """Keyrings may ask for a password of their own, so every call to them is made on a thread."""

    def __init__(self, parent: QWidget, registry: Registry, bridge: EngineBridge, watch: AccountMonitor) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Accounts"))
        bridge.delete_when_done(self)
        self.resize(600, 660)
        self._bridge = bridge
        self._store = label("", "muted", wrap=True)
        inside = QWidget()
        inside.setObjectName("centre")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._store)
        self._forms = [
            AccountForm(registry, provider, bridge, watch)
            for provider in registry.descriptions()
            if provider.credentials
        ]
        for form in self._forms:
            column.addWidget(form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._scroll = scroll
        self._wanted: tuple[str, str] | None = None
        bridge.spawn(self._load())

    def turn_to(self, provider_id: str, words: str) -> None:
        """Shows this provider's account, and why somebody is needed there."""
        self._wanted = (provider_id, words)

    async def _load(self) -> None:
        name = await in_thread(keyring_name)
        if name is None:
            words = tr(
                "This system has no password store (keyring) that is running. Accounts can be kept for this session only; "
                "they are never written to a file."
            )
        else:
            words = tr("Accounts are kept by the system's password store ({name}), never in a file.", name=name)
        self._store.setText(words)
        for form in self._forms:
            await form.load(can_store=name is not None)
            if self._wanted is not None and form.description.id == self._wanted[0]:
                form.take_focus(self._wanted[1])
                self._scroll.ensureWidgetVisible(form)
