"""Pieces of others whose key is written: in their score's signature and on their last bass note, or by annotators.

A signature stands for two keys; the one whose tonic is the last and lowest note is taken, and a piece that ends on
neither is left out. *Scores* are those of the package `music21` (not needed once their notes are in
FOLDER/packages/scores, FOLDER being the cache), *OpenMSX* the pieces of its package whose files have a signature, both
played by FluidSynth; *Billboard* see `part_songs`.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from stemdesk.audio.harmony.key_finder import MAJOR, MINOR
from stemdesk.audio.transcription.midi_reader import read_midi
from tests.benchmarks.listening.bands import SOUNDS, NotHere, cache, play
from tests.benchmarks.listening.beat_songs import open_msx_files
from tests.benchmarks.listening.part_songs import billboard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SCORES: Final = (
    "bach/bwv5.7", "bach/bwv10.7", "bach/bwv17.7", "bach/bwv86.6", "bach/bwv104.6", "bach/bwv115.6",
    "bach/bwv140.7", "bach/bwv153.1", "bach/bwv177.5", "bach/bwv244.10", "bach/bwv268", "bach/bwv310", "bach/bwv369",
    "mozart/k155/movement1", "mozart/k156/movement1", "mozart/k80/movement1",
    "haydn/opus1no1/movement1", "schubert/Lindenbaum",
    "verdi/laDonnaEMobile", "joplin/maple_leaf_rag",
    "beach/prayer_of_a_tired_child",
)  # fmt: skip
#: How the key signature is written into a file of notes: sharps (or flats, below 0), and 1 for minor.
_SIGNATURE: Final = b"\xff\x59\x02"


def pieces() -> Iterator[tuple[str, Path, str]]:
    """What it is, its sound, its key."""
    for name in _SCORES:
        yield from _piece("scores", name)
    for midi in open_msx_files():
        yield from _piece("openmsx", midi.stem, midi)
    for piece in billboard():
        if piece.key:
            yield f"billboard {piece.name}", piece.file, piece.key


def _piece(kind: str, name: str, midi: Path | None = None) -> Iterator[tuple[str, Path, str]]:
    try:
        notes = midi or _written(name)
        key = key_of(notes)
        if key is not None:
            file = cache() / kind / f"{notes.stem}.wav"
            if not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                part = file.with_suffix(".part.wav")
                play(notes, part, SOUNDS / "FluidR3_GM.sf2")
                part.replace(file)
            yield f"{kind} {notes.stem}", file, key
    except NotHere as reason:
        print(f"{name} is left out: {reason} is missing.")


def _written(name: str) -> Path:
    file = cache() / "packages" / "scores" / f"{name.replace('/', ' ')}.mid"
    if not file.exists():
        if find_spec("music21") is None:
            raise NotHere("music21")
        file.parent.mkdir(parents=True, exist_ok=True)
        score = import_module("music21").corpus.parse(name)
        for note in [
            each for each in score.recurse().notes if each.duration.isGrace
        ]:  # it would play them after the end
            note.activeSite.remove(note)
        score.write("midi", file)
    return file


def key_of(notes: Path) -> str | None:
    """None where it is not written, or the end does not tell which of the two it is."""
    data = notes.read_bytes()
    at = data.find(_SIGNATURE)
    if at < 0:
        return None
    sharps = int.from_bytes(data[at + 3 : at + 4], "big", signed=True)
    played = [note for track in read_midi(notes).tracks if not track.is_drums for note in track.notes]
    end = max(note.end for note in played)
    last = min(note.pitch for note in played if note.end > end - 0.1) % 12
    major, minor = 7 * sharps % 12, (7 * sharps + 9) % 12
    return {major: f"{MAJOR[major]} major", minor: f"{MINOR[minor]} minor"}.get(last)
