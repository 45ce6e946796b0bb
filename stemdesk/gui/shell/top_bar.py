"""The bar along the top: name, adding songs, the switch between Split and Play, accounts, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.widgets.basic import IconButton, button, label

if TYPE_CHECKING:
    from stemdesk.gui.base.theme import Theme

SPLIT, PLAY = 0, 1


class TopBar(QWidget):
    """`view_wanted` carries SPLIT or PLAY."""

    add_wanted = Signal()
    view_wanted = Signal(int)
    accounts_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        add = button(tr("Add songs"), tr("Add songs"))
        add.clicked.connect(self.add_wanted)
        accounts = button(tr("Accounts"), tr("Accounts"))
        accounts.clicked.connect(self.accounts_wanted)
        settings = IconButton(theme, "settings", tr("Settings"), role="")
        settings.clicked.connect(self.settings_wanted)
        left, right = QHBoxLayout(), QHBoxLayout()
        left.setSpacing(12)
        left.addWidget(label("StemDesk", "brand"))
        left.addWidget(add)
        left.addStretch(1)
        right.setSpacing(8)
        right.addStretch(1)
        right.addWidget(accounts)
        right.addWidget(settings)
        self._right = right
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.addLayout(left, 1)
        row.addWidget(self._build_switch())
        row.addLayout(right, 1)

    def add_menu(self, made: QWidget) -> None:
        """The button of the commands' menu, in the corner."""
        self._right.addWidget(made)

    def show_view(self, view: int) -> None:
        self._views.button(view).setChecked(True)

    def _build_switch(self) -> QWidget:
        self._views = QButtonGroup(self)
        switch = QWidget()
        switch.setObjectName("switch")
        switch.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QHBoxLayout(switch)
        inside.setContentsMargins(3, 3, 3, 3)
        inside.setSpacing(2)
        for view, words, name in ((SPLIT, tr("Split"), tr("Show split")), (PLAY, tr("Play"), tr("Show player"))):
            segment = button(words, name, "segment")
            segment.setCheckable(True)
            segment.setChecked(view == SPLIT)
            self._views.addButton(segment, view)
            inside.addWidget(segment)
        self._views.idClicked.connect(self.view_wanted)
        return switch
