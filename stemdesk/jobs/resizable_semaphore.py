"""How many jobs of one provider run at once: a number that the account may change while others wait."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType


class ResizableSemaphore:
    """An asynchronous context: inside it are never more than `width`. First come, first served."""

    def __init__(self, width: int) -> None:
        self._width = max(1, width)
        self._inside = 0
        self._waiting: list[asyncio.Future[None]] = []

    def resize(self, width: int) -> None:
        """Changes the width. Who is inside stays inside."""
        self._width = max(1, width)
        self._let_in()

    async def __aenter__(self) -> None:
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        self._let_in()
        try:
            await turn
        except asyncio.CancelledError:
            if turn in self._waiting:
                self._waiting.remove(turn)
            elif not turn.cancelled():  # was let in at the very moment it gave up
                self._leave()
            raise

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._leave()

    def _leave(self) -> None:
        self._inside -= 1
        self._let_in()

    def _let_in(self) -> None:
        while self._waiting and self._inside < self._width:
            turn = self._waiting.pop(0)
            if not turn.done():
                self._inside += 1
                turn.set_result(None)
