"""What a Linux desktop wants beside the program: the same under `/usr` for the .deb, the AppImage and Flatpak."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import shtab
from app.file_types import FILE_TYPES
from app.identity import APP_ID, CONTACT, MADE, ROOT, VERSION, moment

HERE: Final = Path(__file__).resolve().parent


def fill(usr: Path) -> None:
    """Desktop entry, icons, metainfo, man page and completions. Raises where a checker finds a mistake."""
    entry = _write(usr / "share/applications" / f"{APP_ID}.desktop", _made("stemdesk.desktop"))
    subprocess.run(["desktop-file-validate", str(entry)], check=True)
    metainfo = _write(usr / "share/metainfo" / f"{APP_ID}.metainfo.xml", _made("metainfo.xml"))
    _check(metainfo)
    icons = usr / "share/icons/hicolor"
    for picture in sorted((MADE / "hicolor").glob("*.png")):
        _copy(picture, icons / picture.stem / "apps" / f"{APP_ID}.png")
    _copy(MADE / "stemdesk.svg", icons / "scalable/apps" / f"{APP_ID}.svg")
    _zip(usr / "share/man/man1/stemdesk.1.gz", _made("stemdesk.1"))
    sys.path.insert(0, str(ROOT))
    from stemdesk.arguments import parser

    for shell, path in (
        ("bash", "bash-completion/completions/stemdesk"), ("zsh", "zsh/vendor-completions/_stemdesk"),
        ("fish", "fish/vendor_completions.d/stemdesk.fish"),
    ):  # fmt: skip
        _write(usr / "share" / path, shtab.complete(parser(), shell))


def _check(metainfo: Path) -> None:
    """Newer versions of the checker warn that there is no homepage, which is so; only errors count. Raises ValueError."""
    command = ["appstreamcli", "validate", "--no-net", "--no-color", str(metainfo)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    if told.returncode != 0 and (re.search(r"^E:", told.stdout, re.MULTILINE) or "W:" not in told.stdout):
        raise ValueError(told.stdout + told.stderr)


def _made(name: str) -> str:
    """One of the files here with what it leaves open filled in."""
    day = datetime.fromtimestamp(moment(), UTC)
    mimes = dict.fromkeys(mime for kind in FILE_TYPES for mime in kind.mimes)
    words = {
        "APP_ID": APP_ID, "VERSION": VERSION, "MIMES": ";".join(mimes),
        "DATE": day.strftime("%Y-%m-%d"), "DATE_LONG": day.strftime("%B %-d, %Y"),
    }  # fmt: skip
    text = (HERE / name).read_text("utf-8")
    for word, value in words.items():
        text = text.replace(f"@{word}@", value)
    return text


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _zip(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def changelog(path: Path) -> None:
    """Debian's kind of change log; what is new is told in CHANGELOG.md."""
    when = datetime.fromtimestamp(moment(), UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    text = f"stemdesk ({VERSION}) unstable; urgency=medium\n\n  * What is new: see CHANGELOG.md.gz.\n\n"
    _zip(path / "changelog.gz", f"{text} -- {CONTACT}  {when}\n")
    _zip(path / "CHANGELOG.md.gz", (ROOT / "CHANGELOG.md").read_text("utf-8"))
