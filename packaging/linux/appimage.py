"""The AppImage: `runtime.c`, compiled here, with the frozen app behind it as a squashfs.

The usual tools (appimagetool and its ready-made runtime) are in no package registry, and a program from elsewhere would
be in every copy that people start; so the runtime is ours, on top of Debian's squashfuse and libfuse.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from pathlib import Path
from typing import Final

from app.identity import APP_ID, BUILD, DIST, VERSION, moment
from linux import tree

RUNTIME: Final = Path(__file__).resolve().parent / "runtime.c"
LIBRARIES: Final = ("squashfuse_ll", "squashfuse", "fuse3", "z", "lzma", "lzo2", "lz4", "zstd", "pthread")


def build(app: Path, level: int = 19) -> Path:
    """`dist/StemDesk-<version>-<architecture>.AppImage` from the frozen app; `level` is zstd's."""
    folder = _staged(app)
    squashfs = BUILD / "appimage" / "StemDesk.squashfs"
    squashfs.unlink(missing_ok=True)
    subprocess.run(
        ["mksquashfs", str(folder), str(squashfs), "-root-owned", "-noappend", "-quiet", "-no-progress",
         "-comp", "zstd", "-Xcompression-level", str(level), "-b", "131072"],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(moment())}, check=True,
    )  # fmt: skip
    DIST.mkdir(exist_ok=True)
    made = DIST / f"StemDesk-{VERSION}-{platform.machine()}.AppImage"
    made.write_bytes(runtime() + squashfs.read_bytes())
    made.chmod(0o755)
    return made


def _staged(app: Path) -> Path:
    folder = BUILD / "appimage" / "StemDesk.AppDir"
    shutil.rmtree(folder, ignore_errors=True)
    program = folder / "usr/lib/stemdesk"
    program.parent.mkdir(parents=True)
    shutil.copytree(app, program, symlinks=True)
    (folder / "usr/bin").mkdir()
    (folder / "usr/bin/stemdesk").symlink_to("../lib/stemdesk/stemdesk")
    (folder / "AppRun").symlink_to("usr/bin/stemdesk")
    tree.fill(folder / "usr")
    (folder / f"{APP_ID}.desktop").symlink_to(f"usr/share/applications/{APP_ID}.desktop")
    (folder / f"{APP_ID}.png").symlink_to(f"usr/share/icons/hicolor/256x256/apps/{APP_ID}.png")
    (folder / ".DirIcon").symlink_to(f"{APP_ID}.png")
    return folder


def runtime() -> bytes:
    """The program at the beginning of the file. Needs nothing of the system where it runs: not even its C library."""
    program = BUILD / "appimage" / "runtime"
    program.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["cc", "-O2", "-static", "-s", "-D_FILE_OFFSET_BITS=64", "-o", str(program), str(RUNTIME),
         *(f"-l{name}" for name in LIBRARIES)],
        check=True, stderr=subprocess.DEVNULL,  # a warning about dlopen in libfuse, which is not called
    )  # fmt: skip
    data = bytearray(program.read_bytes())
    data[8:11] = b"AI\x02"  # how systems know an AppImage of type 2
    return bytes(data)
