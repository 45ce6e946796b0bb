"""What a stem's name tells about its notes: how they are read, and how General MIDI plays them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from stemdesk.core.stems import StemFamily, canonical, family_of


class Playing(StrEnum):
    """How a stem's notes are read."""

    DRUMS = "drums"
    BASS = "bass"
    ONE_VOICE = "one voice"
    SEVERAL = "several"
    #: Speech, a crowd, effects: there are none.
    NOTHING = "nothing"


#: Several people sing or play.
_CHOIRS: Final = frozenset({"back vocals", "choir", "wind", "brass", "woodwind", "french horn", "tuba"})
_BY_FAMILY: Final = {
    StemFamily.DRUMS: Playing.DRUMS, StemFamily.BASS: Playing.BASS, StemFamily.VOCALS: Playing.ONE_VOICE,
    StemFamily.WIND: Playing.ONE_VOICE, StemFamily.NOISE: Playing.NOTHING,
}  # fmt: skip
#: General MIDI's programs, from 0.
_PROGRAMS: Final = {
    StemFamily.VOCALS: 53, StemFamily.BASS: 33, StemFamily.GUITAR: 27, StemFamily.PIANO: 0, StemFamily.STRINGS: 48,
    StemFamily.WIND: 61, StemFamily.OTHER: 0, StemFamily.INSTRUMENTAL: 0,
}  # fmt: skip
_OWN_PROGRAMS: Final = {
    "double bass": 32, "acoustic guitar": 25, "lead guitar": 29, "digital piano": 4, "organ": 16, "synth": 81, "keys": 4,
    "choir": 52, "back vocals": 52, "violin": 40, "viola": 41, "cello": 42, "trumpet": 56, "trombone": 57, "tuba": 58,
    "french horn": 60, "saxophone": 65, "oboe": 68, "bassoon": 70, "clarinet": 71, "flute": 73,
}  # fmt: skip


def playing_of(stem: str) -> Playing:
    if canonical(stem) in _CHOIRS:
        return Playing.SEVERAL
    return _BY_FAMILY.get(family_of(stem), Playing.SEVERAL)


def program_of(stem: str) -> int:
    own = _OWN_PROGRAMS.get(canonical(stem))
    return own if own is not None else _PROGRAMS.get(family_of(stem), 0)
