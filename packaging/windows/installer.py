"""The installer for Windows: NSIS around the frozen app. Compiles on any system that has makensis."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

from app.file_types import FILE_TYPES
from app.freeze import size
from app.identity import BUILD, DIST, MADE, VERSION

HERE: Final = Path(__file__).resolve().parent


def build(app: Path, compressor: str = "/SOLID lzma") -> Path:
    """`dist/StemDesk-<version>-windows.exe` from the frozen app's folder."""
    endings = [ending for kind in FILE_TYPES for ending in kind.endings]
    BUILD.mkdir(exist_ok=True)
    (BUILD / "file_types.nsh").write_text(
        "!macro ForEachEnding Do\n"
        + "".join(f"  !insertmacro ${{Do}} .{ending}\n" for ending in endings)
        + "!macroend\n",
        "utf-8",
    )
    DIST.mkdir(exist_ok=True)
    made = DIST / f"StemDesk-{VERSION}-windows.exe"
    values = {
        "VERSION": VERSION, "APP": app, "ICON": MADE / "stemdesk.ico", "BANNER": MADE / "banner.bmp",
        "FILE_TYPES": BUILD / "file_types.nsh", "OUTPUT": made, "COMPRESSOR": compressor, "KILOBYTES": size(app) // 1024,
    }  # fmt: skip
    program = shutil.which("makensis") or r"C:\Program Files (x86)\NSIS\makensis.exe"
    given = [f"-D{name}={value}" for name, value in values.items()]
    subprocess.run([program, "-WX", "-V2", "-INPUTCHARSET", "UTF8", *given, str(HERE / "installer.nsi")], check=True)
    return made
