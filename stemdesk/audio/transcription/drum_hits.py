"""Hits of a drum kit as General MIDI's kick, snare and hi-hats.

What begins at a moment is taken for a sum of these instruments' spectra (non-negative matrix factorisation; D. D. Lee, H. S.
Seung, NIPS 2000), whose shapes follow the kit that is heard from what kits usually have (C.-W. Wu, A. Lerch, ISMIR 2015).
Each instrument is then measured against its own loud hits.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

import numpy as np
import soxr

from stemdesk.core.music.notes import Note

if TYPE_CHECKING:
    from stemdesk.audio.dsp.buffers import Floats

KICK: Final = 36
SNARE: Final = 38
CLOSED_HAT: Final = 42
OPEN_HAT: Final = 46

_RATE: Final = 44_100
_SIZE: Final = 1024
_HOP: Final = 256
_FRAME_RATE: Final = _RATE / _HOP
#: Hz: between two of them lies a band.
_EDGES: Final = (30.0, 110.0, 180.0, 300.0, 500.0, 1_000.0, 2_000.0, 4_000.0, 8_000.0, 16_000.0)
#: What kits usually have there: a kick, a snare, closed hi-hats, what rings (open hi-hats, cymbals).
_SHAPES: Final = (
    (0.82, 0.45, 0.22, 0.08, 0.05, 0.14, 0.20, 0.12, 0.02),
    (0.25, 0.60, 0.55, 0.20, 0.14, 0.20, 0.24, 0.27, 0.14),
    (0.03, 0.01, 0.02, 0.03, 0.04, 0.07, 0.20, 0.55, 0.80),
    (0.01, 0.02, 0.03, 0.15, 0.30, 0.30, 0.45, 0.50, 0.40),
)
_ROUNDS: Final = 40
#: How much of a shape stays as it usually is.
_USUAL: Final = 0.5
#: A hit is as loud as it becomes within so many frames.
_GROWS: Final = 8
#: What begins is what is more than so many frames before; two hits of one instrument are so many apart.
_BEFORE: Final = 3
_APART: Final = 8
#: What is a hit at all, of the loud ones, as magnitude; and of an instrument's own loud ones.
_ANY: Final = 0.05
_LEAST: Final = {KICK: 0.25, SNARE: 0.25, CLOSED_HAT: 0.1}
#: dB: a drum stem whose loudest moment stays below has no hits, and an instrument that far below the loudest is not there.
_SILENT: Final = -50.0
_ABSENT: Final = 34.0
#: What is struck is so much louder (as magnitude) at its loud moments than at its quiet ones; noise is not.
_STRUCK: Final = 2.0
#: A hi-hat is open if it still sounds so loud (as magnitude) after so many frames.
_OPEN: Final = 0.35
_OPEN_AFTER: Final = 21
_LASTS: Final = 0.1


class DrumHits:
    """Takes a stem's sound block by block (mono, at `rate`)."""

    def __init__(self, rate: int) -> None:
        self._resample = None if rate == _RATE else soxr.ResampleStream(rate, _RATE, 1, dtype="float32")
        self._sound: Floats = np.zeros(_SIZE // 2, np.float32)
        self._window = np.hanning(_SIZE).astype(np.float32)
        edges = [max(1, round(edge * _SIZE / _RATE)) for edge in _EDGES]
        self._bins = list(itertools.pairwise(edges))
        self._rows: list[Floats] = [np.zeros((0, len(_EDGES) - 1), np.float32)]
        self._loudest = 0.0

    def add(self, block: Floats) -> None:
        sound = block if self._resample is None else self._resample.resample_chunk(block)
        self._loudest = max(self._loudest, float(np.abs(sound).max(initial=0.0)))
        self._sound = np.concatenate([self._sound, np.nan_to_num(sound, posinf=0.0, neginf=0.0)])
        frames = (len(self._sound) - _SIZE) // _HOP + 1
        if frames > 0:
            pieces = np.lib.stride_tricks.sliding_window_view(self._sound, _SIZE)[: frames * _HOP : _HOP]
            spectrum = np.abs(np.fft.rfft(pieces * self._window, axis=1)) / (_SIZE / 4)
            rows = [np.sqrt(np.sum(spectrum[:, low:high] ** 2, axis=1)) for low, high in self._bins]
            self._rows.append(np.stack(rows, axis=1).astype(np.float32))
            self._sound = self._sound[frames * _HOP :]

    def end(self) -> list[Note]:
        if self._resample is not None:
            self.add(np.zeros(0, np.float32))
        self.add(np.zeros(_SIZE, np.float32))
        rows = np.concatenate(self._rows)
        if 20 * np.log10(self._loudest + 1e-9) < _SILENT or len(rows) <= _BEFORE + 2:
            return []
        return _hits(rows)


def _hits(rows: Floats) -> list[Note]:
    whole = np.sqrt(np.sum(rows**2, axis=1))
    if np.quantile(whole, 0.98) < _STRUCK * np.quantile(whole, 0.25):
        return []
    before = np.stack([np.pad(rows, ((n, 0), (0, 0)))[: len(rows)] for n in range(1, _BEFORE + 1)])
    begun = np.maximum(rows - before.max(axis=0), 0.0)
    strength = np.sum(begun / np.maximum(1e-6, np.sqrt(np.mean(begun**2, axis=0))), axis=1)
    places = _peaks(strength, _ANY * _loud(strength[_peaks(strength, 1e-3)]))
    if not places:
        return []
    grown = np.stack([rows[place : place + _GROWS].max(axis=0) for place in places])
    least = np.stack([rows[max(0, place - _BEFORE - 1) : max(1, place)].min(axis=0) for place in places])
    shares = _shares(np.maximum(grown - least, 0.0))
    kick, snare, closed, ringing = shares.T
    hat = closed + ringing
    loudest = max(_loud(one) for one in (kick, snare, hat))
    notes: list[Note] = []
    for pitch, one in ((KICK, kick), (SNARE, snare), (CLOSED_HAT, hat)):
        loud = _loud(one)
        if loud <= loudest * 10 ** (-_ABSENT / 20):
            continue
        played = [
            (place, float(share / loud))
            for place, share in zip(places, one, strict=True)
            if share > _LEAST[pitch] * loud
        ]
        for n, (place, share) in enumerate(played):
            following = played[n + 1][0] if n + 1 < len(played) else len(rows)
            is_open = pitch == CLOSED_HAT and _is_open(rows[:, -1], place, following)
            start = max(0.0, (place - 1) / _FRAME_RATE)
            velocity = int(np.clip(round(40 + 60 * share**0.5), 1, 127))
            notes.append(Note(start, start + _LASTS, OPEN_HAT if is_open else pitch, velocity))
    return sorted(notes, key=lambda note: (note.start, note.pitch))


def _shares(hits: Floats) -> Floats:
    """How much of each instrument is in each hit."""
    usual = np.array(_SHAPES, np.float32)
    usual /= np.linalg.norm(usual, axis=1, keepdims=True)
    shapes = usual
    shares = np.maximum(hits @ shapes.T, 1e-6)
    for done in range(_ROUNDS):
        shares *= (hits @ shapes.T) / np.maximum(1e-9, shares @ (shapes @ shapes.T))
        if done >= _ROUNDS // 4:
            fitted = shapes * (shares.T @ hits) / np.maximum(1e-9, shares.T @ shares @ shapes)
            shapes = _USUAL * usual + (1 - _USUAL) * fitted
            shapes = shapes / np.linalg.norm(shapes, axis=1, keepdims=True)
    return np.asarray(shares, np.float32)


def _loud(shares: Floats) -> float:
    return float(np.percentile(shares[shares > 0.1 * shares.max()], 75)) if shares.max(initial=0.0) > 0 else 0.0


def _peaks(strength: Floats, least: float) -> list[int]:
    """The strongest of each neighbourhood."""
    inner = strength[1:-1]
    places = np.flatnonzero((inner >= max(least, 1e-9)) & (inner > strength[:-2]) & (inner >= strength[2:])) + 1
    kept: list[int] = []
    for place in places:
        if kept and place - kept[-1] <= _APART:
            if strength[place] > strength[kept[-1]]:
                kept[-1] = int(place)
        else:
            kept.append(int(place))
    return kept


def _is_open(air: Floats, place: int, following: int) -> bool:
    after = place + _OPEN_AFTER
    if following <= after or after >= len(air):
        return False
    return bool(air[after] > _OPEN * air[place : place + 4].max())
