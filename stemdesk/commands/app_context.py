"""Everything that a command works with, for as long as it runs."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from stemdesk.app import build
from stemdesk.commands.output import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stemdesk.context import AppContext


@contextmanager
def app_context() -> Iterator[AppContext]:
    """Raises StemDeskError(DISK) if the list of jobs cannot be opened."""
    context = build()
    if str(context.notice):
        tell(f"stemdesk: {context.notice}")
    try:
        yield context
    finally:
        context.close()
