"""A line of named regions over the lanes that follows zoom, scroll and playhead; the base of chord track and sections."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter
from PySide6.QtWidgets import QMenu, QWidget

from stemdesk.audio.files.multitrack_reader import FrameRange
from stemdesk.core.music import regions
from stemdesk.core.music.regions import Region
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.session.arrangement import Listening
from stemdesk.gui.widgets.inline_edit import NameEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent

    from stemdesk.core.music.regions import Track
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.session.arrangement import Arrangement, GlobalTrack
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice
    from stemdesk.gui.session.time_view import TimeView

#: How near (pixels) the mouse has to be to a boundary to take hold of it, and to begin a drag.
_NEAR: Final = 5
_DRAG: Final = 3
_EDITOR_WIDTH: Final = 120


class TrackLine(QWidget):
    """What is drawn and what a click means is the subclasses'. `wheeled` carries wheel events: they are the canvas's."""

    wheeled = Signal(object)

    def __init__(
        self, theme: Theme, timeline: TimeView, playback: Playback, practice: Practice, which: GlobalTrack
    ) -> None:
        super().__init__()
        self._theme = theme
        self._timeline = timeline
        self._playback = playback
        self._practice = practice
        self._arrangement: Arrangement = practice.arrangement
        self._which = which
        self._seconds = 0.0
        self._current: int | None = None
        self.selected: int | None = None
        self._pressed: tuple[int, int, bool] | None = None  # x, region, by its beginning
        self._draft: Track | None = None
        self._editor: NameEdit | None = None
        self._edited = 0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        timeline.changed.connect(self._view_changed)
        self._arrangement.changed.connect(self._track_changed)
        theme.changed.connect(self.update)

    # --- what the subclasses say ----------------------------------------------------------------------------------------

    def words_of(self, region: Region) -> str:
        """A region's name as it is read."""
        raise NotImplementedError

    @property
    def first_names(self) -> tuple[str, str]:
        """What the song is before and after the first thing that somebody writes."""
        raise NotImplementedError

    def check(self, words: str) -> str:
        """Why what was typed is no name; empty if it is one."""
        raise NotImplementedError

    def take_name(self, index: int, words: str) -> None:
        """What was typed, which `check` has nothing against."""
        raise NotImplementedError

    def click(self, index: int) -> None:
        raise NotImplementedError

    def fill_menu(self, menu: QMenu, index: int, seconds: float) -> None:
        raise NotImplementedError

    def snaps(self) -> Sequence[float]:
        """The moments to which a boundary snaps, ascending."""
        raise NotImplementedError

    def paint_region(self, painter: QPainter, box: QRect, index: int, region: Region) -> None:
        raise NotImplementedError

    def paint_nothing(self, painter: QPainter) -> None:
        """There is no region at all."""

    # --- moments and regions --------------------------------------------------------------------------------------------

    @property
    def track(self) -> Track:
        return self._arrangement.track(self._which) if self._draft is None else self._draft

    def x_of(self, seconds: float) -> int:
        return round(self._timeline.x(seconds, self.width()))

    def box(self, index: int) -> QRect:
        region = self.track[index]
        left = self.x_of(region.start)
        return QRect(left, 0, max(1, self.x_of(region.end) - left), self.height())

    def region_at(self, x: float) -> int | None:
        return regions.index_at(self.track, self._timeline.at(x, self.width()))

    def snapped(self, seconds: float) -> float:
        moments = self.snaps()
        if not len(moments):
            return seconds
        at = bisect_left(moments, seconds)
        near = [moments[n] for n in (at - 1, at) if 0 <= n < len(moments)]
        return float(min(near, key=lambda moment: abs(moment - seconds)))

    def bar_starts(self) -> list[float]:
        beats = self._practice.beats
        return [] if beats is None else [frame / self._playback.rate for frame in beats.bar_frames.tolist()]

    def beat_moments(self) -> list[float]:
        beats = self._practice.beats
        return [] if beats is None else [float(at) for at in np.asarray(beats.frames) / self._playback.rate]

    # --- following ------------------------------------------------------------------------------------------------------

    def move_playhead(self, seconds: float) -> None:
        """Repaints two narrow strips, and two regions where another one begins."""
        before, now = self.x_of(self._seconds), self.x_of(seconds)
        self._seconds = seconds
        current = regions.index_at(self.track, seconds)
        if current != self._current:
            for index in (self._current, current):
                if index is not None and index < len(self.track):
                    self.update(self.box(index))
            self._current = current
        if before != now:
            for x in (before, now):
                self.update(QRect(x - 3, 0, 7, self.height()))

    @property
    def current(self) -> int | None:
        """Where the playhead is."""
        return self._current

    def _view_changed(self) -> None:
        self._place_editor()
        self.update()

    def _track_changed(self) -> None:
        self._draft, self._pressed = None, None
        if self.selected is not None and self.selected >= len(self.track):
            self.selected = None
        if self._editor is not None and self._edited >= len(self.track):
            self._editor.finish()
        self._current = regions.index_at(self.track, self._seconds)
        self.update()

    def select(self, index: int | None) -> None:
        if index != self.selected:
            self.selected = index
            self.update()

    # --- mouse and keys -------------------------------------------------------------------------------------------------

    def _boundary_at(self, x: float) -> int | None:
        """The region that begins at the mouse."""
        track = self.track
        after = bisect_right(track, self._timeline.at(x, self.width()), key=lambda region: region.start)
        found = [n for n in (after - 1, after) if 0 < n < len(track) and abs(self.x_of(track[n].start) - x) <= _NEAR]
        return min(found, key=lambda n: abs(self.x_of(track[n].start) - x)) if found else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        boundary, index = self._boundary_at(x), self.region_at(x)
        if boundary is not None:
            self._pressed = (round(x), boundary, True)
        elif index is not None:
            self._pressed = (round(x), index, False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._pressed is None:
            if not event.buttons():
                self._show_pointer(x)
            return
        start, index, is_boundary = self._pressed
        if is_boundary and (self._draft is not None or abs(x - start) > _DRAG):
            seconds = self._timeline.at(x, self.width())
            if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                seconds = self.snapped(seconds)
            self._draft = regions.moved(self._arrangement.track(self._which), index, seconds)
            self.update()

    def _show_pointer(self, x: float) -> None:
        if self._boundary_at(x) is not None:
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        elif self.region_at(x) is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        (_, index, is_boundary), draft = self._pressed, self._draft
        self._pressed, self._draft = None, None
        if draft is not None:
            self._arrangement.edit(self._which, draft)
            self.update()
        elif not is_boundary:
            self.select(index)
            self.click(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.region_at(event.position().x())
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = None
        if index is not None:
            self.rename(index)
        elif self.can_begin:
            self.begin(self._timeline.at(event.position().x(), self.width()))

    @property
    def can_begin(self) -> bool:
        """Nothing was detected: somebody may write it."""
        goes_on = self._arrangement.listening in (Listening.WAITS, Listening.GOES_ON, Listening.NOTHING)
        return not self.track and not goes_on and self._timeline.seconds > 0

    def begin(self, seconds: float) -> None:
        """The first region from here on, whose name is typed at once."""
        first, second = self.first_names
        whole = (Region(0.0, self._timeline.seconds, first, is_own=True),)
        self._arrangement.edit(self._which, regions.split(whole, 0, self.snapped(seconds), second))
        self.rename(len(self.track) - 1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.region_at(event.pos().x())
        if index is None or self._pressed is not None:
            return
        self.select(index)
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        self.fill_menu(menu, index, self._timeline.at(event.pos().x(), self.width()))
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Of what was clicked last."""
        key, chosen = event.key(), self.selected
        if key == Qt.Key.Key_Escape and (self._pressed is not None or chosen is not None):
            self._pressed, self._draft = None, None
            self.select(None)
            self.update()
        elif chosen is None or chosen >= len(self.track):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rename(chosen)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete(chosen)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By keyboard, at the playhead."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.select(self.current)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason and self._editor is None:
            self.select(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.wheeled.emit(event)

    # --- editing --------------------------------------------------------------------------------------------------------

    def delete(self, index: int) -> None:
        self._arrangement.edit(self._which, regions.deleted(self.track, index))

    def merge(self, index: int) -> None:
        self._arrangement.edit(self._which, regions.merged(self.track, index))

    def split(self, seconds: float, name: str | None = None) -> int | None:
        """Which region begins there now; None where nothing could be split."""
        index = regions.index_at(self.track, seconds)
        if index is None:
            return None
        before = self.track
        self._arrangement.edit(self._which, regions.split(before, index, seconds, name))
        return index + 1 if self.track != before else None

    def loop(self, index: int) -> None:
        """Again: off."""
        span = self.span(index)
        self._playback.set_loop(None if self._playback.loop == span else span)

    def span(self, index: int) -> FrameRange:
        region, rate = self.track[index], self._playback.rate
        return FrameRange(round(region.start * rate), min(self._playback.frames, round(region.end * rate)))

    def rename(self, index: int) -> None:
        """Its name can be typed, in its place."""
        if self._editor is not None:
            self._editor.finish()
        region = self.track[index]
        self._edited = index
        self.select(index)
        self._editor = NameEdit(self, tr("Name"), self.words_of(region), self.check)
        self._editor.finished.connect(self._typed)
        self._place_editor()
        self._editor.show()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_editor(self) -> None:
        if self._editor is not None and self._edited < len(self.track):
            left = self.box(self._edited).left()
            self._editor.setGeometry(
                max(0, min(left, self.width() - _EDITOR_WIDTH)), 1, _EDITOR_WIDTH, self.height() - 2
            )

    def _typed(self, words: str) -> None:
        editor, self._editor = self._editor, None
        focused = self.window().focusWidget()
        if focused is None or focused is editor:  # nobody has gone elsewhere meanwhile
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._edited < len(self.track) and words and words != self.words_of(self.track[self._edited]):
            self.take_name(self._edited, words)

    # --- painting -------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area, theme = QPainter(self), event.rect(), self._theme
        painter.fillRect(area, theme.color("surface"))
        track = self.track
        if track:
            at = self._timeline.at
            first = max(0, bisect_right(track, at(area.left() - 1, self.width()), key=lambda one: one.start) - 1)
            for index in range(first, len(track)):
                box = self.box(index)
                if box.left() > area.right():
                    break
                if box.right() >= area.left():
                    self.paint_region(painter, box, index, track[index])
        else:
            self.paint_nothing(painter)
        painter.fillRect(QRect(area.left(), self.height() - 1, area.width(), 1), theme.color("line"))
        if self._timeline.seconds:
            x = self.x_of(self._seconds)
            painter.fillRect(QRect(min(x, self.width() - 2), 0, 2, self.height()), theme.color("text"))
        painter.end()

    def words_in(self, painter: QPainter, box: QRect, words: str, left: int = 6) -> QRect | None:
        """Where a region's name stands: at its beginning, or at the edge where that is out of sight; None where it would
        not fit."""
        start = max(box.left() + left, left)
        room = min(box.right(), self.width()) - start - 2
        return QRect(start, 0, room, box.height()) if painter.fontMetrics().horizontalAdvance(words) <= room else None


def key_words(words: str, key: str) -> str:
    """A line of a menu, with its key at the right."""
    return f"{words}\t{QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)}"
