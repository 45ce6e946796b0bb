"""One provider's account: what it wants to know, logging in, and what the service says about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stemdesk.accounts.credentials import Known, Origin, check, variable
from stemdesk.core.errors import StemDeskError
from stemdesk.gui.base.engine_bridge import in_thread
from stemdesk.gui.base.i18n import show, tr, tr_n
from stemdesk.gui.base.plain_text import form_row, named, tip
from stemdesk.gui.widgets.basic import Card, button, label
from stemdesk.providers.contract import CanLogIn, HasAccount

if TYPE_CHECKING:
    from stemdesk.core.descriptions import ProviderDescription
    from stemdesk.core.services import AccountState
    from stemdesk.gui.accounts.account_monitor import AccountMonitor
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.providers.registry import Registry


class AccountForm(Card):
    def __init__(
        self, registry: Registry, description: ProviderDescription, bridge: EngineBridge, watch: AccountMonitor
    ) -> None:
        super().__init__()
        self.description = description
        self._provider = registry.get(description.id)
        self._bridge = bridge
        self._watch = watch
        self._credentials = bridge.credentials
        self._edits: dict[str, QLineEdit] = {}
        self._name = show(description.name)
        self.column.addWidget(label(self._name, "subheading"))
        self.column.addWidget(label(show(description.tagline), "muted", wrap=True))
        self._about = _AboutAccount(self)
        self._about.switched.connect(lambda key, on: bridge.spawn(self._switch(key, on)))
        self.column.addWidget(self._about)
        self.column.addLayout(self._fields())
        self._log_in = _LogIn(self._name)
        if isinstance(self._provider, CanLogIn):
            self._log_in.log_in.clicked.connect(bridge.slot(self._do_log_in))
            self._log_in.register.clicked.connect(bridge.slot(self._do_register))
            self.column.addWidget(self._log_in)
        else:
            self._log_in.hide()
        self.column.addLayout(self._buttons())
        self._state = label("", "muted", wrap=True)
        self._state.hide()
        self.column.addWidget(self._state)
        watch.changed.connect(lambda provider: self._show_account() if provider == description.id else None)

    def _fields(self) -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in self.description.credentials:
            edit = QLineEdit()
            named(edit, f"{self._name} {show(field.label)}")
            tip(edit, show(field.hint))
            if field.secret:
                edit.setEchoMode(QLineEdit.EchoMode.Password)
            self._edits[field.key] = edit
            words = show(field.label) if field.needed else tr("{field} (optional)", field=show(field.label))
            form_row(form, words, edit)
            if len(self.description.credentials) > 1 and str(field.hint):
                hint = label(show(field.hint), "note", wrap=True)
                hint.setAlignment(Qt.AlignmentFlag.AlignTop)  # a form keeps room for a second line; that goes below
                form_row(form, "", hint)
        return form

    def _buttons(self) -> QHBoxLayout:
        self._session = QCheckBox(tr("For this session only"))
        named(self._session, tr("{name} for this session only", name=self._name))
        save = button(tr("Save"), tr("Save {name}", name=self._name), "accent")
        save.clicked.connect(self._bridge.slot(self._save))
        forget = button(tr("Remove account"), tr("Remove {name} account", name=self._name))
        forget.clicked.connect(self._bridge.slot(self._forget))
        row = QHBoxLayout()
        row.addWidget(self._session)
        row.addStretch(1)
        row.addWidget(forget)
        row.addWidget(save)
        return row

    async def load(self, *, can_store: bool) -> None:
        """Shows what is known, without showing it."""
        if not can_store:
            self._session.setChecked(True)
            self._session.setEnabled(False)
        kept = await self._refresh()
        if not self._state.text():  # else somebody was quicker than the keyring, and that is newer
            self._say(kept)
        self._show_account()

    def take_focus(self, words: str) -> None:
        """Somebody is needed here: the first field is ready to be typed into."""
        next(iter(self._edits.values())).setFocus()
        self._say(words)

    # --- storing --------------------------------------------------------------------------------------------------------

    async def _refresh(self) -> str:
        """Shows of each field what may be shown; returns where they are kept, in words."""
        known = await in_thread(self._credentials.known, self.description)
        for item in known:
            edit = self._edits[item.key]
            edit.setPlaceholderText(item.shown)
            edit.setEnabled(item.origin is not Origin.ENVIRONMENT)
        return "\n".join(filter(None, (_kept(self.description, item) for item in known)))

    async def _save(self) -> None:
        given = {key: edit.text().strip() for key, edit in self._edits.items() if edit.text().strip()}
        if not given:
            self._say(tr("Type or paste something first."))
            return
        if await self._store(given):
            for edit in self._edits.values():
                edit.clear()
            self._say(await self._refresh())
            await self._check()

    async def _store(self, given: dict[str, str]) -> bool:
        try:
            await in_thread(self._keep, given, self._session.isChecked())
        except StemDeskError as error:
            self._say(show(error.message))
            return False
        return True

    def _keep(self, given: dict[str, str], session_only: bool) -> None:
        for key, value in given.items():  # all of them, before the first one is stored
            field = self.description.field(key)
            check(value, field.label if field else key)
        for key, value in given.items():
            if session_only:
                self._credentials.hold(self.description.id, key, value)
            else:
                self._credentials.store(self.description.id, key, value)

    async def _forget(self) -> None:
        try:
            removed = await in_thread(self._credentials.forget, self.description)
        except StemDeskError as error:
            self._say(show(error.message))
            return
        await self._refresh()
        self._say(tr("Account removed.") if removed else tr("Nothing was stored."))
        await self._watch.refresh(self.description.id)

    # --- the service's side ---------------------------------------------------------------------------------------------

    async def _check(self) -> None:
        """Asks the service at once whether it accepts what was stored, and says so."""
        account = await self._watch.refresh(self.description.id)
        if account.error is not None:
            self._say(show(account.error.message))

    def _show_account(self) -> None:
        account = self._watch.of(self.description.id)
        self._about.show_state(account.state if account else None)
        if account is not None and account.is_refused and account.error is not None:
            self._say(show(account.error.message))

    async def _switch(self, key: str, on: bool) -> None:
        assert isinstance(self._provider, HasAccount)
        try:
            credentials = await in_thread(self._credentials.checked, self.description)
            self._say(show(await self._bridge.ask(self._provider.switch(credentials, key, on))))
        except StemDeskError as error:
            self._say(show(error.message))
        await self._watch.refresh(self.description.id)

    async def _do_log_in(self) -> None:
        """The password goes to the service and is gone; what comes back is stored like a pasted token."""
        assert isinstance(self._provider, CanLogIn)
        email, password = self._log_in.take_words()
        if not email or not password:
            self._say(tr("Type the e-mail address and the password of your account at the service."))
            return
        self._say(tr("asking the service …"))
        try:
            found = await self._bridge.ask(self._provider.login(email, password))
        except StemDeskError as error:
            self._say(show(error.message))
            return
        if await self._store(dict(found)):
            await self._refresh()
            self._say(tr("Logged in. The password was not kept."))
            await self._check()

    async def _do_register(self) -> None:
        assert isinstance(self._provider, CanLogIn)
        email, password = self._log_in.take_words()
        name = email.split("@")[0]
        if not email or not password:
            self._say(tr("Type an e-mail address and a new password first."))
            return
        self._say(tr("asking the service …"))
        try:
            self._say(show(await self._bridge.ask(self._provider.register(name, email, password))))
        except StemDeskError as error:
            self._say(show(error.message))

    def _say(self, words: str) -> None:
        self._state.setText(words)
        self._state.setVisible(bool(words))


class _LogIn(QWidget):
    """E-mail and password, for people who do not want to look for a token."""

    def __init__(self, service: str) -> None:
        super().__init__()
        self._email = QLineEdit()
        named(self._email, tr("{name} e-mail", name=service))
        self._email.setPlaceholderText(tr("E-mail"))
        self._password = QLineEdit()
        named(self._password, tr("{name} password", name=service))
        self._password.setPlaceholderText(tr("Password"))
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self.log_in = button(tr("Log in"), tr("Log in to {name}", name=service))
        self.register = button(tr("Register"), tr("Register at {name}", name=service), "link")
        row = QHBoxLayout()
        row.addWidget(self._email, 2)
        row.addWidget(self._password, 2)
        row.addWidget(self.log_in)
        row.addWidget(self.register)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(
            label(tr("Or log in, and the token is fetched for you. The password is never stored."), "muted")
        )
        column.addLayout(row)

    def take_words(self) -> tuple[str, str]:
        """What was typed; the password is not left standing there."""
        words = self._email.text().strip(), self._password.text()
        self._password.clear()
        return words


class _AboutAccount(QWidget):
    """Name, credits, switches, running jobs. `switched` carries a switch's key and what it is to be."""

    switched = Signal(str, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("transparent")
        self._words = label("", "label", wrap=True)
        self._running = label("", "muted", wrap=True)
        self._switches: dict[str, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self._words)
        self._column.addWidget(self._running)
        self.hide()

    def show_state(self, state: AccountState | None) -> None:
        self.setVisible(state is not None)
        if state is None:
            return
        credits_ = "" if state.credits is None else tr_n("%n credit(s)", int(state.credits))
        pieces = [state.name, state.email, credits_, tr("{n} parallel jobs", n=QLocale().toString(state.at_once))]
        self._words.setText(" · ".join(piece for piece in pieces if piece))
        self._running.setText("\n".join(tr("running: {job}", job=job.words) for job in state.running))
        self._running.setVisible(bool(state.running))
        for switch in state.switches:
            box = self._switches.get(switch.key)
            if box is None:
                box = self._switches[switch.key] = QCheckBox(show(switch.label))
                named(box, show(switch.label))
                box.clicked.connect(lambda on, key=switch.key: self.switched.emit(key, on))
                self._column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
            box.setChecked(switch.on)


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
