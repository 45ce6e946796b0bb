"""How well and how fast the local engine separates, beside named references, in one run on this machine.

    .venv/bin/python -m tests.benchmarks.separation

SDR in dB on the demo song (whose true stems its script renders): of the mixture itself taken as the estimate, of a plain
harmonic/percussive separation in the manner of librosa (2-D median filters of 31 on a 2048-point spectrum, soft masks of
power 2; percussive is taken for drums, harmonic for everything else), and of our models. Speed is given as times real
time, and as a ratio to that same reference.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from scipy import ndimage, signal

from stemdesk.providers.local.agreed import STEMS
from stemdesk.providers.local.separation import Separation, split_stream
from tests.demo import demo_song, demo_stems
from tests.sounds import Floats, sdr

RATE = 44_100


def plain_hpss(song: Floats) -> dict[str, Floats]:
    parts = []
    for channel in song.T:
        _, _, spectrum = signal.stft(channel, RATE, nperseg=2048, noverlap=1536)
        level = np.abs(spectrum)
        held, struck = ndimage.median_filter(level, (1, 31)), ndimage.median_filter(level, (31, 1))
        mask = struck**2 / (held**2 + struck**2 + 1e-12)
        _, wave = signal.istft(spectrum * mask, RATE, nperseg=2048, noverlap=1536)
        parts.append(wave[: len(song)])
    drums = np.stack(parts, axis=1).astype(np.float32)
    return {"drums": drums, **dict.fromkeys(("vocals", "bass", "other", "instrumental"), song - drums)}


def ours(song: Floats, model: str) -> dict[str, Floats]:
    place = 0

    def read(frames: int) -> Floats:
        nonlocal place
        block = song[place : place + frames]
        place += len(block)
        return block

    stems = np.concatenate(list(split_stream(read, RATE, 2, Separation(model))), axis=1)
    return dict(zip(STEMS[model], stems, strict=True))


def timed(work: Callable[[], dict[str, Floats]]) -> tuple[dict[str, Floats], float]:
    begun = time.perf_counter()
    result = work()
    return result, time.perf_counter() - begun


def main() -> None:
    song, true = demo_song(), dict(demo_stems())
    true["instrumental"] = song - true["vocals"]
    seconds = len(song) / RATE
    reference, reference_time = timed(lambda: plain_hpss(song))
    band, band_time = timed(lambda: ours(song, "band"))
    pair, pair_time = timed(lambda: ours(song, "vocals"))
    print(f"{'SDR in dB':<22}{'mixture':>9}{'HPSS':>9}{'ours':>9}")
    for name, estimates in (("band", band), ("vocals", pair)):
        for stem, estimate in estimates.items():
            row = (sdr(true[stem], song), sdr(true[stem], reference[stem]), sdr(true[stem], estimate))
            print(f"{name + ': ' + stem:<22}" + "".join(f"{value:>9.1f}" for value in row))
    print(f"\n{'speed':<22}{'x real time':>12}{'x reference':>12}")
    for name, took in (("plain HPSS", reference_time), ("band", band_time), ("vocals", pair_time)):
        print(f"{name:<22}{seconds / took:>12.1f}{reference_time / took:>12.2f}")


if __name__ == "__main__":
    main()
