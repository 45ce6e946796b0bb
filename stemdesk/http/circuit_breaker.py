"""Stops knocking at a door that nobody opens: after several calls in a row without an answer none is made for a while,
then a single one tries again. With two hundred jobs waiting, a service that is down still hears one knock a minute."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

from stemdesk.core.text import text
from stemdesk.http.errors import Undelivered

if TYPE_CHECKING:
    from stemdesk.http.retry import RetryPolicy

#: What servers in front of a service say when there is nobody behind them.
NOBODY_THERE = frozenset({502, 503, 504})


class CircuitBreaker:
    """One per service. `was_reached`: the service has answered in this program's life, so a silence is an outage."""

    def __init__(self, service: str, pace: RetryPolicy) -> None:
        self._service = service
        self._pace = pace
        self._silent = 0
        self._open_until = 0.0
        self._is_trying = False
        self.was_reached = False

    def enter(self) -> None:
        """Before a call. Raises Undelivered, with the seconds until the next try, while none is to be made."""
        rest = self._open_until - asyncio.get_running_loop().time()
        if self._silent < self._pace.silent_calls:
            return
        if rest <= 0 and not self._is_trying:
            self._is_trying = True  # this one
            return
        raise Undelivered(
            text("{service} does not answer; it is tried again in {seconds} s.", service=self._service,
                 seconds=max(1, round(rest))),
        )  # fmt: skip

    def answered(self) -> None:
        self._silent = 0
        self._is_trying = False
        self.was_reached = True

    def silent(self) -> None:
        """After a call that nobody answered."""
        self._silent += 1
        self._is_trying = False
        over = self._silent - self._pace.silent_calls
        if over >= 0:
            first, longest = self._pace.rest
            pause = min(longest, first * 2.0 ** min(over, 20))
            now = asyncio.get_running_loop().time()
            self._open_until = now + random.uniform(pause / 2, pause)  # noqa: S311  manners, no secret

    def gave_up(self) -> None:
        """After a call that was cancelled: nothing is known."""
        self._is_trying = False
