"""AAC in an M4A file, through FFmpeg: the one export format that libsndfile does not write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import av
import av.error
import numpy as np

from stemdesk.audio.encode import cannot_write, settle

if TYPE_CHECKING:
    from pathlib import Path

    from stemdesk.audio.decode import Samples
    from stemdesk.audio.encode import Encoding

_LAYOUTS: Final = {1: "mono", 2: "stereo", 3: "2.1", 4: "quad", 5: "5.0", 6: "5.1", 7: "6.1", 8: "7.1"}
_FRAME: Final = 1024


class AvWriter:
    """Raises StemDeskError(DISK) as every `AudioWriter` does."""

    def __init__(self, path: Path, encoding: Encoding, rate: int, channels: int) -> None:
        self._path = path
        self._rate = rate
        self._layout = _LAYOUTS[channels]
        self._rest: Samples = np.zeros((0, channels), np.float32)
        self._at = 0
        try:
            # The edit list that hides the encoder's delay counts in this time scale: milliseconds would lose frames.
            scale = {"movie_timescale": str(rate)}
            self._container = av.open(str(path), "w", format="ipod", options=scale)
        except (av.error.FFmpegError, OSError):
            raise cannot_write(path) from None
        stream = self._container.add_stream(encoding.subtype, rate=rate, layout=self._layout)
        assert isinstance(stream, av.AudioStream)
        self._stream = stream
        self._stream.bit_rate = 128_000 * channels

    def write(self, block: Samples) -> None:
        data = np.concatenate([self._rest, block]) if len(self._rest) else block
        whole = len(data) // _FRAME * _FRAME
        for start in range(0, whole, _FRAME):
            self._encode(data[start : start + _FRAME])
        self._rest = data[whole:].copy()

    def _encode(self, data: Samples) -> None:
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(data.T), format="fltp", layout=self._layout)
        frame.sample_rate = self._rate
        frame.pts = self._at
        self._at += len(data)
        try:
            self._container.mux(self._stream.encode(frame))
        except (av.error.FFmpegError, OSError):
            raise cannot_write(self._path) from None

    def close(self) -> None:
        try:
            if len(self._rest):
                self._encode(self._rest)
                self._rest = self._rest[:0]
            self._container.mux(self._stream.encode(None))
            self._container.close()
        except (av.error.FFmpegError, OSError):
            raise cannot_write(self._path) from None
        settle(self._path)
