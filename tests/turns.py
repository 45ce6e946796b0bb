"""Who runs when on a machine where several workers (pytest-xdist) share the cores.

Ordinary tests run side by side. Those that record sound have the machine to themselves: each waits until the others are
done, and the others wait for it.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest


def shared_file(config: pytest.Config, name: str) -> Path | None:
    """A path that all workers of this run know; None where there is just one process."""
    worker = getattr(config, "workerinput", None)
    return None if worker is None else Path(tempfile.gettempdir()) / f"stemdesk-tests-{worker['testrunuid']}-{name}"


def is_first_worker(config: pytest.Config) -> bool:
    """Also where there is just one process."""
    worker = getattr(config, "workerinput", None)
    return worker is None or worker["workerid"] == "gw0"


@contextmanager
def turn(path: Path | None, *, alone: bool) -> Iterator[None]:
    """Until the end of the block nobody is `alone` with us, or nobody is beside us."""
    if path is None:
        yield
        return
    import fcntl  # not on Windows, where the suite runs in one process

    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield
