"""The names of stems. Services spell them in many ways; everything of ours says the same word for the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path


#: Where a song stands in a stem's place: what it is called there.
SONG: Final = "original"


class StemFamily(StrEnum):
    """What kind of instrument a stem is. The value is also the stem that holds the whole family, those asked for first
    standing first."""

    VOCALS = "vocals"
    DRUMS = "drums"
    BASS = "bass"
    GUITAR = "guitar"
    PIANO = "piano"
    INSTRUMENTAL = "instrumental"
    STRINGS = "strings"
    WIND = "wind"
    OTHER = "other"
    #: What has no pitch and no beat: speech, a crowd, sound effects.
    NOISE = "effects"


_FAMILIES: Final = (
    (StemFamily.VOCALS, ("vocals", "lead vocals", "back vocals", "female vocals", "male vocals", "soprano", "alto", "tenor",
                         "choir")),
    (StemFamily.NOISE, ("speech",)),
    (StemFamily.DRUMS, ("drums", "kick", "snare", "toms", "hi-hat", "ride", "crash", "cymbals", "percussion")),
    (StemFamily.BASS, ("bass", "double bass")),
    (StemFamily.GUITAR, ("guitar", "lead guitar", "rhythm guitar", "acoustic guitar", "electric guitar")),
    (StemFamily.PIANO, ("piano", "digital piano", "keys", "organ", "synth")),
    (StemFamily.STRINGS, ("strings", "violin", "viola", "cello")),
    (StemFamily.WIND, ("wind", "brass", "trumpet", "trombone", "french horn", "tuba", "woodwind", "saxophone", "flute",
                       "clarinet", "oboe", "bassoon")),
    (StemFamily.NOISE, ("crowd", "effects")),
    (StemFamily.OTHER, ("music", "other")),
    (StemFamily.INSTRUMENTAL, ("instrumental",)),
)  # fmt: skip
#: Display order of the tracks. A stem that is not listed comes after these, in the order it was delivered.
ORDER: Final = tuple(stem for _, stems in _FAMILIES for stem in stems)
#: Words for what an instrument does; alone they mean vocals, beside an instrument they say nothing of it.
_ROLES: Final = frozenset({"lead", "back", "backing", "female", "male"})
_FAMILY_OF: Final = {stem: family for family, stems in _FAMILIES for stem in stems}

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


def family_of(name: str) -> StemFamily:
    """The family of a stem, by its last word that is an instrument's name: "lead synth" is PIANO, "bass clarinet" is WIND,
    "no drums" and names that say nothing are OTHER."""
    stem = canonical(name)
    if stem in _FAMILY_OF:
        return _FAMILY_OF[stem]
    words = stem.split()
    if "no" in words or "without" in words:
        return StemFamily.OTHER
    known = [family for word in words if word not in _ROLES and (family := _FAMILY_OF.get(canonical(word)))]
    if StemFamily.BASS in known and known[-1] is StemFamily.GUITAR:
        return StemFamily.BASS  # the bass guitar
    return known[-1] if known else StemFamily.OTHER


@dataclass(frozen=True, slots=True)
class StemFile:
    """One stem on disk. `stem` is its name in lower case English ("vocals")."""

    stem: str
    path: Path


def in_order(stems: list[StemFile]) -> list[StemFile]:
    """The stems as tracks from top to bottom."""
    rank = {name: i for i, name in enumerate(ORDER)}
    return sorted(stems, key=lambda stem: rank.get(stem.stem, len(ORDER)))
