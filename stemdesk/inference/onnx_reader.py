"""Whether an ONNX file is all there is of its network. One may name other files for its weights, by paths of any kind:
such a file is not run.

Of the protobuf's messages only those are looked into that can hold tensors. Field numbers:
<https://github.com/onnx/onnx/blob/main/onnx/onnx.proto>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Of every kind of message: the fields with messages in them, and their kinds.
_INSIDE: Final[Mapping[str, Mapping[int, str]]] = {
    "model": {7: "graph", 20: "training", 25: "function"},
    "training": {1: "graph", 2: "graph"},
    "function": {7: "node", 11: "attribute"},
    "graph": {1: "node", 5: "tensor", 15: "sparse"},
    "node": {5: "attribute"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse"},
    "sparse": {1: "tensor", 2: "tensor"},
    "tensor": {},
}
_EXTERNAL_DATA: Final = 13
_DATA_LOCATION: Final = 14


class NoModel(Exception):
    """Not even a protobuf."""


def names_other_files(data: bytes) -> bool:
    """Raises NoModel."""
    waiting = [("model", memoryview(data))]
    while waiting:
        kind, message = waiting.pop()
        for field, value in _fields(message):
            if isinstance(value, memoryview):
                if kind == "tensor" and field == _EXTERNAL_DATA:
                    return True
                if (inner := _INSIDE[kind].get(field)) is not None:
                    waiting.append((inner, value))
            elif kind == "tensor" and field == _DATA_LOCATION and value:
                return True
    return False


def _fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        field, wire = key >> 3, key & 7
        if wire == 0:
            number, at = _varint(message, at)
            yield field, number
            continue
        if wire == 2:
            length, at = _varint(message, at)
        elif wire in (1, 5):
            length = 8 if wire == 1 else 4
        else:
            raise NoModel
        if at + length > len(message):
            raise NoModel
        if wire == 2:
            yield field, message[at : at + length]
        at += length


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if at >= len(message) or shift > 63:
            raise NoModel
        byte = message[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7
