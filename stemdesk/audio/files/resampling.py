"""A sound file at another sample rate, still sought to the sample (soxr)."""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING, Final

from stemdesk.core.later import later

if TYPE_CHECKING:
    import numpy as np
    import soxr

    from stemdesk.audio.dsp.buffers import Samples
    from stemdesk.audio.files.encodings import AudioWriter
    from stemdesk.audio.files.reader import AudioReader
else:
    soxr = later("soxr")
    np = later("numpy")

#: Frames of the file that go through the filter before those that are asked for; its impulse response is shorter.
_PREROLL: Final = 8192
_BLOCK: Final = 8192
#: Frames that one block may become.
_MOST_OUT: Final = 65_536
#: How far ahead of what it answers with a `ResampledReader` reads its file (frames): a block, and the filter's length.
REACH: Final = 2 * _BLOCK


def scaled(frames: int, rate: int, to: int) -> int:
    """How many frames there are of the same sound at another rate."""
    return -(-frames * to // rate)


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
        self.declared_frames = None if reader.declared_frames is None else self._scaled(reader.declared_frames)
        #: A rate that is not believable makes hundreds of frames of one.
        self._block = min(_BLOCK, max(64, _MOST_OUT * self._in // self._out))
        self._rest: Samples = np.zeros((0, self.channels), np.float32)
        self._at = 0
        self._begin(0)

    def _scaled(self, frames: int) -> int:
        return scaled(frames, self._in, self._out)

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
            block = self._reader.read(self._block)
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


class ResamplingWriter:
    """Brings what is written to the rate that `writer` was opened with. Errors are the writer's own."""

    def __init__(self, writer: AudioWriter, rate: int, to: int, channels: int) -> None:
        self._writer = writer
        self._rate, self._to = rate, to
        self._channels = channels
        self._stream = soxr.ResampleStream(rate, to, channels, dtype="float32")
        self._came = 0
        self._written = 0

    def write(self, block: Samples) -> None:
        self._came += len(block)
        self._pass_on(self._stream.resample_chunk(np.ascontiguousarray(block, np.float32)))

    def close(self) -> None:
        self._pass_on(self._stream.resample_chunk(np.zeros((0, self._channels), np.float32), last=True))
        missing = scaled(self._came, self._rate, self._to) - self._written
        self._pass_on(np.zeros((max(0, missing), self._channels), np.float32))
        self._writer.close()

    def _pass_on(self, block: Samples) -> None:
        """Never more than the length that the sound has at the other rate."""
        block = block[: scaled(self._came, self._rate, self._to) - self._written]
        self._written += len(block)
        if len(block):
            self._writer.write(block)
