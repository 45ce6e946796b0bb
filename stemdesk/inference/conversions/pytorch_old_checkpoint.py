"""Reads the weights out of a PyTorch file of before 2020, without PyTorch, and runs nothing that is in it.

Such a file is four pickles one after the other (a number, a version, the machine, what was saved), a fifth with the storages'
keys, and then each storage: how many numbers, and the numbers. Of what a pickle could name, three things are known here;
anything else is refused.
"""

from __future__ import annotations

import io
import pickle
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from stemdesk.inference.tensorflow_checkpoint import NoCheckpoint

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NUMBER: Final = 0x1950A86A20F9469CFC6C
_VERSION: Final = 1001
#: Kinds of storage by the name that PyTorch gives them.
_KINDS: Final = {"FloatStorage": "<f4", "LongStorage": "<i8", "DoubleStorage": "<f8", "HalfStorage": "<f2"}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an array's numbers are: they come after everything that names them."""

    storage: tuple[str, str]
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


def read_weights(data: bytes, part: str) -> dict[str, NDArray[np.float32]]:
    """Every array of 32-bit floats by its name, of the dictionary that was saved as `part`. Raises NoCheckpoint."""
    try:
        return dict(_weights(io.BytesIO(data), part))
    except (
        pickle.UnpicklingError, KeyError, IndexError, ValueError, TypeError, AttributeError, EOFError, ImportError,
        OverflowError, MemoryError,
    ) as error:  # fmt: skip
        raise NoCheckpoint(str(error)) from error


def _weights(file: io.BytesIO, part: str) -> dict[str, NDArray[np.float32]]:
    if _Reader(file).load() != _NUMBER or _Reader(file).load() != _VERSION:
        raise NoCheckpoint("not a PyTorch file of that kind")
    _Reader(file).load()
    saved = _Reader(file).load()[part]
    places = {str(name): each for name, each in saved.items() if isinstance(each, _Place)}
    kinds = {each.storage[1]: each.storage[0] for each in places.values()}
    storages: dict[str, NDArray[Any]] = {}
    for key in _Reader(file).load():
        count = int.from_bytes(file.read(8), "little")
        kind = np.dtype(_KINDS[kinds.get(key, "FloatStorage")])  # the optimizer's, which nobody wants, are floats, too
        numbers = file.read(count * kind.itemsize)
        if len(numbers) != count * kind.itemsize:
            raise NoCheckpoint("the file ends in the middle of its numbers")
        storages[key] = np.frombuffer(numbers, kind)
    arrays = {name: _array(storages[place.storage[1]], place) for name, place in places.items()}
    return {name: array for name, array in arrays.items() if array.dtype == np.float32}


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        match module, name:
            case "collections", "OrderedDict":
                return OrderedDict
            case "torch._utils", "_rebuild_tensor_v2":
                return _place
            case "torch", kind if kind in _KINDS:
                return kind
        raise pickle.UnpicklingError(f"{module}.{name}")

    def persistent_load(self, pid: tuple[Any, ...]) -> tuple[str, str]:
        _, kind, key, *_ = pid
        return str(kind), str(key)


def _place(
    storage: tuple[str, str], offset: int, shape: tuple[int, ...], strides: tuple[int, ...], *_: object
) -> _Place:
    return _Place(storage, offset, shape, strides)


def _array(numbers: NDArray[Any], place: _Place) -> NDArray[Any]:
    """A copy of its own; raises ValueError where it would reach over the end of its storage."""
    last = place.offset + sum(step * (size - 1) for step, size in zip(place.strides, place.shape, strict=True))
    if place.offset < 0 or min(place.strides, default=0) < 0 or min(place.shape, default=1) < 1 or last >= len(numbers):
        raise ValueError("an array beyond its storage")
    strides = [step * numbers.itemsize for step in place.strides]
    return np.lib.stride_tricks.as_strided(numbers[place.offset :], place.shape, strides).copy()
