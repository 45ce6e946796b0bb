"""Whether the machine itself stood still while a recording was made.

A processor that its host does not give for a tenth of a second plays nothing, whoever's program it is. The witness is a
process that asks of each processor, every few milliseconds, only to be woken: it wakes late when nobody else could have
woken either. What a program does to itself (a lock, a busy thread, a slow disk) it does not feel.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time

_STEP = 0.005
#: Seconds. The player and the sound server have 60 ms between them and silence, need some of it themselves, and a pause
#: seldom comes alone: in a recording with a gap of 26 ms the longest was 40. A quiet machine stays below 12 ms.
HARMLESS = 0.02


class MachineStoodStill(Exception):
    """A recording is worth nothing: for a while no program ran. It has to be made again."""


class Witness:
    """Watches from now on, until it is asked."""

    def __init__(self) -> None:
        self.process = subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.process.stdout
        self.process.stdout.readline()

    def longest_pause(self) -> float:
        """In seconds. Asked once; then it goes."""
        told, _ = self.process.communicate()
        return float(told)


def _watch() -> None:
    processors = os.sched_getaffinity(0) if sys.platform == "linux" else {0}
    pauses = dict.fromkeys(processors, 0.0)
    done = threading.Event()

    def feel(processor: int) -> None:
        if sys.platform == "linux":
            os.sched_setaffinity(0, {processor})  # of this thread alone
        before, is_over = time.monotonic(), False
        while not is_over:
            is_over = done.wait(_STEP)
            now = time.monotonic()
            pauses[processor] = max(pauses[processor], now - before - _STEP)
            before = now

    threads = [threading.Thread(target=feel, args=[processor]) for processor in processors]
    for thread in threads:
        thread.start()
    print("ready", flush=True)
    sys.stdin.read()
    done.set()
    for thread in threads:
        thread.join()
    print(max(pauses.values()))


if __name__ == "__main__":
    _watch()
