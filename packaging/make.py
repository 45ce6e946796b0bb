"""The second half of `build.py`, in the environment that has PyInstaller and what is shipped, and nothing else."""

from __future__ import annotations

import sys

from app import freeze
from app.identity import DIST


def main(given: list[str]) -> int:
    app = DIST / ("StemDesk.app" if sys.platform == "darwin" else "StemDesk")
    if "--keep" not in given or not app.is_dir():
        app = freeze.freeze()
    print(f"{app.name}: {freeze.size(app) / 1e6:.0f} MB")
    for what in given:
        if what == "deb":
            from linux import deb

            made = deb.build(app)
        elif what == "appimage":
            from linux import appimage

            made = appimage.build(app)
        elif what == "windows":
            from windows import installer

            made = installer.build(app)
        elif what == "dmg":
            from macos import dmg

            made = dmg.build(app)
        else:
            continue
        print(f"{made.name}: {made.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
