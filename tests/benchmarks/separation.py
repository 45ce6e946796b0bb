"""How well and how fast this computer separates, beside named references, in one run on this machine.

    .venv/bin/python -m tests.benchmarks.separation [MINUTES]

SDR in dB on the demo song (whose true stems its script renders): of the mixture itself taken as the estimate, of a plain
harmonic/percussive separation in the manner of librosa (2-D median filters of 31 on a 2048-point spectrum, soft masks of
power 2; percussive is taken for drums, harmonic for everything else), of our quick preview, and of the trained network.
Speed is given as times real time, and as a ratio to that same reference. Memory is what the worker process needs at the most
for a song of so many minutes (4), decoding and writing included.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile
from scipy import ndimage, signal

from stemdesk.inference.known import known_models
from stemdesk.inference.network import Network
from stemdesk.providers.local.by_network import split_band, split_pair
from stemdesk.providers.local.protocol import NETWORKS, STEMS
from stemdesk.providers.local.separation import Separation, split_stream
from stemdesk.workers import worker_process
from tests.demo import demo_song, demo_stems
from tests.sounds import Floats, decibels, sdr

if TYPE_CHECKING:
    from stemdesk.providers.local.vocals_share import Run

RATE = 44_100


def plain_hpss(song: Floats) -> dict[str, Floats]:
    parts = []
    for channel in song.T:
        _, _, spectrum = signal.stft(channel, RATE, nperseg=2048, noverlap=1536)
        level = np.abs(spectrum)
        held, struck = ndimage.median_filter(level, (1, 31)), ndimage.median_filter(level, (31, 1))
        mask = struck**2 / (held**2 + struck**2 + 1e-12)
        _, wave = signal.istft(spectrum * mask, RATE, nperseg=2048, noverlap=1536)
        parts.append(wave[: len(song)])
    drums = np.stack(parts, axis=1).astype(np.float32)
    return {"drums": drums, **dict.fromkeys(("vocals", "bass", "other", "instrumental"), song - drums)}


def ours(song: Floats, model: str, run: Run | None = None) -> dict[str, Floats]:
    place = 0

    def read(frames: int) -> Floats:
        nonlocal place
        block = song[place : place + frames]
        place += len(block)
        return block

    if run is None:
        blocks = split_stream(read, RATE, 2, Separation(model))
    else:
        blocks = (split_pair if len(STEMS[model]) == 2 else split_band)(read, RATE, 2, run)
    return dict(zip(STEMS[model], np.concatenate(list(blocks), axis=1), strict=True))


def timed(work: Callable[[], dict[str, Floats]]) -> tuple[dict[str, Floats], float]:
    begun = time.perf_counter()
    result = work()
    return result, time.perf_counter() - begun


def memory(song: Floats, minutes: float, model: str) -> tuple[float, float]:
    """The worker's peak in MB, and times real time with decoding and writing."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "song.wav")
        with soundfile.SoundFile(file, "w", RATE, 2, "PCM_16") as written:
            for _ in range(max(1, round(minutes * 60 * RATE / len(song)))):
                written.write(song)
            seconds = written.frames / RATE
        request = {"source": str(file), "folder": folder, "model": model, "prefer": "balanced", "format": "flac16"}
        begun = time.perf_counter()
        with subprocess.Popen(
            worker_process.command("stemdesk.providers.local.worker"), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as worker:
            assert worker.stdin
            assert worker.stdout
            worker.stdin.write(json.dumps(request).encode() + b"\n")
            worker.stdin.flush()
            while worker_process.result(worker.stdout.readline())[0] is None:
                pass
            took = time.perf_counter() - begun
            status = Path(f"/proc/{worker.pid}/status").read_text()
            worker.kill()
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1e3, seconds / took


def main() -> None:
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 4.0
    song, true = demo_song(), dict(demo_stems())
    true["instrumental"] = song - true["vocals"]
    seconds = len(song) / RATE
    reference, reference_time = timed(lambda: plain_hpss(song))
    network = Network(known_models()["spleeter-2stems"]).run
    runs = {model: network if model in NETWORKS else None for model in STEMS}
    found = {model: timed(partial(ours, song, model, run)) for model, run in runs.items()}
    print(f"{'SDR in dB':<22}{'mixture':>9}{'HPSS':>9}{'preview':>9}{'network':>9}")
    for model in NETWORKS:
        for stem, estimate in found[model][0].items():
            estimates = (song, reference[stem], found[f"preview-{model}"][0][stem], estimate)
            row = "".join(f"{sdr(true[stem], each):>9.1f}" for each in estimates)
            print(f"{model + ': ' + stem:<22}{row}")
    print(f"\n{'speed':<22}{'x real time':>12}{'x reference':>12}")
    for name, took in (("plain HPSS", reference_time), *((name, took) for name, (_, took) in found.items())):
        print(f"{name:<22}{seconds / took:>12.1f}{reference_time / took:>12.2f}")
    backing = true["instrumental"]
    left = ours(backing, "vocals", network)["vocals"]
    print(f"\nvocals of the song without a voice: {decibels(left) - decibels(backing):.0f} dB of it")
    print(f"\n{f'{minutes:g} minutes, files':<22}{'MB at most':>12}{'x real time':>12}")
    for model in STEMS:
        peak, speed = memory(song, minutes, model)
        print(f"{model:<22}{peak:>12.0f}{speed:>12.1f}")


if __name__ == "__main__":
    main()
