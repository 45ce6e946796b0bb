"""From how likely each part of a chord is, frame by frame, to the chords that were played.

A hidden Markov model over whole chords: it stays in one until what is heard speaks for another by more than a change costs
(Jiang et al., ISMIR 2019), at the moments where chords may change (`chord_grid`). The song is gone over three times: what was
found tells on which beats its chords change, and in which keys they are; what is foreign there needs more to be believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.harmony.chord_grid import ChordGrid, chord_grid
from stemdesk.audio.harmony.key_finder import fit, keys_over_time
from stemdesk.core.music.chords import NONE, Chord, ChordName, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_LEAST: Final = 1e-7
_BLOCK: Final = 1024
#: The network's answers, where each begins in a frame: triads, basses, sevenths, ninths, elevenths, thirteenths.
_TRIADS: Final = ("maj", "min", "sus4", "sus2", "dim", "aug")
_BASS: Final = 73
_EXTENSIONS: Final = (86, 90, 94, 97)
_ANSWERS: Final = 100
#: How much the bass says beside the triad: basses walk, and the network's triads follow them.
_BASS_SAYS: Final = 0.5
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
#: How often all is gone over again with what was found.
_AGAIN: Final = 2
#: From this fit on (`key_finder.fit`) a chord belongs to a key; below it, a frame of it is so much less likely, as the
#: logarithm of a likelihood for each whole step of fit.
_AT_HOME: Final = 0.45
_FOREIGN: Final = 5.0
#: From how likely the network finds a chord to how often it is right (J. Platt 1999), in logarithms of odds: fitted to 2,100
#: seconds of the bands that are called tuned, each second alike.
_SLOPE: Final = 1.32
_OFFSET: Final = 0.97


class ChordDecoder:
    """Told what was heard piece by piece, in order; `frame` is how long one frame is, in seconds."""

    def __init__(self, frame: float) -> None:
        self._frame = frame
        self._names, self._answers = _chords()
        #: (chords, keys), and the same for the network's triads.
        self._fits = np.minimum([fit(str(name), _AT_HOME) for name in self._names], _AT_HOME) - _AT_HOME
        self._triad_fits = np.array([fit(name, _AT_HOME) for name in _triads()])
        self._heard: list[NDArray[np.float16]] = []

    def add(self, heard: NDArray[np.float32]) -> None:
        """(frames, answers of the network) of probabilities."""
        self._heard.append(heard.astype(np.float16))

    def result(
        self,
        seconds: float,
        beats: Sequence[float] = (),
        downbeats: Sequence[float] = (),
        sound: NDArray[np.float64] | None = None,
    ) -> tuple[Chord, ...]:
        """From 0 to the end, without holes. `beats` and `downbeats` are in seconds, nothing where nobody knows them; `sound`
        is how well each key fits what sounds (`KeyDetector.fits`)."""
        if seconds <= 0:
            return ()
        heard = np.concatenate(self._heard) if self._heard else np.zeros((0, _ANSWERS), np.float16)
        if not len(heard):
            return (Chord(0.0, seconds, NONE, 0.0),)
        grid = chord_grid(len(heard), self._frame, beats, downbeats)
        lengths = np.diff(grid.edges, append=len(heard))
        said = _summed(heard, grid.edges)
        path = self._path(said, grid, np.zeros((len(lengths), 1)))
        for _ in range(_AGAIN):
            again = grid.with_habits(np.diff(path, prepend=path[0]) != 0)
            path = self._path(said, again, lengths[:, None] * self._prior(heard, path, grid.edges, sound))
        runs, triads = _runs(heard, path, grid.edges)
        times = [min(seconds, float(edge) * self._frame) for edge in grid.edges[runs]] + [seconds]
        sure = certainty(triads[np.arange(len(runs)), self._answers[0][path[runs]]])
        found = [
            Chord(times[number], times[number + 1], str(self._names[path[run]]), float(sure[number]))
            for number, run in enumerate(runs) if times[number] < times[number + 1]
        ]  # fmt: skip
        return joined(tuple(found))

    def _path(self, said: NDArray[np.float32], grid: ChordGrid, prior: NDArray[np.float64]) -> NDArray[np.int64]:
        """The likeliest chord after each edge of the grid."""
        best = np.zeros(len(said), np.int64)
        stays: list[NDArray[np.uint8]] = []
        score = np.full(len(self._names), -np.inf)
        score[0] = 0.0  # a song begins with nothing
        for start in range(0, len(said), _BLOCK):
            block = slice(start, start + _BLOCK)
            likely = self._likely(said[block]) + prior[block]
            stay = np.empty(likely.shape, np.bool_)
            for row, now in enumerate(likely):
                best[start + row] = score.argmax()
                changed = score[best[start + row]] - grid.costs[start + row]
                stay[row] = score > changed
                score = np.maximum(score, changed) + now
            score -= score.max()
            stays.append(np.packbits(stay, axis=1))
        path = np.zeros(len(said), np.int64)
        at = int(score.argmax())
        for number in range(len(said) - 1, -1, -1):
            path[number] = at
            if not stays[number // _BLOCK][number % _BLOCK, at >> 3] >> (7 - (at & 7)) & 1:
                at = int(best[number])
        return path

    def _likely(self, said: NDArray[np.float32]) -> NDArray[np.float64]:
        """(moments, chords): the logarithm of how likely each is. Without a chord there is no seventh to be asked for."""
        padded = np.concatenate([said, np.zeros((len(said), 1), np.float32)], axis=1)
        triad, bass, *more = self._answers
        return np.asarray(
            padded[:, triad] + _BASS_SAYS * padded[:, bass] + sum(padded[:, each] for each in more), np.float64
        )

    def _prior(
        self,
        heard: NDArray[np.float16],
        path: NDArray[np.int64],
        edges: NDArray[np.int64],
        sound: NDArray[np.float64] | None,
    ) -> NDArray[np.float64]:
        """(moments, chords): how much less likely, a frame, what does not fit the keys is."""
        runs, triads = _runs(heard, path, edges)
        seconds = np.diff(edges[runs], append=len(heard)) * self._frame
        keys = keys_over_time(triads, self._triad_fits, seconds, sound)
        own = np.log(keys @ np.exp(_FOREIGN * self._fits).T)
        return np.asarray(own[np.searchsorted(runs, np.arange(len(path)), side="right") - 1])


def certainty(likely: NDArray[np.float64]) -> NDArray[np.float64]:
    """How often root and triad are right where the network found them so likely (mean over the chord's time, 0…1)."""
    odds = np.log(np.maximum(likely, _LEAST) / np.maximum(1.0 - likely, _LEAST))
    return np.asarray(1.0 / (1.0 + np.exp(-_SLOPE * odds - _OFFSET)))


def _summed(heard: NDArray[np.float16], edges: NDArray[np.int64]) -> NDArray[np.float32]:
    """(moments, answers): logarithms of what was heard, from each edge to the next."""
    said = np.zeros((len(edges), heard.shape[1]), np.float32)
    for start in range(0, len(edges), _BLOCK):
        own = edges[start : start + _BLOCK]
        end = int(edges[start + _BLOCK]) if start + _BLOCK < len(edges) else len(heard)
        logarithm = np.log(np.maximum(heard[own[0] : end].astype(np.float32), _LEAST))
        said[start : start + _BLOCK] = np.add.reduceat(logarithm, own - own[0], axis=0)
    return said


def _runs(
    heard: NDArray[np.float16], path: NDArray[np.int64], edges: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Where a chord begins in `path`, and how likely each triad was while it lasted."""
    runs = np.concatenate([[0], np.flatnonzero(np.diff(path)) + 1])
    sums = np.add.reduceat(heard[:, :_BASS], edges[runs], axis=0, dtype=np.float32)
    return runs, np.asarray(sums / np.diff(edges[runs], append=len(heard))[:, None], np.float64)


def _triads() -> list[str]:
    """The network's, in order."""
    return [NONE, *(str(ChordName(root, kind, root)) for kind in _TRIADS for root in range(12))]


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
