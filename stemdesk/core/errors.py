"""The one error of StemDesk: what went wrong, in the words of the contract and in a sentence for people.

Every kind is part of the command line's contract (`error.kind`), so scripts can act on it; the sentence names the cause
and the next step, so people can.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stemdesk.core.text import Text


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
