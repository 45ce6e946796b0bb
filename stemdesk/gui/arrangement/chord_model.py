"""The trained file that chords need: whether it is here, and getting it, as the settings do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stemdesk.core.errors import StemDeskError
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.session.arrangement import Listening
from stemdesk.providers.contract import KeepsModels

if TYPE_CHECKING:
    from collections.abc import Callable

    from stemdesk.core.models import KeptModel
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.session.arrangement import Arrangement
    from stemdesk.providers.registry import Registry

#: What the file of the chords' network is called among the kept models.
CHORDS: Final = "chords"


class ChordModel:
    """`got` is called when it has come."""

    def __init__(
        self, registry: Registry, bridge: EngineBridge, arrangement: Arrangement, got: Callable[[], object]
    ) -> None:
        self._registry = registry
        self._bridge = bridge
        self._arrangement = arrangement
        self._got = got

    def look(self) -> None:
        """No chords were found: perhaps because the file is missing."""
        self._bridge.spawn(self._look())

    def get(self) -> None:
        self._bridge.spawn(self._get())

    async def _missing(self) -> tuple[KeepsModels, KeptModel] | None:
        for keeper in self._registry:
            if not isinstance(keeper, KeepsModels):
                continue
            for model in await self._bridge.ask(keeper.kept_models()):
                if model.id == CHORDS and not model.ready:
                    return keeper, model
        return None

    async def _look(self) -> None:
        found = await self._missing()
        is_over = self._arrangement.listening in (Listening.DONE, Listening.FAILED)
        if found is None or not is_over or self._arrangement.has_chords:
            return
        _, model = found
        words = show(model.why_not) if str(model.why_not) else tr(
            "Chords need a trained file of {size} MB, which stays on this computer.", size=round(model.to_get / 1e6) or 1
        )  # fmt: skip
        self._arrangement.show_listening(Listening.NEEDS_FILE, trouble=words)

    async def _get(self) -> None:
        found = await self._missing()
        if found is None:
            self._got()
            return
        keeper, model = found
        tell = self._arrangement.file_told.emit  # on the engine's thread; it arrives on the window's
        self._arrangement.show_listening(Listening.GETS_FILE, 0.0)
        try:
            await self._bridge.ask(keeper.get_model(model.id, tell))
        except StemDeskError as error:
            self._arrangement.show_listening(Listening.NEEDS_FILE, trouble=show(error.message))
        else:
            self._got()
