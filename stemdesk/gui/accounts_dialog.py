"""Accounts: what each service wants to know, made from its description; kept by the system's keyring or for this session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from stemdesk.accounts.credentials import Known, Origin, keyring_name, variable
from stemdesk.core.errors import StemDeskError
from stemdesk.gui.bridge import in_thread
from stemdesk.gui.i18n import show, tr
from stemdesk.gui.parts import Card, button, label

if TYPE_CHECKING:
    from stemdesk.accounts.credentials import Credentials
    from stemdesk.core.descriptions import ProviderDescription
    from stemdesk.gui.bridge import Bridge
    from stemdesk.providers.registry import Registry


class AccountsDialog(QDialog):
    """Keyrings may ask for a password of their own, so every call to them is made on a thread."""

    def __init__(self, parent: QWidget, registry: Registry, credentials: Credentials, bridge: Bridge) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Accounts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 620)
        self._bridge = bridge
        self._store = label("", "muted", wrap=True)
        inside = QWidget()
        inside.setObjectName("centre")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._store)
        self._forms = [
            _AccountForm(provider, credentials, bridge) for provider in registry.descriptions() if provider.credentials
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
        bridge.spawn(self._load())

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


class _AccountForm(Card):
    def __init__(self, provider: ProviderDescription, credentials: Credentials, bridge: Bridge) -> None:
        super().__init__()
        self._provider = provider
        self._credentials = credentials
        self._edits: dict[str, QLineEdit] = {}
        name = show(provider.name)
        self.column.addWidget(label(name, "subheading"))
        note = (
            show(provider.tagline) if provider.usable else tr("Can be stored already; splitting with it comes later.")
        )
        self.column.addWidget(label(note, "muted", wrap=True))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in provider.credentials:
            edit = QLineEdit()
            edit.setAccessibleName(f"{name} {show(field.label)}")
            edit.setToolTip(show(field.hint))
            if field.secret:
                edit.setEchoMode(QLineEdit.EchoMode.Password)
            self._edits[field.key] = edit
            form.addRow(show(field.label), edit)
        self.column.addLayout(form)
        self._session = QCheckBox(tr("For this session only"))
        self._session.setAccessibleName(tr("{name} for this session only", name=name))
        self._state = label("", "muted", wrap=True)
        save = button(tr("Save"), tr("Save {name}", name=name), "accent")
        save.clicked.connect(bridge.slot(self._save))
        forget = button(tr("Forget"), tr("Forget {name}", name=name))
        forget.clicked.connect(bridge.slot(self._forget))
        row = QHBoxLayout()
        row.addWidget(self._session)
        row.addStretch(1)
        row.addWidget(forget)
        row.addWidget(save)
        self.column.addLayout(row)
        self.column.addWidget(self._state)
        self._state.hide()

    async def load(self, *, can_store: bool) -> None:
        """Shows what is known, without showing it."""
        if not can_store:
            self._session.setChecked(True)
            self._session.setEnabled(False)
        await self._refresh("")

    async def _refresh(self, words: str) -> None:
        known = await in_thread(self._credentials.known, self._provider)
        for item in known:
            edit = self._edits[item.key]
            edit.setPlaceholderText(item.shown)
            edit.setEnabled(item.origin is not Origin.ENVIRONMENT)
        self._say(words or "\n".join(filter(None, (_kept(self._provider, item) for item in known))))

    async def _save(self) -> None:
        given = {key: edit.text().strip() for key, edit in self._edits.items() if edit.text().strip()}
        if not given:
            self._say(tr("Type or paste something first."))
            return
        try:
            await in_thread(self._keep, given, self._session.isChecked())
        except StemDeskError as error:
            self._say(show(error.message))
            return
        for edit in self._edits.values():
            edit.clear()
        await self._refresh("")

    def _say(self, words: str) -> None:
        self._state.setText(words)
        self._state.setVisible(bool(words))

    def _keep(self, given: dict[str, str], session_only: bool) -> None:
        for key, value in given.items():
            if session_only:
                self._credentials.hold(self._provider.id, key, value)
            else:
                self._credentials.store(self._provider.id, key, value)

    async def _forget(self) -> None:
        try:
            removed = await in_thread(self._credentials.forget, self._provider)
        except StemDeskError as error:
            self._say(show(error.message))
            return
        await self._refresh(tr("Forgotten.") if removed else tr("Nothing was stored."))


def _kept(provider: ProviderDescription, item: Known) -> str:
    field = provider.field(item.key)
    name = show(field.label) if field else item.key
    match item.origin:
        case Origin.ENVIRONMENT:
            return tr(
                "{field}: set by the environment ({variable})", field=name, variable=variable(provider.id, item.key)
            )
        case Origin.SESSION:
            return tr("{field}: kept for this session only", field=name)
        case Origin.KEYRING:
            return tr("{field}: kept by the system's password store", field=name)
        case Origin.NOWHERE:
            return ""
