"""Networks with HT-Demucs' inputs and outputs, of a few numbers: every stem is a part of what it hears, or a band of it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.core.app_paths import app_paths
from stemdesk.inference import published
from stemdesk.inference.onnx_writer import Graph
from stemdesk.inference.published import published_models

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

PIECE: Final = 343_980
#: Of the song, in the order of the network's stems; what is missing to 1 is what the real one leaves, too.
PARTS: Final = (0.4, 0.3, 0.15, 0.1, 0.02, 0.01)


def graph(
    stems: int = 4, parts: Sequence[float] = PARTS, *, bias: float = 0.0, frames: int = PIECE,
    names: tuple[str, str] = ("mix", "stems"), shape: Sequence[int | str] | None = None,
) -> bytes:  # fmt: skip
    """Every stem is a part of the mix, sample by sample. `shape`: what the file says of its output."""
    kernel = np.zeros((2 * stems, 2, 1), np.float32)
    for stem in range(stems):
        kernel[2 * stem, 0, 0] = kernel[2 * stem + 1, 1, 0] = parts[stem]
    return _whole(kernel, bias, frames, names, shape)


def bands() -> bytes:
    """Two stems of what is low and two of what is high, by a filter of 255 samples: local, but not by the sample."""
    from scipy.signal import firwin

    low = firwin(255, 2000, fs=44_100).astype(np.float32)
    high = -low
    high[127] += 1
    kernel = np.zeros((8, 2, 255), np.float32)
    for stem, (part, wave) in enumerate(((0.7, high), (0.95, low), (0.2, high), (0.03, low))):
        kernel[2 * stem, 0] = kernel[2 * stem + 1, 1] = part * wave
    return _whole(kernel, 0.0, PIECE, ("mix", "stems"), None)


def _whole(
    kernel: NDArray[np.float32], bias: float, frames: int, names: tuple[str, str], shape: Sequence[int | str] | None
) -> bytes:
    stems = len(kernel) // 2
    made = Graph("ht-demucs in small")
    heard = made.input(names[0], [1, 2, frames])
    weights = made.weights("kernel", kernel, half=True)
    offset = made.weights("bias", np.full(2 * stems, bias, np.float32))
    pads = [kernel.shape[2] // 2] * 2
    flat = made.node("Conv", [heard, weights, offset], pads=pads)
    sizes = made.node("Constant", [], "sizes", value_ints=[1, stems, 2, frames])
    made.node("Reshape", [flat, sizes], names[1])
    made.output(names[1], shape or [1, stems, 2, frames])
    return made.file()


def lay_out(model_id: str, *files: bytes) -> list[Path]:
    """As if they had been downloaded; one for each file of the model."""
    app_paths().models.mkdir(parents=True, exist_ok=True)
    found = []
    for file, data in zip(published_models()[model_id].files, files, strict=True):
        sha256 = hashlib.sha256(data).hexdigest()
        published.arriving(file, sha256).write_bytes(data)
        published.take(file, sha256)
        found.append(app_paths().models / f"{file.id}-{sha256[:8]}.onnx")
        assert json.loads(found[-1].with_suffix(".json").read_text())["bytes"] == len(data)
    return found
