"""Waveforms: how far the sound reaches in each short stretch, computed once per file and kept in the cache.

A pyramid of bytes: each level says of four stretches of the one below how far they reach. Two hours take 1.6 MB a track,
and a picture of any width reads only about as many values as it has columns.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.files.atomic_file import whole_file
from stemdesk.audio.files.partial_stem import PartialReader
from stemdesk.audio.files.reader import open_audio
from stemdesk.core.errors import StemDeskError
from stemdesk.core.private import opened_private, private_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from stemdesk.audio.dsp.buffers import Floats
    from stemdesk.core.jobs import PartialStems

#: Frames per value at the bottom of the pyramid: at 44.1 kHz about 172 a second.
STRIDE: Final = 256
#: Values of one level for each of the next.
STEP: Final = 4
_BLOCK: Final = STRIDE * 512


@dataclass(frozen=True, slots=True)
class Peaks:
    """`levels[n]` has one byte for every `STRIDE * STEP**n` frames: the largest magnitude there, 255 being `loudest`."""

    levels: tuple[NDArray[np.uint8], ...]
    loudest: float
    rate: int

    def columns(self, count: int, first: float, last: float) -> Floats:
        """The largest magnitude in each of `count` columns between two moments (seconds); 0 outside of the file."""
        stride = (last - first) * self.rate / max(1, count)
        level = 0
        while level + 1 < len(self.levels) and STRIDE * STEP ** (level + 1) <= stride:
            level += 1
        values = self.levels[level]
        reach = np.zeros(count, np.float32)
        if not len(values):
            return reach
        edges = np.floor(np.linspace(first, last, count + 1) * self.rate / (STRIDE * STEP**level)).astype(np.int64)
        inside = (edges[:-1] < len(values)) & (edges[1:] >= 0)
        begin, end = int(np.clip(edges[0], 0, len(values))), int(np.clip(edges[-1] + 1, 0, len(values)))
        part = values[begin:end]
        if len(part) and inside.any():
            starts = np.clip(edges[:-1] - begin, 0, len(part) - 1)
            reach[inside] = np.maximum.reduceat(part, starts)[inside] * np.float32(self.loudest / 255)
        return reach


class GrowingPeaks:
    """The peaks of a file that is still being written (`partial`), as far as it goes."""

    def __init__(self, path: Path, partial: PartialStems) -> None:
        self._path = path
        self._partial = partial
        self._reach: Floats = np.zeros(0, np.float32)

    @property
    def seconds(self) -> float:
        """How much of it was read."""
        return len(self._reach) * STRIDE / self._partial.rate

    def read_on(self) -> Peaks:
        """With what has come since the last time. Raises StemDeskError(DISK) where it is gone."""
        reader = PartialReader(self._path, self._partial.rate, self._partial.frames)
        parts = [self._reach]
        try:
            at = len(self._reach) * STRIDE
            reader.seek(at)
            ready = reader.ready
            whole = ready if ready == reader.frames else ready // STRIDE * STRIDE
            while at < whole:
                block = reader.read(min(_BLOCK, whole - at))
                parts.append(_reach(block))
                at += len(block)
        finally:
            reader.close()
        self._reach = np.concatenate(parts)
        return _peaks(self._reach, reader.rate)


def load_peaks(path: Path, cache: Path, stop: Callable[[], bool] = lambda: False) -> Peaks | None:
    """The peaks of a file, from the cache if the file has not changed since; None when `stop` said so.

    Raises StemDeskError as `open_audio`. A cache that cannot be written is no error.
    """
    kept = cache / "peaks" / f"{_fingerprint(path)}.npz"
    with suppress(OSError, ValueError, KeyError), np.load(kept, allow_pickle=False) as data:
        return Peaks(_pyramid(data["bottom"]), float(data["loudest"]), int(data["rate"]))
    peaks = _compute(path, stop)
    if peaks is not None:
        with suppress(OSError, StemDeskError):
            private_folder(kept.parent)
            with whole_file(kept) as part, open(part, "wb", opener=opened_private) as file:
                np.savez(file, bottom=peaks.levels[0], loudest=np.float64(peaks.loudest), rate=np.int64(peaks.rate))
    return peaks


def _compute(path: Path, stop: Callable[[], bool]) -> Peaks | None:
    reader = open_audio(path)
    parts: list[Floats] = [np.zeros(0, np.float32)]
    try:
        while not stop():
            block = reader.read(_BLOCK)
            if not len(block):
                return _peaks(np.concatenate(parts), reader.rate)
            parts.append(_reach(block))
        return None
    finally:
        reader.close()


def _reach(block: Floats) -> Floats:
    sound = np.abs(np.ascontiguousarray(block)).reshape(-1)  # channels side by side: each stretch is one run of numbers
    stretch = STRIDE * block.shape[1]
    whole = len(sound) // stretch * stretch
    parts = [sound[:whole].reshape(-1, stretch).max(axis=1)]
    if whole < len(sound):
        parts.append(sound[whole:].max(keepdims=True))
    return np.concatenate(parts)


def _peaks(reach: Floats, rate: int) -> Peaks:
    loudest = float(reach.max(initial=0.0)) or 1.0
    return Peaks(_pyramid(np.ceil(reach * (255 / loudest)).astype(np.uint8)), loudest, rate)


def _pyramid(bottom: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], ...]:
    levels = [bottom]
    while len(levels[-1]) > STEP:
        levels.append(np.maximum.reduceat(levels[-1], np.arange(0, len(levels[-1]), STEP)))
    return tuple(levels)


def _fingerprint(path: Path) -> str:
    status = path.stat()
    words = f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0{STRIDE} bytes"
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()[:40]
