"""Blocking work off the event loop that a cancelled caller does not leave behind.

`asyncio.to_thread` lets go of its thread when it is cancelled: the thread writes on while somebody else already has the
file. These wait for the thread before they let the cancellation pass, so a cancelled step ends in a known state.
"""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
P = ParamSpec("P")


async def in_thread(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Runs `function` on a thread. When cancelled, `CancelledError` is raised after the thread has ended."""
    return await _to_its_end(asyncio.ensure_future(asyncio.to_thread(function, *arguments, **named)))


async def in_thread_until(
    function: Callable[Concatenate[Callable[[], bool], P], T], *arguments: P.args, **named: P.kwargs
) -> T:
    """As `in_thread`, for long work: `function` gets as its first argument a callable that says True when it is to stop."""
    stop = threading.Event()
    work = asyncio.ensure_future(asyncio.to_thread(function, stop.is_set, *arguments, **named))
    return await _to_its_end(work, stop)


async def _to_its_end(work: asyncio.Future[T], stop: threading.Event | None = None) -> T:
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        if stop is not None:
            stop.set()
        while not work.done():
            try:
                await asyncio.wait([work])
            except asyncio.CancelledError:
                continue
        if not work.cancelled():
            work.exception()  # nobody is there to hear of it
        raise
