"""From how likely each part of a chord is, frame by frame, to the chords that were played.

A hidden Markov model over whole chords: it stays in one until what is heard speaks for another by more than a change costs
(Jiang et al., ISMIR 2019). What a long song needs per frame is small: what was heard with 16 bits, and one bit a chord.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.core.music.chords import NONE, Chord, ChordName, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

#: What a change of chord costs, as the logarithm of a likelihood.
_CHANGE: Final = 30.0
_LEAST: Final = 1e-7
_BLOCK: Final = 1024
#: The network's answers, where each begins in a frame: triads, basses, sevenths, ninths, elevenths, thirteenths.
_TRIADS: Final = ("maj", "min", "sus4", "sus2", "dim", "aug")
_BASS: Final = 73
_EXTENSIONS: Final = (86, 90, 94, 97)
#: The kinds of chords that are told apart: triad, then which seventh, ninth, eleventh and thirteenth (0: none; 1: major
#: seventh, or the plain degree; 2: minor seventh; 3: diminished seventh).
_KINDS: Final = {
    "maj": ("maj", 0, 0, 0, 0), "min": ("min", 0, 0, 0, 0), "aug": ("aug", 0, 0, 0, 0), "dim": ("dim", 0, 0, 0, 0),
    "maj7": ("maj", 1, 0, 0, 0), "7": ("maj", 2, 0, 0, 0), "min7": ("min", 2, 0, 0, 0), "hdim7": ("dim", 2, 0, 0, 0),
    "dim7": ("dim", 3, 0, 0, 0), "maj9": ("maj", 1, 1, 0, 0), "9": ("maj", 2, 1, 0, 0), "min9": ("min", 2, 1, 0, 0),
    "11": ("maj", 2, 1, 1, 0), "13": ("maj", 2, 1, 1, 1), "sus4": ("sus4", 0, 0, 0, 0), "sus2": ("sus2", 0, 0, 0, 0),
    "sus4(b7)": ("sus4", 2, 0, 0, 0),
}  # fmt: skip
#: Semitones from root to bass, of the kinds that are known with another bass than their root.
_BASSES: Final = {"maj": (4, 7, 2, 10), "min": (3, 7, 2, 10)}


class ChordDecoder:
    """Told what was heard piece by piece, in order; `frame` is how long one frame is, in seconds."""

    def __init__(self, frame: float) -> None:
        self._frame = frame
        self._names, self._answers = _chords()
        self._heard: list[NDArray[np.float16]] = []
        self._stays: list[NDArray[np.uint8]] = []
        self._best: list[int] = []
        self._score = np.full(len(self._names), -np.inf)
        self._score[0] = 0.0  # a song begins with nothing

    def add(self, heard: NDArray[np.float32]) -> None:
        """(frames, answers of the network) of probabilities."""
        for start in range(0, len(heard), _BLOCK):
            block = heard[start : start + _BLOCK]
            self._heard.append(block.astype(np.float16))
            likely = self._likely(block)
            stays = np.empty(likely.shape, np.bool_)
            for row, now in enumerate(likely):
                best = int(self._score.argmax())
                changed = self._score[best] - _CHANGE
                stays[row] = self._score > changed
                self._best.append(best)
                self._score = np.maximum(self._score, changed) + now
            self._score -= self._score.max()
            self._stays.append(np.packbits(stays, axis=1))

    def result(self, seconds: float) -> tuple[Chord, ...]:
        """From 0 to the end, without holes."""
        if seconds <= 0:
            return ()
        path = self._path()
        if not len(path):
            return (Chord(0.0, seconds, NONE, 0.0),)
        sure = self._certainty(path)
        edges = [0, *(np.flatnonzero(np.diff(path)) + 1).tolist(), len(path)]
        times = [min(seconds, edge * self._frame) for edge in edges[:-1]] + [seconds]
        found = [
            Chord(
                times[number], times[number + 1], str(self._names[path[edge]]), float(sure[edge : edges[number + 1]].mean())
            )
            for number, edge in enumerate(edges[:-1]) if times[number] < times[number + 1]
        ]  # fmt: skip
        return joined(tuple(found))

    def _likely(self, heard: NDArray[np.float32]) -> NDArray[np.float64]:
        """(frames, chords): the logarithm of how likely each is."""
        logarithm = np.log(np.maximum(heard, _LEAST).astype(np.float64))
        return np.asarray(sum(logarithm[:, answers] for answers in self._answers[:2])) + _extended(
            logarithm, self._answers
        )

    def _path(self) -> NDArray[np.int64]:
        stays = [row for block in self._stays for row in block]
        path = np.zeros(len(stays), np.int64)
        at = int(self._score.argmax())
        for number in range(len(stays) - 1, -1, -1):
            path[number] = at
            if not stays[number][at >> 3] >> (7 - (at & 7)) & 1:
                at = self._best[number]
        return path

    def _certainty(self, path: NDArray[np.int64]) -> NDArray[np.float32]:
        """How sure the network is of root and triad of the chord that was chosen."""
        triads = np.concatenate([block[:, :_BASS] for block in self._heard])
        return np.asarray(triads[np.arange(len(path)), self._answers[0][path]], np.float32)


def snapped(chords: Sequence[Chord], beats: Sequence[float], sway: float = 0.35) -> tuple[Chord, ...]:
    """Chords that change within `sway` of a beat's length of a beat change on it. Shorter ones than that vanish."""
    if len(beats) < 2 or not chords:
        return tuple(chords)
    grid = np.asarray(beats, np.float64)
    steps = np.diff(grid)
    edges = [chord.start for chord in chords[1:]]
    moved = [chords[0].start]
    for edge in edges:
        near = int(np.abs(grid - edge).argmin())
        length = steps[min(near, len(steps) - 1)]
        moved.append(float(grid[near]) if abs(grid[near] - edge) <= sway * length else edge)
    moved.append(chords[-1].end)
    kept: list[Chord] = []
    for chord, start, end in zip(chords, moved[:-1], moved[1:], strict=True):
        until = min(end, chords[-1].end)
        if until > max(start, chords[0].start):
            kept.append(replace(chord, start=kept[-1].end if kept else chords[0].start, end=until))
    if kept:
        kept[-1] = replace(kept[-1], end=chords[-1].end)
    return joined(tuple(kept))


def _chords() -> tuple[list[ChordName | str], list[NDArray[np.int64]]]:
    """Every chord that is told apart, and for each of the network's answers where in a frame it is found."""
    names: list[ChordName | str] = [NONE]
    rows: list[tuple[int, ...]] = [(0, _BASS, -1, -1, -1, -1)]
    for kind, (triad, *extensions) in _KINDS.items():
        for step in (0, *_BASSES.get(kind, ())):
            for root in range(12):
                bass = (root + step) % 12
                names.append(ChordName(root, kind, bass))
                own = (first + extension for first, extension in zip(_EXTENSIONS, extensions, strict=True))
                rows.append((1 + 12 * _TRIADS.index(triad) + root, _BASS + 1 + bass, *own))
    return names, list(np.array(rows).T)


def _extended(logarithm: NDArray[np.float64], answers: list[NDArray[np.int64]]) -> NDArray[np.float64]:
    """Sevenths and more; without a chord there are none to be asked for."""
    padded = np.concatenate([logarithm, np.zeros((len(logarithm), 1))], axis=1)
    return np.asarray(sum(padded[:, each] for each in answers[2:]))
