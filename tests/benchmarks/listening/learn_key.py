"""Learns how sure a key is, from clips that were made for it, some of which have no key or more than one.

    .venv/bin/python -m tests.benchmarks.listening.learn_key

Plays 180 clips of 12 to 45 seconds (half an hour of one core; kept afterwards): MMA's grooves in all keys, plain and
chromatic progressions, modes, loops that could as well be in the relative key, one or two chords alone, chords drawn by
chance. Tells the weights for `key_finder`, learnt (J. Platt, 1999) from two thirds of the grooves' families and from the
bands that its other weights were chosen on, and what they are worth on the rest: the expected calibration error and the
share of keys that are right, beside the certainties of before.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from subprocess import CalledProcessError
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from stemdesk.audio.analysis.worker import analyse
from stemdesk.audio.harmony.key_finder import NAMES, Evidence, evidence
from stemdesk.core.music.chords import Chord
from tests.benchmarks.listening import practice_bands
from tests.benchmarks.listening.bands import BANDS, Band, cache
from tests.benchmarks.listening.chord_bands import TUNED
from tests.benchmarks.listening.chords import calibration_error
from tests.benchmarks.listening.hearing import heard
from tests.benchmarks.listening.key import detected, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.random import Generator
    from numpy.typing import NDArray

    Floats64 = NDArray[np.float64]

_CLIPS: Final = 180
_PITCHES: Final = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
_FONTS: Final = ("FluidR3_GM.sf2", "TimGM6mb.sf2")
#: Kinds of clips and how many of each there are, in shares.
_KINDS: Final = {
    "major": 0.24,
    "minor": 0.24,
    "chromatic": 0.14,
    "modal": 0.12,
    "loop": 0.1,
    "vamp": 0.06,
    "chance": 0.1,
}
_MAJOR: Final = ((0, "maj"), (5, "maj"), (7, "maj"), (9, "min"), (2, "min"), (4, "min"), (7, "7"), (0, "maj"))
_MINOR: Final = (
    (0, "min"),
    (5, "min"),
    (7, "7"),
    (8, "maj"),
    (3, "maj"),
    (10, "maj"),
    (7, "maj"),
    (0, "min"),
    (7, "min"),
)
_BORROWED: Final = (
    (2, "7"),
    (9, "7"),
    (4, "7"),
    (10, "maj"),
    (5, "min"),
    (8, "maj"),
    (0, "7"),
    (1, "maj"),
    (11, "dim"),
)
#: Chords of modes and whether their third is minor: Dorian, Mixolydian, Phrygian, Lydian.
_MODES: Final = (
    (((0, "min"), (5, "maj"), (10, "maj"), (0, "min"), (2, "min")), True),
    (((0, "maj"), (10, "maj"), (5, "maj"), (0, "maj"), (7, "min")), False),
    (((0, "min"), (1, "maj"), (10, "min"), (0, "min"), (3, "maj")), True),
    (((0, "maj"), (2, "maj"), (7, "maj"), (0, "maj"), (9, "min")), False),
)
#: Four chords of which nobody can say whether they are in major or in its relative minor.
_LOOPS: Final = (
    ((9, "min"), (5, "maj"), (0, "maj"), (7, "maj")), ((5, "maj"), (7, "maj"), (9, "min"), (0, "maj")),
    ((9, "min"), (7, "maj"), (5, "maj"), (7, "maj")), ((5, "maj"), (0, "maj"), (7, "maj"), (9, "min")),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Lesson:
    """`keys` are right (none of a clip without one); `sound` is how well each of `NAMES` fits what sounds."""

    family: str
    kind: str
    keys: tuple[str, ...]
    chords: tuple[Chord, ...]
    sound: Floats64 | None


def _clip(number: int, groove: tuple[str, str, int]) -> tuple[str, str, Band]:
    """Its kind, the name of its key, and what plays."""
    random = np.random.default_rng([7, number])
    kind = str(random.choice(list(_KINDS), p=list(_KINDS.values())))
    tonic = int(random.integers(12))
    _, name, beats = groove
    tempo = float(random.integers(76, 150))
    seconds = float(random.choice([12, 20, 30, 45]))
    bars = max(4, round(seconds * tempo / 60 / beats))
    degrees, is_minor = _degrees(random, kind, bars)
    sevenths = kind in ("major", "minor", "chromatic") and random.random() < 0.3
    names = [
        f"{_PITCHES[(tonic + step) % 12]}:{_seventh(step, third) if sevenths else third}" for step, third in degrees
    ]
    key = "" if kind == "chance" else NAMES[tonic + (12 if is_minor else 0)]
    return (
        kind,
        key,
        Band(f"key clip {number}", name, tempo, key, tuple(names), beats, sounds=_FONTS[int(random.integers(2))]),
    )


def _degrees(random: Generator, kind: str, bars: int) -> tuple[list[tuple[int, str]], bool]:
    """A chord a bar, as steps above the tonic, and whether it is a minor key."""
    if kind == "chance":
        return [(int(random.integers(12)), str(random.choice(["maj", "min"]))) for _ in range(bars)], False
    if kind == "loop":
        loop, is_minor = _LOOPS[int(random.integers(4))], bool(random.random() < 0.5)
        turn = [(step + (3 if is_minor else 0), third) for step, third in loop]
        return [turn[bar % 4] for bar in range(bars)], is_minor
    if kind == "vamp":
        is_minor = bool(random.random() < 0.5)
        home = (0, "min" if is_minor else "maj")
        other = home if random.random() < 0.3 else (5, "maj") if not is_minor else (10, "maj")
        return [(home, other)[bar // 2 % 2] for bar in range(bars)], is_minor
    chords: Sequence[tuple[int, str]]
    if kind == "modal":
        chords, is_minor = _MODES[int(random.integers(4))]
    else:
        is_minor = kind == "minor" or (kind == "chromatic" and bool(random.random() < 0.4))
        chords = _MINOR if is_minor else _MAJOR
        if kind == "chromatic":
            chords = (*chords, *_BORROWED)
    turn = [chords[int(each)] for each in random.integers(len(chords), size=int(random.choice([4, 8, 8])))]
    if random.random() < 0.7:
        turn[0] = chords[0]
    if random.random() < 0.5 and kind != "modal":
        turn[-1] = (7, "7")
    found = [turn[bar % len(turn)] for bar in range(bars)]
    if random.random() < 0.6:
        found[-1] = chords[0]
    return found, is_minor


def _seventh(step: int, third: str) -> str:
    return {"maj": "7" if step == 7 else "maj7", "min": "min7"}.get(third, third)


def lessons() -> Iterator[Lesson]:
    grooves = [each for turn in (1, 2) for each in practice_bands.grooves(1, turn)]
    order = np.random.default_rng(3).permutation(len(grooves))
    for number in range(_CLIPS):
        groove = grooves[int(order[number % len(order)])]
        kind, key, band = _clip(number, groove)
        try:
            found = _heard(band, number)
        except CalledProcessError as error:  # a groove that is broken
            print(error)
            continue
        chords = tuple(Chord(*each) for each in found["chords"])
        sound = None if found["sound"] is None else np.array(found["sound"])
        yield Lesson(re.sub(r"\W.*", "", groove[0]), kind, (key,) if key else (), chords, sound)


def _heard(band: Band, number: int) -> dict[str, Any]:
    kept = cache() / "keys" / f"{number}_{band.midi().stem}.json"
    if not kept.exists():
        song = band.wav()
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(_analysed(song)))
        song.unlink()
    found: dict[str, Any] = json.loads(kept.read_text("utf-8"))
    return found


def _analysed(song: Path) -> dict[str, object]:
    told = analyse({"stems": [["other", str(song)]], "original": None}, lambda *_, **__: None)
    sound = detected(song)
    return {"chords": told["chords"], "sound": None if sound is None else sound.tolist()}


#: What a certainty is made from, as `Evidence.kind` calls it.
_WAYS: Final = ("both", "chords", "sound")
_DECAY: Final = 0.1
#: The lead that counted as certain before.
_CLEAR: Final = 0.2
_BAND: Final = "band"


def told(lesson: Lesson, way: str) -> Evidence | None:
    chords = () if way == "sound" else lesson.chords
    return evidence(chords, None if way == "chords" else lesson.sound)


def learnt(seen: Floats64, right: NDArray[np.bool_]) -> Floats64:
    """Weights of a logistic regression, the last one added to every sum; Newton's method, with weight decay."""
    middle, spread = seen.mean(axis=0), seen.std(axis=0)
    inputs = np.hstack([(seen - middle) / spread, np.ones((len(seen), 1))])
    decay = _DECAY * np.diag([*np.ones(seen.shape[1]), 0.0])
    weights = np.zeros(inputs.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (right - chance) - decay @ weights
        bend = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + decay
        weights += np.linalg.solve(bend, slope)
    own = weights[:-1] / spread
    return np.array([*own, weights[-1] - own @ middle])


def _bands() -> Iterator[Lesson]:
    for band in (*BANDS, *TUNED):
        if band.key:
            song = band.wav()
            yield Lesson(_BAND, _BAND, (spelled(band.key),), heard(song).chords, detected(song))


def _is_kept(lesson: Lesson) -> bool:
    """Not learnt from: a third of the families."""
    return lesson.family != _BAND and int(hashlib.sha256(lesson.family.encode()).hexdigest(), 16) % 3 == 0


def main() -> None:
    clips = [*lessons(), *_bands()]
    print(f"{len(clips)} clips and bands, {sum(map(_is_kept, clips))} of them kept")
    for way in _WAYS:
        found = [(lesson, each) for lesson in clips if (each := told(lesson, way)) is not None]
        seen = np.array([each.inputs for _, each in found])
        right = np.array([NAMES[each.key] in lesson.keys for lesson, each in found])
        kept = np.array([_is_kept(lesson) for lesson, _ in found])
        weights = learnt(seen[~kept], right[~kept])
        heard_of = np.array([each.heard for _, each in found])
        sure = heard_of / (1 + np.exp(-(seen @ weights[:-1] + weights[-1])))
        before = np.minimum(1.0, seen[:, 0] / _CLEAR) * heard_of
        print(f"-- {way}: weights {weights.round(2).tolist()}, of {len(clips) - len(found)} clips no key")
        for name, which in (("learnt from", ~kept), ("kept", kept)):
            errors = [calibration_error([(float(s), float(r), 1.0) for s, r in zip(said[which], right[which], strict=True)])
                      for said in (before, sure)]  # fmt: skip
            print(f"   {name}: {right[which].mean():.2f} of {which.sum()} right; before said {before[which].mean():.2f}, "
                  f"error {errors[0]:.3f}; now said {sure[which].mean():.2f}, error {errors[1]:.3f}")  # fmt: skip
        for kind in (*_KINDS, _BAND):
            of_kind = np.array([lesson.kind == kind for lesson, _ in found])
            if of_kind.any():
                print(f"   {kind:<10}{of_kind.sum():>4}: right {right[of_kind].mean():.2f}, before "
                      f"{before[of_kind].mean():.2f}, now {sure[of_kind].mean():.2f}")  # fmt: skip


if __name__ == "__main__":
    main()
