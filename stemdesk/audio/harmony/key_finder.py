"""The key of a song from its chords: which ones there are and for how long, how they resolve, how the song begins and ends.

What sounds altogether (`key_detector`) decides where the chords leave it open, and alone where nobody knows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.core.music.chords import Chord, KeyRegion, parsed, triad

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

MAJOR: Final = ("C", "D♭", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")
MINOR: Final = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "G♯", "A", "B♭", "B")
NAMES: Final = (*(f"{tonic} major" for tonic in MAJOR), *(f"{tonic} minor" for tonic in MINOR))
#: How well a triad on a step (semitones from the tonic) fits a key; what is not here does not.
_FITS: Final[tuple[Mapping[tuple[int, str], float], ...]] = (
    {(0, "maj"): 1.0, (7, "maj"): 0.75, (5, "maj"): 0.7, (9, "min"): 0.55, (2, "min"): 0.5, (4, "min"): 0.4,
     (10, "maj"): 0.15, (11, "dim"): 0.3, (2, "maj"): 0.1, (5, "min"): 0.15, (8, "maj"): 0.0, (3, "maj"): 0.0},
    {(0, "min"): 1.0, (7, "maj"): 0.7, (7, "min"): 0.5, (5, "min"): 0.7, (8, "maj"): 0.55, (3, "maj"): 0.5,
     (10, "maj"): 0.5, (2, "dim"): 0.4, (5, "maj"): 0.2, (11, "dim"): 0.3, (0, "maj"): 0.1},
)  # fmt: skip
_FOREIGN: Final = -0.4
#: What counts beside the chords' time: the last one, the first one, fifths that fall to the tonic, what sounds altogether.
_LAST, _FIRST, _CADENCE, _SOUND = 0.16, 0.08, 0.25, 0.2
#: How certain a key is: the weights of `Evidence.inputs`, and what is added (`tests.benchmarks.listening.learn_key`).
_TRUST: Final[Mapping[str, tuple[float, ...]]] = {
    "both": (6.92, 7.16, -6.18, 0.9, -7.35), "chords": (8.79, 6.19, -4.83, 1.1, -8.17), "sound": (10.4, -0.67),
}  # fmt: skip
#: Where chords are known for a smaller share of the time (noise, speech, drums alone), there is no key.
_FEWEST: Final = 0.1
#: And where nobody knows any, a key has to fit what sounds so well: noise has 0.3 to 0.36, drums alone 0.39 to 0.56, songs
#: 0.63 and more.
_TONAL: Final = 0.6
#: What a change of key has to bring, in seconds of chords that fit wholly instead of not, how long a key lasts at least, and
#: how far it leads.
_CHANGE: Final = 14.0
_SHORTEST: Final = 20.0
_LEAD: Final = 0.06
#: `keys_over_time`: what a second of chords that fit wholly instead of not says, and what sounds altogether, as logarithms of
#: likelihoods; how probable another key is after a chord; how much more what fits well counts than what fits less.
_SECOND: Final = 0.25
_ALTOGETHER: Final = 7.0
_MODULATION: Final = 0.02
_SHARP: Final = 2.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a key (its place in `NAMES`): its lead over the next best one, how well the chords fit it, the share of
    the tonic among them, for how many seconds there are any, and how much there is to go by altogether. `with_sound`: by what
    sounds, too, or alone where nobody knows chords (then `seconds` are 0)."""

    key: int
    lead: float
    chords: float
    tonic: float
    seconds: float
    heard: float
    with_sound: bool

    @property
    def kind(self) -> str:
        return "sound" if not self.seconds else "both" if self.with_sound else "chords"

    @property
    def inputs(self) -> tuple[float, ...]:
        """What a certainty is made of."""
        if not self.seconds:
            return (self.lead,)
        return self.lead, self.chords, self.tonic, float(np.log(self.seconds + 5.0))

    @property
    def certainty(self) -> float:
        *weights, bias = _TRUST[self.kind]
        told = sum(weight * value for weight, value in zip(weights, self.inputs, strict=True))
        return self.heard / (1.0 + float(np.exp(-told - bias)))


def find_key(chords: Sequence[Chord], sound: NDArray[np.float64] | None) -> tuple[str | None, float]:
    """The key and how sure it is, 0…1. `sound` is how well each of `NAMES` fits what sounds, as correlations."""
    found = evidence(chords, sound)
    return (None, 0.0) if found is None else (NAMES[found.key], found.certainty)


def evidence(chords: Sequence[Chord], sound: NDArray[np.float64] | None) -> Evidence | None:
    """For the likeliest key; None where there is none."""
    fits = _scores(chords)
    if fits is None and (sound is None or sound.max() < _TONAL):
        return None
    scores = np.zeros(24) if fits is None else fits
    if sound is not None:
        scores = scores + _SOUND * sound
    first, second = np.argsort(-scores)[:2].tolist()
    heard = _harmonic(chords)
    if heard < _FEWEST:
        return None
    known = [(chord, chord.end - chord.start) for chord in chords if parsed(chord.name) is not None]
    seconds = sum(length for _, length in known)
    tonic = sum(length for chord, length in known if _tonic(chord) == first) / max(seconds, 1e-9)
    lead = float(scores[first] - scores[second])
    return Evidence(first, lead, 0.0 if fits is None else float(fits[first]), tonic, seconds, heard, sound is not None)


def key_regions(chords: Sequence[Chord], key: str | None, certainty: float, seconds: float) -> tuple[KeyRegion, ...]:
    """Stretches in one key each, from 0 to the end: several where the chords clearly leave one for another; none where
    nobody knows the key."""
    if key is None or seconds <= 0:
        return ()
    whole = (KeyRegion(0.0, seconds, key, certainty),)
    if not chords or certainty <= 0:
        return whole
    fits = np.array([_fit(chord) * (chord.end - chord.start) * chord.certainty for chord in chords])
    found = _stretches(fits, [chord.start for chord in chords], chords[-1].end)
    if len(found) < 2:
        return whole
    regions = []
    for start, end in found:
        own = [chord for chord in chords if start <= chord.start < end]
        told = evidence(own, None)
        if told is None or end - start < _SHORTEST or told.lead * told.heard < _LEAD:
            return whole
        regions.append(KeyRegion(start, end, NAMES[told.key], told.certainty))
    if any(one.name == other.name for one, other in pairwise(regions)):
        return whole
    return (*regions[:-1], KeyRegion(regions[-1].start, seconds, regions[-1].name, regions[-1].certainty))


def fit(name: str, otherwise: float) -> NDArray[np.float64]:
    """How well a chord fits each of `NAMES`, at best 1; `otherwise` for what is none."""
    return np.full(24, otherwise) if parsed(name) is None else _fit(Chord(0.0, 0.0, name))


def keys_over_time(
    likely: NDArray[np.float64],
    fits: NDArray[np.float64],
    seconds: NDArray[np.float64],
    sound: NDArray[np.float64] | None,
) -> NDArray[np.float64]:
    """(chords, keys): how probable each key is at each of some chords of which one knows only how likely they are.

    `likely` are (chords, kinds) of probabilities, `fits` (kinds, keys), `seconds` how long each lasts. Forward and backward
    through a Markov chain in which keys seldom change.
    """
    told = np.log(likely @ np.exp(_SHARP * fits) + 1e-6) / _SHARP * seconds[:, None] * _SECOND
    start = np.zeros(24) if sound is None else _ALTOGETHER * sound
    change = np.log(_MODULATION / 24 + (1 - _MODULATION) * np.eye(24))
    ahead, back = np.empty_like(told), np.zeros_like(told)
    ahead[0] = start + told[0]
    for row in range(1, len(told)):
        ahead[row] = np.logaddexp.reduce(ahead[row - 1][:, None] + change, axis=0) + told[row]
    for row in range(len(told) - 2, -1, -1):
        back[row] = np.logaddexp.reduce(change + (told[row + 1] + back[row + 1])[None, :], axis=1)
    both = ahead + back
    found = np.exp(both - both.max(axis=1, keepdims=True))
    return np.asarray(found / found.sum(axis=1, keepdims=True))


def _scores(chords: Sequence[Chord]) -> NDArray[np.float64] | None:
    known = [chord for chord in chords if parsed(chord.name) is not None]
    weights = np.array([(chord.end - chord.start) * chord.certainty for chord in known])
    if not known or weights.sum() <= 0:
        return None
    scores = np.asarray((np.array([_fit(chord) for chord in known]) * weights[:, None]).sum(axis=0) / weights.sum())
    for chord, weight in ((known[0], _FIRST), (known[-1], _LAST)):
        tonic = _tonic(chord)
        if tonic is not None:
            scores[tonic] += weight * chord.certainty
    falls = [
        (tonic, min(one.certainty, other.certainty)) for one, other in pairwise(known)
        if (tonic := _tonic(other)) is not None and _falls(one, other)
    ]  # fmt: skip
    for tonic, sure in falls:
        scores[tonic] += _CADENCE * sure / max(8, len(known))
    return scores


def _harmonic(chords: Sequence[Chord]) -> float:
    """How much there is to go by: without chords, what sounds may be anything."""
    if not chords:
        return 1.0
    whole = chords[-1].end - chords[0].start
    known = sum((chord.end - chord.start) * chord.certainty for chord in chords if parsed(chord.name) is not None)
    return float(min(1.0, 2.0 * known / max(whole, 1e-9)))


def _fit(chord: Chord) -> NDArray[np.float64]:
    """How well it fits each of `NAMES`."""
    name = parsed(chord.name)
    if name is None:
        return np.zeros(24)
    kind = triad(name.kind)
    kind = {"aug": "maj", "sus4": "", "sus2": "", "5": "", "1": ""}.get(kind, kind)
    fits = np.empty(24)
    for key in range(24):
        table = _FITS[key // 12]
        step = (name.root - key) % 12
        if kind:
            fits[key] = table.get((step, kind), _FOREIGN)
        else:  # neither major nor minor: it may be either
            fits[key] = 0.8 * max(table.get((step, each), _FOREIGN) for each in ("maj", "min"))
        if name.kind in ("7", "9", "13") and kind == "maj" and step == 0:
            fits[key] -= 0.25  # a dominant rather than a tonic
        if name.kind in ("maj7", "maj9") and step == 7:
            fits[key] -= 0.4  # and that is no dominant
    return fits


def _tonic(chord: Chord) -> int | None:
    name = parsed(chord.name)
    kind = "" if name is None else triad(name.kind)
    return None if name is None or kind not in ("maj", "min") else name.root + (12 if kind == "min" else 0)


def _falls(one: Chord, other: Chord) -> bool:
    """A fifth down, from a major chord."""
    before, after = parsed(one.name), parsed(other.name)
    return (
        before is not None
        and after is not None
        and triad(before.kind) == "maj"
        and (before.root - after.root) % 12 == 7
    )


def _stretches(fits: NDArray[np.float64], starts: list[float], end: float) -> list[tuple[float, float]]:
    """Where one key fits best for a while and then another: the best way through, a change being dear."""
    score = fits[0].copy()
    before = np.zeros(fits.shape, np.int64)
    for row in range(1, len(fits)):
        best = int(score.argmax())
        change = score[best] - _CHANGE
        before[row] = np.where(score >= change, np.arange(24), best)
        score = np.maximum(score, change) + fits[row]
    path = [int(score.argmax())]
    for row in range(len(fits) - 1, 0, -1):
        path.append(int(before[row, path[-1]]))
    path.reverse()
    edges = [0.0, *(starts[row] for row in range(1, len(path)) if path[row] != path[row - 1]), end]
    return list(pairwise(edges))
