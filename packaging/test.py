"""Checks and tests StemDesk from a checkout, on a machine that has nothing but Python.

    python3 packaging/test.py                        everything, on all cores
    python3 packaging/test.py --quick                style, types, and some of the tests (tests/quick.py), for a working day
    python3 packaging/test.py PYTEST-ARGUMENTS…      these tests, in one process

Installs what is missing, then: style, types, the directions between rooms, and pytest, whose summary is the last line.
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import environment
import machine

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Rooms of tests that start whole programs again and again.
SLOW = ("cli", "e2e", "install", "papers", "reliability", "security")
#: So many tests at once for each core: they wait for programs that they have started, for servers and for sound.
AT_ONCE = 2


def surroundings() -> dict[str, str]:
    """The environment of tests. Programs that they start again and again are compiled once, whatever the shell says."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(environment.ROOT / "build" / "bytecode")}


def chosen(arguments: list[str]) -> list[str]:
    """What pytest is told."""
    if (
        sys.platform == "win32"
    ):  # recordings of sound need the machine to themselves, which workers there cannot agree on
        parallel = []
    else:
        parallel = ["-n", str(min(8, AT_ONCE * (os.cpu_count() or 1))), "--dist", "loadgroup"]
    if not arguments:
        return parallel
    if arguments == ["--quick"]:
        left_out = [f"--ignore={environment.ROOT / 'tests' / room}" for room in SLOW]
        return [*parallel, *left_out, *arguments]
    return arguments


def main() -> int:
    try:
        environment.use_new_enough_python()
        machine.install_missing(for_tests=True)
        python = str(environment.ready("test"))
    except machine.CannotSetUp as trouble:
        print(trouble, file=sys.stderr)
        return 1
    checks = (
        [python, "-m", "ruff", "check", "--quiet", "."],
        [python, "-m", "ruff", "format", "--check", "--quiet", "."],
        [python, "-m", "mypy", "--no-error-summary"],
        [
            python,
            "-c",
            "from importlinter.cli import lint_imports_command as check; check()",
            "--no-logo",
            "--no-cache",
        ],
    )
    if not all_pass(checks):
        return 1
    command = [python, "-m", "pytest", *chosen(sys.argv[1:])]
    return subprocess.call(command, cwd=environment.ROOT, env=surroundings())


def all_pass(checks: Sequence[list[str]]) -> bool:
    """Runs them side by side and says in their order what they have said."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        begun = [
            pool.submit(
                subprocess.run, check, cwd=environment.ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            for check in checks
        ]
        passed = True
        for check, one in zip(checks, begun, strict=True):
            done = one.result()
            print("$ " + " ".join(check[1:4]), done.stdout, sep="\n", end="", flush=True)
            passed = passed and done.returncode == 0
    return passed


if __name__ == "__main__":
    raise SystemExit(main())
