"""The voice of the player: what runs inside the audio callback, and nothing else.

No allocation of size, no lock, no log, no I/O: it copies from a deck, mixes, ramps. Orders reach it as single
attributes that other threads replace (`turn`, `matrix`, `sounding`), each whole or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.limiter import DELAY, Limiter
from stemdesk.audio.meters import Meters
from stemdesk.audio.mixer import RAMP_SECONDS, Mixer, measure

if TYPE_CHECKING:
    from stemdesk.audio.deck import Deck
    from stemdesk.audio.mixer import Floats

LARGEST: Final = 4096


@dataclass(frozen=True, slots=True)
class Heard:
    """At `moment` (`time.perf_counter`), ring frame `ring` of `deck` reaches the ear."""

    moment: float
    deck: Deck
    ring: int


@dataclass(frozen=True, slots=True)
class Turn:
    """An order to go over to `deck`: at once, or when ring frame `join` of the deck that plays now is reached."""

    deck: Deck
    join: int | None = None


class Voice:
    """`sounding` False fades out and then holds its place. `is_silent` tells when that has happened."""

    def __init__(self, lanes: int, rate: int, deck: Deck, matrix: Floats) -> None:
        self.turn = Turn(deck)
        self.matrix = matrix
        self.sounding = False
        self.is_silent = True
        self.has_ended = False
        self.underruns = 0
        self.calls = 0
        #: Frames of silence still to be given before any sound: some sound servers swallow a stream's first moments.
        self.lead_in = 0
        self.heard = Heard(0.0, deck, 0)
        self.meters = Meters(lanes)
        self.rate = rate
        self._playing = deck
        self._leaving: Deck | None = None
        self._mixer = Mixer(lanes, rate, LARGEST)
        self._mixer.jump(matrix)
        self._leaving_mixer = Mixer(lanes, rate, LARGEST)
        self._limiter = Limiter(rate, LARGEST)
        self._lanes = np.zeros((lanes, LARGEST, 2), np.float32)
        self._old = np.zeros((LARGEST, 2), np.float32)
        self._fade = Fade(rate)
        self._leaving_fade = Fade(rate)

    @property
    def deck(self) -> Deck:
        """The newest deck, whether the callback plays it already or not."""
        return self.turn.deck

    @property
    def playing(self) -> Deck:
        """The deck that the callback takes from."""
        return self._playing

    def holds(self, deck: Deck) -> bool:
        """Whether the callback may still read from a deck."""
        return deck is self.turn.deck or deck is self._playing or deck is self._leaving

    def change_at_once(self) -> None:
        """Takes the newest deck without a fade; only while no stream runs."""
        self._playing = self.turn.deck
        self._leaving = None
        self.has_ended = False
        self.heard = Heard(0.0, self._playing, self._playing.taken)

    def speak(self, out: Floats, moment: float, underrun: bool) -> None:
        """The callback: fills `out` (frames, 2)."""
        self.calls += 1
        if underrun:
            self.underruns += 1
        for start in range(0, len(out), LARGEST):
            self._speak(out[start : start + LARGEST], moment + (start + DELAY) / self.rate)

    def _speak(self, out: Floats, moment: float) -> None:
        turn = self.turn
        if turn.deck is not self._playing and self._leaving is None and self._is_time(turn):
            self._begin_change(turn)
        levels = self.meters.next()
        if self.lead_in > 0:
            self.lead_in -= len(out)
            out[:] = 0.0
            levels[:] = 0.0
        elif self.sounding or self._fade.level > 0.0:
            self.is_silent = False
            self._take(out, moment, levels)
            self._fade.apply(out, 1.0 if self.sounding else 0.0)
        else:
            out[:] = 0.0
            levels[:] = 0.0
            self.heard = Heard(moment, self._playing, self._playing.taken)
            self.is_silent = self._leaving is None
        if self._leaving is not None:
            self._add_what_leaves(out, self._leaving)
        self._limiter.apply(out)
        measure(out, self._old[: len(out)], levels[-1])
        self.meters.wrote(moment)

    def _take(self, out: Floats, moment: float, levels: Floats) -> None:
        deck = self._playing
        self.heard = Heard(moment, deck, deck.taken)
        lanes = self._lanes[:, : len(out)]
        if deck.take(lanes) < len(out):
            if deck.end is not None and deck.taken >= deck.end:
                self.has_ended = True
            else:
                self.underruns += 1
        self._mixer.mix(lanes, self.matrix, out, levels)

    def _is_time(self, turn: Turn) -> bool:
        return turn.join is None or self._playing.taken >= turn.join or not self.sounding or self.has_ended

    def _begin_change(self, turn: Turn) -> None:
        """What is heard now leaves in a fade while the new deck comes in."""
        late = 0 if turn.join is None else self._playing.taken - turn.join
        if late > 0:
            _, old = self._playing.song_at(self._playing.taken)
            _, new = turn.deck.song_at(late)
            turn.deck.skip(round(late * old / new) if new > 0 else 0)
        if self._fade.level > 0.0:
            self._leaving = self._playing
            self._leaving_mixer.follow(self._mixer)
            self._leaving_fade.level = self._fade.level
        self._playing = turn.deck
        self._fade.level = 0.0
        self.has_ended = False

    def _add_what_leaves(self, out: Floats, deck: Deck) -> None:
        lanes, old = self._lanes[:, : len(out)], self._old[: len(out)]
        deck.take(lanes)
        self._leaving_mixer.mix(lanes, self.matrix, old)
        self._leaving_fade.apply(old, 0.0)
        out += old
        if self._leaving_fade.level <= 0.0:
            self._leaving = None


class Fade:
    """A level that walks to where it should be in `RAMP_SECONDS`, over as many blocks as that takes."""

    def __init__(self, rate: int) -> None:
        ramp = max(1, round(RAMP_SECONDS * rate))
        self._steps = np.arange(1, LARGEST + 1, dtype=np.float32)[:, None] / ramp
        self._curve = np.zeros((LARGEST, 1), np.float32)
        self.level = 0.0

    def apply(self, sound: Floats, target: float) -> None:
        """Scales `sound` (frames, 2) in place on the way to `target` (0 or 1)."""
        if self.level == target:
            if target == 0.0:
                sound[:] = 0.0
            return
        curve, steps = self._curve[: len(sound)], self._steps[: len(sound)]
        if target > self.level:
            np.add(steps, self.level, out=curve)
        else:
            np.subtract(self.level, steps, out=curve)
        np.clip(curve, 0.0, 1.0, out=curve)
        sound *= curve
        self.level = float(curve[-1, 0])
