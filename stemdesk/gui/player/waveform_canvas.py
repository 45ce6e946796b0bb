"""The canvas of the player: ruler, loop region, one waveform per track, playhead.

It is a slider (its value is the position in milliseconds), so keyboards and screen readers can use it as one. Moving the
playhead only repaints the strip that it leaves and the strip that it enters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import named, tip
from stemdesk.gui.base.theme import stem_color
from stemdesk.gui.player.canvas_gestures import Drag, Overlays, Part, RangeSelection, Scene
from stemdesk.gui.player.waveform_tiles import TileStyle, WaveformTiles
from stemdesk.gui.tracks.ruler_painter import (
    RulerGeometry,
    marker_font,
    paint_beats,
    paint_loop_band,
    paint_loop_bar,
    paint_markers,
    paint_ruler,
    paint_selection,
    paint_silenced,
    paint_unmade,
    ruler_height,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QContextMenuEvent

    from stemdesk.audio.analysis.waveform_peaks import Peaks
    from stemdesk.audio.dsp.metronome import BeatGrid
    from stemdesk.core.music.notes import Note
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.session.practice import Marker
    from stemdesk.gui.session.time_view import TimeView
    from stemdesk.gui.widgets.floating_bar import FloatingBar

TRACK_HEIGHT: Final = 76
MAX_TRACK_HEIGHT: Final = 136
_WHEEL_ZOOM: Final = 1.25
_CURSORS: Final = {
    Part.LOOP_END: Qt.CursorShape.SizeHorCursor,
    Part.RANGE_END: Qt.CursorShape.SizeHorCursor,
    Part.MARKER: Qt.CursorShape.PointingHandCursor,
    Part.LOOP_BAR: Qt.CursorShape.PointingHandCursor,
    Part.TRACK: Qt.CursorShape.IBeamCursor,
}


class WaveformCanvas(QAbstractSlider):
    """Moments are seconds; `mute_range_drawn` carries the track first."""

    seeked = Signal(float)
    loop_drawn = Signal(float, float)
    #: A click on the loop's bar.
    loop_pressed = Signal()
    mute_range_drawn = Signal(int, float, float)
    beat_moved = Signal(float, float)
    #: A right click: what was hit, and where on the screen.
    menu_wanted = Signal(object, object)
    #: A marker, and how it is now; None where it is gone.
    marker_changed = Signal(object, object)
    marker_renamed = Signal(object, str)
    #: A `RangeSelection`, or None.
    range_chosen = Signal(object)

    def __init__(self, theme: Theme, timeline: TimeView) -> None:
        super().__init__()
        self._theme = theme
        self.timeline = timeline
        self._stems: list[str] = []
        self._colors: list[str] = []
        self._heard: list[bool] = []
        self._tiles = WaveformTiles()
        self._scene = Scene(timeline)
        self._loop_is_on = False
        self._mute_ranges: dict[str, list[tuple[float, float]]] = {}
        self._drag: Drag | None = None
        self._selected = -1
        self._marker: Marker | None = None
        self._ready: float | None = None
        self._track_height = TRACK_HEIGHT
        self._lines_height = 0
        self._overlays = Overlays(self, self._scene)
        self._overlays.marker_renamed.connect(self.marker_renamed)
        named(self, tr("Position"))
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        tip(self, tr("Click to set the playhead. Drag in the ruler to loop, with Alt to move a beat; drag on "
                     "a track to select a range, with Shift to mute it. Right-click for more."))  # fmt: skip
        self._is_following = False
        self.valueChanged.connect(self._value_changed)
        timeline.changed.connect(self._view_changed)
        timeline.ruler_changed.connect(lambda _: self.set_track_height(self._track_height))
        theme.changed.connect(self._repaint_all)

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_stems(self, stems: list[str], seconds: float, rate: int) -> None:
        """Empty tracks for these stems; their peaks may come later."""
        self._stems = stems
        self._colors = [stem_color(stem).name() for stem in stems]
        self._heard = [True] * len(stems)
        scene = self._scene
        scene.rate, scene.tracks = rate, len(stems)
        scene.loop, scene.markers, scene.beats = None, (), None
        self._mute_ranges, self._marker = {}, None
        self.choose(None)
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
        self._track_height = self._scene.track_height = pixels
        self._scene.ruler = self.ruler
        self.setFixedHeight(self.ruler + pixels * max(1, len(self._stems)))
        self._view_changed()

    @property
    def ruler(self) -> int:
        """How high the ruler is, with the lines that lie below it."""
        return ruler_height(self.timeline.ruler) + self._lines_height

    def make_room(self, pixels: int) -> None:
        """For lines between the ruler and the tracks, which somebody else lays there."""
        self._lines_height = pixels
        self.set_track_height(self._track_height)

    def set_top(self, pixels: int) -> None:
        """How far the tracks are scrolled: the ruler stays on top of what can be seen."""
        self._scene.top = pixels
        self._view_changed()

    def show_peaks(self, track: int, peaks: Peaks) -> None:
        self._tiles.add(track, peaks)
        self.update()

    def show_no_peaks(self, track: int) -> None:
        """Nothing is known of a track, or nothing is heard of it."""
        self._tiles.clear(track)
        self.update()

    def show_notes(self, track: int, notes: Sequence[Note] | None) -> None:
        self._tiles.set_notes(track, notes)
        self.update()

    def show_colors(self, colors: list[str]) -> None:
        if colors != self._colors:
            self._colors = colors
            self.update()

    def show_gains(self, gains: list[float]) -> None:
        """A waveform stands as high as its track is loud."""
        for track, gain in enumerate(gains):
            if self._tiles.set_gain(track, gain):
                self.update(QRect(0, self.ruler + track * self._track_height, self.width(), self._track_height))

    def reorder(self, order: Sequence[int]) -> None:
        """The tracks by their former numbers, topmost first."""
        self._stems = [self._stems[track] for track in order]
        self._colors = [self._colors[track] for track in order]
        self._heard = [self._heard[track] for track in order]
        self._tiles.reorder(order)
        self.choose(None)
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
        self._scene.markers, self._mute_ranges, self._scene.beats = markers, mute_ranges, beats
        if self._marker not in markers:
            self._marker = None
        self._overlays.check()
        self.update()

    def select(self, track: int) -> None:
        if track != self._selected:
            self._selected = track
            self.update()

    def show_loop(self, loop: tuple[float, float] | None, *, is_on: bool) -> None:
        """The loop, or where it was while it is off."""
        if (loop, is_on) != (self._scene.loop, self._loop_is_on):
            self._scene.loop, self._loop_is_on = loop, is_on
            self.update()

    # --- what is chosen on it -----------------------------------------------------------------------------------------

    @property
    def selection(self) -> RangeSelection | None:
        return self._scene.selection

    def choose(self, selection: RangeSelection | None) -> None:
        """A range of one track, in place of any marker."""
        if selection is not None:
            self._marker = None
        if selection != self._scene.selection:
            self._scene.selection = selection
            self.range_chosen.emit(selection)
        self._view_changed()

    def select_marker(self, marker: Marker | None) -> None:
        """In place of any range."""
        self._marker = marker
        if marker is not None:
            self.choose(None)
        self.update()

    def edit_marker(self, marker: Marker) -> None:
        """Its name can be typed, in its place."""
        self.select_marker(marker)
        self._overlays.edit(marker)

    @property
    def range_bar(self) -> FloatingBar:
        """The choices for the chosen range."""
        return self._overlays.range_bar

    def _view_changed(self) -> None:
        self._overlays.place()
        self.update()

    def move_playhead(self, seconds: float) -> None:
        """Repaints two narrow strips, nothing else, unless the page turns."""
        before, now = self._scene.x(self.value() / 1000), self._scene.x(seconds)
        self._is_following = True
        self.setValue(round(seconds * 1000))
        self._is_following = False
        if self._drag is None:
            self.timeline.follow(seconds)
        if before != now:
            for x in (before, now):
                self.update(QRect(x - 3, 0, 7, self.height()))

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def _value_changed(self, milliseconds: int) -> None:
        """Set by a key or a screen reader rather than by the music: that is a seek."""
        if not self._is_following:
            self.seeked.emit(milliseconds / 1000)

    def sliderChange(self, _change: object) -> None:  # noqa: N802  Qt's name
        """The value moves with the music; `move_playhead` repaints what that needs."""

    # --- mouse and keys -----------------------------------------------------------------------------------------------

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(marker_font(self.font()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self.timeline.seconds:
            return
        x, y = event.position().x(), event.position().y()
        beat = self._scene.beat_at(x, y) if event.modifiers() & Qt.KeyboardModifier.AltModifier else None
        hit = beat or self._scene.hit(x, y, self._metrics())
        self._drag = Drag(self._scene, hit, x, mutes=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        self.select_marker(hit.marker)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x, y = event.position().x(), event.position().y()
        if self._drag is not None:
            if self._drag.to(x, snap=not event.modifiers() & Qt.KeyboardModifier.ControlModifier):
                self.update()
        elif not event.buttons():
            part = self._scene.hit(x, y, self._metrics()).part
            self.setCursor(_CURSORS.get(part, Qt.CursorShape.ArrowCursor))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        drag, self._drag = self._drag, None
        self.update()
        if not drag.has_moved:
            self._clicked(drag)
        elif drag.loop is not None:
            self.loop_drawn.emit(*drag.loop)
        elif drag.marker is not None:
            self.marker_changed.emit(drag.hit.marker, drag.marker)
        elif drag.beat is not None:
            self.beat_moved.emit(drag.hit.at, drag.beat)
        elif drag.muted is not None:
            self.mute_range_drawn.emit(drag.muted.track, drag.muted.start, drag.muted.end)
        elif drag.chosen is not None:
            self.choose(drag.chosen)

    def _clicked(self, drag: Drag) -> None:
        if drag.hit.part is Part.LOOP_BAR:
            self.loop_pressed.emit()
        elif drag.hit.part is not Part.NOTHING:
            self.choose(None)
            self.seeked.emit(drag.hit.at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        hit = self._scene.hit(event.position().x(), event.position().y(), self._metrics())
        if hit.marker is not None:
            self.edit_marker(hit.marker)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.timeline.seconds and self._drag is None:
            hit = self._scene.hit(event.pos().x(), event.pos().y(), self._metrics())
            if hit.marker is not None:
                self.select_marker(hit.marker)
            self.menu_wanted.emit(hit, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Of what was taken hold of last: a marker, or a range."""
        key, chosen = event.key(), self._scene.selection
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._marker is not None:
            self.marker_changed.emit(self._marker, None)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and chosen is not None:
            self.mute_range_drawn.emit(chosen.track, chosen.start, chosen.end)
        elif key == Qt.Key.Key_F2 and self._marker is not None:
            self.edit_marker(self._marker)
        elif key == Qt.Key.Key_Escape and self._drag is not None:
            self._drag = None
            self.update()
        elif key == Qt.Key.Key_Escape and (self._marker is not None or chosen is not None):
            self.select_marker(None)
            self.choose(None)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms, Shift or a sideways wheel scrolls; else the tracks scroll, and if all are seen, the song does."""
        turn, sideways = event.angleDelta().y(), event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.timeline.zoom(_WHEEL_ZOOM ** (turn / 120), self._scene.at(event.position().x()))
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
            self.timeline.zoom(1.0 + event.value(), self._scene.at(event.position().x()))
            return True
        return super().event(event)

    # --- painting -------------------------------------------------------------------------------------------------

    def _repaint_all(self) -> None:
        self._tiles.forget()
        self.update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._tiles.forget()
        self._scene.width = self.width()
        self._view_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        area = event.rect()
        painter.fillRect(area, theme.color("bg" if theme.is_dark else "surface"))
        scene, drag = self._scene, self._drag
        sheet = RulerGeometry(theme, self.timeline, self.width(), self.height(), scene.rate, scene.ruler)
        if scene.beats is not None:
            paint_beats(painter, sheet, scene.beats, drag.beat if drag is not None else None)
        drawn = drag.loop if drag is not None else None
        loop, loop_is_on = drawn or scene.loop, drawn is not None or self._loop_is_on
        if loop is not None and loop_is_on:
            paint_loop_band(painter, sheet, loop)
        for track in range(len(self._stems)):
            top = scene.ruler + track * self._track_height
            if top < area.bottom() and top + self._track_height > area.top():
                self._paint_track(painter, sheet, track, top, area)
        if self._ready is not None:
            paint_unmade(painter, sheet, self._ready)
        painter.translate(0, scene.top)
        paint_ruler(painter, sheet, scene.beats)
        painter.translate(0, -scene.top)
        if loop is not None:
            paint_loop_bar(painter, sheet, loop, scene.top, is_on=loop_is_on)
        markers, moved = drag.markers(scene.markers) if drag is not None else (scene.markers, None)
        paint_markers(painter, sheet, markers, scene.top, moved or self._marker)
        if self.timeline.seconds:
            x = scene.x(self.value() / 1000)
            painter.fillRect(QRect(min(x, self.width() - 2), 0, 2, self.height()), theme.color("text"))
        painter.end()

    def _paint_track(self, painter: QPainter, sheet: RulerGeometry, track: int, top: int, area: QRect) -> None:
        theme = self._theme
        if track == self._selected:
            painter.setOpacity(0.05)
            painter.fillRect(QRect(0, top, self.width(), self._track_height), theme.color("text"))
        painter.setOpacity(1.0 if self._heard[track] else 0.28)
        per_second = self.width() / self.timeline.span
        look = TileStyle(self._colors[track], self._track_height, per_second, self.devicePixelRatioF())
        box = QRect(area.left(), top, area.width(), self._track_height)
        self._tiles.paint(painter, track, look, box, self.timeline.first * per_second)
        painter.setOpacity(1.0)
        spans = list(self._mute_ranges.get(self._stems[track], ()))
        muted, chosen = (self._drag.muted, self._drag.chosen) if self._drag is not None else (None, None)
        if muted is not None and muted.track == track:
            spans.append((muted.start, muted.end))
        paint_silenced(painter, sheet, spans, top, self._track_height)
        chosen = chosen or self._scene.selection
        if chosen is not None and chosen.track == track:
            paint_selection(painter, sheet, (chosen.start, chosen.end), top, self._track_height)
        painter.fillRect(QRect(0, top, self.width(), 1), theme.color("line"))
