"""One provider's account: what the service is, how to get an account, its fields, and what the service says about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stemdesk.accounts.keyring_entries import KeyringUnavailable
from stemdesk.core.errors import StemDeskError
from stemdesk.gui.accounts.account_about import AboutAccount, Steps
from stemdesk.gui.accounts.account_fields import AccountFields
from stemdesk.gui.accounts.account_line import kept_words, state_words
from stemdesk.gui.accounts.log_in_form import LogInForm
from stemdesk.gui.base.engine_bridge import at_keyring
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.widgets.basic import button, label, scrolled
from stemdesk.providers.contract import CanLogIn, ChecksAccount, HasAccount

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stemdesk.accounts.credentials import Known
    from stemdesk.core.descriptions import ProviderDescription
    from stemdesk.gui.accounts.account_monitor import Account, AccountMonitor
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.providers.registry import Registry


class AccountPage(QWidget):
    """`ready`: an account was saved, and nothing speaks against it."""

    ready = Signal()

    def __init__(
        self, registry: Registry, description: ProviderDescription, bridge: EngineBridge, watch: AccountMonitor
    ) -> None:
        super().__init__()
        self.description = description
        self._provider = registry.get(description.id)
        self._bridge = bridge
        self._watch = watch
        self._credentials = bridge.credentials
        self._name = show(description.name)
        self._was_opened = False
        self._about = AboutAccount()
        self._about.switched.connect(lambda key, on: bridge.spawn(self._switch(key, on)))
        self._fields = AccountFields(description)
        self._state = label("", "account-state", wrap=True)
        self._state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._state.hide()
        self._again = button(tr("Try again"), tr("Try again to open the password store for {name}", name=self._name))
        self._again.clicked.connect(bridge.slot(self._look_again))
        self._again.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled(self._inside()), 1)
        column.addWidget(self._foot())
        watch.changed.connect(self._account_changed)

    # --- building -----------------------------------------------------------------------------------------------------

    def _inside(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("centre")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 18, 20, 12)
        column.setSpacing(8)
        guide = self.description.guide
        column.addWidget(label(self._name, "heading"))
        column.addWidget(label(show(guide.about if guide else self.description.tagline), wrap=True))
        if guide is not None and str(guide.cost):
            column.addWidget(label(show(guide.cost), "muted", wrap=True))
        column.addWidget(self._about)
        self._steps = Steps(guide) if guide is not None and guide.steps else None
        if self._steps is not None:
            column.addWidget(self._steps)
        column.addSpacing(4)
        column.addWidget(label(tr("Your account"), "section"))
        column.addWidget(self._fields)
        self._log_in = LogInForm(self._name)
        if isinstance(self._provider, CanLogIn):
            self._log_in.log_in.clicked.connect(self._bridge.slot(self._do_log_in))
            self._log_in.register.clicked.connect(self._bridge.slot(self._do_register))
            column.addWidget(self._log_in)
        if guide is not None and str(guide.song):
            column.addSpacing(4)
            column.addWidget(label(tr("What happens with the song there"), "section"))
            column.addWidget(label(show(guide.song), "muted", wrap=True))
        column.addStretch(1)
        return inside

    def _foot(self) -> QFrame:
        self._session = QCheckBox(tr("For this session only"))
        named(self._session, tr("{name} for this session only", name=self._name))
        save = button(tr("Save"), tr("Save {name}", name=self._name), "accent")
        save.clicked.connect(self._bridge.slot(self._save))
        self._fields.entered.connect(save.click)
        check = button(tr("Check"), tr("Check {name}", name=self._name))
        check.clicked.connect(self._bridge.slot(self._check))
        check.setVisible(isinstance(self._provider, (ChecksAccount, HasAccount)))
        remove = button(tr("Remove"), tr("Remove {name} account", name=self._name))
        remove.clicked.connect(self._bridge.slot(self._forget))
        told = QHBoxLayout()
        told.addWidget(self._state, 1)
        told.addWidget(self._again, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._session)
        row.addStretch(1)
        for made in (remove, check, save):
            row.addWidget(made)
        foot = QFrame()
        foot.setObjectName("account-foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(20, 10, 20, 12)
        column.setSpacing(8)
        column.addLayout(told)
        column.addLayout(row)
        return foot

    # --- being opened -------------------------------------------------------------------------------------------------

    def open(self, words: str = "") -> None:
        """It is being looked at: the keyring is asked for this account, once. `words`: why somebody is needed here."""
        if words:
            self._fields.take_focus()
            self._say(words, "bad")
        if not self._was_opened:
            self._was_opened = True
            self._bridge.spawn(self._load())

    def cannot_store(self) -> None:
        """There is no keyring."""
        self._session.setChecked(True)
        self._session.setEnabled(False)

    def take_focus(self) -> None:
        self._fields.take_focus()

    async def _load(self) -> None:
        account = await self._watch.look_once(self.description.id)
        kept = await self._show_known()
        if not self._state.text():  # else somebody was quicker than the keyring, and that is newer
            self._say(kept)
        self._show_account(account)

    async def _look_again(self) -> None:
        self._say("")
        await at_keyring(self._credentials.look_again, self.description)
        account = await self._watch.refresh(self.description.id)
        kept = await self._show_known()
        if not account.is_locked:
            self._again.hide()
            self._session.setChecked(not self._session.isEnabled())
            self._say(kept or tr("Nothing is stored for this service."))
        self._show_account(account)

    async def _show_known(self) -> str:
        """Shows of each field what may be shown; returns where they are kept, in words."""
        known = await at_keyring(self._known)
        self._fields.show_known(known)
        return "\n".join(filter(None, (kept_words(self.description, item) for item in known)))

    def _known(self) -> list[Known]:
        return self._credentials.known(self.description, ask=False)

    # --- storing ------------------------------------------------------------------------------------------------------

    async def _save(self) -> None:
        given = self._fields.given()
        if not given:
            self._say(tr("Type or paste something first."), "bad")
        elif await self._store(given):
            self._fields.clear()
            self._say(await self._show_known())
            await self._prove()

    async def _store(self, given: Mapping[str, str]) -> bool:
        keep = self._credentials.hold if self._session.isChecked() else self._credentials.store
        try:
            await at_keyring(keep, self.description, given)
        except StemDeskError as error:
            if isinstance(error, KeyringUnavailable):
                if error.is_missing and self._session.isEnabled():  # typed sooner than that was found out
                    self.cannot_store()
                    return await self._store(given)
                if not error.is_missing:
                    self._offer_again()
            self._say(show(error.message), "bad")
            return False
        self._again.hide()
        return True

    def _offer_again(self) -> None:
        """The keyring refuses: it can be tried again, and what is typed can be used for this session."""
        self._again.show()
        self._session.setChecked(True)

    async def _forget(self) -> None:
        try:
            removed = await at_keyring(self._credentials.forget, self.description)
        except StemDeskError as error:
            self._say(show(error.message), "bad")
            if isinstance(error, KeyringUnavailable) and not error.is_missing:
                self._offer_again()
            await self._show_known()  # what was held for this session is gone
            return
        await self._show_known()
        self._say(tr("Account removed.") if removed else tr("Nothing was stored."))
        await self._watch.refresh(self.description.id)

    # --- the service's side -------------------------------------------------------------------------------------------

    async def _prove(self) -> None:
        """Asks the service at once whether it accepts what was stored, and says so."""
        account = await self._watch.refresh(self.description.id)
        if account.error is not None:
            self._say(show(account.error.message), "bad")
            return
        kept = self._state.text()
        if isinstance(self._provider, ChecksAccount) and not await self._try_out({}):
            return
        if self._state.text() != kept:
            self._say(f"{kept}\n{self._state.text()}", "ok")
        self.ready.emit()

    async def _check(self) -> None:
        """What was typed, else what is stored; nothing is stored by it."""
        self._say(tr("asking the service …"))
        if await self._try_out(self._fields.given()) and not self._fields.given():
            await self._show_known()
            await self._watch.refresh(self.description.id)

    async def _try_out(self, given: Mapping[str, str]) -> bool:
        """Says what the service says of an account; `given` goes before what is stored."""
        provider = self._provider
        try:
            values = {**await at_keyring(self._credentials.checked, self.description), **given}
            if isinstance(provider, ChecksAccount):
                found = await self._bridge.ask(provider.check_account(values))
                self._say("\n".join(show(sentence) for sentence in found), "ok")
            elif isinstance(provider, HasAccount):
                state = await self._bridge.ask(provider.account(values))
                self._say(
                    tr("{name} accepts the account: {account}", name=self._name, account=state_words(state)), "ok"
                )
        except StemDeskError as error:
            self._say(show(error.message), "bad")
            return False
        return True

    def _account_changed(self, provider_id: str) -> None:
        if provider_id == self.description.id and self._was_opened:
            self._show_account(self._watch.of(provider_id))

    def _show_account(self, account: Account | None) -> None:
        self._about.show_state(account.state if account else None)
        if self._steps is not None:  # whoever has an account wants to see that
            self._steps.setVisible(account is None or not account.has_credentials or account.is_refused)
        if self._watch.waits_for(self.description.id):
            self._say(waiting_words(self._name))
        elif self._state.text() == waiting_words(self._name):
            self._say("")
        if account is not None and account.error is not None and (account.is_refused or account.is_locked):
            self._say(show(account.error.message), "bad")
        if account is not None and account.is_locked:
            self._offer_again()

    async def _switch(self, key: str, on: bool) -> None:
        assert isinstance(self._provider, HasAccount)
        try:
            credentials = await at_keyring(self._credentials.checked, self.description)
            self._say(show(await self._bridge.ask(self._provider.switch(credentials, key, on))))
        except StemDeskError as error:
            self._say(show(error.message), "bad")
        await self._watch.refresh(self.description.id)

    async def _do_log_in(self) -> None:
        """The password goes to the service and is gone; what comes back is stored like a pasted token."""
        assert isinstance(self._provider, CanLogIn)
        email, password = self._log_in.take_words()
        if not email or not password:
            self._say(tr("Type the e-mail address and the password of your account at the service."), "bad")
            return
        self._say(tr("asking the service …"))
        try:
            found = await self._bridge.ask(self._provider.login(email, password))
        except StemDeskError as error:
            self._say(show(error.message), "bad")
            return
        if await self._store(found):
            await self._show_known()
            self._say(tr("Logged in. The password was not kept."), "ok")
            await self._prove()

    async def _do_register(self) -> None:
        assert isinstance(self._provider, CanLogIn)
        email, password = self._log_in.take_words()
        name = email.split("@")[0]
        if not email or not password:
            self._say(tr("Type an e-mail address and a new password first."), "bad")
            return
        self._say(tr("asking the service …"))
        try:
            self._say(show(await self._bridge.ask(self._provider.register(name, email, password))))
        except StemDeskError as error:
            self._say(show(error.message), "bad")

    def _say(self, words: str, tone: str = "") -> None:
        self._state.setText(words)
        self._state.setVisible(bool(words))
        self._state.setProperty("tone", tone)
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)


def waiting_words(service: str) -> str:
    """Why a dialog of the system may be there."""
    return tr(
        "StemDesk asks the system's password store (keyring) for your {name} account. It may want its own password.",
        name=service,
    )
