"""The virtual environment `.venv`: made once, filled with exactly the pinned and hashed packages, reused after that."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from machine import CannotSetUp

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
PINS = {"run": "requirements.txt", "test": "requirements-test.txt", "freeze": "requirements-freeze.txt"}


def use_new_enough_python() -> None:
    """Goes on in a newer Python if this one is too old and another is installed; says what to do if none is."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(14, OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other:
            os.execv(other, [other, *sys.argv])
    raise CannotSetUp(
        f"StemDesk needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {_version()}. Install one, for instance:\n\n"
        "    sudo apt-get install python3.12 python3.12-venv"
    )


def ready(profile: str) -> Path:
    """Makes sure that `.venv` has everything for "run" or "test", or `build/venv` for "freeze", which must hold nothing
    else; the answer is its Python. Fast when nothing changed."""
    folder = _folder(profile)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if _is_current(profile):
        _bring_models(profile, python)
        return python
    if not python.exists() or _version_of(python) != _version():
        shutil.rmtree(folder, ignore_errors=True)
        print(f"Creating {folder.relative_to(ROOT)} …", file=sys.stderr, flush=True)
        _run([sys.executable, "-m", "venv", str(folder)], "The virtual environment cannot be created.")
    print("Installing the pinned packages (once) …", file=sys.stderr, flush=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    pins = ROOT / "packaging" / PINS[profile]
    _run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(pins)], "The packages cannot be installed.")
    if profile != "freeze":
        _run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], "StemDesk cannot be installed.")
    _stamp(profile).write_text(_fingerprint(profile), "utf-8")
    _bring_models(profile, python)
    return python


def _bring_models(profile: str, python: Path) -> None:
    """The trained models, beside the interpreter. Where they cannot be downloaded everything else works: it is said, and for
    "run" not tried again at every start."""
    folder = _folder(profile)
    stamp = folder / "stemdesk-models.stamp"
    known = hashlib.sha256()
    for file in sorted((ROOT / "resources" / "models").glob("*.json")):
        known.update(file.read_bytes())
    if profile == "run" and stamp.exists() and stamp.read_text("utf-8") == known.hexdigest():
        return
    of_tests = ROOT / ".venv" / "share" / "stemdesk"
    if profile == "freeze" and of_tests.is_dir():
        shutil.copytree(of_tests, folder / "share" / "stemdesk", dirs_exist_ok=True)
    there = {file.name.rpartition("-")[0] for file in (folder / "share" / "stemdesk" / "models").glob("*.onnx")}
    if not there.issuperset(_brought()):
        print("Getting the trained models (once) …", file=sys.stderr, flush=True)
    command = [str(python), "-m", "stemdesk.inference"]
    subprocess.run(command, cwd=ROOT, check=False, stdin=subprocess.DEVNULL)
    stamp.write_text(known.hexdigest(), "utf-8")


def _brought() -> set[str]:
    """The ids of the models that are brought; the others are got by whoever wants them."""
    known = (json.loads(file.read_text("utf-8")) for file in (ROOT / "resources" / "models").glob("*.json"))
    return {model["id"] for model in known if "package" in model}


def _folder(profile: str) -> Path:
    return ROOT / "build" / "venv" if profile == "freeze" else ROOT / ".venv"


def _is_current(profile: str) -> bool:
    enough = ("run", "test") if profile == "run" else (profile,)  # the tests' environment has all that running needs
    for having in enough:
        stamp = _stamp(having)
        if stamp.exists() and stamp.read_text("utf-8") == _fingerprint(having):
            return True
    return False


def _stamp(profile: str) -> Path:
    return _folder(profile) / f"stemdesk-{profile}.stamp"


def _fingerprint(profile: str) -> str:
    """Changes with the pins, with what is installed of ours, with the Python, and when the checkout moves."""
    parts = [_version(), str(ROOT)]
    for file in (ROOT / "packaging" / PINS[profile], ROOT / "pyproject.toml"):
        parts.append(hashlib.sha256(file.read_bytes()).hexdigest())
    return json.dumps(parts)


def _version() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def _version_of(python: Path) -> str:
    asked = "import sys; print(f'{sys.version_info[0]}.{sys.version_info[1]}')"
    result = subprocess.run([str(python), "-c", asked], capture_output=True, text=True, check=False)
    return result.stdout.strip()


def _run(command: list[str], trouble: str) -> None:
    if subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode != 0:
        raise CannotSetUp(trouble + " The command was:\n\n    " + " ".join(command))
