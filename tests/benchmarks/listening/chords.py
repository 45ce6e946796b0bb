"""Chords of FluidSynth's bands: how much of the time they are right, and how long and with how much memory it takes.

*Triads* is the share of the time with the right root and the right one of major and minor, *sevenths* with the seventh, too
(both where the band plays such a chord), as mir_eval counts. Below stands how far certainty is to be trusted: of the time
of chords that were called so certain, how much had the right root and triad, and the expected calibration error (M. Naeini et
al., AAAI 2015), the mean difference of the two. Weights and certainty were chosen on the first two sets of bands, not on the
third.
"""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, Final

from stemdesk.core.music.chords import NONE, parsed, triad
from tests.benchmarks.listening.bands import BANDS, NotHere
from tests.benchmarks.listening.chord_bands import OTHERS, TUNED
from tests.benchmarks.listening.hearing import heard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from stemdesk.core.music.chords import Chord
    from tests.benchmarks.listening.bands import Band

_SEVENTHS: Final = ("maj", "min", "7", "maj7", "min7")


def share(
    true: Sequence[Chord], heard: Sequence[Chord], same: Callable[[str, str], bool], counts: Callable[[str], bool]
) -> float:
    """The share of the time of chords that count that `heard` has the same."""
    right = whole = 0.0
    for chord in (each for each in true if counts(each.name)):
        whole += chord.end - chord.start
        right += sum(
            max(0.0, min(chord.end, other.end) - max(chord.start, other.start))
            for other in heard if other.start < chord.end and chord.start < other.end and same(chord.name, other.name)
        )  # fmt: skip
    return right / whole if whole else 1.0


def same_triad(true: str, heard: str) -> bool:
    return _triad(true) == _triad(heard)


def same_seventh(true: str, heard: str) -> bool:
    one, other = parsed(true), parsed(heard)
    return one is not None and other is not None and (one.root, one.kind) == (other.root, other.kind)


def same(true: str, heard: str) -> bool:
    return true == heard or parsed(true) == parsed(heard)


def is_plain(name: str) -> bool:
    found = _triad(name)
    return found is not None and found[1] in ("maj", "min")


def is_seventh(name: str) -> bool:
    chord = parsed(name)
    return chord is not None and chord.kind in _SEVENTHS


def _triad(name: str) -> tuple[int, str] | None:
    chord = parsed(name)
    return None if chord is None else (chord.root, triad(chord.kind))


def scores(true: Sequence[Chord], heard: Sequence[Chord]) -> tuple[float, float, float]:
    return (share(true, heard, same_triad, is_plain), share(true, heard, same_seventh, is_seventh),
            share(true, heard, same, lambda _: True))  # fmt: skip


def trust(true: Sequence[Chord], heard: Sequence[Chord]) -> list[tuple[float, float, float]]:
    """Of each chord that was heard: its certainty, the share of its time that is right, and its seconds within the song."""
    end = true[-1].end
    return [
        (chord.certainty, share([replace(chord, end=min(chord.end, end))], true, same_triad, lambda _: True),
         min(chord.end, end) - chord.start)
        for chord in heard if chord.name != NONE and chord.start < end
    ]  # fmt: skip


def calibration_error(told: Sequence[tuple[float, float, float]]) -> float:
    """Over ten equal steps of certainty, weighted by time."""
    whole = sum(seconds for _, _, seconds in told)
    return sum(
        abs(sum(seconds * (said - right) for said, right, seconds in each)) for each in _steps(told).values()
    ) / max(whole, 1e-9)


def _steps(told: Sequence[tuple[float, float, float]]) -> dict[int, list[tuple[float, float, float]]]:
    found: dict[int, list[tuple[float, float, float]]] = {}
    for each in told:
        found.setdefault(min(9, int(10 * each[0])), []).append(each)
    return dict(sorted(found.items()))


def main() -> None:
    for name, bands in (("the 16 bands", BANDS), ("more that were tuned with", TUNED), ("others", OTHERS)):
        if not _listen(name, bands):
            return


def _listen(name: str, bands: Sequence[Band]) -> bool:
    total: list[tuple[float, float, float]] = []
    trusted: list[tuple[float, float, float]] = []
    print(f"{name:<28}{'triads':>8}{'sevenths':>10}{'with bass':>11}{'seconds':>9}")
    for band in bands:
        try:
            song = band.wav()
        except NotHere as reason:
            print(f"{band.name} is left out: {reason} is missing.")
            continue
        start = perf_counter()
        found = heard(song)
        took = perf_counter() - start
        if not found.chords:
            print("No chords: get the model with `stemdesk models get chords`.")
            return False
        told = scores(band.chords, found.chords)
        total.append(told)
        trusted += trust(band.chords, found.chords)
        print(f"{band.name:<28}{told[0]:>8.3f}{told[1]:>10.3f}{told[2]:>11.3f}{took:>9.1f}")
    if total:
        means = [sum(each[column] for each in total) / len(total) for column in range(3)]
        print(f"{'mean':<28}{means[0]:>8.3f}{means[1]:>10.3f}{means[2]:>11.3f}")
        for each in _steps(trusted).values():
            seconds = sum(row[2] for row in each)
            said, right = (sum(row[column] * row[2] for row in each) / seconds for column in (0, 1))
            print(f"  certainty {said:.2f}: right {right:.2f} of {seconds:.0f} seconds")
        print(f"  expected calibration error {calibration_error(trusted):.3f}")
    return True


if __name__ == "__main__":
    main()
