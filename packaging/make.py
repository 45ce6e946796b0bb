"""The second half of `build.py`, in the environment that has PyInstaller and what is shipped, and nothing else."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

from app import freeze
from app.identity import DIST

MODELS: Final = Path(__file__).resolve().parent.parent / "resources" / "models"


def main(given: list[str]) -> int:
    app = DIST / ("StemDesk.app" if sys.platform == "darwin" else "StemDesk")
    if "--keep" not in given or not app.is_dir():
        app = freeze.freeze()
    print(f"{app.name}: {freeze.size(app) / 1e6:.0f} MB")
    if missing := missing_models(app):
        print(f"Missing from it, because they could not be downloaded: {', '.join(missing)}.", file=sys.stderr)
        if set(given) - {"app", "--keep"}:
            return 1  # nobody is to get such a package
    for what in given:
        if what in ("app", "--keep"):
            continue
        made = _build(what, app)
        print(f"{made.name}: {made.stat().st_size / 1e6:.0f} MB")
    return 0


def missing_models(app: Path) -> list[str]:
    """The names of the trained models that belong to every app, and are not in this one."""
    known = [json.loads(file.read_text("utf-8")) for file in sorted(MODELS.glob("*.json"))]
    there = {file.name for file in app.rglob("*.onnx")}
    return [
        model["name"] for model in known
        if "package" in model and f"{model['id']}-{model['file']['sha256'][:8]}.onnx" not in there
    ]  # fmt: skip


def _build(what: str, app: Path) -> Path:
    if what == "deb":
        from linux.deb import build
    elif what == "appimage":
        from linux.appimage import build
    elif what == "windows":
        from windows.installer import build
    else:
        from macos.dmg import build
    return build(app)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
