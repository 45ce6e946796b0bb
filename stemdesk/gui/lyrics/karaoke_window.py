"""The words on a whole screen, readable from metres away: the line that is sung, the next ones, and dots that count in
where nothing was sung for a while. It follows the song's position, so at any tempo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from stemdesk.gui.base.fonts import fitting
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import described, named
from stemdesk.gui.base.theme import DARK, sized
from stemdesk.gui.lyrics.wrapped_words import WrappedWords

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QCloseEvent,
        QHideEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QScreen,
        QShowEvent,
        QWheelEvent,
    )

    from stemdesk.gui.lyrics.lyrics_session import LyricsSession
    from stemdesk.gui.session.playback import Playback

_FRAME_MS: Final = 33
_NEXT: Final = 3
#: A rest in the words that is shorter needs no counting in (seconds of the song), and how many dots count.
_LONG_REST: Final = 3.0
_DOTS: Final = 4
_DOT_SECONDS: Final = 0.75
_SEEK: Final = 5.0
#: Shares of the screen's height.
_CURRENT: Final = 0.095
_FOLLOWING: Final = 0.055
_SMALLEST: Final = 0.45


class KaraokeWindow(QWidget):
    """Always dark, like a stage. `closed`: it is gone. It deletes itself."""

    closed = Signal()

    def __init__(self, session: LyricsSession, playback: Playback) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._session = session
        self._playback = playback
        self._shown: tuple[object, ...] = ()
        self._first = 0
        self.setWindowTitle(tr("Karaoke"))
        named(self, tr("Karaoke"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._clock = QTimer(self)
        self._clock.setInterval(_FRAME_MS)
        self._clock.timeout.connect(self._tick)
        session.changed.connect(self._again)

    def show_on(self, screen: QScreen) -> None:
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.activateWindow()
        self.setFocus()

    # --- what is seen -------------------------------------------------------------------------------------------------

    def moment(self) -> tuple[str, list[str], int]:
        """The line that is sung, the next ones, and how many dots still count it in."""
        times, seconds = self._session.times, self._playback.seconds
        if not self._session.lyrics.is_timed:
            words = self._untimed()
            self._first = min(self._first, max(0, len(words) - 1))
            return "", words[self._first :][: _NEXT + 1], 0
        row = times.row_at(seconds)
        current = times.lines[row].text if row is not None else ""
        coming = times.next_after(seconds)
        following = [times.lines[each].text for each in times.rows_after(row, _NEXT)]
        dots = 0
        if coming is not None and not current and times.rest_before(coming) >= _LONG_REST:
            left = (times.lines[coming].start or 0.0) - seconds
            tempo = self._playback.settings.tempo or 1.0
            dots = min(_DOTS, int(left / tempo / _DOT_SECONDS) + 1) if left / tempo < _DOTS * _DOT_SECONDS else 0
        return current, following, dots

    def _untimed(self) -> list[str]:
        return [line.text for line in self._session.lyrics.lines if line.text]

    def _turn(self, lines: int) -> None:
        """Words without times are turned by hand."""
        if not self._session.lyrics.is_timed:
            self._first = min(max(0, self._first + lines), max(0, len(self._untimed()) - 1))
            self._tick()

    def _again(self) -> None:
        self._shown, self._first = (), 0
        self._tick()

    def _tick(self) -> None:
        current, following, dots = self.moment()
        shown = (current, tuple(following), dots)
        if shown != self._shown:
            self._shown = shown
            described(self, current)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        current, following, dots = self.moment()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(DARK.bg))
        width, height = self.width(), self.height()
        side = round(width * 0.06)
        room = QRect(side, round(height * 0.14), width - 2 * side, round(height * 0.36))
        if current:
            self._draw(painter, current, room, round(height * _CURRENT), DARK.accent)
        elif dots:
            self._draw_dots(painter, room, dots)
        elif self._session.is_empty:
            self._draw(painter, tr("No lyrics"), room, round(height * _FOLLOWING), DARK.muted)
        top = round(height * 0.54)
        for number, words in enumerate(following):
            place = QRect(side, top, width - 2 * side, height - top - round(height * 0.04))
            color = DARK.text if number == 0 else DARK.muted
            used = self._draw(painter, words, place, round(height * _FOLLOWING), color)
            top += used + round(height * 0.03)
            if top > height * 0.9:
                break
        painter.end()

    def _draw(self, painter: QPainter, words: str, room: QRect, pixels: int, color: str) -> int:
        """As large as it fits, the line that is sung in the middle of its room, the others from the top; answers with its
        height."""
        laid_out = self._fitting(words, room, pixels)
        painter.setPen(QColor(color))
        painter.setClipRect(room)  # a whole verse in one line ends where its room does
        laid_out.draw(painter, room, middle=room.bottom() <= self.height() // 2)
        painter.setClipping(False)
        return laid_out.height

    def _fitting(self, words: str, room: QRect, pixels: int) -> WrappedWords:
        least = max(12, round(pixels * _SMALLEST))
        while True:
            font = fitting(sized(self.font(), max(12, pixels), bold=True), words)
            laid_out = WrappedWords(words, font, room.width(), centred=True)
            if laid_out.height <= room.height() or pixels <= least:
                return laid_out
            pixels = round(pixels * 0.88)

    def _draw_dots(self, painter: QPainter, room: QRect, dots: int) -> None:
        size = round(self.height() * 0.035)
        left = room.center().x() - (2 * _DOTS - 1) * size // 2
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(_DOTS):
            painter.setBrush(QColor(DARK.accent if number < dots else DARK.line))
            painter.drawEllipse(left + 2 * number * size, room.center().y() - size // 2, size, size)

    # --- keys and mouse -----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        playback = self._playback
        match event.key():
            case Qt.Key.Key_Escape:
                self.close()
            case Qt.Key.Key_Space:
                playback.toggle()
            case Qt.Key.Key_Left:
                playback.seek_seconds(playback.seconds - _SEEK)
            case Qt.Key.Key_Right:
                playback.seek_seconds(playback.seconds + _SEEK)
            case Qt.Key.Key_Home:
                playback.seek(0)
                self._turn(-self._first)
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self._turn(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                self._turn(_NEXT if event.key() == Qt.Key.Key_PageDown else -_NEXT)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if turn := event.angleDelta().y():
            self._turn(-1 if turn > 0 else 1)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
