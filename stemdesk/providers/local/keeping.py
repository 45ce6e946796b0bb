"""What the models of this computer need to have downloaded: whether it is there, getting it, and removing it again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from stemdesk.core.errors import UsageError
from stemdesk.core.models import Download, KeptModel
from stemdesk.core.text import NOTHING, text, verbatim
from stemdesk.core.threads import in_thread, in_thread_until
from stemdesk.inference import fetch, published, shelf
from stemdesk.inference.known import KnownModel, known_models
from stemdesk.inference.published import PublishedModel, published_models
from stemdesk.providers.local.protocol import DEMUCS, NETWORKS
from stemdesk.providers.local.publisher import Publisher

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stemdesk.core.text import Text

    Network = KnownModel | PublishedModel

#: What networks are for that do not separate.
_PURPOSES: Final = {"beats and downbeats": text("Beats"), "chords": text("Chords"), "notes": text("Notes")}


class Keeping:
    """Lives on one event loop; `downloads`, `kept` and `is_whole` block for as long as the disk takes."""

    def __init__(self) -> None:
        self._publisher = Publisher()

    async def close(self) -> None:
        await self._publisher.close()

    async def get(self, name: str, report: Callable[[float], None]) -> None:
        """By the model that needs it, or by the network's own name. `report` is told 0…1 on this loop."""
        network = _network(name)
        if isinstance(network, PublishedModel):
            await self._publisher.bring(network, report)
            return
        loop = asyncio.get_running_loop()

        def tell(fraction: float) -> None:
            loop.call_soon_threadsafe(report, fraction)

        await in_thread_until(fetch.get, network, tell)

    async def remove(self, name: str) -> None:
        network = _network(name)
        if isinstance(network, PublishedModel):
            await self._publisher.remove(network)
        else:
            await in_thread(shelf.remove, network)


def needs_something(model_id: str) -> bool:
    return model_id in DEMUCS or model_id in NETWORKS


def is_whole(model_id: str) -> bool:
    """Whether what it needs is there with the right bytes in it."""
    network = _network(model_id)
    if isinstance(network, PublishedModel):
        return all(published.is_whole(file) for file in network.files)
    return shelf.is_whole(network)


def downloads() -> Mapping[str, Download]:
    """By the models' ids."""
    return {model_id: _download(_network(model_id)) for model_id in (*DEMUCS, *NETWORKS)}


def _download(network: Network) -> Download:
    if isinstance(network, PublishedModel):
        return Download(network.bytes, published.is_ready(network), network.words)
    ready = shelf.is_ready(network)
    return Download(network.package.bytes, ready, network.words, NOTHING if ready else fetch.why_not(network))


def kept(names: Mapping[str, Text]) -> list[KeptModel]:
    """Every network once, in the order of the models that need it; `names` are those models'. Those with which a song is
    listened to come last: no model needs them."""
    found: dict[str, KeptModel] = {}
    for model_id in names:
        if not needs_something(model_id):
            continue
        network = _network(model_id)
        download = _download(network)
        models = (*(found[network.id].models if network.id in found else ()), model_id)
        found[network.id] = KeptModel(
            network.id, network.words, models, tuple(names[each] for each in models), download.bytes, _on_disk(network),
            download.ready, isinstance(network, KnownModel) and shelf.came_along(network), download.why_not,
        )  # fmt: skip
    for network in known_models().values():
        if network.id not in found and network.id not in NETWORKS.values():
            download = _download(network)
            purpose = _PURPOSES.get(network.purpose, verbatim(network.name))
            found[network.id] = KeptModel(
                network.id, network.words, (), (purpose,), download.bytes, _on_disk(network), download.ready,
                shelf.came_along(network), download.why_not,
            )  # fmt: skip
    return list(found.values())


def _on_disk(network: Network) -> int:
    return published.on_disk(network) if isinstance(network, PublishedModel) else shelf.on_disk(network)


def _network(name: str) -> Network:
    """By the model that needs it, or by its own name. Raises UsageError."""
    if name in DEMUCS:
        return published_models()[name]
    found = known_models().get(NETWORKS.get(name, name))
    if found is None:
        raise UsageError(f"model {name!r} needs nothing to be downloaded; {', '.join((*DEMUCS, *NETWORKS))} do")
    return found
