"""A chart as pages to print: Qt paints a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from stemdesk.core.untrusted.plain_words import plain_line
from stemdesk.gui.base.fonts import fitting, musical
from stemdesk.gui.base.formatting import key_name
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.theme import INK

if TYPE_CHECKING:
    from pathlib import Path

    from stemdesk.core.music.chart import Chart, ChartBar, ChartLine, ChartPart

#: Dots an inch: one for a point, so that sizes are points.
_RESOLUTION: Final = 72
_MARGIN_MM: Final = 16
_BAR_HEIGHT: Final = 26.0
_LINE_GAP: Final = 4.0
_PART_GAP: Final = 14.0
_BARS: Final = 4
_TITLE, _PART, _CHORD, _WORDS, _FACTS = 20, 12, 13, 11, 10


def write_chart_page(chart: Chart, target: Path) -> None:
    """Writes a PDF of as many A4 pages as it takes. Raises OSError."""
    writer = QPdfWriter(str(target))
    writer.setResolution(_RESOLUTION)
    writer.setTitle(plain_line(chart.title))
    writer.setCreator("StemDesk")
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
    )
    writer.setPageLayout(layout)
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(None, "cannot be painted")
    _Page(writer, painter).paint(chart)
    painter.end()


class _Page:
    def __init__(self, writer: QPdfWriter, painter: QPainter) -> None:
        self._writer = writer
        self._painter = painter
        self._width, self._height = float(writer.width()), float(writer.height())
        self._y = 0.0
        self._number = 1

    def paint(self, chart: Chart) -> None:
        title = " – ".join(plain_line(words) for words in (chart.title, chart.artist) if words)
        self._say(title, _TITLE, bold=True)
        self._say(" · ".join(_facts(chart)), _FACTS)
        for part in chart.parts:
            self._part(part)

    def _part(self, part: ChartPart) -> None:
        """Its name never stands alone at the foot of a page."""
        first = _height_of(part.lines[0]) if part.lines else 0.0
        self._make_room(_PART_GAP + _PART * 1.6 + first)
        if self._y:
            self._y += _PART_GAP
        if part.name:
            self._say(plain_line(part.name), _PART, bold=True)
            self._y += _LINE_GAP
        for line in part.lines:
            self._make_room(_height_of(line))
            if line.bars:
                self._bars(line.bars)
            else:
                self._sung(line)

    def _bars(self, bars: tuple[ChartBar, ...]) -> None:
        """A chord stands where its beat is."""
        width = self._width / _BARS
        for n, bar in enumerate(bars):
            left = n * width
            self._painter.setPen(QPen(INK, 0.7))
            self._painter.drawLine(*(round(at) for at in (left, self._y + 3, left, self._y + _BAR_HEIGHT - 3)))
            steps = [(place, words) for place, words in enumerate(bar.steps) if words]
            for number, (place, words) in enumerate(steps):
                at = left + 6 + place * (width - 8) / len(bar.steps)
                following = steps[number + 1][0] if number + 1 < len(steps) else len(bar.steps)
                room = (following - place) * (width - 8) / len(bar.steps) - 3
                self._put(words, QRectF(at, self._y, room, _BAR_HEIGHT), _CHORD)
        right = len(bars) * width
        self._painter.drawLine(*(round(at) for at in (right, self._y + 3, right, self._y + _BAR_HEIGHT - 3)))
        self._y += _BAR_HEIGHT

    def _put(self, words: str, room: QRectF, size: float) -> None:
        """A chord, as large as there is room for."""
        font = musical(_font(words, size, bold=True))
        advance = QFontMetricsF(font, self._writer).horizontalAdvance(words)
        if advance > room.width() > 0:
            font.setPointSizeF(max(6.0, size * room.width() / advance))
        self._painter.setFont(font)
        self._painter.drawText(
            room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip, words
        )

    def _sung(self, line: ChartLine) -> None:
        """Chords over the letters at which they begin; a chord never stands in another."""
        words = plain_line(line.words)
        font = _font(words, _WORDS)
        metrics = QFontMetricsF(font, self._writer)
        if line.over:
            free = 0.0
            for at, name in line.over:
                above = musical(_font(name, _WORDS, bold=True))
                left = max(free, metrics.horizontalAdvance(words[:at]))
                self._painter.setFont(above)
                self._painter.drawText(
                    QRectF(left, self._y, self._width, _WORDS * 1.5), Qt.AlignmentFlag.AlignLeft, name
                )
                free = left + QFontMetricsF(above, self._writer).horizontalAdvance(name) + 4
            self._y += _WORDS * 1.4
        self._painter.setFont(font)
        self._painter.drawText(QRectF(0, self._y, self._width, _WORDS * 1.6), Qt.AlignmentFlag.AlignLeft, words)
        self._y += _WORDS * 1.6 + _LINE_GAP

    def _say(self, words: str, size: int, *, bold: bool = False) -> None:
        if words:
            font = _font(words, size, bold=bold)
            height = QFontMetricsF(font, self._writer).height()
            self._painter.setFont(font)
            self._painter.setPen(INK)
            fitting_words = QFontMetricsF(font, self._writer).elidedText(
                words, Qt.TextElideMode.ElideRight, self._width
            )
            self._painter.drawText(QRectF(0, self._y, self._width, height), Qt.AlignmentFlag.AlignLeft, fitting_words)
            self._y += height

    def _make_room(self, needed: float) -> None:
        """On the next page where this one is full."""
        if self._y + needed > self._height and self._y:
            self._writer.newPage()
            self._y = 0.0


def _height_of(line: ChartLine) -> float:
    if line.bars:
        return _BAR_HEIGHT
    return _WORDS * (3.0 if line.over else 1.6) + _LINE_GAP


def _facts(chart: Chart) -> list[str]:
    found = [
        key_name(chart.key) if chart.key else "", tr("capo {fret}", fret=chart.capo) if chart.capo else "",
        tr("{bpm} BPM", bpm=f"{chart.bpm:.0f}") if chart.bpm else "", f"{chart.beats}/4" if chart.beats else "",
    ]  # fmt: skip
    return [fact for fact in found if fact]


def _font(words: str, size: float, *, bold: bool = False) -> QFont:
    font = fitting(QFont(), words)
    font.setPointSizeF(size)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
