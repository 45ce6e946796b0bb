"""Several sound files read side by side as stereo tracks, sample by sample the same moment in each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.dsp.downmix import downmix_to_stereo
from stemdesk.audio.files.partial_stem import PartialReader
from stemdesk.audio.files.reader import open_audio
from stemdesk.audio.files.resampling import REACH, ResampledReader, scaled
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text
from stemdesk.workers.ahead import Ahead

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from stemdesk.audio.dsp.buffers import Floats, Samples
    from stemdesk.audio.files.reader import AudioReader

#: A range that is silenced on a track fades at its ends (seconds).
_EDGE_SECONDS: Final = 0.010
#: What a track is decoded ahead: so many blocks of so many frames (1 MB each). With small ones the threads wait for
#: Python's lock more than they decode.
_AHEAD_BLOCKS: Final = 2
_AHEAD_FRAMES: Final = 131_072


@dataclass(frozen=True, slots=True)
class FrameRange:
    """A stretch of the song in frames: `end` itself does not belong to it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TrackFile:
    """A file as a track. `offset_frames` frames at the song's rate are cut from its beginning (negative: silence before it).

    `partial`: the file is still growing; its rate, and how many frames there will be.
    """

    path: Path
    offset_frames: int = 0
    partial: tuple[int, int] | None = None


class MultitrackReader:
    """Reads tracks together, at `rate` or else the one that most of them have (soxr brings the others to it).

    `ahead`: each track is decoded on a thread of its own, for whoever reads from front to back as fast as it goes.
    `frames` is the longest of the first `stems` tracks; shorter ones are followed by silence. Raises StemDeskError: as
    `open_audio`, and UNSUPPORTED where there is nothing to read.
    """

    def __init__(
        self,
        files: Sequence[Path | TrackFile],
        stems: int | None = None,
        rate: int | None = None,
        *,
        ahead: bool = False,
    ) -> None:
        tracks = [file if isinstance(file, TrackFile) else TrackFile(file) for file in files]
        self._readers: list[AudioReader] = []
        self._growing: list[PartialReader] = []
        try:
            for track in tracks:
                self._readers.append(self._open(track))
            if not tracks:
                raise StemDeskError(ErrorKind.UNSUPPORTED, text("There are no stems to play here."))
            own = self._readers[: stems or len(tracks)]
            self.rate = rate or _usual_rate(own)
            self._readers = [self._at_rate(reader) for reader in self._readers]
            if ahead:
                self._readers = [_ReaderAhead(reader) for reader in self._readers]
        except StemDeskError:
            self.close()
            raise
        self._late = [track.offset_frames for track in tracks]
        self.frames = max(reader.frames for reader in self._readers[: len(own)])
        self.at = 0
        self._mute_ranges: tuple[tuple[FrameRange, ...], ...] = ((),) * len(tracks)
        if any(self._late):
            self.seek(0)

    def __len__(self) -> int:
        return len(self._readers)

    def _open(self, track: TrackFile) -> AudioReader:
        if track.partial is None:
            return open_audio(track.path)
        reader = PartialReader(track.path, *track.partial)
        self._growing.append(reader)
        return reader

    @property
    def ready(self) -> int | None:
        """How many frames of the song can be read by now; None where all tracks are whole."""
        if not self._growing:
            return None
        return min(self._ready(reader) for reader in self._growing)

    def _ready(self, reader: PartialReader) -> int:
        if reader.rate == self.rate or reader.ready == reader.frames:
            return scaled(reader.ready, reader.rate, self.rate)
        return max(0, scaled(reader.ready - REACH, reader.rate, self.rate))

    def _at_rate(self, reader: AudioReader) -> AudioReader:
        if reader.rate == self.rate:
            return reader
        return ResampledReader(reader, self.rate)

    def set_mute_ranges(self, spans: Sequence[Sequence[FrameRange]]) -> None:
        """Ranges in which a track is not to be heard, track by track; those at the end may be left out."""
        self._mute_ranges = tuple(tuple(track) for track in spans)

    def seek(self, frame: int) -> None:
        """All tracks to the same frame. Raises StemDeskError(DECODE)."""
        for reader, offset_frames in zip(self._readers, self._late, strict=True):
            own = max(0, frame + offset_frames)
            reader.seek(min(own, reader.frames) if reader.frames else own)
        self.at = frame

    def read_into(self, tracks: Floats) -> None:
        """Fills (tracks, frames, 2) from where the tracks stand, with silence after their ends."""
        frames = tracks.shape[1]
        for reader, offset_frames, track in zip(self._readers, self._late, tracks, strict=False):
            filled = min(frames, max(0, -offset_frames - self.at))
            track[:filled] = 0.0
            while filled < frames:
                block = reader.read(frames - filled)
                if not len(block):
                    break
                track[filled : filled + len(block)] = downmix_to_stereo(block)
                filled += len(block)
            track[filled:] = 0.0
        for spans, track in zip(self._mute_ranges, tracks, strict=False):
            for span in spans:
                self._silence(track, span)
        self.at += frames

    def _silence(self, track: Floats, span: FrameRange) -> None:
        """Takes a range out of a block that begins at `at`, with a fade at each end."""
        if span.end <= self.at or span.start >= self.at + len(track):
            return
        edge = max(1, round(_EDGE_SECONDS * self.rate))
        frame = np.arange(self.at, self.at + len(track))
        inside = np.minimum(frame - span.start, span.end - 1 - frame) / edge
        track *= (1.0 - np.clip(inside, 0.0, 1.0)).astype(np.float32)[:, None]

    def read(self, frames: int) -> Floats:
        tracks = np.zeros((len(self), frames, 2), np.float32)
        self.read_into(tracks)
        return tracks

    def close(self) -> None:
        for reader in self._readers:
            reader.close()


class _ReaderAhead:
    """`reader` in stereo, decoded on a thread of its own. Errors are the reader's own, raised where they would have come."""

    channels = 2

    def __init__(self, reader: AudioReader) -> None:
        self._reader = reader
        self.rate, self.codec = reader.rate, reader.codec
        self.frames, self.declared_frames = reader.frames, reader.declared_frames
        self._blocks: Ahead[Samples] | None = None
        self._rest: Samples = np.zeros((0, 2), np.float32)

    def _decode(self) -> Iterator[Samples]:
        while len(block := self._reader.read(_AHEAD_FRAMES)):
            yield downmix_to_stereo(block)

    def read(self, frames: int) -> Samples:
        if not len(self._rest):
            self._rest = next(self._begin(), self._rest)
        block, self._rest = self._rest[:frames], self._rest[frames:]
        return block

    def seek(self, frame: int) -> None:
        self._stop()
        self._reader.seek(frame)
        self._begin()

    def _begin(self) -> Ahead[Samples]:
        if self._blocks is None:
            self._blocks = Ahead(self._decode(), _AHEAD_BLOCKS)
        return self._blocks

    def close(self) -> None:
        self._stop()
        self._reader.close()

    def _stop(self) -> None:
        if self._blocks is not None:
            self._blocks.close()
            self._blocks = None
        self._rest = self._rest[:0]


def _usual_rate(readers: Sequence[AudioReader]) -> int:
    """The rate of most tracks; of two equally frequent ones the higher."""
    counts = Counter(reader.rate for reader in readers)
    return max(counts, key=lambda rate: (counts[rate], rate))
