"""Words are kept as `.lrc` beside the stems. A file of somebody else's is never replaced unless that was asked for: where one
stands, they are kept beside it, under a name that says whose they are."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from stemdesk.audio.files.atomic_file import whole_file
from stemdesk.audio.files.disk import cannot_write
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.files import read_small
from stemdesk.core.music.encodings import decoded
from stemdesk.core.music.lrc import MOST_BYTES, parse_lrc, write_lrc
from stemdesk.core.names import numbered
from stemdesk.core.text import text

if TYPE_CHECKING:
    from pathlib import Path

    from stemdesk.core.music.lyrics import Lyrics


#: Somebody who has so many files of such names has put them there on purpose.
_MOST_ASIDE: Final = 5


def asides(path: Path) -> list[Path]:
    """Where words are that would be in `path`, if that were not somebody else's file: the first of these that is free."""
    names = numbered(f"{path.stem} (StemDesk)")
    return [path.with_name(f"{name}.lrc") for name, _ in zip(names, range(_MOST_ASIDE), strict=False)]


def keep_lyrics(path: Path, lyrics: Lyrics, *, title: str = "", replace: bool = False) -> Path:
    """Writes the words, whole or not at all, and says where they are: in `path`, or in one of its `asides` where that is
    somebody else's and is not to be replaced. Raises StemDeskError(DISK)."""
    target = path if replace else _place(path)
    words = write_lrc(lyrics, {"ti": title})
    with whole_file(target) as part:
        try:
            part.write_bytes(words.encode("utf-8", "replace"))
        except OSError:
            raise cannot_write(target) from None
    if replace:  # what was kept aside is old now
        for old in asides(path):
            with suppress(OSError, StemDeskError):
                if old.exists() and _is_ours(old):
                    old.unlink()
    return target


def _place(path: Path) -> Path:
    for place in (path, *asides(path)):
        if not place.exists() or _is_ours(place):
            return place
    raise StemDeskError(
        ErrorKind.DISK, text("“{name}” is not a file of StemDesk's. It was left as it is.", name=path.name)
    )


def _is_ours(path: Path) -> bool:
    return parse_lrc(decoded(read_small(path, MOST_BYTES))).is_ours
