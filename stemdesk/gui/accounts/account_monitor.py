"""What is known about the user's accounts, for every view that shows it: looked up in the background, told by a signal."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.models import Audience
from stemdesk.gui.base.engine_bridge import in_thread
from stemdesk.providers.contract import HasAccount

if TYPE_CHECKING:
    from stemdesk.context import AppContext
    from stemdesk.core.descriptions import ProviderDescription
    from stemdesk.core.services import AccountState
    from stemdesk.gui.base.engine_bridge import EngineBridge


@dataclass(frozen=True, slots=True)
class Account:
    """`has_credentials`: something is stored. `state` is the service's answer, None while or where there is none;
    `error` is why."""

    has_credentials: bool
    state: AccountState | None = None
    error: StemDeskError | None = None

    @property
    def is_refused(self) -> bool:
        return self.error is not None and self.error.kind is ErrorKind.AUTH

    @property
    def is_premium(self) -> bool:
        return self.state is not None and self.state.plan is Audience.PREMIUM


class AccountMonitor(QObject):
    """`changed` carries the id of a provider whose account is known better now."""

    changed = Signal(str)

    def __init__(self, context: AppContext, bridge: EngineBridge) -> None:
        super().__init__()
        self._context = context
        self._bridge = bridge
        self._known: dict[str, Account] = {}
        self._asked: Counter[str] = Counter()

    def of(self, provider_id: str) -> Account | None:
        """None as long as nobody has looked."""
        return self._known.get(provider_id)

    def look_at_all(self) -> None:
        for description in self._context.registry.descriptions():
            if description.credentials:
                self.look(description.id)

    def look_if_it_counts(self, provider_id: str) -> None:
        """After a job: what the account has may have changed. Providers without accounts, or that are gone, are left."""
        if provider_id in self._known:
            self.look(provider_id)

    def look(self, provider_id: str) -> None:
        """Asks again; the answer comes by `changed`."""
        self._bridge.spawn(self.refresh(provider_id))

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
        try:
            credentials = await in_thread(self._context.credentials.checked, description)
            if not credentials or not isinstance(provider, HasAccount):
                return Account(bool(credentials))
            return Account(True, await self._bridge.ask(provider.account(credentials)))
        except StemDeskError as error:
            return Account(True, None, error)
