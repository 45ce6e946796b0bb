"""Songs whose parts and keys are known, because somebody else has said or arranged them.

- *Billboard*: charts of pop songs with their parts, by musicians (McGill Billboard annotations, Burgoyne, Wild,
  Fujinaga, ISMIR 2011; CC0): put `NNNN/salami_chords.txt` into FOLDER/packages/billboard, FOLDER being the cache
  (`bands.cache()`).
- *POP909*: phrases by musicians and chords of Chinese pop songs (Dai, Zhang, Dannenberg, 2020,
  `hierarchical-structure-analysis`; MIT): `NNN/human_label2.txt` and `finalized_chord.txt` into FOLDER/packages/pop909.
- *LMMS*: the demos of `lmms-common` as LMMS renders them (`beat_songs`). A part begins where at least a third of the
  tracks that play for most of the four bars before or after do so on one side only, and parts have one name if they
  share two thirds.

The first two are played by MMA and FluidSynth, one groove a song: their tempo is the record's (POP909: ours), a lead
plays a tune of ours where the annotators heard a voice, the same for the same letter. Records change their sound from
part to part; these do not.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import numpy as np
import soundfile

from stemdesk.audio.transcription.midi_file import MidiSong, MidiTrack, midi_bytes
from stemdesk.audio.transcription.midi_reader import read_midi
from stemdesk.core.music.chords import parsed, triad
from stemdesk.core.music.notes import Note
from stemdesk.core.music.sections import Section
from tests.benchmarks.listening.bands import SOUNDS, Band, NotHere, cache, play
from tests.benchmarks.listening.beat_songs import demos

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

#: (groove, font), in turn.
_PLAYED: Final = (
    ("PopBallad", "FluidR3_GM.sf2"), ("8Beat", "TimGM6mb.sf2"), ("FolkRock", "FluidR3_GM.sf2"), ("SoftRock", "TimGM6mb.sf2"),
    ("GuitarBallad", "FluidR3_GM.sf2"), ("60sRock", "TimGM6mb.sf2"), ("RockBallad", "FluidR3_GM.sf2"),
)  # fmt: skip
_PLAIN: Final = (
    "maj",
    "min",
    "7",
    "maj7",
    "min7",
    "dim",
    "aug",
    "sus4",
    "sus2",
    "hdim7",
    "dim7",
    "min9",
    "9",
    "maj6",
    "min6",
)
_TONES: Final = {"maj": (0, 4, 7), "min": (0, 3, 7), "dim": (0, 3, 6), "aug": (0, 4, 8)}
_LEADS: Final = (65, 73, 56, 40)
#: LMMS counts 192 of them in a bar of four.
_TICKS: Final = 48
_DEMOS: Final = (
    "Alf42red-Mauiwowi", "CapDan-ReggaeTry", "CapDan-ReggaetonTry", "EsoXLB-CPU", "Oglsdl-Dr8v2", "Settel-InnerRecreation",
    "Socceroos-Progress", "StrictProduction-DearJonDoe", "Thomasso-AxeFromThe80s",
)  # fmt: skip


#: Those that the weights of the section finder were chosen on, and those that were first listened to after its last change.
CHOSEN_ON: Final = ("0003", "0059", "0214", "1160", "003", "019", "Alf42red-Mauiwowi", "CapDan-ReggaetonTry")
HEARD_LAST: Final = (
    "0439", "001", "100", "150", "200", "300", "400", "600", "700", "800", "Oglsdl-Dr8v2", "Settel-InnerRecreation",
    "Socceroos-Progress", "StrictProduction-DearJonDoe", "Thomasso-AxeFromThe80s",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Piece:
    """`parts` go from the first bar to the end, as they were written: neighbours may have one name. `bar` is in seconds,
    `key` empty where nobody says it."""

    kind: str
    name: str
    file: Path
    parts: tuple[Section, ...]
    bar: float
    key: str = ""


@dataclass(frozen=True)
class Bar:
    """Its chords, blanks between; the part that it begins, or nothing; whether somebody sings."""

    chords: str
    part: str
    is_sung: bool


def pieces() -> Iterator[Piece]:
    yield from billboard()
    yield from _charts("pop909", "*/finalized_chord.txt", _pop909)
    yield from _demos()


def billboard() -> Iterator[Piece]:
    yield from _charts("billboard", "*/salami_chords.txt", read_billboard)


def _charts(kind: str, pattern: str, read: object) -> Iterator[Piece]:
    files = sorted((cache() / "packages" / kind).glob(pattern))
    if not files:
        print(f"{kind} is left out: its files are missing.")
    for number, file in enumerate(files):
        bars, beats, tempo, key = read(file)  # type: ignore[operator]
        groove, sounds = _PLAYED[number % len(_PLAYED)]
        band = Band(file.parent.name, groove, tempo, key, tuple(bar.chords for bar in bars), beats, sounds=sounds)
        try:
            yield Piece(
                kind, file.parent.name, _played(band, bars, number), _parts(band, bars), 60 * beats / tempo, key
            )
        except NotHere as reason:
            print(f"{file.parent.name} is left out: {reason} is missing.")


def read_billboard(file: Path) -> tuple[list[Bar], int, float, str]:
    """Bars, beats a bar, tempo and key. Waltzes in the middle of a song are played in four."""
    bars: list[Bar] = []
    starts: list[tuple[float, int]] = []
    tonic, beats, is_sung = "", 4, False
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("# tonic:"):
            tonic = tonic or line.partition(":")[2].strip()
        at, _, told = line.partition("\t")
        written = re.findall(r"\|([^|]*)(?=\|)", told)
        if line.startswith("#") or not written:
            continue
        starts.append((float(at), len(bars)))
        is_sung = is_sung or re.search(r"\((voice|choir)", told) is not None
        letter = re.match(r"([A-Z])'*,", told)
        for number, chords in enumerate(written):
            bars.append(Bar(_as_played(chords), letter[1] if letter and not number else "", is_sung))
        is_sung = is_sung and re.search(r"(voice|choir)\)", told) is None
    seconds = median((later - at) / (bar - first) for (at, first), (later, bar) in pairwise(starts))
    return bars, beats, float(round(60 * beats / seconds)), _key(tonic, bars)


def _as_played(bar: str) -> str:
    names: list[str] = []
    for written in re.sub(r"\([0-9]/[0-9]\)", "", bar).split():
        names.append(names[-1] if written == "." and names else _plain(written))
    return " ".join(names) or "N"


def _plain(name: str) -> str:
    """The nearest chord that the bands have."""
    root, _, kind = name.partition(":")
    kind = kind.partition("/")[0]
    if not kind or not re.fullmatch(r"[A-G][b#]?", root):
        return "N"
    if kind in _PLAIN:
        return f"{root}:{kind}"
    if kind.startswith(("sus4", "sus2")):
        return f"{root}:{kind[:4]}"
    if kind.startswith(("9", "11", "13", "7", "1(")):
        return f"{root}:7"
    return f"{root}:min7" if kind.startswith("min1") else f"{root}:{kind[:3] if kind[:3] in _TONES else 'maj'}"


def _key(tonic: str, bars: Sequence[Bar]) -> str:
    """The tonic is the annotators', the mode that of most of its chords; none where neither has three quarters of them."""
    root = parsed(f"{tonic}:maj")
    if root is None:
        return ""
    found = [
        chord for bar in bars for name in bar.chords.split() if (chord := parsed(name)) and chord.root == root.root
    ]
    minor = sum(triad(chord.kind) == "min" for chord in found) / max(1, len(found))
    if not found or 0.25 < minor < 0.75:
        return ""
    return f"{tonic.replace('b', '♭').replace('#', '♯')} {'minor' if minor > 0.5 else 'major'}"


def _pop909(file: Path) -> tuple[list[Bar], int, float, str]:
    """Phrases are a letter and its bars each; capitals are sung. Whoever has them says no key but what a program found."""
    labels = re.findall(r"([A-Za-z])(\d+)", file.with_name("human_label2.txt").read_text("utf-8"))
    beats = [
        name
        for line in file.read_text("utf-8").splitlines()
        for name in [_plain(line.split()[0])] * int(line.split()[-1])
    ]
    bars: list[Bar] = []
    for letter, count in labels:
        for number in range(int(count)):
            own = beats[4 * len(bars) : 4 * len(bars) + 4] or ["N"]
            bars.append(Bar(" ".join((own * 4)[:4]), "" if number else letter, letter.isupper()))
    return bars, 4, 72.0 + int(file.parent.name) * 7 % 40, ""


def _parts(band: Band, bars: Sequence[Bar]) -> tuple[Section, ...]:
    begins = [number for number, bar in enumerate(bars) if bar.part]
    times = [*band.downbeats, band.beat_times[-1]]
    edges = [times[number] for number in (*begins, len(bars))]
    return tuple(
        Section(start, end, bars[number].part) for number, (start, end) in zip(begins, pairwise(edges), strict=True)
    )


def _played(band: Band, bars: Sequence[Bar], number: int) -> Path:
    file = cache() / "parts" / f"{band.name}_{band.midi().stem}.wav"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        song, notes = read_midi(band.midi()), file.with_suffix(".mid")
        lead = MidiTrack("lead", tuple(_tune(band, bars)), _LEADS[number % len(_LEADS)])
        tracks = (*(track for track in song.tracks if track.notes), lead)
        notes.write_bytes(midi_bytes(MidiSong(tracks, song.tempo_map)))
        part = file.with_suffix(".part.wav")
        play(notes, part, SOUNDS / band.sounds)
        part.replace(file)
        notes.unlink()
    return file


def _tune(band: Band, bars: Sequence[Bar]) -> Iterator[Note]:
    """Two bars of rhythm and steps of its own for each letter, in the chords."""
    times, letter, first = band.beat_times, "", 0
    for number, bar in enumerate(bars):
        if bar.part:
            letter, first = bar.part, number
        if not bar.is_sung:
            continue
        random = np.random.default_rng([ord(letter), (number - first) % 2])
        names = bar.chords.split()
        for beat in range(band.beats):
            chord = parsed(names[beat * len(names) // band.beats])
            hits, steps = random.random(2) < (0.8, 0.4), random.integers(3, size=2)
            if chord is None:
                continue
            tones = _TONES.get(triad(chord.kind), (0, 7))
            at, until = times[number * band.beats + beat], times[number * band.beats + beat + 1]
            for half in (0, 1):
                if hits[half]:
                    pitch = 67 + (chord.root + tones[int(steps[half]) % len(tones)] - 67) % 12
                    yield Note(at + half * (until - at) / 2, at + (half + 1) * (until - at) / 2, pitch, 105)


def _demos() -> Iterator[Piece]:
    for name, project, file in demos(_DEMOS):
        playing, bar = arranged(project)
        yield Piece("lmms", name, file, arranged_parts(playing, bar, soundfile.info(file).duration), bar)


def arranged(project: Path) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.bool_]], float]:
    """(tracks, bars): who plays when, and how long a bar is, in seconds."""
    data = project.read_bytes()
    root = ET.fromstring(zlib.decompress(data[4:]) if project.suffix == ".mmpz" else data)
    head, tracks = root.find("head"), root.findall("song/trackcontainer/track")
    if head is None:
        raise ValueError(project)
    ticks = _TICKS * int(head.get("timesig_numerator", "4")) * 4 // int(head.get("timesig_denominator", "4"))
    spans = [[span for clip in track for span in _sounding(clip)] for track in tracks if track.get("muted") != "1"]
    bars = -(-max(end for each in spans for _, end in each) // ticks)
    playing = np.zeros((len(spans), bars), bool)
    for row, each in enumerate(spans):
        for start, end in each:
            playing[row, start // ticks : -(-end // ticks)] = True
    return playing[playing.any(axis=1)], ticks / _TICKS * 60 / float(head.get("bpm", "120"))


def _sounding(clip: ET.Element) -> Iterator[tuple[int, int]]:
    start = int(clip.get("pos", "0"))
    if clip.tag in ("bbtco", "sampletco"):
        yield start, start + int(clip.get("len", "0"))
    elif clip.tag == "pattern" and clip.get("muted") != "1":
        for note in clip.findall("note"):
            at = start + int(note.get("pos", "0"))
            yield at, at + max(1, int(note.get("len", "1")))


def arranged_parts(
    playing: np.ndarray[tuple[int, int], np.dtype[np.bool_]], bar: float, end: float
) -> tuple[Section, ...]:
    bars = playing.shape[1]
    changed = np.zeros(bars)
    for at in range(2, bars - 1):
        before, after = (playing[:, max(0, start) : start + 4].mean(axis=1) > 0.5 for start in (at - 4, at))
        # Of two neighbours, the bar at which they really begin counts.
        here = (playing[:, at] != playing[:, at - 1]).sum()
        changed[at] = 1 - _shared(before, after) + 0.01 * here
    cuts: list[int] = []
    for at in np.argsort(-changed):
        if changed[at] < 1 / 3:
            break
        if all(abs(int(at) - other) >= 4 for other in (0, *cuts, bars)):
            cuts.append(int(at))
    kinds: list[np.ndarray[tuple[int], np.dtype[np.bool_]]] = []
    parts = []
    for start, stop in pairwise([0, *sorted(cuts), bars]):
        who = playing[:, start:stop].mean(axis=1) > 0.5
        alike = [_shared(who, kind) for kind in kinds]
        if not alike or max(alike) < 2 / 3:
            kinds.append(who)
            alike.append(1.0)
        parts.append(
            Section(
                start * bar, end if stop == bars else stop * bar, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[int(np.argmax(alike))]
            )
        )
    return tuple(parts)


def _shared(
    one: np.ndarray[tuple[int], np.dtype[np.bool_]], other: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> float:
    together = (one | other).sum()
    return float((one & other).sum() / together) if together else 1.0
