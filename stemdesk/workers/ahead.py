"""An iterator that is computed on a thread of its own, ahead of whoever asks for its items.

Decoders and encoders let go of Python's lock while they work, so several of them keep several cores busy.
"""

from __future__ import annotations

import threading
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")


class Ahead(Generic[T]):
    """Gives what `items` gives, up to `depth` of them before they are asked for.

    What `items` raises is raised where it would have come. `close` ends the thread and waits for it.
    """

    def __init__(self, items: Iterator[T], depth: int) -> None:
        self._ready: deque[T] = deque()
        self._depth = depth
        self._changed = threading.Condition()
        self._is_over = False
        self._is_wanted = True
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._work, args=(items,), daemon=True)
        self._thread.start()

    def _work(self, items: Iterator[T]) -> None:
        error = None
        try:
            for item in items:
                if not self._give(item):
                    break
        except BaseException as raised:  # whatever it is, it belongs to whoever asks
            error = raised
        with self._changed:
            self._error, self._is_over = error, True
            self._changed.notify_all()

    def _give(self, item: T) -> bool:
        """Whether another one is wanted."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._ready) < self._depth or not self._is_wanted)
            self._ready.append(item)
            self._changed.notify_all()
            return self._is_wanted

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        with self._changed:
            self._changed.wait_for(lambda: self._ready or self._is_over)
            if self._ready:
                item = self._ready.popleft()
                self._changed.notify_all()
                return item
        if self._error is not None:
            raise self._error
        raise StopIteration

    def close(self) -> None:
        with self._changed:
            self._is_wanted = False
            self._changed.notify_all()
        self._thread.join()
        self._ready.clear()


@contextmanager
def side_by_side(items: Iterator[T], depth: int) -> Iterator[Iterator[T]]:
    """`items` on a thread of their own as long as they are wanted; with a depth of 0 as they are."""
    if not depth:
        yield items
        return
    ahead = Ahead(items, depth)
    try:
        yield ahead
    finally:
        ahead.close()
