"""The frozen app as people get it: without Python, without this checkout, on a screen, with a sound card and a keyring."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from tests.cli.test_services import charged
from tests.demo import SHIPPED, demo_stems
from tests.e2e.newcomer import PREVIEW, Newcomer
from tests.e2e.screen import Screen
from tests.e2e.soundcard import RATE, SoundCard, difference
from tests.patience import looks
from tests.sounds import make_song, read, sdr

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="made where this suite runs: on Linux")

#: Unpacked, in MB. The trained network takes 49 of them, what runs it 37: far better stems without an account.
BUDGET = 446


def alone(home: Path, **more: str) -> dict[str, str]:
    """An environment in which nothing leads to a Python."""
    return {"PATH": "/nowhere", "HOME": str(home.parent), "STEMDESK_HOME": str(home), "LANG": "C.UTF-8", **more}


def run(frozen: Path, *arguments: str, env: dict[str, str]) -> str:
    command = [str(frozen / "stemdesk"), *arguments]
    done = subprocess.run(command, env=env, cwd="/", capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_starts_without_python_and_splits_the_demo(frozen: Path, home: Path) -> None:
    env = alone(home)
    assert run(frozen, "--version", env=env).startswith("stemdesk ")
    lines = run(frozen, "separate", str(SHIPPED), "--model", "preview-band", "--format", "flac16", env=env).splitlines()
    assert len(lines) == 4
    assert all(Path(line).is_file() for line in lines)


def test_it_carries_the_network_and_splits_with_it(frozen: Path, home: Path) -> None:
    if not any(frozen.rglob("*.onnx")):
        pytest.skip("Spleeter's weights could not be downloaded when this app was built")
    vocals, instrumental = run(frozen, "separate", str(SHIPPED), "--format", "wav32f", env=alone(home)).splitlines()
    assert sdr(demo_stems()["vocals"], read(Path(vocals))) > 10  # of the shipped song, which is compressed
    assert Path(instrumental).is_file()
    bill = json.loads((frozen / "sbom.cdx.json").read_text("utf-8"))
    models = {part["name"]: part for part in bill["components"] if part["type"] == "machine-learning-model"}
    assert {model["licenses"][0]["expression"] for model in models.values()} == {"MIT", "Apache-2.0", "CC-BY-4.0"}
    assert any("Deezer" in model["authors"][0]["name"] for model in models.values())
    words = (frozen / "THIRD-PARTY.txt").read_text("utf-8")
    assert "Copyright (c) 2019-present, Deezer SA." in words


def test_it_speaks_to_services_and_buckets(frozen: Path, services: dict[str, str], home: Path, tmp_path: Path) -> None:
    song = make_song(tmp_path / "Été – 夏.wav", 0.5)
    env = alone(home, **{name: value for name, value in os.environ.items() if name.startswith("STEMDESK_")})
    for provider, model, stems in (("tencent", "2", 4), ("sami", "2track", 2)):
        told = run(frozen, "separate", str(song), "--provider", provider, "--model", model, env=env)
        assert len(told.splitlines()) == stems
        assert charged(services[provider]) > 0


def test_it_is_no_bigger_than_its_budget(frozen: Path) -> None:
    size = sum(file.lstat().st_size for file in frozen.rglob("*") if not file.is_dir())
    assert 100e6 < size < BUDGET * 1e6


def test_nothing_of_who_built_it_is_inside(frozen: Path) -> None:
    """Search paths of libraries that lead to somebody's home; the tests; other tool kits."""
    told = ""
    for file in frozen.rglob("*.so*"):
        told += subprocess.run(["chrpath", "--list", str(file)], capture_output=True, text=True, check=False).stdout
    paths = re.findall(r"(?:RPATH|RUNPATH)=(.+)", told)
    assert paths
    assert all(part.startswith("$ORIGIN") for path in paths for part in path.split(":"))
    names = {file.name for file in frozen.rglob("*")}
    assert not names & {"tkinter", "pytest", "_pytest", "PIL", "opengl32sw.dll"}


def test_what_is_inside_is_listed_with_its_licence(frozen: Path) -> None:
    bill = json.loads((frozen / "sbom.cdx.json").read_text("utf-8"))
    parts = {part["name"]: part for part in bill["components"]}
    assert len({part["bom-ref"] for part in bill["components"]}) == len(bill["components"])
    assert parts["PySide6_Essentials"]["licenses"] == [{"expression": "LGPL-3.0-only"}]
    assert parts["x264"]["licenses"] == [{"expression": "GPL-2.0-or-later"}]
    words = (frozen / "THIRD-PARTY.txt").read_text("utf-8")
    for name in (
        "httpx",
        "FFmpeg",
        "SQLite" if "SQLite" in parts else "libsqlite3-0",
        "CPython",
        "onnxruntime",
        "pyinstaller",
    ):
        assert name in parts
        assert name in words
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in words
    beside = {file.name for file in frozen.iterdir()}
    script = (Path(__file__).parents[2] / "packaging/windows/installer.nsi").read_text("utf-8")
    for name in beside - {"lib", "stemdesk"}:  # what lies beside the program is known to the uninstaller for Windows
        assert f'Delete "$INSTDIR\\{name}"' in script
    assert (frozen / "LICENSE").read_bytes() == (Path(__file__).parents[2] / "LICENSE").read_bytes()


@pytest.mark.skipif(
    not all(map(shutil.which, ("dbus-run-session", "gnome-keyring-daemon"))), reason="needs a keyring and a session bus"
)
def test_a_token_goes_into_a_real_keyring_and_comes_back(frozen: Path, home: Path, tmp_path: Path) -> None:
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    token = "a token of 32 characters, or so"
    program = frozen / "stemdesk"
    script = (
        "printf 'password' | gnome-keyring-daemon --unlock --components=secrets > /dev/null;"
        f"printf '%s\\n' '{token}' | '{program}' account set mvsep > /dev/null &&"
        f"'{program}' account show mvsep --json && '{program}' account forget mvsep > /dev/null &&"
        f"'{program}' account show mvsep --json || test $? = 3"
    )
    env = alone(home, PATH=os.environ["PATH"], XDG_RUNTIME_DIR=str(runtime), XDG_DATA_HOME=str(tmp_path / "data"))
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script],
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    kept, forgotten = map(json.loads, done.stdout.splitlines())
    assert kept[0]["origin"] == "keyring"
    assert kept[0]["shown"].endswith("r so")
    assert not any(field.get("shown") for field in forgotten)
    assert not [file for file in home.rglob("*") if file.is_file() and token.encode() in file.read_bytes()]


def listeners(parent: int) -> list[int]:
    """Its processes that listen for beats and chords."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            status, command = (process / "status").read_text(), (process / "cmdline").read_text()
            if f"PPid:\t{parent}\n" in status and "stemdesk.audio.analysis.worker" in command:
                found.append(int(process.name))
    return found


def test_a_song_is_dropped_split_and_heard_with_its_own_portaudio(
    frozen: Path, screen: Screen, sound_card: SoundCard, tmp_path: Path, home: Path
) -> None:
    song = tmp_path / "歌曲" / "Demo – été 夏.ogg"
    song.parent.mkdir()
    shutil.copy(SHIPPED, song)
    env = {**alone(home), **screen.environment, **sound_card.environment, "QT_ACCESSIBILITY": "0"}
    command = [str(frozen / "stemdesk")]
    if not any(frozen.rglob("*.onnx")):
        (home / "config").mkdir(parents=True)
        (home / "config" / "stemdesk.ini").write_text(PREVIEW, "utf-8")
    with Newcomer(screen, sound_card, command, env, jobs=lambda: run(frozen, "jobs", "--json", env=env)) as person:
        job = person.splits(song)
        heard = person.plays(5.0)
        loaded = Path(f"/proc/{person.program.pid}/maps").read_text()
        assert any(listeners(person.program.pid) or list(home.rglob("analysis/*.json")) for _ in looks())
        assert person.closes() == (0, b"")
    true = np.sum([read(Path(stem["path"])) for stem in job["stems"]], axis=0)
    assert difference(true[1 * RATE : 3 * RATE], heard) < 1e-5
    assert not re.findall(r"/scipy\S*\.so", loaded)  # what listens does so elsewhere: loading it made gaps
    assert set(re.findall(r"(/\S*libportaudio\S*)", loaded)) == {str(frozen / "lib" / "libportaudio.so.2")}
