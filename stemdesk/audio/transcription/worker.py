"""Listens to a stem for its notes, in a process of its own (see `stemdesk.workers`).

The request is `{"stem": name, "path"}`, the result `{"notes": [[start, end, pitch, velocity], …]}`. However long the stem,
only some minutes of it are in memory.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from stemdesk.audio.files.reader import open_audio
from stemdesk.audio.transcription.drum_hits import DrumHits
from stemdesk.audio.transcription.instruments import Playing, playing_of
from stemdesk.audio.transcription.melody_reader import BASS, MELODY, read_melody
from stemdesk.audio.transcription.note_network import FRAME_RATE, LOWEST, NoteNetwork
from stemdesk.audio.transcription.note_reader import read_notes
from stemdesk.core.music.notes import Note
from stemdesk.inference.known import known_models
from stemdesk.inference.network import Network
from stemdesk.workers import worker_process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stemdesk.audio.dsp.buffers import Floats
    from stemdesk.audio.transcription.note_network import Activations, Run
    from stemdesk.audio.transcription.note_reader import Found

    Report = Callable[[float], None]

MODEL: Final = "notes"
_BLOCK: Final = 1 << 16
#: Frames of which notes are read at once, and how much before and after them is looked at (2 minutes, 12 seconds).
_PIECE: Final = round(120 * FRAME_RATE)
_AROUND: Final = round(12 * FRAME_RATE)
#: Notes of a pitch that begin so close to each other (seconds) are one, seen from two pieces.
_SAME: Final = 0.05
#: dB: a stem whose loud moments stay below has no notes, only what bled into it.
_SILENT: Final = -55.0
#: dB below a stem's loud moments where it is taken for silent.
_QUIET: Final = 50.0
#: The share of a stem's time that is not among its loud moments.
_LOUD_SHARE: Final = 0.98
#: What the network has to be sure of half the notes for any of them to be one: of noise it is 0.3, of music 0.55 and more.
_SURE: Final = 0.42
_LEVEL_HOP: Final = 1024
#: How much of the work hearing its level is.
_FIRST_SHARE: Final = 0.08


def transcribe(request: dict[str, Any], report: Report) -> dict[str, Any]:
    """Raises StemDeskError as `open_audio` and `Network`."""
    path, playing = Path(request["path"]), playing_of(request["stem"])
    report(0.0)
    if playing is Playing.NOTHING:
        notes: list[Note] = []
    elif playing is Playing.DRUMS:
        notes = _drums(path, report)
    else:
        notes = _pitched(path, playing, report)
    return {"notes": [[round(note.start, 4), round(note.end, 4), note.pitch, note.velocity] for note in notes]}


def _drums(path: Path, report: Report) -> list[Note]:
    with closing(open_audio(path)) as reader:
        hits = DrumHits(reader.rate)
        for block, done in _blocks(path):
            hits.add(block)
            report(done)
    return hits.end()


def _pitched(path: Path, playing: Playing, report: Report) -> list[Note]:
    loud = _loud(path, lambda done: report(_FIRST_SHARE * done))
    if loud < _SILENT:
        return []
    run = Network(known_models()[MODEL]).run
    return notes_of(path, playing, loud, run, lambda done: report(_FIRST_SHARE + (1 - _FIRST_SHARE) * done))


def notes_of(path: Path, playing: Playing, loud: float, run: Run, report: Report) -> list[Note]:
    """`loud` is the level of the stem's loud moments in dB."""
    with closing(open_audio(path)) as reader:
        network = NoteNetwork(run, reader.rate, 10 ** ((loud - _QUIET) / 20))
    found: list[tuple[Note, float]] = []
    begun = 0
    for block, done in _blocks(path):
        network.add(block)
        while network.frames >= begun + _PIECE + _AROUND:
            found += _piece(network, begun, begun + _PIECE, playing, loud)
            begun += _PIECE
        report(done)
    network.end()
    found += _piece(network, begun, network.frames, playing, loud)
    if not found or median(sure for _, sure in found) < _SURE:
        return []
    return _joined([note for note, _ in found])


def _piece(network: NoteNetwork, begin: int, end: int, playing: Playing, loud: float) -> Iterator[tuple[Note, float]]:
    """With how sure the network was of each."""
    first = max(0, begin - _AROUND)
    heard = network.take(first, end + _AROUND)
    for note in _read(heard, playing, loud):
        start = note.start + first
        if begin <= start < end:
            level = float(heard.levels[note.start : note.end].max()) - loud
            velocity = int(np.clip(round(100 + 1.5 * level), 20, 120))
            end_ = (note.end + first) / FRAME_RATE
            yield Note(start / FRAME_RATE, end_, note.pitch + LOWEST, velocity), note.level


def _read(heard: Activations, playing: Playing, loud: float) -> list[Found]:
    if playing is Playing.SEVERAL:
        return read_notes(heard, loud)
    return read_melody(heard, BASS if playing is Playing.BASS else MELODY, loud)


def _joined(notes: list[Note]) -> list[Note]:
    kept: dict[int, Note] = {}
    made = []
    for note in sorted(notes, key=lambda note: (note.start, note.pitch)):
        before = kept.get(note.pitch)
        if before is None or note.start - before.start >= _SAME:
            kept[note.pitch] = note
            made.append(note)
    return made


def _loud(path: Path, report: Report) -> float:
    """The level (dB) that a stem's loud moments have."""
    parts = [np.zeros(1, np.float32)]
    for block, done in _blocks(path):
        parts.append(np.maximum.reduceat(np.abs(block), np.arange(0, len(block), _LEVEL_HOP)))
        report(done)
    return float(20 * np.log10(np.quantile(np.concatenate(parts), _LOUD_SHARE) + 1e-9))


def _blocks(path: Path) -> Iterator[tuple[Floats, float]]:
    """A stem in mono, and how much of it has come."""
    with closing(open_audio(path)) as reader:
        at = 0
        while len(block := reader.read(_BLOCK)):
            at += len(block)
            mono = np.nan_to_num(block.mean(axis=1), posinf=0.0, neginf=0.0)
            yield np.asarray(mono, np.float32), min(1.0, at / reader.frames) if reader.frames > 0 else 0.0


def main() -> int:
    worker_process.step_back()
    return worker_process.serve(transcribe)


if __name__ == "__main__":
    raise SystemExit(main())
