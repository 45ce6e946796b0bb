"""Notes of an instrument that plays one at a time in a known range (bass, a lead voice, a flute), read off the network's
activations: the likeliest way through the pitches, and through silence, from moment to moment. Overtones are no notes then.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.transcription.note_network import LOWEST
from stemdesk.audio.transcription.note_reader import Found, peaks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stemdesk.audio.dsp.buffers import Floats
    from stemdesk.audio.transcription.note_network import Activations


@dataclass(frozen=True, slots=True)
class Voice:
    """What is known of one: its range as MIDI counts, and how it is played."""

    lowest: int
    highest: int
    #: What it costs to go to another pitch, against what a frame says.
    change: float
    #: The same pitch begins again where an onset is this sure and the level rises by so many dB, or where it is surer still.
    again: float
    rise: float
    surely: float
    #: By so many frames the network's onsets come late: breath and bow take their time.
    late: int = 0


#: From the low B of five strings to the top of the neck.
BASS: Final = Voice(23, 62, 2.0, 0.6, 6.0, 0.95)
#: From a bass singer's E to a soprano's high C and beyond; flutes and trumpets lie within.
MELODY: Final = Voice(40, 88, 3.0, 0.7, 4.0, 0.8, 2)

#: How sure a pitch has to be to be likelier than silence, as strength.
_SOUNDING: Final = 0.25
_FLOOR: Final = 0.02
#: How much of a pitch's strength speaks against its octave, twelfth and double octave.
_SHADOWS: Final = ((0.3, 12), (0.3, 19), (0.24, 24))
#: What it costs more to go to an octave or a twelfth, and how much less where a note begins.
_OCTAVE: Final = 1.0
_ONSET: Final = 3.0
_SHORTEST: Final = 5
#: dB below the stem's loud moments where nothing is played any more, only bleeds or fades.
_QUIET: Final = 25.0


def read_melody(heard: Activations, voice: Voice, loud: float) -> list[Found]:
    """`loud` is the level of the stem's loud moments in dB."""
    if not len(heard):
        return []
    low, high = voice.lowest - LOWEST, voice.highest - LOWEST + 1
    strength = np.asarray((heard.notes + heard.contours) / 2, np.float32)
    onsets = _with_overtones(heard.onsets, low, high, (0.8, 0.6))
    path = _path(_likelihood(strength[:, low:high]), onsets, voice.change)
    found = []
    for start, end, pitch in _stretches(path, high - low):
        cuts = [*_begins(start, end, onsets[:, pitch], heard.levels, voice), end]
        for begin, stop in itertools.pairwise(cuts):
            level = float(heard.levels[begin:stop].max()) if stop > begin else -100.0
            if stop - begin >= _SHORTEST and level > loud - _QUIET:
                sure = float(strength[begin:stop, pitch + low].mean())
                found.append(Found(max(0, begin - voice.late), stop, pitch + low, float(onsets[begin, pitch]), sure))
    return found


def _with_overtones(values: Floats, low: int, high: int, shares: tuple[float, float]) -> Floats:
    """The most of each pitch and of its shares of the octave and the twelfth above."""
    padded = np.pad(values, ((0, 0), (0, 24)))
    octave, twelfth = (share * padded[:, low + up : high + up] for share, up in zip(shares, (12, 19), strict=True))
    return np.asarray(np.maximum(values[:, low:high], np.maximum(octave, twelfth)), np.float32)


def _likelihood(strength: Floats) -> Floats:
    """Of each pitch against silence, as logarithms."""
    shadow = np.zeros_like(strength)
    for share, up in _SHADOWS:
        shadow[:, up:] = np.maximum(shadow[:, up:], share * strength[:, :-up])
    return np.asarray(np.log((np.maximum(strength - shadow, 0.0) + _FLOOR) / (_SOUNDING + _FLOOR)), np.float32)


def _path(likelihood: Floats, onsets: Floats, change: float) -> list[int]:
    """The likeliest state of each frame (Viterbi); the last of them is silence."""
    frames, pitches = likelihood.shape
    apart = np.abs(np.subtract.outer(np.arange(pitches), np.arange(pitches)))
    cost = np.full((pitches + 1, pitches + 1), change, np.float32)
    cost[:-1, :-1] += _OCTAVE * np.isin(apart, (12, 19, 24))
    np.fill_diagonal(cost, 0.0)
    moves = cost > 0
    near = np.maximum(onsets, np.maximum(np.roll(onsets, 1, 0), np.roll(onsets, -1, 0)))
    likely = np.pad(likelihood, ((0, 0), (0, 1)))
    help_ = np.pad(_ONSET * near, ((0, 0), (0, 1)))
    states = np.arange(pitches + 1)
    score = np.zeros(pitches + 1, np.float32)
    came_from = np.empty((frames, pitches + 1), np.int16)
    for frame in range(frames):
        ways = score[:, None] - cost + moves * help_[frame]
        came_from[frame] = ways.argmax(axis=0)
        score = ways[came_from[frame], states] + likely[frame]
        score -= score.max()
    path = [int(score.argmax())]
    for frame in range(frames - 1, 0, -1):
        path.append(int(came_from[frame, path[-1]]))
    return path[::-1]


def _stretches(path: list[int], silence: int) -> Iterator[tuple[int, int, int]]:
    """First frame, frame after the last, pitch."""
    begin = 0
    for frame in range(1, len(path) + 1):
        if frame == len(path) or path[frame] != path[begin]:
            if path[begin] != silence:
                yield begin, frame, path[begin]
            begin = frame


def _begins(start: int, end: int, onsets: Floats, levels: Floats, voice: Voice) -> Iterator[int]:
    """Where, within a stretch of one pitch, notes begin: at its start, and where the pitch is played again."""
    first = max(0, start - 4)
    around = onsets[first : start + 6]
    last = first + int(around.argmax()) if around.max() > 0.3 else start
    yield last
    for place in peaks(onsets[: end - 3], voice.again):
        if place < start + 4 or place <= last + 4 or onsets[place] < onsets[place - 3 : place + 4].max():
            continue
        rise = levels[place - 1 : place + 5].max() - levels[max(0, place - 5) : place].min()
        if rise >= voice.rise or onsets[place] >= voice.surely:
            last = place
            yield place
