"""Sections and chord track, one above the other, each with its head at the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from stemdesk.gui.arrangement.chord_track import CHORD_HEIGHT, ChordTrack
from stemdesk.gui.arrangement.section_track import SECTION_HEIGHT, SectionTrack
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import tip
from stemdesk.gui.session.arrangement import GlobalTrack
from stemdesk.gui.widgets.basic import ElidedLabel, button

if TYPE_CHECKING:
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice
    from stemdesk.gui.session.time_view import TimeView


class ArrangementLines(QFrame):
    """`resized`: it is as high as `wanted_height` says now."""

    resized = Signal()

    def __init__(
        self, theme: Theme, timeline: TimeView, playback: Playback, practice: Practice, head_width: int
    ) -> None:
        super().__init__()
        self.setObjectName("globaltracks")
        self._arrangement = practice.arrangement
        self.sections = SectionTrack(theme, timeline, playback, practice)
        self.chords = ChordTrack(theme, timeline, playback, practice)
        self._section_row = self._row(ElidedLabel(tr("Sections"), "trackhead"), self.sections, head_width)
        self._head = button("", tr("Chord settings"), "trackhead")
        self._head.clicked.connect(self._offer_settings)
        self._keys = ElidedLabel("", "trackhead")
        chord_head = QWidget()
        chord_head.setObjectName("transparent")
        inside = QHBoxLayout(chord_head)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self._head)
        inside.addWidget(self._keys, 1)
        self._chord_row = self._row(chord_head, self.chords, head_width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._section_row)
        column.addWidget(self._chord_row)
        self._arrangement.shown_changed.connect(self.show_shown)
        self._arrangement.changed.connect(self._show_head)
        playback.playback_settings_changed.connect(self._show_head)
        self._show_head()
        self.show_shown()

    def _row(self, head: QWidget, line: QWidget, head_width: int) -> QWidget:
        row = QWidget()
        row.setObjectName("transparent")
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        side = QFrame()
        side.setObjectName("trackside")
        side.setFixedWidth(head_width)
        beside = QHBoxLayout(side)
        beside.setContentsMargins(14, 0, 8, 0)
        beside.addWidget(head, 1)
        inside.addWidget(side)
        inside.addWidget(line, 1)
        return row

    @property
    def wanted_height(self) -> int:
        shows = self._arrangement.is_shown
        return shows(GlobalTrack.SECTIONS) * SECTION_HEIGHT + shows(GlobalTrack.CHORDS) * CHORD_HEIGHT

    def move_playhead(self, seconds: float) -> None:
        self.sections.move_playhead(seconds)
        self.chords.move_playhead(seconds)

    def show_shown(self) -> None:
        shows = self._arrangement.is_shown
        self._section_row.setVisible(shows(GlobalTrack.SECTIONS))
        self._chord_row.setVisible(shows(GlobalTrack.CHORDS))
        self.resized.emit()

    def _show_head(self) -> None:
        edits = self._arrangement.edits
        parts = [tr("Chords"), tr("capo {fret}", fret=edits.capo)]
        if edits.simplify:
            parts.append(tr("triads"))
        self._head.setText(" · ".join(parts))
        tip(self._head, tr("Capo, simplified chords, the large view, and back to what was detected"))
        self._keys.say(self.chords.key_words())

    def _offer_settings(self) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        self.chords.fill_settings(menu)
        menu.popup(self._head.mapToGlobal(self._head.rect().bottomLeft()))
