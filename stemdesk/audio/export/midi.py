"""The notes of stems as one MIDI file: a track for each, with the song's tempo, bars, parts and chords as far
as they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stemdesk.audio.files.atomic_file import whole_file
from stemdesk.audio.transcription.instruments import Playing, playing_of, program_of
from stemdesk.audio.transcription.midi_file import MidiSong, MidiTrack, midi_bytes
from stemdesk.audio.transcription.tempo_map import tempo_map_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from stemdesk.audio.analysis.song_analysis import Analysis
    from stemdesk.core.music.notes import Note

NO_CHORD = "N"


def midi_track(stem: str, name: str, notes: Sequence[Note]) -> MidiTrack:
    return MidiTrack(name, tuple(notes), program_of(stem), playing_of(stem) is Playing.DRUMS)


def midi_song(
    title: str,
    tracks: Iterable[MidiTrack],
    analysis: Analysis | None = None,
    markers: Iterable[tuple[float, str]] = (),
    grid: tuple[Sequence[float], Sequence[float]] | None = None,
) -> MidiSong:
    """`markers` are (seconds, name), beside the parts of the song; `grid` are beats and those of them that begin a bar, in
    seconds, where they are not those of the analysis."""
    parts: list[tuple[float, str]] = []
    chords: list[tuple[float, str]] = []
    if analysis is not None:
        parts = [(section.start, section.name) for section in analysis.sections]
        chords = [(chord.start, chord.name) for chord in analysis.chords if chord.name != NO_CHORD]
        if grid is None:
            grid = ([beat / analysis.rate for beat in analysis.beats], [b / analysis.rate for b in analysis.downbeats])
    beats, downbeats = grid if grid is not None else ((), ())
    marked = sorted([*parts, *markers], key=lambda marker: marker[0])
    return MidiSong(tuple(tracks), tempo_map_of(beats, downbeats), tuple(marked), tuple(chords), title)


def write_midi(song: MidiSong, target: Path, made_from: Iterable[Path] = ()) -> None:
    """The whole file or none. Raises StemDeskError and OSError."""
    data = midi_bytes(song)
    with whole_file(target, made_from) as part:
        part.write_bytes(data)
