"""Reads the weights out of a TensorFlow checkpoint, without TensorFlow.

Its index is an uncompressed LevelDB table: blocks of prefix-compressed keys, found through a footer of two handles
(<https://github.com/google/leveldb/blob/main/doc/table_format.md>). Each value is a `BundleEntryProto`: type, shape, and
where the numbers lie in the data file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_FOOTER: Final = 48
_MAGIC: Final = b"\x57\xfb\x80\x8b\x24\x75\x47\xdb"
_FLOAT32: Final = 1


class NoCheckpoint(ValueError):
    """The bytes are not what they should be."""


def read_tensors(index: bytes, data: bytes) -> dict[str, NDArray[np.float32]]:
    """Every array of 32-bit floats by its name. Raises NoCheckpoint."""
    try:
        return dict(_tensors(index, data))
    except (IndexError, ValueError, KeyError) as error:
        raise NoCheckpoint(str(error)) from error


def _tensors(index: bytes, data: bytes) -> Iterator[tuple[str, NDArray[np.float32]]]:
    if index[-8:] != _MAGIC:
        raise NoCheckpoint("no table")
    footer = index[-_FOOTER:]
    _, at = _varint(footer, 0)  # the first handle is of something that is not needed
    _, at = _varint(footer, at)
    for _, handle in _entries(_block(index, footer[at:])):
        for key, value in _entries(_block(index, handle)):
            fields = dict(_fields(value))
            if key and fields.get(1) == _FLOAT32:
                sizes = [dict(_fields(_bytes(size))) for number, size in _fields(_bytes(fields.get(2))) if number == 2]
                shape = [int(size.get(1, 0)) for size in sizes]
                offset, size = int(fields.get(4, 0)), int(fields[5])
                if offset + size > len(data):
                    raise NoCheckpoint(f"{key!r} lies behind the end")
                yield key.decode(), np.frombuffer(data, "<f4", size // 4, offset).reshape(shape)


def _bytes(value: int | bytes | None) -> bytes:
    return value if isinstance(value, bytes) else b""


def _block(index: bytes, handle: bytes) -> bytes:
    offset, at = _varint(handle, 0)
    size, _ = _varint(handle, at)
    if index[offset + size] != 0:
        raise NoCheckpoint("a compressed block")
    return index[offset : offset + size]


def _entries(block: bytes) -> Iterator[tuple[bytes, bytes]]:
    restarts = int.from_bytes(block[-4:], "little")
    at, key = 0, b""
    while at < len(block) - 4 - 4 * restarts:
        shared, at = _varint(block, at)
        own, at = _varint(block, at)
        size, at = _varint(block, at)
        key = key[:shared] + block[at : at + own]
        yield key, block[at + own : at + own + size]
        at += own + size


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a protobuf message: numbers as they are, everything of a length as bytes."""
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        kind = tag & 7
        if kind == 0:
            value, at = _varint(message, at)
            yield tag >> 3, value
        else:
            size, at = _varint(message, at) if kind == 2 else ({1: 8, 5: 4}[kind], at)
            yield tag >> 3, message[at : at + size]
            at += size


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at
