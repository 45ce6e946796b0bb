"""Waveforms: the loudest and quietest sample of each short stretch, computed once per file and kept in the cache."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.decode import open_audio

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stemdesk.audio.mixer import Floats

#: Frames per peak: at 44.1 kHz about 172 a second, finer than a screen pixel for any song seen whole.
STRIDE: Final = 256
_BLOCK: Final = STRIDE * 512


@dataclass(frozen=True, slots=True)
class Peaks:
    """`low` and `high` have one value for every `STRIDE` frames, over all channels."""

    low: Floats
    high: Floats
    rate: int

    def columns(self, count: int, first: float, last: float) -> tuple[Floats, Floats]:
        """Lowest and highest value of each of `count` columns between two moments (seconds)."""
        edges = np.linspace(first * self.rate / STRIDE, last * self.rate / STRIDE, count + 1).astype(int)
        starts = np.clip(edges[:-1], 0, max(0, len(self.low) - 1))
        if not len(self.low):
            return np.zeros(count, np.float32), np.zeros(count, np.float32)
        low = np.minimum.reduceat(self.low, starts)
        high = np.maximum.reduceat(self.high, starts)
        low[edges[:-1] >= len(self.low)] = 0
        high[edges[:-1] >= len(self.low)] = 0
        return low, high


def peaks_of(path: Path, cache: Path, stop: Callable[[], bool] = lambda: False) -> Peaks | None:
    """The peaks of a file, from the cache if the file has not changed since; None when `stop` said so.

    Raises StemDeskError as `open_audio`. A cache that cannot be written is no error.
    """
    kept = cache / "peaks" / f"{_fingerprint(path)}.npz"
    with suppress(OSError, ValueError, KeyError), np.load(kept, allow_pickle=False) as data:
        return Peaks(data["low"], data["high"], int(data["rate"]))
    peaks = _compute(path, stop)
    if peaks is not None:
        with suppress(OSError):
            kept.parent.mkdir(parents=True, exist_ok=True)
            part = kept.with_suffix(f".{os.getpid()}.part")
            with part.open("wb") as file:
                np.savez(file, low=peaks.low, high=peaks.high, rate=np.int64(peaks.rate))
            part.replace(kept)
    return peaks


def _compute(path: Path, stop: Callable[[], bool]) -> Peaks | None:
    reader = open_audio(path)
    lows: list[Floats] = []
    highs: list[Floats] = []
    try:
        while not stop():
            block = reader.read(_BLOCK)
            if not len(block):
                empty = np.zeros(0, np.float32)
                return Peaks(np.concatenate([empty, *lows]), np.concatenate([empty, *highs]), reader.rate)
            starts = np.arange(0, len(block), STRIDE)
            lows.append(np.minimum.reduceat(block.min(axis=1), starts))
            highs.append(np.maximum.reduceat(block.max(axis=1), starts))
        return None
    finally:
        reader.close()


def _fingerprint(path: Path) -> str:
    status = path.stat()
    return hashlib.sha256(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0{STRIDE}".encode()).hexdigest()[:40]
