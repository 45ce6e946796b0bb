"""At most so many calls a second, over everything that speaks to one service."""

from __future__ import annotations

import asyncio


class RateLimiter:
    """`await throttle.turn()` before each call: calls go out evenly spaced, in the order in which they came."""

    def __init__(self, calls_per_second: float) -> None:
        self._apart = 1.0 / calls_per_second
        self._next = 0.0
        self._line = asyncio.Lock()

    async def turn(self) -> None:
        loop = asyncio.get_running_loop()
        async with self._line:
            pause = self._next - loop.time()
            if pause > 0:
                await asyncio.sleep(pause)
            self._next = max(loop.time(), self._next) + self._apart
