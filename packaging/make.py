"""The second half of `build.py`, in the environment that has PyInstaller and what is shipped, and nothing else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from app import freeze
from app.identity import DIST

if TYPE_CHECKING:
    from pathlib import Path


def main(given: list[str]) -> int:
    app = DIST / ("StemDesk.app" if sys.platform == "darwin" else "StemDesk")
    if "--keep" not in given or not app.is_dir():
        app = freeze.freeze()
    print(f"{app.name}: {freeze.size(app) / 1e6:.0f} MB")
    if not any(app.rglob("*.onnx")):
        print("The trained models are missing from it: they could not be downloaded.", file=sys.stderr)
        if set(given) - {"app", "--keep"}:
            return 1  # nobody is to get such a package
    for what in given:
        if what in ("app", "--keep"):
            continue
        made = _build(what, app)
        print(f"{made.name}: {made.stat().st_size / 1e6:.0f} MB")
    return 0


def _build(what: str, app: Path) -> Path:
    if what == "deb":
        from linux.deb import build
    elif what == "appimage":
        from linux.appimage import build
    elif what == "windows":
        from windows.installer import build
    else:
        from macos.dmg import build
    return build(app)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
