"""From what was heard in each frame to one grid of beats and bars over the whole song.

The bar pointer (`bar_pointer`) finds its way beat by beat; over all of a song more can be said: whether every second of its
beats is none, whether there is a beat between each two, whether the song keeps one tempo, on which of two halves of a beat it
hits. Which level of the tempo is the song's and where its bars begin is learnt (`tempo_levels`, `downbeats`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.rhythm import downbeats, tempo_levels
from stemdesk.audio.rhythm.accents import GROUPS, accents
from stemdesk.audio.rhythm.bar_pointer import FASTEST, METRES, SLOWEST, BarPointer
from stemdesk.audio.rhythm.harmony_changes import changes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats64 = NDArray[np.float64]

#: A beat may come this much (of a beat) early or late and still be the same pulse.
_SWAY: Final = 0.08
_FEWEST: Final = 8
#: Below this a pulse is a guess: speech has 0.35 to 0.41, songs 0.49 and more.
LEAST_CERTAIN: Final = 0.45
#: Seconds by which beats are found too early, on average: a window hears them before they are in its middle.
_EARLY: Final = 0.004
#: The share of beats that has to lie on one even grid, so that it is taken for all of the song.
_STEADY: Final = 0.6
#: In each of so many parts of the song it has to be at least that share; a third would be there by chance.
_STRETCHES: Final = 4
_EVERYWHERE: Final = 0.45
#: Every second beat that is this much weaker than the others is none, and what is this strong between beats is one.
_WEAK: Final = 0.65
#: How weakly they are hit then, by beats a minute: a fast tempo is rather halved.
_WEAKLY_HIT: Final = ((110.0, 0.4), (150.0, 0.47))
_STRONG: Final = 0.8
#: Twice as many beats need more, the further they are from the tempo that people like best (beats a minute; Parncutt 1994).
_LIKED: Final = 120.0
#: Slower than this, beats are not halved (beats a minute).
_HALVED: Final = 95.0
#: How much a hit says about the beat.
_HIT: Final = 0.35
_NETWORK: Final = 0.3
_HARMONY: Final = 1.0


@dataclass(frozen=True, slots=True)
class Heard:
    """What there is of each frame: how likely a beat and a downbeat, and how hard it is hit; and how loud semitones are
    (`harmony_changes`)."""

    frame_rate: float
    likely: NDArray[np.float32]
    hits: NDArray[np.float32]
    semitones: NDArray[np.float32]
    #: How much groups of bands rise in each frame, and how loud they are (`accents.grouped`). What was learnt needs them, and
    #: the network of beats: without them, nothing of it is used.
    rises: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, GROUPS), np.float32))
    levels: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, GROUPS), np.float32))

    @property
    def pulse(self) -> Floats64:
        return np.asarray(self.likely.sum(axis=1), np.float64)


@dataclass(frozen=True, slots=True)
class Found:
    """Seconds of every beat, which of them begin a bar, beats a minute (None: there is no pulse), how sure that is, 0…1."""

    bpm: float | None
    certainty: float
    beats: Floats64
    downbeats: Floats64


def find(heard: Heard, seconds: float) -> Found:
    way = BarPointer(heard.frame_rate).follow(heard.likely)
    beats = _sharp(heard, way.frames)
    if len(beats) < _FEWEST:
        return Found(None, 0.0, np.zeros(0), np.zeros(0))
    beats = _level(heard, beats)
    steady = _steady(heard, beats, seconds)
    grid = steady[1] if steady is not None else _filled(beats, seconds)
    steps = np.diff(beats)
    period = steady[0] if steady is not None else float(np.median(steps))
    certainty = _certainty(heard, grid, beats)
    if len(heard.rises) != len(heard.likely) or len(grid) < _FEWEST:
        bars = downbeats.way(leaning(heard, grid), np.zeros(len(METRES)))
        return Found(60 / period, certainty, grid + _EARLY, grid[bars] + _EARLY)
    hits = accents(heard.likely, heard.rises)
    level = tempo_levels.choose(hits, heard.semitones, heard.frame_rate, grid)
    grid = level.beats
    seen = downbeats.features(hits, heard.levels, heard.semitones, heard.frame_rate, grid)
    bars = downbeats.learnt(seen, leaning(heard, grid))
    certainty = min(certainty, LEAST_CERTAIN + (1 - LEAST_CERTAIN) * level.likelihood)
    return Found(60 / period * level.ratio, certainty, grid + _EARLY, grid[bars] + _EARLY)


def _near(values: NDArray[np.floating], frames: Floats64, reach: int) -> Floats64:
    """The largest value within `reach` frames of each place."""
    places = np.round(frames).astype(np.int64)[:, None] + np.arange(-reach, reach + 1)
    return np.asarray(values[np.clip(places, 0, len(values) - 1)].max(axis=1), np.float64)


def _sharp(heard: Heard, frames: NDArray[np.int64]) -> Floats64:
    """Seconds of beats that were found in whole frames: the centre of what peaks there."""
    if not len(frames):
        return np.zeros(0)
    places = np.clip(frames[:, None] + np.arange(-2, 3), 0, len(heard.likely) - 1)
    weights = heard.pulse[places] ** 2 + 1e-6
    return np.asarray((weights * places).sum(axis=1) / weights.sum(axis=1) / heard.frame_rate)


def _level(heard: Heard, beats: Floats64) -> Floats64:
    """Twice or half as many beats, where all of the song says so."""
    pulse, rate = heard.pulse, heard.frame_rate
    period = float(np.median(np.diff(beats)))
    between = (beats[:-1] + beats[1:]) / 2
    on, off = _near(pulse, beats * rate, 1).mean(), _near(pulse, between * rate, 1).mean()
    if off > _STRONG * _unlikely(60 / period, 120 / period) * on and 120 / period <= FASTEST:
        return np.sort(np.concatenate([beats, between]))
    if 60 / period > _HALVED and 30 / period >= SLOWEST:
        (counted, least), (halved, most) = _WEAKLY_HIT
        share = min(1.0, max(0.0, (60 / period - counted) / (halved - counted)))
        weakly_hit = least + share * (most - least)
        for values, weak in ((pulse, _WEAK), (heard.hits, weakly_hit)):
            first, second = (_near(values, beats[start::2] * rate, 1).mean() for start in (0, 1))
            if min(first, second) < weak * max(first, second):
                return beats[0 if first > second else 1 :: 2]
    return beats


def _unlikely(tempo: float, other: float) -> float:
    """How much more evidence `other` needs than `tempo`, at least as much: liking falls by the square of octaves."""
    away, farther = (float(np.log2(each / _LIKED)) ** 2 for each in (tempo, other))
    return float(np.exp(max(0.0, (farther - away) / 2)))


def _steady(heard: Heard, beats: Floats64, seconds: float) -> tuple[float, Floats64] | None:
    """The exact period and the grid of a song that keeps one tempo (to a click, say). Which half of a beat is the beat is
    decided by all of the song: what was found may have gone over to the other for a while."""
    steps = np.diff(beats)
    period = float(np.median(steps))
    period = float(np.mean(steps[np.abs(steps - period) < period * _SWAY]))
    halves = period / 2 * np.linspace(0.97, 1.03, 2401)
    pulls = np.array([np.exp(2j * np.pi / each * beats).mean() for each in halves])  # all at once: a GB for two hours
    best = int(np.argmax(np.abs(pulls)))
    half, first = float(halves[best]), float(np.angle(pulls[best])) / (2 * np.pi) * float(halves[best])
    numbers = np.round((beats - first) / half)
    for _ in range(3):
        fits = np.abs(beats - first - numbers * half) < _SWAY * 2 * half
        if fits.sum() < _FEWEST:
            return None
        half, first = (float(each) for each in np.polyfit(numbers[fits], beats[fits], 1))
    if min(float(part.mean()) for part in np.array_split(fits, _STRETCHES)) < _EVERYWHERE or fits.mean() < _STEADY:
        return None
    first %= 2 * half
    grids = [np.arange(start - 2 * half * (start >= 2 * half), seconds, 2 * half) for start in (first, first + half)]
    return 2 * half, max(grids, key=lambda grid: _evidence(heard, grid))


def _evidence(heard: Heard, grid: Floats64) -> float:
    frames = grid * heard.frame_rate
    frames = frames[frames < len(heard.likely)]
    return float(_near(heard.pulse, frames, 1).mean() + _HIT * _near(heard.hits, frames, 1).mean())


def _filled(beats: Floats64, seconds: float) -> Floats64:
    """The beats that were found, and those before the first and after the last."""
    steps = np.diff(beats)
    start, end = float(np.median(steps[:_FEWEST])), float(np.median(steps[-_FEWEST:]))
    before = np.arange(beats[0] - start, -0.02, -start)[::-1]
    return np.concatenate([np.maximum(before, 0), beats, np.arange(beats[-1] + end, seconds, end)])


def _certainty(heard: Heard, grid: Floats64, beats: Floats64) -> float:
    pulse, rate = heard.pulse, heard.frame_rate
    on = _near(pulse, grid * rate, 1)
    far = (grid[:-1] * 3 + grid[1:]) / 4
    off = _near(pulse, far * rate, 1).mean()
    steps = np.diff(beats)  # each beside the one before it: a tempo may change, but not from beat to beat
    even = float(np.mean(np.abs(steps[1:] / np.maximum(steps[:-1], 1e-9) - 1) < _SWAY)) if len(steps) > 1 else 0.0
    return float(np.sqrt(np.clip((on.mean() - off) * even, 0, 1)))


def leaning(heard: Heard, grid: Floats64) -> Floats64:
    """How much each beat is one that begins a bar, by downbeats and harmony alone."""
    frames = np.minimum(grid * heard.frame_rate, len(heard.likely) - 1)
    down, plain = (_near(heard.likely[:, kind], frames, 1) for kind in (1, 0))
    lean = np.clip(np.log((down + 0.02) / (plain + 0.02)), -2, 2)
    return np.asarray(_NETWORK * lean + _HARMONY * _standard(changes(heard.semitones, grid)))


def _standard(values: Floats64) -> Floats64:
    spread = values.std()
    return (values - values.mean()) / spread if spread > 1e-9 else np.zeros(len(values))
