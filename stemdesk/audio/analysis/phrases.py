"""Where somebody sings in a vocals stem, phrase by phrase, and which lines of the words begin where, at a guess."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.files.reader import open_audio
from stemdesk.core.music.lyrics import LyricLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from stemdesk.audio.dsp.buffers import Samples

_HOP: Final = 0.02
_BLOCK: Final = 1 << 17
#: dB below the loud part of the voice: what is softer is breath, reverb or what another instrument has left behind.
_BELOW: Final = 26.0
#: Nothing at all is sung in a stem that is softer everywhere (full scale is 0 dB).
_FLOOR_DB: Final = -60.0
#: A rest that is shorter belongs to the phrase (a consonant), sound that is shorter is none of a voice.
_REST: Final = 0.28
_SHORTEST: Final = 0.16
#: What a line away from any phrase's beginning costs, in seconds of singing.
_UNSNAPPED: Final = 1.2
#: What a line costs, in the same, that begins with a sound that is over at once.
_CUT_SHORT: Final = 0.5
_MOST_PHRASES: Final = 2000


@dataclass(frozen=True, slots=True)
class Phrase:
    """In seconds."""

    start: float
    end: float


def sung_phrases(path: Path, stop: Callable[[], bool] = lambda: False) -> list[Phrase]:
    """The phrases of a vocals stem. Raises StemDeskError as `open_audio` does; what comes back after `stop` says True is of
    no use."""
    reader = open_audio(path)
    try:
        hop = max(1, round(reader.rate * _HOP))
        levels, rest = [], np.zeros((0, reader.channels), np.float32)
        while len(block := reader.read(_BLOCK)) and not stop():
            whole = np.concatenate([rest, block]) if len(rest) else block
            used = len(whole) // hop * hop
            levels.append(_levels(whole[:used], hop))
            rest = whole[used:]
        seconds = hop / reader.rate
    finally:
        reader.close()
    return phrases_in(np.concatenate(levels) if levels else np.zeros(0), seconds)


def _levels(samples: Samples, hop: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    mono = samples.mean(axis=1, dtype=np.float64).reshape(-1, hop)
    return np.asarray(np.sqrt(np.mean(mono * mono, axis=1)))


def phrases_in(levels: np.ndarray[tuple[int], np.dtype[np.float64]], hop: float) -> list[Phrase]:
    """`levels` are RMS values, `hop` seconds apart."""
    decibels = 20 * np.log10(np.maximum(np.nan_to_num(levels), 1e-9))
    loud = decibels[decibels > _FLOOR_DB]
    if not len(loud):
        return []
    threshold = max(_FLOOR_DB, float(np.percentile(loud, 90)) - _BELOW)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (decibels > threshold).astype(np.int8), [0]])))
    found: list[Phrase] = []
    for start, end in edges.reshape(-1, 2) * hop:
        if found and start - found[-1].end < _REST:
            found[-1] = Phrase(found[-1].start, float(end))
        else:
            found.append(Phrase(float(start), float(end)))
    return [phrase for phrase in found if phrase.end - phrase.start >= _SHORTEST][:_MOST_PHRASES]


def proposed_starts(lines: Sequence[LyricLine], phrases: Sequence[Phrase]) -> list[LyricLine]:
    """The lines with times where they probably begin, in their order: each takes as much of the singing as it has letters,
    and begins with a phrase where one is near. Gaps get no time. The same lines where nothing is sung."""
    sung = [number for number, line in enumerate(lines) if line.text]
    if not phrases or not sung:
        return list(lines)
    lengths = np.asarray([phrase.end - phrase.start for phrase in phrases])
    before = np.concatenate([[0.0], np.cumsum(lengths)])  # seconds of singing before each phrase
    letters = np.asarray([len(lines[number].text) + 2 for number in sung], np.float64)
    expected = np.concatenate([[0.0], np.cumsum(letters)[:-1]]) / letters.sum() * before[-1]
    wanted = letters / letters.sum() * before[-1]
    misfit = np.abs(before[:-1][None, :] - expected[:, None])
    misfit += _CUT_SHORT * np.maximum(0.0, 1.0 - lengths[None, :] / wanted[:, None])
    starts = _snapped(expected, before, np.asarray([phrase.start for phrase in phrases]), misfit)
    made = [LyricLine(None, line.text) for line in lines]
    for number, start in zip(sung, starts, strict=True):
        made[number] = LyricLine(round(float(start), 2), lines[number].text)
    return made


def _snapped(
    expected: np.ndarray[tuple[int], np.dtype[np.float64]],
    before: np.ndarray[tuple[int], np.dtype[np.float64]],
    starts: np.ndarray[tuple[int], np.dtype[np.float64]],
    misfit: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The cheapest way to give the lines, in their order, places in the singing: beginnings of phrases, each at most once,
    or where they are expected. `misfit` is what each line costs at each phrase."""
    lines, places = len(expected), len(starts)
    cost = np.zeros(places + 1)  # of the lines so far, where the phrases before this one may have been taken
    choice = np.zeros((lines, places + 1), np.int32)
    for line in range(lines):
        stay = cost + _UNSNAPPED
        # an unsnapped line stands where it is expected: no phrase behind that may have been taken
        stay[1:] += np.where(before[:-1] > expected[line], 10.0 * _UNSNAPPED, 0.0)
        take = np.concatenate([[np.inf], np.minimum.accumulate(cost)[:-1] + misfit[line]])
        back = np.concatenate([[0], _argmin_accumulate(cost)[:-1]])
        choice[line] = np.where(take < stay, back + 1, 0)
        cost = np.minimum(take, stay)
    result = np.zeros(lines)
    place = int(np.argmin(cost))
    for line in range(lines - 1, -1, -1):
        if choice[line, place]:
            result[line] = starts[place - 1]
            place = int(choice[line, place]) - 1
        else:
            phrase = min(int(np.searchsorted(before, expected[line], "right")) - 1, places - 1)
            result[line] = starts[phrase] + expected[line] - before[phrase]
    return np.maximum.accumulate(result)


def _argmin_accumulate(
    values: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Where the least value up to each place is."""
    least = np.minimum.accumulate(values)
    is_new = np.concatenate([[True], values[1:] < least[:-1]])
    return np.maximum.accumulate(np.where(is_new, np.arange(len(values)), 0))
