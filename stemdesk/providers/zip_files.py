"""ZIPs from servers, opened with care: no paths of theirs, no bombs, nothing but sound."""

from __future__ import annotations

import errno
import lzma
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Final, cast

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.files import BoundedFile, atomic_write
from stemdesk.core.song_files import AUDIO_SUFFIXES
from stemdesk.core.text import NOTHING, text

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_FILES: Final = 64
_BLOCK: Final = 1 << 20
#: Bytes of a ZIP's list of files, which Python takes into memory twenty times over.
_LARGEST_DIRECTORY: Final = 2 << 20
#: What Python's reader raises for bytes that are no ZIP, each layer its own (ValueError: a name that is no text).
_DAMAGED: Final = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, IndexError, MemoryError, struct.error,
    zlib.error, lzma.LZMAError,
)  # fmt: skip


def unpack_sounds(stop: Callable[[], bool], archive: Path, folder: Path, most: int) -> list[tuple[str, Path]]:
    """The sound files of a ZIP as (their name in it, where they are now), under names of ours in `folder`.

    `most` is the greatest believable sum of bytes. Raises StemDeskError: SERVER (no ZIP, damaged, too
    much in it), DISK, CANCELLED after `stop` says True.
    """
    found: list[tuple[str, Path]] = []
    left = most
    try:
        with BoundedFile(archive, _LARGEST_DIRECTORY) as bounded, zipfile.ZipFile(cast("IO[bytes]", bounded)) as opened:
            inside = [entry for entry in opened.infolist() if _is_sound(entry)]
            if len(inside) > _MOST_FILES or sum(entry.file_size for entry in inside) > most:
                raise _too_much(archive)
            for number, entry in enumerate(inside, 1):
                name = PurePosixPath(entry.filename.replace("\\", "/")).name
                target = folder / f"unpacked {number:02}{Path(name).suffix.lower()}"
                with opened.open(entry) as source, atomic_write(target) as part, part.open("wb") as file:
                    while block := source.read(_BLOCK):
                        left -= len(block)
                        if left < 0:  # a bomb's directory lies about sizes
                            raise _too_much(archive)
                        if stop():
                            raise StemDeskError(ErrorKind.CANCELLED, NOTHING)
                        file.write(block)
                found.append((name, target))
    except _DAMAGED:
        raise _no_zip(archive) from None
    except OSError as error:
        if error.errno in (None, errno.EINVAL):  # bzip2's word for damage; a place before the file's beginning
            raise _no_zip(archive) from None
        raise StemDeskError(
            ErrorKind.DISK,
            text("“{name}” cannot be unpacked: {reason}.", name=archive.name, reason=error.strerror or str(error)),
        ) from None
    return found


def _is_sound(entry: zipfile.ZipInfo) -> bool:
    name = PurePosixPath(entry.filename.replace("\\", "/")).name
    hidden = name.startswith(".") or "__MACOSX" in entry.filename
    return not entry.is_dir() and not hidden and Path(name).suffix.lower() in AUDIO_SUFFIXES


def _no_zip(archive: Path) -> StemDeskError:
    return StemDeskError(
        ErrorKind.SERVER, text("“{name}” is no ZIP that can be opened. Retrying costs nothing.", name=archive.name)
    )


def _too_much(archive: Path) -> StemDeskError:
    return StemDeskError(
        ErrorKind.SERVER,
        text("“{name}” would unpack to more than this song's stems can have. It was left alone.", name=archive.name),
    )
