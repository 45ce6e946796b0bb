"""AAC in an M4A file, through FFmpeg: the one export format that libsndfile does not write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stemdesk.audio.files.disk import cannot_write, fsync_file
from stemdesk.core.later import later

if TYPE_CHECKING:
    from pathlib import Path

    import av.error
    import numpy as np

    from stemdesk.audio.dsp.buffers import Samples
    from stemdesk.audio.files.encodings import Encoding
else:
    np = later("numpy")
    # PyAV would load the last one with the first file that is written, which is heard while playing
    av = later("av", "av.error", "av.subtitles.stream")

_LAYOUTS: Final = {1: "mono", 2: "stereo", 3: "2.1", 4: "quad", 5: "5.0", 6: "5.1", 7: "6.1", 8: "7.1"}
_FRAME: Final = 1024


class AvWriter:
    """`tracks` of the same length beside each other. Raises StemDeskError(DISK) as every `AudioWriter` does."""

    def __init__(self, path: Path, encoding: Encoding, rate: int, channels: int, tracks: int = 1) -> None:
        self._path = path
        self._rate = rate
        self._layout = _LAYOUTS[channels]
        self._rest: Samples = np.zeros((tracks, 0, channels), np.float32)
        self._at = 0
        try:
            # The edit list that hides the encoder's delay counts in this time scale: milliseconds would lose frames.
            scale = {"movie_timescale": str(rate)}
            self._container = av.open(str(path), "w", format="ipod" if tracks == 1 else "mp4", options=scale)
        except (av.error.FFmpegError, OSError):
            raise cannot_write(path) from None
        self._streams = []
        for _ in range(tracks):
            stream = self._container.add_stream(encoding.subtype, rate=rate, layout=self._layout)
            assert isinstance(stream, av.AudioStream)
            stream.bit_rate = 128_000 * channels
            self._streams.append(stream)

    def write(self, block: Samples) -> None:
        self.write_tracks(block[None])

    def write_tracks(self, blocks: Samples) -> None:
        """Appends (tracks, frames, channels)."""
        data = np.concatenate([self._rest, blocks], axis=1) if self._rest.shape[1] else blocks
        whole = data.shape[1] // _FRAME * _FRAME
        for start in range(0, whole, _FRAME):
            self._encode(data[:, start : start + _FRAME])
        self._rest = data[:, whole:].copy()

    def _encode(self, data: Samples) -> None:
        try:
            for stream, sound in zip(self._streams, data, strict=True):
                frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound.T), format="fltp", layout=self._layout)
                frame.sample_rate = self._rate
                frame.pts = self._at
                self._container.mux(stream.encode(frame))
        except (av.error.FFmpegError, OSError):
            raise cannot_write(self._path) from None
        self._at += data.shape[1]

    def close(self) -> None:
        try:
            if self._rest.shape[1]:
                self._encode(self._rest)
                self._rest = self._rest[:, :0]
            for stream in self._streams:
                self._container.mux(stream.encode(None))
            self._container.close()
        except (av.error.FFmpegError, OSError):
            raise cannot_write(self._path) from None
        fsync_file(self._path)
