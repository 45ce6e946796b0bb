"""What lies where on the canvas, what a drag there makes of it, and what floats over it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QObject, QPoint, Qt, Signal

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.tracks.ruler_painter import LANE_HEIGHT, marker_flag
from stemdesk.gui.widgets.floating_bar import FloatingBar
from stemdesk.gui.widgets.inline_edit import NameEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFontMetrics
    from PySide6.QtWidgets import QWidget

    from stemdesk.audio.dsp.metronome import BeatGrid
    from stemdesk.gui.session.practice import Marker
    from stemdesk.gui.session.time_view import TimeView

#: How near (pixels) the mouse has to be to take hold of something, or a drag to snap to a beat.
_NEAR: Final = 6
_DRAG: Final = 3
#: Width and height of the field in which a marker gets its name.
_EDITOR: Final = (130, 22)


class Part(Enum):
    RULER = auto()
    LOOP_BAR = auto()
    LOOP_END = auto()
    MARKER = auto()
    BEAT = auto()
    TRACK = auto()
    RANGE_END = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class RangeSelection:
    """Seconds of one track."""

    track: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Hit:
    """`fixed` is the end that stays where it is while the other one is dragged."""

    part: Part
    at: float
    track: int = -1
    marker: Marker | None = None
    fixed: float = 0.0


@dataclass(slots=True)
class Scene:
    """What can be taken hold of. `top` is where the ruler is: it stays in sight while the tracks scroll."""

    timeline: TimeView
    rate: int = 44_100
    width: int = 1
    top: int = 0
    ruler: int = 0
    tracks: int = 0
    track_height: int = 1
    loop: tuple[float, float] | None = None
    markers: Sequence[Marker] = ()
    beats: BeatGrid | None = None
    selection: RangeSelection | None = None

    def x(self, seconds: float) -> int:
        return round(self.timeline.x(seconds, self.width))

    def at(self, x: float) -> float:
        return self.timeline.at(x, self.width)

    def snapped(self, seconds: float) -> float:
        """The beat next to a moment, if it is near on the screen."""
        if self.beats is None or not len(self.beats.frames):
            return seconds
        beats = self.beats.frames / self.rate
        nearest = float(beats[int(np.argmin(np.abs(beats - seconds)))])
        return nearest if abs(self.x(nearest) - self.x(seconds)) <= _NEAR else seconds

    def beat_at(self, x: float, y: float) -> Hit | None:
        """The beat whose line is at the mouse, in the ruler."""
        at = self.snapped(self.at(x))
        near = self._is_in_ruler(y) and self.beats is not None and abs(self.x(at) - x) <= _NEAR
        return Hit(Part.BEAT, at) if near else None

    def track_at(self, y: float) -> int:
        """-1 in the ruler and below the last track."""
        track = int((y - self.ruler) // self.track_height)
        return track if not self._is_in_ruler(y) and 0 <= track < self.tracks else -1

    def _is_in_ruler(self, y: float) -> bool:
        return self.top <= y < self.top + self.ruler

    def hit(self, x: float, y: float, metrics: QFontMetrics) -> Hit:
        if self._is_in_ruler(y):
            return self._hit_ruler(x, y, metrics)
        track = self.track_at(y)
        if track < 0:
            return Hit(Part.NOTHING, self.at(x))
        chosen = self.selection
        if chosen is not None and chosen.track == track and (ends := self._end(x, (chosen.start, chosen.end))):
            return Hit(Part.RANGE_END, ends[0], track, fixed=ends[1])
        return Hit(Part.TRACK, self.at(x), track)

    def _hit_ruler(self, x: float, y: float, metrics: QFontMetrics) -> Hit:
        for marker in reversed(self.markers):
            flag = marker_flag(metrics, marker.name, self.x(marker.frame / self.rate), self.top)
            if flag.contains(QPoint(round(x), round(y))):
                return Hit(Part.MARKER, marker.frame / self.rate, marker=marker)
        if self.loop is not None:
            if ends := self._end(x, self.loop):
                return Hit(Part.LOOP_END, ends[0], fixed=ends[1])
            if y < self.top + LANE_HEIGHT and self.loop[0] <= self.at(x) <= self.loop[1]:
                return Hit(Part.LOOP_BAR, self.at(x))
        return Hit(Part.RULER, self.at(x))

    def _end(self, x: float, span: tuple[float, float]) -> tuple[float, float] | None:
        """The end at the mouse, and the other one."""
        for here, there in (span, span[::-1]):
            if abs(self.x(here) - x) <= _NEAR:
                return here, there
        return None


class Drag:
    """One press of the mouse, until it is let go. What it would make is in `loop`, `marker`, `beat`, `chosen` or `muted`."""

    def __init__(self, scene: Scene, hit: Hit, x: float, *, mutes: bool) -> None:
        self.hit = hit
        self._scene = scene
        self._x = x
        self._mutes = mutes
        self.has_moved = False
        self.loop: tuple[float, float] | None = None
        self.marker: Marker | None = None
        #: Where a beat is taken to, in seconds.
        self.beat: float | None = None
        self.chosen: RangeSelection | None = None
        self.muted: RangeSelection | None = None

    def markers(self, markers: Sequence[Marker]) -> tuple[list[Marker], Marker | None]:
        """All of them as they lie now, and the one that is dragged."""
        shown = list(markers)
        if self.marker is not None and self.hit.marker in shown:
            shown[shown.index(self.hit.marker)] = self.marker
            return shown, self.marker
        return shown, None

    def to(self, x: float, *, snap: bool) -> bool:
        """Says whether there is something new to show."""
        if not self.has_moved and abs(x - self._x) <= _DRAG:
            return False
        self.has_moved = True
        scene, hit = self._scene, self.hit

        def moment(seconds: float) -> float:
            return scene.snapped(seconds) if snap else seconds

        at = moment(scene.at(x))
        match hit.part:
            case Part.MARKER if hit.marker is not None:
                self.marker = replace(hit.marker, frame=round(at * scene.rate))
            case Part.BEAT:
                self.beat = max(0.0, scene.at(x))
            case Part.LOOP_BAR if scene.loop is not None:
                start, end = scene.loop
                first = moment(start + scene.at(x) - hit.at)
                first = min(max(0.0, first), scene.timeline.seconds - (end - start))
                self.loop = (first, first + end - start)
            case Part.LOOP_END:
                self.loop = _span(hit.fixed, at)
            case Part.RULER:
                self.loop = _span(moment(hit.at), at)
            case Part.TRACK | Part.RANGE_END:
                start = hit.fixed if hit.part is Part.RANGE_END else moment(hit.at)
                chosen = RangeSelection(hit.track, *_span(start, at))
                self.muted, self.chosen = (chosen, None) if self._mutes else (None, chosen)
        return True


class Overlays(QObject):
    """The field in which a marker gets its name, and the choices for a chosen range."""

    marker_renamed = Signal(object, str)

    def __init__(self, canvas: QWidget, scene: Scene) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._scene = scene
        self._editor: NameEdit | None = None
        self._edited: Marker | None = None
        self.range_bar = FloatingBar(canvas)

    def edit(self, marker: Marker) -> None:
        if self._editor is not None:
            if self._edited == marker:
                return  # F2 again, while it is being typed
            self._editor.finish()
        self._edited = marker
        self._editor = NameEdit(self._canvas, tr("Name of the marker"), marker.name)
        self._editor.finished.connect(self._typed)
        self.place()
        self._editor.show()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def check(self) -> None:
        """A marker that is gone is not named any more."""
        if self._editor is not None and self._edited not in self._scene.markers:
            self._editor.finish()

    def place(self) -> None:
        """They go along with the song, but never out of sight."""
        scene, canvas = self._scene, self._canvas
        if self._editor is not None and self._edited is not None:
            x = scene.x(self._edited.frame / scene.rate)
            self._editor.setGeometry(max(0, min(x, canvas.width() - _EDITOR[0])), scene.top, *_EDITOR)
        if (chosen := scene.selection) is not None:
            lowest = scene.ruler + (chosen.track + 1) * scene.track_height
            self.range_bar.place(scene.x(chosen.start), lowest, scene.top + scene.ruler)

    def _typed(self, name: str) -> None:
        editor, marker, self._editor, self._edited = self._editor, self._edited, None, None
        focused = self._canvas.window().focusWidget()
        if focused is None or focused is editor:  # nobody has gone elsewhere meanwhile
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        if marker is not None and name and name != marker.name:
            self.marker_renamed.emit(marker, name)


def _span(one: float, other: float) -> tuple[float, float]:
    return min(one, other), max(one, other)
