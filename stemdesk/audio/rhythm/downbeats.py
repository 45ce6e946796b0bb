"""Which beats begin a bar.

What is heard on each beat and on its neighbours tells a small network (`learnt`) how likely it begins a bar; how the beats of
all of the song resemble those some beats later tells another one its metre. Viterbi's algorithm then finds the most likely
way through places in bars of three to seven, as Krebs, Böck and Widmer (ISMIR 2015) do by frames. Where the networks' inputs
were not heard, harmony and the network of beats decide alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.rhythm.accents import DOWN, PULSE, at
from stemdesk.audio.rhythm.bar_pointer import METRES
from stemdesk.audio.rhythm.harmony_changes import changes
from stemdesk.audio.rhythm.learnt import layers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats64 = NDArray[np.float64]

#: The logarithm of how likely a bar has another metre than the one before.
_OTHER_METRE: Final = -14.0
#: Beats before and after one that are seen with it, and those after which a song may resemble itself.
_AROUND: Final = 6
_LAGS: Final = (2, 3, 4, 5, 6, 7, 8)
#: Accents that are listened to between beats, too; groups of bands whose level is seen; beats that timbre is compared over.
_BETWEEN: Final = (0, 2, 3, 4, 7)
_LEVELS: Final = (0, 5)
_PHRASE: Final = 4
#: How much is given for what the networks say of beats, for what is known without them, and for the metre (chosen across
#: parts of what was learnt from, as everything here).
_LEARNT, _PLAIN, _METRE = 0.7, 0.5, 2.0
_ROWS: Final = np.concatenate([np.arange(metre) for metre in METRES])
_ENDS: Final = np.cumsum(METRES) - 1
_STARTS: Final = _ENDS - np.array(METRES) + 1


def features(
    accents: Floats64, levels: NDArray[np.float32], semitones: NDArray[np.float32], frame_rate: float, beats: Floats64
) -> Floats64:
    """(beats, 19): what is heard on each beat, against the song's other beats; `levels` are those of groups of bands."""
    ends = np.append(beats[1:], 2 * beats[-1] - beats[-2])
    on, off = at(accents, beats, frame_rate), at(accents, (beats + ends) / 2, frame_rate)
    down = on[:, DOWN]
    lean = np.clip(np.log((down + 0.02) / (np.maximum(on[:, PULSE] - down, 0) + 0.02)), -2, 2)
    sums = np.concatenate([np.zeros((1, levels.shape[1])), levels.cumsum(axis=0, dtype=np.float64)])
    first = np.clip(np.round(beats * frame_rate).astype(np.int64), 0, len(levels) - 1)
    last = np.clip(np.round(ends * frame_rate).astype(np.int64), first + 1, len(levels))
    timbre = (sums[last] - sums[first]) / (last - first)[:, None]
    other = np.abs(np.diff(timbre, axis=0, prepend=timbre[:1])).sum(axis=1)
    padded = np.pad(timbre, ((_PHRASE, _PHRASE), (0, 0)), mode="edge").cumsum(axis=0)
    padded = np.concatenate([np.zeros((1, timbre.shape[1])), padded])
    here = np.arange(len(beats)) + _PHRASE
    new = np.abs(padded[here + _PHRASE] - 2 * padded[here] + padded[here - _PHRASE]).sum(axis=1)
    alone = np.stack([lean, changes(semitones, beats), other, new], axis=1)
    return _standard(np.concatenate([on, off[:, _BETWEEN], alone, timbre[:, _LEVELS]], axis=1))


def around(heard: Floats64) -> Floats64:
    """Each beat's features with those of its neighbours."""
    padded = np.pad(heard, ((_AROUND, _AROUND), (0, 0)))
    return np.concatenate([padded[first : first + len(heard)] for first in range(2 * _AROUND + 1)], axis=1)


def resemblance(heard: Floats64) -> Floats64:
    """How much each feature resembles itself so many beats later, over all of the song."""
    even = heard - heard.mean(axis=0)
    return np.concatenate([
        (even[lag:] * even[:-lag]).mean(axis=0) if len(even) > lag + 4 else np.zeros(even.shape[1]) for lag in _LAGS
    ])  # fmt: skip


def learnt(heard: Floats64, plain: Floats64) -> NDArray[np.bool_]:
    """Which beats begin a bar, by `features` and by what was known without them (a lean, as `way` takes it)."""
    return together(layers("downbeat")(around(heard)), layers("metre")(resemblance(heard)), plain)


def together(lean: Floats64, metres: Floats64, plain: Floats64) -> NDArray[np.bool_]:
    """Which beats begin a bar by what the networks say and by what was known without them."""
    return way(_LEARNT * lean + _PLAIN * plain, _METRE * (metres - metres.max()))


def way(lean: Floats64, metres: Floats64) -> NDArray[np.bool_]:
    """The most likely way: `lean` says how much each beat is one that begins a bar (0: nothing is known), `metres` how likely
    the song has each of METRES, as logarithms."""
    if not len(lean):
        return np.zeros(0, np.bool_)
    costs = np.full((len(METRES), len(METRES)), _OTHER_METRE)
    np.fill_diagonal(costs, 0.0)
    share = np.repeat(METRES, METRES)
    gains = np.where(_ROWS[None, :] == 0, lean[:, None] * (share - 1) / share, -lean[:, None] / share)
    score = gains[0] + np.repeat(metres, METRES)
    back = np.zeros((len(lean), len(_ROWS)), np.int64)
    for number in range(1, len(lean)):
        came = np.arange(len(_ROWS)) - 1
        arrive = score[came]
        change = score[_ENDS][None, :] + costs
        which = change.argmax(axis=1)
        came[_STARTS], arrive[_STARTS] = _ENDS[which], change[np.arange(len(METRES)), which]
        back[number], score = came, arrive + gains[number]
    places = np.zeros(len(lean), np.int64)
    place = int(score.argmax())
    for number in range(len(lean) - 1, -1, -1):
        places[number] = _ROWS[place]
        place = int(back[number, place])
    return np.asarray(places == 0)


def _standard(values: Floats64) -> Floats64:
    return np.asarray((values - values.mean(axis=0)) / (values.std(axis=0) + 1e-6))
