"""The Debian package: the frozen app under `/usr/lib/stemdesk`, and what a desktop wants around it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from app import elf
from app.identity import BUILD, CONTACT, DIST, SUMMARY, VERSION, moment
from linux import tree

HERE: Final = Path(__file__).resolve().parent
#: Plug-ins whose libraries a system without that desktop need not have.
OPTIONAL: Final = ("libqgtk3.so",)
#: Sound through PulseAudio or PipeWire; where tokens are kept; the look of GTK desktops.
RECOMMENDS: Final = "libasound2-plugins, gnome-keyring | kwalletmanager | keepassxc, libgtk-3-0, fonts-noto-cjk"
PAPERS: Final = ("THIRD-PARTY.txt", "sbom.cdx.json")
CONTROL: Final = """\
Package: stemdesk
Version: {version}
Architecture: {architecture}
Maintainer: {contact}
Installed-Size: {size}
Depends: {depends}
Recommends: {recommends}
Section: sound
Priority: optional
Description: {summary}
 Drag a song in, choose who splits it (MVSEP, Dango.ai, Tencent Media Lab,
 Volcengine SAMI, or this computer), watch the job, and play the stems side by
 side: with loops, tempo, pitch, a metronome from the song's own beats, and
 export of what you hear.
 .
 Everything but the system's own libraries is inside; Python is not needed.
"""


def build(app: Path) -> Path:
    """`dist/stemdesk_<version>_<architecture>.deb` from the frozen app."""
    root = staged(app)
    DIST.mkdir(exist_ok=True)
    made = DIST / f"stemdesk_{VERSION}_{_architecture()}.deb"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(moment())}
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(made)],
        env=environment, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return made


def _architecture() -> str:
    return _output("dpkg", "--print-architecture")


def staged(app: Path) -> Path:
    """All files of the package where they will be, and `DEBIAN/` beside them."""
    root = BUILD / "deb" / "stemdesk"
    shutil.rmtree(root.parent, ignore_errors=True)
    program = root / "usr/lib/stemdesk"
    program.parent.mkdir(parents=True)
    shutil.copytree(app, program, symlinks=True)
    papers = root / "usr/share/doc/stemdesk"
    papers.mkdir(parents=True)
    (program / "LICENSE").unlink()  # the system has the GPL
    shutil.copyfile(HERE / "copyright", papers / "copyright")
    (root / "usr/bin").mkdir()
    (root / "usr/bin/stemdesk").symlink_to("../lib/stemdesk/stemdesk")
    tree.fill(root / "usr")
    tree.changelog(papers)
    overrides = root / "usr/share/lintian/overrides"
    overrides.mkdir(parents=True)
    shutil.copyfile(HERE / "lintian-overrides", overrides / "stemdesk")
    _set_modes(root)
    depends = _depends(program)
    for name in PAPERS:
        (program / name).rename(papers / name)
    control = CONTROL.format(
        version=VERSION, architecture=_architecture(), contact=CONTACT, summary=SUMMARY[0].lower() + SUMMARY[1:],
        depends=depends, recommends=RECOMMENDS, size=_installed_size(root),
    )  # fmt: skip
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN/control").write_text(control, "utf-8")
    _write_sums(root)
    return root


def _set_modes(root: Path) -> None:
    """As a package's files should be, whatever the umask of who builds."""
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)
    (root / "usr/lib/stemdesk/stemdesk").chmod(0o755)


def _depends(program: Path) -> str:
    """The packages of the libraries that are the system's, found by dpkg-shlibdeps in what is shipped."""
    files = [path for path in sorted(program.rglob("*")) if elf.is_elf(path) and path.name not in OPTIONAL]
    work = BUILD / "deb" / "shlibs"
    (work / "debian").mkdir(parents=True)
    (work / "debian/control").write_text("Source: stemdesk\n\nPackage: stemdesk\nArchitecture: any\n", "utf-8")
    inside = re.findall(r'"pkg:deb/debian/([^@"]+)@', (program / PAPERS[1]).read_text("utf-8"))
    options = [f"-l{folder}" for folder in sorted({path.parent for path in files})] + [f"-x{name}" for name in inside]
    found = subprocess.run(
        ["dpkg-shlibdeps", "-O", "--ignore-missing-info", *options, *map(str, files)],
        cwd=work, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if found.returncode != 0:
        raise RuntimeError(found.stderr)
    match = re.search(r"^shlibs:Depends=(.+)$", found.stdout, re.MULTILINE)
    assert match is not None, found.stdout
    return match[1]


def _installed_size(root: Path) -> int:
    """KiB, each file and folder rounded up, as Debian's policy counts."""
    return sum(
        max(1, -(-path.lstat().st_size // 1024)) if path.is_file() and not path.is_symlink() else 1
        for path in root.rglob("*")
    )


def _write_sums(root: Path) -> None:
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    files = [path for path in files if "DEBIAN" not in path.relative_to(root).parts]
    sums = _output("md5sum", *(str(path.relative_to(root)) for path in files), at=root)
    (root / "DEBIAN/md5sums").write_text(sums + "\n", "utf-8")


def _output(*command: str, at: Path | None = None) -> str:
    return subprocess.run(command, cwd=at, capture_output=True, text=True, check=True).stdout.strip()
