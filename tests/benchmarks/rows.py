"""What a row of the table of benchmarks is, and how two things are measured side by side.

A module of rows says `ROWS: tuple[Row, ...]`; `python -m tests.benchmarks` knows the modules. Noise of the machine hits both
sides alike because they take turns: ours, the reference, ours, the reference…
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

#: A user's Python keeps what it has compiled; one that is told not to would compile us, and not what we are compared with.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

#: How often each side has its turn, after one turn that warms the disk's cache.
TIMES: Final = int(os.environ.get("STEMDESK_BENCHMARK_TIMES", "5"))
#: How many minutes are flooded.
FLOODS: Final = int(os.environ.get("STEMDESK_BENCHMARK_FLOODS", "1"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a row has to say: its value in words ("0.83 ×", "0 underruns"), the spread, whether the aim is met (None where
    there is none to meet), and what stands beside it."""

    value: str
    spread: str
    met: bool | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """`measure` raises NotInstalled where the reference's program is missing. `limit`: what stands in the way of the aim."""

    name: str
    what: str
    against: str
    aim: str
    measure: Callable[[], Outcome]
    limit: str = ""


class NotInstalled(Exception):
    """The row is left out: it wants a program of this Debian package."""

    def __init__(self, package: str) -> None:
        super().__init__(f"left out: apt-get install {package}")


def program(name: str, package: str | None = None) -> str:
    """Where a program is. Raises NotInstalled."""
    found = shutil.which(name)
    if found is None:
        raise NotInstalled(package or name)
    return found


def run(words: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> float:
    """A command from start to end, in seconds of the clock. Raises CalledProcessError where it fails."""
    begun = time.perf_counter()
    subprocess.run(
        [str(word) for word in words], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, env={**os.environ, **(environment or {})},
    )  # fmt: skip
    return time.perf_counter() - begun


def processor_seconds(words: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> float:
    """What the same takes of the processors, in seconds of one core."""
    before = os.times()
    run(words, environment)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def in_turns(ours: Callable[[], float], theirs: Callable[[], float], times: int = TIMES) -> list[tuple[float, float]]:
    """What both measure, turn by turn; the first turn of each is not counted."""
    ours(), theirs()
    return [(ours(), theirs()) for _ in range(times)]


def ratio(
    pairs: Sequence[tuple[float, float]], aim: float | None, *, at_least: bool = False, unit: str = "s", note: str = ""
) -> Outcome:
    """Ours over theirs (`at_least`: theirs over ours, so that more is better): the median, and the spread of all turns."""
    ratios = [theirs / own if at_least else own / theirs for own, theirs in pairs]
    middle = statistics.median(ratios)
    met = None if aim is None else (middle >= aim if at_least else middle <= aim)
    own, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    told = f"{own:.3g} against {theirs:.3g} {unit}"
    return Outcome(f"{middle:.2f} ×", spread(ratios), met, f"{told}; {note}" if note else told)


def spread(values: Sequence[float]) -> str:
    return f"{min(values):.2f}–{max(values):.2f}"
