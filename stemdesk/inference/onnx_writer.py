"""Writes a network as an ONNX file: the few messages of its protobuf that are needed.

The `onnx` package does that and much more, with 18 MB and a compiled part; what is written here are 60 lines whose result
onnxruntime checks when it loads. Field numbers: <https://github.com/onnx/onnx/blob/main/onnx/onnx.proto>.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Attribute = int | float | str | Sequence[int]

_FLOAT32: Final = 1
_FLOAT16: Final = 10
_INT64: Final = 7
_OPERATORS: Final = 14
_FORMAT: Final = 8


class Graph:
    """A graph of float32 from inputs to outputs. Every method that adds something answers with its result's name."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._parts: list[bytes] = []
        self._count = 0

    def input(self, name: str, shape: Sequence[int | str]) -> str:
        """A size that is free has a name instead of a number."""
        self._parts.append(_bytes(11, _value(name, shape)))
        return name

    def output(self, name: str, shape: Sequence[int | str]) -> None:
        self._parts.append(_bytes(12, _value(name, shape)))

    def weights(self, name: str, values: NDArray[np.float32], *, half: bool = False) -> str:
        """`half`: 16 bits on disk, 32 when it is loaded."""
        kind, numbers = (_FLOAT16, values.astype("<f2")) if half else (_FLOAT32, values.astype("<f4"))
        stored = f"{name}:16" if half else name
        shape = b"".join(_number(1, size) for size in values.shape)
        self._parts.append(_bytes(5, shape + _number(2, kind) + _bytes(8, stored) + _bytes(9, numbers.tobytes())))
        return self.node("Cast", [stored], name, to=_FLOAT32) if half else name

    def integers(self, name: str, values: Sequence[int]) -> str:
        """What some operators take as an input: axes, places."""
        numbers = struct.pack(f"<{len(values)}q", *values)
        self._parts.append(
            _bytes(5, _number(1, len(values)) + _number(2, _INT64) + _bytes(8, name) + _bytes(9, numbers))
        )
        return name

    def node(self, operator: str, inputs: Sequence[str], output: str = "", **attributes: Attribute) -> str:
        return self._node(operator, inputs, [output or f"{operator}_{self._count + 1}"], attributes)[0]

    def nodes(self, operator: str, inputs: Sequence[str], count: int, **attributes: Attribute) -> list[str]:
        """One with several results. An input that is left out is an empty name."""
        outputs = [f"{operator}_{self._count + 1}_{number}" for number in range(count)]
        return self._node(operator, inputs, outputs, attributes)

    def _node(
        self, operator: str, inputs: Sequence[str], outputs: list[str], attributes: Mapping[str, Attribute]
    ) -> list[str]:
        self._count += 1
        message = b"".join(_bytes(1, each) for each in inputs) + b"".join(_bytes(2, each) for each in outputs)
        message += _bytes(3, f"{operator}_{self._count}") + _bytes(4, operator)
        message += b"".join(_bytes(5, _attribute(name, value)) for name, value in attributes.items())
        self._parts.append(_bytes(1, message))
        return outputs

    def file(self) -> bytes:
        graph = _bytes(2, self._name) + b"".join(self._parts)
        operators = _bytes(1, "") + _number(2, _OPERATORS)
        return _number(1, _FORMAT) + _bytes(2, "StemDesk") + _bytes(7, graph) + _bytes(8, operators)


def _value(name: str, shape: Sequence[int | str]) -> bytes:
    sizes = b"".join(_bytes(1, _number(1, s) if isinstance(s, int) else _bytes(2, s)) for s in shape)
    return _bytes(1, name) + _bytes(2, _bytes(1, _number(1, _FLOAT32) + _bytes(2, sizes)))


def _attribute(name: str, value: Attribute) -> bytes:
    if isinstance(value, int):
        return _bytes(1, name) + _number(3, value) + _number(20, 2)
    if isinstance(value, float):
        return _bytes(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, 1)
    if isinstance(value, str):
        return _bytes(1, name) + _bytes(4, value) + _number(20, 3)
    return _bytes(1, name) + b"".join(_number(8, each) for each in value) + _number(20, 7)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes | str) -> bytes:
    value = value.encode() if isinstance(value, str) else value
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    result = bytearray()
    while value > 127:
        result.append(value & 127 | 128)
        value >>= 7
    return bytes([*result, value])
