"""The pages of the service dialog: tables that are fetched when they are first looked at, and longer on demand."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from stemdesk.core.errors import StemDeskError
from stemdesk.core.untrusted.safe_html import safe_html
from stemdesk.gui.base.engine_bridge import at_keyring, in_thread
from stemdesk.gui.base.fonts import fitting
from stemdesk.gui.base.i18n import show, tr, tr_n
from stemdesk.gui.base.plain_text import named, tip
from stemdesk.gui.widgets.basic import button, label
from stemdesk.gui.widgets.rich_text import RichText
from stemdesk.providers.contract import HasExamples, HasHistory, HasLeaderboards, HasNews

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stemdesk.core.services import BoardPage, BoardRow, Example, NewsItem, PastJob
    from stemdesk.core.untrusted.safe_html import SafeHtml
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.theme import Theme
    from stemdesk.providers.contract import Provider


@dataclass(frozen=True, slots=True)
class Listener:
    """What the window does with things that are chosen here."""

    bring: Callable[[list[PastJob]], None]
    listen_to: Callable[[Example], None]


class Page(QWidget):
    """Has a line for what goes wrong, and loads itself when it is first looked at."""

    def __init__(self, theme: Theme, bridge: EngineBridge, provider: Provider, listener: Listener) -> None:
        super().__init__()
        self.theme = theme
        self.bridge = bridge
        self.provider = provider
        self.listener = listener
        self._is_loaded = False
        self._next = 0  # where the next page of the list begins
        self._turn = asyncio.Lock()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(4, 12, 4, 4)
        self.column.setSpacing(8)
        self._state = label("", "muted", wrap=True)
        self.build()
        self.column.addWidget(self._state)

    def build(self) -> None:
        raise NotImplementedError

    async def load(self) -> None:
        raise NotImplementedError

    def load_once(self) -> None:
        if not self._is_loaded:
            self._is_loaded = True
            self.load_again()

    def load_again(self) -> None:
        self.bridge.spawn(self._load())

    async def _load(self) -> None:
        """One after the other: two answers at once would be listed twice."""
        async with self._turn:
            self.say(tr("asking the service …"))
            try:
                await self.load()
            except StemDeskError as error:
                self._is_loaded = False
                self.say(show(error.message))

    def say(self, words: str) -> None:
        self._state.setText(words)
        self._state.setVisible(bool(words))

    async def credentials(self) -> dict[str, str]:
        return await at_keyring(self.bridge.credentials.checked, self.provider.description)


class Table(QTableWidget):
    """Rows that are chosen as a whole, with a value behind each."""

    def __init__(self, name: str, headings: Sequence[str]) -> None:
        super().__init__(0, len(headings))
        named(self, name)
        self.setHorizontalHeaderLabels(list(headings))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def add(self, value: Any, cells: Sequence[str]) -> None:
        row = self.rowCount()
        self.insertRow(row)
        for place, words in enumerate(cells):
            item = QTableWidgetItem(words)
            tip(item, words)
            if place == 0:
                item.setFont(fitting(self.font(), words))
                item.setData(Qt.ItemDataRole.UserRole, value)
            self.setItem(row, place, item)

    def chosen(self) -> list[Any]:
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.model().index(row, 0).data(Qt.ItemDataRole.UserRole) for row in rows]


class HistoryPage(Page):
    def build(self) -> None:
        self._table = Table(tr("Earlier jobs"), (tr("Song"), tr("Model"), tr("Date"), tr("Credits"), tr("Available")))
        self._table.itemSelectionChanged.connect(self._chosen)
        self._table.doubleClicked.connect(lambda _: self._bring())
        self.column.addWidget(self._table, 1)
        self._more = button(tr("Show more"), tr("Show more earlier jobs"))
        self._more.clicked.connect(self.load_again)
        self._get = button(tr("Download stems"), tr("Download stems"), "accent")
        self._get.setEnabled(False)
        self._get.clicked.connect(self._bring)
        row = QHBoxLayout()
        row.addWidget(self._more)
        row.addStretch(1)
        row.addWidget(self._get)
        self.column.addLayout(row)

    async def load(self) -> None:
        assert isinstance(self.provider, HasHistory)
        past = await self.bridge.ask(self.provider.history(await self.credentials(), self._next))
        self._next = past.next_start or 0
        for job in past.items:
            credits_ = "" if job.credits is None else QLocale().toString(job.credits, "f", 0)
            self._table.add(job, (job.title, job.model, job.created, credits_, self._there(job)))
        self._more.setVisible(past.has_more)
        self.say(
            tr("Jobs of this account, including those from the service's own page. Downloading them again is free.")
            if self._table.rowCount() else tr("No jobs with this account yet.")
        )  # fmt: skip

    @staticmethod
    def _there(job: PastJob) -> str:
        if not job.exists:
            return tr("expired")
        if job.hours_left is None:
            return tr("yes")
        return tr("{hours} h left", hours=round(job.hours_left))

    def _chosen(self) -> None:
        self._get.setEnabled(any(job.exists for job in self._table.chosen()))

    def _bring(self) -> None:
        there = [job for job in self._table.chosen() if job.exists]
        if there:
            self.listener.bring(there)
            self.say(tr_n("Downloading %n job(s); see the job list below.", len(there)))


class ExamplesPage(Page):
    def build(self) -> None:
        self._table = Table(tr("Examples"), (tr("Song"), tr("Model"), tr("Date")))
        self._table.itemSelectionChanged.connect(self._chosen)
        self._table.doubleClicked.connect(lambda _: self._listen())
        self.column.addWidget(self._table, 1)
        self._more = button(tr("Show more"), tr("Show more examples"))
        self._more.clicked.connect(self.load_again)
        self._play = button(tr("Listen"), tr("Listen to the example"), "accent")
        self._play.setEnabled(False)
        self._play.clicked.connect(self._listen)
        row = QHBoxLayout()
        row.addWidget(self._more)
        row.addStretch(1)
        row.addWidget(self._play)
        self.column.addLayout(row)

    async def load(self) -> None:
        assert isinstance(self.provider, HasExamples)
        found = await self.bridge.ask(self.provider.examples(self._next))
        self._next = found.next_start or 0
        for example in found.items:
            self._table.add(example, (example.title, example.model, example.date))
        self._more.setVisible(found.has_more)
        self.say(tr("Separations published by others."))

    def _chosen(self) -> None:
        self._play.setEnabled(bool(self._table.chosen()))

    def _listen(self) -> None:
        for example in self._table.chosen()[:1]:
            self.say(tr("fetching “{song}” …", song=example.title))
            self.listener.listen_to(example)


class NewsPage(Page):
    def build(self) -> None:
        self._words = RichText(self.theme, tr("News"))
        self.column.addWidget(self._words, 1)
        self._items: list[NewsItem] = []
        self._more = button(tr("Show more"), tr("Show more news"))
        self._more.clicked.connect(self.load_again)
        self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    async def load(self) -> None:
        assert isinstance(self.provider, HasNews)
        found = await self.bridge.ask(self.provider.news(QLocale().name(), self._next))
        self._next = found.next_start or 0
        self._items += found.items
        self._words.say(await in_thread(_news, tuple(self._items)))
        self._more.setVisible(found.has_more)
        self.say("")


class BoardsPage(Page):
    #: Columns that a window can show beside the name.
    _MOST_COLUMNS: Final = 6

    def build(self) -> None:
        assert isinstance(self.provider, HasLeaderboards)
        self._goes_on = False
        self._board = QComboBox()
        named(self._board, tr("Leaderboard"))
        for board in self.provider.boards():
            self._board.addItem(show(board.name), board.id)
        self._sort = QComboBox()
        named(self._sort, tr("Sort by"))
        self._sort.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._name = QLineEdit()
        named(self._name, tr("Filter by name"))
        self._name.setPlaceholderText(tr("Filter by name …"))
        self._name.setClearButtonEnabled(True)
        self._board.currentIndexChanged.connect(self._other_board)
        self._sort.currentIndexChanged.connect(self.load_again)
        self._name.editingFinished.connect(self.load_again)
        row = QHBoxLayout()
        row.addWidget(self._board)
        row.addWidget(label(tr("sorted by"), "muted"))
        row.addWidget(self._sort)
        row.addStretch(1)
        row.addWidget(self._name, 1)
        self.column.addLayout(row)
        self._table = Table(tr("Leaderboard"), (tr("Model"),))
        self.column.addWidget(self._table, 1)
        self._more = button(tr("Show more"), tr("Show more of the leaderboard"))
        self._more.clicked.connect(self._show_more)
        self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _other_board(self) -> None:
        self._sort.blockSignals(True)
        self._sort.clear()
        self._sort.blockSignals(False)
        self.load_again()

    def _show_more(self) -> None:
        self._goes_on = True
        self.load_again()

    async def load(self) -> None:
        assert isinstance(self.provider, HasLeaderboards)
        if not self._goes_on:
            self._table.setRowCount(0)
            self._next = 0
        self._goes_on = False
        board, sort = str(self._board.currentData()), str(self._sort.currentData() or "")
        page = await self.bridge.ask(self.provider.board(board, self._next, self._name.text().strip(), sort))
        if board == str(self._board.currentData()):  # nobody has turned to another board meanwhile
            self._show(page)

    def _show(self, page: BoardPage) -> None:
        self._next = page.next_start or 0
        columns = page.columns[: self._MOST_COLUMNS]
        if self._sort.count() == 0:
            self._sort.blockSignals(True)
            for column in page.columns:
                self._sort.addItem(show(column.label), column.id)
            self._sort.setCurrentIndex(max(0, self._sort.findData(page.sorted_by)))
            self._sort.blockSignals(False)
        self._table.setColumnCount(1 + len(columns))
        self._table.setHorizontalHeaderLabels([tr("Model"), *(show(column.label) for column in columns)])
        for row in page.rows:
            self._table.add(row, (row.name, *(_number(row, column.id) for column in columns)))
        self._more.setVisible(page.has_more)
        self.say("" if self._table.rowCount() else tr("No measured model of that name."))


def _number(row: BoardRow, column: str) -> str:
    value = row.values.get(column)
    return "" if value is None else QLocale().toString(value, "f", 2)


def _news(items: Sequence[NewsItem]) -> SafeHtml:
    """Each made safe by itself, so that what one leaves open swallows no other; then bounded all together."""
    return safe_html(
        "".join(
            f"<h3>{escape(item.title)}</h3><p><i>{escape(item.date)}</i></p>{safe_html(item.html)}<hr>"
            for item in items
        )
    )
