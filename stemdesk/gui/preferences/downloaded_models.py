"""The models that are downloaded to this computer: what each takes, getting it, removing it. A section of the settings."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from stemdesk.core.errors import StemDeskError
from stemdesk.gui.base.i18n import listed, show, tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.widgets.basic import ElidedLabel, button, label
from stemdesk.providers.contract import KeepsModels

if TYPE_CHECKING:
    from stemdesk.core.models import KeptModel
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.providers.registry import Registry


#: Pixels: a row is as high with a button as without one.
_LINE: Final = 26
_GAP: Final = 6


class KeptModels(QWidget):
    """Empty where no provider keeps models. `changed` carries the provider whose models came or went."""

    changed = Signal(str)

    def __init__(self, registry: Registry, bridge: EngineBridge) -> None:
        super().__init__()
        self.setObjectName("transparent")
        self._bridge = bridge
        self._keepers = {
            provider.description.id: provider for provider in registry if isinstance(provider, KeepsModels)
        }
        self._rows: dict[tuple[str, str], _Row] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(tr("Downloaded models"), "label"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        column.addLayout(self._grid)
        self._trouble = label("", "warning", wrap=True)
        self._trouble.hide()
        column.addWidget(self._trouble)
        self.setVisible(bool(self._keepers))
        bridge.spawn(self._look())

    async def _look(self) -> None:
        for id_, keeper in self._keepers.items():
            for model in await self._bridge.ask(keeper.kept_models()):
                row = self._rows.get((id_, model.id)) or self._row(id_, model)
                row.show_model(model)

    def _row(self, provider_id: str, model: KeptModel) -> _Row:
        row = self._rows[provider_id, model.id] = _Row(model)
        place = self._grid.rowCount()
        self._grid.addWidget(row.name, place, 0)
        self._grid.addWidget(row.state, place, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(row.bar, place, 1)
        self._grid.addLayout(row.buttons, place, 2, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(row.words, place + 1, 0, 1, 3)
        self._grid.setRowMinimumHeight(place, _LINE)
        self._grid.setRowMinimumHeight(place + 2, _GAP)
        row.get.clicked.connect(lambda: self._bridge.spawn(self._get(provider_id, row)))
        row.remove.clicked.connect(lambda: self._bridge.spawn(self._remove(provider_id, row)))
        return row

    async def _get(self, provider_id: str, row: _Row) -> None:
        """`told` is emitted on the engine's thread, and arrives on the window's."""
        work = asyncio.ensure_future(
            self._bridge.ask(self._keepers[provider_id].get_model(row.model.id, row.told.emit))
        )
        row.begin(work)
        await self._do(work)
        row.end()
        await self._after(provider_id)

    async def _remove(self, provider_id: str, row: _Row) -> None:
        row.remove.setEnabled(False)
        await self._do(asyncio.ensure_future(self._bridge.ask(self._keepers[provider_id].remove_model(row.model.id))))
        row.remove.setEnabled(True)
        await self._after(provider_id)

    async def _do(self, work: asyncio.Future[None]) -> None:
        """To its end, or until it is stopped."""
        self._say("")
        (outcome,) = await asyncio.gather(work, return_exceptions=True)
        if isinstance(outcome, StemDeskError):
            self._say(show(outcome.message))
        elif isinstance(outcome, Exception):
            raise outcome

    async def _after(self, provider_id: str) -> None:
        await self._look()
        self.changed.emit(provider_id)

    def _say(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))


class _Row(QObject):
    """The parts of a row of the grid. `told` carries how much is there."""

    told = Signal(float)

    def __init__(self, model: KeptModel) -> None:
        super().__init__()
        self.model = model
        name = listed(map(show, model.needed_by))
        self.name = ElidedLabel(name)
        self.words = ElidedLabel(show(model.words), "muted")
        self.state = label("", "muted")
        self.bar = QProgressBar()
        named(self.bar, tr("Getting {model}", model=name))
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.get = button(tr("Get"), tr("Get {model}", model=name), "link")
        self.stop = button(tr("Stop"), tr("Stop {model}", model=name), "link")
        self.remove = button(tr("Remove"), tr("Remove {model}", model=name), "link")
        self.stop.hide()
        self.buttons = QHBoxLayout()
        for each in (self.get, self.stop, self.remove):
            self.buttons.addWidget(each)
        self._work: asyncio.Future[None] | None = None
        self.stop.clicked.connect(self._stop)
        self.told.connect(lambda fraction: self.bar.setValue(round(1000 * fraction)))

    def show_model(self, model: KeptModel) -> None:
        self.model = model
        if not self.stop.isHidden():
            return
        self.get.setVisible(not model.ready and not str(model.why_not))
        self.remove.setVisible(not model.came_along and model.on_disk > 0)
        if model.came_along:
            self.state.setText(tr("included"))
        elif model.ready:
            self.state.setText(_megabytes(model.on_disk))
        elif str(model.why_not):
            self.state.setText(tr("missing"))
        elif model.on_disk:
            self.state.setText(
                tr("begun: {done} of {size}", done=_megabytes(model.on_disk), size=_megabytes(model.to_get))
            )
        else:
            self.state.setText(tr("not here"))

    def begin(self, work: asyncio.Future[None]) -> None:
        self.bar.setValue(0)
        self._work = work
        self._turn(is_getting=True)

    def end(self) -> None:
        self._turn(is_getting=False)

    def _stop(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _turn(self, *, is_getting: bool) -> None:
        self.bar.setVisible(is_getting)
        self.state.setVisible(not is_getting)
        self.stop.setVisible(is_getting)
        for each in (self.get, self.remove):
            each.setVisible(False)


def _megabytes(count: int) -> str:
    return tr("{size} MB", size=round(count / 1e6))
