"""What share of each bin of the spectrum is the singer's, as the trained network hears it, of a stream without end.

The network hears pieces of the magnitudes' spectrogram. What it says about a frame depends on no more than 256 frames
before and after: pieces overlap by that much at each end, and only their middles count, so that exactly the same comes out
as of one piece of any length. Before and after the song there is silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.core.errors import StemDeskError
from stemdesk.inference.spleeter import BINS, STRIDE
from stemdesk.providers.local.separators.spectra import Stft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray

    from stemdesk.audio.dsp.buffers import Floats

    Run = Callable[[Mapping[str, NDArray[np.float32]]], list[NDArray[np.float32]]]

#: The rate that the network was trained at.
RATE: Final = 44_100
HOP: Final = 1024
_SIZE: Final = 4096
_AROUND: Final = 4 * STRIDE
#: Frames of a piece that count: 18 seconds, or 6 where memory is short.
LONG: Final = 12 * STRIDE
SHORT: Final = 4 * STRIDE


class VocalsShare:
    """Fed with stereo at 44.1 kHz; answers with (frames, 2, bins) as soon as they are known, in order and none twice.

    `gain`: how much louder the network hears it. Frame `i` is centred on sample `(i - 1) * HOP`. The first piece is a short
    one: somebody may wait to hear it.
    """

    def __init__(self, run: Run, piece: int = LONG, gain: float = 1.0) -> None:
        self._run = run
        self._piece = SHORT
        self._later_piece = piece
        self._gain = np.float32(gain)
        self._stft = Stft(RATE)
        assert (self._stft.size, self._stft.hop) == (_SIZE, HOP)
        self._sound: Floats = np.zeros((_SIZE - HOP, 2), np.float32)
        self._heard: Floats = np.zeros((2, _AROUND, BINS), np.float32)
        #: What was heard after it.
        self._waiting: list[Floats] = []
        self._samples = 0
        self._told = 0

    def add(self, sound: Floats) -> Floats:
        self._samples += len(sound)
        self._listen(sound)
        told: list[Floats] = []
        while self._known_frames() >= self._piece + 2 * _AROUND:
            told.append(self._next())
        return np.concatenate(told) if told else np.zeros((0, 2, BINS), np.float32)

    def end(self) -> Iterator[Floats]:
        """What is left, once everything was added, piece by piece."""
        frames = -(-(self._samples + _SIZE) // HOP)
        self._listen(np.zeros((_SIZE, 2), np.float32))
        left = frames - self._told
        self._gather()
        self._heard = self._heard[:, : _AROUND + max(0, left)]
        while left > 0:
            missing = max(0, min(self._piece, -(-left // STRIDE) * STRIDE) + 2 * _AROUND - self._heard.shape[1])
            self._heard = np.concatenate([self._heard, np.zeros((2, missing, BINS), np.float32)], axis=1)
            told = self._next()[:left]
            left -= len(told)
            yield told

    def _listen(self, sound: Floats) -> None:
        self._sound = np.concatenate([self._sound, sound])
        frames = (len(self._sound) - _SIZE) // HOP + 1
        if frames <= 0:
            return
        heard: Floats = np.empty((2, frames, BINS), np.float32)
        for channel, into in zip(self._sound.T, heard, strict=True):
            np.abs(self._stft.frames(channel, frames)[:, :BINS], out=into)
        self._waiting.append(heard)
        self._sound = self._sound[frames * HOP :]

    def _known_frames(self) -> int:
        return sum(part.shape[1] for part in (self._heard, *self._waiting))

    def _gather(self) -> None:
        self._heard = np.concatenate([self._heard, *self._waiting], axis=1)
        self._waiting.clear()

    def _next(self) -> Floats:
        """The middle of the next piece, which may be shorter at the song's end, and is from then on where one did not fit
        into memory: what comes out is the same."""
        try:
            return self._middle(self._piece)
        except (MemoryError, StemDeskError):
            if self._piece <= SHORT:
                raise
            self._piece = self._later_piece = SHORT
            return self._middle(SHORT)

    def _middle(self, frames: int) -> Floats:
        self._gather()
        piece = self._heard[:, : frames + 2 * _AROUND]
        share = self._run({"magnitudes": np.ascontiguousarray(piece[None]) * self._gain})[0][0]
        told = share[:, _AROUND : piece.shape[1] - _AROUND].transpose(1, 0, 2)
        self._heard = self._heard[:, len(told) :]
        self._told += len(told)
        self._piece = self._later_piece
        return np.asarray(told, np.float32)
