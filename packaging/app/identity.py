"""Who the program is, for all packages: read from `stemdesk/__init__.py` without importing it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent.parent
BUILD: Final = ROOT / "build"
DIST: Final = ROOT / "dist"
#: Icons and other things that are made for a build.
MADE: Final = BUILD / "made"

_code = (ROOT / "stemdesk" / "__init__.py").read_text("utf-8")


def _constant(name: str) -> str:
    found = re.search(rf'^{name} = "(.+)"$', _code, re.MULTILINE)
    assert found is not None, name
    return found[1]


VERSION: Final = _constant("__version__")
APP_ID: Final = _constant("APP_ID")
SUMMARY: Final = "Split songs into stems and play them side by side"
#: Whoever publishes the packages has to own this domain, whose reverse is APP_ID. Nobody answers there yet.
CONTACT: Final = "The StemDesk developers <packages@stemdesk.app>"


def moment() -> int:
    """The time that all files of a build carry, in seconds since 1970: the last commit's, so that two builds are equal,
    or where there is no git the change log's."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    git = shutil.which("git")
    if git is not None:
        asked = subprocess.run(
            [git, "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if asked.returncode == 0 and asked.stdout.strip():
            return int(asked.stdout)
    return int((ROOT / "CHANGELOG.md").stat().st_mtime)
