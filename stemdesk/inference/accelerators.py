"""What else than the processor may compute: CoreML and DirectML, where onnxruntime's own wheel brings them.

None of it was ever tried here. So nobody gets it without asking for it, and what fails on it runs on the processor.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_KNOWN: Final = ("CoreMLExecutionProvider", "DmlExecutionProvider")
_PROCESSOR: Final = "CPUExecutionProvider"


def is_offered(system: str = sys.platform) -> bool:
    """Whether the installed onnxruntime has one of them. It takes its time to load, so that its files are looked at instead:
    every wheel for macOS has CoreML inside, the one with DirectML brings that beside itself."""
    spec = importlib.util.find_spec("onnxruntime")
    if spec is None or not spec.submodule_search_locations:
        return False
    return system == "darwin" or (
        system == "win32" and Path(spec.submodule_search_locations[0], "capi", "DirectML.dll").is_file()
    )


def ways(available: Sequence[str], *, wanted: bool) -> list[list[str]]:
    """onnxruntime's execution providers to run with, what to try first first."""
    found = [name for name in _KNOWN if name in available] if wanted else []
    return [*([[*found, _PROCESSOR]] if found else []), [_PROCESSOR]]
