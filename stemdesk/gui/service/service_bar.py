"""A line under the cards: how busy the chosen service is, and doors to its history, examples, news and leaderboards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stemdesk.core.errors import StemDeskError
from stemdesk.gui.base.engine_bridge import at_keyring
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.widgets.basic import ElidedLabel, button
from stemdesk.providers.contract import HasExamples, HasHistory, HasLeaderboards, HasNews, HasQueueLoad

if TYPE_CHECKING:
    from stemdesk.core.descriptions import ProviderDescription
    from stemdesk.core.services import QueueLoad
    from stemdesk.gui.accounts.account_monitor import AccountMonitor
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.providers.contract import Provider
    from stemdesk.providers.registry import Registry

HISTORY, EXAMPLES, NEWS, BOARDS = "history", "examples", "news", "boards"
_PAGES: Final = {HISTORY: HasHistory, EXAMPLES: HasExamples, NEWS: HasNews, BOARDS: HasLeaderboards}


def pages_of(provider: Provider) -> list[str]:
    """What a provider can tell about itself."""
    return [page for page, capability in _PAGES.items() if isinstance(provider, capability)]


def page_name(page: str) -> str:
    return {
        HISTORY: tr("History"), EXAMPLES: tr("Examples"), NEWS: tr("News"), BOARDS: tr("Leaderboards"),
    }[page]  # fmt: skip


class ServiceBar(QWidget):
    """`wanted` carries a page."""

    wanted = Signal(str)

    def __init__(self, registry: Registry, bridge: EngineBridge, accounts: AccountMonitor) -> None:
        super().__init__()
        self._registry = registry
        self._bridge = bridge
        self._provider = ""
        self._load = ElidedLabel("", "muted")
        self._links = {page: button(page_name(page), page_name(page), "link") for page in _PAGES}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self._load, 1)
        for page, link in self._links.items():
            link.clicked.connect(lambda _, page=page: self.wanted.emit(page))
            row.addWidget(link)
        accounts.changed.connect(lambda provider: self.show_provider(provider) if provider == self._provider else None)

    def show_provider(self, provider_id: str) -> None:
        self._provider = provider_id
        provider = self._registry.get(provider_id)
        pages = pages_of(provider)
        self.setVisible(bool(pages) or isinstance(provider, HasQueueLoad))
        for page, link in self._links.items():
            link.setVisible(page in pages)
        if not isinstance(provider, HasQueueLoad):
            self._load.say("")
        else:
            self._bridge.spawn(self._ask(provider_id))

    async def _ask(self, provider_id: str) -> None:
        provider = self._registry.get(provider_id)
        credentials = await at_keyring(self._known, provider.description)
        assert isinstance(provider, HasQueueLoad)
        try:
            load = await self._bridge.ask(provider.queue_load(credentials))
        except StemDeskError:
            load = None  # the list of models says that the service cannot be reached
        if provider_id == self._provider:
            self._load.say(queue_words(load) if load else "")

    def _known(self, description: ProviderDescription) -> dict[str, str]:
        """For how busy a service is, nobody's keyring is asked; when it has been, this is asked again."""
        return self._bridge.credentials.all(description, ask=False)


def queue_words(load: QueueLoad) -> str:
    """The queues in one line, the own plan's first."""
    parts = [f"{number} {show(name)}" for name, number in load.queues]
    return tr("Queue: {numbers}", numbers=" · ".join(parts)) if parts else ""
