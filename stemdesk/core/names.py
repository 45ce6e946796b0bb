"""File names that Windows, macOS and Linux all take, made from names that anybody may have chosen."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Bytes of UTF-8 that a track's name may have: its folder and its files (name + stem + ending) stay under 255.
TRACK_BYTES: Final = 160
STEM_BYTES: Final = 60

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


def clean(name: str, *, limit: int = TRACK_BYTES, otherwise: str = "untitled") -> str:
    """`name` as one path component: nothing that climbs, hides, or that a system reserves.

    `limit` counts bytes of UTF-8. Letters of every script stay as they are (NFC).
    """
    name = unicodedata.normalize("NFC", name)
    name = "".join(
        c for c in name if unicodedata.category(c) not in {"Cc", "Cs", "Cf", "Co", "Zl", "Zp"} or c == "\u200d"
    )
    name = _FORBIDDEN.sub("_", name)
    name = re.sub(r"\s+", " ", name).strip(" .")
    name = _cut(name, limit).rstrip(" .")
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    return name or otherwise


def _cut(name: str, limit: int) -> str:
    raw = name.encode("utf-8")
    return name if len(raw) <= limit else raw[:limit].decode("utf-8", "ignore")


def numbered(name: str) -> Iterator[str]:
    """`name`, `name 2`, `name 3`, …: the names to try until one is free."""
    yield name
    number = 2
    while True:
        yield f"{name} {number}"
        number += 1


def is_plain_name(name: str) -> bool:
    """Whether this is one file's name and nothing else: no folder, drive or stream on any system."""
    return name not in ("", ".", "..") and not any(c in name for c in "/\\:\x00")


def stem_file(song_file: str, stem: str, suffix: str) -> str:
    """`<song_file> (<stem>).<ext>`, all parts cleaned. `suffix` has its dot."""
    return f"{clean(song_file)} ({clean(stem, limit=STEM_BYTES, otherwise='stem')}){suffix}"


def song_name(title: str) -> str:
    """The name of a song's folder: the file's name without its ending."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", title)
    return clean(stem or title)
