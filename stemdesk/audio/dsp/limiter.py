"""The master's limiter: what would clip is turned down for as long as needed; everything else passes bit for bit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from stemdesk.audio.dsp.buffers import Floats

#: Frames that it looks ahead, which is also how late the sound leaves it (1.5 ms at 44.1 kHz).
DELAY: Final = 64
_RELEASE_SECONDS: Final = 0.15


class Limiter:
    """For stereo blocks of any length. While nothing exceeds full scale it only delays by `DELAY` frames."""

    def __init__(self, rate: int, largest: int) -> None:
        self._step = 1.0 / (_RELEASE_SECONDS * rate)
        self._sound = np.zeros((DELAY + largest, 2), np.float32)
        self._room = np.ones(2 * DELAY)
        self.is_working = False

    def apply(self, sound: Floats) -> None:
        """Limits `sound` (frames, 2) in place."""
        frames = len(sound)
        line = self._sound[: DELAY + frames]
        line[DELAY:] = sound
        peak = max(float(sound.max(initial=0.0)), -float(sound.min(initial=0.0)))
        if peak > 1.0 or self.is_working:
            sound[:] = line[:frames] * self._gains(sound)[:, None]
            np.clip(sound, -1.0, 1.0, out=sound)  # rounding, one part in ten million
        else:
            sound[:] = line[:frames]
        self._sound[:DELAY] = line[frames:]

    def _gains(self, sound: Floats) -> Floats:
        """A gain for each of the frames that leave now: the lowest that is needed within reach, smoothed over it."""
        frames = len(sound)
        need = 1.0 / np.maximum(1.0, np.abs(sound).max(axis=1).astype(np.float64))
        slope = self._step * np.arange(frames)
        recovering = np.minimum.accumulate(np.concatenate([[self._room[-1] + self._step], need - slope]))[1:] + slope
        room = np.concatenate([self._room, np.minimum(1.0, np.minimum(need, recovering))])
        lowest = room
        reach = 1
        while reach < DELAY + 1:
            wide = min(reach, DELAY + 1 - reach)
            lowest = np.minimum(lowest[wide:], lowest[:-wide])
            reach += wide
        sums = np.concatenate([[0.0], np.cumsum(lowest)])
        smooth = (sums[DELAY:] - sums[:-DELAY]) / DELAY
        self._room = room[-2 * DELAY :]
        self.is_working = bool(self._room.min() < 1.0)
        return np.asarray(np.minimum(1.0, smooth[-frames:]), np.float32)
