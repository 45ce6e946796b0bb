"""The parts of a song, by how alike its bars are: in harmony, in timbre, and in who plays.

Each bar is a few numbers: twelve pitch classes of its chords, a coarse spectrum, and each stem's level. A part begins where
what comes for some bars is unlike what was (a checkerboard along the diagonal of the bars' self-similarity, J. Foote, ICME
2000), or where the song begins or ceases to repeat what it had at another time (J. Serrà, M. Müller, P. Grosche, J. Arcos,
IEEE Trans. Multimedia 16(5), 2014); parts of four and eight bars are likelier than others. Those that are alike get the same
letter. Hours of music are compared in longer steps.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import fft, ndimage

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
#: Bars on each side of a boundary, once near and once far, and the fewest that are a part.
_AROUND: Final = (4, 8)
_FEWEST: Final = 4
#: Where there are no bars, and so long a bar is taken to be (seconds).
_BAR: Final = 2.0
_MOST_BARS: Final = 1500
#: What is counted as silence, in shares of what is loud: of a band's power, of a stem's level.
_SILENT_POWER, _SILENT_LEVEL = 1e-4, 1e-2
#: A bar differs from the usual one by so many usual differences at most, and no usual difference is smaller (in logarithms).
_MOST_UNUSUAL, _LEAST_USUAL = 2.5, 0.7
#: The level of a single stem says again what its spectrum says.
_ONLY_LEVEL: Final = 0.3
#: How alike parts with one letter are.
_ALIKE: Final = 0.6
#: Of what is repeated: so many bars are compared, so many around a bar are no repetition of it, so many of a song's bars at
#: most are a bar's repetitions, and are so much more like it than others. Blurred by bars, in time and in distance.
_RUN: Final = 4
_SELF: Final = 2
_SHARE: Final = 0.15
_CLEARER: Final = 0.03
_BLUR: Final = (1.0, 1.0)
#: Where differences, and where repetitions, vary less than so, there are none.
_LEAST_NEW, _LEAST_REPEATED = 0.04, 0.1
#: What a part costs, in usual variations of how much begins at a bar, and more if its bars are no whole eights: fours, twos,
#: others.
_PART: Final = 1.1
_FOUR, _TWO, _ONE = 0.2, 0.3, 0.6
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
        bars, plain = self._bars(spectra, edges, chords)
        cuts = _boundaries(bars @ bars.T, plain @ plain.T)
        letters = _letters(bars, cuts)
        return [
            Section(float(edges[start]), float(edges[end]), name)
            for start, end, name in zip(cuts[:-1], cuts[1:], letters, strict=True)
        ]

    def _bars(self, spectra: Floats, edges: Floats64, chords: Sequence[Chord]) -> tuple[Floats64, Floats64]:
        """(bars, numbers) of length 1 at most: their products are how alike they are. The second ones say nothing of how
        sound varies within a bar, by which one bar hardly ever is like another."""
        levels = np.array([each[: len(spectra)] for each in self._levels.values()]).T
        bands, stems = _logarithms(spectra, _SILENT_POWER), _logarithms(levels, _SILENT_LEVEL)
        places = np.clip(np.round(edges * _FRAMES_A_SECOND).astype(np.int64), 0, len(spectra))
        usual = _means(bands, places)
        spread = np.sqrt(np.maximum(0.0, _means(bands**2, places) - usual**2))
        moved = _means(np.abs(np.diff(bands, axis=0, prepend=bands[:1])), places)
        parts = [(usual, 1.0), (_means(stems, places), 1.0 if stems.shape[1] > 1 else _ONLY_LEVEL)]
        found = [_unit(_unusual(each), 0.5 * np.sqrt(each.shape[1])) * np.sqrt(weight) for each, weight in parts]
        weight = sum(weight for _, weight in parts)
        if chords:
            found.append(_unit(_harmony(edges, chords)))
            weight += 1.0
        varies = np.hstack([spread, moved])
        whole = [*found, _unit(_unusual(varies), 0.5 * np.sqrt(varies.shape[1]))]
        return np.asarray(np.hstack(whole) / np.sqrt(weight + 1.0)), np.asarray(np.hstack(found) / np.sqrt(weight))


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


def _boundaries(alike: Floats64, alike_plainly: Floats64) -> list[int]:
    """Bars at which a part begins, and the end: the best way through, between how much begins at a bar and how many parts
    there are."""
    count = len(alike)
    signs = [(_unlike(alike, width), _LEAST_NEW) for width in _AROUND] + [(_repeats(alike_plainly), _LEAST_REPEATED)]
    begins = np.zeros(count + 1)
    if count >= 2 * _FEWEST:
        inner = slice(_FEWEST, count - _FEWEST + 1)
        told = sum(sign[inner] / max(_usual(sign[inner]), least) for sign, least in signs) / np.sqrt(len(signs))
        begins[inner] = told - ndimage.uniform_filter1d(told, 2 * _AROUND[1] + 1)
    lengths = np.arange(count + 1)
    odd = np.select([lengths % 8 == 0, lengths % 4 == 0, lengths % 2 == 0], [0.0, _FOUR, _TWO], _ONE)
    best = np.full(count + 1, -np.inf)
    before = np.zeros(count + 1, np.int64)
    best[0] = 0.0
    for bar in range(_FEWEST, count + 1):
        starts = np.arange(bar - _FEWEST + 1)
        # The first part may have any length, as songs begin in the middle of a bar, and so may the last.
        costs = np.where((starts > 0) & (bar < count), odd[bar - starts], 0.0)
        worth = best[starts] - costs
        before[bar] = int(worth.argmax())
        best[bar] = worth.max() + (begins[bar] - _PART if bar < count else 0.0)
    cuts = [count]
    while cuts[-1] > 0:
        cuts.append(int(before[cuts[-1]]))
    return cuts[::-1]


def _usual(sign: Floats64) -> float:
    """How much it varies, apart from the few greatest ones: a silent end must not make all else small."""
    return float(np.minimum(sign, np.percentile(sign, 90)).std())


def _unlike(alike: Floats64, around: int) -> Floats64:
    """How unlike the bars before each bar are to those after it."""
    count = len(alike)
    others = alike - np.diag(np.diag(alike))
    new = np.zeros(count + 1)
    for bar in range(_FEWEST, count - _FEWEST + 1):
        width = min(around, bar, count - bar)
        before, after = slice(bar - width, bar), slice(bar, bar + width)
        within = (others[before, before].sum() + others[after, after].sum()) / (2 * width * (width - 1))
        new[bar] = within - others[before, after].mean()
    return np.maximum(new, 0.0)


def _repeats(alike: Floats64) -> Floats64:
    """How much begins or ends, at each bar, of what the song has at another time as well."""
    count = len(alike)
    runs, lengths = np.zeros_like(alike), np.zeros_like(alike)
    for step in range(min(_RUN, count)):
        runs[: count - step, : count - step] += alike[step:, step:]
        lengths[: count - step, : count - step] += 1
    runs /= lengths
    usual = np.median(runs, axis=1, keepdims=True)
    bars = np.arange(count)
    runs[np.abs(bars[:, None] - bars) <= _SELF] = -np.inf
    most = min(count, max(2, int(_SHARE * count)))
    same = (runs >= np.partition(runs, -most, axis=1)[:, [-most]]) & (runs > usual + _CLEARER)
    lags = np.zeros((count, 2 * count), np.float32)
    rows, columns = np.nonzero(same & same.T)
    lags[rows, columns - rows + count] = 1.0
    changes = np.diff(ndimage.gaussian_filter(lags, _BLUR), axis=0)
    # A run counts at its first bar: what is repeated begins where runs begin, and ends a run's length after they end.
    starts, ends = (np.linalg.norm(np.maximum(each, 0.0), axis=1) for each in (changes, -changes))
    found = np.zeros(count + 1)
    found[1:count] = starts
    found[_RUN:count] += ends[: max(0, count - _RUN)]
    return found


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


def _logarithms(values: NDArray[np.floating], silent: float) -> Floats64:
    loud = max(float(np.percentile(values, 95)), 1e-3 * float(values.max()), 1e-12)
    return np.asarray(np.log(values.astype(np.float64) + silent * loud))


def _means(values: Floats64, places: NDArray[np.int64]) -> Floats64:
    """(bars, …) of (frames, …)."""
    sums = np.concatenate([np.zeros((1, values.shape[1])), values.cumsum(axis=0)])
    return np.asarray((sums[places[1:]] - sums[places[:-1]]) / np.maximum(1, np.diff(places))[:, None])


def _unusual(values: Floats64) -> Floats64:
    """How far each is from the median, in quartiles, so that a silent end does not make all else alike."""
    low, middle, high = np.percentile(values, [25, 50, 75], axis=0)
    usual = np.maximum((high - low) / 1.35, _LEAST_USUAL)
    return np.asarray(np.clip((values - middle) / usual, -_MOST_UNUSUAL, _MOST_UNUSUAL))


def _unit(values: NDArray[np.floating], least: float = 1e-9) -> Floats64:
    return np.asarray(values / np.maximum(np.linalg.norm(values, axis=1, keepdims=True), least), np.float64)


def _bands(rate: int, window: int) -> Floats64:
    """Bands of equal width on a logarithmic scale from 60 Hz to 12 kHz."""
    edges = np.geomspace(60, min(12_000, rate / 2), _BANDS + 1)
    bins = np.arange(window // 2 + 1) * rate / window
    return np.asarray((bins[:, None] >= edges[:-1]) & (bins[:, None] < edges[1:]), np.float64)
