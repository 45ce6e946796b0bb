"""Which service? All of them in one table, for the songs that are selected; a row that is chosen chooses its provider."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QTableWidgetItem, QVBoxLayout

from stemdesk.core.errors import StemDeskError
from stemdesk.gui.base.formatting import long_duration
from stemdesk.gui.base.i18n import show, tr, tr_n
from stemdesk.gui.base.plain_text import named, tip
from stemdesk.gui.service.service_pages import Table
from stemdesk.gui.split.comparison import Offer, cells, headings
from stemdesk.gui.widgets.basic import button, label
from stemdesk.gui.widgets.wrapped_text import wrapped
from stemdesk.providers.contract import HasCatalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from stemdesk.core.models import Model
    from stemdesk.gui.accounts.account_monitor import AccountMonitor
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.split.batch_bar import Batch
    from stemdesk.providers.contract import Provider
    from stemdesk.providers.registry import Registry

    #: The model of a provider that would split, among those it has, and what is set for it.
    Choice = Callable[[str, Sequence[Model]], tuple[Model, Mapping[str, str]]]

_PAST_JOBS: Final = 500
#: How wide the columns are beside each other.
_SHARES: Final = (18, 15, 19, 12, 15, 11, 12)
_PADDING: Final = 26


class ComparisonDialog(QDialog):
    """`chosen` carries a provider's id."""

    chosen = Signal(str)

    def __init__(
        self, parent: QWidget, registry: Registry, bridge: EngineBridge, accounts: AccountMonitor,
        *, batch: Batch, choice: Choice, current: str,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._bridge = bridge
        self._accounts = accounts
        self._batch = batch
        self._choice = choice
        self._offers = {d.id: Offer(d, trouble=tr("asking the service …")) for d in registry.descriptions()}
        self.setWindowTitle(tr("Compare services"))
        named(self, tr("Compare services"))
        self._table = Table(tr("Services"), headings())
        self._table.setWordWrap(True)
        self._table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self._table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._take = button("", tr("Choose service"), "accent")
        self._build()
        self._table.setRowCount(len(self._offers))
        for offer in list(self._offers.values()):
            self._show(offer)
        self._table.itemSelectionChanged.connect(self._selected)
        self._table.activated.connect(lambda _: self._choose())
        self._table.selectRow(list(self._offers).index(current))
        accounts.changed.connect(self._account_changed)
        self.resize(min(1100, parent.width() - 40), min(560, parent.height() - 60))
        for provider in registry:
            bridge.spawn(self._look(provider))

    def _build(self) -> None:
        close = button(tr("Close"), tr("Close"))
        close.clicked.connect(self.reject)
        self._take.clicked.connect(self._choose)
        for each in (close, self._take):
            each.setAutoDefault(False)  # Return is the table's
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(close)
        below.addWidget(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(self._songs(), "subheading", wrap=True))
        column.addWidget(self._table, 1)
        column.addWidget(
            label(tr("Each with the model chosen there. Nothing is sent or charged before you split."),
                  "muted", wrap=True)
        )  # fmt: skip
        column.addLayout(below)

    def _songs(self) -> str:
        if self._batch.links:
            return tr_n("For %n link(s)", len(self._batch.links))
        if not self._batch.songs:
            return tr("No song is selected: prices are by the minute.")
        length = long_duration(self._batch.seconds)
        return tr_n("For %n selected song(s), {length}", len(self._batch.songs), length=length)

    async def _look(self, provider: Provider) -> None:
        """Models as far as they are known; a list that was never fetched is asked for, which needs no account."""
        description = provider.description
        past = await self._bridge.ask(self._bridge.engine.jobs(_PAST_JOBS))
        try:
            kept = await self._bridge.ask(provider.catalogue()) if isinstance(provider, HasCatalogue) else None
            models = kept.models if kept is not None else await self._bridge.ask(provider.models())
        except StemDeskError as error:
            self._show(Offer(description, trouble=show(error.message)))
            return
        if not models:
            self._show(Offer(description, trouble=tr("not known")))
            return
        model, options = self._choice(description.id, models)
        self._show(Offer(description, model, options, past=past))

    def _account_changed(self, provider_id: str) -> None:
        self._show(self._offers[provider_id])

    def _show(self, offer: Offer) -> None:
        offer = replace(offer, account=self._accounts.of(offer.description.id))
        self._offers[offer.description.id] = offer
        row = list(self._offers).index(offer.description.id)
        for place, words in enumerate(cells(offer, self._batch)):
            item = QTableWidgetItem(words)
            item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            item.setData(Qt.ItemDataRole.UserRole, offer.description.id)
            tip(item, words)
            self._table.setItem(row, place, item)
        self._fit()

    def _fit(self) -> None:
        """The columns fill the table by their shares; the rows have as many lines as their words need."""
        table, font = self._table, self._table.font()
        for place, share in enumerate(_SHARES):
            table.setColumnWidth(place, table.viewport().width() * share // sum(_SHARES))
        for row, offer in enumerate(self._offers.values()):
            lines = max(
                sum(len(wrapped(line, font, table.columnWidth(place) - _PADDING, 99)) for line in words.split("\n"))
                for place, words in enumerate(cells(offer, self._batch))
            )
            table.setRowHeight(row, lines * table.fontMetrics().height() + _PADDING // 2)

    def _selected(self) -> None:
        for provider_id in self._table.chosen():
            self._take.setText(tr("Choose “{provider}”", provider=show(self._offers[provider_id].description.name)))

    def _choose(self) -> None:
        for provider_id in self._table.chosen():
            self.chosen.emit(provider_id)
            self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        self._table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
