"""Blocking work that a cancelled caller waits for."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest

from stemdesk.core.threads import in_thread, in_thread_until


def test_a_cancelled_caller_goes_on_only_when_its_thread_has_ended() -> None:
    begun, goes_on = threading.Event(), threading.Event()
    done: list[str] = []

    def work() -> None:
        begun.set()
        assert goes_on.wait(60)
        done.append("thread")

    async def caller() -> None:
        try:
            await in_thread(work)
        finally:
            done.append("caller")

    async def test() -> None:
        task = asyncio.create_task(caller())
        await asyncio.to_thread(begun.wait, 60)
        for _ in range(3):  # however often it is told
            task.cancel()
            await asyncio.sleep(0)
        assert done == []
        goes_on.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert done == ["thread", "caller"]

    asyncio.run(test())


def test_long_work_hears_that_nobody_waits_any_more() -> None:
    begun = threading.Event()

    def work(stop: Callable[[], bool]) -> None:
        begun.set()
        while not stop():
            pass

    async def test() -> None:
        task = asyncio.create_task(in_thread_until(work))
        await asyncio.to_thread(begun.wait, 60)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(test())


def test_what_the_thread_raises_reaches_the_caller() -> None:
    def work() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        asyncio.run(in_thread(work))
