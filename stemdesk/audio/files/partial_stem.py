"""Stems while they are being made: raw 16-bit stereo that grows at its end, so that what is done can be heard already.

Nothing of this outlives its job. The stems that are delivered are written beside it, in the format that was asked for.
"""

from __future__ import annotations

import os
from io import FileIO
from typing import TYPE_CHECKING, Final

from stemdesk.audio.dsp.downmix import downmix_to_stereo
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.later import later
from stemdesk.core.private import opened_private
from stemdesk.core.text import text

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np

    from stemdesk.audio.dsp.buffers import Samples
else:
    np = later("numpy")

_CHANNELS: Final = 2
_FRAME_BYTES: Final = 2 * _CHANNELS
_FULL_SCALE: Final = 32767


class PartialWriter:
    """Raises OSError from its methods where the disk refuses."""

    def __init__(self, path: Path) -> None:
        self._file = FileIO(opened_private(str(path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "w")

    def write(self, block: Samples) -> None:
        """Appends (frames, channels); readers see it at once."""
        wave = np.clip(np.rint(downmix_to_stereo(block) * _FULL_SCALE), -_FULL_SCALE, _FULL_SCALE)
        data = memoryview(wave.astype("<i2").tobytes())
        while data:
            data = data[self._file.write(data) :]

    def close(self) -> None:
        self._file.close()


def written_frames(path: Path) -> int:
    """How much of a file is there by now; 0 for one that is not."""
    try:
        return path.stat().st_size // _FRAME_BYTES
    except OSError:
        return 0


class PartialReader:
    """An `AudioReader` of a file that is still growing. `frames` is how many there will be in the end.

    `ready` says how many there are now; what is read beyond them is silence. The file may be removed meanwhile.
    """

    def __init__(self, path: Path, rate: int, frames: int) -> None:
        """Raises StemDeskError(DISK) where the file is not there."""
        try:
            self._file = path.open("rb", buffering=0)
        except OSError:
            raise StemDeskError(ErrorKind.DISK, text("“{name}” is not there any more.", name=path.name)) from None
        self._name = path.name
        self.rate = rate
        self.channels = _CHANNELS
        self.frames = frames
        self.declared_frames: int | None = frames
        self.codec = "pcm"
        self._at = 0

    @property
    def ready(self) -> int:
        try:
            return min(self.frames, os.fstat(self._file.fileno()).st_size // _FRAME_BYTES)
        except OSError as error:
            raise self._trouble(error) from None

    def read(self, frames: int) -> Samples:
        frames = max(0, min(frames, self.frames - self._at))
        try:
            self._file.seek(self._at * _FRAME_BYTES)
            data = self._file.read(frames * _FRAME_BYTES) or b""
        except OSError as error:
            raise self._trouble(error) from None
        there = len(data) // _FRAME_BYTES
        block: Samples = np.zeros((frames, _CHANNELS), np.float32)
        wave = np.frombuffer(data, "<i2", there * _CHANNELS).reshape(there, _CHANNELS)
        np.divide(wave, _FULL_SCALE, out=block[:there], dtype=np.float32)
        self._at += frames
        return block

    def _trouble(self, error: OSError) -> StemDeskError:
        reason = error.strerror or str(error)
        return StemDeskError(ErrorKind.DISK, text("“{name}” cannot be read: {reason}.", name=self._name, reason=reason))

    def seek(self, frame: int) -> None:
        self._at = min(max(0, frame), self.frames)

    def close(self) -> None:
        self._file.close()
