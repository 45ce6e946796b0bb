"""Level meters: how loud a track, or the sum, is right now, on a scale that one can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from stemdesk.audio.playback.level_meters import SILENCE
from stemdesk.gui.base.formatting import level as decibels
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import described, named, tip_of
from stemdesk.gui.base.theme import sized, stem_color

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent

    from stemdesk.audio.playback.level_meters import Level
    from stemdesk.gui.base.theme import Theme

_LOWEST_DB: Final = -54.0
#: How fast a bar falls (dB for each showing, of which there are about thirty a second).
_FALL: Final = 1.2
_HOLD: Final = 30
_THICK: Final = 6
#: Full scale, less what a decibel's rounding hides.
_CLIP_DB: Final = 0.0
_LIGHT: Final = 6
#: Ticks, of which some have their number beside them where there is room.
_TICKS: Final = (0, -6, -12, -18, -24, -36, -48)
_NUMBERS: Final = (-6, -12, -24, -48)
#: Pixels from one number to the next.
_APART: Final = 10
_SCALE: Final = 15


class Meter(QWidget):
    """A bar for the peak with a brighter part for the mean (RMS), and a line that stays at the highest for a second.

    The light at the end stays on once the level has been above full scale, and the highest peak is kept, until somebody
    clicks. `stem` gives it its colour; the sum's is the accent.
    """

    def __init__(self, theme: Theme, stem: str, orientation: Qt.Orientation) -> None:
        super().__init__()
        self._theme = theme
        self._color = stem_color(stem) if stem else None
        self._upright = orientation is Qt.Orientation.Vertical
        self._peak = self._mean = self._highest = _LOWEST_DB
        self._held = 0
        self.loudest_db = SILENCE.peak_db
        self.has_clipped = False
        named(self, tr("Peak level"))
        self._describe()
        fixed, wide = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if self._upright else wide, wide if self._upright else fixed)

    def recolor(self, color: QColor) -> None:
        self._color = color
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_THICK + _SCALE, 30) if self._upright else QSize(60, _THICK + 4)

    def show_level(self, level: Level = SILENCE) -> bool:
        """Shows a level, or lets the last one fall; says whether anything is left to fall."""
        before = (self._peak, self._mean, self._highest, self.has_clipped)
        self._peak = max(level.peak_db, self._peak - _FALL, _LOWEST_DB)
        self._mean = max(level.rms_db, self._mean - _FALL, _LOWEST_DB)
        self._held = self._held + 1
        if level.peak_db >= self._highest or self._held > _HOLD:
            self._highest, self._held = self._peak, 0
        if level.peak_db > self.loudest_db:
            self.loudest_db = level.peak_db
            self.has_clipped = self.has_clipped or level.peak_db > _CLIP_DB
        if (self._peak, self._mean, self._highest, self.has_clipped) != before:
            self.update(self._moving())
        return self._peak > _LOWEST_DB or self._highest > _LOWEST_DB

    def reset(self) -> None:
        """The light goes out; the highest peak is counted anew."""
        self.loudest_db, self.has_clipped = SILENCE.peak_db, False
        self._describe()
        self.update()

    def words(self) -> str:
        """The highest peak since somebody clicked."""
        if self.loudest_db <= SILENCE.peak_db:
            return tr("Highest peak: none yet")
        peak = decibels(self.loudest_db, SILENCE.peak_db)
        if self.has_clipped:
            return tr("Highest peak: {level}, above full scale. Click to reset.", level=peak)
        return tr("Highest peak: {level}. Click to reset.", level=peak)

    def _describe(self) -> None:
        described(self, self.words())

    # --- mouse -------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.reset()
            event.accept()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self._describe()
            help_event: QHelpEvent = event  # type: ignore[assignment]
            QToolTip.showText(help_event.globalPos(), tip_of(self.words()), self)
            return True
        return super().event(event)

    # --- painting ----------------------------------------------------------------------------------------------------

    def _moving(self) -> QRect:
        """What changes with the sound: the bar and its light, not the scale."""
        return QRect(0, 0, _THICK, self.height()) if self._upright else QRect(0, 0, self.width(), _THICK)

    def _room(self) -> int:
        return (self.height() if self._upright else self.width()) - _LIGHT - 1

    def _along(self, db: float) -> int:
        share = min(1.0, max(0.0, (db - _LOWEST_DB) / -_LOWEST_DB))
        return round(share * self._room())

    def _bar(self, length: int, start: int = 0) -> QRect:
        if self._upright:
            return QRect(0, self.height() - length, _THICK, length - start)
        return QRect(start, 0, length - start, _THICK)

    def _light(self) -> QRect:
        return QRect(0, 0, _THICK, _LIGHT) if self._upright else QRect(self.width() - _LIGHT, 0, _LIGHT, _THICK)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        painter.fillRect(self._bar(self._room()), theme.color("line"))
        color = self._color if self._color is not None else theme.color("accent")
        painter.setOpacity(0.55)
        painter.fillRect(self._bar(self._along(self._peak)), color)
        painter.setOpacity(1.0)
        painter.fillRect(self._bar(self._along(self._mean)), color)
        if self._highest > _LOWEST_DB:
            at = self._along(self._highest)
            painter.fillRect(self._bar(at, max(0, at - 2)), theme.color("bad" if self._highest >= _CLIP_DB else "text"))
        painter.fillRect(self._light(), theme.color("bad" if self.has_clipped else "line"))
        if not self._moving().contains(event.rect()):
            self._paint_scale(painter)
        painter.end()

    def _paint_scale(self, painter: QPainter) -> None:
        color = self._theme.color("muted")
        painter.setFont(sized(self.font(), 8))
        numbered = -_APART
        for tick in _TICKS:
            at = self._along(tick)
            if not self._upright:
                painter.fillRect(QRect(max(0, at - 1), _THICK + 1, 1, 3), color)
                continue
            y = min(self.height() - 1, self.height() - at)
            painter.fillRect(QRect(_THICK + 1, y, 2, 1), color)
            if tick in _NUMBERS and y - numbered >= _APART:
                numbered = y
                painter.setPen(color)
                box = QRect(_THICK + 3, y - 5, _SCALE - 3, 10)
                painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(-tick))
