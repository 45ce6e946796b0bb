"""`notes`: what stems play, as a MIDI file."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from stemdesk.audio.analysis.song_analysis import analysis_of
from stemdesk.audio.export.midi import midi_song, midi_track, write_midi
from stemdesk.audio.files.atomic_file import check_target
from stemdesk.audio.files.probe import probe
from stemdesk.audio.files.stem_folder import read_manifest, read_stem_folder, stem_in_name
from stemdesk.audio.transcription.sent_notes import sent_notes
from stemdesk.audio.transcription.stem_notes import missing_network, notes_of
from stemdesk.commands.output import print_json, progress_bar, say, tell
from stemdesk.core.app_paths import app_paths
from stemdesk.core.errors import UsageError
from stemdesk.core.stems import StemFile
from stemdesk.core.untrusted.documents import NOTES
from stemdesk.inference import fetch

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from stemdesk.audio.transcription.midi_file import MidiTrack
    from stemdesk.core.music.notes import Note

    Sent = dict[Path, tuple[Note, ...]]


def notes(options: argparse.Namespace) -> int:
    target = Path(os.path.abspath(options.output))  # noqa: PTH100  keeps links
    if target.suffix.lower() not in NOTES:
        raise UsageError("--output: a MIDI file's name ends in .mid")
    if not target.parent.is_dir():
        raise UsageError(f"--output: the folder {target.parent} does not exist")
    stems, title = _stems([Path(name) for name in options.stems])
    check_target(target, [stem.path for stem in stems])
    for stem in stems:
        probe(stem.path)
    cache = app_paths().cache
    sent = _sent(stems)
    _get_network([stem for stem in stems if stem.path not in sent], cache)
    with progress_bar(f"listening to {len(stems)} stems" if len(stems) > 1 else "listening") as report:
        tracks = _tracks(stems, sent, cache, report)
        share = len(stems) / (len(stems) + 1)
        analysis = analysis_of(stems, None, cache, told=lambda done, _: report(share + (1 - share) * done))
    count = sum(len(track.notes) for track in tracks)
    write_midi(midi_song(title, tracks, analysis), target, [stem.path for stem in stems])
    if options.json:
        found = [
            {"stem": stem.stem, "notes": len(track.notes), "source": "service" if stem.path in sent else "heard"}
            for stem, track in zip(stems, tracks, strict=True)
        ]
        print_json({"event": "notes", "path": str(target), "tracks": found})
    else:
        say(target)
    if not count:
        tell("No notes were found in any of the stems." if len(stems) > 1 else "No notes were found.")
    return 0


def _sent(stems: list[StemFile]) -> Sent:
    """Notes that a service has sent with a stem, by the stem's file: they go before what is heard here."""
    found: Sent = {}
    for folder in dict.fromkeys(stem.path.parent for stem in stems):
        here = [stem for stem in stems if stem.path.parent == folder]
        if (card := read_manifest(folder)) is not None:
            notes = sent_notes(card.documents(), card.stems)
            found |= {stem.path: notes[stem.stem] for stem in here if stem.stem in notes}
    return found


def _get_network(stems: list[StemFile], cache: Path) -> None:
    """Once, where one of the stems needs it."""
    model = next((found for stem in stems if (found := missing_network(stem, cache)) is not None), None)
    if model is not None:
        with progress_bar(f"getting {model.words}") as report:
            fetch.get(lambda: False, model, report)


def _tracks(stems: list[StemFile], sent: Sent, cache: Path, report: Callable[[float], None]) -> list[MidiTrack]:
    named = Counter(stem.stem for stem in stems)
    tracks = []
    for number, stem in enumerate(stems):

        def told(done: float, number: int = number) -> None:
            report((number + done) / (len(stems) + 1))  # beats and chords come after them

        found = sent[stem.path] if stem.path in sent else notes_of(stem, cache, report=told)
        name = stem.stem if named[stem.stem] == 1 else stem.path.stem
        tracks.append(midi_track(stem.stem, name, found or ()))
    return tracks


def _stems(paths: list[Path]) -> tuple[list[StemFile], str]:
    """With what the song is called."""
    stems: list[StemFile] = []
    title = ""
    for path in paths:
        if path.is_dir():
            found = read_stem_folder(path)
            if found is None:
                raise UsageError(f"{path} is not a folder of stems")
            stems += found.stems
            title = title or path.resolve().name
        else:
            stems.append(StemFile(stem_in_name(path.stem) or path.stem.lower(), path))
            title = title or path.stem
    return stems, title
