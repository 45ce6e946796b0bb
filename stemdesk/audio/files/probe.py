"""Looks at a dropped file: what is it, how long, and does its sound last to the end?"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from stemdesk.audio.files.errors import truncated_error, unreadable_error
from stemdesk.audio.files.reader import PROMISE_SLACK_SECONDS, open_audio
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.song_files import FileStamp, SongFile, SourceSong
from stemdesk.core.text import text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_BLOCK = 1 << 16


def probe(path: Path) -> SongFile:
    """What the container says, without decoding the whole.

    Raises as `open_audio` does, and StemDeskError(DECODE) where the header alone gives a cut away (WAV, AIFF).
    """
    reader = open_audio(path)
    try:
        if reader.frames:
            check_length(path, reader.frames, reader.declared_frames, reader.rate)
        return SongFile(path, reader.frames, reader.rate, reader.channels, reader.codec)
    finally:
        reader.close()


def verify_decodable(path: Path, stop: Callable[[], bool] = lambda: False) -> SongFile:
    """Decodes the whole file, so that a song that breaks off is refused before anything is uploaded or paid.

    The `frames` of the answer are those that were really decoded. `stop` is asked between blocks; when it says True
    the track comes back as far as it was heard.
    Raises StemDeskError(DECODE) for a file that is cut short or holds no sound at all.
    """
    reader = open_audio(path)
    try:
        heard = 0
        while not stop():
            block = reader.read(_BLOCK)
            if not len(block):
                check_length(path, heard, reader.declared_frames, reader.rate)
                break
            heard += len(block)
        return SongFile(path, heard, reader.rate, reader.channels, reader.codec)
    finally:
        reader.close()


def read_song(stop: Callable[[], bool], path: Path) -> tuple[SourceSong, FileStamp]:
    """A song as a job takes it: decoded to its end, its bytes summed up, and the stamp of just this state of the file.

    Raises as `verify_decodable` does, and StemDeskError(DISK) for a file that changes meanwhile. What comes back after
    `stop` says True is of no use.
    """
    open_audio(path).close()  # says what is wrong with what cannot be opened
    before = FileStamp.of(path)
    song_file = verify_decodable(path, stop)
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while not stop() and (block := file.read(1 << 20)):
                digest.update(block)
        after = FileStamp.of(path)
    except OSError as error:
        raise unreadable(path, error) from None
    if after != before and not stop():
        raise StemDeskError(
            ErrorKind.DISK,
            text("“{name}” changes while it is read. Is it still being copied? Try again when it is whole.",
                 name=path.name),
        )  # fmt: skip
    return SourceSong(digest.hexdigest(), song_file.frames, song_file.rate, song_file.channels, song_file.codec), after


def unreadable(path: Path, error: OSError) -> StemDeskError:
    return StemDeskError(
        ErrorKind.DISK, text("“{name}” cannot be read: {reason}.", name=path.name, reason=error.strerror or str(error))
    )


def check_length(path: Path, heard: int, declared_frames: int | None, rate: int) -> None:
    """Raises StemDeskError(DECODE) where a file has brought clearly fewer frames than its header promised, or none."""
    if declared_frames is not None and declared_frames - heard > PROMISE_SLACK_SECONDS * rate:
        raise truncated_error(path, heard / rate, declared_frames / rate)
    if not heard:
        raise unreadable_error(path)
