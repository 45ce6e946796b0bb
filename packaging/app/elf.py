"""Linux libraries as a package wants them: without symbols that only debuggers read, without paths of who built them."""

from __future__ import annotations

import re
import struct
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def is_elf(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"


def clean(folder: Path) -> None:
    """All below a folder. The program itself, whose end PyInstaller reads, is left alone."""
    for file in sorted(folder.rglob("*.so*")):
        if is_elf(file):
            _strip(file)
            _forget_paths(file)


def _strip(file: Path) -> None:
    """strip damages libraries that patchelf has grown (those beside wheels): the loader then refuses them. These stay."""
    before = file.read_bytes()
    subprocess.run(["strip", "--strip-unneeded", str(file)], check=True, stderr=subprocess.DEVNULL)
    if not _can_be_loaded(file.read_bytes()):
        file.write_bytes(before)


def _can_be_loaded(data: bytes) -> bool:
    """Whether all of an ELF64 file's segments begin in the same place of a page in the file and in memory."""
    at, size, count = *struct.unpack_from("<Q", data, 32), *struct.unpack_from("<HH", data, 54)
    for number in range(count):
        kind, _, offset, address = struct.unpack_from("<IIQQ", data, at + number * size)
        if kind == 1 and (offset - address) % 4096:
            return False
    return True


def _forget_paths(file: Path) -> None:
    """Takes out search paths that are not relative to the library: on another computer somebody else could own them."""
    listed = subprocess.run(["chrpath", "--list", str(file)], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(?:RPATH|RUNPATH)=(.*)$", listed.strip())
    if found is None:
        return
    kept = [path for path in found[1].split(":") if path.startswith("$ORIGIN")]
    if kept != found[1].split(":"):
        change = ["--replace", ":".join(kept)] if kept else ["--delete"]
        subprocess.run(["chrpath", *change, str(file)], check=True, stdout=subprocess.DEVNULL)
