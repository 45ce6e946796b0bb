"""Above the tracks: the song's title, what is known of it, and at the right what can be switched and done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stemdesk.gui.widgets.basic import ElidedLabel, TitleLabel

if TYPE_CHECKING:
    from collections.abc import Sequence


class SongHead(QWidget):
    def __init__(self, tools: Sequence[QWidget]) -> None:
        super().__init__()
        self.setObjectName("transparent")
        self._title = TitleLabel("", "heading", Qt.TextElideMode.ElideMiddle)
        self._note = ElidedLabel("", "muted")
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self._title)
        titles.addWidget(self._note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(titles, 1)
        for tool in tools:
            row.addWidget(tool)

    def show_title(self, title: str) -> None:
        self._title.say(title)

    def show_note(self, words: str) -> None:
        self._note.say(words)
