"""The notes of stems as a MIDI file: those that a service has sent with them, else those that are heard in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from stemdesk.audio.export.midi import midi_song, midi_track, write_midi
from stemdesk.audio.transcription.sent_notes import sent_notes, sent_tracks
from stemdesk.audio.transcription.stem_notes import missing_network, notes_of
from stemdesk.core.app_paths import app_paths
from stemdesk.core.names import song_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from stemdesk.gui.export.export_source import ExportSource
    from stemdesk.inference.known import KnownModel


def network_to_get(source: ExportSource, numbers: Sequence[int]) -> KnownModel | None:
    """What `write_notes` needs and this computer lacks. Reads the disk."""
    sent = sent_notes(source.own_documents, source.stems)
    unheard = [source.stems[number] for number in numbers if source.stems[number].stem not in sent]
    return next((model for stem in unheard if (model := missing_network(stem, app_paths().cache)) is not None), None)


def write_notes(source: ExportSource, numbers: Sequence[int], target: Path, progress: Callable[[float], None]) -> None:
    """Listens to stems that were not listened to yet. `progress` may raise to stop it. Raises as `notes_of`, `write_midi`."""
    sent = sent_notes(source.own_documents, source.stems)
    tracks = []
    for done, number in enumerate(numbers):
        stem = source.stems[number]

        def told(share: float, done: int = done) -> None:
            progress((done + share) / len(numbers))

        if source.is_song and stem.stem in sent:  # of all that is in the song, each on its own
            tracks += [replace(each, name=each.name or source.names[number])
                       for each in sent_tracks(source.own_documents)]  # fmt: skip
            continue
        notes = sent[stem.stem] if stem.stem in sent else notes_of(stem, app_paths().cache, report=told)
        tracks.append(midi_track(stem.stem, source.names[number], notes or ()))
    markers = [(seconds, name) for name, seconds in source.markers]
    write_midi(midi_song(song_name(source.title), tracks, source.analysis, markers, source.grid), target)
