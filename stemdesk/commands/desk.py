"""Everything that a command works with, for as long as it runs."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from stemdesk.app import build
from stemdesk.commands.output import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stemdesk.jobs.desk import Desk


@contextmanager
def at_desk() -> Iterator[Desk]:
    """Raises StemDeskError(DISK) if the list of jobs cannot be opened."""
    desk = build()
    if str(desk.notice):
        tell(f"stemdesk: {desk.notice}")
    try:
        yield desk
    finally:
        desk.close()
