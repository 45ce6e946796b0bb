"""What a musician wants to know of a song, heard once from its stems: beats, key, tuning, loudness.

Beats come from the drums where there are any, the key from everything else: what makes the one hard makes the other
easy. Each comes with how sure it is. The result is kept in the cache.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.harmony import Harmony
from stemdesk.audio.lanes import LaneReader
from stemdesk.audio.loudness import Loudness
from stemdesk.audio.match import lag
from stemdesk.audio.pulse import Pulse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from stemdesk.core.stems import StemFile

_BLOCK: Final = 1 << 15
_VERSION: Final = "1"
DRUMS: Final = frozenset({"drums", "kick", "snare", "toms", "hi-hat", "ride", "crash", "cymbals", "percussion"})
_NO_PITCH: Final = DRUMS | {"effects", "crowd", "speech"}


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

    Raises StemDeskError as `open_audio`. A cache that cannot be written is no error.
    """
    files = [stem.path for stem in stems] + ([original] if original is not None else [])
    kept = cache / "analysis" / f"{_fingerprint(files)}.npz"
    with suppress(OSError, ValueError, KeyError), np.load(kept, allow_pickle=False) as data:
        return _from_file(data)
    found = _listen(stems, original, stop)
    if found is not None:
        with suppress(OSError):
            kept.parent.mkdir(parents=True, exist_ok=True)
            part = kept.with_suffix(f".{os.getpid()}.part")
            with part.open("wb") as file:
                np.savez(file, beats=found.beats, key=np.array(found.key or ""), numbers=_numbers(found))
            part.replace(kept)
    return found


def _listen(stems: Sequence[StemFile], original: Path | None, stop: Callable[[], bool]) -> Analysis | None:
    files = [stem.path for stem in stems] + ([original] if original is not None else [])
    names = [stem.stem for stem in stems]
    has_drums = [name in DRUMS for name in names]
    beating = has_drums if any(has_drums) else [True] * len(names)
    sounding = [name not in _NO_PITCH for name in names]
    with closing(LaneReader(files, len(stems))) as reader:
        pulse, harmony = Pulse(reader.rate), Harmony(reader.rate)
        together, alone = Loudness(reader.rate), Loudness(reader.rate)
        pieces: list[tuple[float, NDArray[np.float32], NDArray[np.float32]]] = []
        while reader.at < reader.frames:
            if stop():
                return None
            lanes = reader.read(min(_BLOCK, reader.frames - reader.at))
            own = lanes[: len(stems)]
            pulse.add(own[beating].sum(axis=(0, 2)))
            harmony.add(own[sounding].sum(axis=(0, 2)))
            total = own.sum(axis=0)
            together.add(total)
            if original is not None:
                alone.add(lanes[-1])
                pieces = _loudest([*pieces, (float(np.sum(total**2)), total.sum(axis=1), lanes[-1].sum(axis=1))])
        bpm, bpm_certainty, beats = pulse.result(reader.frames)
        key, key_certainty, tuning = harmony.result()
        gain = 0.0
        loud, own_loud = together.integrated(), alone.integrated()
        if loud is not None and own_loud is not None:
            gain = min(12.0, max(-12.0, loud - own_loud))
        late = lag([(a, b) for _, a, b in pieces])
        return Analysis(reader.rate, bpm, bpm_certainty, beats, key, key_certainty, tuning, gain, late)


def _loudest(
    pieces: list[tuple[float, NDArray[np.float32], NDArray[np.float32]]],
) -> list[tuple[float, NDArray[np.float32], NDArray[np.float32]]]:
    return sorted(pieces, key=lambda piece: -piece[0])[:4]


def _numbers(found: Analysis) -> NDArray[np.float64]:
    bpm = -1.0 if found.bpm is None else found.bpm
    return np.array([found.rate, bpm, found.bpm_certainty, found.key_certainty, found.tuning_cents,
                     found.original_gain_db, found.original_late])  # fmt: skip


def _from_file(data: dict[str, NDArray[np.float64]]) -> Analysis:
    rate, bpm, bpm_certainty, key_certainty, tuning, gain, late = data["numbers"].tolist()
    key = str(data["key"]) or None
    beats = data["beats"].astype(np.int64)
    return Analysis(
        int(rate), None if bpm < 0 else bpm, bpm_certainty, beats, key, key_certainty, tuning, gain, int(late)
    )


def _fingerprint(files: Sequence[Path]) -> str:
    marks = [_VERSION]
    for path in files:
        with suppress(OSError):
            status = path.stat()
            marks.append(f"{path}\0{status.st_size}\0{status.st_mtime_ns}")
    return hashlib.sha256("\0".join(marks).encode("utf-8", "surrogateescape")).hexdigest()[:40]
