"""The one command that measures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(
    not (ROOT / ".venv" / "bin" / "python").exists(), reason="the tests run in an environment of their own"
)
def test_the_systems_python_measures_too(tmp_path: Path, home: Path) -> None:
    """It has none of the libraries, and said so with a traceback."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path)], check=True, timeout=120)
    command = [str(tmp_path / "bin" / "python"), "-m", "tests.benchmarks", "--list"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8")
    assert "flood" in listed.stdout
