"""The disk under the files that are written: is there room, did it arrive, and if not, why."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.quantities import megabytes, whole_megabytes
from stemdesk.core.text import text

if TYPE_CHECKING:
    from pathlib import Path


def fsync_file(path: Path) -> None:
    """Sees a finished file onto the disk (a laptop may lose power the moment a job is called done)."""
    try:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    except OSError:
        raise cannot_write(path) from None


def check_free_space(folder: Path, needed: int) -> None:
    """Raises StemDeskError(DISK) where `needed` bytes do not fit any more, before anything is begun."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return  # whoever writes there will say what is wrong with it
    if free < needed:
        raise StemDeskError(
            ErrorKind.DISK,
            text("The stems may need {needed} MB, and the disk has {free} MB free. Make room, or choose another folder.",
                 needed=megabytes(needed), free=whole_megabytes(free)),
        )  # fmt: skip


def cannot_write(path: Path) -> StemDeskError:
    """Why a file cannot be written, told from the disk's own state."""
    shown = path.parent
    while shown.name.startswith("."):  # a hidden folder is one of ours, on the way to the one that the user knows
        shown = shown.parent
    folder = str(shown)
    free: int | None = None
    with suppress(OSError):
        free = shutil.disk_usage(folder).free
    if free is not None and free < 1 << 20:
        return StemDeskError(
            ErrorKind.DISK, text("The disk of “{folder}” is full. Free some space, then try again.", folder=folder)
        )
    return StemDeskError(
        ErrorKind.DISK,
        text("“{folder}” cannot be written to. Choose another folder for the stems, then try again.", folder=folder),
    )
