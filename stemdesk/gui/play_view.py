"""The player on screen: one lane per stem, ruler, playhead, transport, the original, export."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from stemdesk.audio.lanes import Span
from stemdesk.audio.peaks import peaks_of
from stemdesk.audio.orders import Transport
from stemdesk.core.errors import StemDeskError
from stemdesk.gui.accessibility import RowList
from stemdesk.gui.documents import DocumentsBar, open_document
from stemdesk.gui.i18n import show, tr, tr_n
from stemdesk.gui.lane_header import HEADER_WIDTH, LaneHeader
from stemdesk.gui.parts import Elided, button, label
from stemdesk.gui.transport import TransportBar
from stemdesk.gui.waveform import LANE_HEIGHT, RULER_HEIGHT, TALLEST_LANE, WaveCanvas
from stemdesk.gui.wording import rate

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from stemdesk.core.text import Text
    from stemdesk.gui.bridge import Bridge
    from stemdesk.gui.playback import Playback, Record
    from stemdesk.gui.theme import Theme

_FRAME_MS = 16


class PlayView(QWidget):
    """`export_wanted`: the mix as it sounds now is to become a file."""

    export_wanted = Signal()

    def __init__(self, theme: Theme, playback: Playback, bridge: Bridge, cache: Path) -> None:
        super().__init__()
        self._theme = theme
        self._playback = playback
        self._bridge = bridge
        self._cache = cache
        self._headers: list[LaneHeader] = []
        self._selected = -1
        self._last_loop: Span | None = None
        self._stop_peaks = threading.Event()
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="peaks")
        self.setAccessibleName(tr("Play view"))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._build_empty())
        self._stack.addWidget(self._build_player())
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self._show_position)
        playback.opened.connect(self._opened)
        playback.refused.connect(self._refused)
        playback.silent.connect(lambda message: self._transport.show_trouble(show(message)))
        playback.transport_changed.connect(self._transport_changed)
        playback.mix_changed.connect(self._mix_changed)
        playback.loop_changed.connect(self._loop_changed)
        playback.moved.connect(self._show_seconds)

    # --- building -------------------------------------------------------------------------------------------------

    def _build_empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        self._empty = label(tr("Nothing to play yet"), "heading")
        self._empty_note = label(
            tr("Split a song, or drop a folder of stems. They play here side by side."), "muted", wrap=True
        )
        for line in (self._empty, self._empty_note):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line)
        column.addStretch(2)
        return page

    def _build_player(self) -> QWidget:
        page = QWidget()
        self._title = Elided("", "heading", Qt.TextElideMode.ElideMiddle)
        self._note = Elided("", "muted")
        self._original = button(tr("A/B original"), tr("Original"), "pill")
        self._original.setCheckable(True)
        self._original.setToolTip(tr("The song as it was, at the same moment (A)"))
        self._original.clicked.connect(self._playback.set_original)
        export = button(tr("Export…"), tr("Export"), "accent")
        export.clicked.connect(self.export_wanted)
        head = QHBoxLayout()
        head.setSpacing(10)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self._title)
        titles.addWidget(self._note)
        head.addLayout(titles, 1)
        head.addWidget(self._original)
        head.addWidget(export)
        self._canvas = WaveCanvas(self._theme)
        self._canvas.seeked.connect(self._playback.seek_seconds)
        self._canvas.loop_drawn.connect(self.loop_between)
        self._transport = TransportBar(self._theme)
        self._transport.to_start.connect(lambda: self._playback.seek(0))
        self._transport.play_pressed.connect(self._playback.toggle)
        self._transport.loop_pressed.connect(lambda _: self.toggle_loop())
        self._transport.master_changed.connect(self._playback.set_master)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        self._documents = DocumentsBar()
        self._documents.opened.connect(lambda path: open_document(self.window(), self._bridge, path))
        column.addLayout(head)
        column.addWidget(self._documents)
        column.addWidget(self._build_lanes(), 1)
        column.addWidget(self._transport)
        return page

    def _build_lanes(self) -> QWidget:
        self._header_column = QVBoxLayout()
        self._header_column.setContentsMargins(0, RULER_HEIGHT, 0, 0)
        self._header_column.setSpacing(0)
        inside = QWidget()
        inside.setObjectName("transparent")
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        side = RowList()
        side.setAccessibleName(tr("Lanes"))
        side.setFixedWidth(HEADER_WIDTH)
        side.setLayout(self._header_column)
        row.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._canvas, 1, Qt.AlignmentFlag.AlignTop)
        scroll = self._lane_area = _LaneArea()
        scroll.resized.connect(self._fit_lanes)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        scroll.viewport().setObjectName("transparent")
        frame = QFrame()
        frame.setObjectName("card")
        holder = QVBoxLayout(frame)
        holder.setContentsMargins(1, 1, 1, 1)
        holder.addWidget(scroll)
        return frame

    # --- what the window and the keys ask for -----------------------------------------------------------------------

    def is_empty(self) -> bool:
        return self._stack.currentIndex() == 0

    def select_lane(self, lane: int) -> None:
        if lane < len(self._headers):
            self._selected = lane
            self._canvas.select(lane)
            for number, header in enumerate(self._headers):
                header.select(number == lane)

    @property
    def selected_lane(self) -> int:
        return self._selected

    def toggle_loop(self) -> None:
        """The last region again, or the whole song for a start."""
        playback = self._playback
        if playback.loop is not None:
            playback.set_loop(None)
        else:
            playback.set_loop(self._last_loop or Span(0, playback.frames))
        self._loop_changed()

    def loop_between(self, start: float, end: float) -> None:
        hertz = self._playback.rate
        self._playback.set_loop(Span(round(start * hertz), min(round(end * hertz), self._playback.frames)))
        self._loop_changed()

    def move_loop_end(self, *, start: bool) -> None:
        """One end of the loop to the playhead."""
        playback = self._playback
        loop = playback.loop or Span(0, playback.frames)
        at = playback.position
        playback.set_loop(Span(at, loop.end) if start else Span(loop.start, at))
        self._loop_changed()

    def toggle_original(self) -> None:
        if self._playback.has_original:
            self._original.setChecked(not self._playback.is_original)
            self._playback.set_original(not self._playback.is_original)

    def shut(self) -> None:
        self._stop_peaks.set()
        self._pool.shutdown(wait=False, cancel_futures=True)

    # --- following the playback -----------------------------------------------------------------------------------

    def _opened(self, record: Record) -> None:
        playback = self._playback
        self._stop_peaks.set()
        self._stop_peaks = threading.Event()
        seconds = playback.frames / playback.rate
        self._title.say(record.title)
        stems = tr_n("%n stem(s)", len(record.stems))
        self._note.say(" · ".join(part for part in (show(record.note), stems, rate(playback.rate)) if part))
        self._canvas.show_record([stem.stem for stem in record.stems], seconds)
        self._documents.offer(record.documents)
        self._build_headers(record)
        self._transport.show_length(seconds)
        self._transport.show_trouble("")
        self._original.setEnabled(playback.has_original)
        self._last_loop = None
        self._loop_changed()
        self._mix_changed()
        self._show_position()
        self._stack.setCurrentIndex(1)
        for lane, stem in enumerate(record.stems):
            self._bridge.spawn(self._load_peaks(lane, stem.path, self._stop_peaks))

    def _fit_lanes(self) -> None:
        """Few lanes share the room that there is; many keep a readable height and scroll."""
        room = self._lane_area.viewport().height() - RULER_HEIGHT
        height = min(TALLEST_LANE, max(LANE_HEIGHT, room // max(1, len(self._headers))))
        self._canvas.set_lane_height(height)
        for header in self._headers:
            header.setFixedHeight(height)

    def _build_headers(self, record: Record) -> None:
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
            header.chosen.connect(self.select_lane)
            self._headers.append(header)
            self._header_column.addWidget(header)
        self._fit_lanes()
        self._selected = -1
        self._canvas.select(-1)

    async def _load_peaks(self, lane: int, path: Path, stop: threading.Event) -> None:
        with suppress(StemDeskError, OSError):  # a lane without a picture still plays
            peaks = await asyncio.wrap_future(self._pool.submit(peaks_of, path, self._cache, stop.is_set))
            if peaks is not None and not stop.is_set():
                self._canvas.show_peaks(lane, peaks)

    def _refused(self, message: Text) -> None:
        self._stack.setCurrentIndex(0)
        self._empty.setText(tr("These stems cannot be played"))
        self._empty_note.setText(show(message))

    def _transport_changed(self, transport: Transport) -> None:
        playing = transport is Transport.PLAYING
        self._transport.show_playing(playing)
        if playing:
            self._transport.show_trouble("")
            self._frames.start()
        else:
            self._frames.stop()
        self._show_position()

    def _show_position(self) -> None:
        self._show_seconds(self._playback.seconds)

    def _show_seconds(self, seconds: float) -> None:
        self._canvas.move_playhead(seconds)
        self._transport.show_position(seconds)

    def _mix_changed(self) -> None:
        for header, setting in zip(self._headers, self._playback.lanes, strict=False):
            header.show_setting(setting)
        if len(self._headers) == len(self._playback.lanes):
            self._canvas.show_heard([self._playback.is_heard(lane) for lane in range(len(self._headers))])
        self._original.setChecked(self._playback.is_original)

    def _loop_changed(self) -> None:
        loop, hertz = self._playback.loop, self._playback.rate
        if loop is not None:
            self._last_loop = loop
        seconds = None if loop is None else (loop.start / hertz, loop.end / hertz)
        self._canvas.show_loop(seconds)
        self._transport.show_loop(seconds)


class _LaneArea(QScrollArea):
    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
