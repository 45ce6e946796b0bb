"""The one error of StemDesk: what went wrong, in the words of the contract and in a sentence for people.

Every kind is part of the command line's contract (`error.kind`), so scripts can act on it; the sentence names the cause
and the next step, so people can.
"""

from __future__ import annotations

import errno
import sqlite3
from enum import StrEnum
from typing import Any, Final

from stemdesk.core.text import Text, text, verbatim


class ErrorKind(StrEnum):
    """Why a job, or a step before it, could not go on."""

    AUTH = "auth"
    QUOTA = "quota"
    REJECTED = "rejected"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    UNSUPPORTED = "unsupported"
    NETWORK = "network"
    SERVER = "server"
    EXPIRED = "expired"
    DISK = "disk"
    DECODE = "decode"
    UNKNOWN_OUTCOME = "unknown_outcome"
    CANCELLED = "cancelled"


class StemDeskError(Exception):
    """Something that the user is told. `message` is a `Text`, so that the window can translate it."""

    def __init__(self, kind: ErrorKind, message: Text) -> None:
        super().__init__(str(message))
        self.kind = kind
        self.message = message

    def __reduce__(self) -> tuple[Any, ...]:
        return (StemDeskError, (self.kind, self.message))

    def as_json(self) -> dict[str, str]:
        """The contract's `{"kind", "message"}`."""
        return {"kind": self.kind.value, "message": str(self.message)}


class UsageError(Exception):
    """The command or the caller asked for something that does not exist (exit code 2)."""


#: What a database says is for developers.
NOT_WRITTEN_DOWN: Final = text(
    "The list of songs and jobs did not take this. Nothing else was changed. Try again; if it stays so, start StemDesk anew."
)

#: Packages that speak with servers; they are not imported here, as most commands need none of them.
_NETWORK: Final = frozenset({"httpx", "httpcore", "obstore", "ssl", "socket"})


def explained(error: BaseException) -> StemDeskError:
    """Whatever was raised, as a sentence for people with the next step. The one place where that is done, for the window and
    for the commands; whoever calls it has logged the error, with its traceback.

    No word of a database, of a server or of Python's own reaches a person. The name of an unknown error does, for a report.
    """
    return error if isinstance(error, StemDeskError) else StemDeskError(*_told(error))


def _told(error: BaseException) -> tuple[ErrorKind, Text]:
    if isinstance(error, UsageError):
        return ErrorKind.UNSUPPORTED, verbatim(str(error))
    if isinstance(error, sqlite3.Error):
        return ErrorKind.DISK, NOT_WRITTEN_DOWN
    if _is_of_the_network(error):
        return ErrorKind.NETWORK, text(
            "The connection broke, or the server did not answer. Check the network, then try again.")  # fmt: skip
    if isinstance(error, MemoryError):
        return ErrorKind.DISK, text("This computer is short of memory. Close other programs, then try again.")
    if isinstance(error, OSError):
        return ErrorKind.DISK, _disk_words(error)
    return ErrorKind.SERVER, text(
        "StemDesk ran into an error of its own ({reason}). The log has the details; try again, and please report it.",
        reason=type(error).__name__)  # fmt: skip


def _is_of_the_network(error: BaseException) -> bool:
    packages = {kind.__module__.partition(".")[0] for kind in type(error).__mro__}
    return isinstance(error, (ConnectionError, TimeoutError)) or bool(packages & _NETWORK)


def _disk_words(error: OSError) -> Text:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return text("The disk is full. Free some space, then try again.")
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return text("Too many files are open. Close other programs, then try again.")
    if error.filename and error.strerror:
        return text("The disk refused “{name}”: {reason}. Check the file and its folder, then try again.",
                    name=str(error.filename), reason=error.strerror)  # fmt: skip
    if error.strerror:
        return text("The disk refused: {reason}.", reason=error.strerror)
    return text("The disk refused. Check that it is connected and may be written to, then try again.")
