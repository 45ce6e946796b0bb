"""The large chord view, readable from two metres: the chord of now, the next one, the beat, and the bars ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stemdesk.audio.playback.messages import Transport
from stemdesk.core.music import regions
from stemdesk.gui.arrangement.bars import Bar, bar_index, bars_of
from stemdesk.gui.arrangement.chord_track import listening_words
from stemdesk.gui.arrangement.now_chord import next_chord
from stemdesk.gui.base.fonts import musical
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import described, named
from stemdesk.gui.base.section_names import section_words
from stemdesk.gui.base.theme import RADIUS_CONTROL, sized
from stemdesk.gui.widgets.basic import button

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPaintEvent, QScreen, QShowEvent

    from stemdesk.gui.arrangement.chord_names import ChordNames
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice

_IN_A_ROW: Final = 4
_MARGIN: Final = 24
_GAP: Final = 10
_TALLEST_BAR: Final = 150
_DOT: Final = 14
_SEEK: Final = 5.0


class LargeChords(QWidget):
    """A page, or with `is_window` a window of its own that Escape closes."""

    closed = Signal()
    full_screen_wanted = Signal()

    def __init__(
        self, theme: Theme, playback: Playback, practice: Practice, names: ChordNames, *, is_window: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self._playback = playback
        self._practice = practice
        self._arrangement = practice.arrangement
        self._names = names
        self._is_window = is_window
        self._bars: list[Bar] = []
        self._seconds = 0.0
        self._state: tuple[object, ...] = ()
        named(self, tr("Large chords"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        full = button(tr("Full screen"), tr("Full screen chords"), "pill")
        full.clicked.connect(self.full_screen_wanted)
        if is_window:
            full.hide()
        close = button(tr("Close"), tr("Close large chords"), "pill")
        close.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(full)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.addLayout(row)
        column.addStretch(1)
        practice.changed.connect(self._read)
        playback.playback_settings_changed.connect(self.update)
        playback.transport_changed.connect(lambda _: self.show_seconds(self._seconds))
        self._arrangement.listening_changed.connect(self.update)
        theme.changed.connect(self.update)
        self._read()

    def _read(self) -> None:
        """Only while somebody looks: it takes its time for hours of music."""
        if not self.isVisible():
            return
        self._bars = bars_of(self._practice, self._arrangement.chords, self._playback.rate)
        self._state = ()
        self.show_seconds(self._seconds)
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def show_seconds(self, seconds: float) -> None:
        """Repaints where another chord, bar or beat begins."""
        self._seconds = seconds
        if not self.isVisible():
            return
        track = self._arrangement.chords
        state = (
            regions.index_at(track, seconds), self._beat(), self._is_counting_in(),
            regions.index_at(self._arrangement.sections, seconds),
        )  # fmt: skip
        if state != self._state:
            self._state = state
            index = regions.index_at(track, seconds)
            described(self, "" if index is None else self._names.read(track[index].name))
            self.update()

    def _beat(self) -> tuple[int, int] | None:
        return self._practice.bar_at(round(self._seconds * self._playback.rate))

    def _is_counting_in(self) -> bool:
        return self._playback.transport is Transport.PLAYING and self._playback.tempo_now == 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A window of its own has the keys of the transport, too."""
        playback, key = self._playback, event.key()
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif not self._is_window:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            playback.toggle()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            playback.seek_seconds(playback.seconds + (_SEEK if key == Qt.Key.Key_Right else -_SEEK))
        elif key == Qt.Key.Key_Home:
            playback.seek(0)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._is_window:
            self.closed.emit()
        else:
            super().mouseDoubleClickEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def show_on(self, screen: QScreen) -> None:
        """The whole of a screen, with the keys."""
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- painting -------------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_window:
            painter.fillRect(self.rect(), theme.color("bg"))
        else:
            painter.setBrush(theme.color("surface"))
            painter.setPen(theme.color("line"))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 10, 10)
        inside = self.rect().adjusted(_MARGIN, 16, -_MARGIN, -16)
        head = QRect(inside.left(), inside.top(), inside.width(), round(inside.height() * 0.46))
        self._paint_head(painter, head)
        top = head.bottom() + _GAP
        self._paint_bars(painter, QRect(inside.left(), top, inside.width(), inside.bottom() - top))
        painter.end()

    def _paint_head(self, painter: QPainter, box: QRect) -> None:
        theme, track = self._theme, self._arrangement.chords
        index = regions.index_at(track, self._seconds)
        self._paint_facts(painter, box)
        if not track:
            painter.setFont(sized(self.font(), 22))
            painter.setPen(theme.color("muted"))
            how = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(box.adjusted(0, 30, 0, 0), how, listening_words(self._arrangement))
            return
        below = box.adjusted(0, 30, 0, -_DOT - 12)
        left = QRect(below.left(), below.top(), round(below.width() * 0.58), below.height())
        right = QRect(left.right() + 1, below.top(), below.right() - left.right(), below.height())
        now = "" if index is None else self._names.read(track[index].name)
        painter.setFont(_fitting(self.font(), now or "–", left))
        painter.setPen(theme.color("text" if now else "muted"))
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, now or "–")
        after = next_chord(track, index, self._seconds)
        if after is not None:
            words = f"→ {self._names.read(track[after].name)}"
            smaller = right.adjusted(0, right.height() // 5, 0, -right.height() // 5)
            painter.setFont(_fitting(self.font(), words, smaller))
            painter.setPen(theme.color("muted"))
            painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        self._paint_beats(painter, QRect(box.left(), box.bottom() - _DOT - 4, box.width(), _DOT))

    def _paint_facts(self, painter: QPainter, box: QRect) -> None:
        """The part of the song, and the capo."""
        sections, capo = self._arrangement.sections, self._arrangement.edits.capo
        at = regions.index_at(sections, self._seconds)
        facts = [section_words(sections[at].name)] if at is not None else []
        facts += [tr("capo {fret}", fret=capo)] if capo else []
        facts += [tr("Count-in")] if self._is_counting_in() else []
        painter.setFont(sized(self.font(), 18, bold=True))
        painter.setPen(self._theme.color("accent"))
        painter.drawText(
            QRect(box.left(), box.top(), box.width(), 28), Qt.AlignmentFlag.AlignVCenter, " · ".join(facts)
        )

    def _paint_beats(self, painter: QPainter, box: QRect) -> None:
        beat, beats = self._beat(), self._practice.beats
        if beats is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        is_on = not self._is_counting_in()
        for number in range(1, beats.beats_at(round(self._seconds * self._playback.rate)) + 1):
            lit = is_on and beat is not None and number == beat[1]
            painter.setBrush(self._theme.color("accent" if lit else "line"))
            painter.drawEllipse(box.left() + (number - 1) * (_DOT + 10), box.top(), _DOT, _DOT)

    def _paint_bars(self, painter: QPainter, box: QRect) -> None:
        """The row of the bar that is played, and as many below as there is room for."""
        rows = max(1, min(4, box.height() // 78))
        height = min(_TALLEST_BAR, (box.height() - (rows - 1) * _GAP) // rows)
        width = (box.width() - (_IN_A_ROW - 1) * _GAP) // _IN_A_ROW
        bars, now = self._ahead()
        first = max(0, now) // _IN_A_ROW * _IN_A_ROW
        for place, bar in enumerate(bars[first : first + rows * _IN_A_ROW]):
            row, column = divmod(place, _IN_A_ROW)
            cell = QRect(box.left() + column * (width + _GAP), box.top() + row * (height + _GAP), width, height)
            self._paint_bar(painter, cell, bar, is_now=first + place == now)

    def _ahead(self) -> tuple[list[Bar], int]:
        """The bars and which is played; where no bars are known, a chord stands for one."""
        if self._bars:
            now = bar_index(self._bars, self._seconds)
            return self._bars, -1 if now is None else now
        track = self._arrangement.chords
        at = regions.index_at(track, self._seconds)
        bars = [Bar(0, region.start, region.end, ((0.0, region.name),)) for region in track]
        return bars, -1 if at is None else at

    def _paint_bar(self, painter: QPainter, cell: QRect, bar: Bar, *, is_now: bool) -> None:
        theme = self._theme
        painter.setBrush(theme.color("raised"))
        painter.setPen(theme.color("accent" if is_now else "line"))
        painter.drawRoundedRect(cell, RADIUS_CONTROL, RADIUS_CONTROL)
        if bar.number:
            painter.setFont(sized(self.font(), 12))
            painter.setPen(theme.color("muted"))
            painter.drawText(cell.adjusted(8, 4, 0, 0), Qt.AlignmentFlag.AlignTop, str(bar.number))
        count = len(bar.chords)
        for n, (_, name) in enumerate(bar.chords):
            words = self._names.read(name) or tr("N.C.")
            left = cell.left() + n * cell.width() // count
            room = QRect(left + 10, cell.top() + 14, cell.width() // count - 16, cell.height() - 20)
            painter.setFont(_fitting(self.font(), words, room, tallest=52))
            painter.setPen(theme.color("text" if is_now else "muted"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)


def _fitting(font: QFont, words: str, room: QRect, tallest: int = 320) -> QFont:
    """As large as the words fit into the room."""
    size = max(12, min(tallest, round(room.height() * 0.8)))
    made = sized(musical(font), size, bold=True)
    advance = QFontMetrics(made).horizontalAdvance(words)
    return made if advance <= room.width() else sized(made, max(12, size * room.width() // max(1, advance)), bold=True)
