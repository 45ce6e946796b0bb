"""Files are read only where they are regular ones (a pipe, a socket or a device may keep whoever opens it waiting for
ever), and are written under their name only when they are whole.
"""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from stemdesk.core.text import Text

#: What a user's file may have that is read whole: cards, texts. Far more than any of them has.
_SMALL: Final = 16 << 20


def check_file(path: Path) -> None:
    """Raises StemDeskError(DISK) where `path` is not a regular file, is not there, or cannot be looked at."""
    try:
        kind = path.stat().st_mode
    except OSError as error:
        raise cannot_read(path, error) from None
    if not stat.S_ISREG(kind):
        raise StemDeskError(ErrorKind.DISK, _what_it_is(path.name, kind))


def read_small(path: Path, most: int = _SMALL) -> bytes:
    """The first `most` bytes of a regular file. Raises StemDeskError(DISK)."""
    check_file(path)
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise cannot_read(path, error) from None


class TooMuchToRead(OSError):
    """A file's own numbers ask for more of it to be held in memory than anything of its kind needs."""


class BoundedFile:
    """A file for libraries that read as much as its header promises: no more than `at_once` bytes in one go, and
    `altogether` until that is set to None. Beyond that, TooMuchToRead. Raises OSError where it cannot be opened."""

    def __init__(self, path: Path, at_once: int, altogether: int | None = None) -> None:
        self._file = path.open("rb")
        self._at_once = at_once
        self.altogether = altogether
        self.name = str(path)

    def read(self, size: int | None = -1) -> bytes:
        if size is None or size < 0:
            size = max(0, os.fstat(self._file.fileno()).st_size - self._file.tell())
        if size > self._at_once:
            raise TooMuchToRead
        data = self._file.read(size)
        if self.altogether is not None:
            self.altogether -= len(data)
            if self.altogether < 0:
                raise TooMuchToRead
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        self._file.close()

    def __del__(self) -> None:  # as FFmpeg's own files do, whoever forgets a reader closes it
        if hasattr(self, "_file"):
            self._file.close()

    def __enter__(self) -> BoundedFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def atomic_write(target: Path) -> Iterator[Path]:
    """Lends a hidden name beside `target`; what was written there becomes `target`, which stays as it was until then, and
    for good if anything is raised meanwhile. Whoever writes decides about permissions and `fsync`. Raises OSError.
    """
    mark = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:16]  # a name may be as long as the disk allows
    part = target.with_name(f".{mark}-{os.getpid()}.part")
    try:
        yield part
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def cannot_read(path: Path, error: OSError) -> StemDeskError:
    if isinstance(error, FileNotFoundError):
        words = text(
            "“{name}” is not there any more. Was it moved, renamed, or is its drive unplugged?", name=path.name
        )
    elif isinstance(error, PermissionError):
        words = text("“{name}” may not be read: the system refuses access to it.", name=path.name)
    else:
        words = text("“{name}” cannot be read: {reason}.", name=path.name, reason=error.strerror or str(error))
    return StemDeskError(ErrorKind.DISK, words)


def _what_it_is(name: str, kind: int) -> Text:
    if stat.S_ISDIR(kind):
        return text("“{name}” is a folder, not a song.", name=name)
    if stat.S_ISFIFO(kind):
        return text("“{name}” is a pipe, not a file. Save the sound as a file first.", name=name)
    if stat.S_ISSOCK(kind):
        return text("“{name}” is a socket of another program, not a file.", name=name)
    return text("“{name}” is a device, not a file.", name=name)
