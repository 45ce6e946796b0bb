"""Chords by name. Names inside are those of Harte et al. (ISMIR 2005): `C:maj`, `A:min7`, `C:maj/3`, `N` for none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

#: No chord.
NONE: Final = "N"


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


@dataclass(frozen=True, slots=True)
class ChordName:
    """A name taken apart: `root` and `bass` count semitones from C, `kind` is Harte's ("min7", "maj(9)")."""

    root: int
    kind: str
    bass: int

    def __str__(self) -> str:
        """As Harte et al. write it, the bass as a degree above the root."""
        over = "" if self.bass == self.root else f"/{_DEGREES[(self.bass - self.root) % 12]}"
        return f"{_ROOTS[self.root]}:{self.kind}{over}"


_ROOTS: Final = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
_NATURALS: Final = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_ACCIDENTALS: Final = {"b": -1, "♭": -1, "#": 1, "♯": 1}
#: The line of fifths, from which every spelling comes: C is 0, G 1, F -1.
_FIFTHS: Final = "FCGDAEB"
#: How far up that line a bass lies above its root, by semitones.
_BASS_FIFTHS: Final = (0, -5, 2, -3, 4, -1, -6, 1, 8, 3, -2, 5)
#: Where the twelve names begin on it: without a key (A♭ to C♯), and at most, so that nothing is flat or sharp twice.
_USUAL: Final = -4
_FLATTEST: Final = -7
_SHARPEST: Final = 0
_DEGREES: Final = ("1", "b2", "2", "b3", "3", "4", "b5", "5", "#5", "6", "b7", "7")
_STEPS: Final = {"1": 0, "2": 2, "3": 4, "4": 5, "5": 7, "6": 9, "7": 11, "8": 12, "9": 14, "10": 16, "11": 17,
                 "12": 19, "13": 21}  # fmt: skip
#: Harte's kinds beside what people write after the root, in the order in which names that mean the same are preferred.
_WRITTEN: Final = {
    "maj": "", "min": "m", "dim": "dim", "aug": "aug", "5": "5", "1": "1", "sus2": "sus2", "sus4": "sus4",
    "7": "7", "maj7": "maj7", "min7": "m7", "minmaj7": "m(maj7)", "dim7": "dim7", "hdim7": "m7♭5",
    "maj6": "6", "min6": "m6", "maj6(9)": "6/9", "min6(9)": "m6/9", "9": "9", "maj9": "maj9", "min9": "m9", "11": "11",
    "maj11": "maj11", "min11": "m11", "13": "13", "maj13": "maj13", "min13": "m13", "maj(9)": "add9",
    "min(9)": "m(add9)", "maj(11)": "add11", "sus4(b7)": "7sus4", "sus4(b7,9)": "9sus4", "sus2(b7)": "7sus2",
    "sus4(b7,9,13)": "13sus4", "7(b9)": "7♭9", "7(#9)": "7♯9", "7(b5)": "7♭5", "7(#11)": "7♯11", "7(b13)": "7♭13",
    "aug(b7)": "7♯5", "aug(7)": "maj7♯5", "maj7(#11)": "maj7♯11", "maj(b5)": "(♭5)", "minmaj9": "m(maj9)",
}  # fmt: skip
#: What else people write.
_ALSO: Final = {
    "maj": ("M", "maj", "major", "ma", "Maj", "Major"), "min": ("min", "-", "mi", "minor"), "dim": ("°", "o", "mb5", "m♭5"),
    "aug": ("+", "#5", "♯5"), "sus4": ("sus", "4"), "sus2": ("2",), "7": ("dom7", "dom"),
    "maj7": ("M7", "Maj7", "ma7", "Δ", "Δ7", "△", "△7", "j7"), "min7": ("min7", "-7", "mi7"),
    "minmaj7": ("mmaj7", "mM7", "minmaj7", "m(M7)", "-maj7", "mΔ", "m△"), "dim7": ("°7", "o7"),
    "hdim7": ("ø", "ø7", "m7(♭5)", "m7-5", "-7♭5", "min7♭5", "hdim7", "m7(-5)"), "maj6": ("maj6", "M6", "add6"),
    "min6": ("min6", "-6"), "maj6(9)": ("69", "6(9)", "6add9"), "maj9": ("M9", "Δ9"), "min9": ("min9", "-9"),
    "min11": ("min11", "-11"), "min13": ("min13", "-13"), "maj(9)": ("(add9)", "2add", "add2"),
    "min(9)": ("madd9", "min(9)", "m(9)", "madd2"), "maj(11)": ("(add11)", "add4"), "sus4(b7)": ("7sus", "sus7", "sus4(♭7)"),
    "sus4(b7,9)": ("9sus",), "sus4(b7,9,13)": ("13sus",), "7(b9)": ("7(♭9)", "7-9"), "7(#9)": ("7(♯9)", "7+9"),
    "7(b5)": ("7(♭5)", "7-5"), "aug(b7)": ("7+", "+7", "aug7", "7(♯5)", "7+5"), "maj7(#11)": ("maj7(♯11)",),
    "7(#11)": ("7(♯11)",), "7(b13)": ("7(♭13)",), "5": ("(no3)", "no3"),
}  # fmt: skip
_READ: Final = {
    **{written: kind for kind, written in _WRITTEN.items()},
    **{other: kind for kind, others in _ALSO.items() for other in others},
}
_NOTHING: Final = ("N", "NC", "N.C.", "N.C", "n.c.", "nc", "n.c", "–", "—", "-", "X", "x", "%none")
#: The triad that a kind is built on, by how it begins; the longer beginnings first.
_TRIADS: Final = (
    ("minmaj", "min"), ("min", "min"), ("maj", "maj"), ("hdim", "dim"), ("dim", "dim"), ("aug", "aug"), ("sus2", "sus2"),
    ("sus4", "sus4"), ("sus", "sus4"), ("5", "5"), ("7(b5)", "maj"), ("7", "maj"), ("9", "maj"), ("11", "maj"), ("13", "maj"),
    ("6", "maj"), ("1", "1"),
)  # fmt: skip


def parsed(name: str) -> ChordName | None:
    """One of Harte's names taken apart; None for `N`, `X` and for what is none of them."""
    head, colon, rest = name.partition(":")
    if not colon:
        head, slash, bass = name.partition("/")
        rest = f"maj{slash}{bass}"
    root = _pitch(head)
    kind, slash, degree = rest.partition("/") if "(" not in rest else _after_bracket(rest)
    if root is None or not kind or not _is_kind(kind):
        return None
    low = _degree(degree) if slash else 0
    return None if low is None else ChordName(root, kind, (root + low) % 12)


def readable(name: str, key: str | None = None) -> str:
    """As people write it, spelled as in the key where there is one: `A:min7` → `Am7`, `C:maj/3` → `C/E`, none → `N.C.`."""
    chord = parsed(name)
    if chord is None:
        return "N.C."
    first = _first_fifth(key)
    root = first + (7 * chord.root - first) % 12
    written = f"{_spelled(root)}{_after_root(chord.kind)}"
    if chord.bass == chord.root:
        return written
    low = root + _BASS_FIFTHS[(chord.bass - chord.root) % 12]
    if not _FLATTEST < low <= _SHARPEST + 10:  # F♭, C♭, E♯ and B♯ are read twice
        low = _USUAL + (7 * chord.bass - _USUAL) % 12
    return f"{written}/{_spelled(low)}"


def from_written(words: str) -> str | None:
    """Harte's name for what a musician types (`Am7`, `c/e`, `ebmaj7`, `F#m7b5`, `N.C.`); None where it means nothing."""
    words = "".join(words.split())
    if words in _NOTHING:
        return NONE
    if ":" in words:
        chord = parsed(words)
        return None if chord is None else str(chord)
    if not words:
        return None
    length = 2 if words[1:2] and words[1] in _ACCIDENTALS else 1
    root = _pitch(words[:1].upper() + words[1:length])
    if root is None:
        return None
    kind = _kind_of(words[length:])
    if kind is not None:
        return str(ChordName(root, kind, root))
    above, slash, low = words[length:].rpartition("/")
    bass = _pitch(low[:1].upper() + low[1:])
    kind = _kind_of(above)
    return None if not slash or bass is None or kind is None else str(ChordName(root, kind, bass))


def transposed(name: str, semitones: float) -> str:
    """The chord after a shift of pitch, to the nearest semitone."""
    chord = parsed(name)
    step = round(semitones)
    if chord is None or not step % 12:
        return name
    return str(replace(chord, root=(chord.root + step) % 12, bass=(chord.bass + step) % 12))


def for_capo(name: str, capo: int) -> str:
    """What a guitarist grips behind a capo in that fret, to sound like `name`."""
    return transposed(name, -capo)


def simplified(name: str) -> str:
    """The triad alone: `G:7/3` → `G:maj`."""
    chord = parsed(name)
    return NONE if chord is None else f"{_ROOTS[chord.root]}:{triad(chord.kind)}"


def triad(kind: str) -> str:
    """The kind of triad that a kind of chord is built on."""
    return next((base for beginning, base in _TRIADS if kind.startswith(beginning)), "maj")


def joined(chords: tuple[Chord, ...]) -> tuple[Chord, ...]:
    """Neighbours of one name become one chord, as sure as the longer parts of it."""
    found: list[Chord] = []
    for chord in chords:
        if found and found[-1].name == chord.name:
            last = found[-1]
            whole = max(chord.end - last.start, 1e-9)
            sure = (last.certainty * (last.end - last.start) + chord.certainty * (chord.end - chord.start)) / whole
            found[-1] = Chord(last.start, chord.end, chord.name, min(1.0, sure))
        else:
            found.append(chord)
    return tuple(found)


def _pitch(name: str) -> int | None:
    if not name or name[0] not in _NATURALS or any(sign not in _ACCIDENTALS for sign in name[1:]):
        return None
    return (_NATURALS[name[0]] + sum(_ACCIDENTALS[sign] for sign in name[1:])) % 12


def _degree(name: str) -> int | None:
    number = name.lstrip("b#")
    if number not in _STEPS:
        return None
    return _STEPS[number] + name.count("#") - name.count("b")


def _after_bracket(rest: str) -> tuple[str, str, str]:
    """Where the degrees that are added stand in brackets, a slash belongs to the bass behind them."""
    inside, bracket, behind = rest.partition(")")
    _, slash, degree = behind.partition("/")
    return inside + bracket, slash, degree


def _is_kind(kind: str) -> bool:
    """Whether it is one of Harte's kinds, perhaps with degrees in brackets."""
    base, bracket, added = kind.partition("(")
    if bracket and not added.endswith(")"):
        return False
    degrees = added.removesuffix(")").split(",") if bracket else []
    return (base in _WRITTEN or (not base and bool(degrees))) and all(
        _degree(each.removeprefix("*")) is not None for each in degrees
    )


def _after_root(kind: str) -> str:
    if kind in _WRITTEN:
        return _WRITTEN[kind]
    base, _, added = kind.partition("(")
    return f"{_WRITTEN.get(base, '')}({added.replace('b', '♭').replace('#', '♯')}"


def _kind_of(words: str) -> str | None:
    if words in _READ:
        return _READ[words]
    signs = words.replace("#", "♯").replace("b", "♭")
    if signs in _READ:
        return _READ[signs]
    if _READ.get(words.lower()) is not None and "M" not in words:
        return _READ[words.lower()]
    base, bracket, added = signs.partition("(")
    kind = f"{_READ.get(base, '?')}({added.replace('♭', 'b').replace('♯', '#')}"
    return kind if bracket and _is_kind(kind) else None


def _first_fifth(key: str | None) -> int:
    """Where the twelve names of a key begin: its own seven, and what is borrowed most often around them."""
    tonic, _, mode = (key or "").partition(" ")
    if _pitch(tonic) is None:
        return _USUAL
    fifth = _FIFTHS.index(tonic[0]) - 1 + 7 * sum(_ACCIDENTALS[sign] for sign in tonic[1:])
    first = fifth - 6 if mode == "minor" else fifth + _USUAL
    return min(_SHARPEST, max(_FLATTEST, first))


def _spelled(fifth: int) -> str:
    signs, letter = divmod(fifth + 1, 7)
    return _FIFTHS[letter] + ("♯" * signs if signs > 0 else "♭" * -signs)


def transposed_key(key: str, semitones: float) -> str:
    """The key after a shift of pitch, spelled as it is written most often ("A minor", -2 → "G minor")."""
    tonic, _, mode = key.partition(" ")
    pitch = _pitch(tonic)
    step = round(semitones)
    if pitch is None or not step % 12:
        return key
    first = -3 if mode == "minor" else -5  # E♭ to G♯ minor, D♭ to F♯ major
    return f"{_spelled(first + (7 * (pitch + step) - first) % 12)} {mode}"
