"""Starts StemDesk from a checkout, on a machine that has nothing but Python.

    python3 packaging/run.py [ARGUMENTS…]      the same arguments as `stemdesk`

The first start installs what is missing; later ones take no set-up time. Without arguments the window opens, at the
very first start with the demo song ready to split; where there is no display, the demo song is split without one.
"""

from __future__ import annotations

import subprocess
import sys

import environment
import machine


def main() -> int:
    try:
        environment.use_new_enough_python()
        machine.install_missing(for_tests=False)
        python = environment.ready("run")
    except machine.CannotSetUp as trouble:
        print(trouble, file=sys.stderr)
        return 1
    arguments = sys.argv[1:]
    if not arguments and not machine.has_display():
        demo = environment.ROOT / "resources" / "demo" / "StemDesk Demo.ogg"
        print("There is no display here, so the demo song is split without a window.", file=sys.stderr, flush=True)
        arguments = ["separate", str(demo)]
    try:
        return subprocess.call([str(python), "-m", "stemdesk", *arguments])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
