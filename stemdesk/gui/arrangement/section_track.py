"""The sections: coloured parts above the chords; a click loops one, a double click renames."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QActionGroup, QPainter

from stemdesk.core.music import regions
from stemdesk.gui.arrangement.track_line import TrackLine, key_words
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import named, no_mnemonic, tip_of
from stemdesk.gui.base.section_names import (
    SECTION_NAMES,
    is_letter,
    section_color,
    section_kept,
    section_words,
)
from stemdesk.gui.base.theme import sized
from stemdesk.gui.session.arrangement import GlobalTrack, Listening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QMenu

    from stemdesk.core.music.regions import Region
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice
    from stemdesk.gui.session.time_view import TimeView

SECTION_HEIGHT: Final = 22
_EDGE: Final = 3
_FONT: Final = 12


class SectionTrack(TrackLine):
    #: The part that is looped is to be exported.
    export_wanted = Signal()

    def __init__(self, theme: Theme, timeline: TimeView, playback: Playback, practice: Practice) -> None:
        super().__init__(theme, timeline, playback, practice, GlobalTrack.SECTIONS)
        named(self, tr("Sections"))
        self.setFixedHeight(SECTION_HEIGHT)
        playback.loop_changed.connect(self.update)
        self._arrangement.listening_changed.connect(self.update)

    def words_of(self, region: Region) -> str:
        return section_words(region.name)

    @property
    def first_names(self) -> tuple[str, str]:
        return "A", "B"

    def check(self, words: str) -> str:
        return ""

    def take_name(self, index: int, words: str) -> None:
        self.name_part(index, section_kept(words))

    def name_part(self, index: int, name: str) -> None:
        """A letter stands for parts that are alike: all of them get the name."""
        track = self.track
        old = track[index].name
        if is_letter(old):
            self._arrangement.edit(self._which, regions.all_renamed(track, old, name))
        else:
            self._arrangement.edit(self._which, regions.renamed(track, index, name))

    def snaps(self) -> Sequence[float]:
        return self.bar_starts()

    def click(self, index: int) -> None:
        self.loop(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first of its clicks has switched the loop, which is taken back."""
        index = self.region_at(event.position().x())
        if index is not None and event.button() is Qt.MouseButton.LeftButton:
            self.loop(index)
        super().mouseDoubleClickEvent(event)

    def event(self, event: QEvent) -> bool:
        """The tool tip is of the part under the mouse."""
        if event.type() is event.Type.ToolTip:
            index = self.region_at(event.pos().x())  # type: ignore[attr-defined]
            hint = tr("Click to loop this part, double-click to rename it, drag its edge to move it.")
            first = tip_of(tr("Double-click to begin a part here.")) if self.can_begin else ""
            self.setToolTip(first if index is None else tip_of(f"{self.words_of(self.track[index])}\n{hint}"))
        return super().event(event)

    # --- from part to part ----------------------------------------------------------------------------------------------

    def loop_current(self) -> None:
        """The part at the playhead; again: off."""
        index = regions.index_at(self.track, self._playback.seconds)
        if index is not None:
            self.loop(index)

    def looped(self) -> str:
        """The name of the part that is in the loop; empty where it is none."""
        loop = self._playback.loop
        if loop is None:
            return ""
        return next((self.words_of(one) for n, one in enumerate(self.track) if self.span(n) == loop), "")

    # --- the menu -------------------------------------------------------------------------------------------------------

    def fill_menu(self, menu: QMenu, index: int, seconds: float) -> None:
        track, at = self.track, self.snapped(seconds)
        names = menu.addMenu(tr("Name"))
        group = QActionGroup(names)
        for name in SECTION_NAMES:
            action = names.addAction(no_mnemonic(section_words(name)), partial(self.name_part, index, name))
            action.setCheckable(True)
            action.setChecked(track[index].name == name)
            group.addAction(action)
        menu.addAction(key_words(tr("Rename…"), "F2"), lambda: self.rename(index))
        menu.addSeparator()
        is_looped = self._playback.loop == self.span(index)
        menu.addAction(tr("Loop off") if is_looped else tr("Loop this part"), lambda: self.loop(index))
        menu.addAction(tr("Export this part…"), lambda: self._export(index))
        menu.addSeparator()
        menu.addAction(tr("Split here"), lambda: self.split(at))
        playhead = self._playback.seconds
        here = menu.addAction(tr("Split at the playhead"), lambda: self.split(self.snapped(playhead)))
        here.setEnabled(regions.index_at(track, playhead) is not None)
        merge = menu.addAction(tr("Merge with the next"), lambda: self.merge(index))
        merge.setEnabled(index + 1 < len(track))
        menu.addAction(key_words(tr("Delete"), "Delete"), lambda: self.delete(index))
        menu.addSeparator()
        back = menu.addAction(
            tr("Back to the detected sections"), lambda: self._arrangement.back_to_detected(self._which)
        )
        back.setEnabled(self._arrangement.is_edited(self._which))

    def _export(self, index: int) -> None:
        self._playback.set_loop(self.span(index))
        self.export_wanted.emit()

    # --- painting -------------------------------------------------------------------------------------------------------

    def paint_region(self, painter: QPainter, box: QRect, index: int, region: Region) -> None:
        theme, color = self._theme, section_color(region.name)
        inside = box.adjusted(0, 2, -1, -3)
        is_lit = index == self.current or self._playback.loop == self.span(index)
        painter.setOpacity(0.44 if is_lit else 0.24)
        painter.fillRect(inside, color)
        painter.setOpacity(1.0)
        painter.fillRect(QRect(inside.left(), inside.top(), min(_EDGE, inside.width()), inside.height()), color)
        if index == self.selected:
            painter.setPen(theme.color("text"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(inside.adjusted(0, 0, -1, -1))
        painter.setFont(sized(self.font(), _FONT, bold=region.is_own))
        painter.setPen(theme.color("text"))
        words = self.words_of(region)
        place = self.words_in(painter, box, words, left=8)
        if place is None and box.width() >= 4 * _FONT:
            room = QRect(
                max(box.left(), 0) + 8, 0, min(box.right(), self.width()) - max(box.left(), 0) - 10, box.height()
            )
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            place = room if len(words) > 1 else None
        if place is not None:
            painter.drawText(place.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignVCenter, words)

    def paint_nothing(self, painter: QPainter) -> None:
        painter.setFont(sized(self.font(), _FONT))
        painter.setPen(self._theme.color("muted"))
        room = QRect(8, 0, self.width(), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.state_words())

    def state_words(self) -> str:
        """Why there are no parts."""
        match self._arrangement.listening:
            case Listening.GOES_ON:
                return tr("Listening for sections…")
            case Listening.WAITS | Listening.NOTHING:
                return ""
            case _:
                return tr("not detected")
