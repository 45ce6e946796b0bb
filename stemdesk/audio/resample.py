"""A sound file at another sample rate, still sought to the sample (soxr)."""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING, Final

import numpy as np
import soxr

if TYPE_CHECKING:
    from stemdesk.audio.decode import AudioReader, Samples

#: Frames of the file that go through the filter before those that are asked for; its impulse response is shorter.
_PREROLL: Final = 8192
_BLOCK: Final = 8192


class ResampledReader:
    """`reader` as if it had been recorded at `rate`. Errors are the reader's own."""

    def __init__(self, reader: AudioReader, rate: int) -> None:
        self._reader = reader
        common = gcd(reader.rate, rate)
        self._in, self._out = reader.rate // common, rate // common
        self.rate = rate
        self.channels = reader.channels
        self.codec = reader.codec
        self.frames = self._scaled(reader.frames)
        self.promised = None if reader.promised is None else self._scaled(reader.promised)
        self._rest: Samples = np.zeros((0, self.channels), np.float32)
        self._at = 0
        self._begin(0)

    def _scaled(self, frames: int) -> int:
        return -(-frames * self._out // self._in)

    def _begin(self, frame: int) -> None:
        """Starts the filter anew, so far before `frame` that it has settled there."""
        groups = max(0, (frame * self._in // self._out - _PREROLL) // self._in)
        self._reader.seek(groups * self._in)
        self._stream = soxr.ResampleStream(self._in, self._out, self.channels, dtype="float32")
        self._rest = self._rest[:0]
        self._at = groups * self._out
        self._is_over = False
        while self._at < frame and len(self.read(min(_BLOCK, frame - self._at))):
            pass

    def read(self, frames: int) -> Samples:
        parts = [self._rest]
        have = len(self._rest)
        while have < frames and not self._is_over:
            block = self._reader.read(_BLOCK)
            self._is_over = not len(block)
            parts.append(self._stream.resample_chunk(block, last=self._is_over))
            have += len(parts[-1])
        together = np.concatenate(parts)
        self._rest = together[frames:]
        self._at += min(frames, len(together))
        return together[:frames]

    def seek(self, frame: int) -> None:
        frame = max(0, frame)
        if not 0 <= frame - self._at <= _BLOCK:
            self._begin(frame)
        else:
            self.read(frame - self._at)

    def close(self) -> None:
        self._reader.close()
