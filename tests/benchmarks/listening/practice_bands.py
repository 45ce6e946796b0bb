"""Bands to learn from: MMA's grooves at tempi that their style is played at, and bars that were made up.

Nothing that is played in `held_out` is among them, nor any other groove of the same style. What is made up has the metres,
tempi and rhythms that MMA has few of: five and seven in a bar, sixteenths of a slow beat, dotted eighths, beats faster than
190 a minute.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.transcription.midi_file import MidiSong, MidiTrack, midi_bytes
from stemdesk.core.music.notes import Note
from tests.benchmarks.listening.bands import SOUNDS, Band, play

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

GROOVES: Final = Path("/usr/share/mma/lib")
SECONDS: Final = 32.0
_FONTS: Final = ("FluidR3_GM.sf2", "TimGM6mb.sf2")
_RATE: Final = "22050"
#: Styles of the held-out bands.
_HELD_OUT: Final = re.compile(
    r"soft-?rock|^(rb|r\+b|rnb)$|slow-?blues|spiritual|bvfunk|rhumba|trance|ska|twi|samba|quando|bluegrass|countrywaltz"
    r"|jazzwaltz|jazz-?54|blues-?68|arpeggio-?68|folkballad|rockballad"
)
#: What has no beat of its own, or whose beats are written in another way than they are counted.
_LEFT_OUT: Final = re.compile(
    r"metronome|^none$|ending|intro|count|mide|68march|afro-cuban|ambient|broadway|showtune|bebop|bluefolk|polka|charleston|128"
)
_PART: Final = re.compile(r"intro|end|fill|break|f[abcd]$", re.IGNORECASE)
#: Beats a minute, by the first of these that is in a groove's name.
_TEMPI: Final = (
    (r"slow(rock|swing|jazz|bigband)", 64, 112), (r"slow|ballad|bald|lullaby|hymn|serenade|nitejazz|arpeggio44", 50, 84),
    (r"vienese|fast.*waltz|frenchwaltz", 150, 210), (r"waltz|34", 84, 176), (r"68", 100, 216),
    (r"fast|quickstep|dixie|ragtime|jive|gypsy|metal|punk|hrk|thr|mtl|zydeco|50s|boggie", 140, 218), (r"dnb", 160, 180),
    (r"swing|jazz|big|boogie|shuf|shfl|foxtrot|strut", 100, 200), (r"house|techno|rave|dance|disco|boney", 114, 150),
    (r"hip|trip|soul|mellow|funk|reggae|desert|16|fus", 66, 116),
    (r"latin|salsa|mambo|merengue|son|calypso|cha|bossa|beguine|bolero|tango", 92, 200), (r"march", 96, 130),
    (r".", 80, 160),
)  # fmt: skip
_GROUPS: Final[dict[int, tuple[tuple[int, ...], ...]]] = {
    3: ((3,),), 4: ((2, 2), (4,)), 5: ((3, 2), (2, 3)), 6: ((3, 3), (3, 3), (2, 2, 2)),
    7: ((2, 2, 3), (3, 2, 2), (4, 3), (3, 4)),
}  # fmt: skip
_KINDS: Final = {"": (0, 4, 7), "m": (0, 3, 7), "7": (0, 4, 7, 10), "m7": (0, 3, 7, 10)}
_DEGREES: Final = ((0, "maj"), (9, "min"), (5, "maj"), (7, "7"), (2, "min"), (4, "min"), (0, "maj7"), (10, "maj"))
_PITCHES: Final = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
_TRIADS: Final = {"maj": (0, 4, 7), "min": (0, 3, 7), "7": (0, 4, 10), "maj7": (0, 4, 11)}
_KICK, _SNARE, _HAT, _OPEN, _RIDE, _CRASH, _TOMS = 36, 38, 42, 46, 51, 49, (50, 47, 45, 43)


@dataclass(frozen=True, eq=False)
class Clip:
    """`midi` is a file of notes; beats and downbeats are in seconds, `family` is what must not be in two parts at once."""

    family: str
    name: str
    midi: bytes
    sounds: str
    beats: NDArray[np.float64]
    downbeats: NDArray[np.float64]

    def wav(self, folder: Path) -> Path:
        notes, file = folder / f"{self.name}.mid", folder / f"{self.name}.wav"
        notes.write_bytes(self.midi)
        play(notes, file, SOUNDS / self.sounds, "-r", _RATE)
        notes.unlink()
        return file


def grooves(a_file: int, seed: int = 1) -> list[tuple[str, str, int]]:
    """(family, groove, beats a bar): so many grooves of each of MMA's files, by chance."""
    random = np.random.default_rng(seed)
    found = []
    for file in sorted(GROOVES.rglob("*.mma")):
        stem = file.stem.lower()
        if _HELD_OUT.search(stem) or _LEFT_OUT.search(stem):
            continue
        written = file.read_text("latin1")
        times = re.findall(r"(?im)^\s*time\s+(\d+)", written)
        names = [name for name in re.findall(r"(?im)^\s*defgroove\s+(\S+)", written) if not _PART.search(name)]
        if not names or len(set(times)) > 1 or (re.search(r"6/8", written) and times != ["6"]):
            continue
        chosen = random.permutation(len(names))[: a_file * (2 if len(names) > 15 else 1)]
        place = file.relative_to(GROOVES).with_suffix("")
        found += [(re.sub(r"[\d_-]+", "", stem) or stem, f"{place}:{names[each]}", int((times or ["4"])[0]))
                  for each in sorted(chosen)]  # fmt: skip
    return found


def played(family: str, groove: str, beats: int, seed: int) -> Clip:
    """A groove over chords of any harmonic rhythm. Raises what `Band.midi` raises."""
    random = np.random.default_rng(seed)
    name = groove.lower()
    low, high = next((low, high) for pattern, low, high in _TEMPI if re.search(pattern, name))
    tempo = float(round(np.exp(random.uniform(np.log(low), np.log(high)))))  # MMA has whole ones only
    bars = int(np.ceil((SECONDS + 4) * tempo / 60 / beats)) + 1
    band = Band(re.sub(r"\W", "_", groove), groove, tempo, "", _chart(random, bars), beats,
                sounds=_FONTS[int(random.integers(2))])  # fmt: skip
    return Clip(family, f"{band.name}_{seed}", band.midi().read_bytes(), band.sounds, np.array(band.beat_times[:-1]),
                np.array(band.downbeats))  # fmt: skip


def _chart(random: Generator, bars: int) -> tuple[str, ...]:
    key = int(random.integers(12))
    round_ = [int(each) for each in random.integers(len(_DEGREES), size=int(random.choice([4, 6, 8])))]
    names = [f"{_PITCHES[(key + _DEGREES[each][0]) % 12]}:{_DEGREES[each][1]}" for each in round_]
    length = float(random.choice([0.5, 1.0, 2.0, 4.0], p=[0.15, 0.5, 0.2, 0.15]))
    if length < 1:
        return tuple(f"{names[2 * bar % len(names)]} {names[(2 * bar + 1) % len(names)]}" for bar in range(bars))
    return tuple(names[int(bar / length) % len(names)] for bar in range(bars))


def invented(seed: int) -> Clip:
    """A drummer, a bass, chords and a tune, of which some may be missing."""
    return _Invented(np.random.default_rng(seed)).clip(seed)


class _Invented:
    def __init__(self, random: Generator) -> None:
        self._r = random
        self._metre = metre = int(random.choice([4, 3, 5, 6, 7], p=[0.5, 0.16, 0.11, 0.11, 0.12]))
        low, high = (50, 220) if metre < 5 else (90, 220)
        self._tempo = tempo = float(np.exp(random.uniform(np.log(low), np.log(high))))
        if metre == 4 and random.random() < 0.4:  # what is rare elsewhere
            self._tempo = tempo = float(random.uniform(*((50, 72), (180, 219))[int(random.integers(2))]))
        self._groups = _GROUPS[metre][int(random.integers(len(_GROUPS[metre])))]
        self._swing = metre in (3, 4) and tempo < 210 and random.random() < 0.15
        self._grid = 3 if self._swing else 4 if tempo < 150 else 2
        starts = np.concatenate([[0], np.cumsum(self._groups)[:-1]])
        self._starts = [int(each) for each in starts]
        bars = int(np.ceil((SECONDS + 3) * tempo / 60 / metre / 0.85)) + 1
        steps = np.full(bars * metre + 1, 60 / tempo)
        if random.random() < 0.15:
            steps /= np.linspace(1.0, random.uniform(0.85, 1.15), len(steps))
        self._beats = np.concatenate([[0.0], steps.cumsum()]) + random.uniform(0, 0.4)
        self._bars = bars
        self._loose = random.choice([0.0, 0.004, 0.01])
        self._notes: dict[str, list[Note]] = {}

    def clip(self, seed: int) -> Clip:
        with_drums, with_bass = self._r.random(2) < (0.86, 0.9)
        self._chords()
        if with_drums:
            self._drums()
        if with_bass:
            self._bass()
        if self._r.random() < 0.5:
            self._tune()
        programs = {
            "bass": [33, 34, 38, 32],
            "chords": [0, 4, 24, 25, 27, 29, 48, 81, 16],
            "tune": [73, 65, 80, 30, 56, 52],
        }
        tracks = tuple(
            MidiTrack(part, tuple(notes), int(self._r.choice(programs.get(part, [0]))), is_drums=part == "drums")
            for part, notes in self._notes.items()
        )
        pick_up = int(self._r.integers(self._metre)) if self._r.random() < 0.3 else 0
        cut = float(self._beats[self._metre - pick_up]) if pick_up else 0.0
        tracks = tuple(
            MidiTrack(track.name, tuple(Note(max(0.0, note.start - cut), note.end - cut, note.pitch, note.velocity)
                                        for note in track.notes if note.start >= cut - 0.02), track.program, track.is_drums)
            for track in tracks
        )  # fmt: skip
        beats = self._beats[: self._bars * self._metre] - cut
        downs = beats[:: self._metre]
        return Clip(f"invented{seed % 10}", f"invented_{seed}", midi_bytes(MidiSong(tracks)),
                    _FONTS[int(self._r.integers(2))], beats[beats > -0.01], downs[downs > -0.01])  # fmt: skip

    def _at(self, beat: float) -> float:
        return max(0.0, float(np.interp(beat, np.arange(len(self._beats)), self._beats)))

    def _add(self, part: str, pitch: int, beat: float, length: float, velocity: float) -> None:
        loose = self._r.normal(0, self._loose) if self._loose else 0.0
        start = max(0.0, self._at(beat) + loose)
        end = max(start + 0.03, self._at(beat + length))
        loud = int(np.clip(velocity + self._r.normal(0, 4), 8, 127))
        self._notes.setdefault(part, []).append(Note(start, end, pitch, loud))

    def _cells(self) -> list[float]:
        """The places in a bar where something may be hit."""
        places = (0.0, 2 / 3) if self._swing else tuple(step / self._grid for step in range(self._grid))
        return [beat + place for beat in range(self._metre) for place in places]

    def _kicks(self) -> dict[float, float]:
        """How loud at each place of a bar."""
        r = self._r
        kicks = {0.0: 112.0}
        if self._metre == 4 and r.random() < 0.2:
            return kicks | dict.fromkeys((1.0, 2.0, 3.0), 110.0)
        kicks |= {float(start): 105.0 for start in self._starts if r.random() < 0.75}
        for cell in self._cells():
            if r.random() < (0.16 if cell % 0.5 == 0 else 0.05):
                kicks[cell] = float(r.uniform(70, 110))
        return kicks

    def _snares(self) -> dict[float, float]:
        r, metre = self._r, self._metre
        if metre == 4:
            snares = {1.0: 112.0, 3.0: 112.0} if r.random() < 0.9 else {3.0: 110.0}
        elif metre == 3:
            snares = dict.fromkeys([[1.0, 2.0], [2.0], [1.0]][int(r.integers(3))], 100.0)
        else:
            later = zip(self._starts[1:], self._groups[1:], strict=True)
            snares = dict.fromkeys([float(each + r.integers(0, 2) * (width > 3)) for each, width in later], 110.0)
            if r.random() < 0.4:
                snares[float(metre - 1)] = 90.0
        for cell in self._cells():
            if cell not in snares and r.random() < 0.04:
                snares[cell] = float(r.uniform(35, 75))
        return snares

    def _drums(self) -> None:
        r, metre, tempo = self._r, self._metre, self._tempo
        kicks, snares = self._kicks(), self._snares()
        rates = [each for each in (0.5, 1.0, 2.0, 3.0 if self._swing else 4.0) if 1.6 < each * tempo / 60 < 9.5]
        rate = float(r.choice(rates or [1.0]))
        symbol, accent = int(r.choice([_HAT, _HAT, _RIDE, _OPEN, 70])), r.uniform(0, 30)
        offbeat = rate >= 1 and r.random() < 0.12
        fills = int(r.choice([4, 8, 8, 100]))
        crash = r.random() < 0.6
        for bar in range(self._bars):
            first = bar * metre
            filling = bar % fills == fills - 1
            until = metre - (int(r.integers(1, 3)) if filling else 0)
            for hits, pitch in ((kicks, _KICK), (snares, _SNARE)):
                for place, loud in hits.items():
                    if place < until and (loud > 100 or r.random() < 0.9):
                        self._add("drums", pitch, first + place, 0.2, loud)
            for step in np.arange(0.0, until, 1 / rate):
                place = float(step)
                late = (0.5 if offbeat else 0) + (1 / 6 if self._swing and rate == 2 and place % 1 else 0)
                self._add("drums", symbol, first + place + late, 0.1, 70 + accent * (place % 1 == 0))
            self._fill(first, until, with_crash=crash and bar % fills == 0)

    def _fill(self, first: int, until: int, *, with_crash: bool) -> None:
        cell = 0.5 if self._tempo > 130 else 0.25
        for number, step in enumerate(np.arange(until, self._metre, cell)):
            self._add("drums", int(self._r.choice([_SNARE, *_TOMS])), first + float(step), 0.1, 85 + number)
        if with_crash:
            self._add("drums", _CRASH, first, 1, 105)

    def _harmony(self) -> list[tuple[float, float, int, str]]:
        """(beat, length, root, kind) of the chords."""
        key = int(self._r.integers(12))
        length = float(self._r.choice([0.5, 1.0, 2.0, 4.0], p=[0.15, 0.55, 0.15, 0.15])) * self._metre
        if length < self._metre:
            length = 0.0  # by groups
        turn = [_DEGREES[int(each)] for each in self._r.integers(len(_DEGREES), size=int(self._r.choice([4, 4, 8])))]
        early = 0.5 if self._r.random() < 0.12 else 0.0
        found: list[tuple[float, float, int, str]] = []
        beat, number = 0.0, 0
        while beat < self._bars * self._metre:
            width = length or float(self._groups[number % len(self._groups)])
            degree, kind = turn[number % len(turn)]
            shift = early if beat else 0.0
            found.append((beat - shift, width, (key + degree) % 12, kind))
            beat, number = beat + width, number + 1
        return found

    def _chords(self) -> None:
        r = self._r
        self._played = self._harmony()
        way = str(r.choice(["long", "long", "beats", "groups", "off", "eighths", "sixteenths", "dotted", "none"]))
        base = int(r.integers(48, 60))
        for beat, width, root, kind in self._played:
            pitches = [base + (root + step - base) % 12 for step in _TRIADS[kind]]
            steps: list[tuple[float, float]]
            if way == "long":
                steps = [(0.0, width)]
            elif way == "groups":
                steps = [(at, 1.0) for at in np.arange(0.0, width, self._groups[0])]
            elif way in ("beats", "off"):
                steps = [(at + (0.5 if way == "off" else 0), 0.4) for at in np.arange(0.0, width)]
            elif way == "dotted":
                cell = 0.75 if self._tempo < 150 else 1.5
                steps = [(bar + at, 0.5) for bar in np.arange(0, width, 4) for at in (*np.arange(0, 3.1, cell), 3.5)
                         if bar + at < width]  # fmt: skip
            elif way == "none":
                continue
            else:
                cell = 0.5 if way == "eighths" or self._tempo > 140 else 0.25
                for number, at in enumerate(np.arange(0.0, width, cell)):
                    self._add("chords", pitches[number % len(pitches)], beat + float(at), cell, 70)
                continue
            for at, length in steps:
                for pitch in pitches:
                    self._add("chords", pitch, beat + float(at), length, 72)

    def _bass(self) -> None:
        r = self._r
        way = str(r.choice(["long", "groups", "groups", "beats", "eighths", "loose", "walk"]))
        cells = sorted({0.0, *(cell for cell in self._cells() if r.random() < 0.3)})
        for beat, width, root, _ in self._played:
            low = 28 + (root - 28) % 12
            steps = {
                "long": [0.0],
                "groups": [bar + at for bar in np.arange(0, width, self._metre) for at in self._starts if bar + at < width],
                "beats": list(np.arange(0.0, width)), "walk": list(np.arange(0.0, width)),
                "eighths": list(np.arange(0.0, width, 0.5)),
                "loose": [bar + at for bar in np.arange(0, width, self._metre) for at in cells if bar + at < width],
            }[way]  # fmt: skip
            for number, at in enumerate(steps):
                after = steps[number + 1] if number + 1 < len(steps) else width
                pitch = low + (int(r.choice([0, 4, 7, 9])) if way == "walk" and number else 0)
                if way in ("groups", "loose") and number and r.random() < 0.3:
                    pitch = low + 7
                self._add("bass", pitch, beat + float(at), float(after - at) * 0.9, 95 if at == 0 else 85)

    def _tune(self) -> None:
        r = self._r
        dense = r.uniform(0.15, 0.5)
        phrase = [(bar * self._metre + cell) for bar in range(2) for cell in self._cells()
                  if r.random() < dense * (1.5 if cell % 1 == 0 else 0.7)]  # fmt: skip
        for bar in range(0, self._bars, 2):
            for number, at in enumerate(phrase):
                root, kind = next(((root, kind) for beat, width, root, kind in self._played
                                   if beat <= bar * self._metre + at < beat + width), (0, "maj"))  # fmt: skip
                after = phrase[number + 1] if number + 1 < len(phrase) else 2 * self._metre
                pitch = 72 + (root + int(r.choice([*_TRIADS[kind], 2, 9]))) % 12
                self._add("tune", pitch, bar * self._metre + at, (after - at) * 0.9, 85)
