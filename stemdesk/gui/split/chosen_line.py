"""What is set for a job, in words beside the button: its form has to be scrolled to in small windows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.widgets.basic import ElidedLabel, label

if TYPE_CHECKING:
    from stemdesk.gui.split.options_form import Note


@dataclass(frozen=True, slots=True)
class Chosen:
    """Format, folder and options as people read them, and what has to be said about some of them."""

    format: str = ""
    folder: str = ""
    options: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


class ChosenLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("transparent")
        self._options = ElidedLabel("", "muted")
        self._target = ElidedLabel("", "muted", Qt.TextElideMode.ElideMiddle)
        self._usual = label("", "muted", wrap=True)
        self._unusual = label("", "warning", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for line in (self._options, self._target, self._usual, self._unusual):
            column.addWidget(line)

    def describe(self, chosen: Chosen | None) -> None:
        self.setVisible(chosen is not None)
        if chosen is None:
            return
        self._options.say(" · ".join(chosen.options))
        self._options.setVisible(bool(chosen.options))
        self._target.say(tr("{format} → {folder}", format=chosen.format, folder=chosen.folder))
        for line, is_usual in ((self._usual, True), (self._unusual, False)):
            line.setText(" ".join(note.words for note in chosen.notes if note.is_usual is is_usual))
            line.setVisible(bool(line.text()))
