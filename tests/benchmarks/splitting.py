"""Rows: a split with the trained network on this computer, beside the network alone on the same inputs.

The worker decodes, transforms, asks the network, puts together and writes two stems. Published speeds of others, on other
machines: Spleeter's authors name 100 times real time on a GPU (JOSS 5(50):2154, 2020); Demucs' README names 1.5 times the
song's length on a CPU.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import soundfile

from tests.benchmarks.rows import TIMES, Outcome, Row, in_turns, ratio

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECONDS = 60


def network() -> Outcome:
    from stemdesk.inference.known import known_models
    from stemdesk.inference.network import Network
    from tests.benchmarks.separation import ways, work
    from tests.demo import demo_song

    song = np.resize(demo_song(), (_SECONDS * work.RATE, 2))
    bare = Network(known_models()["spleeter-2stems"])
    asked: list[dict[str, Any]] = []

    def remembered(inputs: Mapping[str, Any]) -> list[Any]:
        asked.append({name: value.copy() for name, value in inputs.items()})
        return bare.run(inputs)

    ways.ours(song, "vocals", remembered)

    def alone() -> float:
        begun = time.perf_counter()
        for inputs in asked:
            bare.run(inputs)
        return time.perf_counter() - begun

    with tempfile.TemporaryDirectory() as folder, work._worker() as (_, split):
        file = Path(folder, "song.wav")
        soundfile.write(file, song, work.RATE)
        pairs = in_turns(lambda: split(file, Path(folder), "vocals"), alone, TIMES)
    return ratio(pairs, 1.15, note=f"a song of {_SECONDS} s, decoded and written as FLAC")


ROWS = (
    Row("split", f"a song of {_SECONDS} s split with the network", "onnxruntime alone", "≤ 1.15", network,
        "what is not the network (decoding, transforms, two FLAC files) takes a seventh of its processor time, beside it"),
)  # fmt: skip
