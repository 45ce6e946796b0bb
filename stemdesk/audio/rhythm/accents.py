"""How hard each frame is hit, by band, each against its own loudest: what tempo levels and downbeats are told from."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stemdesk.audio.dsp.buffers import Floats

    Floats64 = NDArray[np.float64]

#: The first of the 136 bands of `beat_features` in each group, and their end: kick drums in the first two, hats in the last.
EDGES: Final = (0, 12, 30, 55, 80, 105, 136)
GROUPS: Final = len(EDGES) - 1
#: In `accents`: the network's pulse and downbeats, then the groups.
PULSE, DOWN, FIRST_GROUP = 0, 1, 2
_LOUDEST: Final = 98
_AT_MOST: Final = 1.5


def grouped(features: Floats) -> tuple[Floats, Floats]:
    """Of (frames, 272) features: how much each group rises, and its mean level, (frames, 6) both."""
    bands = features.shape[1] // 2
    levels, rises = features[:, :bands], features[:, bands:]
    pairs = list(pairwise(EDGES))
    return (np.stack([rises[:, low:high].sum(axis=1) for low, high in pairs], axis=1),
            np.stack([levels[:, low:high].mean(axis=1) for low, high in pairs], axis=1))  # fmt: skip


def accents(likely: NDArray[np.float32], rises: NDArray[np.float32]) -> Floats64:
    """(frames, 8): the strongest within one frame, 1.0 for what only 2 % exceed."""
    heard = np.concatenate([likely.sum(axis=1, keepdims=True), likely[:, 1:], rises], axis=1).astype(np.float64)
    padded = np.pad(heard, ((1, 1), (0, 0)), mode="edge")
    strongest = np.maximum(np.maximum(padded[:-2], padded[1:-1]), padded[2:])
    return np.minimum(strongest / (np.percentile(strongest, _LOUDEST, axis=0) + 1e-6), _AT_MOST)


def at(values: Floats64, seconds: Floats64, frame_rate: float) -> Floats64:
    """The rows of the frames at these moments."""
    return np.asarray(values[np.clip(np.round(seconds * frame_rate).astype(np.int64), 0, len(values) - 1)])
