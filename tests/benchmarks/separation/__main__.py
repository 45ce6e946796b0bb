"""How well and how fast this computer separates, beside named references, in one run on this machine.

    .venv/bin/python -m tests.benchmarks.separation [MINUTES…]

SDR in dB on the demo song (whose true stems its script renders) and on pieces by others (see `pieces`): of the mixture itself
taken as the estimate, of a plain harmonic/percussive separation in the manner of librosa (2-D median filters of 31 on a
2048-point spectrum, soft masks of power 2; percussive is taken for drums), of our quick preview, of the trained network.
Below it the level of the vocals in the same pieces without a voice, in dB of the piece. Speed and memory are the worker's,
for a song of so many minutes (4), decoding and writing included; and what one short song after another takes.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.inference.known import known_models
from stemdesk.inference.network import Network
from stemdesk.providers.local.protocol import NETWORKS, STEMS
from tests.benchmarks.separation.pieces import PIECES, Parts
from tests.benchmarks.separation.sources import NotHere
from tests.benchmarks.separation.ways import ours, plain_hpss
from tests.benchmarks.separation.work import memory, one_after_another
from tests.demo import demo_song, demo_stems
from tests.sounds import decibels, sdr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from stemdesk.providers.local.separators.vocals_share import Run
    from tests.sounds import Floats

    Way = Callable[[Floats], Mapping[str, Floats]]

_STEMS: Final = ("vocals", "instrumental", "drums", "bass", "other")
_WAYS: Final = ("mixture", "HPSS", "preview", "network")


def songs() -> Iterator[tuple[str, Parts]]:
    song, true = demo_song(), dict(demo_stems())
    yield "StemDesk Demo", Parts(song, {**true, "instrumental": song - true["vocals"]})
    for piece in PIECES:
        try:
            yield f"{piece.name}: {piece.credit}", piece.parts()
        except NotHere as reason:
            print(f"{piece.name} is left out: {reason}.")


def estimates(song: Floats, run: Run) -> dict[str, dict[str, Floats]]:
    """By way and stem. The vocals are the pair's."""
    found: dict[str, dict[str, Floats]] = {"mixture": dict.fromkeys(_STEMS, song), "HPSS": plain_hpss(song)}
    for way, models in (("preview", ("preview-band", "preview-vocals")), ("network", ("band", "vocals"))):
        found[way] = {}
        for model in models:
            found[way] |= ours(song, model, run if model in NETWORKS else None)
    return found


def tell(name: str, parts: Parts, run: Run) -> dict[tuple[str, str], float]:
    found = estimates(parts.song, run)
    print(f"\n{name}")
    told: dict[tuple[str, str], float] = {}
    for stem in (stem for stem in _STEMS if stem in parts.true):
        for way in _WAYS:
            if stem in found[way]:
                told[stem, way] = sdr(parts.true[stem], found[way][stem])
        print(row(stem, told))
    backing = parts.true["instrumental"]
    quiet = (ours(backing, "preview-vocals"), ours(backing, "vocals", run))
    levels = [decibels(each["vocals"]) - decibels(backing) for each in quiet]
    print(f"{'  no voice':<16}{'':>20}" + "".join(f"{level:>10.0f}" for level in levels))
    return told | {("no voice", "preview"): levels[0], ("no voice", "network"): levels[1]}


def row(stem: str, told: Mapping[tuple[str, str], float]) -> str:
    cells = (f"{told[stem, way]:>10.1f}" if (stem, way) in told else f"{'':>10}" for way in _WAYS)
    return f"{'  ' + stem:<16}" + "".join(cells)


def main() -> None:
    minutes = [float(word) for word in sys.argv[1:]] or [4.0]
    run = Network(known_models()["spleeter-2stems"]).run
    print(f"{'SDR in dB':<16}" + "".join(f"{way:>10}" for way in _WAYS))
    all_told = [tell(name, parts, run) for name, parts in songs()]
    by_others = all_told[1:]
    if by_others:
        print(f"\nmean of {len(by_others)} pieces by others, as far as they have the stem")
        keys = {key for told in by_others for key in told}
        mean = {key: float(np.mean([told[key] for told in by_others if key in told])) for key in keys}
        for stem in (*_STEMS, "no voice"):
            print(row(stem, mean))
    print(f"\n{'one song':<26}{'MB at most':>12}{'x real time':>12}")
    for length in minutes:
        for model in STEMS:
            peak, speed = memory(demo_song(), length, model)
            print(f"{f'{model}, {length:g} minutes':<26}{peak:>12.0f}{speed:>12.1f}")
    first, later = one_after_another(demo_song(), 20)
    print(f"\na song of 10 seconds by the network: the first {first:.2f} s, each of 19 more {later:.2f} s")


if __name__ == "__main__":
    main()
