"""Several sound files read side by side as stereo lanes, sample by sample the same moment in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from stemdesk.audio.channels import to_stereo
from stemdesk.audio.decode import open_audio
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from stemdesk.audio.decode import AudioReader
    from stemdesk.audio.mixer import Floats


class LaneReader:
    """Reads stems together. `frames` is the longest one's length; shorter ones are followed by silence.

    Raises StemDeskError: as `open_audio`, and UNSUPPORTED where the sample rates differ or there is nothing to read.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._readers: list[AudioReader] = []
        try:
            for path in paths:
                self._readers.append(open_audio(path))
            rates = {reader.rate for reader in self._readers}
            if not rates:
                raise StemDeskError(ErrorKind.UNSUPPORTED, text("There are no stems to play here."))
            if len(rates) > 1:
                listed = ", ".join(f"{rate} Hz" for rate in sorted(rates))
                raise StemDeskError(
                    ErrorKind.UNSUPPORTED,
                    text(
                        "These stems have different sample rates ({rates}), so they do not belong together.",
                        rates=listed,
                    ),
                )
        except StemDeskError:
            self.close()
            raise
        self.rate = rates.pop()
        self.frames = max(reader.frames for reader in self._readers)
        self.at = 0

    def __len__(self) -> int:
        return len(self._readers)

    def seek(self, frame: int) -> None:
        """All lanes to the same frame. Raises StemDeskError(DECODE)."""
        for reader in self._readers:
            reader.seek(min(frame, reader.frames) if reader.frames else frame)
        self.at = frame

    def read_into(self, lanes: Floats) -> None:
        """Fills (lanes, frames, 2) from where the lanes stand, with silence after their ends."""
        frames = lanes.shape[1]
        for reader, lane in zip(self._readers, lanes, strict=True):
            filled = 0
            while filled < frames:
                block = reader.read(frames - filled)
                if not len(block):
                    break
                lane[filled : filled + len(block)] = to_stereo(block)
                filled += len(block)
            lane[filled:] = 0.0
        self.at += frames

    def read(self, frames: int) -> Floats:
        lanes = np.zeros((len(self), frames, 2), np.float32)
        self.read_into(lanes)
        return lanes

    def close(self) -> None:
        for reader in self._readers:
            reader.close()
