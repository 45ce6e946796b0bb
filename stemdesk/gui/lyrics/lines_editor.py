"""The words as text to type or paste: a line each, its time in brackets before it where it has one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from stemdesk.core.music.lrc import as_lrc, parse_lrc, parse_text, stamp
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import named, tip
from stemdesk.gui.lyrics.lyric_times import shifted
from stemdesk.gui.widgets.basic import button, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stemdesk.core.music.lyrics import LyricLine

_STEP: Final = 0.1


class LinesEditor(QWidget):
    """`finished` carries the new lines, or None where everything stays as it was. `position` answers with the playhead's
    seconds."""

    finished = Signal(object)

    def __init__(self, position: Callable[[], float]) -> None:
        super().__init__()
        self._position = position
        self._before: tuple[LyricLine, ...] = ()
        self._text = _Text()
        self._text.setPlaceholderText(
            tr("Type or paste the lyrics, one line each. [1:23.45] before a line is its time.")
        )
        named(self._text, tr("Lyrics text"))
        self._text.given_up.connect(lambda: self.finished.emit(None))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(6)
        column.addWidget(self._text, 1)
        column.addLayout(self._build_times())
        row = QHBoxLayout()
        cancel, done = (
            button(tr("Cancel"), tr("Discard the changes")),
            button(tr("Done"), tr("Keep the lyrics"), "accent"),
        )
        cancel.clicked.connect(lambda: self.finished.emit(None))
        done.clicked.connect(self._finish)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(done)
        column.addLayout(row)

    def _build_times(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        here = button(tr("Time here"), tr("Give the line the playhead's time"), "pill")
        here.clicked.connect(self._stamp)
        tip(here, tr("Give the line the playhead's time"))
        row.addWidget(here)
        row.addStretch(1)
        row.addWidget(label(tr("All times"), "muted"))
        for words, name, by in (
            ("−", tr("All times earlier by 0.1 s"), -_STEP), ("+", tr("All times later by 0.1 s"), _STEP),
        ):  # fmt: skip
            made = button(words, name, "pill")
            made.setAutoRepeat(True)
            tip(made, name)
            made.clicked.connect(lambda _=False, by=by: self._shift(by))
            row.addWidget(made)
        return row

    def begin(self, lines: Sequence[LyricLine], row: int | None = None) -> None:
        """`row` is the line that is to be fixed."""
        self._before = tuple(lines)
        self._text.setPlainText("\n".join(as_lrc(line) for line in lines))
        if row is not None:
            cursor = QTextCursor(self._text.document().findBlockByNumber(row))
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            self._text.setTextCursor(cursor)
            self._text.centerCursor()
        self._text.setFocus()

    def lines(self) -> list[LyricLine] | None:
        """As they are typed by now; None where they are as before."""
        lines = parse_text(self._text.toPlainText())
        shown = tuple(parse_text("\n".join(as_lrc(line) for line in self._before)))
        return None if lines == shown else list(lines)

    def _finish(self) -> None:
        self.finished.emit(self.lines())

    def _stamp(self) -> None:
        """The cursor's line gets the playhead's time, and the cursor goes on to the next."""
        cursor = self._text.textCursor()
        block = cursor.block()
        words = " ".join(line.text for line in parse_lrc(block.text()).lines)
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(f"[{stamp(self._position())}]{words}")
        cursor.endEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        self._text.setTextCursor(cursor)
        self._text.setFocus()

    def _shift(self, by: float) -> None:
        lines = shifted(parse_text(self._text.toPlainText()), by)
        row = self._text.textCursor().blockNumber()
        cursor = QTextCursor(self._text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText("\n".join(as_lrc(line) for line in lines))
        back = QTextCursor(self._text.document().findBlockByNumber(row))
        self._text.setTextCursor(back)


class _Text(QPlainTextEdit):
    """`given_up`: Escape."""

    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setMinimumHeight(5 * QFontMetrics(self.font()).lineSpacing())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
