"""Reads the weights out of a PyTorch file, without PyTorch, and runs nothing that is in it.

Such a file is a ZIP: `data.pkl` says what the arrays are called and where their numbers lie, `data/<key>` holds these. Of
what a pickle could name, three things are known here; anything else is refused.
"""

from __future__ import annotations

import io
import pickle
import zipfile
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from stemdesk.inference.tensorflow_checkpoint import NoCheckpoint

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Kinds of storage by the name that PyTorch gives them.
_KINDS: Final = {"FloatStorage": "<f4", "LongStorage": "<i8", "DoubleStorage": "<f8", "HalfStorage": "<f2"}


def read_weights(data: bytes) -> dict[str, NDArray[np.float32]]:
    """Every array of 32-bit floats by its name. Raises NoCheckpoint."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            root = next(name for name in file.namelist() if name.endswith("/data.pkl")).removesuffix("data.pkl")
            found = _Reader(file, root).load()
            return {str(name): each for name, each in found.items() if getattr(each, "dtype", None) == np.float32}
    except (
        pickle.UnpicklingError, zipfile.BadZipFile, StopIteration, KeyError, IndexError, ValueError, TypeError,
        AttributeError, EOFError, NotImplementedError, ImportError, OverflowError, MemoryError,
    ) as error:  # fmt: skip
        raise NoCheckpoint(str(error)) from error


class _Reader(pickle.Unpickler):
    def __init__(self, file: zipfile.ZipFile, root: str) -> None:
        super().__init__(io.BytesIO(file.read(f"{root}data.pkl")))
        self._file, self._root = file, root

    def find_class(self, module: str, name: str) -> Any:
        match module, name:
            case "collections", "OrderedDict":
                return OrderedDict
            case "torch._utils", "_rebuild_tensor_v2":
                return _array
            case "torch", kind if kind in _KINDS:
                return kind
        raise pickle.UnpicklingError(f"{module}.{name}")

    def persistent_load(self, pid: tuple[str, str, str, str, int]) -> NDArray[Any]:
        _, kind, key, _, _ = pid
        return np.frombuffer(self._file.read(f"{self._root}data/{key}"), _KINDS[kind])


def _array(
    numbers: NDArray[Any], offset: int, shape: tuple[int, ...], strides: tuple[int, ...], *_: object
) -> NDArray[Any]:
    """A copy of its own; raises ValueError where it would reach over the end of its storage."""
    last = offset + sum(step * (size - 1) for step, size in zip(strides, shape, strict=True))
    if offset < 0 or min(strides, default=0) < 0 or min(shape, default=1) < 1 or last >= len(numbers):
        raise ValueError("an array beyond its storage")
    part = numbers[offset:]
    return np.lib.stride_tricks.as_strided(part, shape, [step * part.itemsize for step in strides]).copy()
