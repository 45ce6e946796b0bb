"""The menus of loops and markers: named ones to go back to, and what a right click on the canvas offers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from stemdesk.audio.files.multitrack_reader import FrameRange
from stemdesk.gui.base.formatting import format_position, stem_name
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.session.practice import Marker

if TYPE_CHECKING:
    from collections.abc import Callable

    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice


class LoopsMenu(QObject):
    def __init__(self, parent: QWidget, playback: Playback, practice: Practice) -> None:
        super().__init__(parent)
        self._parent = parent
        self._playback = playback
        self._practice = practice

    def pop_up(self, at: QPoint) -> None:
        """Loops and markers that are kept."""
        menu = self._menu()
        playback, practice = self._playback, self._practice
        keep = menu.addAction(tr("Save loop…"), self.keep_loop)
        keep.setEnabled(playback.loop is not None)
        menu.addAction(tr("Add marker…"), lambda: self.mark(playback.position))
        if practice.loops:
            menu.addSection(tr("Loops"))
            for loop in practice.loops:
                start, end = (
                    format_position(loop.span.start / playback.rate),
                    format_position(loop.span.end / playback.rate),
                )
                words = tr("{name}   {start} – {end}", name=loop.name, start=start, end=end)
                action = menu.addAction(words, partial(playback.set_loop, loop.span))
                action.setCheckable(True)
                action.setChecked(loop.span == playback.loop)
            drop = menu.addMenu(tr("Remove a loop"))
            for loop in practice.loops:
                drop.addAction(loop.name, partial(practice.drop_loop, loop.name))
        if practice.markers:
            menu.addSection(tr("Markers"))
            for marker in practice.markers:
                words = tr("{name}   {start}", name=marker.name, start=format_position(marker.frame / playback.rate))
                menu.addAction(words, partial(playback.seek, marker.frame))
        menu.popup(at)

    def on_canvas(self, track: int, seconds: float, at: QPoint) -> None:
        """What can be done at a moment, in the ruler (track -1) or on a track."""
        playback, practice = self._playback, self._practice
        loaded_stems = playback.loaded_stems
        frame = round(seconds * playback.rate)
        menu = self._menu()
        if track >= 0 and loaded_stems is not None:
            stem = loaded_stems.stems[track].stem
            mine = any(span.start <= frame < span.end for span in practice.mute_ranges.get(stem, ()))
            loop = playback.loop
            words = tr("Mute {stem} in the loop", stem=stem_name(stem))
            play_it = menu.addAction(words)
            play_it.setEnabled(loop is not None)
            if loop is not None:
                play_it.triggered.connect(lambda: practice.set_mute_ranges(stem, loop))
            hear_it = menu.addAction(tr("Unmute this range"), lambda: practice.unsilence(stem, frame))
            hear_it.setEnabled(mine)
            menu.addSeparator()
        menu.addAction(tr("Add marker…"), lambda: self.mark(frame))
        if practice.beats is not None:
            menu.addAction(tr("Set downbeat here"), lambda: practice.begin_bar_at(frame))
            menu.addAction(tr("Loop four bars from here"), lambda: self._loop_bars(frame, 4))
        near = min(practice.markers, key=lambda marker: abs(marker.frame - frame), default=None)
        if track < 0 and near is not None:
            menu.addSeparator()
            menu.addAction(tr("Rename “{name}”…", name=near.name), lambda: self.rename(near))
            menu.addAction(tr("Remove “{name}”", name=near.name), lambda: practice.change_marker(near, None))
        menu.popup(at)

    def keep_loop(self) -> None:
        names = {loop.name for loop in self._practice.loops}
        number = next(n for n in range(1, len(names) + 2) if tr("Loop {number}", number=n) not in names)
        self._ask(tr("Name of the loop"), tr("Loop {number}", number=number), self._practice.keep_loop)

    def mark(self, frame: int) -> None:
        proposal = tr("Part {letter}", letter=chr(ord("A") + len(self._practice.markers) % 26))
        self._ask(tr("Name of the marker"), proposal, lambda name: self._practice.mark(name, frame))

    def rename(self, marker: Marker) -> None:
        self._ask(
            tr("Name of the marker"), marker.name,
            lambda name: self._practice.change_marker(marker, Marker(name, marker.frame)),
        )  # fmt: skip

    def _loop_bars(self, frame: int, bars: int) -> None:
        beats = self._practice.beats
        if beats is None:
            return
        starts = beats.frames[beats.first_bar :: beats.per_bar]
        first = max(0, int(starts.searchsorted(frame + 1)) - 1)
        if first + 1 < len(starts):
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
