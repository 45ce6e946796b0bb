"""The ways to separate that are compared."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import soundfile
from scipy import ndimage, signal

from stemdesk.providers.local.protocol import STEMS
from stemdesk.providers.local.separators.by_network import split_band, split_pair
from stemdesk.providers.local.separators.level import gain_for
from stemdesk.providers.local.separators.separation import Separation, split_stream

if TYPE_CHECKING:
    from stemdesk.providers.local.separators.vocals_share import Run
    from tests.sounds import Floats

RATE: Final = 44_100


def plain_hpss(song: Floats) -> dict[str, Floats]:
    """Strokes only: it has no other stem."""
    parts = []
    for channel in song.T:
        _, _, spectrum = signal.stft(channel, RATE, nperseg=2048, noverlap=1536)
        level = np.abs(spectrum)
        held, struck = ndimage.median_filter(level, (1, 31)), ndimage.median_filter(level, (31, 1))
        mask = struck**2 / (held**2 + struck**2 + 1e-12)
        _, wave = signal.istft(spectrum * mask, RATE, nperseg=2048, noverlap=1536)
        parts.append(wave[: len(song)])
    return {"drums": np.stack(parts, axis=1).astype(np.float32)}


def ours(song: Floats, model: str, run: Run | None = None) -> dict[str, Floats]:
    place = 0

    def read(frames: int) -> Floats:
        nonlocal place
        block = song[place : place + frames]
        place += len(block)
        return block

    if run is None:
        blocks = split_stream(read, RATE, 2, Separation(model))
    else:
        blocks = (split_pair if len(STEMS[model]) == 2 else split_band)(read, RATE, 2, run, gain=_gain(song))
    return dict(zip(STEMS[model], np.concatenate(list(blocks), axis=1), strict=True))


def _gain(song: Floats) -> float:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "song.wav")
        soundfile.write(file, song, RATE, "FLOAT")
        return gain_for(file)
