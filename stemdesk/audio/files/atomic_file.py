"""Files that appear under their name only when they are whole, and never in the place of what they were made from."""

from __future__ import annotations

import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from stemdesk.audio.files.disk import cannot_write
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.files import atomic_write
from stemdesk.core.text import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@contextmanager
def whole_file(target: Path, made_from: Iterable[Path] = ()) -> Iterator[Path]:
    """Lends a hidden name beside `target`; what was written there becomes `target`, which stays as it was until then.

    Raises StemDeskError(DISK): as `check_target`, and where the finished file cannot be given its name.
    """
    check_target(target, made_from)
    is_made = False
    try:
        with atomic_write(target) as part:
            yield part
            is_made = True
    except OSError:
        if is_made:
            raise cannot_write(target) from None
        raise


def check_target(target: Path, made_from: Iterable[Path]) -> None:
    """Raises StemDeskError(DISK) where `target` is one of `made_from`, cannot be a file's name, or is taken by no file."""
    try:
        there = target.stat()
    except FileNotFoundError:
        return
    except OSError as error:
        reason = error.strerror or str(error)
        raise StemDeskError(
            ErrorKind.DISK, text("“{name}” cannot be written: {reason}.", name=target.name, reason=reason)
        ) from None
    if is_one_of(target, made_from):
        raise StemDeskError(
            ErrorKind.DISK, text("“{name}” is one of the song's own files. Choose another name.", name=target.name)
        )
    if not stat.S_ISREG(there.st_mode):
        raise StemDeskError(
            ErrorKind.DISK, text("“{name}” is there already and no file. Choose another name.", name=target.name)
        )


def is_one_of(target: Path, files: Iterable[Path]) -> bool:
    """Whether `target` is one of these files, through whatever folder, link or spelling it is named."""
    for file in files:
        with suppress(OSError):
            if target.samefile(file):
                return True
    return False
