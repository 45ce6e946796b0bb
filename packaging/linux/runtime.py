"""The beginning of an AppImage, compiled from `runtime.c`.

The usual tools (appimagetool and its ready-made runtime) are in no package registry, and a program from elsewhere would
be in every copy that people start; so it is ours, on top of Debian's squashfuse and libfuse.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

from app import notices
from app.identity import BUILD

SOURCE: Final = Path(__file__).resolve().parent / "runtime.c"
LIBRARIES: Final = ("squashfuse_ll", "squashfuse", "fuse3", "z", "lzma", "lzo2", "lz4", "zstd", "pthread")


def parts() -> list[notices.Component]:
    """The libraries that are in the program. Raises RuntimeError for one that no package accounts for."""
    found = {}
    for name in (*LIBRARIES, "c"):
        asked = ["cc", f"-print-file-name=lib{name}.a"]
        file = Path(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip())
        package = notices.debian_package(file)
        if package is None:
            raise RuntimeError(f"{file.name} belongs to no package")
        package.inside = "the AppImage's own beginning"
        found[package.name] = package
    return list(found.values())


def compiled() -> bytes:
    """The program, which needs nothing of the system where it runs, not even its C library.

    Raises RuntimeError with the compiler's words."""
    program = BUILD / "appimage" / "runtime"
    program.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        ["cc", "-O2", "-static", "-s", "-D_FILE_OFFSET_BITS=64", "-I/usr/include/fuse3", "-o", str(program), str(SOURCE),
         *(f"-l{name}" for name in LIBRARIES)],
        capture_output=True, text=True, check=False,  # there is a warning about dlopen in libfuse, which is not called
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    data = bytearray(program.read_bytes())
    data[8:11] = b"AI\x02"  # how systems know an AppImage of type 2
    return bytes(data)
