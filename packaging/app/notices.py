"""Says what is inside the frozen app and under which licence: `THIRD-PARTY.txt` for people, an SBOM for programs.

Both are made from the list of files that were really shipped (`shipped.json`, written by the recipe), so nothing is named
that is not there; a file that belongs to nothing known stops the build.

SBOM: CycloneDX 1.6, <https://cyclonedx.org/docs/1.6/json/>.
"""

from __future__ import annotations

import importlib.metadata
import json
import platform
import re
import subprocess
import sys
import sysconfig
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).resolve().parent
TEXTS = HERE.parent / "licences"
#: For wheels whose metadata name their licence in prose, or not at all.
SAID_ELSEWHERE: Final = {
    "mdurl": "MIT",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "qasync": "BSD-2-Clause",
    "scipy": "BSD-3-Clause",
    "soundfile": "BSD-3-Clause",
    "jaraco-classes": "MIT",
    "backports-tarfile": "MIT",
}
CLASSIFIERS: Final = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
SPDX: Final = re.compile(r"\(?[A-Za-z0-9.+-]+( (OR|AND|WITH) \(?[A-Za-z0-9.+-]+\)?)*")
#: What of PySide6 and shiboken6 we take of the licences that they are offered under.
CHOSEN: Final = {"LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only": "LGPL-3.0-only"}
#: Libraries inside wheels, by how their file is named.
INSIDE_WHEELS: Final = (
    (r"(lib)?(avcodec|avdevice|avfilter|avformat|avutil|postproc|swresample|swscale)\b", "FFmpeg", "GPL-3.0-or-later"),
    (r"libx264\b", "x264", "GPL-2.0-or-later"),
    (r"libx265\b", "x265", "GPL-2.0-or-later"),
    (r"(lib)?SvtAv1Enc\b", "SVT-AV1", "BSD-3-Clause-Clear"),
    (r"(lib)?vpx\b", "libvpx", "BSD-3-Clause"),
    (r"(lib)?dav1d\b", "dav1d", "BSD-2-Clause"),
    (r"(lib)?aom\b", "libaom", "BSD-2-Clause"),
    (r"(lib)?mp3lame\b", "LAME", "LGPL-2.0-or-later"),
    (r"(lib)?opus\b", "Opus", "BSD-3-Clause"),
    (r"(lib)?opencore-amr(nb|wb)\b", "OpenCORE AMR", "Apache-2.0"),
    (r"(lib)?(webp|webpmux|sharpyuv)\b", "libwebp", "BSD-3-Clause"),
    (r"(lib)?gnutls\b", "GnuTLS", "LGPL-2.1-or-later"),
    (r"(lib)?(nettle|hogweed)\b", "Nettle", "LGPL-3.0-or-later OR GPL-2.0-or-later"),
    (r"(lib)?gmp\b", "GMP", "LGPL-3.0-or-later OR GPL-2.0-or-later"),
    (r"(lib)?unistring\b", "libunistring", "LGPL-3.0-or-later OR GPL-2.0-or-later"),
    (r"(lib)?vpl\b", "Intel VPL dispatcher", "MIT"),
    (r"libasound\b", "alsa-lib", "LGPL-2.1-or-later"),
    (r"libdrm\b", "libdrm", "MIT"),
    (r"lib(xcb|Xau)\b", "libxcb", "MIT"),
    (r"lib(scipy_)?openblas", "OpenBLAS", "BSD-3-Clause"),
    (r"lib(gfortran|quadmath|gomp|gcc_s|stdc\+\+|winpthread)", "GCC runtime libraries",
     "GPL-3.0-or-later WITH GCC-exception-3.1"),
    (r"msvcp140|vcruntime140|concrt140|ucrtbase|api-ms-win", "Microsoft Visual C++ runtime", "LicenseRef-Microsoft"),
    (r"libicu", "ICU", "Unicode-3.0"),
    (r"(lib)?Qt6", "Qt 6", "LGPL-3.0-only"),
    (r"(lib)?sndfile", "libsndfile, with libFLAC, libogg, libvorbis, Opus, mpg123 and LAME inside",
     "LGPL-2.1-or-later AND BSD-3-Clause"),
    (r"(lib)?portaudio", "PortAudio", "MIT"),
    (r"(lib)?(crypto|ssl)[-.]3", "OpenSSL", "Apache-2.0"),
    (r"(lib)?ffi\b|libffi-\d", "libffi", "MIT"),
    (r"(lib)?(bz2|bzip2)\b", "bzip2", "bzip2-1.0.6"),
    (r"(lib)?lzma\b", "XZ Utils", "0BSD"),
    (r"(lib)?(z|zlib1)\b", "zlib", "Zlib"),
    (r"(lib)?(xml2)\b", "libxml2", "MIT"),
    (r"(lib)?sqlite3?\b", "SQLite", "blessing"),
    (r"(lib)?iconv\b", "libiconv", "LGPL-2.1-or-later"),
)  # fmt: skip


@dataclass
class Component:
    """One library, or a trained model: `kind` is where it came from ("pypi", "deb", "generic", "model")."""

    name: str
    version: str
    licence: str
    kind: str
    texts: dict[str, str] = field(default_factory=dict)
    inside: str = ""
    authors: str = ""

    @property
    def purl(self) -> str:
        version = f"@{self.version}" if self.version else ""
        namespace = {"deb": "deb/debian", "model": "generic"}.get(self.kind, self.kind)
        return f"pkg:{namespace}/{self.name.split(',')[0].lower().replace(' ', '-')}{version}"


class UnknownFile(Exception):
    """Something is shipped that no table here accounts for."""


def components(shipped: list[tuple[str, str]]) -> list[Component]:
    """Every library among the shipped files. Raises UnknownFile."""
    owners = _owners()
    found: dict[tuple[str, str], Component] = {}
    for name, source in shipped:
        path = Path(source)
        distribution = owners.get(_key(path))
        if distribution is not None:
            component = _from_wheel(distribution)
            inner = _inside(path) if _is_library(path.name) else None
            if inner is not None:
                inner.inside = component.name
                found.setdefault((inner.name, inner.inside), inner)
        else:
            component = _from_elsewhere(name, path)
        if component.name != "stemdesk":
            found.setdefault((component.name, ""), component)
    return list(found.values())


def _owners() -> dict[str, importlib.metadata.Distribution]:
    return {
        _key(Path(str(file.locate()))): distribution
        for distribution in importlib.metadata.distributions()
        for file in distribution.files or ()
    }


def _key(path: Path) -> str:
    return str(path.absolute()).lower() if sys.platform == "win32" else str(path.absolute())


def _is_library(name: str) -> bool:
    return ".so" in name or name.endswith((".dll", ".dylib", ".pyd"))


_wheels: dict[str, Component] = {}


def _from_wheel(distribution: importlib.metadata.Distribution) -> Component:
    name = distribution.metadata["Name"]
    if name not in _wheels:
        plain = re.sub(r"[-_.]+", "-", name).lower()
        licence = SAID_ELSEWHERE.get(plain) or _said(distribution)
        texts = {
            Path(str(file)).name: str(file.read_text())
            for file in distribution.files or ()
            if re.match(r"(licen[cs]e|copying|notice)", Path(str(file)).name, re.IGNORECASE)
            and ".dist-info" in str(file)
        }
        _wheels[name] = Component(name, distribution.version, licence, "pypi", texts)
    return _wheels[name]


def _said(distribution: importlib.metadata.Distribution) -> str:
    """The licence as an SPDX expression. Raises UnknownFile where the metadata name none."""
    metadata = distribution.metadata
    classifiers = [CLASSIFIERS.get(each.rpartition(" :: ")[2]) for each in metadata.get_all("Classifier") or ()]
    for said in (metadata["License-Expression"], metadata["License"], *classifiers):
        if said and SPDX.fullmatch(said):
            return CHOSEN.get(said, said)
    raise UnknownFile(f"{metadata['Name']} does not say its licence: add it to SAID_ELSEWHERE in notices.py")


def _inside(path: Path) -> Component | None:
    for pattern, name, licence in INSIDE_WHEELS:
        if re.match(pattern, path.name):
            return Component(name, "", licence, "generic")
    return None


def _from_elsewhere(name: str, path: Path) -> Component:
    """Ours, Python's own, or a library of the system that builds."""
    root = HERE.parent.parent
    if path.suffix == ".onnx":
        return _model(path)
    if path.is_relative_to(root) and ".venv" not in path.parts and "site-packages" not in path.parts:
        return Component("stemdesk", "", "", "generic")
    if "PyInstaller" in path.parts or path.name.startswith("pyi") or name == "base_library.zip":
        return _from_wheel(importlib.metadata.distribution("pyinstaller"))
    inner = _inside(path)
    if sys.platform.startswith("linux") and _is_library(path.name):
        package = debian_package(path)
        if package is not None:
            return package
    if inner is not None:
        return inner
    prefixes = [Path(sysconfig.get_path(which)) for which in ("stdlib", "platstdlib")] + [Path(sys.base_prefix)]
    if any(path.is_relative_to(prefix) or path.resolve().is_relative_to(prefix.resolve()) for prefix in prefixes):
        return Component("CPython", platform.python_version(), "PSF-2.0", "generic", _python_licence())
    raise UnknownFile(f"{name} ({'/'.join(path.parts[-3:])}) belongs to nothing that packaging/app/notices.py knows")


def _model(path: Path) -> Component:
    """A trained model of `resources/models`, by its file's name."""
    for file in (HERE.parent.parent / "resources" / "models").glob("*.json"):
        known = json.loads(file.read_text("utf-8"))
        if "file" not in known:  # downloaded by whoever wants it, never shipped
            continue
        if path.name == f"{known['id']}-{known['file']['sha256'][:8]}.onnx":
            made_of = known["package"]
            texts = {"LICENSE": known["licence_text"]}
            return Component(
                f"{known['name']}, a trained model",
                made_of["version"],
                known["licence"],
                "model",
                texts,
                "",
                known["authors"],
            )
    raise UnknownFile(f"{path.name} is no model of resources/models")


def _python_licence() -> dict[str, str]:
    for folder in (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)):
        for file in ("LICENSE.txt", "LICENSE"):
            if (folder / file).is_file():
                return {"LICENSE.txt": (folder / file).read_text("utf-8", "replace")}
    return {}


def debian_package(path: Path) -> Component | None:
    """The package that a file of the system belongs to; None where dpkg knows of none."""
    real = path.resolve()
    candidates = [str(real), str(real).removeprefix("/usr")]
    for candidate in candidates:
        asked = subprocess.run(["dpkg-query", "-S", candidate], capture_output=True, text=True, check=False)
        if asked.returncode == 0:
            package = asked.stdout.split(":")[0]
            break
    else:
        return None
    version = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True, check=True
    ).stdout.split("\n")[0]
    copyright_file = Path("/usr/share/doc") / package / "copyright"
    text = copyright_file.read_text("utf-8", "replace") if copyright_file.is_file() else ""
    return Component(package, version, "see its copyright file", "deb", {"copyright": text})


def third_party(parts: list[Component], version: str) -> str:
    """The text for people: a table, then every licence text once."""
    lines = [
        f"StemDesk {version} is made of these, with thanks to everybody who wrote them.",
        "StemDesk itself is free software under the GPL-3.0-or-later (see LICENSE); its source, and the scripts that",
        "made this app, are where you got it from. Qt and PySide6 are used under the LGPL-3.0: they lie here as",
        "libraries of their own and can be replaced by others of the same version.",
        "",
    ]
    for each in parts:
        place = f"; inside {each.inside}" if each.inside else f"; by {each.authors}" if each.authors else ""
        lines.append(f"  {each.name} {each.version}".rstrip() + f"  ({each.licence}{place})")
    seen: set[str] = set()
    texts = [(f"{each.name} — {title}", text) for each in parts for title, text in each.texts.items()]
    texts += [(path.stem, path.read_text("utf-8")) for path in sorted(TEXTS.glob("*.txt"))]
    for title, text in texts:
        if text.strip() and text not in seen:
            seen.add(text)
            lines += ["", "=" * 100, title, "=" * 100, "", text.strip()]
    return "\n".join(lines) + "\n"


def sbom(parts: list[Component], version: str) -> str:
    """CycloneDX 1.6 as JSON. Without a time, with an identity made from the contents: two builds of the same are equal."""
    listed = [
        {
            "type": "machine-learning-model" if each.kind == "model" else "library",
            "bom-ref": f"{each.purl}{'#' + each.inside if each.inside else ''}",
            "name": each.name,
            **({"version": each.version} if each.version else {}),
            **({"authors": [{"name": each.authors}]} if each.authors else {}),
            "licenses": [_licence_entry(each.licence)],
            "purl": each.purl,
        }
        for each in parts
    ]
    body = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": "stemdesk", "name": "StemDesk", "version": version,
                "licenses": [{"expression": "GPL-3.0-or-later"}],
            },
            "properties": [{"name": "platform", "value": f"{platform.system()} {platform.machine()}"}],
        },
        "components": listed,
    }  # fmt: skip
    name = json.dumps(body, sort_keys=True)
    body["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"
    return json.dumps(body, indent=1, sort_keys=True) + "\n"


def _licence_entry(licence: str) -> dict[str, object]:
    if SPDX.fullmatch(licence):
        return {"expression": licence}
    return {"license": {"name": licence}}


def write(shipped: Path, app: Path, version: str, also: Iterable[Component] = ()) -> list[Component]:
    """Puts both beside the program, with our own licence; the answer is what they list. `also`: what a package adds."""
    entries: list[tuple[str, str]] = [
        (str(name), str(source)) for name, source in json.loads(shipped.read_text("utf-8"))
    ]
    parts = sorted([*components(entries), *also], key=lambda each: (each.name.lower(), each.inside))
    (app / "THIRD-PARTY.txt").write_text(third_party(parts, version), "utf-8")
    (app / "sbom.cdx.json").write_text(sbom(parts, version), "utf-8")
    (app / "LICENSE").write_bytes((HERE.parent.parent / "LICENSE").read_bytes())
    return parts
