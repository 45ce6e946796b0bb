"""`lyrics`: the words of a song, from its own files; from LRCLIB only where that is asked for."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from stemdesk.audio.files.stem_folder import read_manifest
from stemdesk.commands.app_context import app_context
from stemdesk.commands.output import print_json, say, tell
from stemdesk.core.app_paths import app_paths
from stemdesk.core.errors import UsageError
from stemdesk.core.files import check_file
from stemdesk.core.music.lyrics import Lyrics, LyricsSource
from stemdesk.core.names import song_name
from stemdesk.core.quantities import format_duration
from stemdesk.lyrics.lookup import NAME, look_up, query_for
from stemdesk.lyrics.place import place_of
from stemdesk.lyrics.sources import best_found

if TYPE_CHECKING:
    import argparse

    from stemdesk.lyrics.place import LyricsPlace


def lyrics(options: argparse.Namespace) -> int:
    path = Path(options.path).absolute()
    if not path.is_dir():
        check_file(path)
    place = _with_results(_with_song(place_of(path)))
    best = best_found(place)
    found, file = (Lyrics(), None) if best is None else (best.lyrics, best.path)
    if options.online and not found.lines:
        found, file = _online(place, path), None
    if options.json:
        lines = [{"start": line.start, "text": line.text} for line in found.lines]
        print_json({"source": found.source.value, "file": file and str(file), "lines": lines})
    elif found.lines:
        if file is not None and file != path:
            tell(f"from {file}")
        for line in found.lines:
            time = "" if line.start is None else format_duration(line.start)
            say(f"{time:>7}  {line.text}".rstrip() if found.is_timed else line.text)
    else:
        tell("no lyrics found")
    return 0


def _with_song(place: LyricsPlace) -> LyricsPlace:
    """The song of a result, which may lie anywhere: the library knows where."""
    if place.song is not None or place.stems is None:
        return place
    card = read_manifest(place.stems)
    if card is None or not card.source_id:
        return place
    with app_context() as context:
        song = context.thread.call(context.library.song_file_of(card)).result()
    return replace(place, song=song)


def _with_results(place: LyricsPlace) -> LyricsPlace:
    """What was made of a song: words may have been kept beside its stems, the newest first."""
    if place.song is None or place.stems is not None or not app_paths().database.exists():
        return place
    with app_context() as context:
        made = context.thread.call(context.library.results_of(place.song)).result()
    documents = tuple(path for results in made for path in results.documents)
    return replace(place, documents=documents, other_stems=tuple(results.folder for results in made if results.stems))


def _online(place: LyricsPlace, path: Path) -> Lyrics:
    if place.song is None and place.stems is None:
        raise UsageError(f"{path}: there is no song to ask about")
    title = place.song.name if place.song is not None else song_name(path.name)
    query = query_for(place.song, title)
    outcome = asyncio.run(look_up(query))
    if outcome.sure is not None:
        return outcome.sure.lyrics
    for choice in outcome.choices[:5]:
        tell(f"{NAME} has “{choice.title}” by {choice.artist}, which may be another song; it was not taken")
    return Lyrics((), LyricsSource.NONE)
