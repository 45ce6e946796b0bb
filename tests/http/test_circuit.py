"""One knock at a time at a door that nobody opens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from stemdesk.core.errors import ErrorKind
from stemdesk.http.circuit_breaker import CircuitBreaker
from stemdesk.http.errors import Undelivered
from stemdesk.http.retry import RetryBudget, RetryPolicy

PACE = RetryPolicy(silent_calls=3, rest=(10.0, 40.0), outage=100.0)


def at_times(test: Callable[[CircuitBreaker, Callable[[float], None]], None]) -> None:
    """Runs a test on a loop whose clock it sets itself."""

    async def run() -> None:
        loop, now = asyncio.get_running_loop(), [1000.0]
        loop.time = lambda: now[0]  # type: ignore[method-assign]

        def later(seconds: float) -> None:
            now[0] += seconds

        test(CircuitBreaker("MVSEP", PACE), later)

    asyncio.run(run())


def test_after_three_silent_calls_nobody_knocks_for_a_while_and_then_one_does() -> None:
    def test(circuit: CircuitBreaker, later: Callable[[float], None]) -> None:
        for _ in range(3):
            circuit.enter()
            circuit.silent()
        with pytest.raises(Undelivered, match="tried again in"):
            circuit.enter()
        later(10.0)
        circuit.enter()  # the one that tries
        with pytest.raises(Undelivered):
            circuit.enter()  # all others wait for what it finds
        circuit.silent()
        later(9.0)
        with pytest.raises(Undelivered):
            circuit.enter()  # the rest grows
        later(11.0)
        circuit.enter()
        circuit.answered()
        for _ in range(5):
            circuit.enter()
        assert circuit.was_reached

    at_times(test)


def test_a_try_that_was_cancelled_leaves_the_door_to_the_next() -> None:
    def test(circuit: CircuitBreaker, later: Callable[[float], None]) -> None:
        for _ in range(3):
            circuit.enter()
            circuit.silent()
        later(60.0)
        circuit.enter()
        circuit.gave_up()
        circuit.enter()

    at_times(test)


def test_an_outage_is_put_up_with_only_where_the_service_was_there_before() -> None:
    def test(_: CircuitBreaker, later: Callable[[float], None]) -> None:
        for was_reached, kind, lasts in (
            (True, ErrorKind.NETWORK, True), (False, ErrorKind.NETWORK, False), (True, ErrorKind.SERVER, False),
        ):  # fmt: skip
            endurance = RetryBudget(PACE, 2, lambda was_reached=was_reached: was_reached)  # type: ignore[misc]
            assert endurance.goes_on(kind)
            assert endurance.goes_on(kind) is lasts
            later(99.0)
            assert endurance.goes_on(kind) is lasts
            later(2.0)
            assert not endurance.goes_on(kind)
            endurance.fine()
            assert endurance.goes_on(kind)

    at_times(test)
