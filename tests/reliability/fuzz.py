"""Feeds broken input to everything that reads what StemDesk has not written itself, or cannot be sure of.

    python -m tests.reliability.fuzz [--cases N] [--seed S] [--only NAME] [--keep FOLDER]

Sound in every format, `stemdesk.json`, settings, the database, tickets, ZIPs, HTTP itself and every answer of the services:
real ones, with bytes or values changed. What has to hold for each case: no crash and no exception but StemDeskError and
UsageError, and these with words; an end within five seconds; no more than 300 MB. Cases depend on nothing but their
target, the seed and their number, so each can be made again: `--only NAME --seed S --case NUMBER`.

Many cases share a process, a fork that has its own limits; one that dies or hangs is one finding, and the next goes on.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from stemdesk.core.errors import StemDeskError, UsageError

LONGEST: Final = 5.0
MOST_MEMORY: Final = 300 << 20
#: What a case may ask the system for; beyond it the process ends instead of the machine.
_MOST_ASKED: Final = 3 << 30
#: Cases that share a process.
_SHARED: Final = 200
QUICK_DISK: Final = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108

#: Where findings are known that another change is to mend: the target and the place. Nothing stays here for long.
KNOWN: Final[tuple[tuple[str, str], ...]] = ()

Make = Callable[[random.Random], bytes]


@dataclass(frozen=True)
class Target:
    """`make` changes one of its real inputs; `run` reads it in an empty folder of its own."""

    name: str
    make: Make
    run: Callable[[bytes, Path], None]


@dataclass
class Figures:
    cases: int = 0
    seconds: float = 0.0
    most_memory: int = 0
    slowest: float = 0.0


@dataclass
class Findings:
    """One a place: the same line of ours that fails a hundred times is one finding."""

    keep: Path | None = None
    found: dict[str, str] = field(default_factory=dict)
    often: Counter[str] = field(default_factory=Counter)
    known: int = 0

    def add(self, target: str, seed: int, number: int, words: str, data: bytes) -> None:
        place = f"{target}: {words.splitlines()[0]}"
        if any(target == name and where in place for name, where in KNOWN):
            self.known += 1
            return
        self.often[place] += 1
        if place not in self.found:
            self.found[place] = f"{target}, seed {seed}, case {number}: {words}"
            if self.keep is not None:
                self.keep.mkdir(parents=True, exist_ok=True)
                (self.keep / f"{target.replace('/', '-')}-{seed}-{number}").write_bytes(data)


def case(target: Target, seed: int, number: int) -> bytes:
    return target.make(random.Random(f"{seed} {target.name} {number}"))  # noqa: S311


def fuzz(target: Target, numbers: Sequence[int], seed: int, findings: Findings) -> Figures:
    """Runs the cases and says how it went."""
    figures = Figures(cases=len(numbers))
    began = time.monotonic()
    left = list(numbers)
    with tempfile.TemporaryDirectory(prefix="fuzz-", dir=QUICK_DISK, ignore_cleanup_errors=True) as place:
        while left:
            done = _in_a_fork(target, left[:_SHARED], seed, Path(place), findings, figures=figures)
            left = left[done:]
    figures.seconds = time.monotonic() - began
    return figures


def _in_a_fork(
    target: Target, numbers: Sequence[int], seed: int, place: Path, findings: Findings, *, figures: Figures
) -> int:
    """How many cases it got through."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _work(target, numbers, seed, place, writing)
        finally:
            os._exit(0)
    os.close(writing)
    done, words = 0, ""
    for told in _messages(reading):
        if told is None:
            os.kill(child, signal.SIGKILL)
            words = f"no end after {LONGEST:g} s"
            break
        if told["trouble"]:
            findings.add(target.name, seed, numbers[done], told["trouble"], case(target, seed, numbers[done]))
        figures.most_memory = max(figures.most_memory, told["memory"])
        figures.slowest = max(figures.slowest, told["seconds"])
        done += 1
    os.close(reading)
    _, status = os.waitpid(child, 0)
    if done < len(numbers):
        if not words:
            words = (
                f"killed by {signal.Signals(os.WTERMSIG(status)).name}"
                if os.WIFSIGNALED(status)
                else "ended the process"
            )
        findings.add(target.name, seed, numbers[done], words, case(target, seed, numbers[done]))
        done += 1
    return done


def _messages(reading: int) -> Iterator[dict[str, Any] | None]:
    """What the fork tells of each case; None when one takes too long."""
    rest = b""
    while True:
        ready, _, _ = select.select([reading], [], [], LONGEST + 1.0)
        if not ready:
            yield None
            return
        came = os.read(reading, 1 << 16)
        if not came:
            return
        *lines, rest = (rest + came).split(b"\n")
        for line in lines:
            yield json.loads(line)


def _work(target: Target, numbers: Sequence[int], seed: int, place: Path, writing: int) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # decoders complain about what they are given
    asked = _status("VmSize") + _MOST_ASKED
    resource.setrlimit(resource.RLIMIT_AS, (asked, asked))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for number in numbers:
        data = case(target, seed, number)
        folder = Path(tempfile.mkdtemp(dir=place))
        _forget_peak()
        before, began = _status("VmRSS"), time.monotonic()
        trouble = _one(target, data, folder)
        seconds, memory = time.monotonic() - began, max(0, _status("VmHWM") - before)
        shutil.rmtree(folder, ignore_errors=True)
        if not trouble and seconds > LONGEST:
            trouble = f"no end after {LONGEST:g} s"
        if not trouble and memory > MOST_MEMORY:
            trouble = "more than 300 MB"
        told = {"trouble": trouble, "memory": memory, "seconds": seconds}
        os.write(writing, json.dumps(told).encode() + b"\n")


def _one(target: Target, data: bytes, folder: Path) -> str:
    """What is wrong with how this case ended; "" for nothing."""
    try:
        target.run(data, folder)
    except (StemDeskError, UsageError) as error:
        return "" if str(error).strip() else f"{type(error).__name__} without words"
    except BaseException as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "/stemdesk/" in frame.filename]
        place = (
            f"{Path(frames[-1].filename).name}:{frames[-1].lineno} {frames[-1].name}" if frames else "nowhere of ours"
        )
        return f"{type(error).__name__} in {place}\n{''.join(traceback.format_exception(error))[-1500:]}"
    return ""


def each(*calls: Callable[[], object]) -> None:
    """Runs all of them, though one may refuse; every refusal needs words."""
    for call in calls:
        try:
            call()
        except (StemDeskError, UsageError) as error:
            if not str(error).strip():
                raise


def _status(name: str) -> int:
    """Bytes, from what Linux tells of this process."""
    try:
        lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name + ":"))


def _forget_peak() -> None:
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--cases", type=int, default=20_000, help="in all; every target gets its share")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--only", default="", help="targets whose name begins like this")
    arguments.add_argument("--case", type=int, help="only this one, in this process, with its traceback")
    arguments.add_argument("--keep", type=Path, help="a folder for the inputs that something was found with")
    options = arguments.parse_args()
    from tests.reliability.fuzz_targets import targets  # what it imports is not needed for --help

    chosen = [target for target in targets() if target.name.startswith(options.only)]
    if options.case is not None:
        data = case(chosen[0], options.seed, options.case)
        print(data[:2000])
        chosen[0].run(data, Path(tempfile.mkdtemp(prefix="fuzz-")))
        return 0
    findings = Findings(options.keep)
    share = max(1, options.cases // len(chosen))
    whole = Figures()
    print(f"{'target':28} {'cases':>7} {'a second':>9} {'MB':>5} {'slowest s':>9}")
    for target in chosen:
        figures = fuzz(target, range(share), options.seed, findings)
        pace = figures.cases / max(1e-9, figures.seconds)
        print(
            f"{target.name:28} {figures.cases:7} {pace:9.0f} {figures.most_memory >> 20:5} {figures.slowest:9.2f}",
            flush=True,
        )
        whole.cases += figures.cases
        whole.seconds += figures.seconds
        whole.most_memory = max(whole.most_memory, figures.most_memory)
        whole.slowest = max(whole.slowest, figures.slowest)
    print(f"{whole.cases} cases in {whole.seconds:.0f} s ({whole.cases / max(1e-9, whole.seconds):.0f} a second), "
          f"at the most {whole.most_memory >> 20} MB and {whole.slowest:.2f} s; findings: {len(findings.found)}"
          + (f", and {findings.known} known ones" if findings.known else ""))  # fmt: skip
    for place, words in findings.found.items():
        print(f"\n{findings.often[place]} x {words}")
    return 1 if findings.found else 0


if __name__ == "__main__":
    raise SystemExit(main())
