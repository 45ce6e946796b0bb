"""The master's limiter: what would clip is turned down for as long as needed; everything else passes bit for bit.

A stereo-linked look-ahead *sample*-peak limiter at 0 dBFS: peaks between samples (true peaks, ITU-R BS.1770) may still
exceed full scale in a converter. Attack is the look-ahead, release 150 ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from stemdesk.audio.dsp.buffers import Floats

#: Frames that it looks ahead, which is also how late the sound leaves it (1.5 ms at 44.1 kHz).
LOOKAHEAD_FRAMES: Final = 64
_RELEASE_SECONDS: Final = 0.15


class Limiter:
    """For stereo blocks of up to `largest` frames. While nothing exceeds full scale it only delays by `DELAY` frames."""

    def __init__(self, rate: int, max_block: int) -> None:
        self._step = 1.0 / (_RELEASE_SECONDS * rate)
        self._sound = np.zeros((LOOKAHEAD_FRAMES + max_block, 2), np.float32)
        self._room = np.ones(2 * LOOKAHEAD_FRAMES)
        self.is_reducing = False

    def apply(self, sound: Floats) -> None:
        """Limits `sound` (frames, 2) in place."""
        frames = len(sound)
        line = self._sound[: LOOKAHEAD_FRAMES + frames]
        line[LOOKAHEAD_FRAMES:] = sound
        peak = max(float(sound.max(initial=0.0)), -float(sound.min(initial=0.0)))
        if peak > 1.0 or self.is_reducing:
            sound[:] = line[:frames] * self._gains(sound)[:, None]
            np.clip(sound, -1.0, 1.0, out=sound)  # rounding, one part in ten million
        else:
            sound[:] = line[:frames]
        self._sound[:LOOKAHEAD_FRAMES] = line[frames:]

    def _gains(self, sound: Floats) -> Floats:
        """A gain for each of the frames that leave now: the lowest that is needed within reach, smoothed over it."""
        frames = len(sound)
        need = 1.0 / np.maximum(1.0, np.abs(sound).max(axis=1).astype(np.float64))
        slope = self._step * np.arange(frames)
        recovering = np.minimum.accumulate(np.concatenate([[self._room[-1] + self._step], need - slope]))[1:] + slope
        room = np.concatenate([self._room, np.minimum(1.0, np.minimum(need, recovering))])
        lowest = room
        reach = 1
        while reach < LOOKAHEAD_FRAMES + 1:
            wide = min(reach, LOOKAHEAD_FRAMES + 1 - reach)
            lowest = np.minimum(lowest[wide:], lowest[:-wide])
            reach += wide
        sums = np.concatenate([[0.0], np.cumsum(lowest)])
        smooth = (sums[LOOKAHEAD_FRAMES:] - sums[:-LOOKAHEAD_FRAMES]) / LOOKAHEAD_FRAMES
        self._room = room[-2 * LOOKAHEAD_FRAMES :]
        self.is_reducing = bool(self._room.min() < 1.0)
        return np.asarray(np.minimum(1.0, smooth[-frames:]), np.float32)
