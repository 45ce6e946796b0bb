"""Which of the tempi that go with a pulse is the song's: half, double, three quarters … of what was found, and which beats.

Each candidate is a grid of beats over all of the song. A small network (`learnt`) that saw many bands whose beats are known
says how well each suits what is heard on it and between: hits by band, kick and snare in turns, how they come again after
one, two or four beats (as Gouyon et al. compare tempo levels, IEEE TASLP 14(5), 2006), chords that change, and how common
such a tempo is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.rhythm.accents import FIRST_GROUP, at
from stemdesk.audio.rhythm.harmony_changes import changes
from stemdesk.audio.rhythm.learnt import layers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats64 = NDArray[np.float64]

_RATIOS: Final = ((1, 3), (1, 2), (2, 3), (3, 4), (1, 1), (4, 3), (3, 2), (2, 1), (3, 1))
#: Ratios in the order of their inputs.
_SORTED: Final = tuple(sorted(_RATIOS))
_SLOWEST, _FASTEST = 45.0, 235.0
_FEWEST: Final = 6
#: Steps of a beat that was found, in which what comes again is looked for.
_STEPS: Final = 24
_PLACES: Final = np.array([0, 1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4])
_HALF: Final = 3
_LAGS: Final = (1 / 4, 1 / 3, 1 / 2, 1, 2, 3, 4)
_CROSS_LAGS: Final = (0, 0.5, 1, 1.5, 2, 3, 4)
_HIT: Final = 0.5
_USUAL: Final = 100.0


@dataclass(frozen=True, slots=True)
class Level:
    """`ratio` times the tempo that was found; its first beat is `phase` beats (of those found) after the first."""

    numerator: int
    denominator: int
    phase: float

    @property
    def step(self) -> float:
        """Beats that were found from one beat to the next."""
        return self.denominator / self.numerator


def _levels() -> tuple[Level, ...]:
    found = []
    for over, under in _RATIOS:
        between = over == 1 and under < 3  # beats may also lie between those found
        parts = 2 * over if between else over
        found += [Level(over, under, number / parts) for number in range(2 * under if between else under)]
    return tuple(found)


LEVELS: Final = _levels()
_AS_FOUND: Final = LEVELS.index(Level(1, 1, 0.0))
#: Beats between which next to nothing sounds (this share of what sounds on them) are the finest pulse there is, which no song
#: had that the network saw: they are only left for what is so many times as likely.
_NEXT_TO_NOTHING: Final = 0.1
_CLEARLY: Final = 2.5


@dataclass(frozen=True, slots=True)
class Chosen:
    """The seconds of the beats, the ratio of the tempi, and how likely that is, 0…1."""

    beats: Floats64
    ratio: float
    likelihood: float


def choose(accents: Floats64, semitones: NDArray[np.float32], frame_rate: float, beats: Floats64) -> Chosen:
    """For `beats` (seconds) that were found; `accents` as the function of that name answers."""
    seen = features(accents, semitones, frame_rate, beats)
    there = [number for number, each in enumerate(seen) if each is not None]
    if not there:
        return Chosen(beats, 1.0, 0.0)
    scores = np.full(len(LEVELS), -np.inf)
    scores[there] = layers("tempo")(np.stack([each for each in seen if each is not None]))
    number = best(scores, _CLEARLY if is_bare(accents, frame_rate, beats) else 1.0)
    level = LEVELS[number]
    likely = np.exp(scores - scores.max())
    places = np.arange(level.phase, len(beats) - 1 + 1e-6, level.step)
    grid = np.interp(places, np.arange(len(beats)), beats)
    return Chosen(grid, 1 / level.step, float(likely[number] / likely.sum()))


def best(scores: Floats64, clearly: float = 1.0) -> int:
    """The number of the level to choose, by the scores of all (-inf: not there); what was found unless another one is
    `clearly` times as likely."""
    first = int(scores.argmax())
    return _AS_FOUND if scores[first] < scores[_AS_FOUND] + np.log(clearly) else first


def is_bare(accents: Floats64, frame_rate: float, beats: Floats64) -> bool:
    """Next to nothing is hit between these beats (seconds)."""
    steps = np.append(np.diff(beats), 0.0)
    heard = [at(accents[:, FIRST_GROUP:], beats + place * steps, frame_rate)[:-1].mean(axis=0) for place in _PLACES]
    return bool(np.max(heard[1:], axis=0).max() < _NEXT_TO_NOTHING * heard[0].max())


def features(
    accents: Floats64, semitones: NDArray[np.float32], frame_rate: float, beats: Floats64
) -> list[Floats64 | None]:
    """Of each of LEVELS: what the network sees, None where it has too few beats, or too fast or too slow ones."""
    song = _Song(accents, semitones, frame_rate, beats)
    return [song.features(level) for level in LEVELS]


class _Song:
    def __init__(self, accents: Floats64, semitones: NDArray[np.float32], frame_rate: float, beats: Floats64) -> None:
        self._accents, self._semitones, self._rate, self._beats = accents, semitones, frame_rate, beats
        self._numbers = np.arange(len(beats))
        self._tempo = 60 / float(np.median(np.diff(beats)))
        self._means = accents.mean(axis=0) + 1e-3
        fine = at(accents, self._seconds(np.arange(0, len(beats) - 1, 1 / _STEPS)), frame_rate)
        self._even = fine - fine.mean(axis=0)
        self._power = (self._even**2).mean(axis=0) + 1e-4
        groups = fine[:, FIRST_GROUP:]
        low, middle, high = (
            _even(each) for each in (groups[:, 0] + groups[:, 1], groups[:, 3] + groups[:, 4], groups[:, 5])
        )
        self._low, self._middle = low, middle
        self._snare = _even(np.maximum(middle, 0) * np.maximum(high, 0))
        self._kick = _even(np.maximum(low, 0) - np.minimum(np.maximum(low, 0), np.maximum(high, 0)))
        self._dense = (accents > _HIT).mean(axis=0)

    def _seconds(self, places: Floats64) -> Floats64:
        return np.asarray(np.interp(places, self._numbers, self._beats))

    def features(self, level: Level) -> Floats64 | None:
        step = level.step
        tempo = self._tempo / step
        places = np.arange(level.phase, len(self._beats) - 1 - step * 0.99, step)
        if not _SLOWEST <= tempo <= _FASTEST or len(places) < _FEWEST:
            return None
        return np.concatenate([self._on_and_between(places, step), self._again(step), self._harmony(places, step),
                               self._usual(level, tempo), self._turns(places, step)])  # fmt: skip

    def _on_and_between(self, places: Floats64, step: float) -> Floats64:
        """How strong each accent is at parts of a beat, and how much beats differ by their place in two, three and four."""
        heard = at(self._accents, self._seconds(places[:, None] + _PLACES * step), self._rate)
        parts = [np.log(heard.mean(axis=0) / self._means + 0.05).ravel()]
        for width in (2, 3, 4):
            parts.append(_differing(heard[:, 0], width))
            if width == 2:
                parts.append(_differing(heard[:, _HALF], width))
        return np.concatenate(parts)

    def _again(self, step: float) -> Floats64:
        """How much comes again after so many beats."""
        parts = []
        for lag in _LAGS:
            shift = round(lag * step * _STEPS)
            if shift >= len(self._even) - _STEPS:
                parts.append(np.zeros(len(self._power)))
            else:
                parts.append((self._even[shift:] * self._even[:-shift]).mean(axis=0) / self._power)
        return np.concatenate(parts)

    def _harmony(self, places: Floats64, step: float) -> Floats64:
        changed = changes(self._semitones, self._seconds(places))
        between = changes(self._semitones, self._seconds(places + step / 2))
        spans = []
        for width in (2, 3, 4):
            folded = _folded(changed, width)
            spans.append(float(folded.max() - folded.min()))
        return np.array([changed.mean(), changed.std(), *spans, changed.mean() - between.mean()])

    def _usual(self, level: Level, tempo: float) -> Floats64:
        """The tempo, beside what was found, and how many hits there are a beat."""
        octaves = float(np.log2(tempo / _USUAL))
        ratio = (level.numerator, level.denominator)
        return np.concatenate([
            np.exp(-0.5 * ((octaves - np.linspace(-1.1, 1.2, 9)) / 0.25) ** 2), [octaves, octaves**2],
            [float(ratio == each) for each in _SORTED], [float(ratio == (1, 1) and level.phase > 0)],
            np.log(self._dense * self._rate / (tempo / 60) / 3 + 0.05),
        ])  # fmt: skip

    def _turns(self, places: Floats64, step: float) -> Floats64:
        """Whether kick and snare take turns, and after how many beats."""
        found: list[float] = []
        for one, other in ((self._low, self._middle), (self._kick, self._snare), (self._snare, self._snare),
                           (self._kick, self._kick), (self._low, self._low)):  # fmt: skip
            found += [_together(one, other, round(lag * step * _STEPS)) for lag in _CROSS_LAGS]
        steps = np.round(places * _STEPS).astype(np.int64)
        steps = steps[steps < len(self._kick)]
        hits = [each[steps] for each in (self._kick, self._snare)]
        fours = [_folded(each, 4) for each in hits]
        for each, four in zip(hits, fours, strict=True):
            ranked = np.sort(four)
            found += [
                abs(float(four[[0, 2]].mean() - four[[1, 3]].mean())),
                float(each.mean()),
                float(ranked[-1] - ranked[-2]),
            ]
        twos = [_folded(each, 2) for each in hits]
        found.append(float(np.prod([two[0] - two[1] for two in twos])))
        found.append(sum(float(np.prod([four[here] - four[here + 2] for four in fours])) for here in (0, 1)))
        return np.array(found)


def _even(values: Floats64) -> Floats64:
    return np.asarray((values - values.mean()) / (values.std() + 0.02))


def _folded(values: Floats64, width: int) -> Floats64:
    """The mean of all that have the same place in `width`."""
    return np.asarray(values[: len(values) // width * width].reshape(-1, width, *values.shape[1:]).mean(axis=0))


def _differing(values: Floats64, width: int) -> Floats64:
    folded = _folded(values, width)
    return np.asarray((folded.max(axis=0) - folded.min(axis=0)) / (folded.mean(axis=0) + 0.05))


def _together(one: Floats64, other: Floats64, shift: int) -> float:
    """How much one is where the other is, `shift` steps before or after."""
    if shift >= len(one) - _STEPS:
        return 0.0
    if not shift:
        return float((one * other).mean())
    return float(((one[shift:] * other[:-shift]).mean() + (other[shift:] * one[:-shift]).mean()) / 2)
