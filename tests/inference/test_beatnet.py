"""BeatNet's weights become one file, without running anything that is in theirs."""

from __future__ import annotations

import io
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest

from stemdesk.inference.conversions import beatnet
from stemdesk.inference.conversions.pytorch_checkpoint import read_weights
from stemdesk.inference.network import Network
from stemdesk.inference.tensorflow_checkpoint import NoCheckpoint


def weights() -> dict[str, np.ndarray]:
    made = np.random.default_rng(0)
    shapes = {"conv1.weight": (2, 1, 10), "conv1.bias": (2,), "linear0.weight": (150, 262), "linear0.bias": (150,),
              "linear.weight": (3, 150), "linear.bias": (3,)}  # fmt: skip
    for layer in range(2):
        shapes |= {f"lstm.weight_{kind}_l{layer}": (600, 150) for kind in ("ih", "hh")}
        shapes |= {f"lstm.bias_{kind}_l{layer}": (600,) for kind in ("ih", "hh")}
    return {name: (made.standard_normal(shape) * 0.2).astype(np.float32) for name, shape in shapes.items()}


def archive(pickled: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("archive/data.pkl", pickled)
    return file.getvalue()


def test_the_file_computes_what_the_layers_say_and_remembers_between_pieces() -> None:
    known = weights()
    network = Network(beatnet.graph(known))
    heard = np.random.default_rng(1).random((40, 1, 272)).astype(np.float32)
    empty = np.zeros((2, 1, 150), np.float32)
    whole, *_ = network.run({"features": heard, "memory": empty, "cells": empty})
    first, memory, cells = network.run({"features": heard[:17], "memory": empty, "cells": empty})
    second, *_ = network.run({"features": heard[17:], "memory": memory, "cells": cells})
    assert np.allclose(np.concatenate([first, second]), whole, atol=1e-6)
    assert np.allclose(whole, expected(known, heard[:, 0]), atol=1e-5)


def expected(known: dict[str, np.ndarray], heard: np.ndarray) -> np.ndarray:
    """As in the paper, a frame at a time; gates are input, forget, cell, output."""
    state, cell, said = np.zeros((2, 150)), np.zeros((2, 150)), []
    for frame in heard:
        rows = [np.correlate(frame, known["conv1.weight"][k, 0], "valid") + known["conv1.bias"][k] for k in range(2)]
        flow = np.maximum(np.stack(rows), 0)[:, :262].reshape(2, -1, 2).max(axis=2).ravel()
        flow = known["linear0.weight"] @ flow + known["linear0.bias"]
        for layer in range(2):
            gates = known[f"lstm.weight_ih_l{layer}"] @ flow + known[f"lstm.bias_ih_l{layer}"]
            gates = gates + known[f"lstm.weight_hh_l{layer}"] @ state[layer] + known[f"lstm.bias_hh_l{layer}"]
            enter, forget, new, leave = gates.reshape(4, 150)
            cell[layer] = cell[layer] / (1 + np.exp(-forget)) + np.tanh(new) / (1 + np.exp(-enter))
            flow = state[layer] = np.tanh(cell[layer]) / (1 + np.exp(-leave))
        shares = np.exp(known["linear.weight"] @ flow + known["linear.bias"])
        said.append(shares / shares.sum())
    return np.array(said)


class Harmful:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("raise SystemExit",)


@pytest.mark.parametrize(
    "data", [b"", b"PK", archive(b"nothing"), archive(pickle.dumps(Harmful())), archive(b"\x80\x02N.")]
)
def test_a_file_that_holds_something_else_is_refused_and_nothing_of_it_runs(data: bytes) -> None:
    with pytest.raises(NoCheckpoint):
        read_weights(data)


def test_a_package_that_is_another_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "some.whl").write_bytes(archive(b""))
    with pytest.raises(NoCheckpoint):
        beatnet.convert(tmp_path / "some.whl")
