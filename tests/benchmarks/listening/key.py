"""The key of FluidSynth's bands: exact, a fifth away, relative, parallel; from the chords, and from the sound alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import soundfile

from stemdesk.audio.harmony.key_detector import KeyDetector
from stemdesk.audio.harmony.key_finder import MAJOR, MINOR, find_key
from tests.benchmarks.listening.bands import BANDS, NotHere
from tests.benchmarks.listening.chord_bands import OTHERS, TUNED
from tests.benchmarks.listening.hearing import heard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.listening.bands import Band

_BLOCK: Final = 1 << 15
_ALSO: Final = {"C♯ major": "D♭ major", "D♯ minor": "E♭ minor", "A♭ minor": "G♯ minor", "G♭ major": "F♯ major"}


def kind_of_error(true: str, found: str | None) -> str:
    if found is None:
        return "none"
    (one, mode), (other, found_mode) = _parts(true), _parts(found)
    step = (other - one) % 12
    if mode == found_mode:
        return {0: "exact", 7: "fifth", 5: "fifth"}.get(step, "wrong")
    if step == 0:
        return "parallel"
    return "relative" if step == (9 if mode == "major" else 3) else "wrong"


def _parts(key: str) -> tuple[int, str]:
    tonic, _, mode = _ALSO.get(key, key).partition(" ")
    return (MAJOR if mode == "major" else MINOR).index(tonic), mode


def by_sound(song: str) -> str | None:
    detector = KeyDetector(44_100)
    for block in soundfile.blocks(song, _BLOCK, dtype="float32", always_2d=True):
        detector.add(block.sum(axis=1))
    return find_key((), detector.fits())[0]


def main() -> None:
    for name, bands in (("bands that the weights were chosen on", (*BANDS, *TUNED)), ("others", OTHERS)):
        print(name)
        _listen([band for band in bands if band.key])


def _listen(bands: Sequence[Band]) -> None:
    told: dict[str, Counter[str]] = {"chords": Counter(), "sound": Counter()}
    for band in bands:
        try:
            song = band.wav()
        except NotHere as reason:
            print(f"{band.name} is left out: {reason} is missing.")
            continue
        found = heard(song)
        alone = by_sound(str(song))
        told["chords"][kind_of_error(band.key, found.key)] += 1
        told["sound"][kind_of_error(band.key, alone)] += 1
        print(f"{band.name:<26}{band.key:<12}{found.key or '–':<12}{found.key_certainty:>5.2f}   sound alone: {alone}")
    for way, counts in told.items():
        print(f"{way}: " + ", ".join(f"{count} {kind}" for kind, count in counts.most_common()))


if __name__ == "__main__":
    main()
