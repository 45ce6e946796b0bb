"""Keys: exact, a fifth away, relative, parallel; from the chords, and from the sound alone.

Of FluidSynth's bands, and of pieces of others whose key is written (`scored_keys`). Certainty is learnt (`learn_key`) from
none of them; the expected calibration error says how far it is from the share of keys that are exact.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np
import soundfile

from stemdesk.audio.harmony.key_detector import KeyDetector
from stemdesk.audio.harmony.key_finder import MAJOR, MINOR, find_key
from tests.benchmarks.listening.bands import BANDS, NotHere
from tests.benchmarks.listening.chord_bands import OTHERS, TUNED
from tests.benchmarks.listening.chords import calibration_error
from tests.benchmarks.listening.hearing import heard
from tests.benchmarks.listening.scored_keys import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

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


def spelled(key: str) -> str:
    """As StemDesk spells it."""
    return _ALSO.get(key, key)


def _parts(key: str) -> tuple[int, str]:
    tonic, _, mode = spelled(key).partition(" ")
    return (MAJOR if mode == "major" else MINOR).index(tonic), mode


def detected(song: Path) -> NDArray[np.float64] | None:
    """How well each key fits what sounds."""
    detector = KeyDetector(soundfile.info(song).samplerate)
    for block in soundfile.blocks(song, _BLOCK, dtype="float32", always_2d=True):
        detector.add(block.sum(axis=1))
    return detector.fits()


def main() -> None:
    _listen("bands that the weights were chosen on", _bands((*BANDS, *TUNED)))
    _listen("other bands", _bands(OTHERS))
    _listen("pieces of others", pieces())


def _bands(bands: Sequence[Band]) -> Iterator[tuple[str, Path, str]]:
    for band in bands:
        try:
            if band.key:
                yield band.name, band.wav(), band.key
        except NotHere as reason:
            print(f"{band.name} is left out: {reason} is missing.")


def _listen(which: str, songs: Iterable[tuple[str, Path, str]]) -> None:
    print(which)
    told: dict[str, Counter[str]] = {"chords": Counter(), "sound": Counter()}
    trusted: dict[str, list[tuple[float, float, float]]] = {"chords": [], "sound": []}
    for name, song, key in songs:
        found, alone = heard(song), find_key((), detected(song))
        for way, (said, sure) in (("chords", (found.key, found.key_certainty)), ("sound", alone)):
            error = kind_of_error(key, said)
            told[way][error] += 1
            if said is not None:
                trusted[way].append((sure, float(error == "exact"), 1.0))
        print(
            f"{name:<36}{key:<12}{found.key or '–':<12}{found.key_certainty:>5.2f}   sound alone: {alone[0]} {alone[1]:.2f}"
        )
    for way, counts in told.items():
        kinds = ", ".join(f"{count} {kind}" for kind, count in counts.most_common())
        print(f"{way}: {kinds}; certainty on average {np.mean([said for said, _, _ in trusted[way] or [(0.0, 0, 0)]]):.2f}, "
              f"calibration error {calibration_error(trusted[way]):.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
