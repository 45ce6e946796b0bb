"""What is listened to for notes, how far that is, and how to stop it; then what came of it, if there is something to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.widgets.basic import ElidedLabel, button

if TYPE_CHECKING:
    from stemdesk.gui.tracks.lane_notes import LaneNotes

_STEPS = 1000
_BAR_WIDTH = 160


class NotesBar(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ElidedLabel("", "muted")
        self._bar = QProgressBar()
        named(self._bar, tr("Listening for notes"))
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._cancel = button(tr("Cancel"), tr("Cancel listening for notes"), "tiny")
        self._close = button(tr("Close"), tr("Close the message about notes"), "tiny")
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        for widget in (self._bar, self._cancel, self._close):
            row.addWidget(widget)
        self.hide()

    def follow(self, notes: LaneNotes) -> None:
        notes.listening.connect(self._listening)
        notes.advanced.connect(lambda done: self._bar.setValue(round(done * _STEPS)))
        notes.told.connect(lambda words: self._say(words, is_at_work=False))
        self._cancel.clicked.connect(notes.cancel)

    def _listening(self, name: str) -> None:
        if name:
            self._bar.setValue(0)
            self._say(tr("Listening for notes: {stem}", stem=name), is_at_work=True)
        else:
            self.hide()

    def _say(self, words: str, *, is_at_work: bool) -> None:
        self._words.say(words)
        for widget in (self._bar, self._cancel):
            widget.setVisible(is_at_work)
        self._close.setVisible(not is_at_work)
        self.show()
