"""The canvas of the player: ruler, loop region, one waveform per lane, playhead.

It is a slider (its value is the position in milliseconds), so keyboards and screen readers can use it as one. Waveforms
are painted once into images; moving the playhead only repaints the strip that it leaves and the strip that it enters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from stemdesk.audio.decode import clock
from stemdesk.gui.i18n import tr
from stemdesk.gui.theme import sized, stem_color

if TYPE_CHECKING:
    from stemdesk.audio.peaks import Peaks
    from stemdesk.gui.theme import Theme

RULER_HEIGHT: Final = 26
LANE_HEIGHT: Final = 76
TALLEST_LANE: Final = 136
_STEPS: Final = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
_QUIETEST_SCALE: Final = 0.05


class WaveCanvas(QAbstractSlider):
    """`seeked` carries seconds; `loop_drawn` the two ends of a region dragged in the ruler, in seconds."""

    seeked = Signal(float)
    loop_drawn = Signal(float, float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._seconds = 0.0
        self._stems: list[str] = []
        self._peaks: list[Peaks | None] = []
        self._heard: list[bool] = []
        self._images: dict[int, QImage] = {}
        self._loop: tuple[float, float] | None = None
        self._drag_from: float | None = None
        self._selected = -1
        self._lane_height = LANE_HEIGHT
        self.setAccessibleName(tr("Position"))
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._is_following = False
        self.valueChanged.connect(self._value_changed)
        theme.changed.connect(self._repaint_all)

    def show_record(self, stems: list[str], seconds: float) -> None:
        """Empty lanes for these stems; their peaks may come later."""
        self._stems = stems
        self._seconds = seconds
        self._peaks = [None] * len(stems)
        self._heard = [True] * len(stems)
        self._loop = None
        self._is_following = True
        self.setRange(0, round(seconds * 1000))
        self.setSingleStep(1000)
        self.setPageStep(5000)
        self.setValue(0)
        self._is_following = False
        self.set_lane_height(self._lane_height)
        self._repaint_all()

    def set_lane_height(self, pixels: int) -> None:
        self._lane_height = pixels
        self.setFixedHeight(RULER_HEIGHT + pixels * max(1, len(self._stems)))

    def show_peaks(self, lane: int, peaks: Peaks) -> None:
        if lane < len(self._peaks):
            self._peaks[lane] = peaks
            self._images.clear()  # lanes share one scale, which may have changed
            self.update()

    def show_heard(self, heard: list[bool]) -> None:
        """Lanes that are not heard fade."""
        if heard != self._heard:
            self._heard = heard
            self.update()

    def select(self, lane: int) -> None:
        if lane != self._selected:
            self._selected = lane
            self.update()

    def show_loop(self, loop: tuple[float, float] | None) -> None:
        if loop != self._loop:
            self._loop = loop
            self.update()

    def move_playhead(self, seconds: float) -> None:
        """Repaints two narrow strips, nothing else."""
        before, now = self._x(self.value() / 1000), self._x(seconds)
        self._is_following = True
        self.setValue(round(seconds * 1000))
        self._is_following = False
        if round(before) != round(now):
            for x in (before, now):
                self.update(QRect(round(x) - 3, 0, 7, self.height()))

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    # --- geometry -------------------------------------------------------------------------------------------------

    def _x(self, seconds: float) -> float:
        return seconds / self._seconds * self.width() if self._seconds else 0.0

    def _at(self, x: float) -> float:
        return min(self._seconds, max(0.0, x / max(1, self.width()) * self._seconds))

    def _value_changed(self, milliseconds: int) -> None:
        """Set by a key or a screen reader rather than by the music: that is a seek."""
        if not self._is_following:
            self.seeked.emit(milliseconds / 1000)

    def sliderChange(self, _change: object) -> None:  # noqa: N802  Qt's name
        """The value moves with the music; `move_playhead` repaints what that needs."""

    # --- mouse ----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self._seconds:
            return
        at = self._at(event.position().x())
        if event.position().y() < RULER_HEIGHT:
            self._drag_from = at
        else:
            self.seeked.emit(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag_from is not None:
            at = self._at(event.position().x())
            if abs(self._x(at) - self._x(self._drag_from)) > 3:
                self.show_loop((min(at, self._drag_from), max(at, self._drag_from)))
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self.seeked.emit(self._at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag_from is None:
            return
        at, begun = self._at(event.position().x()), self._drag_from
        self._drag_from = None
        if abs(self._x(at) - self._x(begun)) > 3:
            self.loop_drawn.emit(min(at, begun), max(at, begun))
        else:
            self.seeked.emit(at)

    # --- painting -------------------------------------------------------------------------------------------------

    def _repaint_all(self) -> None:
        self._images.clear()
        self.update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._images.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        area = event.rect()
        painter.fillRect(area, theme.color("bg" if theme.is_dark else "surface"))
        painter.fillRect(QRect(area.left(), 0, area.width(), RULER_HEIGHT), theme.color("surface"))
        self._paint_loop(painter)
        for lane in range(len(self._stems)):
            top = RULER_HEIGHT + lane * self._lane_height
            if lane == self._selected:
                painter.setOpacity(0.05)
                painter.fillRect(QRect(0, top, self.width(), self._lane_height), theme.color("text"))
            painter.setOpacity(1.0 if self._heard[lane] else 0.28)
            painter.drawImage(0, top, self._image(lane))
            painter.setOpacity(1.0)
            painter.fillRect(QRect(0, top, self.width(), 1), theme.color("line"))
        self._paint_ruler(painter)
        if self._seconds:
            x = round(self._x(self.value() / 1000))
            painter.fillRect(QRect(min(x, self.width() - 2), 0, 2, self.height()), theme.color("text"))
        painter.end()

    def _paint_loop(self, painter: QPainter) -> None:
        if self._loop is None:
            return
        left, right = round(self._x(self._loop[0])), round(self._x(self._loop[1]))
        painter.setOpacity(0.16)
        painter.fillRect(QRect(left, RULER_HEIGHT, right - left, self.height()), self._theme.color("accent"))
        painter.setOpacity(1.0)
        painter.fillRect(QRect(left, 2, right - left, 7), self._theme.color("accent"))

    def _paint_ruler(self, painter: QPainter) -> None:
        if not self._seconds:
            return
        painter.setFont(sized(self.font(), 12))
        painter.setPen(self._theme.color("muted"))
        step = next((s for s in _STEPS if self._x(s) >= 70), _STEPS[-1])
        at = 0
        while at < self._seconds:
            x = round(self._x(at))
            painter.fillRect(QRect(x, RULER_HEIGHT - 5, 1, 5), self._theme.color("line"))
            words = clock(at)
            if x + 4 + painter.fontMetrics().horizontalAdvance(words) < self.width():
                painter.drawText(x + 4, RULER_HEIGHT - 7, words)
            at += step

    def _image(self, lane: int) -> QImage:
        image = self._images.get(lane)
        if image is None:
            image = self._images[lane] = self._draw(lane)
        return image

    def _draw(self, lane: int) -> QImage:
        ratio = self.devicePixelRatioF()
        image = QImage(
            QSize(max(1, self.width()), self._lane_height) * ratio, QImage.Format.Format_ARGB32_Premultiplied
        )
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        color: QColor = stem_color(self._stems[lane])
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        middle = self._lane_height / 2
        peaks = self._peaks[lane]
        if peaks is None:
            painter.setOpacity(0.35)
            painter.drawRect(0, int(middle), self.width(), 1)
        else:
            count = max(2, round(self.width() * min(2.0, ratio)))
            low, high = peaks.columns(count, 0.0, self._seconds)
            loud = np.maximum(np.abs(low), np.abs(high)) / self._scale()
            reach = np.maximum(0.6, np.clip(loud, 0, 1) * (middle - 5))
            x = np.linspace(0, self.width(), count)
            upper = [QPointF(a, middle - b) for a, b in zip(x, reach, strict=True)]
            lower = [QPointF(a, middle + b) for a, b in zip(x[::-1], reach[::-1], strict=True)]
            painter.drawPolygon(QPolygonF([*upper, *lower]))
        painter.end()
        return image

    def _scale(self) -> float:
        """The loudest moment of all lanes fills a lane, so that their sizes can be compared."""
        known = [p for p in self._peaks if p is not None and len(p.low)]
        loudest = max((max(float(p.high.max()), float(-p.low.min())) for p in known), default=1.0)
        return max(_QUIETEST_SCALE, loudest)
