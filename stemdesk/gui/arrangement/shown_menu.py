"""“Chords” in the player's head: chord track and sections, shown or not; what one may want to know sits in its menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import tip
from stemdesk.gui.session.arrangement import GlobalTrack
from stemdesk.gui.widgets.basic import IconButton, button

if TYPE_CHECKING:
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.session.arrangement import Arrangement


class ShownMenu(QWidget):
    """A press on the pill shows or hides both; the menu beside it has a switch for each."""

    large_wanted = Signal()

    def __init__(self, theme: Theme, arrangement: Arrangement) -> None:
        super().__init__()
        self.setObjectName("transparent")
        self._arrangement = arrangement
        self._pill = button(tr("Chords"), tr("Chords"), "pill")
        self._pill.setCheckable(True)
        tip(self._pill, tr("Chords and sections above the tracks"))
        self._pill.clicked.connect(self._press)
        self._more = IconButton(theme, "down", tr("Chords and sections"), size=11)
        self._more.clicked.connect(self._offer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._pill)
        row.addWidget(self._more)
        arrangement.shown_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        self._pill.setChecked(any(self._arrangement.is_shown(each) for each in GlobalTrack))

    def _press(self, on: bool) -> None:
        for each in GlobalTrack:
            self._arrangement.show_track(each, on)

    def _offer(self) -> None:
        menu, arrangement = QMenu(self), self._arrangement
        menu.aboutToHide.connect(menu.deleteLater)
        for which, words in ((GlobalTrack.CHORDS, tr("Chord track")), (GlobalTrack.SECTIONS, tr("Sections"))):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(arrangement.is_shown(which))
            action.triggered.connect(lambda on, which=which: arrangement.show_track(which, on))
        menu.addSeparator()
        large = menu.addAction(tr("Large chords"), self.large_wanted.emit)
        large.setEnabled(arrangement.has_chords)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
