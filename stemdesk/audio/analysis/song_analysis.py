"""What a musician wants to know of a song, heard once from its stems: beats, key, tuning, loudness.

Each comes with how sure it is. The result is kept in the cache.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from subprocess import DEVNULL, PIPE
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.files.atomic_file import whole_file
from stemdesk.core.errors import StemDeskError
from stemdesk.core.private import opened_private, private_folder
from stemdesk.workers import worker_process

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from stemdesk.core.stems import StemFile

_VERSION: Final = "1"


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """`beats` are frames at `rate`; certainties go from 0 (a guess) to 1. None where there is nothing to tell.

    `tuning_cents` is how far A lies from 440 Hz. `original_gain_db` makes the original as loud as its stems together,
    and `original_late` is how many frames later than they it has the same moment.
    """

    rate: int
    bpm: float | None
    bpm_certainty: float
    beats: NDArray[np.int64]
    key: str | None
    key_certainty: float
    tuning_cents: float
    original_gain_db: float = 0.0
    original_late: int = 0


def analysis_of(
    stems: Sequence[StemFile], original: Path | None, cache: Path, stop: Callable[[], bool] = lambda: False
) -> Analysis | None:
    """The analysis of a song, from the cache if none of its files has changed; None when `stop` said so.

    Listening is done by another process (`listener`), so that it never disturbs what plays. Raises StemDeskError as
    `open_audio`, and OSError when that process cannot be had. A cache that cannot be written is no error.
    """
    files = [stem.path for stem in stems] + ([original] if original is not None else [])
    kept = cache / "analysis" / f"{_fingerprint(files)}.npz"
    with suppress(OSError, ValueError, KeyError), np.load(kept, allow_pickle=False) as data:
        return _from_file(data)
    found = _ask(stems, original, stop)
    if found is not None:
        with suppress(OSError, StemDeskError):
            private_folder(kept.parent)
            with whole_file(kept) as part, open(part, "wb", opener=opened_private) as file:
                np.savez(file, beats=found.beats, key=np.array(found.key or ""), numbers=_numbers(found))
    return found


def _ask(stems: Sequence[StemFile], original: Path | None, stop: Callable[[], bool]) -> Analysis | None:
    request = {"stems": [[stem.stem, str(stem.path)] for stem in stems], "original": original and str(original)}
    command = worker_process.command("stemdesk.audio.analysis.worker")
    flags = worker_process.NO_CONSOLE | worker_process.IN_BACKGROUND
    environment = worker_process.environment()
    with subprocess.Popen(
        command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, creationflags=flags, env=environment
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            for line in process.stdout:
                if stop():
                    return None
                answer, _ = worker_process.result(line)
                if answer is not None:
                    return Analysis(**{**answer, "beats": np.array(answer["beats"], np.int64)})
        finally:
            process.kill()
    raise ChildProcessError("the listener ended without a result")


def _numbers(found: Analysis) -> NDArray[np.float64]:
    bpm = -1.0 if found.bpm is None else found.bpm
    return np.array([found.rate, bpm, found.bpm_certainty, found.key_certainty, found.tuning_cents,
                     found.original_gain_db, found.original_late])  # fmt: skip


def _from_file(data: dict[str, NDArray[np.float64]]) -> Analysis:
    rate, bpm, bpm_certainty, key_certainty, tuning, gain, offset_frames = data["numbers"].tolist()
    key = str(data["key"]) or None
    beats = data["beats"].astype(np.int64)
    return Analysis(
        int(rate), None if bpm < 0 else bpm, bpm_certainty, beats, key, key_certainty, tuning, gain, int(offset_frames)
    )


def _fingerprint(files: Sequence[Path]) -> str:
    stamps = [_VERSION]
    for path in files:
        with suppress(OSError):
            status = path.stat()
            stamps.append(f"{path}\0{status.st_size}\0{status.st_mtime_ns}")
    return hashlib.sha256("\0".join(stamps).encode("utf-8", "surrogateescape")).hexdigest()[:40]
