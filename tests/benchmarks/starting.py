"""How long the frozen app takes to start, against the same commit started from its source by Python, in the same run.

    .venv/bin/python -m tests.benchmarks.starting [BUDGET]

Needs `packaging/build.py app` before it, and Xvfb. With a budget it fails if the window takes more than that many times as
long to be there as from source (the workflow asks for 1.5). Medians of seven, after one that warms the disk's cache.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.e2e.screen import Screen

FROZEN = Path(__file__).resolve().parent.parent.parent / "dist" / "StemDesk"
TIMES = 7


def command(words: list[str], home: str) -> float:
    began = time.perf_counter()
    env = {**os.environ, "STEMDESK_HOME": home}
    subprocess.run(words, env=env, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def window(words: list[str], home: str, screen: Screen) -> float:
    began = time.perf_counter()
    env = {**os.environ, **screen.environment, "STEMDESK_HOME": home}
    program = subprocess.Popen(words, env=env)
    screen.window("StemDesk")
    taken = time.perf_counter() - began
    program.terminate()
    program.wait()
    return taken


def main(budget: float | None) -> int:
    frozen, source = [str(FROZEN / "stemdesk")], [sys.executable, "-m", "stemdesk"]
    ratio = 0.0
    screen = Screen()
    try:
        with tempfile.TemporaryDirectory() as home:
            for what, measure in (
                ("stemdesk --version", lambda words: command([*words, "--version"], home)),
                ("stemdesk models --json", lambda words: command([*words, "models", "--json"], home)),
                ("the window is there", lambda words: window(words, home, screen)),
            ):
                taken = {}
                for name, words in (("source", source), ("frozen", frozen)):
                    taken[name] = statistics.median([measure(words) for _ in range(TIMES + 1)][1:])
                ratio = taken["frozen"] / taken["source"]
                print(
                    f"{what:24} source {taken['source']:5.2f} s   frozen {taken['frozen']:5.2f} s   {ratio:.2f} times"
                )
    finally:
        screen.close()
    size = sum(file.lstat().st_size for file in FROZEN.rglob("*") if not file.is_dir())
    print(f"{'unpacked':24} {size / 1e6:.0f} MB")
    return 0 if budget is None or ratio <= budget else 1


if __name__ == "__main__":
    raise SystemExit(main(float(sys.argv[1]) if len(sys.argv) > 1 else None))
