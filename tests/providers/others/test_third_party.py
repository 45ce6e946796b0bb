"""A provider of another package, through the entry point: that of `stemdesk/README.md`, and some that do not load."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sounds import make_song, read

ARCHITECTURE = Path(__file__).resolve().parents[3] / "stemdesk" / "README.md"


def example() -> str:
    """The module that the page on the architecture shows."""
    return ARCHITECTURE.read_text("utf-8").split("```python\n", 1)[1].split("```", 1)[0]


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    """An installed package, as pip would leave it."""
    folder = tmp_path / "site"
    info = folder / "copier-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / "copier.py").write_text(example())
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: copier\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[stemdesk.providers]\ncopier = copier:Copier\nbroken = nowhere:Nothing\nquits = quits:Quits\n"
        "silent = builtins:object\nraises = raises:Raises\n"
    )
    (folder / "quits.py").write_text("import sys\nsys.exit('no licence')\n")
    (folder / "raises.py").write_text("class Raises:\n    @property\n    def description(self): raise KeyError('x')\n")
    return folder


def test_a_provider_of_another_package_splits_like_our_own(plugin: Path, home: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(plugin)}
    song = make_song(tmp_path / "x.wav", 0.3)
    command = [sys.executable, "-m", "stemdesk"]
    listed = subprocess.run([*command, "providers"], env=environment, capture_output=True, text=True, check=True)
    assert "copier" in listed.stdout
    subprocess.run(
        [*command, "separate", str(song), "--provider", "copier", "--output", str(tmp_path / "out")],
        env=environment, check=True, capture_output=True,
    )  # fmt: skip
    (stem,) = (tmp_path / "out" / "x").glob("*.wav")
    assert (read(stem) == read(song)).all()
