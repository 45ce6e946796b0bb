"""The list of providers. Adding a service is its lines here; third parties use the entry point `stemdesk.providers`."""

from __future__ import annotations

import logging
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from stemdesk.core.app_paths import app_paths
from stemdesk.core.errors import UsageError
from stemdesk.core.later import later
from stemdesk.providers.contract import HasConnections
from stemdesk.providers.dango.description import DESCRIPTION as DANGO
from stemdesk.providers.local.description import DESCRIPTION as LOCAL
from stemdesk.providers.mvsep.description import DESCRIPTION as MVSEP
from stemdesk.providers.sami.description import DESCRIPTION as SAMI
from stemdesk.providers.tencent.description import DESCRIPTION as TENCENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from importlib import metadata

    from stemdesk.core.descriptions import ProviderDescription
    from stemdesk.providers.contract import Provider
    from stemdesk.providers.dango import provider as dango
    from stemdesk.providers.local import provider as local
    from stemdesk.providers.mvsep import provider as mvsep
    from stemdesk.providers.sami import provider as sami
    from stemdesk.providers.tencent import provider as tencent
else:
    metadata = later("importlib.metadata")
    dango = later("stemdesk.providers.dango.provider")
    local = later("stemdesk.providers.local.provider")
    mvsep = later("stemdesk.providers.mvsep.provider")
    sami = later("stemdesk.providers.sami.provider")
    tencent = later("stemdesk.providers.tencent.provider")

_log = logging.getLogger(__name__)
_GROUP: Final = "stemdesk.providers"


@dataclass(frozen=True, slots=True)
class Introduced:
    """A provider that is made when somebody turns to it; until then its description is all that is needed of it."""

    description: ProviderDescription
    make: Callable[[ProviderDescription], Provider]


class Registry:
    """Every provider by its id, in the order of the window's cards."""

    def __init__(self, providers: Sequence[Provider | Introduced]) -> None:
        self._all = {provider.description.id: provider for provider in providers}
        self._making = threading.Lock()

    def __iter__(self) -> Iterator[Provider]:
        """Makes those that were not made yet; `descriptions` does not."""
        return (self.get(provider_id) for provider_id in self._all)

    def descriptions(self) -> list[ProviderDescription]:
        return [provider.description for provider in self._all.values()]

    def description(self, provider_id: str) -> ProviderDescription:
        """Raises UsageError as `get` does."""
        return self._known(provider_id).description

    def get(self, provider_id: str) -> Provider:
        """On any thread. Raises UsageError, with the known ids."""
        provider = self._known(provider_id)
        if not isinstance(provider, Introduced):
            return provider
        with self._making:
            provider = self._known(provider_id)
            if isinstance(provider, Introduced):
                provider = self._all[provider_id] = provider.make(provider.description)
            return provider

    def _known(self, provider_id: str) -> Provider | Introduced:
        if provider_id not in self._all:
            raise UsageError(f"provider {provider_id!r} is not one of {', '.join(self._all)}")
        return self._all[provider_id]

    async def close(self) -> None:
        """Closes what providers hold open; on the engine's loop."""
        for provider in tuple(self._all.values()):
            if not isinstance(provider, Introduced) and isinstance(provider, HasConnections):
                await provider.close()


def default_registry() -> Registry:
    """Our own providers and those that other packages bring."""
    providers: list[Provider | Introduced] = [
        Introduced(description, _make) for description in (LOCAL, MVSEP, DANGO, TENCENT, SAMI)
    ]
    for entry in metadata.entry_points(group=_GROUP) if _others_bring_some() else ():
        try:
            made: Provider = entry.load()()
            made.description.id.isascii()  # what does not even introduce itself would stop all the others
            providers.append(made)
        except (Exception, SystemExit):
            _log.exception("the provider %r of another package does not load; going on without it", entry.name)
    return Registry(providers)


def _others_bring_some() -> bool:
    """Whether an installed package names our group. Python's own answer takes longer than loading all our descriptions."""
    wanted = f"[{_GROUP}]".encode()
    for folder in sys.path:
        with suppress(OSError):  # an archive, or nothing at all
            if any(wanted in file.read_bytes() for file in Path(folder).glob("*-info/entry_points.txt")):
                return True
    return False


def _make(description: ProviderDescription) -> Provider:
    """One of our own."""
    if description is LOCAL:
        return local.LocalProvider()
    if description is MVSEP:
        return mvsep.MvsepProvider(app_paths().cache)
    if description is DANGO:
        return dango.DangoProvider()
    return tencent.TencentProvider() if description is TENCENT else sami.SamiProvider()
