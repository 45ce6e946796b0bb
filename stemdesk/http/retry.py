"""How patiently a service is spoken to: pauses between polls, and between tries after something went wrong."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeVar

from stemdesk.core.errors import ErrorKind, StemDeskError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from stemdesk.http.request import Response

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Seconds. `poll`: the range in which the pauses between polls lie. `tries`: how often a safe call is made in all.

    `enough`: how many polls in a row may fail before a job gives up (it can be taken up again). `outage`: how long a
    job puts up with a silence of a service that was there before. After `silent_calls` without an answer the service is
    left alone for the `rest` (from, to).
    """

    poll: tuple[float, float] = (5.0, 10.0)
    tries: int = 5
    first_wait: float = 1.0
    longest_wait: float = 60.0
    enough: int = 12
    outage: float = 6 * 3600.0
    silent_calls: int = 8
    rest: tuple[float, float] = (5.0, 60.0)

    def next_poll(self) -> float:
        return random.uniform(*self.poll)  # noqa: S311  manners, no secret

    def wait(self, failures: int, retry_after: float | None = None) -> float:
        """The pause after the n-th failure in a row: doubled each time, never the same for two clients.

        What the server asks for (`Retry-After`) counts as the least.
        """
        longest = min(self.longest_wait, self.first_wait * 2.0 ** (failures - 1))
        pause = random.uniform(longest / 2, longest)  # noqa: S311
        return pause if retry_after is None else max(pause, retry_after)


class RetryBudget:
    """How long one part of a job goes on failing. `most` failures in a row are always put up with, a silence of a
    service that was reached before for as long as `RetryPolicy.outage`."""

    def __init__(self, pace: RetryPolicy, most: int, was_reached: Callable[[], bool]) -> None:
        self._pace = pace
        self._most = most
        self._was_reached = was_reached
        self._since = 0.0
        self.failures = 0

    def fine(self) -> None:
        self.failures = 0

    def goes_on(self, kind: ErrorKind) -> bool:
        """After a failure: whether to try again."""
        now = asyncio.get_running_loop().time()
        if self.failures == 0:
            self._since = now
        self.failures += 1
        if self.failures < self._most:
            return True
        return kind is ErrorKind.NETWORK and self._was_reached() and now - self._since < self._pace.outage


def retry_after(answer: Response, now: datetime | None = None) -> float | None:
    """The pause that a server asks for, in seconds (at most an hour): a number, or a date, which is read by the server's own
    clock where it tells that."""
    given = answer.headers.get("retry-after", "").strip()
    if not given:
        return None
    try:
        seconds = float(given)
    except ValueError:
        until, then = _date(given), _date(answer.headers.get("date", ""))
        if until is None:
            return None
        seconds = (until - (now or then or datetime.now(UTC))).total_seconds()
    if seconds != seconds:  # noqa: PLR0124  not a number
        return None
    return min(3600.0, max(0.0, seconds))


def _date(given: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(given)
    except (ValueError, TypeError):
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


async def with_retries(call: Callable[[], Awaitable[Response]], pace: RetryPolicy) -> Response:
    """Makes a call that is safe to repeat until it is answered, at most `pace.tries` times.

    Raises the last error. The last answer is returned even if it asks for patience, and so is one that asks for more
    than `pace.longest_wait`: the caller knows whether anybody is waiting.
    """
    failures = 0
    while True:
        asked: float | None = None
        try:
            answer = await call()
            if not answer.retry_later:
                return answer
            asked = retry_after(answer)
        except StemDeskError as error:
            if error.kind is not ErrorKind.NETWORK or failures + 1 >= pace.tries:
                raise
        else:
            if failures + 1 >= pace.tries or (asked or 0.0) > pace.longest_wait:
                return answer
        failures += 1
        await asyncio.sleep(pace.wait(failures, asked))
