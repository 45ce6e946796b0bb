"""Notes that a service has sent: MIDI files among a result's documents, and whose notes are in them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from stemdesk.audio.transcription.instruments import Playing, playing_of
from stemdesk.audio.transcription.midi_reader import read_midi
from stemdesk.core.errors import StemDeskError
from stemdesk.core.stems import SONG, canonical
from stemdesk.core.untrusted.documents import NOTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from stemdesk.audio.transcription.midi_file import MidiSong, MidiTrack
    from stemdesk.core.music.notes import Note
    from stemdesk.core.stems import StemFile

_log = logging.getLogger(__name__)


def sent_notes(documents: Iterable[Path], stems: Sequence[StemFile]) -> dict[str, tuple[Note, ...]]:
    """The notes of MIDI files among a result's documents, by the stem that they are of. Reads files; what cannot be read is
    left out."""
    found: dict[str, tuple[Note, ...]] = {}
    for path, song in _songs(documents):
        for stem, notes in matched(song, path.stem, [stem.stem for stem in stems]).items():
            found.setdefault(stem, notes)
    return found


def sent_tracks(documents: Iterable[Path]) -> tuple[MidiTrack, ...]:
    """The tracks with notes of the first MIDI file that can be read, as a service has sent them. Reads files."""
    song = next((song for _, song in _songs(documents)), None)
    return () if song is None else tuple(track for track in song.tracks if track.notes)


def _songs(documents: Iterable[Path]) -> Iterator[tuple[Path, MidiSong]]:
    for path in documents:
        if path.suffix.lower() in NOTES:
            try:
                yield path, read_midi(path)
            except StemDeskError as error:
                _log.warning("%s", error.message)


def matched(song: MidiSong, file: str, stems: Sequence[str]) -> dict[str, tuple[Note, ...]]:
    """Whose notes a MIDI file holds: each track's those of the stem that it is called like, the drum channel's the drums',
    all others those of the stem that the file is called after, or of the first that has a pitch. Over the song itself all
    that has a pitch is drawn."""
    if list(stems) == [SONG]:
        shown = [track for track in song.tracks if not track.is_drums] or song.tracks
        return {SONG: _in_order(note for track in shown for note in track.notes)} if shown else {}
    found: dict[str, list[Note]] = {}
    pitched = [stem for stem in stems if playing_of(stem) not in (Playing.DRUMS, Playing.NOTHING)]
    drums = [stem for stem in stems if playing_of(stem) is Playing.DRUMS]
    named = next((stem for stem in stems if stem in file.lower().replace("_", " ")), None)
    for track in song.tracks:
        own = canonical(track.name)
        if own in stems:
            stem: str | None = own
        elif track.is_drums:
            stem = next(iter(drums), None)
        else:
            stem = named or next(iter(pitched), None)
        if stem is not None:
            found.setdefault(stem, []).extend(track.notes)
    return {stem: _in_order(notes) for stem, notes in found.items()}


def _in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(sorted(notes, key=lambda note: (note.start, note.pitch)))
