"""Pictures of waveforms in tiles, and of notes over them, painted once and kept: scrolling only puts them elsewhere."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage

from stemdesk.gui.tracks.note_roll import NoteRoll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

    from stemdesk.audio.analysis.waveform_peaks import Peaks
    from stemdesk.core.music.notes import Note

#: Pixels across one tile.
TILE: Final = 256
#: What the kept pictures may take together.
_MOST_BYTES: Final = 96 << 20
_QUIETEST_SCALE: Final = 0.05
_EDGE: Final = 5
#: How much is left of a waveform behind notes.
_FADED: Final = 0.3


@dataclass(frozen=True, slots=True)
class TileStyle:
    """How a track is painted: colour (#rrggbb), height in pixels, pixels a second, and the screen's pixels per pixel."""

    color: str
    height: int
    per_second: float
    ratio: float


#: Track, tile, look.
_Key = tuple[int, int, TileStyle]


class WaveformTiles:
    """The tracks' peaks and their pictures. A track without peaks yet is a thin line."""

    def __init__(self) -> None:
        self._peaks: list[Peaks | None] = []
        self._gains: list[float] = []
        self._notes: list[Sequence[Note] | None] = []
        self._rolls: list[NoteRoll | None] = []
        self._kept: OrderedDict[_Key, QImage] = OrderedDict()
        self._bytes = 0
        self._scale = 1.0

    def begin(self, tracks: int) -> None:
        self._peaks = [None] * tracks
        self._gains = [1.0] * tracks
        self._notes = [None] * tracks
        self._rolls = [None] * tracks
        self.forget()

    def forget(self) -> None:
        """All pictures, not the peaks: size, zoom or colours have changed."""
        self._kept.clear()
        self._bytes = 0

    def add(self, track: int, peaks: Peaks, since: float = 0.0) -> None:
        """The loudest moment of all tracks fills a track, so that their sizes can be compared.

        Before `since` (seconds) the peaks are those that were known already.
        """
        if track < len(self._peaks):
            self._peaks[track] = peaks
            self._drop(track, since)
            loudest = max(known.loudest for known in self._peaks if known is not None)
            if max(_QUIETEST_SCALE, loudest) != self._scale:
                self._scale = max(_QUIETEST_SCALE, loudest)
                self.forget()

    def clear(self, track: int) -> None:
        """A track of which there is nothing to see."""
        if track < len(self._peaks):
            self._peaks[track] = None
            self._drop(track)

    def set_notes(self, track: int, notes: Sequence[Note] | None) -> None:
        """A track's notes, drawn over its waveform, which fades; None for its waveform alone."""
        if track < len(self._rolls) and notes is not self._notes[track]:
            self._notes[track] = notes
            self._rolls[track] = NoteRoll(notes) if notes else None
            self._drop(track)

    def set_gain(self, track: int, gain: float) -> bool:
        """How much higher than its peaks a track stands; says whether that is new. Only its own pictures are painted again
        (0.2 ms each), so a fader can be dragged."""
        if track >= len(self._gains) or gain == self._gains[track]:
            return False
        self._gains[track] = gain
        self._drop(track)
        return True

    def reorder(self, order: Sequence[int]) -> None:
        """The tracks by their former numbers, topmost first."""
        self._peaks = [self._peaks[track] for track in order]
        self._gains = [self._gains[track] for track in order]
        self._notes = [self._notes[track] for track in order]
        self._rolls = [self._rolls[track] for track in order]
        now = {before: track for track, before in enumerate(order)}
        self._kept = OrderedDict(((now[track], tile, look), image) for (track, tile, look), image in self._kept.items())

    def _drop(self, track: int, since: float = 0.0) -> None:
        for key in [key for key in self._kept if key[0] == track and self._ends(key) > since]:
            self._bytes -= self._kept.pop(key).sizeInBytes()

    def paint(self, painter: QPainter, track: int, look: TileStyle, area: QRect, offset: float) -> None:
        """Paints a track at the top of `area`, as wide as that; `offset` is the song's pixel at x = 0."""
        shift = round(offset)
        for tile in range((area.left() + shift) // TILE, (area.right() + shift) // TILE + 1):
            if tile >= 0:
                painter.drawImage(QPointF(tile * TILE - shift, area.top()), self._image(track, tile, look))

    def _image(self, track: int, tile: int, look: TileStyle) -> QImage:
        peaks = self._peaks[track]
        key = (track, tile, look)
        image = self._kept.get(key)
        if image is None:
            image = self._kept[key] = self._draw(peaks, tile, look, self._gains[track], self._rolls[track])
            self._bytes += image.sizeInBytes()
            while self._bytes > _MOST_BYTES:
                self._bytes -= self._kept.popitem(last=False)[1].sizeInBytes()
        else:
            self._kept.move_to_end(key)
        return image

    @staticmethod
    def _ends(key: _Key) -> float:
        """The moment at a tile's right edge."""
        _, tile, look = key
        return (tile + 1) * TILE / look.per_second

    def _draw(
        self, peaks: Peaks | None, tile: int, look: TileStyle, gain: float = 1.0, roll: NoteRoll | None = None
    ) -> QImage:
        color, ratio = QColor(look.color), look.ratio
        columns, rows = round(TILE * ratio), round(look.height * ratio)
        middle = (rows - 1) / 2
        if peaks is None:
            reach, strength = np.full(columns, 0.5, np.float32), 0.35
        else:
            first, last = tile * TILE / look.per_second, (tile + 1) * TILE / look.per_second
            found = peaks.columns(columns, first, last) * np.float32(gain / self._scale)
            reach, strength = np.maximum(0.6 * ratio, np.minimum(found, 1.0) * (middle - _EDGE * ratio)), 1.0
        if roll is not None:
            strength *= _FADED
        away = np.abs(np.arange(rows, dtype=np.float32) - middle)
        cover = np.clip((reach[None, :] - away[:, None] + 0.5) * (255 * strength), 0, 255 * strength).astype(np.uint8)
        pixels = _premultiplied(color)[cover]
        image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied).copy()
        image.setDevicePixelRatio(ratio)
        if roll is not None:
            roll.paint(image, look.color, look.height, tile * TILE, look.per_second)
        return image


def _premultiplied(color: QColor) -> NDArray[np.uint32]:
    """The colour at each of 256 opacities, as Qt's pixels."""
    alpha = np.arange(256, dtype=np.uint32)
    red, green, blue = (alpha * part // 255 for part in (color.red(), color.green(), color.blue()))
    return np.asarray(alpha << 24 | red << 16 | green << 8 | blue, np.uint32)
