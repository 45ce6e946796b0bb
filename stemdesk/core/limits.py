"""What a service takes, checked before anything is uploaded or paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.quantities import megabytes, whole_megabytes
from stemdesk.core.text import Text, text

if TYPE_CHECKING:
    from stemdesk.core.descriptions import Limits
    from stemdesk.core.song_files import SongFile


def needs_conversion(limits: Limits, song_file: SongFile) -> bool:
    """Whether the service does not take such files: what they hold, not only what they are called.

    Sound with more than two channels, too, as none of these services speaks of any.
    """
    if limits.suffixes is None:
        return False
    kind = song_file.codec.split()[0].lower()
    fits = {".wav": {"wav", "wavex"}, ".flac": {"flac"}, ".mp3": {"mp3"}, ".aac": {"aac"}}
    suffix = song_file.path.suffix.lower()
    return suffix not in limits.suffixes or kind not in fits.get(suffix, {kind}) or song_file.channels > 2


def limit_error(limits: Limits, song_file: SongFile, size: int, service: Text) -> StemDeskError | None:
    """Why a song of this length and size (bytes, as it would be uploaded) is not taken; None if it is."""
    if limits.seconds is not None and song_file.seconds > limits.seconds:
        return StemDeskError(
            ErrorKind.TOO_LONG,
            text("{service} takes songs of at most {limit} minutes; “{song}” has {minutes}. Cut it, or split it elsewhere.",
                 service=service, limit=round(limits.seconds / 60), song=song_file.title,
                 minutes=f"{song_file.seconds / 60:.1f}"),
        )  # fmt: skip
    if limits.bytes is not None and size > limits.bytes:
        return StemDeskError(
            ErrorKind.TOO_LARGE,
            text("{service} takes at most {limit} MB; “{song}” would have {size}. Use an MP3, or split it elsewhere.",
                 service=service, limit=whole_megabytes(limits.bytes), song=song_file.title, size=megabytes(size)),
        )  # fmt: skip
    return None
