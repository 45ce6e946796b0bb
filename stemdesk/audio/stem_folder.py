"""Folders of stems: our own (with `stemdesk.json`), and those that other programs have left."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.errors import StemDeskError
from stemdesk.core.files import read_small
from stemdesk.core.reading import objects, parsed
from stemdesk.core.stems import ORDER, StemFile, canonical, in_order
from stemdesk.core.tracks import AUDIO_SUFFIXES

if TYPE_CHECKING:
    from pathlib import Path

CARD: Final = "stemdesk.json"

#: Next to vocals, which is what most folders hold, it is what is left of the song.
_MUSIC: Final = {"music": "instrumental"}


@dataclass(frozen=True, slots=True)
class StemFolder:
    """Stems that belong together, in lane order. `card` is what `stemdesk.json` says, empty for others' folders."""

    folder: Path
    stems: tuple[StemFile, ...]
    card: dict[str, Any]

    @property
    def source(self) -> str | None:
        """The song that the stems were made from, where that was written down."""
        source = self.card.get("source")
        return source if isinstance(source, str) else None

    @property
    def model_name(self) -> str:
        name = self.card.get("model_name")
        return name if isinstance(name, str) else ""


def read_stem_folder(folder: Path) -> StemFolder | None:
    """The stems in `folder`, None if it is not a folder of stems (but, say, an album)."""
    written = read_card(folder)
    if written is not None and written.stems:
        return written
    files = [file for file in sorted(folder.iterdir()) if file.suffix.lower() in AUDIO_SUFFIXES and file.is_file()]
    found = [StemFile(name, file) for file in files if (name := stem_in_name(file.stem)) is not None]
    if len(found) >= 2 and len(found) == len(files) and len({stem.stem for stem in found}) == len(found):
        return StemFolder(folder, tuple(in_order(found)), {})
    return None


def read_card(folder: Path) -> StemFolder | None:
    """What `stemdesk.json` says about a folder, with those of its stems that are there; None without a card."""
    card = _card(folder)
    if not card:
        return None
    stems = []
    for entry in objects(card.get("stems")):
        if isinstance(entry.get("file"), str):
            file = folder / entry["file"].replace("\\", "/").rsplit("/", 1)[-1]
            if file.is_file():
                stems.append(StemFile(str(entry.get("stem") or file.stem), file))
    return StemFolder(folder, tuple(in_order(stems)), card)


def write_card(folder: Path, card: dict[str, Any]) -> None:
    """`stemdesk.json` beside the stems. Raises OSError."""
    words = json.dumps(card, ensure_ascii=False, indent=2) + "\n"
    (folder / CARD).write_bytes(
        words.encode("utf-8", "backslashreplace")
    )  # a name in no encoding becomes a JSON escape


def _card(folder: Path) -> dict[str, Any]:
    try:
        card = parsed(read_small(folder / CARD))
    except StemDeskError:
        return {}
    return card if isinstance(card, dict) else {}


def stem_in_name(name: str) -> str | None:
    """The stem that a file's name (without ending) speaks of: "song (Vocals)", "song_drums", "bass"."""
    bracketed = re.search(r"[(\[]([^()\[\]]+)[)\]]\s*$", name)
    candidates = [bracketed[1]] if bracketed else []
    candidates += [name, *(name[match.end() :] for match in re.finditer(r"[_\-. ]+", name))]
    for candidate in candidates:
        word = canonical(candidate)
        if word in ORDER:
            return _MUSIC.get(word, word)
    return None
