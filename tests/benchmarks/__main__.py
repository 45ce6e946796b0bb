"""One table: where StemDesk stands against what people would use instead, and against the machine.

    python -m tests.benchmarks [ROW…]      all rows, if none is named
    python -m tests.benchmarks --list      their names

Each row is measured side by side with its reference in the same run: the median of five turns (STEMDESK_BENCHMARK_TIMES)
and their spread. A row whose reference is not installed says which Debian package it wants.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import platform
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

from tests.benchmarks.rows import NotInstalled, Outcome, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

_MODULES: Final = ("window_start", "mixing", "transfer", "playing", "library", "splitting")
_WIDTHS: Final = (12, 46, 34, 12, 12, 12)


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
        return row.measure()
    except NotInstalled as reason:
        return Outcome("–", "", None, str(reason))
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        return Outcome("failed", "", False, str(error))


def line(cells: Sequence[str]) -> str:
    return " ".join(f"{cell:<{width}}" for cell, width in zip(cells, _WIDTHS, strict=True))


def main(words: Sequence[str]) -> int:
    if "--list" in words:
        print("\n".join(f"{row.name:<16} {row.what}" for row in rows()))
        return 0
    asked = chosen(words)
    print(
        f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    )
    print(line(("row", "what", "against", "aim", "measured", "spread")))
    missed = 0
    for row in asked:
        outcome = measured(row)
        missed += outcome.met is False
        mark = {True: " ✓", False: " ✗", None: ""}[outcome.met]
        print(line((row.name, row.what, row.against, row.aim, outcome.value + mark, outcome.spread)))
        if outcome.note:
            print(f"{'':{_WIDTHS[0]}} {outcome.note}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
