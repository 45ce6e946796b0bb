"""A provider of another package, through the entry point: the ten lines of the README, and one that does not load."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sounds import make_song, read

EXAMPLE = """
from stemdesk.core.descriptions import ProviderDescription
from stemdesk.core.models import Format, Model
from stemdesk.core.stems import StemFile
from stemdesk.core.text import NOTHING, verbatim
from stemdesk.providers.contract import Fetched

class Copier:
    description = ProviderDescription("copier", verbatim("Copier"), verbatim("gives back what it got"))
    async def models(self): return [Model("all", verbatim("All of it"), NOTHING, NOTHING, ("other",), (FORMAT,))]
    async def submit(self, work): (work.folder / "all.wav").write_bytes(work.track.path.read_bytes())
    async def follow(self, work): pass
    async def fetch(self, work): return Fetched([StemFile("other", work.folder / "all.wav")])
    async def cancel(self, work): return verbatim("nothing was charged")

FORMAT = Format("wav", verbatim("WAV"), ".wav")
"""


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    """An installed package, as pip would leave it."""
    folder = tmp_path / "site"
    info = folder / "copier-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / "copier.py").write_text(EXAMPLE)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: copier\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[stemdesk.providers]\ncopier = copier:Copier\nbroken = nowhere:Nothing\n")
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


def test_the_readme_shows_this_very_example() -> None:
    readme = (Path(__file__).resolve().parents[3] / "README.md").read_text("utf-8")
    for line in EXAMPLE.strip().splitlines():
        assert line in readme, line
