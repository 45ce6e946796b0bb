"""The voice of the player: what runs inside the audio callback, and nothing else.

No allocation of size, no lock, no log, no I/O: it copies from a deck, mixes, ramps. Orders reach it as single
attributes that other threads replace (`deck`, `matrix`, `sounding`), each whole or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.mixer import RAMP_SECONDS, Mixer

if TYPE_CHECKING:
    from stemdesk.audio.deck import Deck
    from stemdesk.audio.mixer import Floats

LARGEST: Final = 4096


@dataclass(frozen=True, slots=True)
class Heard:
    """At `moment` on the stream's clock, ring frame `ring` of `deck` reaches the ear."""

    moment: float | None
    deck: Deck
    ring: int


class Voice:
    """`sounding` False fades out and then holds its place. `is_silent` tells when that has happened."""

    def __init__(self, lanes: int, rate: int, deck: Deck, matrix: Floats) -> None:
        self.deck = deck
        self.matrix = matrix
        self.sounding = False
        self.is_silent = True
        self.has_ended = False
        self.underruns = 0
        self.heard = Heard(None, deck, 0)
        self.playing_deck = deck
        self._mixer = Mixer(lanes, rate, LARGEST)
        self._mixer.jump(matrix)
        self._ramp = max(1, round(RAMP_SECONDS * rate))
        self._lanes = np.zeros((lanes, LARGEST, 2), np.float32)
        self._old = np.zeros((LARGEST, 2), np.float32)
        self._level = np.zeros((LARGEST, 1), np.float32)
        self._steps = np.arange(1, LARGEST + 1, dtype=np.float32)[:, None] / self._ramp
        self._fade = np.float32(0.0)

    def speak(self, out: Floats, moment: float | None, underrun: bool) -> None:
        """The callback: fills `out` (frames, 2)."""
        if underrun:
            self.underruns += 1
        for start in range(0, len(out), LARGEST):
            self._speak(out[start : start + LARGEST], moment)
        np.clip(out, -1.0, 1.0, out=out)

    def _speak(self, out: Floats, moment: float | None) -> None:
        deck = self.deck
        if deck is not self.playing_deck:
            self._change_deck(deck, out, moment)
            return
        if not self.sounding and self._fade <= 0.0:
            self.is_silent = True
            out[:] = 0.0
            return
        self.is_silent = False
        self._take(deck, out, moment)
        self._apply_fade(out, 1.0 if self.sounding else 0.0)

    def _take(self, deck: Deck, out: Floats, moment: float | None) -> None:
        self.heard = Heard(moment, deck, deck.taken)
        lanes = self._lanes[:, : len(out)]
        got = deck.take(lanes)
        if got < len(out):
            if deck.end is not None and deck.taken >= deck.end:
                self.has_ended = True
            else:
                self.underruns += 1
        self._mixer.mix(lanes, self.matrix, out)

    def _change_deck(self, deck: Deck, out: Floats, moment: float | None) -> None:
        """A seek: the old place fades out while the new one fades in."""
        old = self._old[: len(out)]
        if self._fade > 0.0:
            self._mixer.mix(self._take_quietly(self.playing_deck, len(out)), self.matrix, old)
            old *= self._fade
            level = self._level[: len(out)]
            np.clip(1.0 - self._steps[: len(out)], 0.0, 1.0, out=level)
            old *= level
        else:
            old[:] = 0.0
        self.playing_deck = deck
        self.has_ended = False
        self._fade = np.float32(0.0)
        if self.sounding:
            self.is_silent = False
            self._take(deck, out, moment)
            self._apply_fade(out, 1.0)
            out += old
        else:
            out[:] = old
            self.heard = Heard(moment, deck, deck.taken)

    def _take_quietly(self, deck: Deck, frames: int) -> Floats:
        lanes = self._lanes[:, :frames]
        deck.take(lanes)
        return lanes

    def _apply_fade(self, out: Floats, target: float) -> None:
        if self._fade == target:
            return
        level = self._level[: len(out)]
        steps = self._steps[: len(out)]
        if target > self._fade:
            np.add(steps, self._fade, out=level)
        else:
            np.subtract(self._fade, steps, out=level)
        np.clip(level, 0.0, 1.0, out=level)
        out *= level
        self._fade = level[-1, 0]
