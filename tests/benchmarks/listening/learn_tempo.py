"""Learns which tempo level and which beats of bars a song has, from bands that were made for it.

    .venv/bin/python -m tests.benchmarks.listening.learn_tempo [--write]

Plays `practice_bands` (326 of them, an hour of one core), tells how much of what was learnt of four fifths of their families
is true of the last, each in turn, beside what is found without it, and writes `resources/rhythm` from all of them if told to.
The weights there were made by the first form of this, of 326 bands of both kinds and the same rules; what is made now differs
in which of them come first.

Levels are learnt as which of a song's candidates is right (the softmax of their scores, the mean of three networks),
downbeats as whether a beat is one, metres as which a song has; all by Adam (Kingma and Ba, ICLR 2015) with weight decay, the
first two with inputs left out by chance.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from subprocess import CalledProcessError
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import soundfile

from stemdesk.audio.rhythm import beat_grid, downbeats, tempo_levels
from stemdesk.audio.rhythm.accents import accents
from stemdesk.audio.rhythm.bar_pointer import METRES
from stemdesk.audio.rhythm.learnt import Layers
from stemdesk.core.app_paths import resources
from tests.benchmarks.listening import practice_bands
from tests.benchmarks.listening.bands import cache
from tests.benchmarks.listening.beats import heard_once, matched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from tests.benchmarks.listening.practice_bands import Clip

    Floats64 = NDArray[np.float64]

_BANDS: Final = 326
_PARTS: Final = 5
#: Beats of a candidate that is right: their F-measure, and how far its tempo may be off.
_RIGHT: Final = 0.85
_NEAR: Final = 0.06
_LEFT_OUT: Final = {"tempo": 0.5, "downbeat": 0.3}


@dataclass(frozen=True, eq=False)
class _Lesson:
    """`seen` (candidates, inputs) and which `are` there and `right`; of each beat what is heard and whether it begins a bar;
    `plain` is how much it was one without what is learnt."""

    family: str
    seen: Floats64
    are: NDArray[np.bool_]
    right: NDArray[np.bool_]
    beats: Floats64
    begins: NDArray[np.bool_]
    plain: Floats64


def _clips() -> Iterator[Clip]:
    """MMA's grooves and invented bands in turns, as if drawn from a hat."""
    for turn in (1, 2, 3):
        grooves = practice_bands.grooves(1, turn)
        grooves += [each for each in practice_bands.grooves(3, turn + 7) if each[2] != 4]
        for place, number in enumerate(np.random.default_rng(turn).permutation(len(grooves))):
            seed = 1000 * turn + int(number)
            try:
                family, groove, beats = grooves[int(number)]
                yield practice_bands.played(family, groove, beats, seed)
            except CalledProcessError as error:  # a groove that is broken
                print(error)
            if place % 3:
                yield practice_bands.invented(1000 * turn + place)


def _lesson(clip: Clip) -> _Lesson | None:
    def sound() -> tuple[NDArray[np.float32], int]:
        folder = cache() / "practice"
        folder.mkdir(parents=True, exist_ok=True)
        file = clip.wav(folder)
        played, rate = soundfile.read(file, dtype="float32", always_2d=True)
        file.unlink()
        return played.mean(axis=1)[: int(practice_bands.SECONDS * rate)], rate

    told = heard_once(cache() / "practice" / f"{clip.name}.npz", sound)
    if told is None:
        return None
    heard, frames, rate = told
    plain = beat_grid.Heard(heard.frame_rate, heard.likely, heard.hits, heard.semitones)
    found = beat_grid.find(plain, frames / rate).beats
    if len(found) < 8:
        return None
    hits = accents(heard.likely, heard.rises)
    seen = tempo_levels.features(hits, heard.semitones, heard.frame_rate, found)
    there = np.array([each is not None for each in seen])
    if not there.any():
        return None
    width = len(next(each for each in seen if each is not None))
    right = [
        each is not None and _is_right(level, found, clip.beats)
        for level, each in zip(tempo_levels.LEVELS, seen, strict=True)
    ]
    beats = clip.beats[clip.beats < frames / rate - 0.1]
    begins = np.abs(beats[:, None] - clip.downbeats).min(axis=1) < 0.02
    return _Lesson(
        clip.family, np.stack([np.zeros(width) if each is None else each for each in seen]), there, np.array(right),
        downbeats.features(hits, heard.levels, heard.semitones, heard.frame_rate, beats), begins,
        beat_grid.leaning(plain, beats),
    )  # fmt: skip


def _is_right(level: tempo_levels.Level, found: Floats64, true: Floats64) -> bool:
    places = np.arange(level.phase, len(found) - 1, level.step)
    beats = np.interp(places, np.arange(len(found)), found)
    if len(beats) < 2 or abs(np.median(np.diff(true)) / np.median(np.diff(beats)) - 1) > _NEAR:
        return False
    inside = true[(true >= beats[0] - 0.3) & (true <= beats[-1] + 0.3)]
    return matched(inside, beats, skipped=2.0) > _RIGHT


def _adam(
    weights: list[Floats64], slopes: Callable[[int, list[Floats64]], list[Floats64]], steps: int, rate: float
) -> None:
    """Changes `weights` in so many steps, ever less."""
    means = [np.zeros_like(each) for each in weights]
    squares = [np.zeros_like(each) for each in weights]
    for step in range(steps):
        for number, slope in enumerate(slopes(step, weights)):
            means[number] = 0.9 * means[number] + 0.1 * slope
            squares[number] = 0.999 * squares[number] + 0.001 * slope**2
            size = np.sqrt(squares[number] / (1 - 0.999 ** (step + 1))) + 1e-8
            weights[number] -= rate * (1 - step / steps) * means[number] / (1 - 0.9 ** (step + 1)) / size


def _network(
    inputs: Floats64, slope: Callable[[NDArray[np.int64], Floats64], Floats64], *, inner: int, decay: float, rounds: int,
    at_once: int, left_out: float, clipped: bool, seed: int = 0,
) -> Layers:  # fmt: skip
    """Learns from (songs, rows, inputs): `slope` tells, of the songs with these numbers, how the error grows with scores."""
    random = np.random.default_rng(seed)
    flat = inputs.reshape(-1, inputs.shape[-1])
    flat = flat[np.any(flat != 0, axis=1)]
    mean, spread = flat.mean(axis=0), flat.std(axis=0) + 1e-3
    even = (inputs - mean) / spread
    even = np.clip(even, -4, 4) if clipped else even
    width = even.shape[-1]
    weights = [random.normal(0, width**-0.5, (width, inner)), np.zeros(inner), random.normal(0, 0.3 * inner**-0.5, inner),
               np.zeros(width), np.zeros(1)]  # fmt: skip
    batches = -(-len(even) // at_once)
    order = random.permutation(len(even))

    def slopes(step: int, now: list[Floats64]) -> list[Floats64]:
        nonlocal order
        if step % batches == 0:
            order = random.permutation(len(even))
        which = order[step % batches * at_once :][:at_once]
        values = even[which] * ((random.random(width) > left_out) / (1 - left_out))
        hidden = np.tanh(values @ now[0] + now[1])
        error = slope(which, hidden @ now[2] + values @ now[3] + now[4]).ravel()
        values, hidden = values.reshape(-1, width), hidden.reshape(-1, inner)
        back = error[:, None] * now[2] * (1 - hidden**2)
        return [values.T @ back + decay * now[0], back.sum(axis=0), error @ hidden + decay * now[2],
                error @ values + decay * now[3], error.sum(keepdims=True)]  # fmt: skip

    _adam(weights, slopes, rounds * batches, 3e-3)
    return Layers(mean, spread, weights[3], weights[4][0], weights[0], weights[1], weights[2], clipped)


def learn(lessons: list[_Lesson]) -> dict[str, Layers]:
    return {"tempo": _learn_levels([each for each in lessons if each.right.any()]),
            "downbeat": _learn_downbeats(lessons), "metre": _learn_metres(lessons)}  # fmt: skip


def _learn_levels(lessons: list[_Lesson]) -> Layers:
    there, right = (np.stack([getattr(each, name) for each in lessons]) for name in ("are", "right"))

    def slope(which: NDArray[np.int64], scores: Floats64) -> Floats64:
        likely = _softmax(np.where(there[which], scores, -1e9))
        wanted = likely * right[which]
        return np.asarray((likely - wanted / (wanted.sum(axis=1, keepdims=True) + 1e-12)) / len(which))

    three = [_network(np.stack([each.seen for each in lessons]), slope, inner=12, decay=1e-2, rounds=40, at_once=32,
                      left_out=_LEFT_OUT["tempo"], clipped=True, seed=seed) for seed in range(3)]  # fmt: skip
    return replace(
        three[0],
        straight=np.mean([each.straight for each in three], axis=0),
        inner=np.concatenate([each.inner for each in three], axis=1),
        inner_bias=np.concatenate([each.inner_bias for each in three]),
        outer=np.concatenate([each.outer for each in three]) / len(three),
    )


def _learn_downbeats(lessons: list[_Lesson]) -> Layers:
    begins = np.concatenate([each.begins for each in lessons])[:, None]
    weights = np.concatenate([np.full(len(each.begins), 50 / len(each.begins)) for each in lessons])[:, None]

    def slope(which: NDArray[np.int64], scores: Floats64) -> Floats64:
        return np.asarray((1 / (1 + np.exp(-scores)) - begins[which]) * weights[which] / len(which))

    inputs = np.concatenate([downbeats.around(each.beats) for each in lessons])[:, None]
    return _network(
        inputs, slope, inner=16, decay=1e-3, rounds=8, at_once=256, left_out=_LEFT_OUT["downbeat"], clipped=False
    )


def _learn_metres(lessons: list[_Lesson]) -> Layers:
    inputs = np.stack([downbeats.resemblance(each.beats) for each in lessons])
    wanted = np.stack([np.array(METRES) == _metre(each.begins) for each in lessons]).astype(np.float64)
    mean, spread = inputs.mean(axis=0), inputs.std(axis=0) + 1e-3
    even = np.clip((inputs - mean) / spread, -4, 4)
    bias = np.log(wanted.mean(axis=0) + 1e-3)
    weights = [np.zeros((inputs.shape[1], len(METRES)))]

    def slopes(_: int, now: list[Floats64]) -> list[Floats64]:
        return [even.T @ (_softmax(even @ now[0] + bias) - wanted) / len(even) + 1e-2 * now[0]]

    _adam(weights, slopes, 300, 0.02)
    nothing = np.zeros((inputs.shape[1], 0))
    return Layers(mean, spread, weights[0], bias, nothing, np.zeros(0), np.zeros(0), True)


def _softmax(scores: Floats64) -> Floats64:
    likely = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(likely / likely.sum(axis=-1, keepdims=True))


def _metre(begins: NDArray[np.bool_]) -> int:
    return int(np.median(np.diff(np.flatnonzero(begins))))


def _across(lessons: list[_Lesson]) -> None:
    """Prints what is true of families that were not learnt from."""
    families = sorted({each.family for each in lessons})
    order = np.random.default_rng(0).permutation(len(families))
    part = {family: int(number) % _PARTS for family, number in zip(families, order, strict=True)}
    as_found = tempo_levels.LEVELS.index(tempo_levels.Level(1, 1, 0.0))
    rows = []
    for number in range(_PARTS):
        known = learn([each for each in lessons if part[each.family] != number])
        for each in lessons:
            if part[each.family] == number:
                best = tempo_levels.best(np.where(each.are, known["tempo"](each.seen), -np.inf))
                metres = known["metre"](downbeats.resemblance(each.beats))
                told = downbeats.together(known["downbeat"](downbeats.around(each.beats)), metres, each.plain)
                before = downbeats.way(each.plain, np.zeros(len(METRES)))
                rows.append((each.right[as_found], each.right[best], _f(each.begins, before), _f(each.begins, told)))
    for what, value in zip(
        ("level as found", "learnt", "downbeats as found", "learnt"), np.mean(rows, axis=0), strict=True
    ):
        print(f"{what:<20}{value:.3f}")


def _f(true: NDArray[np.bool_], told: NDArray[np.bool_]) -> float:
    return float(2 * (true & told).sum() / max(1, true.sum() + told.sum()))


def _written(known: Layers) -> str:
    said: dict[str, Any] = {"is_clipped": known.is_clipped}
    for name in ("mean", "spread", "straight", "bias", "inner", "inner_bias", "outer"):
        said[name] = _short(np.asarray(getattr(known, name)).tolist())
    return json.dumps(said, separators=(",", ":")) + "\n"


def _short(values: Any) -> Any:
    return [_short(each) for each in values] if isinstance(values, list) else float(f"{values:.4g}")


def main(arguments: list[str]) -> None:
    lessons = []
    for number, clip in zip(range(_BANDS), _clips(), strict=False):
        lesson = _lesson(clip)
        print(f"{number + 1} of {_BANDS}: {clip.name}", flush=True)
        if lesson is not None and len(lesson.beats) > 20:
            lessons.append(lesson)
    _across(lessons)
    if "--write" in arguments:
        for name, known in learn(lessons).items():
            (resources() / "rhythm" / f"{name}.json").write_text(_written(known), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
