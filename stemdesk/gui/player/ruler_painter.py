"""What lies over and above the waveforms: times, bars, markers, the loop, ranges that are silenced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QBrush, QPainter, QPolygon

from stemdesk.core.durations import format_duration
from stemdesk.gui.base.theme import sized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.audio.dsp.metronome import BeatGrid
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.session.practice import Marker
    from stemdesk.gui.session.time_view import TimeView

RULER_HEIGHT: Final = 30
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

    def x(self, seconds: float) -> int:
        return round(self.timeline.x(seconds, self.width))


def paint_ruler(painter: QPainter, sheet: RulerGeometry, beats: BeatGrid | None) -> None:
    """Bars where beats are known, else times."""
    painter.fillRect(QRect(0, 0, sheet.width, RULER_HEIGHT), sheet.theme.color("surface"))
    painter.fillRect(QRect(0, RULER_HEIGHT - 1, sheet.width, 1), sheet.theme.color("line"))
    painter.setFont(sized(painter.font(), 12))
    painter.setPen(sheet.theme.color("muted"))
    bars = _bars(sheet, beats) if beats is not None else []
    for seconds, words in bars or _times(sheet):
        x = sheet.x(seconds)
        painter.fillRect(QRect(x, RULER_HEIGHT - 6, 1, 6), sheet.theme.color("muted"))
        if x + 4 + painter.fontMetrics().horizontalAdvance(words) < sheet.width:
            painter.drawText(x + 4, RULER_HEIGHT - 8, words)


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
    starts = beats.frames[beats.first_bar :: beats.per_bar] / sheet.rate
    if len(starts) < 2:
        return []
    apart = float(np.median(np.diff(starts))) * sheet.width / sheet.timeline.span
    step = next((s for s in _BAR_STEPS if s * apart >= _LEAST_APART * 0.7), _BAR_STEPS[-1])
    first, last = np.searchsorted(starts, [sheet.timeline.first, sheet.timeline.first + sheet.timeline.span]).tolist()
    return [(float(starts[n]), str(n + 1)) for n in range(first - first % step, last, step) if n >= first]


def paint_beats(painter: QPainter, sheet: RulerGeometry, beats: BeatGrid) -> None:
    """Lines on bars, and on beats where there is room."""
    seconds = beats.frames / sheet.rate
    first, last = np.searchsorted(seconds, [sheet.timeline.first, sheet.timeline.first + sheet.timeline.span]).tolist()
    if last - first < 1:
        return
    apart = sheet.width / (last - first)
    for index in range(first, last):
        strong = beats.begins_bar(index)
        if apart >= _LEAST_BETWEEN_BEATS if not strong else apart * beats.per_bar >= _LEAST_BETWEEN_BEATS:
            painter.setOpacity(0.5 if strong else 0.22)
            painter.fillRect(QRect(sheet.x(seconds[index]), RULER_HEIGHT, 1, sheet.height), sheet.theme.color("line"))
    painter.setOpacity(1.0)


def paint_loop_band(painter: QPainter, sheet: RulerGeometry, loop: tuple[float, float]) -> None:
    """The tint over the tracks."""
    left, right = sheet.x(loop[0]), sheet.x(loop[1])
    painter.setOpacity(0.16)
    painter.fillRect(QRect(left, RULER_HEIGHT, right - left, sheet.height), sheet.theme.color("accent"))
    painter.setOpacity(1.0)


def paint_loop_bar(painter: QPainter, sheet: RulerGeometry, loop: tuple[float, float], top: int) -> None:
    """The bar in the ruler, with an end to take hold of on each side."""
    left, right = sheet.x(loop[0]), sheet.x(loop[1])
    painter.fillRect(QRect(left, top + 2, right - left, 7), sheet.theme.color("accent"))
    for x in (left, right - 3):
        painter.fillRect(QRect(x, top + 2, 3, RULER_HEIGHT - 4), sheet.theme.color("accent"))


def paint_markers(painter: QPainter, sheet: RulerGeometry, markers: Sequence[Marker], top: int) -> None:
    painter.setFont(sized(painter.font(), 11, bold=True))
    for marker in markers:
        x = sheet.x(marker.frame / sheet.rate)
        if not -200 < x < sheet.width:
            continue
        painter.fillRect(QRect(x, top, 1, sheet.height), sheet.theme.color("warn"))
        words = painter.fontMetrics().elidedText(marker.name, Qt.TextElideMode.ElideRight, 110)
        box = QRect(x, top + 1, painter.fontMetrics().horizontalAdvance(words) + 9, 13)
        painter.setBrush(QBrush(sheet.theme.color("warn")))
        painter.setPen(Qt.PenStyle.NoPen)
        tip = QPoint(box.right() + 5, box.center().y())
        painter.drawPolygon(QPolygon([box.topLeft(), box.topRight(), tip, box.bottomRight(), box.bottomLeft()]))
        painter.setPen(sheet.theme.color("surface"))
        painter.drawText(box.adjusted(4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


def paint_unmade(painter: QPainter, sheet: RulerGeometry, since: float) -> None:
    """What of the song is still being made, and the edge of what is there."""
    left = max(-1, sheet.x(since))
    if left >= sheet.width:
        return
    box = QRect(left, RULER_HEIGHT, sheet.width - left, sheet.height - RULER_HEIGHT)
    painter.setOpacity(0.55)
    painter.fillRect(box, sheet.theme.color("bg"))
    painter.setOpacity(0.18)
    painter.fillRect(box, QBrush(sheet.theme.color("muted"), Qt.BrushStyle.BDiagPattern))
    painter.setOpacity(0.9)
    painter.fillRect(QRect(left, RULER_HEIGHT, 2, box.height()), sheet.theme.color("accent"))
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
