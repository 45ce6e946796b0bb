"""One life of the program, in a fork: it does its jobs until they are done, or until it ends in one of the ways in which
programs end, at its n-th step or at a moment.

A step is a place at which the world outside or the disk changes. The forking process has no threads of its own.
"""

from __future__ import annotations

import asyncio
import functools
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import Any, NoReturn

from stemdesk.accounts.credentials import Credentials
from stemdesk.context import AppContext
from stemdesk.core.app_paths import app_paths
from stemdesk.core.errors import UsageError
from stemdesk.core.jobs import JobSpec
from stemdesk.http import download
from stemdesk.http.client import HttpClient
from stemdesk.jobs import delivery
from stemdesk.jobs.engine import Engine
from stemdesk.jobs.library import Library
from stemdesk.jobs.store import Store
from stemdesk.jobs.store_recovery import open_store
from stemdesk.jobs.thread import EngineThread
from stemdesk.providers.registry import Registry
from stemdesk.providers.sami.streaming_decoder import StreamingBase64Decoder

for _name in ("anyio._backends._asyncio", "httpcore", "h11", "keyring.backends.fail"):
    import_module(_name)  # once here instead of once in every fork

#: Seconds after which a life is stuck.
LONGEST = 90


class End(Enum):
    """How a life ends before its job does."""

    NONE = "none"
    KILL = "SIGKILL"
    INTERRUPT = "SIGINT"
    TERMINATE = "SIGTERM"
    CLOSE = "window closed"
    CANCEL = "cancelled"


@dataclass
class Life:
    """`at` is the step at which it ends, `after` the moment (seconds; SIGKILL only). `retry`: the way on for a job that has
    stopped, None to resume."""

    end: End = End.NONE
    at: int = 0
    after: float | None = None
    retry: str | None = None


@dataclass(frozen=True)
class Outcome:
    """`steps`: how many there were (0 if it was killed)."""

    steps: int
    was_killed: bool
    was_stuck: bool


class Steps:
    """Counts steps, and acts at one of them."""

    def __init__(self, at: int, act: Callable[[], None]) -> None:
        self._at = at
        self._act = act
        self._lock = threading.Lock()
        self.count = 0

    def step(self) -> None:
        with self._lock:
            self.count += 1
            acts = self.count == self._at
        if acts:
            self._act()

    def around(self, owner: Any, name: str) -> None:
        """A step before and a step after each call."""
        inner = getattr(owner, name)
        if asyncio.iscoroutinefunction(inner):

            @functools.wraps(inner)
            async def wrapped(*args: Any, **named: Any) -> Any:
                self.step()
                result = await inner(*args, **named)
                self.step()
                return result
        else:

            @functools.wraps(inner)
            def wrapped(*args: Any, **named: Any) -> Any:
                self.step()
                result = inner(*args, **named)
                self.step()
                return result

        setattr(owner, name, wrapped)

    def install(self) -> None:
        for name in ("add_job", "write_ticket", "write_delivery", "deliver", "settle", "requeue", "attach_song"):
            self.around(Store, name)
        self.around(HttpClient, "send")
        for name in ("_append", "_begin", "_finish"):
            self.around(download, name)
        self.around(StreamingBase64Decoder, "_write")
        for name in ("prepare", "move", "discard", "open_work_folder"):
            self.around(delivery, name)


def live(life: Life, spec: JobSpec, registry: Callable[[], Registry], world: Callable[[], None]) -> Outcome:
    """`world` is called first, in the fork: what is special about the computer."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            signal.alarm(LONGEST)
            world()
            os.write(writing, str(_Program(life, spec, registry()).run()).encode())
        except BaseException as error:
            os.write(2, f"a life ended by {error!r}\n".encode())
        finally:
            os._exit(0)
    os.close(writing)
    if life.after is not None:
        _wait(life.after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        steps = int(pipe.read() or 0)
    was_stuck = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM
    return Outcome(steps, os.WIFSIGNALED(status) and not was_stuck, was_stuck)


def _wait(seconds: float) -> None:
    threading.Event().wait(seconds)


class _Program:
    """What a command does, from the list of jobs to its orderly end."""

    def __init__(self, life: Life, spec: JobSpec, registry: Registry) -> None:
        self._life = life
        self._spec = spec
        self._registry = registry
        self._something = threading.Event()  # the jobs are over, or somebody wants to stop
        self._wants_to_stop = False
        self._steps = Steps(life.at, self._act)

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _interrupt)
        self._steps.install()
        context = self._open()
        try:
            self._work(context)
        except KeyboardInterrupt:
            pass
        finally:
            context.close()
        return self._steps.count

    def _open(self) -> AppContext:
        where = app_paths()
        store, notice = open_store(where.database, where.home)
        credentials, thread = Credentials(), EngineThread()
        thread.start()
        engine = Engine(store, self._registry, credentials, where)
        return AppContext(where, self._registry, credentials, thread, engine, Library(store), notice)

    def _work(self, context: AppContext) -> None:
        engine, call = context.engine, context.thread.call
        known = call(engine.jobs()).result()
        if not known:
            known = call(engine.add([self._spec])).result()
        elif self._life.retry is not None:
            known = [call(engine.retry(known[0].id, self._life.retry or None)).result()]
        else:
            call(engine.resume()).result()
        over = call(engine.finished([job.id for job in known]))
        over.add_done_callback(lambda _: self._something.set())
        self._something.wait()
        if self._wants_to_stop and self._life.end is End.CANCEL:
            with suppress(UsageError):  # it came to its end between the wish and now
                call(engine.cancel(known[0].id)).result()

    def _act(self) -> None:
        match self._life.end:
            case End.KILL:
                os.kill(os.getpid(), signal.SIGKILL)
            case End.INTERRUPT:
                os.kill(os.getpid(), signal.SIGINT)
            case End.TERMINATE:
                os.kill(os.getpid(), signal.SIGTERM)
            case End.CLOSE | End.CANCEL:
                self._wants_to_stop = True
                self._something.set()
            case End.NONE:
                pass


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt
