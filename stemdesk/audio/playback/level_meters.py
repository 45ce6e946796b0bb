"""Levels of each track and of the sum, written by the audio callback, read by whoever shows them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from stemdesk.audio.dsp.buffers import Floats

_KEPT: Final = 128
_SILENCE_DB: Final = -120.0


@dataclass(frozen=True, slots=True)
class Level:
    """Peak and root mean square in dB relative to full scale."""

    peak_db: float
    rms_db: float


SILENCE: Final = Level(_SILENCE_DB, _SILENCE_DB)


class LevelMeters:
    """The last blocks: their levels (tracks + 1, 2: peak, mean square) and the moments at which they are heard."""

    def __init__(self, tracks: int) -> None:
        self._levels = np.zeros((_KEPT, tracks + 1, 2), np.float32)
        self._moments = np.zeros(_KEPT)
        self._count = 0
        self._read_until = 0.0

    def next(self) -> Floats:
        """Where the callback writes the levels of its block; `wrote` makes them known."""
        row: Floats = self._levels[self._count % _KEPT]
        return row

    def wrote(self, moment: float) -> None:
        self._moments[self._count % _KEPT] = moment
        self._count += 1

    def read(self, now: float | None = None) -> list[Level]:
        """Levels of what has been heard since the last reading: tracks first, the sum last."""
        now = time.perf_counter() if now is None else now
        heard = (self._moments > self._read_until) & (self._moments <= now)
        self._read_until = now
        if not heard.any():
            return [SILENCE] * self._levels.shape[1]
        found = self._levels[heard]
        peaks = _db(found[:, :, 0].max(axis=0), 20.0)
        means = _db(found[:, :, 1].mean(axis=0), 10.0)
        return [Level(float(peak), float(mean)) for peak, mean in zip(peaks, means, strict=True)]


def _db(values: Floats, factor: float) -> Floats:
    return np.asarray(factor * np.log10(np.maximum(values, 10 ** (_SILENCE_DB / factor))), np.float32)
