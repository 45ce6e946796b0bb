"""How well StemDesk hears what is played, on songs whose chords, key, beats and notes are known.

    .venv/bin/python -m tests.benchmarks.listening [chords] [key] [beats] [notes] …

Each is a module of this package with a `main()`; without a name, all run. What needs something that is not on this machine
(`fluidsynth`, `mma`, a model) says so.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Final

_WAYS: Final = ("chords", "key", "beats", "sections", "notes", "words")


def main(wanted: list[str]) -> int:
    for name in wanted or _WAYS:
        if find_spec(f"{__package__}.{name}") is None:
            if wanted:
                print(f"There is no benchmark of {name}.")
                return 2
            continue
        print(f"== {name}")
        import_module(f"{__package__}.{name}").main()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
