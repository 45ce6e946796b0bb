"""One table: where StemDesk stands against what people would use instead, and against the machine.

    python3 -m tests.benchmarks [ROW…]             all rows, if none is named
    python3 -m tests.benchmarks --page [ROW…]      puts them into README.md beside this file, too
    python3 -m tests.benchmarks --list             their names

Each row is measured side by side with its reference in the same run: the median of five turns (STEMDESK_BENCHMARK_TIMES)
and their spread. A row whose reference is not installed says which Debian package it wants; one that does not end is given
up after some minutes. Any Python will do: the tests' own environment goes on, and is made where there is none.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.benchmarks import page
from tests.benchmarks.rows import FLOODS, NotInstalled, Outcome, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MODULES: Final = ("window_start", "rivals", "mixing", "transfer", "playing", "library", "many_jobs", "splitting")
_PACKAGING: Final = Path(__file__).resolve().parents[2] / "packaging"
_WIDTHS: Final = (16, 50, 28, 13, 14, 12, 6)
#: Seconds that a row may take.
_LONGEST: Final = 240 + 120 * FLOODS


def go_on_in_the_environment_of_tests() -> None:
    """Unless this Python has the libraries."""
    if importlib.util.find_spec("soundfile") is None:
        sys.path.insert(0, str(_PACKAGING))
        python = str(importlib.import_module("environment").ready("test"))
        os.execv(python, [python, "-m", "tests.benchmarks", *sys.argv[1:]])  # noqa: S606  the checkout's own


def rows() -> list[Row]:
    found: list[Row] = []
    for name in _MODULES:
        module = f"tests.benchmarks.{name}"
        if importlib.util.find_spec(module) is not None:
            found += importlib.import_module(module).ROWS
    return found


def chosen(names: Sequence[str]) -> list[Row]:
    known = {row.name: row for row in rows()}
    if unknown := [name for name in names if name not in known]:
        raise SystemExit(f"there is no row {', '.join(unknown)}; there are {', '.join(known)}")
    return [known[name] for name in names] if names else list(known.values())


def measured(row: Row) -> Outcome:
    """What a row says; a row that fails says so, and the others are measured all the same."""
    try:
        with _within(_LONGEST):
            return row.measure()
    except NotInstalled as reason:
        return Outcome("–", "", None, str(reason))
    except subprocess.SubprocessError as error:  # its words name the command, with places of this machine
        return Outcome("failed", "", False, type(error).__name__)
    except (OSError, ValueError, AssertionError) as error:
        return Outcome("failed", "", False, str(error).partition("\n")[0])


@contextmanager
def _within(seconds: int) -> Iterator[None]:
    """Raises TimeoutError."""

    def give_up(*_: object) -> None:
        raise TimeoutError(f"given up after {seconds} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def line(cells: Sequence[str]) -> str:
    return " ".join(f"{cell:<{width}}" for cell, width in zip(cells, _WIDTHS, strict=True))


def main(words: Sequence[str]) -> int:
    if "--list" in words:
        print("\n".join(f"{row.name:<16} {row.what}" for row in rows()))
        return 0
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # programs find themselves compiled, as where they are installed
    asked = chosen([word for word in words if word != "--page"])
    print(page.machine())
    print(line(("row", "what", "against", "aim", "measured", "spread", "took")))
    missed = 0
    for row in asked:
        begun = time.perf_counter()
        outcome = measured(row)
        took = time.perf_counter() - begun
        missed += outcome.met is False
        mark = {True: " ✓", False: " ✗", None: ""}[outcome.met]
        cells = (row.name, row.what, row.against, row.aim, outcome.value + mark, outcome.spread, f"{took:.0f} s")
        print(line(cells), flush=True)
        told = [outcome.note, row.limit if outcome.met is False else ""]
        for words_beside in filter(None, told):
            print(f"{'':{_WIDTHS[0]}} {words_beside}", flush=True)
        if "--page" in words:
            page.written({row.name: page.measured_line(row, outcome, took)}, rows())
    return 1 if missed else 0


if __name__ == "__main__":
    go_on_in_the_environment_of_tests()
    raise SystemExit(main(sys.argv[1:]))
