"""Checks and tests StemDesk from a checkout, on a machine that has nothing but Python.

    python3 packaging/test.py                        everything, on all cores
    python3 packaging/test.py --quick                what a working day needs: no packages, sound cards, broken services
    python3 packaging/test.py PYTEST-ARGUMENTS…      these tests, in one process

Installs what is missing, then: style, types, the directions between rooms, and pytest, whose summary is the last line.
"""

from __future__ import annotations

import os
import subprocess
import sys

import environment
import machine

#: Rooms of tests that start whole programs again and again.
SLOW = ("cli", "e2e", "install", "papers", "reliability", "security")


def chosen(arguments: list[str]) -> list[str]:
    """What pytest is told. One worker more than there are cores: tests wait for programs that they have started."""
    if (
        sys.platform == "win32"
    ):  # recordings of sound need the machine to themselves, which workers there cannot agree on
        parallel = []
    else:
        parallel = ["-n", str(min(8, (os.cpu_count() or 1) + 1)), "--dist", "loadgroup"]
    if not arguments:
        return parallel
    if arguments == ["--quick"]:
        left_out = [f"--ignore={environment.ROOT / 'tests' / room}" for room in SLOW]
        return [*parallel, *left_out, "-m", "not slow"]
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
        [python, "-m", "mypy", "--no-error-summary", "--strict", "--explicit-package-bases", "packaging"],
        [
            python,
            "-c",
            "from importlinter.cli import lint_imports_command as check; check()",
            "--no-logo",
            "--no-cache",
        ],
    )
    for check in checks:
        print("$ " + " ".join(check[1:4]), flush=True)
        if subprocess.call(check, cwd=environment.ROOT) != 0:
            return 1
    return subprocess.call([python, "-m", "pytest", *chosen(sys.argv[1:])], cwd=environment.ROOT)


if __name__ == "__main__":
    raise SystemExit(main())
