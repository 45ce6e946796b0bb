"""The worker process as the program uses it: its memory, its speed, and what one song after another takes."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import soundfile

from stemdesk.workers import worker_process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.sounds import Floats

RATE: Final = 44_100


def memory(song: Floats, minutes: float, model: str, rate: int = RATE) -> tuple[float, float]:
    """The worker's peak in MB, and times real time. The song is played over and over, at `rate` and with its channels."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "song.wav")
        with soundfile.SoundFile(file, "w", rate, song.shape[1], "PCM_16") as written:
            for _ in range(max(1, round(minutes * 60 * rate / len(song)))):
                written.write(song)
            seconds = written.frames / rate
        with _worker() as (process, split):
            took = split(file, Path(folder), model)
            status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1e3, seconds / took


def one_after_another(song: Floats, count: int, model: str = "vocals") -> tuple[float, float]:
    """Seconds for the first song of ten seconds, the worker's start among them, and the mean for each of the next."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "song.wav")
        soundfile.write(file, song[: 10 * RATE], RATE)
        begun = time.perf_counter()
        with _worker() as (_, split):
            split(file, Path(folder), model)
            first = time.perf_counter() - begun
            later = [split(file, Path(folder), model) for _ in range(count - 1)]
    return first, float(np.mean(later))


@contextmanager
def _worker() -> Iterator[tuple[subprocess.Popen[bytes], Callable[[Path, Path, str], float]]]:
    with subprocess.Popen(
        worker_process.command("stemdesk.providers.local.worker"), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        stdin, stdout = process.stdin, process.stdout

        def split(file: Path, folder: Path, model: str) -> float:
            request = {"source": str(file), "folder": str(folder), "model": model, "prefer": "balanced"}
            begun = time.perf_counter()
            stdin.write(json.dumps({**request, "format": "flac16"}).encode() + b"\n")
            stdin.flush()
            while worker_process.result(stdout.readline())[0] is None:
                pass
            return time.perf_counter() - begun

        try:
            yield process, split
        finally:
            process.kill()
