"""How much each pitch sounds and begins at each moment of a stem, by Spotify's Basic Pitch.

R. Bittner, J. J. Bosch, D. Rubinstein, G. Meseguer-Brocal, S. Ewert, "A Lightweight Instrument-Agnostic Model for Polyphonic
Note Transcription and Multipitch Estimation", ICASSP 2022. The network hears two seconds at a time; what it says of their
edges is left to the windows before and after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import soxr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from stemdesk.audio.dsp.buffers import Floats

    Run = Callable[[Mapping[str, NDArray[np.float32]]], list[NDArray[np.float32]]]

RATE: Final = 22_050
#: Samples between two frames of what comes out, and frames a second.
HOP: Final = 256
FRAME_RATE: Final = RATE / HOP
#: The pitch of the lowest of 88 (A0, as MIDI counts).
LOWEST: Final = 21
PITCHES: Final = 88
_WINDOW: Final = 43_844
_FRAMES: Final = 172
#: Frames at both edges of a window that are not taken.
_EDGE: Final = 15
_KEPT: Final = _FRAMES - 2 * _EDGE
_STEP: Final = _KEPT * HOP
_AT_ONCE: Final = 4
_INPUT: Final = "serving_default_input_2:0"
#: In the order in which the network answers.
_OUTPUTS: Final = ("onsets", "notes", "contours")


@dataclass(frozen=True, slots=True, eq=False)
class Activations:
    """Of every frame (1 / `FRAME_RATE` seconds each): how sure a pitch sounds, begins, and is the middle of what sounds;
    0…1, each (frames, 88). `levels` are dB of the frames' loudest samples."""

    notes: Floats
    onsets: Floats
    contours: Floats
    levels: Floats

    def __len__(self) -> int:
        return len(self.notes)


class NoteNetwork:
    """Takes a stem's sound block by block (mono, at `rate`). What stays below `silence` (a sample's size) all through a
    window is not even heard."""

    def __init__(self, run: Run, rate: int, silence: float = 1e-3) -> None:
        self._run = run
        self._silence = silence
        self._resample = None if rate == RATE else soxr.ResampleStream(rate, RATE, 1, dtype="float32")
        self._sound: Floats = np.zeros(_EDGE * HOP, np.float32)
        self._came = 0
        self._parts: list[Activations] = []
        self._dropped = 0
        #: How many frames are known so far.
        self.frames = 0

    def add(self, block: Floats) -> None:
        self._hear(block if self._resample is None else self._resample.resample_chunk(block))
        while len(self._sound) >= _WINDOW + (_AT_ONCE - 1) * _STEP:
            self._some(_AT_ONCE)

    def end(self) -> None:
        if self._resample is not None:
            self._hear(self._resample.resample_chunk(np.zeros(0, np.float32), last=True))
        frames = -(-self._came // HOP)
        windows = max(0, -(-(frames - self.frames) // _KEPT))
        padding = _WINDOW + max(0, windows - 1) * _STEP - len(self._sound)
        self._sound = np.concatenate([self._sound, np.zeros(max(0, padding), np.float32)])
        for left in range(windows, 0, -_AT_ONCE):
            self._some(min(_AT_ONCE, left))
        self.frames = frames

    def take(self, first: int, last: int) -> Activations:
        """Frames that are known. Those before `first` are forgotten."""
        while self._parts and self._dropped + len(self._parts[0]) <= first:
            self._dropped += len(self._parts.pop(0))
        begin, end = first - self._dropped, min(last, self.frames) - self._dropped

        def of(name: str) -> Floats:
            parts = [np.asarray(getattr(part, name), np.float32) for part in self._parts]
            return np.concatenate(parts)[begin:end] if parts else np.zeros((0, PITCHES), np.float32)

        return Activations(of("notes"), of("onsets"), of("contours"), of("levels"))

    def _hear(self, sound: Floats) -> None:
        self._came += len(sound)
        self._sound = np.concatenate([self._sound, np.nan_to_num(sound, posinf=0.0, neginf=0.0)])

    def _some(self, count: int) -> None:
        windows = np.stack([self._sound[n * _STEP : n * _STEP + _WINDOW] for n in range(count)])
        self._sound = self._sound[count * _STEP :]
        inner = np.abs(windows[:, _EDGE * HOP : _EDGE * HOP + _STEP]).reshape(count, _KEPT, HOP).max(axis=2)
        levels = 20 * np.log10(inner + 1e-5)
        heard = np.abs(windows).max(axis=1) > self._silence
        found = {name: np.zeros((count, _KEPT, PITCHES), np.float16) for name in _OUTPUTS}
        if heard.any():
            answers = self._run({_INPUT: windows[heard][:, :, None]})
            for name, answer in zip(_OUTPUTS, answers, strict=True):
                kept = answer[:, _EDGE : _EDGE + _KEPT]
                found[name][heard] = kept.reshape(len(kept), _KEPT, PITCHES, -1).max(axis=3)
        for n in range(count):
            self._parts.append(Activations(found["notes"][n], found["onsets"][n], found["contours"][n], levels[n]))
        self.frames += count * _KEPT
