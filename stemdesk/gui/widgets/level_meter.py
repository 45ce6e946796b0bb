"""Level meters: how loud a track, or the sum, is right now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from stemdesk.audio.playback.level_meters import SILENCE
from stemdesk.gui.base.theme import stem_color

if TYPE_CHECKING:
    from stemdesk.audio.playback.level_meters import Level
    from stemdesk.gui.base.theme import Theme

_LOWEST_DB: Final = -54.0
#: How fast a bar falls (dB for each showing, of which there are about thirty a second).
_FALL: Final = 1.2
_HOLD: Final = 30
_THICK: Final = 5


class Meter(QWidget):
    """A bar for the peak with a brighter part for the mean (RMS), and a line that stays at the highest for a second.

    `stem` gives it its colour; the sum's is the accent, and red where it was turned down not to clip.
    """

    def __init__(self, theme: Theme, stem: str, orientation: Qt.Orientation) -> None:
        super().__init__()
        self._theme = theme
        self._stem = stem
        self._upright = orientation is Qt.Orientation.Vertical
        self._peak = self._mean = self._highest = _LOWEST_DB
        self._held = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        fixed, wide = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if self._upright else wide, wide if self._upright else fixed)

    def sizeHint(self) -> QSize:
        return QSize(_THICK, 30) if self._upright else QSize(60, _THICK)

    def show_level(self, level: Level = SILENCE) -> bool:
        """Shows a level, or lets the last one fall; says whether anything is left to fall."""
        before = (self._peak, self._mean, self._highest)
        self._peak = max(level.peak_db, self._peak - _FALL, _LOWEST_DB)
        self._mean = max(level.rms_db, self._mean - _FALL, _LOWEST_DB)
        self._held = self._held + 1
        if level.peak_db >= self._highest or self._held > _HOLD:
            self._highest, self._held = self._peak, 0
        if (self._peak, self._mean, self._highest) != before:
            self.update()
        return self._peak > _LOWEST_DB or self._highest > _LOWEST_DB

    def _along(self, db: float) -> int:
        share = min(1.0, max(0.0, (db - _LOWEST_DB) / -_LOWEST_DB))
        return round(share * (self.height() if self._upright else self.width()))

    def _bar(self, length: int, start: int = 0) -> QRect:
        if self._upright:
            return QRect(0, self.height() - length, self.width(), length - start)
        return QRect(start, 0, length - start, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        painter.fillRect(self.rect(), theme.color("line"))
        color = stem_color(self._stem) if self._stem else theme.color("accent")
        painter.setOpacity(0.55)
        painter.fillRect(self._bar(self._along(self._peak)), color)
        painter.setOpacity(1.0)
        painter.fillRect(self._bar(self._along(self._mean)), color)
        if self._highest > _LOWEST_DB:
            at = self._along(self._highest)
            hot = self._highest >= -0.05
            painter.fillRect(self._bar(at, max(0, at - 2)), theme.color("bad" if hot else "text"))
        painter.end()
