"""The command that makes the README's pictures still makes them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]


def test_the_split_view_is_taken_with_all_services_ready(qapp: object, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.papers.pictures", str(tmp_path), "split"]
    subprocess.run(command, cwd=ROOT, check=True, timeout=200)
    picture, shipped = (QImage(str(folder / "split.png")) for folder in (tmp_path, ROOT / "resources" / "screenshots"))
    assert picture.size() == shipped.size()
    assert (
        len({picture.pixel(x, picture.height() // 2) for x in range(picture.width())}) > 20
    )  # more than an empty window
