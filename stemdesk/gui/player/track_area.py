"""The tracks: headers at the left, the canvas at the right, scrolled together; zoom buttons in the corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollBar, QVBoxLayout, QWidget

from stemdesk.audio.dsp.mixer import db_to_gain
from stemdesk.gui.base.accessibility import RowList
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.icons import pixmap, stem_icon_name
from stemdesk.gui.base.plain_text import named, tip
from stemdesk.gui.player.waveform_canvas import MAX_TRACK_HEIGHT, TRACK_HEIGHT, WaveformCanvas
from stemdesk.gui.tracks.notes_bar import NotesBar
from stemdesk.gui.tracks.ruler_painter import ruler_height
from stemdesk.gui.tracks.track_header import HEADER_WIDTH, TrackHeader
from stemdesk.gui.tracks.track_menu import TrackMenu
from stemdesk.gui.widgets.basic import ScrollArea, button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPixmap, QResizeEvent

    from stemdesk.audio.playback.level_meters import Level
    from stemdesk.core.music.notes import Note
    from stemdesk.gui.arrangement.arrangement_lines import ArrangementLines
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.session.loaded_stems import LoadedStems
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.time_view import TimeView

_FINE = 1000


class TrackArea(QFrame):
    """`dragged` carries the tracks that are being dragged out, `notes_near` those whose notes may be, `notes_pulled` those
    whose notes are, `export_wanted` one of which a file is wanted, `midi_wanted` one whose notes are, `split_wanted` the
    file of one that is to be split further."""

    dragged = Signal(object)
    notes_near = Signal(object)
    notes_pulled = Signal(object)
    export_wanted = Signal(int)
    midi_wanted = Signal(int)
    split_wanted = Signal(object)

    def __init__(self, theme: Theme, playback: Playback, timeline: TimeView) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._playback = playback
        self._timeline = timeline
        self._headers: list[TrackHeader] = []
        self._chosen: list[int] = []
        self._lines: ArrangementLines | None = None
        self.canvas = WaveformCanvas(theme, timeline)
        self.canvas.seeked.connect(playback.seek_seconds)
        self.setFocusProxy(self.canvas)
        self._scroll = _Scroll()
        self._scroll.resized.connect(self._fit)
        self._scroll.setWidget(self._build_inside())
        self._scroll.verticalScrollBar().valueChanged.connect(self.canvas.set_top)
        self._build_corner()
        self._menu = TrackMenu(self, playback)
        self._menu.rename_wanted.connect(lambda track: self._headers[track].rename())
        self._menu.export_wanted.connect(self.export_wanted)
        self._menu.midi_wanted.connect(self.midi_wanted)
        self._menu.split_wanted.connect(self.split_wanted)
        playback.looks.changed.connect(self._show_looks)
        playback.reordered.connect(self._reordered)
        self.notes_bar = NotesBar(self)
        self._bar = QScrollBar(Qt.Orientation.Horizontal)
        named(self._bar, tr("Scroll through the song"))
        self._bar.valueChanged.connect(self._bar_moved)
        timeline.changed.connect(self._show_part)
        timeline.ruler_changed.connect(self._ruler_changed)
        below = QHBoxLayout()
        below.setContentsMargins(HEADER_WIDTH, 0, 0, 0)
        below.addWidget(self._bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._scroll)
        column.addLayout(below)
        self._show_part()

    def _build_inside(self) -> QWidget:
        self._header_column = QVBoxLayout()
        self._header_column.setContentsMargins(0, self.canvas.ruler, 0, 0)
        self._header_column.setSpacing(0)
        inside = QWidget()
        inside.setObjectName("transparent")
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        side = RowList()
        named(side, tr("Lanes"))
        side.setFixedWidth(HEADER_WIDTH)
        side.setLayout(self._header_column)
        self._side = side
        self._drop_line = QFrame(side)
        self._drop_line.setObjectName("dropline")
        self._drop_line.hide()
        row.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.canvas, 1, Qt.AlignmentFlag.AlignTop)
        return inside

    def _build_corner(self) -> None:
        """Lies over the top of the headers and stays there."""
        self._corner = corner = QFrame(self._scroll.viewport())
        corner.setObjectName("corner")
        corner.setGeometry(0, 0, HEADER_WIDTH, self.canvas.ruler)
        row = QHBoxLayout(corner)
        row.setContentsMargins(10, 2, 8, 2)
        row.setSpacing(2)
        row.addStretch(1)
        for words, name, act in (
            ("−", tr("Zoom out"), lambda: self.zoom(0.5)), ("+", tr("Zoom in"), lambda: self.zoom(2.0)),
            (tr("Whole song"), tr("Whole song"), self.show_whole),
        ):  # fmt: skip
            made = button(words, name, "tiny")
            tip(made, name)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(act)
            row.addWidget(made)

    def lay_over(self, lines: ArrangementLines) -> None:
        """Lines between the ruler and the tracks, which stay there while the tracks scroll."""
        self._lines = lines
        lines.setParent(self._scroll.viewport())
        lines.show()
        lines.resized.connect(self._ruler_changed)
        for line in (lines.sections, lines.chords):
            line.wheeled.connect(self.canvas.wheelEvent)
        self._ruler_changed()

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_stems(self, loaded_stems: LoadedStems, seconds: float, rate: int) -> None:
        self.canvas.show_stems([stem.stem for stem in loaded_stems.stems], seconds, rate)
        for header in self._headers:
            self._header_column.removeWidget(header)
            header.deleteLater()
        self._headers = []
        for track, stem in enumerate(loaded_stems.stems):
            header = TrackHeader(self._theme, track, stem.stem)
            header.muted.connect(self._playback.mute)
            header.soloed.connect(self._playback.solo)
            header.soloed_only.connect(lambda track, on: self._playback.solo(track, on, only=True))
            header.gain_changed.connect(self._playback.set_gain)
            header.pan_changed.connect(self._playback.set_pan)
            header.chosen.connect(self.select)
            header.chosen_too.connect(self._choose_too)
            header.dragged.connect(self._drag)
            header.notes_near.connect(lambda track: self.notes_near.emit(self._with_notes(track)))
            header.notes_pulled.connect(lambda track: self.notes_pulled.emit(self._with_notes(track)))
            header.renamed.connect(self._rename)
            header.grip_moved.connect(self._grip_moved)
            header.grip_dropped.connect(self._grip_dropped)
            header.menu_wanted.connect(self._menu.pop_up)
            header.grabbed.connect(self._playback.gesture_begun)
            self._headers.append(header)
            self._header_column.addWidget(header)
        self._fit()
        self._show_looks()
        self._show_chosen([])

    def _show_looks(self) -> None:
        loaded_stems, looks = self._playback.loaded_stems, self._playback.looks
        if loaded_stems is None or len(self._headers) != len(loaded_stems.stems):
            return
        for header, stem in zip(self._headers, loaded_stems.stems, strict=True):
            header.show_look(looks.name(stem.stem), looks.color(stem.stem))
        self.canvas.show_colors([looks.color(stem.stem).name() for stem in loaded_stems.stems])
        self.show_mix()

    def show_mix(self) -> None:
        playback = self._playback
        for header, setting in zip(self._headers, playback.tracks, strict=False):
            header.show_setting(setting)
        if len(self._headers) == len(playback.tracks):
            self.canvas.show_heard([playback.is_heard(track) for track in range(len(self._headers))])
            self.canvas.show_gains([db_to_gain(setting.gain_db) for setting in playback.tracks])
            for track, header in enumerate(self._headers):
                header.show_partner(playback.has_partner(track))

    def show_levels(self, levels: Sequence[Level]) -> bool:
        """Says whether any meter is still falling."""
        falling = [header.show_level(level) for header, level in zip(self._headers, levels, strict=False)]
        return any(falling)

    # --- choosing tracks -------------------------------------------------------------------------------------------

    @property
    def selected(self) -> int:
        """The track that was chosen last, -1 for none."""
        return self._chosen[-1] if self._chosen else -1

    def select(self, track: int) -> None:
        if track < len(self._headers) and not (track in self._chosen and len(self._chosen) > 1):
            self._show_chosen([track])

    def _choose_too(self, track: int) -> None:
        others = [other for other in self._chosen if other != track]
        self._show_chosen(others if track in self._chosen else [*others, track])

    def _show_chosen(self, tracks: list[int]) -> None:
        self._chosen = tracks
        self.canvas.select(self.selected)
        for number, header in enumerate(self._headers):
            header.select(number in tracks)

    def _rename(self, track: int, name: str) -> None:
        loaded_stems = self._playback.loaded_stems
        if loaded_stems is not None and self._playback.frames:
            self._playback.looks.rename(loaded_stems.stems[track].stem, name)

    # --- their order -----------------------------------------------------------------------------------------------

    def _reordered(self, order: Sequence[int]) -> None:
        now = {before: track for track, before in enumerate(order)}
        self._headers = [self._headers[track] for track in order]
        for track, header in enumerate(self._headers):
            header.track = track
            self._header_column.insertWidget(track, header)
        self.canvas.reorder(order)
        self._show_chosen([now[track] for track in self._chosen])

    def _gap_at(self, at: QPoint) -> int:
        """Between which tracks a place on the screen is: 0 above the first."""
        y = self._side.mapFromGlobal(at).y() - self.canvas.ruler
        height = max(1, self._headers[0].height())
        return min(len(self._headers), max(0, round(y / height)))

    def _grip_moved(self, track: int, at: QPoint) -> None:
        gap = self._gap_at(at)
        y = self.canvas.ruler + gap * self._headers[0].height()
        self._drop_line.setGeometry(0, y - 1, HEADER_WIDTH, 3)
        self._drop_line.setVisible(gap not in (track, track + 1))
        self._drop_line.raise_()
        self._scroll.ensureVisible(0, y, 0, 20)

    def _grip_dropped(self, track: int, at: QPoint) -> None:
        self._drop_line.hide()
        gap = self._gap_at(at)
        self._playback.move_track(track, gap if gap <= track else gap - 1)

    def _drag(self, track: int) -> None:
        self._drop_line.hide()
        self.dragged.emit(self._together(track))

    def _together(self, track: int) -> list[int]:
        """What goes along when this one is dragged: with a chosen one, all that are."""
        return sorted(self._chosen) if track in self._chosen else [track]

    def show_notes(self, track: int, notes: Sequence[Note] | None) -> None:
        """Of a track, None where none are shown."""
        self.canvas.show_notes(track, notes)
        if track < len(self._headers):
            self._headers[track].show_notes(bool(notes))

    def _with_notes(self, track: int) -> list[int]:
        """Whose notes go along: with Shift, all that are shown."""
        is_all = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        tracks = range(len(self._headers)) if is_all else self._together(track)
        return [number for number in tracks if self._headers[number].has_notes]

    def picture(self, tracks: Sequence[int]) -> QPixmap:
        """What hangs at the mouse while tracks are dragged."""
        loaded_stems = self._playback.loaded_stems
        stem = loaded_stems.stems[tracks[0]].stem if loaded_stems is not None and tracks else "other"
        return pixmap(stem_icon_name(stem), self._playback.looks.color(stem), 22, self.devicePixelRatioF())

    # --- the part of the song that is seen --------------------------------------------------------------------------

    def zoom(self, factor: float) -> None:
        """Around the playhead where it can be seen, else the middle."""
        timeline = self._timeline
        playhead = self.canvas.value() / 1000
        seen = timeline.first <= playhead <= timeline.first + timeline.span
        timeline.zoom(factor, playhead if seen else timeline.first + timeline.span / 2)

    def show_whole(self) -> None:
        self._timeline.show(0.0, self._timeline.seconds)

    def _show_part(self) -> None:
        timeline = self._timeline
        self._bar.blockSignals(True)
        self._bar.setRange(0, round((timeline.seconds - timeline.span) * _FINE))
        self._bar.setPageStep(max(1, round(timeline.span * _FINE)))
        self._bar.setSingleStep(max(1, round(timeline.span * _FINE / 20)))
        self._bar.setValue(round(timeline.first * _FINE))
        self._bar.blockSignals(False)
        self._bar.setVisible(not timeline.is_whole)

    def _bar_moved(self, value: int) -> None:
        self._timeline.scroll(value / _FINE - self._timeline.first)

    def _ruler_changed(self) -> None:
        if self._lines is not None:
            self.canvas.make_room(self._lines.wanted_height)
        self._header_column.setContentsMargins(0, self.canvas.ruler, 0, 0)
        self._corner.setFixedHeight(ruler_height(self._timeline.ruler))
        self._fit()

    def _fit(self) -> None:
        """Few tracks share the room that there is; many keep a readable height and scroll."""
        room = self._scroll.viewport().height() - self.canvas.ruler
        height = min(MAX_TRACK_HEIGHT, max(TRACK_HEIGHT, room // max(1, len(self._headers))))
        self.canvas.set_track_height(height)
        if self._lines is not None:
            top = ruler_height(self._timeline.ruler)
            self._lines.setGeometry(0, top, self._scroll.viewport().width(), self._lines.wanted_height)
        for header in self._headers:
            header.setFixedHeight(height)


class _Scroll(ScrollArea):
    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
