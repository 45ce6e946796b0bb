"""Manners: pauses that grow, never two alike, and what a server asks for."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemdesk.core.errors import StemDeskError
from stemdesk.core.text import text
from stemdesk.http.errors import AnswerLost
from stemdesk.http.request import Response
from stemdesk.http.retry import RetryPolicy, retry_after, with_retries

NOW = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7.0), ("0", 0.0), ("-5", 0.0), ("99999", 3600.0), ("Sat, 21 Nov 2026 12:00:30 GMT", 30.0),
     ("Sat, 21 Nov 2020 12:00:00 GMT", 0.0), ("soon", None), ("", None), ("nan", None)],
)  # fmt: skip
def test_retry_after_is_a_number_or_a_date(header: str, seconds: float | None) -> None:
    assert retry_after(Response(429, b"", {"retry-after": header}), NOW) == seconds


@given(st.integers(1, 40), st.none() | st.floats(0, 3600))
def test_pauses_grow_stay_bounded_and_keep_to_what_was_asked(failures: int, asked: float | None) -> None:
    pace = RetryPolicy()
    pause = pace.wait(failures, asked)
    assert pause <= max(pace.longest_wait, asked or 0.0)
    assert pause >= (asked or 0.0)
    assert pause >= min(pace.longest_wait, pace.first_wait * 2 ** (failures - 1)) / 2


def test_polls_are_five_to_ten_seconds_apart_and_not_all_alike() -> None:
    pauses = [RetryPolicy().next_poll() for _ in range(200)]
    assert 5 <= min(pauses) < max(pauses) <= 10


@pytest.mark.parametrize(("failures", "calls"), [(0, 1), (2, 3), (9, 4)])
def test_a_safe_call_is_repeated_and_not_for_ever(failures: int, calls: int) -> None:
    made = []

    async def call() -> Response:
        made.append(1)
        if len(made) <= failures:
            raise AnswerLost(text("lost"))
        return Response(200, b"")

    pace = RetryPolicy(tries=4, first_wait=0.0)
    if failures >= pace.tries:
        with pytest.raises(StemDeskError):
            asyncio.run(with_retries(call, pace))
    else:
        assert asyncio.run(with_retries(call, pace)).status == 200
    assert len(made) == calls


def test_a_server_that_asks_for_half_an_hour_is_not_waited_for_in_silence() -> None:
    made = []

    async def call() -> Response:
        made.append(1)
        return Response(429, b"", {"retry-after": "1800"})

    assert asyncio.run(with_retries(call, RetryPolicy())).status == 429
    assert len(made) == 1


def test_a_date_to_wait_for_is_read_by_the_servers_own_clock() -> None:
    headers = {"retry-after": "Wed, 21 Oct 2015 07:28:30 GMT", "date": "Wed, 21 Oct 2015 07:28:00 GMT"}
    assert retry_after(Response(503, b"", headers)) == 30.0
