from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGING = ROOT / "packaging"


@pytest.fixture(scope="session")
def frozen() -> Path:
    """The folder of the frozen app, made as a release is."""
    subprocess.run([sys.executable, str(PACKAGING / "build.py"), "app"], check=True, stdout=subprocess.DEVNULL)
    return ROOT / "dist" / "StemDesk"


@pytest.fixture
def packaging(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Makes the packages of `packaging/` importable."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    return PACKAGING
