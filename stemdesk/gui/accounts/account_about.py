"""What a page says besides its fields: about the service, the way to an account, and the account itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from stemdesk.gui.accounts.account_line import state_words
from stemdesk.gui.base.desktop import open_page
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import named, tip
from stemdesk.gui.widgets.basic import button, label

if TYPE_CHECKING:
    from stemdesk.core.descriptions import AccountGuide
    from stemdesk.core.services import AccountState


class Steps(QWidget):
    """The way to an account, numbered, and the page where it begins."""

    def __init__(self, guide: AccountGuide) -> None:
        super().__init__()
        self.setObjectName("transparent")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(tr("How to get an account"), "section"), 0, 0, 1, 2)
        for row, step in enumerate(guide.steps, start=1):
            number = label(f"{row}.", "label")
            grid.addWidget(number, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
            grid.addWidget(label(show(step), wrap=True), row, 1)
        if guide.page:
            host = guide.page.split("://", 1)[-1]
            page = button(tr("Open {page}", page=host), tr("Open {page}", page=host), "link")
            tip(page, guide.page)
            page.clicked.connect(lambda: open_page(guide.page))
            grid.addWidget(page, len(guide.steps) + 1, 1, Qt.AlignmentFlag.AlignLeft)


class AboutAccount(QWidget):
    """Name, credits, switches, running jobs. `switched` carries a switch's key and what it is to be."""

    switched = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("transparent")
        self._words = label("", "label", wrap=True)
        self._running = label("", "muted", wrap=True)
        self._switches: dict[str, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self._words)
        self._column.addWidget(self._running)
        self.hide()

    def show_state(self, state: AccountState | None) -> None:
        self.setVisible(state is not None)
        if state is None:
            return
        self._words.setText(state_words(state))
        self._running.setText("\n".join(tr("running: {job}", job=job.words) for job in state.running))
        self._running.setVisible(bool(state.running))
        for switch in state.switches:
            box = self._switches.get(switch.key)
            if box is None:
                box = self._switches[switch.key] = QCheckBox(show(switch.label))
                named(box, show(switch.label))
                box.clicked.connect(lambda on, key=switch.key: self.switched.emit(key, on))
                self._column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
            box.setChecked(switch.on)
