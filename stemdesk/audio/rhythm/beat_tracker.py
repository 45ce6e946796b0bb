"""Tempo, beats and bars of a song, as a grid from its first bar to its last.

A trained network (BeatNet's) hears how likely each 20 ms are a beat and a downbeat, a bar pointer finds the way through them
(`bar_pointer`), and all of the song decides what it is worth (`beat_grid`). Where the network is not on this computer, the
same is done with how much the spectrum rises: beats are then as good as their accents are plain.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.rhythm import beat_grid
from stemdesk.audio.rhythm.accents import GROUPS, grouped
from stemdesk.audio.rhythm.beat_features import FRAME_RATE, BeatFeatures
from stemdesk.audio.rhythm.harmony_changes import HarmonyChanges
from stemdesk.core.errors import StemDeskError
from stemdesk.inference.known import known_models
from stemdesk.inference.network import Network

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stemdesk.audio.dsp.buffers import Floats

MODEL: Final = "beats"
#: Frames that the network hears at once.
_PIECE: Final = 512
_CELLS: Final = (2, 1, 150)
_BANDS: Final = 136
#: The bands in which drums are hit: up to 150 Hz, and from there to 3 kHz, which count half.
_LOW: Final = slice(_BANDS, _BANDS + 30)
_MIDDLE: Final = slice(_BANDS + 30, _BANDS + 110)


@dataclass(frozen=True, slots=True, eq=False)
class Beats:
    """Beats per minute (None: not detected), how sure that is (0…1), and the frames of all beats and of those that begin a
    bar."""

    bpm: float | None
    certainty: float
    frames: NDArray[np.int64]
    downbeats: NDArray[np.int64]


class BeatTracker:
    """For mono sound at `rate`, in blocks."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._features = BeatFeatures(rate)
        self._harmony = HarmonyChanges(rate)
        self._network = _network()
        self._states: tuple[Floats, Floats] = (np.zeros(_CELLS, np.float32), np.zeros(_CELLS, np.float32))
        self._waiting: list[Floats] = []
        self._likely: list[Floats] = []
        self._hits: list[Floats] = []
        self._rises: list[Floats] = []
        self._levels: list[Floats] = []

    @property
    def has_network(self) -> bool:
        return self._network is not None

    def add(self, sound: NDArray[np.float32], harmony: NDArray[np.float32] | None = None) -> None:
        """(frames,) of mono sound, in order; `harmony` is the same without what has no pitch."""
        self._hear(self._features.add(sound))
        self._harmony.add(sound if harmony is None else harmony)

    def result(self, frames: int) -> Beats:
        """Of a song of so many frames: its end is extrapolated."""
        heard = self.heard()
        return _nothing() if heard is None else beats_of(heard, frames, self._rate)

    def heard(self) -> beat_grid.Heard | None:
        """What beats are found in; None if all is silent."""
        self._hear(self._features.end(), last=True)
        hits = _concatenated(self._hits, ())
        loudest = float(np.percentile(hits, 99)) if len(hits) else 0.0
        if loudest <= 0.0:
            return None
        hits = np.minimum(hits / loudest, 1.5)
        if self._network is None:
            return beat_grid.Heard(FRAME_RATE, _from_hits(hits), hits, self._harmony.result())
        rises, levels = (_concatenated(parts, (GROUPS,)) for parts in (self._rises, self._levels))
        return beat_grid.Heard(
            FRAME_RATE, _concatenated(self._likely, (2,)), hits, self._harmony.result(), rises, levels
        )

    def _hear(self, features: Floats, *, last: bool = False) -> None:
        self._hits.append(features[:, _LOW].sum(axis=1) + features[:, _MIDDLE].sum(axis=1) / 2)
        if self._network is None:
            return
        rises, levels = grouped(features)
        self._rises.append(rises)
        self._levels.append(levels)
        self._waiting.append(features)
        if last or sum(len(part) for part in self._waiting) >= _PIECE:
            piece = np.concatenate(self._waiting)
            self._waiting = []
            if len(piece):
                inputs = {"features": piece[:, None], "memory": self._states[0], "cells": self._states[1]}
                likely, *states = self._network.run(inputs)
                self._states = (states[0], states[1])
                self._likely.append(likely[:, :2])


def beats_of(heard: beat_grid.Heard, frames: int, rate: int) -> Beats:
    """Of a song of so many frames at `rate`."""
    found = beat_grid.find(heard, frames / rate)
    if found.bpm is None or found.certainty < beat_grid.LEAST_CERTAIN:
        return _nothing()
    beats, downbeats = (
        np.clip(np.round(each * rate), 0, frames - 1).astype(np.int64) for each in (found.beats, found.downbeats)
    )
    return Beats(found.bpm, found.certainty, np.unique(beats), np.unique(downbeats))


def _network() -> Network | None:
    with suppress(StemDeskError, KeyError):
        return Network(known_models()[MODEL])
    return None


def _from_hits(hits: Floats) -> Floats:
    """How likely a beat is where something rises more than around it; of bars, hits say nothing."""
    around = np.convolve(hits, np.ones(25, np.float32) / 25)[12 : 12 + len(hits)]
    peaks = hits * (hits >= np.maximum(np.roll(hits, 1), np.roll(hits, -1))) - around
    likely = np.clip(peaks, 0.0, 1.0) * 0.9
    return np.stack([likely * 0.75, likely * 0.25], axis=1).astype(np.float32)


def _concatenated(parts: list[Floats], shape: tuple[int, ...]) -> Floats:
    return np.concatenate(parts) if parts else np.zeros((0, *shape), np.float32)


def _nothing() -> Beats:
    return Beats(None, 0.0, np.zeros(0, np.int64), np.zeros(0, np.int64))
