"""Rows: six stems played, at their own tempo and slower, beside mpv and Rubber Band; and what two hours of them take.

Sound goes to a virtual sound card (PulseAudio) in both programs. What counts is processor time: both play as long.
Each is left alone until it plays evenly. STEMDESK_BENCHMARK_FLOODS says how often a minute is flooded (1; the aim is ten).
"""

from __future__ import annotations

import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.player import PLAYED, SETTLED
from tests.benchmarks.rows import FLOODS, TIMES, Outcome, Row, processor_seconds, program, ratio, run
from tests.benchmarks.window import stems_in
from tests.e2e.soundcard import SoundCard

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Seconds after which a player is given up.
_LONGEST = 200.0
#: Of a stem that is stretched by Rubber Band.
_SECONDS = 10.0
_TEMPO = 0.8
_LOUDNESS = (
    "ours meters every track and mixes it in Python, in 67 calls a second that find their code gone from the caches; a third "
    "is decoding"
)
#: What `play-slow` has measured of ours in this run is what `stretch` takes.
_OURS_SLOW: list[float] = []


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
    """What the player's own benchmark prints, in a process of its own; its workers end with it."""
    command = [sys.executable, "-m", "tests.benchmarks.player", *words]
    environment = {**os.environ, **card.environment, "QT_QPA_PLATFORM": "offscreen"}
    with tempfile.TemporaryFile("w+") as said:
        with subprocess.Popen(
            command, env=environment, stdout=said, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            try:
                code = process.wait(_LONGEST)
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
        if code:
            raise ValueError(f"the player's benchmark ended with {code}")
        said.seek(0)
        return said.read()


def _ours(card: SoundCard, folder: Path, section: str) -> float:
    """One core's share."""
    found = re.search(r"([\d.]+)% of one core", _said(card, section, str(folder)))
    assert found
    return float(found[1]) / 100


def _mpv(card: SoundCard, folder: Path, tempo: float) -> float:
    """One core's share while it plays."""
    first, *others = stems_in(folder, 6, 90.0)
    inputs = "".join(f"[aid{number + 1}]" for number in range(6))
    command = [
        program("mpv"), "--no-config", "--no-video", "--really-quiet", "--ao=pulse", f"--speed={tempo}", str(first),
        *(f"--external-file={path}" for path in others), f"--lavfi-complex={inputs}amix=inputs=6:normalize=0[ao]",
    ]  # fmt: skip
    environment = {**os.environ, **card.environment}
    with subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        try:
            time.sleep(SETTLED)
            before, begun = _computed(process.pid), time.perf_counter()
            time.sleep(PLAYED)
            share = (_computed(process.pid) - before) / (time.perf_counter() - begun)
            if process.poll() is not None or not card.is_played_into():
                raise ValueError("mpv does not play")
        finally:
            process.kill()
    return share


def _computed(process: int) -> float:
    """Seconds of one core that the threads of a process have had."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def _played(section: str, tempo: float) -> Outcome:
    with _sounding() as (card, folder):
        pairs = [(_ours(card, folder, section), _mpv(card, folder, tempo)) for _ in range(TIMES)]
    if tempo == _TEMPO:
        _OURS_SLOW[:] = [own for own, _ in pairs]
    return ratio(pairs, 1.0, unit="of one core")


def rubberband() -> Outcome:
    """Six stems are stretched each by itself, as their faders and mutes act after that."""
    stretcher = program("rubberband", "rubberband-cli")
    with _sounding() as (card, folder):
        stems = stems_in(folder, 6, 90.0)
        waves = [stem.with_suffix(".wav") for stem in stems]
        for stem, wave in zip(stems, waves, strict=True):
            run([program("ffmpeg"), "-loglevel", "error", "-y", "-i", stem, "-t", f"{_SECONDS * _TEMPO:g}", wave])

        def theirs() -> float:
            words = [stretcher, "-q", "-t", f"{1 / _TEMPO:g}"]
            return sum(processor_seconds([*words, wave, folder / "out.wav"]) for wave in waves) / _SECONDS

        own = _OURS_SLOW or [_ours(card, folder, "_tempo") for _ in range(TIMES)]
        pairs = [(share, theirs()) for share in own]
    return ratio(pairs, 1.0, unit="of one core")


def flooded() -> Outcome:
    with _sounding() as (card, _):
        counts = [re.findall(r"(\d+) underruns", _said(card, "flood"))[-1] for _ in range(FLOODS)]
    worst = max(int(count) for count in counts)
    is_in_front = os.geteuid() == 0 or resource.getrlimit(resource.RLIMIT_RTPRIO)[0] > 0
    note = f"{'with' if is_in_front else 'without'} the right to real-time priority"
    return Outcome(f"{worst} underruns", f"{FLOODS} min", worst == 0, note)


def listened() -> Outcome:
    """The window plays what it listens to: with the networks of beats, chords and notes where they are here."""
    with _sounding() as (card, _):
        count = int(re.findall(r"(\d+) underruns", _said(card, "listening"))[-1])
    return Outcome(f"{count} underruns", "90 s", count == 0)


def memory() -> Outcome:
    """Six stems of two hours in the window while they are listened to and played, above the window without."""
    with _sounding() as (card, folder):
        found = [re.search(r"(\d+) MB resident", _said(card, section, str(folder))) for section in ("_nothing", "_six")]
    empty, six = (int(each[1]) for each in found if each)
    return Outcome(f"{six - empty} MB more", f"{empty} MB empty", six - empty <= 100)


ROWS = (
    Row("play", "playing six stems", "mpv with amix", "≤ 1.0", lambda: _played("_play", 1.0), _LOUDNESS),
    Row("play-slow", "  at 80 % tempo", "mpv with amix", "≤ 1.0", lambda: _played("_tempo", _TEMPO),
        "mpv stretches the sum, by overlapping waves; here each stem is stretched for itself, two seconds ahead, so that its "
        "fader, mute and solo are heard at once, by a phase vocoder, so that chords stay whole"),
    Row("stretch", "  the same", "rubberband, six stems", "≤ 1.0", rubberband, "ours decodes, mixes and plays as well"),
    Row("flood", "a minute under a flood of repaints, jobs, 500 MB and a split", "–", "0 underruns", flooded,
        "the ring buffer does not run dry; without real-time priority PortAudio's callback comes late up to three times a "
        "minute where the network and the window want both cores; 100 ms of latency had none in three minutes, but then a "
        "key is heard after 122 ms"),
    Row("listening", "six stems while beats, chords and notes are heard", "–", "0 underruns", listened),
    Row("two-hours", "six stems of two hours in the window", "the empty window", "≤ 100 MB", memory),
)  # fmt: skip
