"""What StemDesk needs from the machine itself: is it there, and if not, how does it get there?

Standard library only, and nothing newer than Python 3.8 in its syntax: this runs before anything is installed.
Things are looked for where they are used (a library is loaded, a program looked up), not in a package list, so that
any Linux counts; on Debian and its children what is missing is installed, elsewhere it is named.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

#: Libraries that Qt's window and PortAudio load, and the Debian packages that bring them.
LIBRARIES = {
    "libportaudio.so.2": "libportaudio2",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
#: Programs that the tests start for real.
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "pulseaudio": "pulseaudio",
    "parec": "pulseaudio-utils",
    "gnome-keyring-daemon": "gnome-keyring",
    "dbus-run-session": "dbus",
    "ffmpeg": "ffmpeg",
}
#: Files that the tests need and that are neither libraries nor programs.
TEST_FILES = {
    "/usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so": "libasound2-plugins",
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf": "fonts-noto-core",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc": "fonts-noto-cjk",
}
#: Programs that make and check the packages for Linux, and the installer for Windows.
BUILD_PROGRAMS = {
    "objdump": "binutils",
    "chrpath": "chrpath",
    "dpkg-shlibdeps": "dpkg-dev",
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "mksquashfs": "squashfs-tools",
    "cc": "gcc",
    "makensis": "nsis",
}
#: Files that the AppImage's own beginning is compiled with.
BUILD_FILES = {
    "/usr/lib/*/libc.a": "libc6-dev",
    "/usr/include/squashfuse/squashfuse.h": "libsquashfuse-dev",
    "/usr/include/fuse3/fuse.h": "libfuse3-dev",
    "/usr/lib/*/liblz4.a": "liblz4-dev",
    "/usr/lib/*/liblzma.a": "liblzma-dev",
    "/usr/lib/*/liblzo2.a": "liblzo2-dev",
    "/usr/lib/*/libz.a": "zlib1g-dev",
    "/usr/lib/*/libzstd.a": "libzstd-dev",
}


class CannotSetUp(Exception):
    """What is missing, and the exact thing to do about it. Nothing was changed."""


def missing_packages(for_tests: bool, for_building: bool = False) -> dict[str, str]:
    """What this machine lacks: the thing itself, and the Debian package that brings it."""
    if not sys.platform.startswith("linux"):
        return {}  # the wheels bring everything on Windows and macOS
    missing = {library: package for library, package in LIBRARIES.items() if not loads(library)}
    if not has_venv():
        missing["Python's venv module"] = "python3-venv"
    if not any(Path("/usr/share/fonts").glob("**/*.[to]tf")):
        missing["a font"] = "fonts-dejavu-core"
    programs: dict[str, str] = {}
    files: dict[str, str] = {}
    if for_tests:
        programs.update(TEST_PROGRAMS)
        files.update(TEST_FILES)
    if for_tests or for_building:
        if sys.base_prefix == "/usr" and not has_libpython():
            missing["Python's library"] = f"libpython{sys.version_info[0]}.{sys.version_info[1]}"
        programs.update(BUILD_PROGRAMS)
        files.update(BUILD_FILES)
    missing.update({name: package for name, package in programs.items() if shutil.which(name) is None})
    missing.update({path: package for path, package in files.items() if not any(Path("/").glob(path.lstrip("/")))})
    return missing


def install_missing(for_tests: bool, for_building: bool = False) -> None:
    """Installs what is missing, or raises CannotSetUp with the command that would. Asks for nothing twice."""
    missing = missing_packages(for_tests, for_building)
    if not missing:
        return
    packages = sorted(set(missing.values()))
    if shutil.which("apt-get") is None:
        raise CannotSetUp(
            "This system lacks: " + ", ".join(sorted(missing)) + ".\n"
            "Install them with its package manager, then run this again. On Debian they are called: "
            + " ".join(packages)
        )
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    right = _right_to_install()
    if right is None:
        raise CannotSetUp(
            "This needs packages of the system and the right to install them. Run once:\n\n"
            "    sudo apt-get update && sudo " + " ".join(command) + "\n\nthen run this again. Nothing was changed."
        )
    print("Installing from the system's packages: " + " ".join(packages), file=sys.stderr, flush=True)
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.run([*right, "apt-get", "update"], env=environment, stdout=subprocess.DEVNULL, check=False)
    if subprocess.run([*right, *command], env=environment, stdout=subprocess.DEVNULL, check=False).returncode != 0:
        raise CannotSetUp("That did not work. The command was:\n\n    " + " ".join([*right, *command]))
    left = missing_packages(for_tests, for_building)
    if left:
        raise CannotSetUp("Installed, but still not found: " + ", ".join(sorted(left)))


def _right_to_install() -> list[str] | None:
    """The words before apt-get: nothing for root, sudo where it works (or may ask a person), None otherwise."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    if subprocess.run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0:
        return ["sudo", "-n"]
    return ["sudo"] if sys.stdin.isatty() else None


def loads(library: str) -> bool:
    """Whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_libpython() -> bool:
    """PyInstaller needs Python as a library. Debian splits it off, and some build Pythons without."""
    name = f"libpython{sys.version_info[0]}.{sys.version_info[1]}.so.1.0"
    return loads(name) or Path(sysconfig.get_config_var("LIBDIR") or "/", name).exists()


def has_venv() -> bool:
    """Debian splits ensurepip off; without it, venv makes environments without pip."""
    return importlib.util.find_spec("venv") is not None and importlib.util.find_spec("ensurepip") is not None


def has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
