"""What is known about the user's accounts, for every view that shows it: looked up in the background, told by a signal.

At the start nobody's keyring is asked but for the account of the chosen service, and only if one was saved.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from stemdesk.accounts.credentials import Origin
from stemdesk.accounts.keyring_entries import KeyringUnavailable
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.models import Audience
from stemdesk.gui.base.engine_bridge import at_keyring
from stemdesk.providers.contract import HasAccount

if TYPE_CHECKING:
    from stemdesk.context import AppContext
    from stemdesk.core.descriptions import ProviderDescription
    from stemdesk.core.services import AccountState
    from stemdesk.gui.base.engine_bridge import EngineBridge

#: Milliseconds after which a keyring has probably put up a dialog of its own.
_PATIENCE: Final = 300


@dataclass(frozen=True, slots=True)
class Account:
    """`has_credentials`: something is given or saved. `is_looked_up`: that was looked at, not only remembered. `origin` is
    where it comes from. `state` is the service's answer, None while or where there is none; `error` is why."""

    has_credentials: bool
    state: AccountState | None = None
    error: StemDeskError | None = None
    is_looked_up: bool = True
    origin: Origin = Origin.NOWHERE

    @property
    def is_locked(self) -> bool:
        """The keyring does not give it."""
        return isinstance(self.error, KeyringUnavailable)

    @property
    def is_refused(self) -> bool:
        return self.error is not None and self.error.kind is ErrorKind.AUTH and not self.is_locked

    @property
    def is_missing(self) -> bool:
        """Nobody has given one, as far as can be seen."""
        return self.is_looked_up and not self.has_credentials

    @property
    def is_premium(self) -> bool:
        return self.state is not None and self.state.plan is Audience.PREMIUM


class AccountMonitor(QObject):
    """`changed` carries the id of a provider whose account is known better now. `waiting` carries one whose account the
    keyring is being asked for since a moment, "" when it has answered."""

    changed = Signal(str)
    waiting = Signal(str)
    _told = Signal(str, bool)

    def __init__(self, context: AppContext, bridge: EngineBridge) -> None:
        super().__init__()
        self._context = context
        self._bridge = bridge
        self._known: dict[str, Account] = {}
        self._asked: Counter[str] = Counter()
        self._asks: Counter[str] = Counter()
        self._looks: dict[str, asyncio.Future[Account]] = {}
        self._waits_for = ""
        self._told.connect(self._keyring_asked)
        context.credentials.listen(self._keyring_tells)

    def of(self, provider_id: str) -> Account | None:
        """None as long as nobody has looked."""
        return self._known.get(provider_id)

    def waits_for(self, provider_id: str) -> bool:
        """Whether the keyring is being asked for this account, for longer than a moment."""
        return self._waits_for == provider_id

    def look_at_start(self, chosen: str) -> None:
        """At what can be looked at without the keyring, and at the chosen provider's account if it was saved."""
        for description in self._context.registry.descriptions():
            if description.credentials:
                self._bridge.spawn(self._look_at_start(description, is_chosen=description.id == chosen))

    async def _look_at_start(self, description: ProviderDescription, *, is_chosen: bool) -> None:
        credentials = self._context.credentials
        needs_keyring = await at_keyring(credentials.needs_keyring, description)
        is_saved = await at_keyring(credentials.is_saved, description)
        if self._asked[description.id]:  # somebody was quicker
            return
        if not needs_keyring or (is_chosen and is_saved):
            await self.refresh(description.id)
        else:
            is_given = await at_keyring(credentials.has_any, description)
            self._known[description.id] = Account(is_given, is_looked_up=False)
            self.changed.emit(description.id)

    def look_if_it_counts(self, provider_id: str) -> None:
        """After a job: what the account has may have changed. Providers without accounts, or that are gone, are left."""
        if provider_id in self._known:
            self.look(provider_id)

    def look(self, provider_id: str) -> None:
        """Asks again; the answer comes by `changed`."""
        self._bridge.spawn(self.refresh(provider_id))

    async def look_once(self, provider_id: str) -> Account:
        """Looks, unless that was done or is being done."""
        known = self._known.get(provider_id)
        if known is not None and known.is_looked_up:
            return known
        if provider_id in self._looks:
            return await self._looks[provider_id]
        answer = self._looks[provider_id] = asyncio.get_event_loop().create_future()
        try:
            account = await self.refresh(provider_id)
            if not answer.done():
                answer.set_result(account)
        finally:
            answer.cancel()  # unless there is one
            del self._looks[provider_id]
        return account

    async def refresh(self, provider_id: str) -> Account:
        """The same for who waits for it. Of two questions under way, the later one counts, whichever is answered first;
        each of those who ask gets the answer to their own."""
        self._asked[provider_id] += 1
        number = self._asked[provider_id]
        account = await self._ask(self._context.registry.description(provider_id))
        if number == self._asked[provider_id]:
            self._known[provider_id] = account
            self.changed.emit(provider_id)
        return account

    async def _ask(self, description: ProviderDescription) -> Account:
        provider = self._context.registry.get(description.id)
        if not description.credentials:
            return Account(False)
        state, trouble = None, None
        try:
            credentials = await at_keyring(self._context.credentials.checked, description)
            if not credentials:
                return Account(False)
            if isinstance(provider, HasAccount):
                state = await self._bridge.ask(provider.account(credentials))
        except KeyringUnavailable as error:
            return Account(False, None, error)
        except StemDeskError as error:
            trouble = error
        origin = await at_keyring(self._context.credentials.origin, description)
        return Account(True, state, trouble, origin=origin)

    # --- while the keyring is asked -----------------------------------------------------------------------------------

    def _keyring_tells(self, provider_id: str, is_asked: bool) -> None:
        """On any thread."""
        with suppress(RuntimeError):  # the window is gone, and with it whoever would want to know
            self._told.emit(provider_id, is_asked)

    def _keyring_asked(self, provider_id: str, is_asked: bool) -> None:
        self._asks[provider_id] += 1 if is_asked else -1
        if is_asked:
            QTimer.singleShot(_PATIENCE, self, lambda: self._wait_for(provider_id))
        elif not self._asks[provider_id] and self._waits_for == provider_id:
            self._waits_for = ""
            self.waiting.emit("")
            self.changed.emit(provider_id)

    def _wait_for(self, provider_id: str) -> None:
        if self._asks[provider_id] > 0 and self._waits_for != provider_id:
            self._waits_for = provider_id
            self.waiting.emit(provider_id)
            self.changed.emit(provider_id)
