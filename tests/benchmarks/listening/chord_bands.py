"""More bands for chords and keys: some that the decoder was tuned with, and others that were only ever listened to.

`OTHERS` have other grooves and progressions than `bands.BANDS` and `TUNED`, most of them in other keys. Both have secondary
dominants, borrowed chords and a change of key; half play with the other sound font.
"""

from __future__ import annotations

from typing import Final

from tests.benchmarks.listening.bands import Band

_LARGE: Final = "FluidR3_GM.sf2"
_SMALL: Final = "TimGM6mb.sf2"


def _band(  # noqa: PLR0917  (a table)
    groove: str, tempo: float, key: str, sounds: str, chart: str, beats: int = 4, cents: float = 0.0
) -> Band:
    """Bars are divided by `|`, and played again until a minute is over."""
    bars = tuple(bar.strip() for bar in chart.split("|"))
    seconds = len(bars) * beats * 60 / tempo
    return Band(
        f"{groove} in {key or 'two keys'}",
        groove,
        tempo,
        key,
        bars * max(1, round(60 / seconds)),
        beats,
        sounds=sounds,
        cents=cents,
    )


def _times(bars: str, count: int) -> str:
    return "|".join([bars] * count)


TUNED: Final = (
    _band("60sRock", 138, "A major", _SMALL, "A:maj|F#:min|D:maj|E:maj|A:maj|D:maj|E:7|A:maj"),
    _band("GuitarBallad", 76, "E minor", _LARGE, "E:min|C:maj|G:maj|D:maj|E:min|A:min|B:7|E:min"),
    _band("Beguine", 112, "B♭ minor", _SMALL, "Bb:min|Gb:maj|Db:maj|Ab:maj|Bb:min|Eb:min|F:7|Bb:min"),
    _band("LightTango", 118, "G minor", _LARGE, "G:min|G:min|D:7|D:7|C:min|G:min|D:7|G:min"),
    _band("JazzGuitar", 132, "E♭ major", _LARGE, "Eb:maj7|C:min7|F:min7|Bb:7|G:min7|C:7|F:min7 Bb:7|Eb:maj7"),
    _band("March", 114, "C major", _SMALL, "C:maj|C:maj|G:7|C:maj|F:maj|C:maj|D:7 G:7|C:maj"),
    _band("CountrySwing", 150, "D major", _LARGE, "D:maj|D:maj|G:maj|D:maj|E:min|A:7|D:maj A:7|D:maj"),
    _band("Desert", 100, "F minor", _SMALL, "F:min|Db:maj|Ab:maj|Eb:maj|F:min|Bb:min|C:7|F:min"),
    _band("Mambo", 168, "D minor", _LARGE, "D:min|A:7|A:7|D:min|D:min|G:min|A:7|D:min"),
    _band("SoftShoe", 120, "F major", _SMALL, "F:maj|D:7|G:min|C:7|F:maj|A:min|G:min C:7|F:maj"),
    _band("BigBand", 160, "A♭ major", _SMALL, "Ab:maj7|F:min7|Bb:min7|Eb:7|Ab:7|Db:maj7|Bb:min7 Eb:7|Ab:maj7"),
    _band("Spiritual", 96, "E major", _LARGE, "E:maj|E:maj/3|A:maj|E:maj/5|F#:min|B:7|E:maj|B:sus4 B:maj"),
    _band("Broadway", 130, "C major", _SMALL, "C:maj|E:7|A:7|A:7|D:7|G:7|C:maj A:7|D:7 G:7"),
    _band("SlowJazz", 72, "B♭ major", _LARGE,
          "Bb:maj7|Bb:min7 Eb:7|Ab:maj7|Ab:min7 Db:7|Gb:maj7|F:7|Bb:maj7|C:min7 F:7"),
    _band("ChaCha", 120, "E major", _SMALL, "E:maj|D:maj|A:maj|E:maj|G:maj|D:maj|A:min|E:maj"),
    _band("Zydeco", 126, "", _LARGE, f"{_times('C:maj|F:maj|G:7|C:maj', 5)}|{_times('Eb:maj|Ab:maj|Bb:7|Eb:maj', 5)}"),
)  # fmt: skip

OTHERS: Final = (
    _band("Folk", 108, "G♭ major", _LARGE, "Gb:maj|Cb:maj|Db:maj|Gb:maj|Eb:min|Cb:maj|Ab:min Db:maj|Gb:maj"),
    _band("Tango", 116, "F♯ minor", _SMALL, "F#:min|B:min|C#:7|F#:min|D:maj|B:min|C#:7|F#:min"),
    _band("Ragtime", 172, "D♭ major", _LARGE, "Db:maj|Bb:7|Eb:7|Ab:7|Db:maj|Gb:maj|Eb:min Ab:7|Db:maj"),
    _band("MellowJazz", 124, "D♭ major", _SMALL, "Db:maj7|Ab:min7 Db:7|Gb:maj7|Gb:min7|F:min7|Bb:7|Eb:min7|Ab:7"),
    _band("EasySwing", 134, "C minor", _LARGE, "C:min7|Ab:maj7|D:hdim7|G:7|C:min7|F:min7|D:hdim7 G:7|C:min7"),
    _band("Hymn", 80, "F♯ minor", _LARGE, "F#:min|D:maj|A:maj|E:maj|D:maj|B:min|C#:maj|F#:min"),
    _band("Polka", 118, "G♭ major", _SMALL, "Gb:maj|Gb:maj|Db:7|Db:7|Cb:maj|Gb:maj|Db:7|Gb:maj"),
    _band("Waltz", 156, "C minor", _SMALL, "C:min|C:min|F:min|F:min|G:7|G:7|C:min|G:7", 3),
    _band("VieneseWaltz", 178, "D♭ major", _LARGE, "Db:maj|Db:maj|Ab:7|Ab:7|Bb:min|Gb:maj|Ab:7|Db:maj", 3),
    _band("Salsa", 176, "C♯ minor", _LARGE, "C#:min|C#:min|F#:min|G#:7|A:maj|F#:min|G#:7|C#:min"),
    _band("Charleston", 192, "B major", _SMALL, "B:maj|G#:7|C#:7|F#:7|B:maj|E:maj|C#:min F#:7|B:maj"),
    _band("PopSpiritual", 88, "D♭ major", _LARGE, "Db:maj|Db:maj/3|Gb:maj|Ab:maj|Bb:min|Bb:min/b3|Gb:maj|Ab:sus4 Ab:maj"),
    _band("Calypso", 140, "G♭ major", _LARGE, "Gb:maj|Eb:min|Ab:min|Db:7|Gb:maj|Cb:maj|Db:7|Gb:maj"),
    _band("SlowCountry", 78, "A major", _SMALL, "A:maj|E:maj|F#:min|C#:min|D:maj|A:maj|B:min E:maj|A:maj"),
    _band("LFusion", 120, "G♯ minor", _LARGE, "G#:min7|E:maj7|C#:min7|F#:7|B:maj7|E:maj7|C#:min7 D#:7|G#:min7"),
    _band("Jive", 180, "D major", _LARGE, "D:maj|B:min|G:maj|A:maj|D:maj|D:7|G:maj G:min|D:maj"),
    _band("Son", 150, "G♯ minor", _SMALL, "G#:min|F#:maj|E:maj|D#:7|C#:min|G#:min|D#:7|G#:min"),
    _band("Bolero", 96, "C minor", _LARGE, "C:min|Bb:maj|Ab:maj|G:maj|C:min|Eb:maj|F:min G:7|C:min", cents=-30.0),
    _band("Foxtrot", 144, "E major", _SMALL, "E:maj|C#:7|F#:7|B:7|E:maj|A:maj|F#:min B:7|E:maj"),
    _band("ModernJazz", 140, "C♯ minor", _LARGE, "C#:min7|F#:min7|B:7|E:maj7|A:maj7|D#:hdim7|G#:7|C#:min7"),
    _band("FrenchWaltz", 164, "F♯ minor", _LARGE, "F#:min|F#:min|C#:7|C#:7|B:min|F#:min|C#:7|F#:min", 3),
    _band("Arpeggio8", 90, "B major", _LARGE, "B:maj|F#:maj|G#:min|E:maj|C#:min|E:maj|F#:sus4|F#:maj"),
    _band("BlueFolk", 102, "F minor", _SMALL, "F:min|Eb:maj|Db:maj|Eb:maj|F:min|Ab:maj|Db:maj Eb:maj|F:min"),
    _band("DixieMarch", 116, "", _SMALL, f"{_times('A:maj|D:maj|E:7|A:maj', 4)}|{_times('F#:min|B:min|C#:7|F#:min', 4)}"),
    _band("FastSwing", 190, "", _LARGE,
          f"{_times('Ab:maj7|F:min7|Bb:min7|Eb:7', 8)}|{_times('B:maj7|G#:min7|C#:min7|F#:7', 8)}"),
)  # fmt: skip
