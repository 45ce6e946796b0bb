"""The parts of a song, by how alike its bars are: in harmony, in timbre, and in who plays.

Each bar is a few numbers: twelve pitch classes of its chords, a coarse spectrum, and each stem's level. Where what comes for
some bars is unlike what was, a part begins (a checkerboard along the diagonal of the bars' self-similarity, J. Foote, ICME
2000); parts that are alike get the same letter. Hours of music are compared in longer steps.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import fft

from stemdesk.core.music.sections import Section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from stemdesk.audio.dsp.buffers import Floats
    from stemdesk.core.music.chords import Chord

    Floats64 = NDArray[np.float64]

_FRAMES_A_SECOND: Final = 4
_WINDOW: Final = 2048
_BANDS: Final = 20
#: Bars on each side of a boundary, and the fewest that are a part.
_AROUND: Final = 8
_FEWEST: Final = 4
#: Where there are no bars, and so long a bar is taken to be (seconds).
_BAR: Final = 2.0
_MOST_BARS: Final = 1500
#: How new what follows has to be, in shares of the newest in the song, and how alike parts with one letter are.
_NEW: Final = 0.3
_LEAST_NEW: Final = 0.06
_ALIKE: Final = 0.8
_SHORTEST_SONG: Final = 20.0
_ROOTS: Final = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


class SectionFinder:
    """For stems at `rate`, in blocks."""

    def __init__(self, rate: int) -> None:
        self._hop = rate // _FRAMES_A_SECOND
        self._window = min(_WINDOW, 1 << (self._hop.bit_length() - 1))
        self._rate = rate
        self._rest: dict[str, Floats] = {}
        self._levels: dict[str, list[float]] = {}
        self._spectra: list[Floats] = []

    def add(self, tracks: Mapping[str, Floats]) -> None:
        """(frames,) of mono sound of every stem, in order."""
        whole = {stem: np.concatenate([self._rest.get(stem, sound[:0]), sound]) for stem, sound in tracks.items()}
        count = min((len(sound) for sound in whole.values()), default=0) // self._hop
        for stem, sound in whole.items():
            pieces = sound[: count * self._hop].reshape(count, self._hop)
            self._levels.setdefault(stem, []).extend(np.sqrt((pieces.astype(np.float64) ** 2).mean(axis=1)).tolist())
            self._rest[stem] = sound[count * self._hop :]
        if count:
            total = np.sum([sound[: count * self._hop] for sound in whole.values()], axis=0).reshape(count, self._hop)
            size = self._window
            power = np.zeros((count, size // 2 + 1))
            for start in range(0, self._hop - size + 1, max(size, self._hop // 4)):
                power += np.abs(fft.rfft(total[:, start : start + size] * np.hanning(size), axis=1)) ** 2
            self._spectra.append((power @ _bands(self._rate, size)).astype(np.float32))

    def result(self, beats: NDArray[np.int64], downbeats: NDArray[np.int64], chords: Sequence[Chord]) -> list[Section]:
        """Boundaries lie on downbeats, if there are any. Nothing for a short song, or one without sound."""
        spectra = np.concatenate(self._spectra) if self._spectra else np.zeros((0, _BANDS), np.float32)
        heard = len(spectra) * self._hop + max((len(r) for r in self._rest.values()), default=0)
        seconds = heard / self._rate
        if seconds < _SHORTEST_SONG or not spectra.any():
            return []
        starts = downbeats if len(downbeats) > _FEWEST else beats[::4]
        edges = np.asarray(starts, np.float64) / self._rate
        if len(edges) <= 2 * _FEWEST:
            edges = np.arange(_BAR, seconds, _BAR)
        edges = edges[(edges > 0.5) & (edges < seconds - 0.5)]
        edges = edges[:: max(1, -(-len(edges) // _MOST_BARS))]
        edges = np.concatenate([[0.0], edges, [seconds]])
        bars = self._bars(spectra, edges, chords)
        cuts = _boundaries(bars @ bars.T)
        letters = _letters(bars, cuts)
        return [
            Section(float(edges[start]), float(edges[end]), name)
            for start, end, name in zip(cuts[:-1], cuts[1:], letters, strict=True)
        ]

    def _bars(self, spectra: Floats, edges: Floats64, chords: Sequence[Chord]) -> Floats64:
        """(bars, numbers) of length 1 at most: their products are how alike they are. What hardly differs in all of the song
        says little."""
        levels = np.array([each[: len(spectra)] for each in self._levels.values()]).T
        parts = [_standard(np.log(spectra + 1e-6 * spectra.max())), _standard(np.log(levels + 1e-3 * levels.max()))]
        places = np.clip(np.round(edges * _FRAMES_A_SECOND).astype(np.int64), 0, len(spectra))
        means = []
        for part in parts:
            sums = np.concatenate([np.zeros((1, part.shape[1])), part.cumsum(axis=0)])
            lengths = np.maximum(1, np.diff(places))[:, None]
            mean = (sums[places[1:]] - sums[places[:-1]]) / lengths
            means.append(_unit(mean, 0.5 * np.sqrt(part.shape[1])))
        if chords:
            means.append(_unit(_harmony(edges, chords)))
        return np.asarray(np.hstack(means) / np.sqrt(len(means)))


def _harmony(edges: Floats64, chords: Sequence[Chord]) -> Floats64:
    """How long each pitch class is root, and half as much third and fifth, in each bar."""
    found = np.zeros((len(edges) - 1, 12))
    for chord in chords:
        root = _ROOTS.get(chord.name[:1])
        if root is None:
            continue
        root += chord.name[1:2].count("#") - chord.name[1:2].count("b")
        third = 3 if ":min" in chord.name or ":dim" in chord.name else 4
        first, last = np.searchsorted(edges, [chord.start, chord.end])
        for bar in range(max(0, int(first) - 1), min(len(found), int(last) + 1)):
            shared = min(chord.end, edges[bar + 1]) - max(chord.start, edges[bar])
            if shared > 0:
                for step, share in ((0, 1.0), (third, 0.5), (7, 0.5)):
                    found[bar, (root + step) % 12] += share * shared
    return np.asarray(found - found.mean(axis=1, keepdims=True))


def _boundaries(alike: Floats64) -> list[int]:
    """Bars at which a part begins, and the end."""
    count = len(alike)
    new = np.zeros(count)
    for bar in range(_FEWEST, count - _FEWEST + 1):
        width = min(_AROUND, bar, count - bar)
        before, after = slice(bar - width, bar), slice(bar, bar + width)
        within = (alike[before, before].mean() + alike[after, after].mean()) / 2
        new[bar if bar < count else count - 1] = within - alike[before, after].mean()
    least = max(_LEAST_NEW, _NEW * float(new.max(initial=0.0)))
    cuts: list[int] = []
    for bar in np.argsort(-new):
        if new[bar] < least:
            break
        if all(abs(int(bar) - other) >= _FEWEST for other in (0, *cuts, count)):
            cuts.append(int(bar))
    return [0, *sorted(cuts), count]


def _letters(bars: Floats64, cuts: list[int]) -> list[str]:
    kinds: list[Floats64] = []
    names = []
    for start, end in itertools.pairwise(cuts):
        mean = _unit(bars[start:end].mean(axis=0, keepdims=True))[0]
        likeness = [float(mean @ kind) for kind in kinds]
        if likeness and max(likeness) >= _ALIKE:
            number = int(np.argmax(likeness))
        else:
            number = len(kinds)
            kinds.append(mean)
        names.append(_letter(number))
    return names


def _letter(number: int) -> str:
    letter = chr(ord("A") + number % 26)
    return letter if number < 26 else f"{letter}{number // 26 + 1}"


def _standard(values: NDArray[np.floating]) -> Floats64:
    centred = np.asarray(values - values.mean(axis=0), np.float64)
    return np.asarray(centred / np.maximum(centred.std(axis=0), 0.3))


def _unit(values: NDArray[np.floating], least: float = 1e-9) -> Floats64:
    return np.asarray(values / np.maximum(np.linalg.norm(values, axis=1, keepdims=True), least), np.float64)


def _bands(rate: int, window: int) -> Floats64:
    """Bands of equal width on a logarithmic scale from 60 Hz to 12 kHz."""
    edges = np.geomspace(60, min(12_000, rate / 2), _BANDS + 1)
    bins = np.arange(window // 2 + 1) * rate / window
    return np.asarray((bins[:, None] >= edges[:-1]) & (bins[:, None] < edges[1:]), np.float64)
