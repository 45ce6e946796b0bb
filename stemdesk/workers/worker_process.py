"""Processes of our own, for what computes much: it must hold up neither the window nor what plays.

While a library loads, or its code comes from a slow disk for the first time, Python's lock is held: a player in the same
process has gaps then. Such a process reads one request, a line of JSON, from its standard input and answers with lines of
JSON on its standard output: `{"fraction": 0…1}` on its way, with what is known already as `"so_far"`, at the end its result
or `{"error": {"kind", "text", "values"}}`.
When its input closes, the parent is gone, and so is the process: a killed app leaves nothing behind that burns the battery.
Until then it takes further requests, one after the other, and keeps what it has loaded.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Protocol

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    Answer = dict[str, Any]

    class Report(Protocol):
        """Told how far the work is, 0…1, and what of the result is known already."""

        def __call__(self, fraction: float, *, so_far: Answer | None = None) -> None: ...


#: What a frozen app is started with to be such a process; the module's name follows. `stemdesk.cli` obeys it.
FLAG: Final = "--own-process"
#: For `creationflags` on Windows: no console window; and for what need not be done at once, what others leave.
NO_CONSOLE: Final = 0x08000000 if sys.platform == "win32" else 0
IN_BACKGROUND: Final = 0x00004000 if sys.platform == "win32" else 0
_NICENESS: Final = 10
#: Many small products of matrices: threads of OpenBLAS would spin between them, for twice the processor time and no gain.
_ONE_THREAD: Final = {"OPENBLAS_NUM_THREADS": "1"}
#: What such a process ends with once its parent wants no more, or is gone.
GONE: Final = 3


def command(module: str) -> list[str]:
    """How to start a module's `main`: from source, installed, or from inside a frozen app."""
    if getattr(sys, "frozen", False):
        return [sys.executable, FLAG, module]
    return [sys.executable, "-P", "-m", module]


def environment() -> dict[str, str]:
    """What our own processes get: no accounts, which they have no use for, and one thread for matrices."""
    return _ONE_THREAD | {name: value for name, value in os.environ.items() if not _is_secret(name)}


def keep_secrets() -> None:
    """From now on no program that is started from here (a browser, a file manager) finds accounts in its environment.

    Only the system's copy is cleared, which children get, also those that Qt starts; `os.environ` still knows them.
    """
    for name in list(os.environ):
        if _is_secret(name):
            os.unsetenv(name)


def _is_secret(name: str) -> bool:
    """Any setting of ours may be one: fields are called as services call them, plug-ins' services among them."""
    return name.upper().startswith("STEMDESK_") and name.upper() != "STEMDESK_HOME"


def step_back() -> None:
    """What plays and what is painted goes first, and is not interrupted by threads that wake up here (Linux: SCHED_BATCH)."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    if sys.platform == "linux":
        with suppress(OSError):  # a sandbox may forbid it
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def serve(work: Callable[[Answer, Report], Answer]) -> int:
    """The `main` of such a process: `work` gets a request and whom to tell how far it is, and returns the result."""
    if sys.platform != "win32":  # a command blocks these signals to wait for them, and a child inherits that
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    answers = sys.stdout
    sys.stdout = sys.stderr

    def answer(message: Answer) -> None:
        answers.write(json.dumps(message) + "\n")
        answers.flush()

    def report(fraction: float, *, so_far: Answer | None = None) -> None:
        answer({"fraction": fraction} if so_far is None else {"fraction": fraction, "so_far": so_far})

    requests: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    while True:
        try:
            answer(work(json.loads(requests.get()), report))
        except StemDeskError as error:
            answer({"error": {"kind": error.kind.value, **error.message.as_json()}})


def ask(
    module: str, request: Answer, stop: Callable[[], bool], told: Callable[[float, Answer | None], None]
) -> Answer | None:
    """The result of one request to a process that is started for it; None when `stop` said so. `told` hears how far it is,
    0…1, and what is known so far. Raises the StemDeskError that it tells of, and OSError where there is no such process, or
    it ended without a result.
    """
    with subprocess.Popen(
        command(module), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(),
        creationflags=NO_CONSOLE | IN_BACKGROUND,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            for line in process.stdout:
                if stop():
                    return None
                answer, fraction = result(line)
                if answer is not None:
                    return answer
                told(fraction, so_far(line))
        finally:
            process.kill()
    raise ChildProcessError(f"{module} ended without a result")


def result(line: bytes) -> tuple[Answer | None, float]:
    """What a line of answer says: the result, or None and how far it is.

    Raises the StemDeskError that it tells of, and ChildProcessError for half a line: it was ended in the middle of a word.
    """
    if not line.endswith(b"\n"):
        raise ChildProcessError("ended in the middle of a word")
    told: Answer = json.loads(line)
    if "error" in told:
        raise StemDeskError(ErrorKind(told["error"]["kind"]), Text.from_json(told["error"]))
    if "fraction" in told:
        return None, float(told["fraction"])
    return told, 1.0


def so_far(line: bytes) -> Answer | None:
    """What a line of answer says is known of a result that is not there yet."""
    told: Answer | None = json.loads(line).get("so_far")
    return told


def _listen(requests: queue.SimpleQueue[str]) -> None:
    """The parent's lines, until it closes them, or is gone."""
    for line in sys.stdin:
        requests.put(line)
    os._exit(GONE)
