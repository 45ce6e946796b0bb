"""What of all that PyInstaller found is shipped: the Qt plug-ins that the window uses, and the libraries that those need.

Names are paths inside the app, with `/`. PyInstaller's lists hold (name, source, kind).
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

Entry = tuple[str, str, str]

#: Modules that are found but never used: other tool kits, tests, what only builds need.
UNUSED_MODULES: Final = [
    "IPython", "PIL", "_pytest", "charset_normalizer", "doctest", "hypothesis", "lib2to3", "matplotlib",
    "pandas", "pip", "pkg_resources", "pydoc_data", "pytest", "readline", "setuptools", "tkinter", "wheel", "yaml",
    # parts of SciPy that its Fourier transforms and filters mention, in functions that nobody calls: 30 MB
    "scipy.integrate", "scipy.interpolate", "scipy.linalg", "scipy.optimize", "scipy.signal", "scipy.sparse",
    "scipy.spatial", "scipy.stats",
    # what onnxruntime needs for making models, which we do without
    "coloredlogs", "flatbuffers", "google.protobuf", "humanfriendly", "mpmath", "onnx", "sympy", "torch",
    "onnxruntime.backend", "onnxruntime.datasets", "onnxruntime.quantization", "onnxruntime.tools",
    "onnxruntime.transformers",
]  # fmt: skip

#: Folders of Qt plug-ins, and which of each. Not here: OpenGL (the window paints without), TLS (httpx has its own),
#: network state, frame buffers, databases, GTK's copy of itself (the theme takes the system's GTK or is left out).
PLUGINS: Final = {
    "platforms": r"(lib)?q(xcb|wayland.*|offscreen|windows|cocoa)\b",
    "wayland-shell-integration": r".*",
    "wayland-decoration-client": r".*",
    "imageformats": r"(lib)?q(svg|jpeg|ico)\b",
    "iconengines": r"(lib)?qsvgicon\b",
    "styles": r".*",
    "platformthemes": r"(lib)?q(gtk3|xdgdesktopportal)\b",
    "platforminputcontexts": r"(lib)?(ibus|compose)platforminputcontextplugin\b",  # Chinese and Japanese are typed
}
QT_TRANSLATIONS: Final = re.compile(r"qtbase_(zh_CN|ja)\.qm$")

#: Libraries that have to be the system's own: drivers, the X and sound servers' other halves, its fonts and themes.
#: A copy of ours would not fit the system's plug-ins. Packages name them as dependencies.
SYSTEM_LIBRARIES: Final = re.compile(
    r"lib(stdc\+\+|gcc_s|mvec|X11|X11-xcb|Xau|Xdmcp|xcb|wayland-\w+|EGL|GL|GLX|OpenGL|GLdispatch|drm|gbm|asound|fontconfig"
    r"|freetype|expat|glib-2\.0|gobject-2\.0|gio-2\.0|gmodule-2\.0|gthread-2\.0|dbus-1|systemd|udev|z|uuid|pcre2-8"
    r"|selinux|mount|blkid|gtk-3|gdk-3|gdk_pixbuf-2\.0|pango\w*-1\.0|cairo|cairo-gobject|atk-1\.0|harfbuzz|epoxy)\.so\b"
)

#: Files of the checkout's `resources` that only its developers need.
RESOURCES: Final = (
    "demo/*.ogg",
    "icons/*.svg",
    "models/*.json",
    "providers/*.json",
    "rhythm/*.json",
    "translations/*.qm",
    "*.json",
    "*.qss",
)


#: What PyInstaller would run before the program itself, at every start. The first loads QtCore, also for a short command,
#: to say where Qt's plug-ins are: PySide6 says so itself, which was tried on Linux. The second prepares child processes of
#: multiprocessing, of which there are none; the others are for modules in an archive, where ours are not.
UNUSED_BEGINNINGS: Final = (
    ("pyi_rth_pyside6", "pyi_rth_multiprocessing", "pyi_rth_inspect", "pyi_rth_pkgutil")
    if sys.platform.startswith("linux")
    else ()
)


def beginnings(scripts: list[Entry]) -> list[Entry]:
    """The program, and what has to run before it."""
    return [script for script in scripts if script[0] not in UNUSED_BEGINNINGS]


def resources(folder: Path) -> list[tuple[str, str]]:
    """(source, folder in the app) of every resource that is shipped."""
    found = [path for pattern in RESOURCES for path in sorted(folder.glob(pattern))]
    return [(str(path), str(Path("stemdesk/resources") / path.parent.relative_to(folder))) for path in found]


def models(prefix: Path) -> list[tuple[str, str]]:
    """(source, folder in the app) of every trained model that was brought beside the interpreter that builds."""
    found = sorted((prefix / "share" / "stemdesk" / "models").glob("*.onnx"))
    return [(str(path), "stemdesk/resources/models") for path in found]


def wanted(name: str) -> bool:
    """Whether a file belongs into the app, judged by its name alone."""
    path = PurePosixPath(name.replace("\\", "/"))
    if "plugins" in path.parts and "PySide6" in path.parts:
        pattern = PLUGINS.get(path.parent.name)
        return pattern is not None and re.match(pattern, path.name) is not None
    if "translations" in path.parts and "PySide6" in path.parts:
        return QT_TRANSLATIONS.search(path.name) is not None
    if path.name.startswith("opengl32sw"):  # a software OpenGL of 20 MB
        return False
    if sys.platform.startswith("linux") and len(path.parts) == 1:
        return SYSTEM_LIBRARIES.match(path.name) is None
    return True


def trimmed(binaries: list[Entry]) -> list[Entry]:
    """The wanted ones without libraries that nothing of the rest needs any more."""
    kept = _without_doubles([entry for entry in binaries if wanted(entry[0])])
    return _reachable(kept) if sys.platform.startswith("linux") else kept


def _without_doubles(binaries: list[Entry]) -> list[Entry]:
    """Wheels bring libraries in a folder `<package>.libs` and look there first; a second copy beside the program is for
    nobody. (Windows alone: 110 MB. Elsewhere the second one is a link.)"""
    paths = [PurePosixPath(entry[0].replace("\\", "/")) for entry in binaries]
    in_folders = {path.name for path in paths if path.parent.name.endswith(".libs")}
    return [
        entry for entry, path in zip(binaries, paths, strict=True)
        if len(path.parts) > 1 or path.name not in in_folders
    ]  # fmt: skip


def without_dangling(datas: list[Entry], binaries: list[Entry]) -> list[Entry]:
    """The wanted data files, and of the links those whose target is shipped."""
    shipped = {entry[0] for entry in binaries}
    return [
        (name, source, kind) for name, source, kind in datas
        if wanted(name) and (kind != "SYMLINK" or source in shipped)
    ]  # fmt: skip


def origin(name: str, source: str, folders: Iterable[str | Path]) -> str:
    """The file that a shipped one was made of: a module's source, where only what was compiled from it is shipped."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.suffix == ".pyc":
        found = (Path(folder, path.with_suffix(".py")) for folder in folders)
        return next((str(file) for file in found if file.is_file()), source)
    return source


def _reachable(binaries: list[Entry]) -> list[Entry]:
    """Python loads modules, Qt its plug-ins, we PortAudio and libsndfile; other libraries are there for those alone."""
    by_name: dict[str, list[Entry]] = {}
    for entry in binaries:
        by_name.setdefault(PurePosixPath(entry[0]).name, []).append(entry)
    loaded = re.compile(r"lib(python|portaudio|sndfile)")
    todo = [
        entry for entry in binaries if not _is_library(entry[0]) or loaded.match(PurePosixPath(entry[0]).name)
    ]  # fmt: skip
    reached = set(todo)
    while todo:
        for needed in _needed(todo.pop()[1]):
            fresh = [entry for entry in by_name.get(needed, []) if entry not in reached]
            reached.update(fresh)
            todo += fresh
    return [entry for entry in binaries if entry in reached]


def _is_library(name: str) -> bool:
    path = PurePosixPath(name)
    return path.name.startswith("lib") and ".so" in path.name and "plugins" not in path.parts


def _needed(source: str) -> list[str]:
    """What a library names as needed (ldd would add what those need in turn, also through what is left out)."""
    headers = subprocess.run(["objdump", "-p", source], capture_output=True, text=True, check=True).stdout
    return re.findall(r"^  NEEDED +(\S+)", headers, re.MULTILINE)
