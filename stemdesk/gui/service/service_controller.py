"""From the window to what a service tells about itself, and back: old results as jobs, examples as something to hear."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.later import later
from stemdesk.core.private import private_folder
from stemdesk.core.services import refetch_spec
from stemdesk.core.text import text, verbatim
from stemdesk.gui.base.engine_bridge import in_thread
from stemdesk.gui.session.loaded_stems import LoadedStems
from stemdesk.providers.contract import HasExamples

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from stemdesk.context import AppContext
    from stemdesk.core.services import Example, PastJob
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.service import service_dialog, service_pages
else:
    service_dialog = later("stemdesk.gui.service.service_dialog")
    service_pages = later("stemdesk.gui.service.service_pages")


class ServiceController(QObject):
    """`brought` carries the specs and the tickets of jobs of another day, `heard` loaded stems to be played."""

    brought = Signal(list, list)
    heard = Signal(object)

    def __init__(
        self, parent: QWidget, context: AppContext, theme: Theme, bridge: EngineBridge, settings: Settings
    ) -> None:
        super().__init__(parent)
        self._parent = parent
        self._context = context
        self._theme = theme
        self._bridge = bridge
        self._settings = settings

    def open(self, provider_id: str, page: str) -> None:
        provider = self._context.registry.get(provider_id)
        listener = service_pages.Listener(
            lambda past: self._bridge.spawn(self._bring(provider_id, past)),
            lambda example: self._bridge.spawn(self._listen(provider_id, example)),
        )
        dialog = service_dialog.ServiceDialog(self._parent, self._theme, self._bridge, provider, listener)
        dialog.show()
        dialog.turn_to(page)

    async def _bring(self, provider_id: str, past: list[PastJob]) -> None:
        models = await self._bridge.ask(self._context.registry.get(provider_id).models())
        specs = [refetch_spec(job, provider_id, models, self._settings.output) for job in past]
        self.brought.emit(specs, [job.ticket for job in past])

    async def _listen(self, provider_id: str, example: Example) -> None:
        provider = self._context.registry.get(provider_id)
        assert isinstance(provider, HasExamples)
        folder = self._context.app_paths.cache / "examples" / hashlib.sha256(example.hash.encode()).hexdigest()[:16]
        await in_thread(private_folder, folder)
        fetched = await self._bridge.ask(provider.bring_example(example, folder))
        stems = tuple(fetched.stems)
        if not stems:
            raise StemDeskError(ErrorKind.UNSUPPORTED, text("This example has no sound to listen to."))
        documents = tuple(fetched.documents)
        self.heard.emit(LoadedStems(example.title, verbatim(example.model), stems, None, None, documents))
