"""The songs: what was dropped, what each file is, and which stems were made from it. All on the engine's loop."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stemdesk.audio.files.probe import probe
from stemdesk.audio.files.stem_folder import StemFolder, path_id, read_stem_folder
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.jobs import JobError, Results
from stemdesk.core.song_files import AUDIO_SUFFIXES, SongFile
from stemdesk.core.text import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from stemdesk.jobs.store import Song, Store


@dataclass(frozen=True, slots=True)
class RejectedFile:
    """A dropped thing that is no song, and why."""

    path: Path
    error: JobError


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a drop: the ids of the songs (new or known), and what was refused.

    `opened` are the folders of stems among it, ready to be played.
    """

    song_ids: tuple[int, ...]
    refused: tuple[RejectedFile, ...]
    opened: tuple[Path, ...] = ()


class Library:
    """Songs, their results, and what was set on each, for the window and the commands. Every method may raise
    `StoreTrouble` (a StemDeskError)."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._listeners: list[Callable[[], None]] = []

    def listen(self, listener: Callable[[], None]) -> None:
        """Calls `listener` on the engine's thread after every change of the list of songs."""
        self._listeners.append(listener)

    async def songs(self) -> list[Song]:
        return self._store.songs()

    async def is_empty(self) -> bool:
        return not self._store.has_songs()

    async def remove(self, song_ids: Iterable[int], result_ids: Iterable[int] = ()) -> None:
        """Takes songs and results off the list. Files and stems stay where they are."""
        for song_id in song_ids:
            self._store.remove_song(song_id)
        for result_id in result_ids:
            self._store.remove_result(result_id)
        self.changed()

    async def restore(self, song_ids: Iterable[int], result_ids: Iterable[int] = ()) -> None:
        """Takes a removal back."""
        for song_id in song_ids:
            self._store.restore_song(song_id)
        for result_id in result_ids:
            self._store.restore_result(result_id)
        self.changed()

    async def name_song(self, song_id: int, name: str) -> None:
        """What the list calls it; empty for the name of its file."""
        self._store.name_song(song_id, name)
        self.changed()

    async def name_result(self, result_id: int, name: str) -> None:
        """What the list calls it; empty for its model's name."""
        self._store.name_result(result_id, name)
        self.changed()

    async def add(self, paths: Iterable[Path]) -> Added:
        """Files, folders of songs (searched through) and folders of stems. A bad one does not stop the others."""
        song_ids: list[int] = []
        refused: list[RejectedFile] = []
        opened: list[Path] = []
        found = await asyncio.to_thread(look, [path.absolute() for path in paths])
        for item in found:
            if isinstance(item, RejectedFile):
                refused.append(item)
            elif isinstance(item, StemFolder):
                song_ids.append(await self._add_stems(item))
                opened.append(item.folder)
            else:
                song_ids.append(self._store.add_song(item))
        self.changed()
        return Added(tuple(dict.fromkeys(song_ids)), tuple(refused), tuple(opened))

    async def _add_stems(self, found: StemFolder) -> int:
        song_id = self._song_of(found)
        if song_id is not None:
            self._store.restore_song(song_id)
        else:
            first = await asyncio.to_thread(probe, found.stems[0].path)
            song_id = self._store.add_song(first.as_folder(found.folder))
        documents = await asyncio.to_thread(found.documents)
        label = text("{model}", model=found.model_name) if found.model_name else text("stems from a folder")
        self._store.add_result(song_id, label, Results(found.folder, found.stems, documents))
        return song_id

    def _song_of(self, found: StemFolder) -> int | None:
        """The song that stems were made from, if it is in the library."""
        if found.source_id and found.source:
            app_paths = self._store.songs_called(found.source)
            return next((song_id for song_id, path in app_paths if path_id(str(path)) == found.source_id), None)
        return self._store.song_id(Path(found.source)) if found.source else None

    async def song_file_of(self, found: StemFolder) -> Path | None:
        """Where the song that stems were made from lies, as far as the library knows."""
        known = self._store.songs_called(found.source) if found.source and found.source_id else []
        return next((path for _, path in known if path_id(str(path)) == found.source_id), None)

    async def results_of(self, path: Path) -> list[Results]:
        """What was made of a song, the newest first."""
        song_id = self._store.song_id(path)
        return [result.results for song in self._store.songs() if song.id == song_id for result in song.results]

    async def mix(self, folder: Path) -> dict[str, Any]:
        """What was set on these stems when they were played last; empty if nothing was.

        The keys are those of `gui.session.mix_store`, which reads them leniently.
        """
        return self._store.mix(folder)

    async def keep_mix(self, folder: Path, settings: dict[str, Any]) -> None:
        self._store.keep_mix(folder, settings)

    def changed(self) -> None:
        for listener in self._listeners:
            listener()


def look(paths: list[Path]) -> list[SongFile | StemFolder | RejectedFile]:
    """What dropped paths are. Reads headers only. Never raises for a bad file: it is among the answers."""
    result: list[SongFile | StemFolder | RejectedFile] = []
    for path in paths:
        try:
            result.extend(_look_at(path))
        except StemDeskError as error:
            result.append(RejectedFile(path, JobError(error.kind, error.message)))
        except OSError as error:
            reason = error.strerror or str(error)
            message = text("“{name}” cannot be read: {reason}.", name=path.name, reason=reason)
            result.append(RejectedFile(path, JobError(ErrorKind.DISK, message)))
    return result


def _look_at(path: Path) -> list[SongFile | StemFolder | RejectedFile]:
    if not path.is_dir():
        return [probe(path)]
    stems = read_stem_folder(path)
    if stems is not None:
        return [stems]
    inside = songs_inside(path)
    if not inside:
        raise StemDeskError(ErrorKind.UNSUPPORTED, text("There are no songs in the folder “{name}”.", name=path.name))
    return look(inside)


def songs_inside(folder: Path) -> list[Path]:
    """Sound files in a folder and below it, hidden ones and other people's stem folders' insides left out.

    Raises OSError where the folder itself cannot be listed.
    """
    found: list[Path] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name.casefold()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            found.extend([entry] if read_stem_folder(entry) else songs_inside(entry))
        elif entry.suffix.lower() in AUDIO_SUFFIXES:
            found.append(entry)
    return found
