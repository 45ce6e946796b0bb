"""Folders of stems: our own (with `stemdesk.json`), and those that other programs have left."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.errors import StemDeskError
from stemdesk.core.files import read_small
from stemdesk.core.lenient_json import as_list, objects, parsed
from stemdesk.core.names import is_plain_name
from stemdesk.core.song_files import AUDIO_SUFFIXES
from stemdesk.core.stems import ORDER, StemFile, canonical, in_order

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST_NAME: Final = "stemdesk.json"

#: Next to vocals, which is what most folders hold, it is what is left of the song.
_MUSIC: Final = {"music": "instrumental"}
#: Words by which a mix of the stems is known, ours and other programs'.
_MIXES: Final = frozenset(
    {"mix", "mixdown", "mixture", "mixed", "karaoke", "master", "original", "backing", "practice"}
)
#: A card that names more documents is none of ours.
_MOST_DOCUMENTS: Final = 500
_CJK_MIXES: Final = ("混音", "伴奏", "卡拉", "ミックス", "カラオケ")


@dataclass(frozen=True, slots=True)
class StemFolder:
    """Stems that belong together, in track order. `card` is what `stemdesk.json` says, empty for others' folders."""

    folder: Path
    stems: tuple[StemFile, ...]
    card: dict[str, Any]

    @property
    def source(self) -> str | None:
        """The song that the stems were made from: its name, or a link. Cards of older versions have its whole path."""
        return _words(self.card.get("source")) or None

    @property
    def source_id(self) -> str:
        """`path_id` of the song, "" where it was not written down."""
        return _words(self.card.get("source_id"))

    @property
    def model_name(self) -> str:
        return _words(self.card.get("model_name"))

    def documents(self) -> tuple[Path, ...]:
        """What came with the stems and is no sound, as far as it is there. Asks the disk."""
        names = [name for name in as_list(self.card.get("documents")) if isinstance(name, str) and is_plain_name(name)]
        return tuple(file for name in names[:_MOST_DOCUMENTS] if _is_there(file := self.folder / name))


def path_id(path: str) -> str:
    """What a card says of a song's place: enough to know it again on this computer, nothing to read for others."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()


def read_stem_folder(folder: Path) -> StemFolder | None:
    """The stems in `folder`, None if it is not a folder of stems (but, say, an album)."""
    written = read_manifest(folder)
    if written is not None and written.stems:
        return written
    files = [file for file in sorted(folder.iterdir()) if file.suffix.lower() in AUDIO_SUFFIXES and file.is_file()]
    named = [(file, *found) for file in files if (found := _song_and_stem(file.stem)) is not None]
    stems = [StemFile(stem, file) for file, _, stem in named]
    if len(stems) == len(files) and _are_apart(stems):
        return StemFolder(folder, tuple(in_order(stems)), {})
    return _beside_others(folder, files, named)


def _beside_others(folder: Path, files: list[Path], named: list[tuple[Path, str, str]]) -> StemFolder | None:
    """Stems of one song with something else beside them, such as a mix of theirs.

    In an album, titles that happen to be called like stems have different words before that, or there are more others; what
    begins like the stems but is none of them counts twice.
    """
    songs = Counter(song for _, song, _ in named)
    for song, _ in songs.most_common(1):
        stems = [StemFile(stem, file) for file, of, stem in named if of == song]
        own = {stem.path for stem in stems}
        others = [file for file in files if file not in own and not _is_mix(file.stem, song)]
        siblings = [file for file in others if song and _plain(file.stem).startswith(song) and "(" not in file.stem]
        if _are_apart(stems) and len(others) + len(siblings) < len(stems):
            return StemFolder(folder, tuple(in_order(stems)), {})
    return None


def _are_apart(stems: list[StemFile]) -> bool:
    return len(stems) >= 2 and len({stem.stem for stem in stems}) == len(stems)


def _is_mix(name: str, song: str) -> bool:
    words = re.findall(r"\w+", _plain(name))
    return _plain(name) == song or bool(_MIXES.intersection(words)) or any(mix in name for mix in _CJK_MIXES)


def _plain(words: str) -> str:
    return re.sub(r"[\s_\-. (\[]+", " ", words).strip().casefold()


def read_manifest(folder: Path) -> StemFolder | None:
    """What `stemdesk.json` says about a folder, with those of its stems that are there; None without a card."""
    card = _card(folder)
    if not card:
        return None
    stems = []
    for entry in objects(card.get("stems")):
        if isinstance(entry.get("file"), str):
            file = folder / entry["file"].replace("\\", "/").rsplit("/", 1)[-1]
            if is_plain_name(file.name) and _is_there(file):
                stems.append(StemFile(_words(entry.get("stem")) or file.stem, file))
    return StemFolder(folder, tuple(in_order(stems)), card)


def _is_there(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:  # no disk has such a name
        return False


def _words(value: object) -> str:
    """Text that can be a name on a disk; nothing for anything else (JSON can escape what is no letter at all)."""
    if not isinstance(value, str):
        return ""
    try:
        os.fsencode(value)
    except UnicodeEncodeError:
        return ""
    return value


def write_manifest(folder: Path, card: dict[str, Any]) -> None:
    """`stemdesk.json` beside the stems. Raises OSError."""
    words = json.dumps(card, ensure_ascii=False, indent=2) + "\n"
    (folder / MANIFEST_NAME).write_bytes(
        words.encode("utf-8", "backslashreplace")
    )  # a name in no encoding becomes a JSON escape


def _card(folder: Path) -> dict[str, Any]:
    try:
        card = parsed(read_small(folder / MANIFEST_NAME))
    except StemDeskError:
        return {}
    return card if isinstance(card, dict) else {}


def stem_in_name(name: str) -> str | None:
    """The stem that a file's name (without ending) speaks of: "song (Vocals)", "song_drums", "bass"."""
    found = _song_and_stem(name)
    return None if found is None else found[1]


def _song_and_stem(name: str) -> tuple[str, str] | None:
    """What stands before the stem in a file's name, spelt plainly, and the stem."""
    bracketed = re.search(r"[(\[]([^()\[\]]+)[)\]]\s*$", name)
    candidates = [(name[: bracketed.start()], bracketed[1])] if bracketed else []
    candidates.append(("", name))
    candidates += [(name[: match.start()], name[match.end() :]) for match in re.finditer(r"[_\-. ]+", name)]
    for song, candidate in candidates:
        word = canonical(candidate)
        if word in ORDER:
            return _plain(song), _MUSIC.get(word, word)
    return None
