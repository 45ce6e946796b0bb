"""Words are kept as `.lrc` beside the stems. A file of somebody else's is never replaced unless that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stemdesk.audio.files.atomic_file import whole_file
from stemdesk.audio.files.disk import cannot_write
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.files import read_small
from stemdesk.core.music.encodings import decoded
from stemdesk.core.music.lrc import MOST_BYTES, parse_lrc, write_lrc
from stemdesk.core.text import text

if TYPE_CHECKING:
    from pathlib import Path

    from stemdesk.core.music.lyrics import Lyrics


class SomebodyElses(StemDeskError):
    """The file is there already, and StemDesk has not written it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            ErrorKind.DISK, text("“{name}” is not a file of StemDesk's. It was left as it is.", name=path.name)
        )


def keep_lyrics(path: Path, lyrics: Lyrics, *, title: str = "", replace: bool = False) -> None:
    """Writes the words into `path`, whole or not at all. Raises SomebodyElses unless `replace`, StemDeskError(DISK)."""
    if not replace and path.exists() and not _is_ours(path):
        raise SomebodyElses(path)
    words = write_lrc(lyrics, {"ti": title})
    with whole_file(path) as part:
        try:
            part.write_bytes(words.encode("utf-8", "replace"))
        except OSError:
            raise cannot_write(path) from None


def _is_ours(path: Path) -> bool:
    return parse_lrc(decoded(read_small(path, MOST_BYTES))).is_ours
