"""Notes as they are played."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """From `start` to `end`, in seconds; `pitch` and `velocity` as in MIDI (60 is middle C, 1…127). Of drums, `pitch` is
    General MIDI's number of the instrument."""

    start: float
    end: float
    pitch: int
    velocity: int = 100
