"""An answer with a song in it as base64, read piece by piece: the song goes to disk, the little that is left stays.

A 100 MB file would take 400 MB of memory if it were read as JSON.
"""

from __future__ import annotations

import base64
import binascii
import re
from enum import Enum
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.reading import as_mapping, parsed
from stemdesk.core.text import text

if TYPE_CHECKING:
    from pathlib import Path

_MOST_WORDS: Final = 1 << 20
_ESCAPE = re.compile(rb"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
#: An escape that may go on in the next piece.
_HALF_ESCAPE = re.compile(rb"\\(u[0-9A-Fa-f]{0,3})?$")


class _In(Enum):
    BETWEEN = "between"
    STRING = "string"
    SONG = "song"


class SongTaker:
    """`feed` takes the pieces of a JSON object; the text of its own `data` goes to `target`, decoded.

    Raises StemDeskError: SERVER for what is no such answer, DISK.
    """

    def __init__(self, target: Path, most: int) -> None:
        self._target = target
        self._most = most
        self._file: BinaryIO | None = None
        self._rest = bytearray()
        self._string = bytearray()
        self._state = _In.BETWEEN
        self._depth = 0
        self._key = b""
        self._is_value = False
        self._escaped = False
        self._left = b""
        self.written = 0

    def feed(self, piece: bytes) -> None:
        at = 0
        while at < len(piece):
            if self._state is _In.SONG:
                at = self._song(piece, at)
            else:
                self._letter(piece[at : at + 1])
                at += 1

    def _letter(self, letter: bytes) -> None:
        self._rest += letter
        if len(self._rest) > _MOST_WORDS:
            raise StemDeskError(ErrorKind.SERVER, text("The answer is far too long to be one. It was not read."))
        if self._state is _In.STRING:
            self._letter_of_string(letter)
        elif letter == b'"':
            song = self._is_value and self._depth == 1 and self._key == b"data"
            self._state = _In.SONG if song else _In.STRING
            self._string.clear()
        elif letter in b"{[":
            self._depth += 1
            self._is_value = False
        elif letter in b"}]":
            self._depth -= 1
        elif letter == b":":
            self._is_value = True
        elif letter == b",":
            self._is_value = False

    def _letter_of_string(self, letter: bytes) -> None:
        if self._escaped:
            self._escaped = False
        elif letter == b"\\":
            self._escaped = True
        elif letter == b'"':
            self._state = _In.BETWEEN
            if not self._is_value and self._depth == 1:
                self._key = bytes(self._string)
            return
        self._string += letter

    def _song(self, piece: bytes, at: int) -> int:
        end = piece.find(b'"', at)
        text_ = self._left + piece[at : end if end >= 0 else len(piece)]
        half = _HALF_ESCAPE.search(text_) if end < 0 else None
        kept = text_[half.start() :] if half else b""
        plain = _ESCAPE.sub(_unescaped, text_[: len(text_) - len(kept)])
        whole = len(plain) if end >= 0 else len(plain) // 4 * 4
        self._write(plain[:whole])
        self._left = plain[whole:] + kept
        if end < 0:
            return len(piece)
        self._rest += b'"'
        self._state = _In.BETWEEN
        return end + 1

    def _write(self, encoded: bytes) -> None:
        try:
            block = base64.b64decode(encoded, validate=True)
            if self._file is None:
                self._file = self._target.open("wb")
            self._file.write(block)
        except binascii.Error:
            raise StemDeskError(ErrorKind.SERVER, text("The song in the answer is damaged.")) from None
        except OSError as error:
            raise StemDeskError(
                ErrorKind.DISK,
                text(
                    "“{name}” cannot be saved: {reason}.", name=self._target.name, reason=error.strerror or str(error)
                ),
            ) from None
        self.written += len(block)
        if self.written > self._most:
            raise StemDeskError(ErrorKind.SERVER, text("The song in the answer is longer than it can be."))

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def words(self) -> dict[str, Any]:
        """The rest of the answer, `data` being empty. An answer that was cut has none."""
        return as_mapping(parsed(bytes(self._rest)))


def _unescaped(found: re.Match[bytes]) -> bytes:
    escape = found[1]
    if escape[:1] == b"u":
        return bytes([int(escape[1:], 16) & 0xFF])
    return b"" if escape in (b"n", b"r", b"t") else escape
