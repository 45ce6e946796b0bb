"""Loops, markers and chosen ranges: the named ones to go back to, and what the canvas and a right click on it offer."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from stemdesk.audio.files.multitrack_reader import FrameRange
from stemdesk.gui.base.formatting import format_position
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import no_mnemonic
from stemdesk.gui.player.canvas_gestures import Hit, Part, RangeSelection
from stemdesk.gui.session.time_view import RulerUnits

if TYPE_CHECKING:
    from collections.abc import Callable

    from stemdesk.gui.player.waveform_canvas import WaveformCanvas
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Marker, Practice


class LoopsMenu(QObject):
    #: What is in the loop now is to be exported.
    export_wanted = Signal()

    def __init__(self, parent: QWidget, playback: Playback, practice: Practice, canvas: WaveformCanvas) -> None:
        super().__init__(parent)
        self._parent = parent
        self._playback = playback
        self._practice = practice
        self._canvas = canvas
        canvas.loop_drawn.connect(self.loop_between)
        canvas.loop_pressed.connect(practice.toggle_loop)
        canvas.mute_range_drawn.connect(self._mute)
        canvas.beat_moved.connect(self._move_beat)
        canvas.menu_wanted.connect(self._on_canvas)
        canvas.marker_changed.connect(self._change_marker)
        canvas.marker_renamed.connect(lambda marker, name: self._change_marker(marker, replace(marker, name=name)))
        canvas.range_chosen.connect(self._offer)

    def pop_up(self, at: QPoint) -> None:
        """Loops and markers that are kept."""
        menu = self._menu()
        playback, practice = self._playback, self._practice
        keep = menu.addAction(tr("Save loop…"), self.keep_loop)
        keep.setEnabled(playback.loop is not None)
        menu.addAction(tr("Add marker"), lambda: self.mark(playback.position))
        if practice.loops:
            menu.addSection(tr("Loops"))
            for loop in practice.loops:
                start, end = (
                    format_position(loop.span.start / playback.rate),
                    format_position(loop.span.end / playback.rate),
                )
                words = tr("{name}   {start} – {end}", name=loop.name, start=start, end=end)
                action = menu.addAction(no_mnemonic(words), partial(playback.set_loop, loop.span))
                action.setCheckable(True)
                action.setChecked(loop.span == playback.loop)
            drop = menu.addMenu(tr("Remove a loop"))
            for loop in practice.loops:
                drop.addAction(no_mnemonic(loop.name), partial(practice.drop_loop, loop.name))
        if practice.markers:
            menu.addSection(tr("Markers"))
            for marker in practice.markers:
                words = tr("{name}   {start}", name=marker.name, start=format_position(marker.frame / playback.rate))
                menu.addAction(no_mnemonic(words), partial(playback.seek, marker.frame))
        menu.popup(at)

    # --- loops --------------------------------------------------------------------------------------------------------

    def toggle_loop(self) -> None:
        """A chosen range is looped; else the loop goes on or off."""
        chosen = self._canvas.selection
        if chosen is not None:
            self._loop_range(chosen)
        elif self._playback.frames:
            self._practice.toggle_loop()

    def loop_between(self, start: float, end: float) -> None:
        self._playback.set_loop(self._frames(start, end))

    def _loop_range(self, chosen: RangeSelection) -> None:
        self._canvas.choose(None)
        self.loop_between(chosen.start, chosen.end)

    def move_loop_end(self, frame: int, *, start: bool) -> None:
        """One end of the loop to a frame; beyond its other end, the loop reaches to the song's."""
        playback = self._playback
        loop = playback.loop or self._practice.last_loop or FrameRange(0, playback.frames)
        if start:
            playback.set_loop(FrameRange(frame, loop.end if frame < loop.end else playback.frames))
        else:
            playback.set_loop(FrameRange(loop.start if frame > loop.start else 0, frame))

    def keep_loop(self) -> None:
        names = {loop.name for loop in self._practice.loops}
        self._ask(
            tr("Name of the loop"), _free(lambda n: tr("Loop {number}", number=n), names), self._practice.keep_loop
        )

    def _loop_section(self, frame: int) -> None:
        self._playback.set_loop(self._practice.section_at(frame))

    # --- markers ------------------------------------------------------------------------------------------------------

    def mark(self, frame: int) -> None:
        """A marker at once; its name can be typed over in its place."""
        names = {marker.name for marker in self._practice.markers}
        name = _free(lambda n: tr("Marker {number}", number=n), names)
        self._canvas.edit_marker(self._practice.mark(name, frame))

    def _change_marker(self, marker: Marker, changed: Marker | None) -> None:
        self._practice.change_marker(marker, changed)
        self._canvas.select_marker(changed)

    # --- a chosen range -----------------------------------------------------------------------------------------------

    def _range_actions(self, chosen: RangeSelection) -> list[tuple[str, str, str, Callable[[], object]]]:
        """Words, hint, key, what is done."""
        stem = self._playback.looks.name(self._stem(chosen.track))
        return [
            (tr("Loop"), tr("Loop this range"), "L", lambda: self._loop_range(chosen)),
            (tr("Mute"), tr("Mute {stem} in this range", stem=stem), _key("Delete"),
             lambda: self._mute(chosen.track, chosen.start, chosen.end)),
            (tr("Export…"), tr("Loop this range and export it"), "", lambda: self._export(chosen)),
            (tr("Zoom"), tr("Zoom to this range"), "", lambda: self._zoom(chosen)),
            ("✕", tr("Clear the selection"), _key("Esc"), lambda: self._canvas.choose(None)),
        ]  # fmt: skip

    def _offer(self, chosen: RangeSelection | None) -> None:
        actions = self._range_actions(chosen) if chosen is not None else []
        self._canvas.range_bar.offer([
            (words, f"{hint} ({key})" if key else hint, act) for words, hint, key, act in actions
        ])  # fmt: skip

    def _mute(self, track: int, start: float, end: float) -> None:
        self._canvas.choose(None)
        self._practice.set_mute_ranges(self._stem(track), self._frames(start, end))

    def _export(self, chosen: RangeSelection) -> None:
        self._loop_range(chosen)
        self.export_wanted.emit()

    def _zoom(self, chosen: RangeSelection) -> None:
        span = chosen.end - chosen.start
        self._canvas.timeline.follows = False
        self._canvas.timeline.show(chosen.start - span * 0.05, span * 1.1)

    # --- right clicks -------------------------------------------------------------------------------------------------

    def _on_canvas(self, hit: Hit, at: QPoint) -> None:
        """What can be done with what is there: a marker, the loop, a chosen range, a moment of a track or the ruler."""
        menu = self._menu()
        frame = round(hit.at * self._playback.rate)
        chosen = self._canvas.selection
        if hit.marker is not None:
            self._fill_marker(menu, hit.marker)
        elif chosen is not None and hit.track == chosen.track and chosen.start <= hit.at <= chosen.end:
            for _, words, key, act in self._range_actions(chosen):
                menu.addAction(f"{words}\t{key}", act)
        elif hit.part in (Part.TRACK, Part.RANGE_END):
            self._fill_track(menu, hit.track, frame)
            menu.addSeparator()
            self._fill_moment(menu, frame)
        else:
            self._fill_loop(menu, frame)
            menu.addSeparator()
            self._fill_moment(menu, frame)
            menu.addSeparator()
            self._fill_units(menu)
        menu.popup(at)

    def _fill_marker(self, menu: QMenu, marker: Marker) -> None:
        name = no_mnemonic(marker.name)
        menu.addAction(tr("Rename “{name}”", name=name) + "\tF2", lambda: self._canvas.edit_marker(marker))
        delete = tr("Delete “{name}”", name=name) + f"\t{_key('Delete')}"
        menu.addAction(delete, lambda: self._change_marker(marker, None))
        menu.addSeparator()
        menu.addAction(tr("Loop to the next marker"), lambda: self._loop_section(marker.frame))

    def _fill_loop(self, menu: QMenu, frame: int) -> None:
        playback, practice, chosen = self._playback, self._practice, self._canvas.selection
        if chosen is not None:
            menu.addAction(tr("Loop this range") + "\tL", lambda: self._loop_range(chosen))
        words = tr("Loop on") if playback.loop is None else tr("Loop off")
        menu.addAction(words if chosen is not None else f"{words}\tL", practice.toggle_loop)
        menu.addAction(tr("Loop start here"), lambda: self.move_loop_end(frame, start=True))
        menu.addAction(tr("Loop end here"), lambda: self.move_loop_end(frame, start=False))
        if practice.markers:
            menu.addAction(tr("Loop between the markers here"), lambda: self._loop_section(frame))
        keep = menu.addAction(tr("Save loop…"), self.keep_loop)
        keep.setEnabled(playback.loop is not None)
        away = menu.addAction(tr("Clear the loop"), lambda: practice.remember_loop(None))
        away.setEnabled(practice.last_loop is not None)

    def _fill_track(self, menu: QMenu, track: int, frame: int) -> None:
        practice, loop, stem = self._practice, self._playback.loop, self._stem(track)
        mine = any(span.start <= frame < span.end for span in practice.mute_ranges.get(stem, ()))
        play_it = menu.addAction(tr("Mute {stem} in the loop", stem=no_mnemonic(self._playback.looks.name(stem))))
        play_it.setEnabled(loop is not None)
        if loop is not None:
            play_it.triggered.connect(lambda: practice.set_mute_ranges(stem, loop))
        hear_it = menu.addAction(tr("Unmute this range"), lambda: practice.unsilence(stem, frame))
        hear_it.setEnabled(mine)

    def _fill_moment(self, menu: QMenu, frame: int) -> None:
        practice = self._practice
        menu.addAction(tr("Add marker"), lambda: self.mark(frame))
        if practice.beats is not None:
            menu.addAction(tr("Set downbeat here"), lambda: practice.begin_bar_at(frame))
            menu.addAction(tr("Move the nearest beat here"), lambda: practice.move_beat(frame, frame))
            menu.addAction(tr("Loop four bars from here"), lambda: self._loop_bars(frame, 4))

    def _fill_units(self, menu: QMenu) -> None:
        timeline = self._canvas.timeline
        group = QActionGroup(menu)
        for units, words in (
            (RulerUnits.TIME, tr("Ruler in time")), (RulerUnits.BARS, tr("Ruler in bars")),
            (RulerUnits.BOTH, tr("Ruler in time and bars")),
        ):  # fmt: skip
            action = menu.addAction(words, partial(timeline.set_ruler, units))
            action.setCheckable(True)
            action.setChecked(timeline.ruler is units)
            group.addAction(action)

    # --- small parts --------------------------------------------------------------------------------------------------

    def _stem(self, track: int) -> str:
        loaded_stems = self._playback.loaded_stems
        return loaded_stems.stems[track].stem if loaded_stems is not None else ""

    def _frames(self, start: float, end: float) -> FrameRange:
        rate = self._playback.rate
        return FrameRange(round(start * rate), round(end * rate))

    def _move_beat(self, at: float, to: float) -> None:
        span = (round(at * self._playback.rate), round(to * self._playback.rate))
        self._practice.move_beat(*span)

    def _loop_bars(self, frame: int, bars: int) -> None:
        beats = self._practice.beats
        if beats is None:
            return
        starts = beats.bar_frames
        first = max(0, int(starts.searchsorted(frame + 1)) - 1)
        if len(starts):
            end = starts[first + bars] if first + bars < len(starts) else self._playback.frames
            self._playback.set_loop(FrameRange(int(starts[first]), int(end)))

    def _menu(self) -> QMenu:
        menu = QMenu(self._parent)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _ask(self, title: str, proposal: str, then: Callable[[str], None]) -> None:
        dialog = QInputDialog(self._parent)
        dialog.setWindowTitle(title)
        dialog.setLabelText(title)
        dialog.setTextValue(proposal)
        dialog.textValueSelected.connect(lambda name: then(name.strip()[:80]) if name.strip() else None)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _key(name: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(name).toString(QKeySequence.SequenceFormat.NativeText)


def _free(name: Callable[[int], str], taken: set[str]) -> str:
    """The first numbered name that nothing has yet."""
    return next(name(number) for number in range(1, len(taken) + 2) if name(number) not in taken)
