"""A package for Linux as somebody without anything has it: a bare system, a window, a song, a sound card, a keyring.

    sudo .venv/bin/python -m tests.install.in_a_bare_root bookworm dist/stemdesk_*.deb [PICTURE.png]
    sudo .venv/bin/python -m tests.install.in_a_bare_root trixie dist/StemDesk-*.AppImage [PICTURE.png]

Makes the system with debootstrap (from the mirror that apt uses here, if here is a Debian), installs the package as apt
does (an AppImage is copied into the home), works with it as a user without rights, removes it, and says what is left.
The screen and the sound card are virtual and outside; mouse, keys and the recorder, too. Needs root, so the test suite
does not run it.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np
import soundfile

from tests.demo import SHIPPED
from tests.e2e.newcomer import Newcomer
from tests.e2e.screen import Screen, save_picture
from tests.e2e.soundcard import RATE, SoundCard, difference
from tests.sounds import Floats

USER = "musician"
TOKEN = "a token of 32 characters, or so"
#: What a desktop has anyway: sound through PulseAudio, a session bus, a keyring, fonts.
DESKTOP = ("libasound2-plugins", "dbus", "gnome-keyring", "fonts-dejavu-core", "fonts-noto-cjk")
#: What an AppImage takes from the system, as all of them do; a .deb brings them along.
FOR_APPIMAGES = ("fuse3", "libasound2", "libegl1", "libfontconfig1", "libgl1", "libglib2.0-0", "libx11-xcb1")
APT = {"DEBIAN_FRONTEND": "noninteractive"}


class Root:
    """A whole Debian in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *command: str, user: str = "root", given: str = "", **more: str) -> str:
        """Runs a command in it; the answer is what it prints. Raises RuntimeError with its errors."""
        home = "/root" if user == "root" else f"/home/{user}"
        clean = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": home, "LANG": "C.UTF-8", **more}
        done = subprocess.run(self.words(*command, user=user), env=clean, input=given, capture_output=True, text=True,
                              check=False)  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
        return done.stdout

    def install(self, *packages: str) -> str:
        """With apt, from the mirror or from files; the answer is how many came."""
        told = self.run("apt-get", "install", "-y", "--no-install-recommends", *packages, **APT)
        return next((line.strip() for line in told.splitlines() if "newly installed" in line), "")

    def words(self, *command: str, user: str) -> list[str]:
        return ["chroot", f"--userspec={user}:{user}", str(self.folder), *command]

    def files(self) -> set[str]:
        """All of them, but for what the kernel shows and what apt remembers."""
        found: set[str] = set()
        for top, folders, names in os.walk(self.folder):
            inside = top.removeprefix(str(self.folder)) or "/"
            if inside == "/":
                folders[:] = [name for name in folders if name not in ("proc", "sys", "dev", "run", "tmp")]
            if inside.startswith(("/var/lib/apt", "/var/lib/dpkg", "/var/cache/apt", "/var/log")):
                folders.clear()
                continue
            found.update(f"{inside.rstrip('/')}/{name}" for name in (*names, *folders))
        return found

    def read(self, path: str) -> Floats:
        samples, _ = soundfile.read(io.BytesIO((self.folder / path.lstrip("/")).read_bytes()), dtype="float32")
        return np.asarray(samples, np.float32)


@contextmanager
def bare_root(suite: str) -> Iterator[Root]:
    folder = Path(tempfile.mkdtemp(prefix=f"{suite}-"))
    folder.chmod(0o755)
    mirror = []
    if "\nID=debian\n" in Path("/etc/os-release").read_text():
        asked = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"]
        mirror = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()[:1]
    command = ["debootstrap", "--variant=minbase", suite, str(folder), *mirror]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    mounted = []
    try:
        for name in ("proc", "dev", "dev/shm"):
            subprocess.run(["mount", "--bind", f"/{name}", str(folder / name)], check=True)
            mounted.append(folder / name)
        yield Root(folder)
    finally:
        for place in reversed(mounted):
            subprocess.run(["umount", "--lazy", str(place)], check=False)
        if os.environ.get("KEEP_ROOT") is None:
            shutil.rmtree(folder, ignore_errors=True)


def main(suite: str, package: Path, picture: Path | None) -> None:
    with bare_root(suite) as root:
        is_appimage = package.suffix == ".AppImage"
        root.run("apt-get", "update", **APT)
        root.install(*DESKTOP, *(FOR_APPIMAGES if is_appimage else ()))
        root.run("useradd", "--create-home", USER)
        before = root.files()
        python = [name for name in before if Path(name).name.startswith("python3")]
        say(f"{suite}: {len(before)} files before, Python among them: {bool(python)}")
        if is_appimage:
            copy = root.folder / "home" / USER / package.name
            shutil.copy(package, copy)
            program = "/" + str(copy.relative_to(root.folder))
        else:
            shutil.copy(package, root.folder / "tmp" / package.name)
            say(root.install(f"./tmp/{package.name}"))
            program = "stemdesk"
        say(root.run(program, "--version", user=USER).strip())
        _work(root, program, picture)
        if is_appimage:
            copy.unlink()
        else:
            root.run("apt-get", "purge", "-y", "--auto-remove", "stemdesk", **APT)
        left = sorted(root.files() - before)
        outside = [path for path in left if not path.startswith(f"/home/{USER}/")]
        say(f"left after the removal: {len(left) - len(outside)} files and folders of the user's, and: {outside}")
        gone = sorted(before - root.files())
        say(f"missing after the removal: {gone}")


def _work(root: Root, program: str, picture: Path | None) -> None:
    """A token, a song dropped, split, played; everything as the user."""
    with tempfile.TemporaryDirectory() as place:
        card, screen = SoundCard(Path(place)), Screen()
        try:
            for folder in (place, card.environment["PULSE_RUNTIME_PATH"]):
                Path(folder).chmod(0o755)
            if Path("/dev/fuse").exists():
                Path("/dev/fuse").chmod(0o666)  # as on every desktop
            shared = root.folder / "tmp/pulse"
            shared.mkdir()
            subprocess.run(["mount", "--bind", card.environment["PULSE_RUNTIME_PATH"], str(shared)], check=True)
            try:
                _session(root, program, card, screen, picture)
            finally:
                subprocess.run(["umount", "--lazy", str(shared)], check=False)
        finally:
            screen.close()
            card.close()


def _session(root: Root, program: str, card: SoundCard, screen: Screen, picture: Path | None) -> None:
    more = {"DISPLAY": screen.environment["DISPLAY"], "PULSE_SERVER": "unix:/tmp/pulse/native",
            "XDG_RUNTIME_DIR": f"/home/{USER}/.runtime"}  # fmt: skip
    root.run("mkdir", "-m", "700", "-p", more["XDG_RUNTIME_DIR"], user=USER)
    script = (
        "printf 'password' | gnome-keyring-daemon --unlock --components=secrets > /dev/null &&"
        f" printf '%s\\n' '{TOKEN}' | {program} account set mvsep && {program} account show mvsep --json"
    )
    say("keyring: " + root.run("dbus-run-session", "--", "sh", "-c", script, user=USER, **more).strip())
    kept = [path for path in root.files() if path.startswith(f"/home/{USER}/")]
    readable = [path for path in kept if (root.folder / path[1:]).is_file()]
    found = [path for path in readable if TOKEN.encode() in (root.folder / path[1:]).read_bytes()]
    say(f"files with the token in them: {found}")
    song = Path(f"/home/{USER}/歌曲/Demo – été 夏.ogg")
    (root.folder / str(song.parent)[1:]).mkdir()
    shutil.copy(SHIPPED, root.folder / str(song)[1:])
    clean = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": f"/home/{USER}", "LANG": "C.UTF-8", **more}
    jobs = partial(root.run, program, "jobs", "--json", user=USER)
    with Newcomer(screen, card, root.words(program, user=USER), clean, jobs=jobs) as person:
        job = person.splits(song)
        say(f"split: {[Path(stem['path']).name for stem in job['stems']]}")
        heard = person.plays(6.0)
        if picture is not None:
            save_picture(screen, picture)
        code, errors = person.closes()
    true = np.sum([root.read(stem["path"]) for stem in job["stems"]], axis=0)
    worst = difference(true[2 * RATE : 4 * RATE], heard)
    say(f"played: peak {np.max(np.abs(heard)):.3f}; recorded and sum of the stems differ by at most {worst:.1e}")
    say(f"closed: exit code {code}, said {errors.decode()!r}")


def say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
