"""Folders of stems: our own (with `stemdesk.json`), and those that other programs have left."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.stems import ORDER, StemFile, in_order
from stemdesk.core.tracks import AUDIO_SUFFIXES

if TYPE_CHECKING:
    from pathlib import Path

CARD: Final = "stemdesk.json"

#: Words of other programs for the same stems.
_SAME: Final = {
    "vocal": "vocals", "voice": "vocals", "voc": "vocals", "drum": "drums", "keys": "piano", "keyboard": "piano",
    "instrum": "instrumental", "no_vocals": "instrumental", "accompaniment": "instrumental", "music": "instrumental",
    "no vocals": "instrumental", "backing": "instrumental", "others": "other", "rest": "other", "gtr": "guitar",
    "guitars": "guitar", "residual": "other",
}  # fmt: skip
_KNOWN: Final = frozenset(ORDER) | _SAME.keys()


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
    card = _card(folder)
    if card:
        stems = []
        listed = card.get("stems")
        for entry in listed if isinstance(listed, list) else ():
            if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
                continue
            file = folder / entry["file"].replace("\\", "/").rsplit("/", 1)[-1]
            if file.is_file():
                stems.append(StemFile(str(entry.get("stem") or file.stem), file))
        if stems:
            return StemFolder(folder, tuple(in_order(stems)), card)
    files = [file for file in sorted(folder.iterdir()) if file.suffix.lower() in AUDIO_SUFFIXES and file.is_file()]
    found = [StemFile(name, file) for file in files if (name := stem_in_name(file.stem)) is not None]
    if len(found) >= 2 and len(found) == len(files) and len({stem.stem for stem in found}) == len(found):
        return StemFolder(folder, tuple(in_order(found)), {})
    return None


def write_card(folder: Path, card: dict[str, Any]) -> None:
    """`stemdesk.json` beside the stems. Raises OSError."""
    words = json.dumps(card, ensure_ascii=False, indent=2) + "\n"
    (folder / CARD).write_bytes(
        words.encode("utf-8", "backslashreplace")
    )  # a name in no encoding becomes a JSON escape


def _card(folder: Path) -> dict[str, Any]:
    try:
        card = json.loads((folder / CARD).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return card if isinstance(card, dict) else {}


def stem_in_name(name: str) -> str | None:
    """The stem that a file's name (without ending) speaks of: "song (Vocals)", "song_drums", "bass"."""
    bracketed = re.search(r"[(\[]([^()\[\]]+)[)\]]\s*$", name)
    candidates = [bracketed[1]] if bracketed else []
    candidates += [name, *(name[match.end() :] for match in re.finditer(r"[_\-. ]+", name))]
    for candidate in candidates:
        word = candidate.strip().lower()
        if word in _KNOWN:
            return _SAME.get(word, word)
    return None
