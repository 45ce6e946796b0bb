"""How loud each semitone is, ten times a second: enough to hear where the harmony changes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import fft

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stemdesk.audio.dsp.buffers import Floats

FRAME_RATE: Final = 10.0
_WINDOW_SECONDS: Final = 0.19
_LOWEST: Final = 55.0
_SEMITONES: Final = 60


class HarmonyChanges:
    """For mono sound at `rate`, in blocks."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._hop = round(rate / FRAME_RATE)
        self._window = 1 << round(np.log2(rate * _WINDOW_SECONDS))
        self._rest: Floats = np.zeros(self._window // 2, np.float32)
        self._parts: list[Floats] = []

    def add(self, sound: Floats) -> None:
        sound = np.concatenate([self._rest, sound.astype(np.float32)])
        count = max(0, (len(sound) - self._window) // self._hop + 1)
        if count:
            pieces = np.lib.stride_tricks.sliding_window_view(sound, self._window)[:: self._hop][:count]
            shape = np.hanning(self._window).astype(np.float32)
            power = np.abs(fft.rfft(pieces * shape, axis=1)) ** 2
            self._parts.append(np.sqrt(power @ _semitones(self._rate, self._window)).astype(np.float32))
        self._rest = sound[count * self._hop :]

    def result(self) -> Floats:
        """(frames, 60): from A1 on."""
        return np.concatenate(self._parts) if self._parts else np.zeros((0, _SEMITONES), np.float32)


def changes(levels: Floats, beats: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much the harmony of each beat differs from that of the beat before, and from two before: 0…1."""
    if not len(levels) or len(beats) < 2:
        return np.zeros(len(beats))
    ends = np.append(beats[1:], 2 * beats[-1] - beats[-2])
    sums = np.concatenate([np.zeros((1, levels.shape[1])), np.sqrt(levels).cumsum(axis=0)])
    first = np.clip(np.round((beats * 0.8 + ends * 0.2) * FRAME_RATE).astype(np.int64), 0, len(levels) - 1)
    last = np.clip(np.round(ends * FRAME_RATE).astype(np.int64), first + 1, len(levels))
    means = sums[last] - sums[first]
    result = np.zeros(len(beats))
    for low, high in ((0, _SEMITONES), (0, 24)):
        octaves = means[:, low:high].reshape(len(beats), -1, 12).sum(axis=1)
        for width in (1, 2):
            result += _differences(octaves, width) / 4
    return result


def _differences(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """Between `width` beats from each on and as many before it: 0 (alike) … 1."""
    padded = np.concatenate([np.zeros((width, 12)), values, np.zeros((width, 12))]).cumsum(axis=0)
    padded = np.concatenate([np.zeros((1, 12)), padded])
    here = np.arange(len(values)) + width
    before, after = padded[here] - padded[here - width], padded[here + width] - padded[here]
    both = []
    for each in (before, after):
        even = each - each.mean(axis=1, keepdims=True)
        both.append(even / (np.linalg.norm(even, axis=1, keepdims=True) + 1e-9))
    result = (1 - (both[0] * both[1]).sum(axis=1)) / 2
    result[0] = 0.5
    return np.asarray(result)


@cache
def _semitones(rate: int, window: int) -> Floats:
    pitches = 12 * np.log2(np.maximum(np.arange(window // 2 + 1) * rate / window, 1.0) / _LOWEST)
    distance = np.abs(pitches[:, None] - np.arange(_SEMITONES))
    return np.asarray(np.maximum(0, 1 - distance), np.float32)
