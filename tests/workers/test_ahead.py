"""What is computed ahead comes in order, ends where it ended, and leaves no thread behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from stemdesk.workers.ahead import Ahead


def test_the_next_item_is_computed_while_the_first_is_in_use() -> None:
    second_is_computed = threading.Event()

    def items() -> Iterator[int]:
        yield 1
        second_is_computed.set()
        yield 2

    with closing(Ahead(items(), 2)) as ahead:
        assert next(ahead) == 1
        assert second_is_computed.wait(60)
        assert list(ahead) == [2]


def test_an_error_comes_after_what_was_computed_before_it() -> None:
    def items() -> Iterator[int]:
        yield from range(5)
        raise ValueError("damaged")

    with closing(Ahead(items(), 3)) as ahead:
        assert [next(ahead) for _ in range(5)] == list(range(5))
        with pytest.raises(ValueError, match="damaged"):
            next(ahead)


def test_whoever_stops_early_leaves_no_thread_behind_and_memory_is_bounded() -> None:
    computed = []

    def items() -> Iterator[int]:
        for number in range(1_000_000):
            computed.append(number)
            yield number

    before = threading.active_count()
    ahead = Ahead(items(), 3)
    assert [next(ahead) for _ in range(10)] == list(range(10))
    ahead.close()
    assert threading.active_count() == before
    assert len(computed) <= 10 + 3 + 2
