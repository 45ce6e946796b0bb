"""Folders and files that are nobody else's business: 0700 and 0600 from their first moment, under any umask.

What an earlier StemDesk has left open is mended once: a folder that others can look into is closed, and with it all that
is in it, as far as it is ours. On Windows the user's profile has such rights of itself.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from stemdesk.core.app_paths import AppPaths

_POSIX: Final = os.name == "posix"
#: What group and others may do.
_OTHERS: Final = 0o077
_OTHERS_WRITE: Final = 0o022


def make_private(app_paths: AppPaths) -> None:
    """The folders for config, state, cache and logs, before anything is in them. The one for stems is the user's own.

    A place that cannot be made, or mended, is no reason not to start: whoever writes there says why it does not go.
    """
    with suppress(OSError):
        if app_paths.home is not None:
            _make_home(app_paths.home)
    for folder in (app_paths.config, app_paths.state, app_paths.cache, app_paths.logs, app_paths.locks):
        with suppress(OSError):
            private_folder(folder)
    with suppress(OSError):
        private_file(app_paths.database)


def private_folder(folder: Path) -> None:
    """Makes a folder, and what is missing above it, for us alone; closes one of ours that is open. Raises OSError."""
    missing = []
    above = folder
    while not above.exists() and above != above.parent:
        missing.append(above)
        above = above.parent
    for each in reversed(missing):
        with suppress(FileExistsError):  # somebody of ours was faster
            each.mkdir(0o700)
    if _POSIX and _is_open(folder):
        _close_all_in(folder)
        folder.chmod(0o700)


def private_file(path: Path) -> None:
    """Makes an empty file for us alone; closes one of ours that is open. Raises OSError."""
    os.close(opened_private(str(path), os.O_RDWR | os.O_CREAT))


def opened_private(path: str, flags: int) -> int:
    """For `open(…, opener=…)`. Links are not followed."""
    handle = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0), 0o600)
    if _POSIX:
        about = os.fstat(handle)
        if stat.S_ISREG(about.st_mode) and about.st_uid == os.geteuid() and about.st_mode & _OTHERS:
            os.fchmod(handle, about.st_mode & 0o700)
    return handle


def is_ours_alone(path: Path) -> bool:
    """Whether a folder or file, and no link, belongs to us and nobody else can do anything with it."""
    if not _POSIX:
        return path.exists()
    try:
        about = path.lstat()
    except OSError:
        return False
    return not stat.S_ISLNK(about.st_mode) and about.st_uid == os.geteuid() and not about.st_mode & _OTHERS


def _make_home(home: Path) -> None:
    """One that is there may hold stems that others are to hear; but nobody else may put things in the place of ours."""
    if not home.exists():
        private_folder(home)
    elif _POSIX and _is_ours(about := home.lstat()) and about.st_mode & _OTHERS_WRITE:
        home.chmod(stat.S_IMODE(about.st_mode) & ~_OTHERS_WRITE)


def _is_ours(about: os.stat_result) -> bool:
    return about.st_uid == os.geteuid() and not stat.S_ISLNK(about.st_mode)


def _is_open(path: Path) -> bool:
    about = path.lstat()
    return _is_ours(about) and bool(about.st_mode & _OTHERS)


def _close_all_in(folder: Path) -> None:
    for place, folders, files in os.walk(folder, followlinks=False):
        for name in (*folders, *files):
            path = Path(place, name)
            with suppress(OSError):
                about = path.lstat()
                if _is_ours(about) and about.st_mode & _OTHERS:
                    path.chmod(stat.S_IMODE(about.st_mode) & 0o700)
