"""Where the frozen program begins: the window without arguments, else a file for it or a command."""

import ctypes.util
import os
import sys
from pathlib import Path

_ours = Path(sys._MEIPASS)  # type: ignore[attr-defined]  # where PyInstaller says that our libraries are
_system = ctypes.util.find_library


def _find_library(name: str) -> str | None:
    """sounddevice asks this way for PortAudio; the system knows nothing of ours."""
    found = sorted(_ours.glob(f"lib{name}.so*"))
    return str(found[0]) if found else _system(name)


ctypes.util.find_library = _find_library

# What PyInstaller's own beginning leaves in the environment has found our libraries. Programs that we start (a file
# manager, a browser) must not get it: they would load our Qt instead of theirs. PySide6 knows where its plug-ins are.
for _name in ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH"):
    os.environ.pop(_name, None)
if _before := os.environ.pop("LD_LIBRARY_PATH_ORIG", ""):
    os.environ["LD_LIBRARY_PATH"] = _before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)

from stemdesk.cli import main  # noqa: E402

raise SystemExit(main())
