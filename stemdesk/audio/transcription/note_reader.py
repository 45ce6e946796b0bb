"""Notes of an instrument that plays several at once (piano, guitar, strings), read off the network's activations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stemdesk.audio.dsp.buffers import Floats
    from stemdesk.audio.transcription.note_network import Activations

#: A note begins where its onset is this sure, and lasts while its sound is; the network's authors take 0.5 and 0.3.
_ONSET: Final = 0.6
_SOUNDING: Final = 0.3
#: While a key still sounds, only a blow that is this sure is another one.
_AGAIN: Final = 0.7
#: Frames that a sound may stay away within a note, and that a note lasts at least (0.1 s).
_GAP: Final = 11
_SHORTEST: Final = 8
#: Overtones in semitones: such a note, beginning with a lower one, is its ghost if it is this much weaker.
_OVERTONES: Final = (12, 19, 24, 28, 31, 36)
_WEAKER: Final = 0.7
_TOGETHER: Final = 4
#: dB below the stem's loud moments where notes are not heard any more.
_QUIET: Final = 45.0


@dataclass(frozen=True, slots=True)
class Found:
    """A note in frames; `pitch` counts from the network's lowest, `certainty` and `level` go from 0 to 1."""

    start: int
    end: int
    pitch: int
    certainty: float
    level: float


def read_notes(heard: Activations, loud: float) -> list[Found]:
    """`loud` is the level of the stem's loud moments in dB."""
    found = [
        note
        for pitch in range(heard.notes.shape[1])
        for note in _notes_of(pitch, heard.notes[:, pitch], heard.onsets[:, pitch])
        if heard.levels[note.start : note.end].max() > loud - _QUIET
    ]
    return sorted(_without_ghosts(found), key=lambda note: (note.start, note.pitch))


def peaks(values: Floats, least: float) -> list[int]:
    inner = values[1:-1]
    places = np.flatnonzero((inner >= least) & (inner > values[:-2]) & (inner >= values[2:])) + 1
    return [int(place) for place in places]


def _notes_of(pitch: int, sounding: Floats, onsets: Floats) -> Iterator[Found]:
    begins = list(_begins(sounding, onsets))
    for begin, following in zip(begins, [*begins[1:], len(sounding)], strict=False):
        end, gap = begin + 1, 0
        while end < following and gap < _GAP:
            gap = gap + 1 if sounding[end] < _SOUNDING else 0
            end += 1
        end -= gap
        if end - begin >= _SHORTEST:
            yield Found(begin, end, pitch, float(onsets[begin]), float(sounding[begin:end].mean()))


def _begins(sounding: Floats, onsets: Floats) -> Iterator[int]:
    last: int | None = None
    for place in peaks(onsets, _ONSET):
        if last is not None and onsets[place] < _AGAIN:
            between = sounding[last + 2 : place]
            if len(between) <= 1 or np.mean(between > _SOUNDING) > 0.8:
                continue
        last = place
        yield place


def _without_ghosts(found: list[Found]) -> Iterator[Found]:
    by_pitch: dict[int, list[Found]] = {}
    for note in found:
        by_pitch.setdefault(note.pitch, []).append(note)
    for note in found:
        below = (low for overtone in _OVERTONES for low in by_pitch.get(note.pitch - overtone, ()))
        if not any(
            abs(low.start - note.start) <= _TOGETHER
            and note.certainty < _WEAKER * low.certainty
            and note.level < low.level
            for low in below
        ):
            yield note
