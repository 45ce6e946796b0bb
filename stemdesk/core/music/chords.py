"""Chords by name. Names inside are those of Harte et al. (ISMIR 2005): `C:maj`, `A:min7`, `C:maj/3`, `N` for none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chord:
    """From `start` to `end`, in seconds; `certainty` goes from 0 (a guess) to 1. A list of them has no holes."""

    start: float
    end: float
    name: str
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class KeyRegion:
    """A stretch in one key ("A minor", with ♯ and ♭ as signs), in seconds."""

    start: float
    end: float
    name: str
    certainty: float = 1.0
