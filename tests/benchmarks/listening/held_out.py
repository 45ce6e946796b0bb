"""Bands that nobody tuned StemDesk to: other grooves, tempi, metres, and the other soundfont."""

from __future__ import annotations

from typing import Final

from tests.benchmarks.listening.bands import Band

_SMALL: Final = "TimGM6mb.sf2"
#: MMA has no groove of seven beats.
_SEVEN: Final = """SeqClear
Time 7
TimeSig 7 4
SeqSize 1
Begin Drum-Kick
 Tone KickDrum1
 Sequence { 1 0 90 ; 5 0 85 }
End
Begin Drum-Snare
 Tone SnareDrum1
 Sequence { 3 0 90 ; 7 0 90 }
End
Begin Drum-Hat
 Tone ClosedHiHat
 Sequence { 1 8 70 ; 1.5 8 70 ; 2 8 70 ; 2.5 8 70 ; 3 8 70 ; 3.5 8 70 ; 4 8 70 ; \
4.5 8 70 ; 5 8 70 ; 5.5 8 70 ; 6 8 70 ; 6.5 8 70 ; 7 8 70 ; 7.5 8 70 }
End
Begin Bass
 Voice FingeredBass
 Sequence { 1 2 1 90 ; 3 4 5 80 ; 5 2 1 90 ; 7 4 3 80 }
End
Begin Chord
 Voice Piano1
 Sequence { 1 2 80 ; 4 4 70 ; 5 2 80 }
End
DefGroove SevenFour"""

_POP: Final = ("D:maj", "A:maj", "B:min", "G:maj", "D:maj", "G:maj", "A:7", "D:maj")
_DARK: Final = ("G:min", "Eb:maj", "Bb:maj", "F:maj", "G:min", "C:min", "D:7", "G:min")
_JAZZ: Final = ("C:min7", "F:7", "Bb:maj7", "Eb:maj7", "A:hdim7", "D:7", "G:min7", "G:min7")
_BLUES: Final = ("A:7", "D:7", "A:7", "A:7", "D:7", "D:7", "A:7", "A:7", "E:7", "D:7", "A:7", "E:7")


def _band(
    name: str, groove: str, tempo: float, chart: tuple[str, ...], beats: int = 4, *,
    tempi: tuple[tuple[int, float], ...] = (), own: str = "",
) -> Band:  # fmt: skip
    """At least a minute of it."""
    seconds = len(chart) * beats * 60 / tempo
    return Band(name, groove, tempo, "", chart * max(1, round(75 / seconds)), beats, tempi, _SMALL, own=own)


HELD_OUT: Final = (
    _band("soft rock at 56", "SoftRock", 56, _POP),
    _band("rhythm and blues at 63", "R&B", 63, _DARK),
    _band("slow blues at 72", "SlowBlues", 72, _BLUES),
    _band("spiritual at 78", "SlowSpiritual", 78, _POP),
    _band("funk at 98", "BVFunk", 98, _DARK),
    _band("rhumba at 108", "Rhumba", 108, _JAZZ),
    _band("trance at 138", "Trance", 138, _DARK),
    _band("ska at 152", "Ska", 152, _POP),
    _band("twist at 168", "Twist", 168, _POP),
    _band("samba at 196", "Samba", 196, _JAZZ),
    _band("bluegrass at 216", "BlueGrass", 216, _POP),
    _band("country waltz at 92", "CountryWaltz", 92, _POP, 3),
    _band("jazz waltz at 174", "JazzWaltz", 174, _JAZZ, 3),
    _band("five at 176", "Jazz54Sus", 176, _JAZZ, 5),
    _band("blues in six at 150", "Blues68", 150, _BLUES, 6),
    _band("arpeggios in six at 118", "Arpeggio68", 118, _POP, 6),
    _band("seven at 126", "SevenFour", 126, _DARK, 7, own=_SEVEN),
    _band("slowing folk", "FolkBallad", 112, _POP, tempi=((8, 104), (16, 96), (24, 88))),
    _band("twice the tempo", "RockBallad", 70, _DARK, tempi=((10, 140),)),
)
