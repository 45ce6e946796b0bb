"""Chords of a song of any length: heard in pieces that overlap, so that memory does not grow with the song.

The network normalizes over all that it hears at once; a piece is long enough for that to be the same as over the song.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import soxr

from stemdesk.audio.harmony.chord_decoder import ChordDecoder
from stemdesk.audio.harmony.constant_q import HOP, RATE, ConstantQ

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from stemdesk.core.music.chords import Chord

    #: What a network does with its inputs (`inference.network.Network.run`).
    Run = Callable[[Mapping[str, NDArray[np.float32]]], list[NDArray[np.float32]]]

#: A piece, and what is heard before and after it, in frames of the spectrogram (23 ms).
PIECE: Final = 2584
CONTEXT: Final = 216
#: So much is heard (samples) before the tuning is taken for that of the song.
_TUNED: Final = 300 * RATE
#: The bins that the network sees of those that it was trained with at all pitches.
_SEEN: Final = slice(18, 270)
#: Below this level (a share of full scale) nothing sounds.
_SILENCE: Final = 1e-4


class ChordRecognizer:
    """For mono sound at `rate`. `tuning` tells how far A lies from 440 Hz, in cents, by what has been heard so far."""

    def __init__(self, rate: int, run: Run, tuning: Callable[[], float]) -> None:
        self._run, self._tuning = run, tuning
        self._stream = soxr.ResampleStream(rate, RATE, 1, dtype="float32")
        self._transform: ConstantQ | None = None
        #: What was heard and is still needed; it begins `_before` frames of the spectrogram before the next piece.
        self._sounds: list[NDArray[np.float32]] = []
        self._length = 0
        self._before = 0
        self._heard = 0
        self._decoder = ChordDecoder(HOP / RATE)

    def add(self, sound: NDArray[np.float32]) -> None:
        """(frames,) of mono sound, in order. Raises StemDeskError as the network does."""
        self._take(self._stream.resample_chunk(np.ascontiguousarray(sound, np.float32)))
        if self._transform is None and self._heard < _TUNED:
            return
        while self._length >= (self._before + PIECE + CONTEXT) * HOP:
            self._piece(PIECE)

    def result(
        self,
        seconds: float,
        report: Callable[[float], None] = lambda _: None,
        *,
        beats: Sequence[float] = (),
        downbeats: Sequence[float] = (),
        sound: NDArray[np.float64] | None = None,
    ) -> tuple[Chord, ...]:
        """From 0 to the end, without holes; `report` is told how much of what is left is done, 0…1. For the rest see
        `ChordDecoder.result`. Raises StemDeskError as the network does."""
        self._take(self._stream.resample_chunk(np.zeros(0, np.float32), last=True))
        left = max(1, self._length // HOP - self._before)
        while (rest := self._length // HOP - self._before) > 0:
            report(1 - rest / left)
            self._piece(rest if rest <= PIECE + CONTEXT else PIECE)
        report(1.0)
        return self._decoder.result(seconds, beats, downbeats, sound)

    def _take(self, sound: NDArray[np.float32]) -> None:
        self._sounds.append(sound)
        self._length += len(sound)
        self._heard += len(sound)

    def _piece(self, frames: int) -> None:
        if self._transform is None:
            self._transform = ConstantQ(self._tuning())
        sound = np.concatenate(self._sounds)
        whole = self._before + frames + CONTEXT
        part = sound[: whole * HOP]
        own = slice(self._before, self._before + frames)
        if np.abs(part).max(initial=0.0) < _SILENCE:
            answers = np.zeros((frames, 100), np.float32)
            answers[:, 0] = 1.0
        else:
            picture = self._transform(part)[:whole, _SEEN]
            answers = self._run({"spectrogram": np.ascontiguousarray(picture)})[0][own]
        self._decoder.add(answers)
        kept = max(0, self._before + frames - CONTEXT)
        self._before += frames - kept
        self._sounds = [sound[kept * HOP :].copy()]
        self._length = len(self._sounds[0])
