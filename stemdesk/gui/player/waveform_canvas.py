"""The canvas of the player: ruler, loop region, one waveform per track, playhead.

It is a slider (its value is the position in milliseconds), so keyboards and screen readers can use it as one. Moving the
playhead only repaints the strip that it leaves and the strip that it enters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import named, tip
from stemdesk.gui.base.theme import stem_color
from stemdesk.gui.player.ruler_painter import (
    RULER_HEIGHT,
    RulerGeometry,
    paint_beats,
    paint_loop_band,
    paint_loop_bar,
    paint_markers,
    paint_ruler,
    paint_silenced,
    paint_unmade,
)
from stemdesk.gui.player.waveform_tiles import TileStyle, WaveformTiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QContextMenuEvent

    from stemdesk.audio.analysis.waveform_peaks import Peaks
    from stemdesk.audio.dsp.metronome import BeatGrid
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.session.practice import Marker
    from stemdesk.gui.session.time_view import TimeView

TRACK_HEIGHT: Final = 76
MAX_TRACK_HEIGHT: Final = 136
#: How near (pixels) the mouse has to be to take hold of something, or a drag to snap to a beat.
_NEAR: Final = 6
_DRAG: Final = 3
_WHEEL_ZOOM: Final = 1.25


class WaveformCanvas(QAbstractSlider):
    """All signals carry seconds; `mute_range_drawn` and `lane_menu` the track first."""

    seeked = Signal(float)
    loop_drawn = Signal(float, float)
    mute_range_drawn = Signal(int, float, float)
    #: A right click: track (-1 in the ruler), moment, where on the screen.
    menu_wanted = Signal(int, float, object)
    marker_opened = Signal(object)

    def __init__(self, theme: Theme, timeline: TimeView) -> None:
        super().__init__()
        self._theme = theme
        self.timeline = timeline
        self._stems: list[str] = []
        self._heard: list[bool] = []
        self._tiles = WaveformTiles()
        self._rate = 44_100
        self._loop: tuple[float, float] | None = None
        self._markers: Sequence[Marker] = ()
        self._mute_ranges: dict[str, list[tuple[float, float]]] = {}
        self._beats: BeatGrid | None = None
        self._drag_from: float | None = None
        self._drawing_on = -1
        self._drawn: tuple[float, float] | None = None
        self._selected = -1
        self._ready: float | None = None
        self._track_height = TRACK_HEIGHT
        self._top = 0
        named(self, tr("Position"))
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        tip(
            self,
            tr("Click to set the playhead. Drag in the ruler to loop; Shift-drag on a track to mute a range."),
        )
        self._is_following = False
        self.valueChanged.connect(self._value_changed)
        timeline.changed.connect(self.update)
        theme.changed.connect(self._repaint_all)

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_stems(self, stems: list[str], seconds: float, rate: int) -> None:
        """Empty tracks for these stems; their peaks may come later."""
        self._stems = stems
        self._rate = rate
        self._heard = [True] * len(stems)
        self._loop, self._markers, self._mute_ranges, self._beats = None, (), {}, None
        self._tiles.begin(len(stems))
        self._is_following = True
        self.setRange(0, round(seconds * 1000))
        self.setSingleStep(1000)
        self.setPageStep(5000)
        self.setValue(0)
        self._is_following = False
        self.timeline.begin(seconds)
        self.set_track_height(self._track_height)
        self._repaint_all()

    def set_track_height(self, pixels: int) -> None:
        self._track_height = pixels
        self.setFixedHeight(RULER_HEIGHT + pixels * max(1, len(self._stems)))

    def set_top(self, pixels: int) -> None:
        """How far the tracks are scrolled: the ruler stays on top of what can be seen."""
        self._top = pixels
        self.update()

    def show_peaks(self, track: int, peaks: Peaks) -> None:
        self._tiles.add(track, peaks)
        self.update()

    def extend_peaks(self, track: int, peaks: Peaks, since: float) -> None:
        """More of a track that is still being made; before `since` (seconds) nothing has changed."""
        self._tiles.add(track, peaks, since)
        self.update()

    def show_ready(self, seconds: float | None) -> None:
        """Up to where the stems have been made; None where they are whole."""
        if seconds != self._ready:
            self._ready = seconds
            self.update()

    def show_heard(self, heard: list[bool]) -> None:
        """Tracks that are not heard fade."""
        if heard != self._heard:
            self._heard = heard
            self.update()

    def show_practice(
        self, markers: Sequence[Marker], mute_ranges: dict[str, list[tuple[float, float]]], beats: BeatGrid | None
    ) -> None:
        self._markers, self._mute_ranges, self._beats = markers, mute_ranges, beats
        self.update()

    def select(self, track: int) -> None:
        if track != self._selected:
            self._selected = track
            self.update()

    def show_loop(self, loop: tuple[float, float] | None) -> None:
        if loop != self._loop:
            self._loop = loop
            self.update()

    def move_playhead(self, seconds: float) -> None:
        """Repaints two narrow strips, nothing else, unless the page turns."""
        before, now = self._x(self.value() / 1000), self._x(seconds)
        self._is_following = True
        self.setValue(round(seconds * 1000))
        self._is_following = False
        if self._drag_from is None:
            self.timeline.follow(seconds)
        if before != now:
            for x in (before, now):
                self.update(QRect(x - 3, 0, 7, self.height()))

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    # --- geometry -------------------------------------------------------------------------------------------------

    def _x(self, seconds: float) -> int:
        return round(self.timeline.x(seconds, self.width()))

    def _at(self, x: float) -> float:
        return self.timeline.at(x, self.width())

    def _snapped(self, seconds: float) -> float:
        """The beat next to a moment, if it is near on the screen."""
        if self._beats is None or not len(self._beats.frames):
            return seconds
        beats = self._beats.frames / self._rate
        nearest = float(beats[int(np.argmin(np.abs(beats - seconds)))])
        return nearest if abs(self._x(nearest) - self._x(seconds)) <= _NEAR else seconds

    def _is_in_ruler(self, y: float) -> bool:
        return self._top <= y < self._top + RULER_HEIGHT

    def track_at(self, y: float) -> int:
        """-1 in the ruler and below the last track."""
        track = int((y - RULER_HEIGHT) // self._track_height)
        return track if not self._is_in_ruler(y) and 0 <= track < len(self._stems) else -1

    def _value_changed(self, milliseconds: int) -> None:
        """Set by a key or a screen reader rather than by the music: that is a seek."""
        if not self._is_following:
            self.seeked.emit(milliseconds / 1000)

    def sliderChange(self, _change: object) -> None:  # noqa: N802  Qt's name
        """The value moves with the music; `move_playhead` repaints what that needs."""

    # --- mouse ----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self.timeline.seconds:
            return
        x, y = event.position().x(), event.position().y()
        at = self._at(x)
        if self._is_in_ruler(y):
            self._drag_from = self._snapped(at)
            if self._loop is not None:  # an end of the loop that is there already can be moved
                for here, there in (self._loop, self._loop[::-1]):
                    if abs(self._x(here) - x) <= _NEAR:
                        self._drag_from = there
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._drag_from, self._drawing_on = self._snapped(at), self.track_at(y)
        else:
            self.seeked.emit(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._drag_from is not None:
            at = self._snapped(self._at(x))
            if abs(self._x(at) - self._x(self._drag_from)) > _DRAG:
                self._drawn = (min(at, self._drag_from), max(at, self._drag_from))
                self.update()
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self.seeked.emit(self._at(x))
        else:
            near = self._loop is not None and any(abs(self._x(end) - x) <= _NEAR for end in self._loop)
            over_end = near and self._is_in_ruler(event.position().y())
            self.setCursor(Qt.CursorShape.SizeHorCursor if over_end else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag_from is None:
            return
        drawn, track = self._drawn, self._drawing_on
        self._drag_from, self._drawn, self._drawing_on = None, None, -1
        self.update()
        if drawn is None:
            self.seeked.emit(self._at(event.position().x()))
        elif track >= 0:
            self.mute_range_drawn.emit(track, *drawn)
        else:
            self.loop_drawn.emit(*drawn)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        for marker in reversed(self._markers):
            x = self._x(marker.frame / self._rate)
            if self._is_in_ruler(event.position().y()) and x - 2 <= event.position().x() <= x + 60:
                self.marker_opened.emit(marker)
                return

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.timeline.seconds:
            position: QPoint = event.pos()
            self.menu_wanted.emit(self.track_at(position.y()), self._at(position.x()), event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms, Shift or a sideways wheel scrolls; else the tracks scroll, and if all are seen, the song does."""
        turn, sideways = event.angleDelta().y(), event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.timeline.zoom(_WHEEL_ZOOM ** (turn / 120), self._at(event.position().x()))
        elif sideways or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.timeline.scroll(-(sideways or turn) / 120 * self.timeline.span / 10)
        elif self.visibleRegion().boundingRect().height() < self.height():
            event.ignore()
            return
        elif not self.timeline.is_whole:
            self.timeline.scroll(-turn / 120 * self.timeline.span / 10)
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.timeline.zoom(1.0 + event.value(), self._at(event.position().x()))
            return True
        return super().event(event)

    # --- painting -------------------------------------------------------------------------------------------------

    def _repaint_all(self) -> None:
        self._tiles.forget()
        self.update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._tiles.forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        area = event.rect()
        painter.fillRect(area, theme.color("bg" if theme.is_dark else "surface"))
        sheet = RulerGeometry(theme, self.timeline, self.width(), self.height(), self._rate)
        if self._beats is not None:
            paint_beats(painter, sheet, self._beats)
        loop = self._drawn if self._drawn is not None and self._drawing_on < 0 else self._loop
        if loop is not None:
            paint_loop_band(painter, sheet, loop)
        for track in range(len(self._stems)):
            top = RULER_HEIGHT + track * self._track_height
            if top < area.bottom() and top + self._track_height > area.top():
                self._paint_track(painter, sheet, track, top, area)
        if self._ready is not None:
            paint_unmade(painter, sheet, self._ready)
        painter.translate(0, self._top)
        paint_ruler(painter, sheet, self._beats)
        painter.translate(0, -self._top)
        if loop is not None:
            paint_loop_bar(painter, sheet, loop, self._top)
        paint_markers(painter, sheet, self._markers, self._top)
        if self.timeline.seconds:
            x = self._x(self.value() / 1000)
            painter.fillRect(QRect(min(x, self.width() - 2), 0, 2, self.height()), theme.color("text"))
        painter.end()

    def _paint_track(self, painter: QPainter, sheet: RulerGeometry, track: int, top: int, area: QRect) -> None:
        theme = self._theme
        if track == self._selected:
            painter.setOpacity(0.05)
            painter.fillRect(QRect(0, top, self.width(), self._track_height), theme.color("text"))
        painter.setOpacity(1.0 if self._heard[track] else 0.28)
        per_second = self.width() / self.timeline.span
        look = TileStyle(
            stem_color(self._stems[track]).name(), self._track_height, per_second, self.devicePixelRatioF()
        )
        box = QRect(area.left(), top, area.width(), self._track_height)
        self._tiles.paint(painter, track, look, box, self.timeline.first * per_second)
        painter.setOpacity(1.0)
        spans = list(self._mute_ranges.get(self._stems[track], ()))
        if self._drawn is not None and self._drawing_on == track:
            spans.append(self._drawn)
        paint_silenced(painter, sheet, spans, top, self._track_height)
        painter.fillRect(QRect(0, top, self.width(), 1), theme.color("line"))
