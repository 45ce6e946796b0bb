"""The names of stems. Services spell them in many ways; everything of ours says the same word for the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

#: Display order of the tracks. A stem that is not listed comes after these, in the order it was delivered.
ORDER: Final = (
    "vocals", "lead vocals", "back vocals", "female vocals", "male vocals", "soprano", "alto", "tenor", "choir",
    "speech", "drums", "kick", "snare", "toms", "hi-hat", "ride", "crash", "cymbals", "percussion", "bass",
    "double bass", "guitar", "lead guitar", "rhythm guitar", "acoustic guitar", "electric guitar", "piano",
    "digital piano", "keys", "organ", "synth", "strings", "violin", "viola", "cello", "wind", "brass", "trumpet",
    "trombone", "french horn", "tuba", "woodwind", "saxophone", "flute", "clarinet", "oboe", "bassoon", "crowd",
    "effects", "music", "other", "instrumental",
)  # fmt: skip

#: Other spellings of stems that services and programs use.
_SPELLINGS: Final = {
    "vocal": "vocals", "voice": "vocals", "voices": "vocals", "instrum": "instrumental", "inst": "instrumental",
    "accompaniment": "instrumental", "no vocals": "instrumental", "hh": "hi-hat", "hihat": "hi-hat", "hi hat": "hi-hat",
    "sfx": "effects", "dialog": "speech", "dialogue": "speech", "backing vocals": "back vocals", "noreverb": "no reverb",
    "dereverb": "no reverb", "lead": "lead vocals", "back": "back vocals", "female": "female vocals",
    "male": "male vocals", "drum": "drums", "string": "strings", "acc": "instrumental", "others": "other",
    "voc": "vocals", "backing": "instrumental", "rest": "other", "residual": "other", "gtr": "guitar",
    "guitars": "guitar", "keyboard": "keys",
}  # fmt: skip


def canonical(name: str) -> str:
    """The name that StemDesk uses for a stem, whatever a service calls it: "Instrum" is "instrumental"."""
    plain = " ".join(name.lower().replace("_", " ").split()).strip(" .-")
    spaced = plain.replace("-", " ")
    for spelling in (plain, spaced):
        if spelling in _SPELLINGS:
            return _SPELLINGS[spelling]
        if spelling in ORDER:
            return spelling
    return spaced


@dataclass(frozen=True, slots=True)
class StemFile:
    """One stem on disk. `stem` is its name in lower case English ("vocals")."""

    stem: str
    path: Path


def in_order(stems: list[StemFile]) -> list[StemFile]:
    """The stems as tracks from top to bottom."""
    rank = {name: i for i, name in enumerate(ORDER)}
    return sorted(stems, key=lambda stem: rank.get(stem.stem, len(ORDER)))
