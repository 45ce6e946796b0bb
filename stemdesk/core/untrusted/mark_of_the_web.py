"""The mark that browsers put on what they have downloaded, so that the system asks before anything in it is run.

Windows reads it from a stream beside the file (`Zone.Identifier`), macOS from an extended attribute
(`com.apple.quarantine`); Linux has no such thing. Neither says where the file came from: there are secrets in some links.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

#: Zone 3 is the internet.
ZONE: Final = b"[ZoneTransfer]\r\nZoneId=3\r\n"
STREAM: Final = ":Zone.Identifier"
ATTRIBUTE: Final = "com.apple.quarantine"
#: Downloaded by a program, and not looked at by anybody yet.
_FLAGS: Final = "0081"
_NO_FOLLOW: Final = 1


def mark_downloaded(
    files: Iterable[Path],
    platform: str = sys.platform,
    set_attribute: Callable[[Path, str, bytes], None] | None = None,
) -> None:
    """Marks files that came from a service. A disk that cannot keep the mark (FAT, a share) is no reason to fail."""
    for file in files:
        with suppress(OSError):
            if platform == "win32":
                with open(f"{file}{STREAM}", "wb") as stream:  # noqa: PTH123  a stream's name is no path
                    stream.write(ZONE)
            elif platform == "darwin":
                (set_attribute or _set_attribute)(file, ATTRIBUTE, quarantine(time.time()))


def quarantine(now: float) -> bytes:
    """The attribute's value: flags, when (hexadecimal seconds), who."""
    return f"{_FLAGS};{int(now):08x};StemDesk;".encode("ascii")


def _set_attribute(file: Path, name: str, value: bytes) -> None:
    """Python knows extended attributes on Linux only. Raises OSError."""
    library = ctypes.CDLL(ctypes.util.find_library("c"), use_errno=True)
    library.setxattr.argtypes = [
        ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint32, ctypes.c_int,
    ]  # fmt: skip
    library.setxattr.restype = ctypes.c_int
    if library.setxattr(os.fsencode(file), name.encode("ascii"), value, len(value), 0, _NO_FOLLOW) != 0:
        raise OSError(ctypes.get_errno(), "setxattr")
