"""Who runs when on a machine where several workers (pytest-xdist) share the cores.

Those that record sound run one after the other, in the first worker and from the very start. What plays needs little of a
processor, but that at once: it goes before everybody else, as far as the system lets it, and if not, everybody else steps
back. A recording that the machine disturbed all the same is made again (`e2e/witness.py`).

Then those that take long, so that none is alone at the end; then those that wait for the frozen app; then all others.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

#: By so much nicer is everybody else than what records.
AHEAD = 15
#: The fixtures of those that wait for the frozen app.
_BUILT = {"frozen", "package"}


def shared_file(config: pytest.Config, name: str) -> Path | None:
    """A path that all workers of this run know; None where there is just one process."""
    worker = getattr(config, "workerinput", None)
    return None if worker is None else Path(tempfile.gettempdir()) / f"stemdesk-tests-{worker['testrunuid']}-{name}"


def is_first_worker(config: pytest.Config) -> bool:
    """Also where there is just one process."""
    worker = getattr(config, "workerinput", None)
    return worker is None or worker["workerid"] == "gw0"


def records(item: pytest.Item) -> bool:
    return "sound_card" in getattr(item, "fixturenames", ())


def in_turn(items: list[pytest.Item], *, alone: bool) -> None:
    """Sorts them. `alone`: in just one process, where what records comes last, when the frozen app is built."""

    def place(item: pytest.Item) -> tuple[int, bool]:
        waits = bool(_BUILT & set(getattr(item, "fixturenames", ())))
        if records(item):
            return 9 if alone else 0, waits
        if waits:
            return 2, True
        return 1 if item.get_closest_marker("slow") else 3, False

    items.sort(key=place)
    for item in filter(records, items):
        item.add_marker(pytest.mark.xdist_group("sound"))


def scheduler(config: pytest.Config, log: object) -> Any:
    """Gives the first tests to the first worker, which is the one that records."""
    made = import_module("xdist.scheduler").LoadGroupScheduling(config, log)
    begin = made.schedule

    def schedule() -> None:
        made.assigned_work = dict(sorted(made.assigned_work.items(), key=lambda entry: str(entry[0].gateway.id)))
        begin()

    made.schedule = schedule
    return made


def step_back(config: pytest.Config) -> None:
    """For good: what this worker starts is as nice. Where the first one may go ahead, there is no need."""
    if getattr(config, "workerinput", None) is None or is_first_worker(config):
        return
    with ahead() as is_ahead:
        pass
    if not is_ahead:
        os.nice(AHEAD)


@contextmanager
def ahead() -> Iterator[bool]:
    """Until the end of the block, what this process starts goes before everybody else's, if it may; says whether."""
    if not hasattr(os, "setpriority"):
        yield False
        return
    before = os.getpriority(os.PRIO_PROCESS, 0)
    is_ahead = False
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, before - AHEAD)
        is_ahead = True
    try:
        yield is_ahead
    finally:
        if is_ahead:
            os.setpriority(os.PRIO_PROCESS, 0, before)


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Until the end of the block no other worker is in one."""
    import fcntl  # not on Windows, where the suite runs in one process

    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
