"""Rows: six stems played, at their own tempo and slower, beside mpv and Rubber Band; and what two hours of them take.

Sound goes to a virtual sound card (PulseAudio) in both programs. What counts is processor time: both play as long.
STEMDESK_BENCHMARK_FLOODS says how often a minute is flooded (1; the aim is ten).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.rows import TIMES, Outcome, Row, in_turns, processor_seconds, program, ratio
from tests.benchmarks.window import stems_in
from tests.e2e.soundcard import SoundCard

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECONDS = 20
_TEMPO = 0.8


@contextmanager
def _sounding() -> Iterator[tuple[SoundCard, Path]]:
    with tempfile.TemporaryDirectory(prefix="stemdesk-benchmark-") as name:
        (Path(name) / "card").mkdir()
        card = SoundCard(Path(name) / "card")
        try:
            yield card, Path(name)
        finally:
            card.close()


def _said(card: SoundCard, *words: str) -> str:
    """What the player's own benchmark prints, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.player", *words]
    environment = {**os.environ, **card.environment, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def _ours(card: SoundCard, folder: Path, section: str) -> float:
    """One core's share."""
    found = re.search(r"([\d.]+)% of one core", _said(card, section, str(folder)))
    assert found
    return float(found[1]) / 100


def _mpv(card: SoundCard, folder: Path, tempo: float) -> float:
    """One core's share while it plays: a long run less a short one, so that its start does not count."""
    first, *others = stems_in(folder, 6, 90.0)
    inputs = "".join(f"[aid{number + 1}]" for number in range(6))
    command = [
        program("mpv"), "--no-config", "--no-video", "--really-quiet", "--ao=pulse", f"--speed={tempo}", str(first),
        *(f"--external-file={path}" for path in others), f"--lavfi-complex={inputs}amix=inputs=6:normalize=0[ao]",
    ]  # fmt: skip
    long, short = (
        processor_seconds([*command, f"--length={seconds * tempo:g}"], card.environment)
        for seconds in (_SECONDS + 3, 3)
    )
    return (long - short) / _SECONDS


def _played(section: str, tempo: float) -> Outcome:
    with _sounding() as (card, folder):
        pairs = in_turns(lambda: _ours(card, folder, section), lambda: _mpv(card, folder, tempo), min(TIMES, 3))
    return ratio(
        pairs, 1.0, unit="of one core", note="ours meters every track, follows faders and has the player's process"
    )


def rubberband() -> Outcome:
    """Six stems are stretched each by itself, as their faders and mutes act after that."""
    stretcher = program("rubberband", "rubberband-cli")
    with _sounding() as (card, folder):
        stems = stems_in(folder, 6, 90.0)
        waves = [stem.with_suffix(".wav") for stem in stems]
        for stem, wave in zip(stems, waves, strict=True):
            processor_seconds(
                [program("ffmpeg"), "-loglevel", "error", "-y", "-i", stem, "-t", str(_SECONDS * _TEMPO), wave]
            )

        def theirs() -> float:
            out = folder / "stretched.wav"
            return (
                sum(processor_seconds([stretcher, "-q", "-t", f"{1 / _TEMPO:g}", wave, out]) for wave in waves)
                / _SECONDS
            )

        pairs = in_turns(lambda: _ours(card, folder, "_tempo"), theirs, min(TIMES, 3))
    return ratio(pairs, 1.0, unit="of one core", note="ours decodes, mixes and plays as well")


def flooded() -> Outcome:
    times = int(os.environ.get("STEMDESK_BENCHMARK_FLOODS", "1"))
    with _sounding() as (card, _):
        counts = [re.findall(r"(\d+) underruns", _said(card, "flood"))[-1] for _ in range(times)]
    worst = max(int(count) for count in counts)
    return Outcome(f"{worst} underruns", f"{times} min", worst == 0)


def listened() -> Outcome:
    """The window plays what it listens to: with the networks of beats, chords and notes where they are here."""
    with _sounding() as (card, _):
        count = int(re.findall(r"(\d+) underruns", _said(card, "listening"))[-1])
    return Outcome(f"{count} underruns", "90 s", count == 0)


def memory() -> Outcome:
    """Six stems of two hours in the window, above the window without."""
    with _sounding() as (card, folder):
        found = [re.search(r"(\d+) MB resident", _said(card, section, str(folder))) for section in ("_nothing", "_six")]
    empty, six = (int(each[1]) for each in found if each)
    return Outcome(f"{six - empty} MB more", f"{empty} MB empty", six - empty <= 100)


ROWS = (
    Row("play", "playing six stems", "mpv with amix", "≤ 1.0", lambda: _played("_play", 1.0)),
    Row("play-slow", "  at 80 % tempo", "mpv with amix", "≤ 1.0", lambda: _played("_tempo", _TEMPO)),
    Row("stretch", "  the same", "rubberband, six stems", "≤ 1.0", rubberband),
    Row("flood", "a minute under a flood of repaints, jobs, 500 MB", "–", "0 underruns", flooded),
    Row("listening", "six stems while beats, chords and notes are heard", "–", "0 underruns", listened),
    Row("two-hours", "six stems of two hours in the window", "the empty window", "≤ 100 MB", memory),
)
