"""Makes the frozen app: one folder (a bundle on macOS) with Python and everything else inside.

Two builds of the same commit on the same system are equal to the byte: hashes are not seeded, files carry the commit's
time, and debugging symbols and search paths, which name the folder of a build, are taken out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from app import elf, icons, notices
from app.identity import BUILD, DIST, MADE, VERSION, moment

HERE: Final = Path(__file__).resolve().parent


def freeze() -> Path:
    """The folder `dist/StemDesk`, or on macOS the bundle `dist/StemDesk.app`."""
    icons.write(MADE)
    if sys.platform == "win32":
        from windows import version_resource

        (MADE / "version.txt").write_text(version_resource.text(VERSION), "utf-8")
    environment = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(moment())}
    command = [
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN",
        "--workpath", str(BUILD / "pyinstaller"), "--distpath", str(DIST), str(HERE / "stemdesk.spec"),
    ]  # fmt: skip
    subprocess.run(command, env=environment, check=True)
    folder = DIST / "StemDesk"
    if sys.platform == "win32":
        (folder / "stemdesk-console.exe").replace(folder / "stemdesk.com")
    if sys.platform.startswith("linux"):
        elf.clean(folder)
    if sys.platform == "darwin":
        shutil.rmtree(folder)
        folder = DIST / "StemDesk.app"
        papers = folder / "Contents" / "Resources"
    else:
        papers = folder
    notices.write(MADE / "shipped.json", papers, VERSION)
    return folder


def size(folder: Path) -> int:
    """Bytes of all files, links not followed."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_dir() or file.is_symlink())
