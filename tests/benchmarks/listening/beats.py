"""Tempo, beats and bars of songs of which they are known: those that the beats were built with, and others, apart.

*Tempo* is right within 1 %, of songs that have one; *level* counts half, twice, a third and three times it as right, too.
*Beats* and *bars* are F-measures of beats and downbeats within 70 ms, of those after the first 5 seconds, as mir_eval does.
Beside them stands aubio's tempo tracker, where the module `aubio` (of the package `aubio-ledfx`) can be imported; it hears
no bars.
Of each song the first two minutes are heard; what the network heard is kept beside the bands.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import soundfile

from stemdesk.audio.rhythm import accents, beat_features, harmony_changes
from stemdesk.audio.rhythm.beat_grid import Heard
from stemdesk.audio.rhythm.beat_tracker import MODEL, BeatTracker, beats_of
from stemdesk.inference import shelf
from stemdesk.inference.known import known_models
from tests.benchmarks.listening.bands import cache
from tests.benchmarks.listening.beat_songs import Song, held_out, tuned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    Times = NDArray[np.float64]

_SECONDS: Final = 120
_BLOCK: Final = 1 << 15
_NEAR: Final = 0.07
_SKIPPED: Final = 5.0
_LEVELS: Final = (1.0, 2.0, 0.5, 3.0, 1 / 3)
_HOP: Final = 512
_COLUMNS: Final = ("tempo", "level", "beats", "bars")


@dataclass(frozen=True, eq=False)
class _Told:
    bpm: float | None
    beats: Times
    downbeats: Times | None = None


def matched(true: Times, found: Times, skipped: float = _SKIPPED) -> float:
    """The F-measure."""
    true, found = true[true >= skipped], found[found >= skipped]
    if not len(true) or not len(found):
        return 0.0
    far = np.abs(true[:, None] - found[None, :])
    recall, precision = (float(np.mean(far.min(axis=axis) <= _NEAR)) for axis in (1, 0))
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def scores(song: Song, told: _Told) -> dict[str, float]:
    found: dict[str, float] = {}
    if song.bpm is not None:
        ratio = (told.bpm or 0.0) / song.bpm
        found["tempo"] = float(abs(ratio - 1) < 0.01)
        found["level"] = float(any(abs(ratio / level - 1) < 0.01 for level in _LEVELS))
    found["beats"] = matched(_within(song.beats), _within(told.beats))
    if song.downbeats is not None and told.downbeats is not None:
        found["bars"] = matched(_within(song.downbeats), _within(told.downbeats))
    return found


def _within(times: Times) -> Times:
    return times[times < _SECONDS]


def sound(song: Song) -> tuple[NDArray[np.float32], int]:
    """Mono, the first minutes."""
    parts = []
    for file in song.files:
        rate = soundfile.info(file).samplerate
        parts.append(soundfile.read(file, _SECONDS * rate, dtype="float32", always_2d=True)[0].mean(axis=1))
    whole = np.zeros(max(len(part) for part in parts), np.float32)
    for part in parts:
        whole[: len(part)] += part
    return whole, rate


def heard(song: Song) -> tuple[Heard, int, int] | None:
    """What beats are found in, frames and rate; None of silence. Kept until what it is heard with changes (but for
    `beat_tracker`: empty the folder after changing how that hears)."""
    stamps = [f"{file}{file.stat().st_size}{file.stat().st_mtime_ns}" for file in song.files]
    code = b"".join(Path(str(module.__file__)).read_bytes() for module in (accents, beat_features, harmony_changes))
    key = hashlib.sha256(code + "".join([*stamps, str(_SECONDS), str(known_models()[MODEL])]).encode()).hexdigest()[:16]
    kept = cache() / "rhythm" / f"{key}.npz"
    return heard_once(kept, lambda: sound(song))


def heard_once(kept: Path, hear: Callable[[], tuple[NDArray[np.float32], int]]) -> tuple[Heard, int, int] | None:
    """What beats are found in, frames and rate; from this file once it is there. None of silence."""
    if not kept.exists():
        played, rate = hear()
        tracker = BeatTracker(rate)
        for start in range(0, len(played), _BLOCK):
            tracker.add(played[start : start + _BLOCK])
        found = tracker.heard()
        if found is None:
            return None
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(kept, likely=found.likely, hits=found.hits, semitones=found.semitones, rises=found.rises,
                            levels=found.levels, size=np.array([len(played), rate]))  # fmt: skip
    with np.load(kept) as read:
        frames, rate = (int(each) for each in read["size"])
        parts = (read[name] for name in ("likely", "hits", "semitones", "rises", "levels"))
        return Heard(beat_features.FRAME_RATE, *parts), frames, rate


def ours(song: Song) -> _Told:
    found = heard(song)
    if found is None:
        return _Told(None, np.zeros(0))
    beats = beats_of(*found)
    return _Told(beats.bpm, beats.frames / found[2], beats.downbeats / found[2])


def aubios(song: Song) -> _Told:
    """The mean of its steps that are like the middle one is its tempo."""
    played, rate = sound(song)
    tracker = import_module("aubio").tempo("default", 2 * _HOP, _HOP, rate)
    beats = []
    for start in range(0, len(played) - _HOP + 1, _HOP):
        if tracker(played[start : start + _HOP])[0]:
            beats.append(tracker.get_last_s())
    times = np.array(beats)
    if len(times) < 3:
        return _Told(None, times)
    steps = np.diff(times)
    like = steps[np.abs(steps - np.median(steps)) < 0.08 * np.median(steps)]
    return _Told(float(60 / (like if len(like) else steps).mean()), times)


def _table(songs: Iterable[Song], *, aubio: bool) -> None:
    totals: dict[tuple[str, str, str], list[float]] = {}
    head = "".join(f"{column:>8}" for column in _COLUMNS)
    print(f"{'':<34}{'true':>7}{'found':>7}{head}" + (f"  |{'aubio':>7}{head}" if aubio else ""))
    for song in songs:
        line = f"{song.kind:<8}{song.name[:25]:<26}{song.bpm or 0:>7.1f}"
        for who, way in (("StemDesk", ours), ("aubio", aubios))[: 2 if aubio else 1]:
            told = way(song)
            said = scores(song, told)
            for column, value in said.items():
                for kind in (song.kind, "all"):
                    totals.setdefault((kind, who, column), []).append(value)
            line += ("  |" if who == "aubio" else "") + f"{told.bpm or 0:>7.1f}"
            line += "".join(f"{said[column]:>8.2f}" if column in said else f"{'–':>8}" for column in _COLUMNS)
        print(line, flush=True)
    for kind in dict.fromkeys(key[0] for key in totals):
        for who in dict.fromkeys(key[1] for key in totals):
            means = [(column, totals.get((kind, who, column))) for column in _COLUMNS]
            told_means = "".join(f"{column:>8} {np.mean(each):.3f} ({len(each)})" for column, each in means if each)
            print(f"mean of {kind:<9}{who:<9}{told_means}")


def main() -> None:
    if not (shelf.can_run() and shelf.is_ready(known_models()[MODEL])):
        print("The network is not here: get it with `stemdesk models get beats`.")
        return
    aubio = find_spec("aubio") is not None
    if not aubio:
        print("Without aubio beside it: the package `aubio-ledfx` has it.")
    for name, songs in (("Built with", tuned()), ("Held out", held_out())):
        print(f"-- {name}")
        _table(songs, aubio=aubio)


if __name__ == "__main__":
    main()
