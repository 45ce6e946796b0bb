"""Checks and tests StemDesk from a checkout, on a machine that has nothing but Python.

    python3 packaging/test.py [PYTEST-ARGUMENTS…]

Installs what is missing, then: style, types, the directions between rooms, and pytest, whose summary is the last line.
"""

from __future__ import annotations

import subprocess
import sys

import environment
import machine


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
    return subprocess.call([python, "-m", "pytest", *sys.argv[1:]], cwd=environment.ROOT)


if __name__ == "__main__":
    raise SystemExit(main())
