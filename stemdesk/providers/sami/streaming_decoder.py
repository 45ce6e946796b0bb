"""An answer with a song in it as base64, read piece by piece: the song goes to disk, the little that is left stays.

A 100 MB file would take 400 MB of memory if it were read as JSON.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.lenient_json import as_mapping, parsed
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


class StreamingBase64Decoder:
    """`feed` takes the pieces of a JSON object; the text of its own `data` goes to `target`, decoded.

    Room for it can be taken beforehand (`reserve`), so that an answer that is paid for does not meet a full disk.
    Raises StemDeskError: SERVER for what is no such answer, DISK.
    """

    def __init__(self, target: Path, most: int) -> None:
        self.target = target
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
        self._has_song = False
        self.written = 0
        #: What the disk said when the file was closed.
        self.trouble: StemDeskError | None = None

    def reserve(self, size: int) -> None:
        """Takes so many bytes of the disk, or raises StemDeskError(DISK)."""
        try:
            self._file = self.target.open("wb")
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(self._file.fileno(), 0, size)
        except OSError as error:
            self.close()
            with suppress(OSError):
                self.target.unlink(missing_ok=True)
            raise self._cannot_save(error) from None

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
            if song and self._has_song:
                raise StemDeskError(ErrorKind.SERVER, text("There are two songs in the answer."))
            self._has_song = self._has_song or song
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
                self._file = self.target.open("wb")
            self._file.write(block)
        except binascii.Error:
            raise StemDeskError(ErrorKind.SERVER, text("The song in the answer is damaged.")) from None
        except OSError as error:
            raise self._cannot_save(error) from None
        self.written += len(block)
        if self.written > self._most:
            raise StemDeskError(ErrorKind.SERVER, text("The song in the answer is longer than it can be."))

    def _cannot_save(self, error: OSError) -> StemDeskError:
        return StemDeskError(
            ErrorKind.DISK,
            text("“{name}” cannot be saved: {reason}.", name=self.target.name, reason=error.strerror or str(error)),
        )

    def close(self) -> None:
        """What was reserved and not used goes back; what was written is on disk. Raises StemDeskError(DISK)."""
        file, self._file = self._file, None
        if file is None:
            return
        try:
            with file:
                file.truncate(self.written)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            self.trouble = self._cannot_save(error)
            raise self.trouble from None

    def words(self) -> dict[str, Any] | None:
        """The rest of the answer, `data` being empty; None for an answer that does not end as it must."""
        rest = parsed(bytes(self._rest)) if self._state is _In.BETWEEN and not self._left else None
        return as_mapping(rest) if isinstance(rest, dict) else None


def _unescaped(found: re.Match[bytes]) -> bytes:
    escape = found[1]
    if escape[:1] == b"u":
        return bytes([int(escape[1:], 16) & 0xFF])
    return b"" if escape in (b"n", b"r", b"t") else escape
