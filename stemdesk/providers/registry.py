"""The list of providers. Adding a service is one line here; third parties use the entry point `stemdesk.providers`."""

from __future__ import annotations

import logging
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from stemdesk.core.app_paths import app_paths
from stemdesk.core.errors import UsageError
from stemdesk.providers.contract import HasConnections
from stemdesk.providers.dango.provider import DangoProvider
from stemdesk.providers.local.provider import LocalProvider
from stemdesk.providers.mvsep.provider import MvsepProvider
from stemdesk.providers.sami.provider import SamiProvider
from stemdesk.providers.tencent.provider import TencentProvider

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stemdesk.core.descriptions import ProviderDescription
    from stemdesk.providers.contract import Provider

_log = logging.getLogger(__name__)


class Registry:
    """Every provider by its id, in the order of the window's cards."""

    def __init__(self, providers: list[Provider]) -> None:
        self._providers = {provider.description.id: provider for provider in providers}

    def __iter__(self) -> Iterator[Provider]:
        return iter(self._providers.values())

    def descriptions(self) -> list[ProviderDescription]:
        return [provider.description for provider in self]

    def description(self, provider_id: str) -> ProviderDescription:
        """Raises UsageError as `get` does."""
        return self.get(provider_id).description

    def get(self, provider_id: str) -> Provider:
        """Raises UsageError, with the known ids."""
        if provider_id not in self._providers:
            raise UsageError(f"provider {provider_id!r} is not one of {', '.join(self._providers)}")
        return self._providers[provider_id]

    async def close(self) -> None:
        """Closes what providers hold open; on the engine's loop."""
        for provider in self:
            if isinstance(provider, HasConnections):
                await provider.close()


def default_registry() -> Registry:
    """Our own providers and those that other packages bring."""
    providers: list[Provider] = [
        LocalProvider(), MvsepProvider(app_paths().cache), DangoProvider(), TencentProvider(), SamiProvider(),
    ]  # fmt: skip
    for entry in entry_points(group="stemdesk.providers"):
        try:
            made: Provider = entry.load()()
            made.description.id.isascii()  # what does not even introduce itself would stop all the others
            providers.append(made)
        except (Exception, SystemExit):
            _log.exception("the provider %r of another package does not load; going on without it", entry.name)
    return Registry(providers)
