"""Waiting for what another program does, without taking the processor from it."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAUSE = 0.05


def looks(seconds: float = 120.0, pause: float = _PAUSE) -> Iterator[int]:
    """Counts looks at something, with a pause after each, until so much time has passed."""
    over, look, never = time.monotonic() + seconds, 0, threading.Event()
    while time.monotonic() < over:
        yield look
        look += 1
        never.wait(pause)
