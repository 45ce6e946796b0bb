"""Rows: what a job costs while one, ten, a hundred and a thousand of them are at a service at once.

The service is a stand-in that holds all of them until the last one has come. Each number of jobs has a process of its own.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

from tests.benchmarks.rows import Outcome, Row

_COUNTS = (1, 10, 100, 1_000)


async def _at_once(count: int, folder: Path) -> dict[str, float]:
    from stemdesk.accounts.credentials import Credentials
    from stemdesk.core.app_paths import app_paths
    from stemdesk.core.jobs import JobSpec, JobState
    from stemdesk.jobs.engine import Engine
    from stemdesk.jobs.store import Store
    from stemdesk.providers.registry import Registry
    from tests.jobs.fakes import FakeProvider
    from tests.sounds import make_song

    song = make_song(folder / "song.wav", 0.1)
    where = app_paths()
    provider = FakeProvider(parallel=count)
    provider.gate.clear()
    engine = Engine(Store(where.database), Registry([provider]), Credentials(), where)
    specs = [JobSpec(str(song), "fake", "m", "wav", folder / f"out {n}", {}, "M") for n in range(count)]
    handles, memory, processor = _handles(), _resident(), time.process_time()
    jobs = await engine.add(specs)
    await provider.is_full.wait()
    handles, memory = _handles() - handles, _resident() - memory
    provider.gate.set()
    done = await engine.finished([job.id for job in jobs])
    processor = time.process_time() - processor
    await engine.close()
    assert all(job.state is JobState.DONE for job in done)
    return {"handles": handles / count, "MB": memory / count, "ms": processor * 1000 / count}


def _handles() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208  Linux's own list


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


@cache
def _measured() -> dict[int, dict[str, float]]:
    found = {}
    for count in _COUNTS:
        with tempfile.TemporaryDirectory(prefix="stemdesk-benchmark-") as folder:
            command = [sys.executable, "-m", "tests.benchmarks.many_jobs", str(count), folder]
            environment = {**os.environ, "STEMDESK_HOME": str(Path(folder, "home"))}
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
            found[count] = json.loads(done.stdout)
    return found


def _flat(what: str, unit: str, slack: float) -> Outcome:
    """Flat: a thousand take no more each than ten do, and a little that goes up and down."""
    each = {count: found[what] for count, found in _measured().items()}
    told = ", ".join(f"{count:,}: {value:.2f}" for count, value in each.items())
    return Outcome(f"{each[1_000]:.2f} {unit}", "", each[1_000] <= 1.3 * each[10] + slack, f"a job, of {told}")


ROWS = (
    Row(
        "jobs-handles", "file handles a job, 1,000 at once", "10 at once", "flat", lambda: _flat("handles", "each", 0.5)
    ),
    Row("jobs-memory", "memory a job, 1,000 at once", "10 at once", "flat", lambda: _flat("MB", "MB", 0.05)),
    Row("jobs-cpu", "processor time a job, 1,000 at once", "10 at once", "flat", lambda: _flat("ms", "ms", 1.0)),
)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_at_once(int(sys.argv[1]), Path(sys.argv[2])))))
