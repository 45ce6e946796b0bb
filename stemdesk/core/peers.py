"""Who is at the other end of a local socket, as the system says; nothing that they say themselves counts."""

from __future__ import annotations

import os
import socket
import struct
import sys
from typing import Final

#: struct xucred of macOS and the BSDs begins with a version, then the user.
_XUCRED: Final = struct.Struct("=II")
_LOCAL_PEERCRED: Final = 1
_XUCRED_SIZE: Final = 76
_LINUX: Final[bool] = sys.platform.startswith("linux")


def is_other_user(descriptor: int) -> bool:
    """Whether the socket surely leads to somebody else. False on systems that do not say (Windows: a secret decides)."""
    user = _user_at(descriptor)
    return user is not None and user != os.geteuid()


def _user_at(descriptor: int) -> int | None:
    if os.name != "posix" or descriptor < 0:
        return None
    try:
        with socket.socket(fileno=os.dup(descriptor)) as end:
            if _LINUX:
                said = end.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
                return int(struct.unpack("3i", said)[1])
            said = end.getsockopt(0, _LOCAL_PEERCRED, _XUCRED_SIZE)
            return int(_XUCRED.unpack_from(said)[1])
    except (OSError, struct.error):
        return -1  # nobody: what cannot be asked is not trusted
