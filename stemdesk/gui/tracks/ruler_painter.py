"""What lies over and above the waveforms: times, bars, markers, the loop, ranges that are silenced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPolygon

from stemdesk.core.quantities import format_duration
from stemdesk.gui.base.theme import sized
from stemdesk.gui.session.time_view import RulerUnits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.audio.dsp.metronome import BeatGrid
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.session.practice import Marker
    from stemdesk.gui.session.time_view import TimeView

#: The loop and the flags of the markers lie in a lane of their own, above the numbers.
LANE_HEIGHT: Final = 14
_ROW_HEIGHT: Final = 16
_FLAG_TIP: Final = 5
_LONGEST_NAME: Final = 110
_STEPS: Final = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
_BAR_STEPS: Final = (1, 2, 4, 8, 16, 32, 64, 128)
_LEAST_APART: Final = 70
_LEAST_BETWEEN_BEATS: Final = 9


@dataclass(frozen=True, slots=True)
class RulerGeometry:
    """What the painters need: where a moment lies, how wide and high the canvas is, and the frames of a second."""

    theme: Theme
    timeline: TimeView
    width: int
    height: int
    rate: int
    ruler: int

    def x(self, seconds: float) -> int:
        return round(self.timeline.x(seconds, self.width))


def ruler_height(units: RulerUnits) -> int:
    return LANE_HEIGHT + _ROW_HEIGHT * (2 if units is RulerUnits.BOTH else 1)


def paint_ruler(painter: QPainter, sheet: RulerGeometry, beats: BeatGrid | None) -> None:
    """Bars only where beats are known, else times."""
    painter.fillRect(QRect(0, 0, sheet.width, sheet.ruler), sheet.theme.color("surface"))
    painter.fillRect(QRect(0, sheet.ruler - 1, sheet.width, 1), sheet.theme.color("line"))
    painter.setFont(sized(painter.font(), 12))
    units = sheet.timeline.ruler
    bars = _bars(sheet, beats) if beats is not None and units is not RulerUnits.TIME else []
    rows = [bars or _times(sheet)] if units is not RulerUnits.BOTH else [_times(sheet), bars]
    for number, ticks in enumerate(rows):
        bottom = LANE_HEIGHT + _ROW_HEIGHT * (number + 1)
        painter.setPen(sheet.theme.color("muted"))
        for seconds, words in ticks:
            x = sheet.x(seconds)
            painter.fillRect(QRect(x, bottom - 6, 1, 6), sheet.theme.color("muted"))
            if x + 4 + painter.fontMetrics().horizontalAdvance(words) < sheet.width:
                painter.drawText(x + 4, bottom - 4, words)


def _times(sheet: RulerGeometry) -> list[tuple[float, str]]:
    timeline = sheet.timeline
    per_second = sheet.width / timeline.span
    step = next((s for s in _STEPS if s * per_second >= _LEAST_APART), _STEPS[-1])
    first = int(timeline.first / step)
    ticks = []
    for number in range(first, int((timeline.first + timeline.span) / step) + 1):
        at = number * step
        if at < timeline.seconds:
            ticks.append((at, format_duration(at) if step >= 1 else f"{format_duration(at)}.{round(at * 10) % 10}"))
    return ticks


def _bars(sheet: RulerGeometry, beats: BeatGrid) -> list[tuple[float, str]]:
    """(seconds, number) of as many bars as fit."""
    starts = beats.bar_frames / sheet.rate
    if len(starts) < 2:
        return []
    apart = float(np.median(np.diff(starts))) * sheet.width / sheet.timeline.span
    step = next((s for s in _BAR_STEPS if s * apart >= _LEAST_APART * 0.7), _BAR_STEPS[-1])
    first, last = np.searchsorted(starts, [sheet.timeline.first, sheet.timeline.first + sheet.timeline.span]).tolist()
    return [(float(starts[n]), str(n + 1)) for n in range(first - first % step, last, step) if n >= first]


def paint_beats(painter: QPainter, sheet: RulerGeometry, beats: BeatGrid, held: float | None) -> None:
    """Lines on bars, and on beats where there is room; one that is held by the mouse stands out."""
    if held is not None:
        painter.fillRect(QRect(sheet.x(held), sheet.ruler, 2, sheet.height), sheet.theme.color("accent"))
    seconds = beats.frames / sheet.rate
    first, last = np.searchsorted(seconds, [sheet.timeline.first, sheet.timeline.first + sheet.timeline.span]).tolist()
    if last - first < 1:
        return
    apart = sheet.width / (last - first)
    bars = beats.downbeats
    bars = bars[(first <= bars) & (bars < last)]
    others = np.setdiff1d(np.arange(first, last), bars, assume_unique=True)
    for shown, opacity, room in ((others, 0.22, apart), (bars, 0.5, apart * beats.per_bar)):
        if room >= _LEAST_BETWEEN_BEATS:  # hours of music have many, and this is painted with every frame
            painter.setOpacity(opacity)
            for at in seconds[shown].tolist():
                painter.fillRect(QRect(sheet.x(at), sheet.ruler, 1, sheet.height), sheet.theme.color("line"))
    painter.setOpacity(1.0)


def paint_loop_band(painter: QPainter, sheet: RulerGeometry, loop: tuple[float, float]) -> None:
    """The tint over the tracks."""
    left, right = sheet.x(loop[0]), sheet.x(loop[1])
    painter.setOpacity(0.16)
    painter.fillRect(QRect(left, sheet.ruler, right - left, sheet.height), sheet.theme.color("accent"))
    painter.setOpacity(1.0)


def paint_loop_bar(
    painter: QPainter, sheet: RulerGeometry, loop: tuple[float, float], top: int, *, is_on: bool
) -> None:
    """The bar in the ruler, with an end to take hold of on each side; grey while the loop is off."""
    left, right = sheet.x(loop[0]), sheet.x(loop[1])
    color = sheet.theme.color("accent" if is_on else "muted")
    painter.setOpacity(1.0 if is_on else 0.6)
    painter.fillRect(QRect(left, top + 2, right - left, 7), color)
    for x in (left, right - 3):
        painter.fillRect(QRect(x, top + 2, 3, sheet.ruler - 4), color)
    painter.setOpacity(1.0)


def marker_font(font: QFont) -> QFont:
    return sized(font, 11, bold=True)


def marker_flag(metrics: QFontMetrics, name: str, x: int, top: int) -> QRect:
    """Where a marker can be taken hold of; `metrics` are of `marker_font`."""
    words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, _LONGEST_NAME)
    return QRect(x, top + 1, metrics.horizontalAdvance(words) + 9 + _FLAG_TIP, LANE_HEIGHT - 1)


def paint_markers(
    painter: QPainter, sheet: RulerGeometry, markers: Sequence[Marker], top: int, selected: Marker | None
) -> None:
    painter.setFont(marker_font(painter.font()))
    for marker in markers:
        x = sheet.x(marker.frame / sheet.rate)
        if not -200 < x < sheet.width:
            continue
        color = sheet.theme.color("text" if marker == selected else "warn")
        painter.fillRect(QRect(x, top, 1, sheet.height), color)
        words = painter.fontMetrics().elidedText(marker.name, Qt.TextElideMode.ElideRight, _LONGEST_NAME)
        box = marker_flag(painter.fontMetrics(), marker.name, x, top).adjusted(0, 0, -_FLAG_TIP, 0)
        painter.setBrush(QBrush(color))
        painter.setPen(Qt.PenStyle.NoPen)
        tip = QPoint(box.right() + _FLAG_TIP, box.center().y())
        painter.drawPolygon(QPolygon([box.topLeft(), box.topRight(), tip, box.bottomRight(), box.bottomLeft()]))
        painter.setPen(sheet.theme.color("surface"))
        painter.drawText(box.adjusted(4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


def paint_selection(painter: QPainter, sheet: RulerGeometry, span: tuple[float, float], top: int, height: int) -> None:
    """A range of one track that was chosen."""
    left, right = sheet.x(span[0]), sheet.x(span[1])
    painter.setOpacity(0.22)
    painter.fillRect(QRect(left, top + 1, right - left, height - 1), sheet.theme.color("text"))
    painter.setOpacity(0.9)
    for x in (left, right - 1):
        painter.fillRect(QRect(x, top + 1, 1, height - 1), sheet.theme.color("text"))
    painter.setOpacity(1.0)


def paint_unmade(painter: QPainter, sheet: RulerGeometry, since: float) -> None:
    """What of the song is still being made, and the edge of what is there."""
    left = max(-1, sheet.x(since))
    if left >= sheet.width:
        return
    box = QRect(left, sheet.ruler, sheet.width - left, sheet.height - sheet.ruler)
    painter.setOpacity(0.55)
    painter.fillRect(box, sheet.theme.color("bg"))
    painter.setOpacity(0.18)
    painter.fillRect(box, QBrush(sheet.theme.color("muted"), Qt.BrushStyle.BDiagPattern))
    painter.setOpacity(0.9)
    painter.fillRect(QRect(left, sheet.ruler, 2, box.height()), sheet.theme.color("accent"))
    painter.setOpacity(1.0)


def paint_silenced(
    painter: QPainter, sheet: RulerGeometry, spans: Sequence[tuple[float, float]], top: int, height: int
) -> None:
    """Ranges of one track that somebody plays himself."""
    for start, end in spans:
        left, right = sheet.x(start), sheet.x(end)
        box = QRect(left, top + 1, right - left, height - 1)
        painter.setOpacity(0.78)
        painter.fillRect(box, sheet.theme.color("bg"))
        painter.setOpacity(0.6)
        painter.fillRect(box, QBrush(sheet.theme.color("muted"), Qt.BrushStyle.BDiagPattern))
        painter.setOpacity(1.0)
