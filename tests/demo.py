"""The demo song's true stems, rendered once by the script that composed it."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.sounds import Floats

SCRIPT = Path(__file__).resolve().parent.parent / "resources" / "demo" / "compose.py"
SHIPPED = SCRIPT.with_name("StemDesk Demo.ogg")


@cache
def composer() -> Any:
    spec = importlib.util.spec_from_file_location("compose", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["compose"] = module
    spec.loader.exec_module(module)
    return module


def demo_stems() -> dict[str, Floats]:
    stems: dict[str, Floats] = composer().true_stems()
    return stems


def demo_song() -> Floats:
    song: Floats = composer().song()
    return song
