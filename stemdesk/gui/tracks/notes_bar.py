"""What is listened to for notes, how far that is, and how to stop it; then what came of it, if there is something to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.widgets.basic import button, label

if TYPE_CHECKING:
    from stemdesk.gui.tracks.lane_notes import LaneNotes

_STEPS = 1000
_BAR_WIDTH = 160
_GAP = 14


class NotesBar(QFrame):
    """Floats at the bottom of `parent`, so that nothing moves when it comes; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setObjectName("floating")
        parent.installEventFilter(self)
        self._words = label("", "")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        named(self._bar, tr("Listening for notes"))
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._name = ""
        self._again = button(tr("Try again"), tr("Try again to show the notes"), "tiny")
        self._cancel = button(tr("Cancel"), tr("Cancel listening for notes"), "tiny")
        self._close = button(tr("Close"), tr("Close the message about notes"), "tiny")
        self._close.clicked.connect(self.hide)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        for widget in (self._bar, self._cancel, self._again, self._close):
            row.addWidget(widget)
        for button_ in (self._cancel, self._again, self._close):
            button_.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def follow(self, notes: LaneNotes) -> None:
        notes.listening.connect(self._listening)
        notes.got.connect(self._got)
        notes.advanced.connect(self._advanced)
        notes.told.connect(self._told)
        self._cancel.clicked.connect(notes.cancel)
        self._again.clicked.connect(notes.again)

    def _listening(self, name: str) -> None:
        self._name = name
        if name:
            self._advanced(0.0)
        else:
            self.hide()

    def _got(self, share: float) -> None:
        """Of the trained file."""
        if self._name:
            self._bar.setValue(round(share * _STEPS))
            words = tr("Getting the file for notes… {percent} %", percent=round(100 * share))
            self._say(words, is_at_work=True)

    def _advanced(self, done: float) -> None:
        if self._name:
            self._bar.setValue(round(done * _STEPS))
            self._say(tr("Listening for notes: {stem}", stem=self._name), is_at_work=True)

    def _told(self, words: str, is_worth_trying: bool) -> None:
        self._say(words, is_at_work=False)
        self._again.setVisible(is_worth_trying)
        self._place()

    def _say(self, words: str, *, is_at_work: bool) -> None:
        if self.isVisible() and words == self._words.text() and is_at_work:
            return
        self._words.setText(words)
        self._again.hide()
        for widget in (self._bar, self._cancel):
            widget.setVisible(is_at_work)
        self._close.setVisible(not is_at_work)
        self.show()
        self.raise_()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = max(0, self._parent.width() - 2 * _GAP)
        words = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 1
        rest = self._row.contentsMargins().left() + self._row.contentsMargins().right()
        rest += sum(
            part.sizeHint().width() + self._row.spacing()
            for part in (self._bar, self._cancel, self._again, self._close)
            if not part.isHidden()
        )
        self._words.setWordWrap(words + rest > room)
        self._words.setFixedWidth(max(0, min(words, room - rest)))
        self.adjustSize()
        x = (self._parent.width() - self.width()) // 2
        self.move(max(_GAP, x), self._parent.height() - self.height() - _GAP)
