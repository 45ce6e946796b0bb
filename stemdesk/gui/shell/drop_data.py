"""What a drop brings: files and folders to add, links to say something about; and what that is, in words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stemdesk.audio.files.stem_folder import read_stem_folder
from stemdesk.core.song_files import AUDIO_SUFFIXES
from stemdesk.gui.base.i18n import listed, tr, tr_n

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData


@dataclass(frozen=True, slots=True)
class Dropped:
    paths: tuple[Path, ...]
    links: tuple[str, ...]

    @property
    def is_something(self) -> bool:
        return bool(self.paths or self.links)


@dataclass(frozen=True, slots=True)
class DropContents:
    """How many of each are held over the window. `unknown` are files that are not called as songs are: they are looked
    into when they are dropped."""

    songs: int = 0
    folders: int = 0
    stem_folders: int = 0
    unknown: int = 0
    links: int = 0


def read_drop(data: QMimeData) -> Dropped:
    """Files from a file manager, links from a browser (as URLs or as plain text)."""
    paths: list[Path] = []
    links: list[str] = []
    if data.hasUrls():
        for url in data.urls():
            if url.isLocalFile():
                paths.append(Path(url.toLocalFile()))
            elif url.scheme() in ("http", "https"):
                links.append(bytes(url.toEncoded().data()).decode("ascii"))
    elif data.hasText():
        links = [word for word in data.text().split() if word.startswith(("http://", "https://"))]
    return Dropped(tuple(paths), tuple(links))


def by_name(dropped: Dropped) -> DropContents:
    """What can be told without a look at the disk."""
    songs = sum(path.suffix.lower() in AUDIO_SUFFIXES for path in dropped.paths)
    unknown = sum(bool(path.suffix) and path.suffix.lower() not in AUDIO_SUFFIXES for path in dropped.paths)
    return DropContents(songs, len(dropped.paths) - songs - unknown, 0, unknown, len(dropped.links))


def by_look(dropped: Dropped) -> DropContents:
    """What the disk says. May take a while: not on the window's thread."""
    songs = folders = stem_folders = unknown = 0
    for path in dropped.paths:
        try:
            if path.is_dir():
                is_stems = read_stem_folder(path) is not None
                stem_folders, folders = stem_folders + is_stems, folders + (not is_stems)
                continue
        except OSError:
            pass
        is_song = path.suffix.lower() in AUDIO_SUFFIXES
        songs, unknown = songs + is_song, unknown + (not is_song)
    return DropContents(songs, folders, stem_folders, unknown, len(dropped.links))


def in_words(found: DropContents) -> str:
    """“3 songs, 1 folder”."""
    parts = [
        tr_n("%n song(s)", found.songs) if found.songs else "",
        tr_n("%n folder(s) of stems", found.stem_folders) if found.stem_folders else "",
        tr_n("%n folder(s)", found.folders) if found.folders else "",
        tr_n("%n link(s)", found.links) if found.links else "",
        tr_n("%n other file(s)", found.unknown) if found.unknown else "",
    ]
    return listed(part for part in parts if part)


def what_happens(found: DropContents) -> str:
    """What letting go would do."""
    if found.stem_folders and not found.songs and not found.folders and not found.links:
        return tr("Opens in the player")
    if found.songs or found.folders or found.stem_folders:
        return tr("Drop to add to your songs")
    if found.links:
        return tr("Drop to split from the link")
    return tr("No songs by their names; they are looked into when you drop them")
