"""The AppImage: the program of `runtime.c` with the frozen app behind it as a squashfs."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from typing import TYPE_CHECKING

from app import notices
from app.identity import APP_ID, BUILD, DIST, MADE, VERSION, moment
from linux import runtime, tree

if TYPE_CHECKING:
    from pathlib import Path


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
    made.write_bytes(runtime.compiled() + squashfs.read_bytes())
    made.chmod(0o755)
    return made


def _staged(app: Path) -> Path:
    folder = BUILD / "appimage" / "StemDesk.AppDir"
    shutil.rmtree(folder, ignore_errors=True)
    program = folder / "usr/lib/stemdesk"
    program.parent.mkdir(parents=True)
    shutil.copytree(app, program, symlinks=True)
    notices.write(MADE / "shipped.json", program, VERSION, also=runtime.parts())
    (folder / "usr/bin").mkdir()
    (folder / "usr/bin/stemdesk").symlink_to("../lib/stemdesk/stemdesk")
    (folder / "AppRun").symlink_to("usr/bin/stemdesk")
    tree.fill(folder / "usr")
    (folder / f"{APP_ID}.desktop").symlink_to(f"usr/share/applications/{APP_ID}.desktop")
    (folder / f"{APP_ID}.png").symlink_to(f"usr/share/icons/hicolor/256x256/apps/{APP_ID}.png")
    (folder / ".DirIcon").symlink_to(f"{APP_ID}.png")
    return folder
