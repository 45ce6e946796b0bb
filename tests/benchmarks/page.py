"""The benchmarks' own page, README.md beside this file: its table is written here, row by row, as it is measured.

A row that was not measured this time stays as it was, with its date. A row that no module has any more goes.
"""

from __future__ import annotations

import os
import platform
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tests.benchmarks.rows import Outcome, Row

PAGE: Final = Path(__file__).with_name("README.md")
_BEGIN: Final = "<!-- measured: written by the program -->"
_END: Final = "<!-- end of what was measured -->"
_HEAD: Final = ("row", "what", "against", "aim", "measured", "spread", "figures", "on", "took")
_ROW: Final = re.compile(r"\| `([^`|\n]+)` \|.*\|")
_MISSED: Final = re.compile(r"- (`[^`\n]+`(?:, `[^`\n]+`)*): (.*)\.")
_NAME: Final = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table, and why its aim was missed (empty if it was not)."""

    line: str
    missed: str = ""


def measured_line(row: Row, outcome: Outcome, took: float) -> Measured:
    mark = {True: " ✓", False: " ✗", None: ""}[outcome.met]
    cells = (
        f"`{row.name}`", row.what.strip(), row.against, row.aim, f"{outcome.value}{mark}", outcome.spread,
        outcome.note, f"{time.strftime('%m-%d %H:%M')}, {_machine()}", f"{took:.0f} s",
    )  # fmt: skip
    missed = (row.limit or "its cause is not known yet") if outcome.met is False else ""
    return Measured("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |", missed)


def written(found: dict[str, Measured], rows: Sequence[Row]) -> None:
    """Puts these lines in the place of those that the page has of the same rows."""
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(_BEGIN)
    told, _, after = rest.partition(_END)
    lines = {match[1]: match[0] for match in _ROW.finditer(told)}
    missed = {name: match[2] for match in _MISSED.finditer(told) for name in _NAME.findall(match[1])}
    for name, measured in found.items():
        lines[name] = measured.line
        missed[name] = measured.missed
    names = [row.name for row in rows if row.name in lines]
    table = ["| " + " | ".join(_HEAD) + " |", "|" + "---|" * len(_HEAD), *(lines[name] for name in names)]
    parts = [
        _BEGIN,
        "",
        *table,
        "",
        *_about_the_missed({name: missed[name] for name in names if missed.get(name)}),
        _END,
    ]
    PAGE.write_text(before + "\n".join(parts) + after, "utf-8")


def _about_the_missed(missed: Mapping[str, str]) -> Iterable[str]:
    """What stands in the way of several rows is said once."""
    if missed:
        yield from ("What is missed, and what stands in the way:", "")
        for reason in dict.fromkeys(missed.values()):
            names = ", ".join(f"`{name}`" for name, its_own in missed.items() if its_own == reason)
            yield f"- {names}: {reason}."
        yield ""


def _machine() -> str:
    """As short as it goes: cores, and how many programs wanted them in the last minute."""
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.0f}"


def machine() -> str:
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    return f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores of {model}, Python {platform.python_version()}"
