"""Makes what people download, on the system that it is for.

    python3 packaging/build.py app          dist/StemDesk, a folder to start from (macOS: dist/StemDesk.app)
    python3 packaging/build.py deb          dist/stemdesk_<version>_<architecture>.deb
    python3 packaging/build.py appimage     dist/StemDesk-<version>-<architecture>.AppImage
    python3 packaging/build.py windows      dist/StemDesk-<version>-windows.exe, the installer
    python3 packaging/build.py dmg          dist/StemDesk-<version>-macos-<architecture>.dmg

Several at once share one frozen app; with `--keep` the one that lies in dist/ is taken. Installs what is missing.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import environment
import machine

WHATS = ("app", "deb", "appimage", "windows", "dmg")


def main() -> int:
    given = sys.argv[1:]
    if not given or any(what not in (*WHATS, "--keep") for what in given):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        environment.use_new_enough_python()
        machine.install_missing(for_tests=False, for_building=True)
        python = environment.ready("freeze")
    except machine.CannotSetUp as trouble:
        print(trouble, file=sys.stderr)
        return 1
    here = Path(__file__).resolve().parent
    return subprocess.call([str(python), str(here / "make.py"), *given], cwd=environment.ROOT)


if __name__ == "__main__":
    raise SystemExit(main())
