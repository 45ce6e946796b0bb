"""The chord track: what is played, above the lanes; a click plays from there, a double click renames."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter

from stemdesk.core.music import regions
from stemdesk.core.music.chords import transposed_key
from stemdesk.gui.arrangement.chord_names import ChordNames
from stemdesk.gui.arrangement.track_line import TrackLine, key_words
from stemdesk.gui.base.fonts import musical
from stemdesk.gui.base.formatting import certainty, key_name
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import described, named, tip_of
from stemdesk.gui.base.theme import sized
from stemdesk.gui.session.arrangement import MAX_CAPO, NO_CHORD, GlobalTrack, Listening
from stemdesk.gui.widgets.basic import button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QMenu

    from stemdesk.core.music.regions import Region
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.session.arrangement import Arrangement
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice
    from stemdesk.gui.session.time_view import TimeView

CHORD_HEIGHT: Final = 26
#: Below this certainty a chord is muted, as elsewhere.
_UNCERTAIN: Final = 0.5
#: Boundaries nearer than this are not drawn: the line would be nothing else.
_LEAST_APART: Final = 5
_DOT_WIDTH: Final = 10
_FONTS: Final = (13, 11)
_STATE_FONT: Final = 12


class ChordTrack(TrackLine):
    #: The large view is wanted.
    large_wanted = Signal()
    #: A chart is to be exported.
    chart_wanted = Signal()
    #: The trained file is to be got.
    file_wanted = Signal()

    def __init__(self, theme: Theme, timeline: TimeView, playback: Playback, practice: Practice) -> None:
        super().__init__(theme, timeline, playback, practice, GlobalTrack.CHORDS)
        self.names = ChordNames(practice, playback)
        named(self, tr("Chord track"))
        self.setFixedHeight(CHORD_HEIGHT)
        playback.playback_settings_changed.connect(self.update)
        self._get = button(tr("Get"), tr("Get the file for chords"), "link")
        self._get.setParent(self)
        self._get.clicked.connect(self.file_wanted)
        self._arrangement.listening_changed.connect(self._show_state)
        self._show_state()

    def _show_state(self) -> None:
        self._get.setVisible(self._arrangement.listening is Listening.NEEDS_FILE and not self.track)
        if not self._get.isHidden():
            font = sized(self.font(), _STATE_FONT)
            left = 8 + QFontMetrics(font).horizontalAdvance(self.state_words()) + 6
            width = self._get.sizeHint().width()
            self._get.setGeometry(max(0, min(left, self.width() - width)), 0, width, self.height() - 1)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show_state()
        super().resizeEvent(event)

    # --- what a chord is called -----------------------------------------------------------------------------------------

    def words_of(self, region: Region) -> str:
        return self.names.read(region.name)

    @property
    def first_names(self) -> tuple[str, str]:
        return NO_CHORD, NO_CHORD

    def check(self, words: str) -> str:
        if self.names.typed(words) is not None:
            return ""
        return tr("Type a chord: Am, F♯m7, Bb7, Csus4, G/B, or N for none.")

    def take_name(self, index: int, words: str) -> None:
        name = self.names.typed(words)
        if name is not None:
            self._arrangement.edit(self._which, regions.renamed(self.track, index, name))

    def snaps(self) -> Sequence[float]:
        return self.beat_moments()

    def click(self, index: int) -> None:
        self._playback.seek_seconds(self.track[index].start)

    def move_playhead(self, seconds: float) -> None:
        before = self.current
        super().move_playhead(seconds)
        if self.current != before:
            index = self.current
            described(self, "" if index is None else self.words_of(self.track[index]) or tr("no chord"))

    def event(self, event: QEvent) -> bool:
        """The tool tip is of the chord under the mouse."""
        if event.type() is event.Type.ToolTip:
            index = self.region_at(event.pos().x())  # type: ignore[attr-defined]
            self.setToolTip(tip_of(self._about(index)))
        return super().event(event)

    def _about(self, index: int | None) -> str:
        if index is None:
            hint = tr("Double-click to write what is played here.") if self.can_begin else ""
            return "" if self.track else f"{self.state_words()}\n{hint}".strip()
        region = self.track[index]
        words = self.names.sounding(region.name) or tr("no chord")
        if self._arrangement.edits.capo and region.name != NO_CHORD:
            words = tr("{grip} with the capo, sounds as {chord}", grip=self.words_of(region), chord=words)
        sure = tr("edited by you") if region.is_own else certainty(region.certainty)
        return f"{words} · {sure}\n{tr('Click to play from here, double-click to rename, drag its edge to move it.')}"

    # --- the menu -------------------------------------------------------------------------------------------------------

    def fill_menu(self, menu: QMenu, index: int, seconds: float) -> None:
        at = self.snapped(seconds)
        menu.addAction(key_words(tr("Rename…"), "F2"), lambda: self.rename(index))
        menu.addAction(tr("Insert a chord here…"), lambda: self._insert(at))
        menu.addAction(tr("Split here"), lambda: self.split(at))
        merge = menu.addAction(tr("Merge with the next"), lambda: self.merge(index))
        merge.setEnabled(index + 1 < len(self.track))
        menu.addAction(key_words(tr("Delete"), "Delete"), lambda: self.delete(index))
        menu.addSeparator()
        is_looped = self._playback.loop == self.span(index)
        menu.addAction(tr("Loop off") if is_looped else tr("Loop this chord"), lambda: self.loop(index))
        menu.addSeparator()
        self.fill_settings(menu)

    def fill_settings(self, menu: QMenu) -> None:
        """What is about all chords; the head of the line offers it too."""
        arrangement = self._arrangement
        capo = menu.addMenu(tr("Capo"))
        for fret in range(MAX_CAPO + 1):
            words = tr("none") if not fret else tr("fret {fret}", fret=fret)
            action = capo.addAction(words, partial(arrangement.set_capo, fret))
            action.setCheckable(True)
            action.setChecked(fret == arrangement.edits.capo)
        simple = menu.addAction(
            tr("Simplify (triads only)"), lambda: arrangement.set_simplify(not arrangement.edits.simplify)
        )
        simple.setCheckable(True)
        simple.setChecked(arrangement.edits.simplify)
        menu.addAction(key_words(tr("Large chords"), "K"), self.large_wanted.emit)
        chart = menu.addAction(tr("Export chart…"), self.chart_wanted.emit)
        chart.setEnabled(arrangement.has_chords)
        menu.addSeparator()
        back = menu.addAction(tr("Back to the detected chords"), lambda: arrangement.back_to_detected(self._which))
        back.setEnabled(arrangement.is_edited(self._which))

    def _insert(self, seconds: float) -> None:
        """A chord from here on, whose name is typed at once; at a chord's own beginning, that one."""
        index = self.split(seconds)
        if index is None:
            index = regions.index_at(self.track, seconds)
        if index is not None:
            self.rename(index)

    # --- painting -------------------------------------------------------------------------------------------------------

    def paint_region(self, painter: QPainter, box: QRect, index: int, region: Region) -> None:
        theme, is_current = self._theme, index == self.current
        if is_current and region.name != NO_CHORD:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(box.adjusted(1, 2, -1, -3), 4, 4)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        elif index and box.width() >= _LEAST_APART:
            painter.fillRect(QRect(box.left(), 5, 1, box.height() - 10), theme.color("line"))
        if index == self.selected:
            painter.setPen(theme.color("text"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(1, 2, -2, -4))
        words = self.words_of(region) if box.width() >= _DOT_WIDTH else ""
        if not words:
            return
        token = "on_accent" if is_current else "muted" if region.certainty < _UNCERTAIN else "text"
        painter.setPen(theme.color(token))
        large, small = _FONTS
        for shown, size in ((words, large), (words, small), *((short, small) for short in shortened(words))):
            painter.setFont(sized(musical(self.font()), size, bold=True))
            place = self.words_in(painter, box, shown, left=6 if size == large else 3)
            if place is not None:
                words = shown
                break
        if place is not None:
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
            if region.is_own:
                width = QFontMetrics(painter.font()).horizontalAdvance(words)
                painter.fillRect(QRect(place.left(), box.height() - 5, width, 1), painter.pen().color())
        elif box.left() >= 0 and box.right() <= self.width():
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "·")

    def paint_nothing(self, painter: QPainter) -> None:
        painter.setFont(sized(self.font(), _STATE_FONT))
        painter.setPen(self._theme.color("muted"))
        right = self.width() if self._get.isHidden() else self._get.x()
        room = QRect(8, 0, right - 14, self.height())
        words = painter.fontMetrics().elidedText(self.state_words(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def state_words(self) -> str:
        return listening_words(self._arrangement)

    def key_words(self) -> str:
        """The keys one after the other, where there is more than one."""
        keys = self._arrangement.keys
        if len(keys) < 2:
            return ""
        return " → ".join(key_name(transposed_key(key.name, self.names.semitones)) for key in keys)


def shortened(words: str) -> tuple[str, ...]:
    """What is left of a chord's name where there is no room for it, before there is only a dot: `F♯m7♭5` → `F♯m…`, `F♯…`."""
    root = words[: 2 if words[1:2] in ("♯", "♭") else 1]
    minor = f"{root}m" if words.startswith(f"{root}m") and not words.startswith(f"{root}maj") else root
    return tuple(f"{short}…" for short in dict.fromkeys((minor, root)) if short != words)


def listening_words(arrangement: Arrangement) -> str:
    """Why there are no chords."""
    percent = None if arrangement.fraction is None else round(100 * arrangement.fraction)
    match arrangement.listening:
        case Listening.WAITS:
            words = tr("Chords come as soon as the song is separated.")
        case Listening.GOES_ON if percent is not None:
            words = tr("Listening for chords… {percent} %", percent=percent)
        case Listening.GOES_ON:
            words = tr("Listening for chords…")
        case Listening.GETS_FILE:
            words = tr("Getting the file for chords… {percent} %", percent=percent or 0)
        case Listening.DONE:
            words = tr("not detected")
        case _:
            words = arrangement.trouble
    return words
