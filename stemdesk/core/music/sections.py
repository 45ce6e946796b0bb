"""The parts of a song: verse, chorus, or letters where nobody has named them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """From `start` to `end`, in seconds; parts that are alike have one name. A list of them has no holes."""

    start: float
    end: float
    name: str
