"""Rows: mixing six stems and exporting the mix, beside FFmpeg's `amix` with the same output; peaks of a song.

What both write is on the disk (`sync`) when the clock is stopped. MP3 is 320 kbit/s at LAME's quality 3 on both sides, which
is what libsndfile takes.
"""

from __future__ import annotations

import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile

from tests.benchmarks.rows import Outcome, Row, in_turns, processor_seconds, program, ratio, run
from tests.sounds import music, write

if TYPE_CHECKING:
    from collections.abc import Callable

RATE = 44_100
_STEMS = 6
_KEPT = tempfile.TemporaryDirectory(prefix="stemdesk-benchmark-")


@cache
def stems(seconds: int = 300, count: int = _STEMS) -> list[Path]:
    """Six FLAC files of five minutes, each other music."""
    paths = [Path(_KEPT.name, f"stem {number} of {seconds}.flac") for number in range(count)]
    for number, path in enumerate(paths):
        write(path, np.tile(music(10.0, seed=number) / np.float32(_STEMS), (seconds // 10, 1)), RATE)
    return paths


def _mixed(ending: str, *encoder: str, measure: Callable[..., float] = run) -> list[tuple[float, float]]:
    ffmpeg = program("ffmpeg")
    ours, theirs = Path(_KEPT.name, f"ours{ending}"), Path(_KEPT.name, f"theirs{ending}")
    own: list[str | Path] = [sys.executable, "-m", "stemdesk", "mix", *stems(), "--output", ours]
    inputs = [word for stem in stems() for word in ("-i", stem)]
    mixer = ["-filter_complex", f"amix=inputs={_STEMS}:normalize=0", *encoder]
    other: list[str | Path] = [ffmpeg, "-loglevel", "error", "-y", *inputs, *mixer, theirs]
    return in_turns(lambda: measure(own), lambda: measure(other) + measure([program("sync", "coreutils"), theirs]))


def mix() -> Outcome:
    return ratio(_mixed(".wav", "-c:a", "pcm_s24le"), 1.0)


def mix_processor() -> Outcome:
    pairs = _mixed(".wav", "-c:a", "pcm_s24le", measure=processor_seconds)
    return ratio(pairs, None, unit="s of one core")


def export_flac() -> Outcome:
    return ratio(_mixed(".flac", "-sample_fmt", "s32"), 1.0)


def export_mp3() -> Outcome:
    pairs = _mixed(".mp3", "-b:a", "320k", "-compression_level", "3")
    return ratio(pairs, 1.0)


def _decoding(path: Path) -> float:
    """Decoding alone: blocks of float32 from front to back."""
    begun = time.perf_counter()
    block = np.empty((16_384, 2), np.float32)
    with soundfile.SoundFile(path) as file:
        while len(file.read(len(block), out=block)):
            pass
    return time.perf_counter() - begun


def _peaks(path: Path) -> float:
    from stemdesk.audio.analysis.waveform_peaks import _compute

    begun = time.perf_counter()
    _compute(path, lambda: False)
    return time.perf_counter() - begun


def peaks() -> Outcome:
    song = stems(600, 1)[0]
    return ratio(in_turns(lambda: _peaks(song), lambda: _decoding(song)), 1.2)


def peaks_picture() -> Outcome:
    ffmpeg, song = program("ffmpeg"), stems(600, 1)[0]
    picture: list[str | Path] = [
        ffmpeg,
        "-loglevel",
        "error",
        "-y",
        "-i",
        song,
        "-filter_complex",
        "showwavespic",
        "-frames:v",
        "1",
    ]
    return ratio(in_turns(lambda: _peaks(song), lambda: run([*picture, Path(_KEPT.name, "wave.png")])), 1.0)


ROWS = (
    Row("mix", "stemdesk mix of six stems of 5 min to WAV", "ffmpeg amix + sync", "≤ 1.0", mix,
        "two thirds are decoding, on all cores; the libsndfile in soundfile's wheel copies what it decoded without its "
        "compiler's optimisation, a third of that; where others compute, too, row mix-cpu says more"),
    Row("mix-cpu", "  processor time of that", "ffmpeg amix + sync", "said", mix_processor,
        "decoding is two thirds of it, starting Python a tenth"),
    Row("mix-flac", "  as FLAC, 24 bit", "ffmpeg amix + sync", "≤ 1.0", export_flac,
        "libFLAC encodes on one core, beside the mixing; what is left is decoding, as in `mix`"),
    Row("mix-mp3", "  as MP3, 320 kbit/s", "ffmpeg amix + sync", "≤ 1.0", export_mp3,
        "the LAME in soundfile's (and PyAV's) wheels takes 2.4 times as long as Debian's for the same frames; parts of the "
        "song are encoded on all cores, so two do not make up for it, and three would"),
    Row("peaks", "peaks of a song of 10 min", "decoding alone", "≤ 1.2", peaks),
    Row("peaks-picture", "  the same", "ffmpeg showwavespic", "≤ 1.0", peaks_picture,
        "all but a thirtieth of it is decoding, as the row above says"),
)  # fmt: skip
