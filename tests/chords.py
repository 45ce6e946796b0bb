"""The chord network with few filters, in a file as PyTorch once wrote them; and whether the real one is here."""

from __future__ import annotations

import io
import pickle
import shutil
import struct
import sys
from collections import OrderedDict
from types import ModuleType
from typing import Any, Final

import numpy as np
import pytest
from numpy.typing import NDArray

from stemdesk.inference import shelf
from stemdesk.inference.conversions import chordia, pytorch_old_checkpoint
from stemdesk.inference.known import known_models

Named = dict[str, NDArray[np.float32]]

MODEL: Final = known_models()["chords"]
#: Where the real one lies; tests have folders of their own, into which `lay_out` brings it.
_FILE: Final = next(shelf._files(MODEL), None) if shelf.can_run() else None
needs_chords = pytest.mark.skipif(_FILE is None, reason="the chord network is not here: stemdesk models get chords")
CELLS: Final = 3
WIDTHS: Final = {"1": 2, "2": 3, "3": 4, "4": 5}


def lay_out() -> None:
    if _FILE is not None and not shelf.is_ready(MODEL):
        shelf.own_file(MODEL).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_FILE, shelf.own_file(MODEL))


def tiny_weights(seed: int) -> Named:
    noise = np.random.default_rng(seed)
    weights: Named = {}
    before = 1
    for layers, _ in chordia._GROUPS:
        for layer in layers:
            width = WIDTHS[layer[0]]
            weights[f"audio_feature_block.conv{layer}.weight"] = _some(noise, width, before, 3, 3)
            weights[f"audio_feature_block.conv{layer}.bias"] = _some(noise, width)
            before = width
    for way in ("", "_reverse"):
        weights[f"lstm1.weight_ih_l0{way}"] = _some(noise, 4 * CELLS, 3 * before)
        weights[f"lstm1.weight_hh_l0{way}"] = _some(noise, 4 * CELLS, CELLS)
        weights[f"lstm1.bias_ih_l0{way}"] = _some(noise, 4 * CELLS)
        weights[f"lstm1.bias_hh_l0{way}"] = _some(noise, 4 * CELLS)
    weights["final_fc1.weight"] = _some(noise, sum(chordia.PARTS), 2 * CELLS)
    weights["final_fc1.bias"] = _some(noise, sum(chordia.PARTS))
    return weights


def _some(noise: np.random.Generator, *shape: int) -> NDArray[np.float32]:
    return (0.5 * noise.standard_normal(shape)).astype(np.float32)


class FloatStorage:
    """What PyTorch calls so; a pickle names it only."""


class _Storage:
    def __init__(self, key: str, size: int) -> None:
        self.key, self.size = key, size


class _Tensor:
    def __init__(self, key: str, values: NDArray[np.float32], shape: tuple[int, ...] | None) -> None:
        self._key, self._values, self._shape = key, values, shape or values.shape

    def __reduce__(self) -> tuple[Any, ...]:
        strides = [1]
        for size in reversed(self._shape[1:]):
            strides.insert(0, strides[0] * size)
        storage = _Storage(self._key, self._values.size)
        return _rebuild_tensor_v2, (storage, 0, tuple(self._shape), tuple(strides), False, OrderedDict())


def _rebuild_tensor_v2() -> None:
    """Only its name is written."""


class _Writer(pickle.Pickler):
    def persistent_id(self, obj: Any) -> Any:
        return ("storage", FloatStorage, obj.key, "cpu", obj.size, None) if isinstance(obj, _Storage) else None


def checkpoint(weights: Named, shape: tuple[int, ...] | None = None) -> bytes:
    """`shape` is what every array claims to be instead of what it is."""
    file = io.BytesIO()
    for each in (pytorch_old_checkpoint._NUMBER, 1001, {"little_endian": True}):
        file.write(pickle.dumps(each, 2))
    saved = {"step": 7, "net": OrderedDict((name, _Tensor(name, values, shape)) for name, values in weights.items())}
    with pytest.MonkeyPatch.context() as patch:
        for module, named in (("torch", FloatStorage), ("torch._utils", _rebuild_tensor_v2)):
            patch.setitem(sys.modules, module, ModuleType(module))
            setattr(sys.modules[module], named.__name__, named)
            patch.setattr(named, "__module__", module)
        _Writer(file, 2).dump(saved)
    file.write(pickle.dumps(list(weights), 2))
    for values in weights.values():
        file.write(struct.pack("<q", values.size) + values.astype("<f4").tobytes())
    return file.getvalue()
