"""The names of stems. Services spell them in many ways; everything of ours says the same word for the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

#: Display order of the lanes. A stem that is not listed comes after these, in the order it was delivered.
ORDER: Final = ("vocals", "lead vocals", "back vocals", "drums", "bass", "guitar", "piano", "strings", "wind",
                "other", "instrumental")  # fmt: skip


@dataclass(frozen=True, slots=True)
class StemFile:
    """One stem on disk. `stem` is its name in lower case English ("vocals")."""

    stem: str
    path: Path


def in_order(stems: list[StemFile]) -> list[StemFile]:
    """The stems as lanes from top to bottom."""
    rank = {name: i for i, name in enumerate(ORDER)}
    return sorted(stems, key=lambda stem: rank.get(stem.stem, len(ORDER)))
