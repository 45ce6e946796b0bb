"""What goes around the frozen app on Linux: the Debian package's files, the man page, the AppImage's own beginning."""

from __future__ import annotations

import hashlib
import importlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="packages for Linux")

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_package_asks_for_what_it_does_not_bring_and_for_nothing_else(package: Path) -> None:
    control = dict(
        line.split(": ", 1) for line in (package / "DEBIAN/control").read_text().splitlines() if ": " in line
    )
    depends = {each.split(" ")[0].removesuffix("t64") for each in control["Depends"].split(", ")}
    assert {"libc6", "libegl1", "libasound2", "libxcb1"} <= depends
    assert not {name for name in depends if name.startswith(("python", "libportaudio", "libsqlite", "libgtk", "libav"))}
    assert control["Package"] == "stemdesk"


def test_the_program_its_entry_and_its_icon_are_where_a_desktop_looks(package: Path) -> None:
    assert (package / "usr/bin/stemdesk").resolve() == package / "usr/lib/stemdesk/stemdesk"
    assert os.access(package / "usr/lib/stemdesk/stemdesk", os.X_OK)
    share = package / "usr/share"
    entry = (share / "applications/app.stemdesk.StemDesk.desktop").read_text("utf-8")
    assert "Icon=app.stemdesk.StemDesk\n" in entry
    assert "audio/flac" in entry
    assert "@" not in entry
    for icon in ("256x256/apps/app.stemdesk.StemDesk.png", "scalable/apps/app.stemdesk.StemDesk.svg"):
        assert (share / "icons/hicolor" / icon).stat().st_size > 300
    for file in ("bash-completion/completions/stemdesk", "zsh/vendor-completions/_stemdesk", "man/man1/stemdesk.1.gz"):
        assert (share / file).is_file()
    for paper in ("copyright", "changelog.gz", "THIRD-PARTY.txt", "sbom.cdx.json"):
        assert (share / "doc/stemdesk" / paper).is_file()


def test_every_file_is_summed_and_nobody_else_may_write_one(package: Path) -> None:
    sums = {}
    for line in (package / "DEBIAN/md5sums").read_text("utf-8").splitlines():
        digest, name = line.split("  ", 1)
        sums[name] = digest
    files = {str(path.relative_to(package)) for path in package.rglob("*") if path.is_file() and not path.is_symlink()}
    assert set(sums) == {name for name in files if not name.startswith("DEBIAN")}
    name = "usr/lib/stemdesk/stemdesk"
    assert sums[name] == hashlib.md5((package / name).read_bytes(), usedforsecurity=False).hexdigest()
    assert not [path for path in package.rglob("*") if not path.is_symlink() and path.stat().st_mode & 0o022]
    links = [path for path in package.rglob("*") if path.is_symlink()]
    assert links
    assert all(path.resolve().is_relative_to(package) and path.exists() for path in links)


def test_bash_completes_commands_and_options(package: Path) -> None:
    completions = package / "usr/share/bash-completion/completions/stemdesk"
    script = f". {completions}; COMP_WORDS=(stemdesk sep); COMP_CWORD=1; _shtab_stemdesk; echo ${{COMPREPLY[@]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["separate"]


def test_the_man_page_tells_of_every_command_and_option() -> None:
    from argparse import ArgumentParser, _SubParsersAction

    from stemdesk.arguments import parser

    page = (ROOT / "packaging/linux/stemdesk.1").read_text("utf-8").replace("Fl -", "--").replace("Fl o", "-o")
    found: list[str] = []

    def walk(at: ArgumentParser, depth: int) -> None:
        for action in at._actions:
            if isinstance(action, _SubParsersAction) and depth < 2:
                found.extend(action.choices)
                for name, sub in action.choices.items():
                    if name != "mvsep":  # whose own commands have a help of their own
                        walk(sub, depth + 1)
            else:
                found.extend(option for option in action.option_strings if option not in ("-h", "--help"))

    walk(parser(), 0)
    assert len(found) > 20
    assert [word for word in found if word not in page] == []
    checked = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", str(ROOT / "packaging/linux/stemdesk.1")],
        capture_output=True, text=True, check=False,
    ) if Path("/usr/bin/man").exists() else None  # fmt: skip
    if checked is not None:
        assert checked.stderr == ""


# --- the AppImage's beginning -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def appimage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small one: its program prints what it sees, or waits to be told to end."""
    folder = tmp_path_factory.mktemp("image")
    tree = folder / "tree"
    (tree / "usr/deep folder").mkdir(parents=True)
    (tree / "usr/deep folder/big").write_bytes(os.urandom(1 << 25))
    (tree / "usr/link").symlink_to("deep folder/big")
    (tree / "AppRun").write_text(
        '#!/bin/sh\nif [ "$1" = wait ]; then trap "exit 7" TERM; echo ready; while :; do sleep 0.05; done; fi\n'
        'printf "%s\\n" "$@"; echo "$APPIMAGE"; echo "$APPDIR"; cksum < "$APPDIR/usr/link"; exit 5\n'
    )
    (tree / "AppRun").chmod(0o755)
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        runtime = importlib.import_module("linux.runtime").compiled()
    finally:
        sys.path.remove(str(ROOT / "packaging"))
    squashfs = folder / "tree.squashfs"
    command = ["mksquashfs", str(tree), str(squashfs), "-quiet", "-no-progress", "-comp", "zstd", "-root-owned"]
    subprocess.run(command, check=True)
    made = folder / "An App – 夏.AppImage"
    made.write_bytes(runtime + squashfs.read_bytes())
    made.chmod(0o755)
    return made


def test_what_is_in_the_beginning_of_an_appimage_is_listed_too(packaging: Path) -> None:
    parts = {part.name: part for part in importlib.import_module("linux.runtime").parts()}
    assert {"libfuse3-dev", "libsquashfuse-dev", "libzstd-dev", "libc6-dev"} <= set(parts)
    assert all(part.texts["copyright"] for part in parts.values())


def has_fuse() -> bool:
    return os.access("/dev/fuse", os.R_OK | os.W_OK)


WAYS = [
    pytest.param({}, id="mounted", marks=pytest.mark.skipif(not has_fuse(), reason="needs /dev/fuse")),
    pytest.param({"APPIMAGE_EXTRACT_AND_RUN": "1"}, id="unpacked"),
]


@pytest.mark.parametrize("way", WAYS)
def test_an_appimage_runs_its_program_and_leaves_nothing_behind(
    appimage: Path, tmp_path: Path, way: dict[str, str]
) -> None:
    env = {"PATH": os.environ["PATH"], "TMPDIR": str(tmp_path), **way}
    done = subprocess.run(
        [str(appimage), "two words", "--version"], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""
    one, two, image, folder, sum_ = done.stdout.splitlines()
    assert (one, two, image) == ("two words", "--version", str(appimage))
    assert Path(folder).parent == tmp_path
    big = subprocess.run(
        ["cksum"], input=(appimage.parent / "tree/usr/link").read_bytes(), capture_output=True, check=True
    )
    assert sum_ == big.stdout.decode().strip()
    assert done.returncode == 5
    gone_within_seconds(tmp_path)


@pytest.mark.parametrize("way", WAYS)
def test_what_ends_an_appimage_ends_its_program(appimage: Path, tmp_path: Path, way: dict[str, str]) -> None:
    env = {"PATH": os.environ["PATH"], "TMPDIR": str(tmp_path), **way}
    with subprocess.Popen([str(appimage), "wait"], env=env, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        program.send_signal(signal.SIGTERM)
        assert program.wait(60) == 7
    gone_within_seconds(tmp_path)


def test_what_ends_an_appimage_while_it_unpacks_leaves_nothing(appimage: Path, tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "TMPDIR": str(tmp_path), "APPIMAGE_EXTRACT_AND_RUN": "1"}
    for _ in range(20):
        with subprocess.Popen([str(appimage), "wait"], env=env, stdout=subprocess.PIPE) as program:
            while not (begun := list(tmp_path.rglob("big"))):
                assert program.poll() is None
            program.send_signal(signal.SIGSTOP)
            was_in_the_middle = begun[0].stat().st_size < 1 << 25
            program.send_signal(signal.SIGTERM)
            program.send_signal(signal.SIGCONT)
            ended = program.wait(60)
        assert list(tmp_path.iterdir()) == []
        if was_in_the_middle:
            assert ended == 128 + signal.SIGTERM
            return
    raise AssertionError("always too late")


def gone_within_seconds(folder: Path) -> None:
    """The mount is let go by a process of its own; looking costs a moment each."""
    for _ in range(2000):
        if not any(folder.iterdir()):
            return
        subprocess.run(["true"], check=True)
    raise AssertionError(f"left behind: {list(folder.iterdir())}")


def test_an_appimage_can_be_unpacked_for_good(appimage: Path, tmp_path: Path) -> None:
    subprocess.run([str(appimage), "--appimage-extract"], cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)
    tree = tmp_path / "squashfs-root"
    assert (tree / "usr/link").read_bytes() == (appimage.parent / "tree/usr/link").read_bytes()
    assert (tree / "usr/link").is_symlink()
    assert os.access(tree / "AppRun", os.X_OK)
    assert appimage.read_bytes()[8:11] == b"AI\x02"


def test_unpacking_an_appimage_writes_through_no_link(appimage: Path, tmp_path: Path) -> None:
    """Somebody else may have been in the folder before, /tmp for instance."""
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "AppRun").write_text("mine")
    there = tmp_path / "there"
    there.mkdir()
    for is_link in (True, False):
        if is_link:
            (there / "squashfs-root").symlink_to(precious)
        else:
            (there / "squashfs-root").mkdir()
            (there / "squashfs-root/AppRun").symlink_to(precious / "AppRun")
            (there / "squashfs-root/usr").symlink_to(precious)
        done = subprocess.run(
            [str(appimage), "--appimage-extract"], cwd=there, capture_output=True, text=True, check=False
        )
        assert done.returncode == 127
        assert "squashfs-root" in done.stderr
        assert [(path.name, path.read_text()) for path in precious.iterdir()] == [("AppRun", "mine")]
        subprocess.run(["rm", "-r", str(there / "squashfs-root")], check=True)


def test_what_an_appimage_unpacks_can_be_replaced_by_nobody_else(appimage: Path, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        subprocess.run([str(appimage), "--appimage-extract"], cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)
    finally:
        os.umask(before)
    tree = tmp_path / "squashfs-root"
    assert [path for path in (tree, *tree.rglob("*")) if not path.is_symlink() and path.lstat().st_mode & 0o022] == []


def test_a_damaged_appimage_says_so(appimage: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.AppImage"
    whole = appimage.read_bytes()
    broken.write_bytes(whole[:-200_000])
    broken.chmod(0o755)
    done = subprocess.run([str(broken)], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 127
    assert "is damaged" in done.stderr
