"""FFmpeg's decoders (through PyAV) as an `AudioReader`: AAC, WMA, ALAC and the sound of films."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stemdesk.audio.files.errors import MOST_BEFORE_SOUND, check_shape, truncated_error, unreadable_error
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.files import BoundedFile, cannot_read
from stemdesk.core.later import later
from stemdesk.core.quantities import format_duration
from stemdesk.core.text import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import av.error
    import numpy as np

    from stemdesk.audio.dsp.buffers import Samples
else:
    np = later("numpy")
    av = later("av", "av.error")

#: Containers whose header holds the true length; elsewhere FFmpeg guesses from the bit rate.
_EXACT_CONTAINERS: Final = frozenset({"mov", "mp4", "m4a", "matroska", "webm", "asf", "flac", "wav", "aiff", "caf"})


#: Bytes that FFmpeg asks for in one go.
_BUFFER: Final = 1 << 18


class AvReader:
    """Raises StemDeskError(DECODE) where there is no sound in the file that FFmpeg can decode."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open()
        self.codec = self._stream.codec_context.name
        names = set(self._container.format.name.split(","))
        self.declared_frames = self.frames if self.frames and names & _EXACT_CONTAINERS else None

    def _open(self) -> None:
        try:
            self._file = BoundedFile(self._path, MOST_BEFORE_SOUND, MOST_BEFORE_SOUND)
        except OSError as error:
            raise cannot_read(self._path, error) from None
        try:
            self._container = av.open(self._file, "r", metadata_errors="ignore", buffer_size=_BUFFER)
        except (av.error.FFmpegError, OSError, ValueError):
            self._file.close()
            raise unreadable_error(self._path) from None
        self._file.altogether = None
        try:
            self._stream = self._container.streams.audio[0]
            self.rate = int(self._stream.rate)
            self.channels = int(self._stream.channels)
            if self.rate <= 0 or self.channels <= 0:
                raise unreadable_error(self._path)
            check_shape(self._path, self.rate, self.channels)
            self.frames, self._exact = self._length()
            self._blocks = self._decode()
            self._rest: Samples = next(self._blocks, np.zeros((0, self.channels), np.float32))
            self._at = 0
        except (IndexError, AttributeError, TypeError, ValueError, av.error.FFmpegError):
            self.close()
            raise unreadable_error(self._path) from None
        except StemDeskError:
            self.close()
            raise

    def _length(self) -> tuple[int, bool]:
        stream = self._stream
        if stream.duration is not None and stream.time_base is not None:
            return round(float(stream.duration * stream.time_base) * self.rate), stream.time_base * self.rate == 1
        if self._container.duration is not None:
            return round(self._container.duration / av.time_base * self.rate), False
        return 0, False

    def _decode(self) -> Iterator[Samples]:
        decoded = 0
        for frame in self._container.decode(self._stream):
            if frame.sample_rate != self.rate or len(frame.layout.channels) != self.channels:
                raise _changes(self._path, decoded / self.rate)
            decoded += frame.samples
            yield _floats(frame.to_ndarray(), frame.format.is_planar, self.channels)

    def read(self, frames: int) -> Samples:
        if self._exact:
            frames = min(frames, self.frames - self._at)  # an MP4 edit list ends before the encoder's padding
        parts = [self._rest]
        have = len(self._rest)
        try:
            while have < frames:
                block = next(self._blocks, None)
                if block is None:
                    break
                parts.append(block)
                have += len(block)
        except av.error.FFmpegError:
            raise truncated_error(self._path, (self._at + have) / self.rate, self.frames / self.rate) from None
        together = np.concatenate(parts) if len(parts) > 1 else parts[0]
        frames = max(0, frames)
        self._rest = together[frames:]
        self._at += min(frames, len(together))
        return together[:frames]

    def seek(self, frame: int) -> None:
        """Decodes up to `frame` and drops it, from the beginning when it lies behind.

        Time stamps are no help: WMA and Matroska count milliseconds, AAC's first packets depend on those before.
        FFmpeg decodes about 2000 times faster than real time, so a song's end is some 0.1 s away.
        """
        target = max(0, frame)
        if target < self._at:
            self.close()
            self._open()
        while self._at < target and len(self.read(min(1 << 16, target - self._at))):
            pass

    def close(self) -> None:
        self._container.close()
        self._file.close()


def _changes(path: Path, seconds: float) -> StemDeskError:
    return StemDeskError(
        ErrorKind.DECODE,
        text("“{name}” has another number of channels or another sample rate from {at} on. Convert it to one kind of sound "
             "first, or copy it again if it is damaged.", name=path.name, at=format_duration(seconds)),
    )  # fmt: skip


def _floats(data: np.ndarray, planar: bool, channels: int) -> Samples:
    """FFmpeg's samples (planar or packed, integer or float) as (frames, channels) float32."""
    block = data.T if planar else data.reshape(-1, channels)
    if block.dtype == np.uint8:
        return ((block.astype(np.float32) - 128.0) / 128.0).astype(np.float32)
    if np.issubdtype(block.dtype, np.integer):
        return (block / float(-np.iinfo(block.dtype).min)).astype(np.float32)
    return np.ascontiguousarray(block, np.float32)
