"""Which part of the song is on screen: zoom, scroll, following the playhead; and what the ruler counts in."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Signal

#: The closest look, in seconds across the canvas.
CLOSEST: Final = 2.0
#: Where the playhead sits after the view has turned a page, as a share of it.
_MARGIN: Final = 0.1


class RulerUnits(StrEnum):
    BARS = "bars"
    TIME = "time"
    BOTH = "both"


class TimeView(QObject):
    """Seconds of the song; `first` is at the left edge, `span` across the canvas."""

    changed = Signal()
    #: The ruler counts in something else now (`RulerUnits`).
    ruler_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.0
        self.first = 0.0
        self.span = 1.0
        self.follows = True
        self.ruler = RulerUnits.BARS

    def set_ruler(self, units: RulerUnits) -> None:
        if units is not self.ruler:
            self.ruler = units
            self.ruler_changed.emit(units)

    def begin(self, seconds: float) -> None:
        """Another song, seen whole."""
        self.seconds = seconds
        self.first, self.span = 0.0, max(seconds, 0.01)
        self.follows = True
        self.changed.emit()

    @property
    def is_whole(self) -> bool:
        return self.span >= self.seconds

    def show(self, first: float, span: float) -> None:
        span = min(max(span, min(CLOSEST, self.seconds)), max(self.seconds, 0.01))
        first = min(max(0.0, first), max(0.0, self.seconds - span))
        if (first, span) != (self.first, self.span):
            self.first, self.span = first, span
            self.changed.emit()

    def zoom(self, factor: float, around: float) -> None:
        """Closer (factor above 1) or further; the moment `around` stays where it is."""
        share = (around - self.first) / self.span
        span = min(max(self.span / factor, min(CLOSEST, self.seconds)), max(self.seconds, 0.01))
        self.show(around - share * span, span)

    def scroll(self, seconds: float) -> None:
        """Moves the view; the playhead is left alone until it is asked for again."""
        self.follows = False
        self.show(self.first + seconds, self.span)

    def follow(self, playhead: float) -> None:
        """Turns the page when the playhead leaves the view."""
        if not self.follows or self.is_whole:
            return
        if not self.first <= playhead <= self.first + self.span:
            self.show(playhead - _MARGIN * self.span, self.span)

    def x(self, seconds: float, width: int) -> float:
        return (seconds - self.first) / self.span * width

    def at(self, x: float, width: int) -> float:
        return min(self.seconds, max(0.0, self.first + x / max(1, width) * self.span))
