"""What a service tells about itself, a tab each: earlier jobs, examples, news, leaderboards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QTabWidget, QVBoxLayout, QWidget

from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.service.service_bar import BOARDS, EXAMPLES, HISTORY, NEWS, page_name, pages_of
from stemdesk.gui.service.service_pages import BoardsPage, ExamplesPage, HistoryPage, NewsPage, Page

if TYPE_CHECKING:
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.service.service_pages import Listener
    from stemdesk.providers.contract import Provider


class ServiceDialog(QDialog):
    """Stays open beside the work: what is brought from it shows up in the window behind."""

    def __init__(
        self, parent: QWidget, theme: Theme, bridge: EngineBridge, provider: Provider, listener: Listener
    ) -> None:
        super().__init__(parent)
        name = show(provider.description.name)
        self.setWindowTitle(tr("{service}: history, examples, news, leaderboards", service=name))
        bridge.delete_when_done(self)
        self.resize(820, 560)
        makers = {HISTORY: HistoryPage, EXAMPLES: ExamplesPage, NEWS: NewsPage, BOARDS: BoardsPage}
        self._pages: dict[str, Page] = {
            page: makers[page](theme, bridge, provider, listener) for page in pages_of(provider)
        }
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        for page, widget in self._pages.items():
            self._tabs.addTab(widget, page_name(page))
        self._tabs.currentChanged.connect(lambda _: self._load())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.addWidget(self._tabs)

    def turn_to(self, page: str) -> None:
        self._tabs.setCurrentWidget(self._pages[page])
        self._load()

    def _load(self) -> None:
        for page in self._pages.values():
            if page is self._tabs.currentWidget():
                page.load_once()
