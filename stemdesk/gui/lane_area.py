"""The lanes: headers at the left, the canvas at the right, scrolled together; zoom buttons in the corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from stemdesk.gui.accessibility import RowList
from stemdesk.gui.i18n import tr
from stemdesk.gui.icons import pixmap, stem_icon_name
from stemdesk.gui.lane_header import HEADER_WIDTH, LaneHeader
from stemdesk.gui.parts import button
from stemdesk.gui.plain import named, tip
from stemdesk.gui.ruler import RULER_HEIGHT
from stemdesk.gui.theme import stem_color
from stemdesk.gui.waveform import LANE_HEIGHT, TALLEST_LANE, WaveCanvas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPixmap, QResizeEvent

    from stemdesk.audio.meters import Level
    from stemdesk.gui.loaded_stems import Record
    from stemdesk.gui.playback import Playback
    from stemdesk.gui.theme import Theme
    from stemdesk.gui.timeline import Timeline

_FINE = 1000


class LaneArea(QFrame):
    """`dragged` carries the lanes that are being dragged out."""

    dragged = Signal(object)

    def __init__(self, theme: Theme, playback: Playback, timeline: Timeline) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._playback = playback
        self._timeline = timeline
        self._headers: list[LaneHeader] = []
        self._chosen: list[int] = []
        self.canvas = WaveCanvas(theme, timeline)
        self.canvas.seeked.connect(playback.seek_seconds)
        self._scroll = _Scroll()
        self._scroll.resized.connect(self._fit)
        self._scroll.setWidget(self._build_inside())
        self._scroll.verticalScrollBar().valueChanged.connect(self.canvas.set_top)
        self._corner = self._build_corner()
        self._bar = QScrollBar(Qt.Orientation.Horizontal)
        named(self._bar, tr("Scroll through the song"))
        self._bar.valueChanged.connect(self._bar_moved)
        timeline.changed.connect(self._show_part)
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
        self._header_column.setContentsMargins(0, RULER_HEIGHT, 0, 0)
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
        row.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.canvas, 1, Qt.AlignmentFlag.AlignTop)
        return inside

    def _build_corner(self) -> QFrame:
        """Lies over the top of the headers and stays there."""
        corner = QFrame(self._scroll.viewport())
        corner.setObjectName("corner")
        corner.setGeometry(0, 0, HEADER_WIDTH, RULER_HEIGHT)
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
        return corner

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_record(self, record: Record, seconds: float, rate: int) -> None:
        self.canvas.show_record([stem.stem for stem in record.stems], seconds, rate)
        for header in self._headers:
            self._header_column.removeWidget(header)
            header.deleteLater()
        self._headers = []
        for lane, stem in enumerate(record.stems):
            header = LaneHeader(self._theme, lane, stem.stem)
            header.muted.connect(self._playback.mute)
            header.soloed.connect(self._playback.solo)
            header.soloed_only.connect(lambda lane, on: self._playback.solo(lane, on, only=True))
            header.gain_changed.connect(self._playback.set_gain)
            header.pan_changed.connect(self._playback.set_pan)
            header.chosen.connect(self.select)
            header.chosen_too.connect(self._choose_too)
            header.dragged.connect(self._drag)
            self._headers.append(header)
            self._header_column.addWidget(header)
        self._fit()
        self._show_chosen([])

    def show_mix(self) -> None:
        playback = self._playback
        for header, setting in zip(self._headers, playback.lanes, strict=False):
            header.show_setting(setting)
        if len(self._headers) == len(playback.lanes):
            self.canvas.show_heard([playback.is_heard(lane) for lane in range(len(self._headers))])

    def show_levels(self, levels: Sequence[Level]) -> bool:
        """Says whether any meter is still falling."""
        falling = [header.show_level(level) for header, level in zip(self._headers, levels, strict=False)]
        return any(falling)

    # --- choosing lanes -------------------------------------------------------------------------------------------

    @property
    def selected(self) -> int:
        """The lane that was chosen last, -1 for none."""
        return self._chosen[-1] if self._chosen else -1

    def select(self, lane: int) -> None:
        if lane < len(self._headers) and not (lane in self._chosen and len(self._chosen) > 1):
            self._show_chosen([lane])

    def _choose_too(self, lane: int) -> None:
        others = [other for other in self._chosen if other != lane]
        self._show_chosen(others if lane in self._chosen else [*others, lane])

    def _show_chosen(self, lanes: list[int]) -> None:
        self._chosen = lanes
        self.canvas.select(self.selected)
        for number, header in enumerate(self._headers):
            header.select(number in lanes)

    def _drag(self, lane: int) -> None:
        self.dragged.emit(sorted(self._chosen) if lane in self._chosen else [lane])

    def picture(self, lanes: Sequence[int]) -> QPixmap:
        """What hangs at the mouse while lanes are dragged."""
        record = self._playback.record
        stem = record.stems[lanes[0]].stem if record is not None and lanes else "other"
        return pixmap(stem_icon_name(stem), stem_color(stem), 22, self.devicePixelRatioF())

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

    def _fit(self) -> None:
        """Few lanes share the room that there is; many keep a readable height and scroll."""
        room = self._scroll.viewport().height() - RULER_HEIGHT
        height = min(TALLEST_LANE, max(LANE_HEIGHT, room // max(1, len(self._headers))))
        self.canvas.set_lane_height(height)
        for header in self._headers:
            header.setFixedHeight(height)


class _Scroll(QScrollArea):
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setObjectName("transparent")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
