"""The package as it is installed: a wheel with everything in it, in an environment without this checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with our wheel; the libraries come from the one that runs the tests."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("stemdesk-*.whl")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run([str(python), "-c", asked], capture_output=True, text=True, check=True).stdout.strip()
    subprocess.run([*pip, "install", "--no-deps", "--target", packages, str(wheel)], check=True)
    ours = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.strip()
    (Path(packages) / "libraries.pth").write_text(ours + "\n")
    return python


def run(python: Path, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "STEMDESK_HOME": str(home)}
    return subprocess.run([str(python), "-P", "-m", "stemdesk", *arguments], cwd=home.parent, env=environment,
                          capture_output=True, text=True, timeout=120, check=False)  # fmt: skip


def test_it_is_the_wheel_and_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    code = (
        "import stemdesk; from stemdesk.core.app_paths import demo_song; print(stemdesk.__file__); print(demo_song())"
    )
    result = subprocess.run(
        [str(installed), "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    code_file, demo = map(Path, result.stdout.splitlines())
    assert not code_file.is_relative_to(ROOT)
    assert demo.is_file()
    assert demo.is_relative_to(code_file.parent)
    package = code_file.parent / "resources"
    for needed in ("style.qss", "icons/play.svg", "translations/stemdesk_ja.qm", "translations/stemdesk_zh_CN.qm"):
        assert (package / needed).is_file()


def test_its_main_job_runs(installed: Path, home: Path, tmp_path: Path) -> None:
    code = "from stemdesk.core.app_paths import demo_song; print(demo_song())"
    demo = subprocess.run([str(installed), "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    result = run(installed, "separate", demo.stdout.strip(), "--model", "preview-band", home=home)
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) == 4
    assert all(Path(line).is_file() for line in result.stdout.splitlines())


def test_the_network_that_a_wheel_does_not_carry_is_told_with_size_and_licence(
    installed: Path, song: Path, home: Path
) -> None:
    """Where it cannot be downloaded, as here, the job says how to go on."""
    listed = run(installed, "models", home=home)
    assert "Spleeter 2 stems by Deezer, 73 MB, MIT licence" in listed.stderr
    assert "stemdesk models get vocals" in listed.stderr
    result = run(installed, "separate", str(song), "--json", home=home)
    assert result.returncode == 1
    assert "73 MB, MIT licence" in result.stderr
    failed = json.loads(result.stdout.splitlines()[-1])
    assert failed["error"]["kind"] == "network"
    assert "quick preview works without" in failed["error"]["message"]
