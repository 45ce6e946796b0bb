"""A track's notes as a piano roll: high ones above, loud ones strong, from left to right as they are played."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.core.music.notes import Note

#: Pixels above the highest note and below the lowest.
_MARGIN: Final = 7.0
_THINNEST, _THICKEST = 2.5, 8.0
_SHORTEST: Final = 2.0
#: A roll spans so many semitones at least: a melody of three notes does not jump from edge to edge.
_LEAST_SPAN: Final = 12


class NoteRoll:
    """Notes by when they begin; finding those of a stretch takes no longer in a long song."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self._notes = sorted(notes, key=lambda note: note.start)
        self._starts = np.array([note.start for note in self._notes])
        #: Up to which moment the notes so far sound.
        self._until = np.maximum.accumulate([note.end for note in self._notes]) if self._notes else np.zeros(0)
        pitches = [note.pitch for note in self._notes] or [60]
        spare = max(0, _LEAST_SPAN - (max(pitches) - min(pitches)))
        self._lowest = min(pitches) - spare / 2
        self._span = max(pitches) - min(pitches) + spare

    def between(self, first: float, last: float) -> list[Note]:
        """Those that sound between two moments."""
        begin = int(np.searchsorted(self._until, first, "right"))
        end = int(np.searchsorted(self._starts, last, "left"))
        return [note for note in self._notes[begin:end] if note.end > first]

    def paint(self, image: QImage, color: str, height: int, left: int, per_second: float) -> None:
        """Over `image`, whose first column is the song's pixel `left`."""
        width = image.width() / image.devicePixelRatio()
        thick = min(_THICKEST, max(_THINNEST, (height - 2 * _MARGIN) / (self._span + 1) * 0.9))
        room = height - 2 * _MARGIN - thick
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        own = QColor(color)
        for note in self.between((left - _SHORTEST) / per_second, (left + width) / per_second):
            x = note.start * per_second - left
            long = max(_SHORTEST, (note.end - note.start) * per_second - 1)
            y = _MARGIN + room * (1 - (note.pitch - self._lowest) / self._span)
            own.setAlphaF(0.55 + 0.45 * min(1.0, note.velocity / 110))
            painter.setBrush(own)
            round_ = min(2.5, long / 2, thick / 2)
            painter.drawRoundedRect(QRectF(x, y, long, thick), round_, round_)
        painter.end()
