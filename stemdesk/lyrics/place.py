"""Whose words are looked for: the song, its stems, what came with them; and the file in which they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from stemdesk.audio.files.stem_folder import path_id, read_manifest, read_stem_folder
from stemdesk.core.errors import UsageError
from stemdesk.core.names import clean, is_plain_name

if TYPE_CHECKING:
    from pathlib import Path

    from stemdesk.audio.files.stem_folder import StemFolder


@dataclass(frozen=True, slots=True)
class LyricsPlace:
    """`song` is the song's own file, None where nobody knows it; `stems` the folder of a result. `documents` were brought by
    services; `other_stems` are the folders of the song's other results."""

    song: Path | None
    stems: Path | None = None
    documents: tuple[Path, ...] = ()
    other_stems: tuple[Path, ...] = ()

    @property
    def kept(self) -> Path | None:
        """The file in which the words are kept: beside the stems, else beside the song."""
        if self.stems is not None:
            return self.stems / f"{self.stems.name or clean('lyrics')}.lrc"
        return None if self.song is None else self.song.with_suffix(".lrc")


def place_of(path: Path) -> LyricsPlace:
    """A song's file, one of a result's stems, a result or a folder of stems.

    Raises UsageError for a folder that is none of these.
    """
    if path.is_dir():
        found = read_manifest(path) or read_stem_folder(path)
        if found is None:
            raise UsageError(f"{path} is not a folder of stems")
        return _of_folder(found)
    around = read_manifest(path.parent)
    if around is not None and any(stem.path == path for stem in around.stems):
        return _of_folder(around)
    return LyricsPlace(path)


def _of_folder(found: StemFolder) -> LyricsPlace:
    return LyricsPlace(_song_of(found), found.folder, found.documents())


def _song_of(found: StemFolder) -> Path | None:
    """The song by the name that the card has of it, where such a file still lies near; a card holds no path."""
    name = (found.source or "").replace("\\", "/").rsplit("/", 1)[-1]
    if not name or not is_plain_name(name):
        return None
    folder = found.folder
    near = [place / name for place in (folder, folder.parent, folder.parent.parent)]
    there = [path for path in near if _is_file(path)]
    exact = (path for path in there if found.source_id and path_id(str(path)) == found.source_id)
    return next(exact, there[0] if there else None)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
