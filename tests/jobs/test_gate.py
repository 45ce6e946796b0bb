"""How many at once: the gate."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from stemdesk.jobs.resizable_semaphore import ResizableSemaphore


@given(st.lists(st.sampled_from(["enter", "leave", "wide", "narrow", "give up"]), max_size=60))
def test_never_more_than_the_width_come_in_and_nobody_is_forgotten(steps: list[str]) -> None:
    asyncio.run(play(steps))


async def play(steps: list[str]) -> None:
    gate, width = ResizableSemaphore(1), 1
    inside: list[asyncio.Event] = []
    waiting: list[asyncio.Task[None]] = []
    crowded = []

    async def visit() -> None:
        out = asyncio.Event()
        async with gate:
            inside.append(out)
            crowded.append(len(inside) > width)
            try:
                await out.wait()
            finally:
                inside.remove(out)

    for step in steps:
        if step == "enter":
            waiting.append(asyncio.create_task(visit()))
        elif step == "leave" and inside:
            inside[0].set()
        elif step == "give up" and waiting:
            waiting[-1].cancel()
        elif step in ("wide", "narrow"):
            width = 3 if step == "wide" else 1
            gate.resize(width)
        for _ in range(3):
            await asyncio.sleep(0)
    width = len(waiting) + 1
    gate.resize(width)
    for _ in range(4):
        await asyncio.sleep(0)
        for out in list(inside):
            out.set()
    await asyncio.wait_for(asyncio.gather(*waiting, return_exceptions=True), 5)
    assert not any(crowded)
    assert not inside


def test_one_at_a_time_in_the_order_of_arrival() -> None:
    async def run() -> list[int]:
        gate, order = ResizableSemaphore(1), []

        async def visit(number: int) -> None:
            async with gate:
                order.append(number)
                await asyncio.sleep(0)

        await asyncio.gather(*(visit(number) for number in range(5)))
        return order

    assert asyncio.run(run()) == [0, 1, 2, 3, 4]


def test_a_wider_gate_lets_the_waiting_in_at_once() -> None:
    async def run() -> tuple[int, int]:
        gate, inside, out = ResizableSemaphore(1), [], asyncio.Event()

        async def visit() -> None:
            async with gate:
                inside.append(1)
                await out.wait()

        tasks = [asyncio.create_task(visit()) for _ in range(5)]
        await asyncio.sleep(0)
        before = len(inside)
        gate.resize(3)
        await asyncio.sleep(0)
        after = len(inside)
        out.set()
        await asyncio.gather(*tasks)
        return before, after

    assert asyncio.run(run()) == (1, 3)


def test_somebody_who_gives_up_while_waiting_takes_no_place() -> None:
    async def run() -> int:
        gate, out, inside = ResizableSemaphore(1), asyncio.Event(), []

        async def visit() -> None:
            async with gate:
                inside.append(1)
                await out.wait()

        first, second, third = (asyncio.create_task(visit()) for _ in range(3))
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)
        out.set()
        await asyncio.gather(first, third)
        return len(inside)

    assert asyncio.run(run()) == 2
