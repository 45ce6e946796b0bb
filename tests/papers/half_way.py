"""The local engine's worker on a computer that stands still half way through a song, for its picture."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Final

from stemdesk.providers.local.worker import separate
from stemdesk.workers import worker_process

if TYPE_CHECKING:
    from collections.abc import Callable

HALF: Final = 0.4


def half_way(request: dict[str, Any], report: Callable[[float], None]) -> dict[str, Any]:
    def stop_at_half(fraction: float) -> None:
        report(fraction)
        if fraction >= HALF:
            threading.Event().wait()

    return separate(request, stop_at_half)


if __name__ == "__main__":
    raise SystemExit(worker_process.serve(half_way))
