"""A song that several tests open is listened to once: what the process told of it is told again to the next.

Hundreds of tests at the window open one of a few songs and have a process of ours listen to it, or find its notes, though
they are about something else. The first has the real process, until it has told all; those who ask before that wait for it;
the others get the same words in the same order, at once.
Songs are the same whose files are the same to the byte; `audio/analysis` and `audio/transcription` test the processes.
"""

from __future__ import annotations

import hashlib
import json
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLockFile

from stemdesk.inference import shelf
from stemdesk.inference.known import known_models
from stemdesk.workers import worker_process

if TYPE_CHECKING:
    from collections.abc import Callable


class HeardOnce:
    """In place of `worker_process.ask`. `folder` may be that of other workers (pytest-xdist), too."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ask = worker_process.ask

    def ask(
        self,
        module: str,
        request: dict[str, Any],
        stop: Callable[[], bool],
        told: Callable[[float, dict[str, Any] | None], None],
    ) -> dict[str, Any] | None:
        kept = self._folder / f"{_name(module, request)}.json"
        lock = QLockFile(str(kept.with_suffix(".lock")))
        lock.setStaleLockTime(0)  # as long as the process lives that has it
        with suppress(FileNotFoundError):
            return _told_again(kept, stop, told)
        moment = threading.Event()
        while not lock.tryLock(0):
            if stop():
                return None
            moment.wait(0.05)
        try:
            with suppress(FileNotFoundError):
                return _told_again(kept, stop, told)
            return self._listen(kept, module, request, stop, told)
        finally:
            lock.unlock()

    def _listen(
        self,
        kept: Path,
        module: str,
        request: dict[str, Any],
        stop: Callable[[], bool],
        told: Callable[[float, dict[str, Any] | None], None],
    ) -> dict[str, Any] | None:
        on_its_way: list[tuple[float, dict[str, Any] | None]] = []

        def keep(fraction: float, so_far: dict[str, Any] | None) -> None:
            on_its_way.append((fraction, so_far))
            if not stop():
                told(fraction, so_far)

        # until the end, also when its test has seen enough: more will open it
        answer = self._ask(module, request, lambda: False, keep)
        part = kept.with_suffix(".part")
        part.write_text(json.dumps({"on its way": on_its_way, "answer": answer}), "utf-8")
        part.replace(kept)
        return None if stop() else answer


def _told_again(
    kept: Path, stop: Callable[[], bool], told: Callable[[float, dict[str, Any] | None], None]
) -> dict[str, Any] | None:
    """Raises FileNotFoundError where it is not kept."""
    known = json.loads(kept.read_text("utf-8"))
    for fraction, so_far in known["on its way"]:
        if stop():
            return None
        told(fraction, so_far)
    answer: dict[str, Any] = known["answer"]
    return None if stop() else answer


def _name(module: str, request: dict[str, Any]) -> str:
    """Of the process, of what it is asked, with what is in files for where they lie, and of what it has to listen with."""
    networks = sorted(name for name, model in known_models().items() if shelf.can_run() and shelf.is_ready(model))
    name = hashlib.sha256(json.dumps([worker_process.command(module), networks]).encode())
    for word in _words(request):
        path = Path(word)
        inside = path.is_absolute() and path.is_file()
        name.update(hashlib.sha256(path.read_bytes() if inside else word.encode()).digest())
    return name.hexdigest()[:40]


def _words(request: object) -> list[str]:
    if isinstance(request, dict):
        return [word for key in sorted(request) for word in (key, *_words(request[key]))]
    if isinstance(request, list):
        return ["[", *(word for each in request for word in _words(each)), "]"]
    return [str(request)]
