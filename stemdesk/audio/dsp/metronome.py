"""The metronome: a click on every beat, higher on the first of a bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stemdesk.audio.dsp.buffers import Floats

_SECONDS: Final = 0.03
_PITCHES: Final = (1000.0, 1500.0)
_LEVEL: Final = 0.35


@dataclass(frozen=True, slots=True, eq=False)
class BeatGrid:
    """Frames of the song on which the beats fall, ascending. `bars` are the places of those that begin a bar, of any length;
    without them, every `per_bar`-th does from `first_bar` on."""

    frames: NDArray[np.int64]
    per_bar: int = 4
    first_bar: int = 0
    bars: NDArray[np.int64] | None = None

    @property
    def downbeats(self) -> NDArray[np.int64]:
        """Places, among the beats, of those that begin a bar."""
        if self.bars is not None:
            return self.bars
        return np.arange(self.first_bar, len(self.frames), self.per_bar)

    @property
    def bar_frames(self) -> NDArray[np.int64]:
        return self.frames[self.downbeats]

    def begins_bar(self, index: int) -> bool:
        if self.bars is None:
            return (index - self.first_bar) % self.per_bar == 0
        at = int(np.searchsorted(self.bars, index))
        return at < len(self.bars) and int(self.bars[at]) == index

    def beats_at(self, frame: int) -> int:
        """How many beats the bar has in which a frame lies; one that is cut off at an end of the song is a usual one."""
        bar = int(np.searchsorted(self.bar_frames, frame + 1)) - 1
        downbeats = self.downbeats
        return int(downbeats[bar + 1] - downbeats[bar]) if 0 <= bar < len(downbeats) - 1 else self.per_bar

    @property
    def period(self) -> float:
        """Frames from one beat to the next, typically."""
        return float(np.median(np.diff(self.frames))) if len(self.frames) > 1 else 0.0

    def period_at(self, frame: int) -> float:
        """Around a frame."""
        near = int(np.searchsorted(self.frames, frame))
        part = self.frames[max(0, near - 4) : near + 5]
        return float(np.median(np.diff(part))) if len(part) > 1 else self.period


class Metronome:
    """Puts clicks into a track where it is heard, so neither tempo nor pitch change their sound."""

    def __init__(self, rate: int) -> None:
        time = np.arange(round(_SECONDS * rate)) / rate
        shape = np.exp(-time * 150) * np.minimum(1.0, time / 0.0008)
        self._sounds = [
            np.repeat((_LEVEL * np.sin(2 * np.pi * pitch * time) * shape)[:, None], 2, axis=1).astype(np.float32)
            for pitch in _PITCHES
        ]
        self._ringing: list[tuple[Floats, int]] = []

    def add(self, track: Floats, at: float, strong: bool) -> None:
        """A click that begins `at` frames into `track`; what does not fit comes with the next `carry`."""
        start = max(0, round(at))
        sound = self._sounds[strong]
        part = sound[: len(track) - start]
        track[start : start + len(part)] += part
        if len(part) < len(sound):
            self._ringing.append((sound, len(part)))

    def carry(self, track: Floats) -> None:
        """The rest of clicks that began in an earlier block."""
        still = []
        for sound, done in self._ringing:
            part = sound[done : done + len(track)]
            track[: len(part)] += part
            if done + len(part) < len(sound):
                still.append((sound, done + len(part)))
        self._ringing = still
