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
    spots = [(x, y) for x in range(0, picture.width(), 5) for y in range(0, picture.height(), 5)]
    same = sum(picture.pixel(x, y) == shipped.pixel(x, y) for x, y in spots)
    assert same > 0.8 * len(spots)  # today's view, and not an empty window
