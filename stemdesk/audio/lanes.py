"""Several sound files read side by side as stereo lanes, sample by sample the same moment in each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.channels import to_stereo
from stemdesk.audio.decode import open_audio
from stemdesk.audio.partial import PartialReader
from stemdesk.audio.resample import REACH, ResampledReader, scaled
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from stemdesk.audio.decode import AudioReader
    from stemdesk.audio.mixer import Floats

#: A range that is silenced on a lane fades at its ends (seconds).
_EDGE_SECONDS: Final = 0.010


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the song in frames: `end` itself does not belong to it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LaneFile:
    """A file as a lane. `late` frames at the song's rate are cut from its beginning (negative: silence before it).

    `partial`: the file is still growing; its rate, and how many frames there will be.
    """

    path: Path
    late: int = 0
    partial: tuple[int, int] | None = None


class LaneReader:
    """Reads lanes together, at `rate` or else the one that most of them have (soxr brings the others to it).

    `frames` is the longest of the first `stems` lanes; shorter ones are followed by silence. Raises StemDeskError: as
    `open_audio`, and UNSUPPORTED where there is nothing to read.
    """

    def __init__(self, files: Sequence[Path | LaneFile], stems: int | None = None, rate: int | None = None) -> None:
        lanes = [file if isinstance(file, LaneFile) else LaneFile(file) for file in files]
        self._readers: list[AudioReader] = []
        self._growing: list[PartialReader] = []
        try:
            for lane in lanes:
                self._readers.append(self._open(lane))
            if not lanes:
                raise StemDeskError(ErrorKind.UNSUPPORTED, text("There are no stems to play here."))
            own = self._readers[: stems or len(lanes)]
            self.rate = rate or _usual_rate(own)
            self._readers = [self._at_rate(reader) for reader in self._readers]
        except StemDeskError:
            self.close()
            raise
        self._late = [lane.late for lane in lanes]
        self.frames = max(reader.frames for reader in self._readers[: len(own)])
        self.at = 0
        self._silenced: tuple[tuple[Span, ...], ...] = ((),) * len(lanes)
        if any(self._late):
            self.seek(0)

    def __len__(self) -> int:
        return len(self._readers)

    def _open(self, lane: LaneFile) -> AudioReader:
        if lane.partial is None:
            return open_audio(lane.path)
        reader = PartialReader(lane.path, *lane.partial)
        self._growing.append(reader)
        return reader

    @property
    def ready(self) -> int | None:
        """How many frames of the song can be read by now; None where all lanes are whole."""
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

    def silence(self, spans: Sequence[Sequence[Span]]) -> None:
        """Ranges in which a lane is not to be heard, lane by lane; those at the end may be left out."""
        self._silenced = tuple(tuple(lane) for lane in spans)

    def seek(self, frame: int) -> None:
        """All lanes to the same frame. Raises StemDeskError(DECODE)."""
        for reader, late in zip(self._readers, self._late, strict=True):
            own = max(0, frame + late)
            reader.seek(min(own, reader.frames) if reader.frames else own)
        self.at = frame

    def read_into(self, lanes: Floats) -> None:
        """Fills (lanes, frames, 2) from where the lanes stand, with silence after their ends."""
        frames = lanes.shape[1]
        for reader, late, lane in zip(self._readers, self._late, lanes, strict=False):
            filled = min(frames, max(0, -late - self.at))
            lane[:filled] = 0.0
            while filled < frames:
                block = reader.read(frames - filled)
                if not len(block):
                    break
                lane[filled : filled + len(block)] = to_stereo(block)
                filled += len(block)
            lane[filled:] = 0.0
        for spans, lane in zip(self._silenced, lanes, strict=False):
            for span in spans:
                self._silence(lane, span)
        self.at += frames

    def _silence(self, lane: Floats, span: Span) -> None:
        """Takes a range out of a block that begins at `at`, with a fade at each end."""
        if span.end <= self.at or span.start >= self.at + len(lane):
            return
        edge = max(1, round(_EDGE_SECONDS * self.rate))
        frame = np.arange(self.at, self.at + len(lane))
        inside = np.minimum(frame - span.start, span.end - 1 - frame) / edge
        lane *= (1.0 - np.clip(inside, 0.0, 1.0)).astype(np.float32)[:, None]

    def read(self, frames: int) -> Floats:
        lanes = np.zeros((len(self), frames, 2), np.float32)
        self.read_into(lanes)
        return lanes

    def close(self) -> None:
        for reader in self._readers:
            reader.close()


def _usual_rate(readers: Sequence[AudioReader]) -> int:
    """The rate of most lanes; of two equally frequent ones the higher."""
    counts = Counter(reader.rate for reader in readers)
    return max(counts, key=lambda rate: (counts[rate], rate))
