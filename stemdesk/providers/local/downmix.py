"""Which side a channel stands on, so that what hears two channels can tell something about all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from stemdesk.audio.dsp.buffers import Floats

#: Left, right, centre, bass effects, then pairs of left and right: 5.1 and 7.1 as files keep them.
_FRONT: Final = ((1.0, 0.0), (0.0, 1.0), (0.7071, 0.7071), (0.5, 0.5))
_BEHIND: Final = ((0.7071, 0.0), (0.0, 0.7071))
_SURROUND_FROM: Final = 6


@dataclass(frozen=True, slots=True)
class Sides:
    """`down`, (channels, 2): how much of each channel the left and the right of a stereo sum get. `up`, (channels, 2): how
    much of what is told about the left and the right counts for each channel; together 1."""

    down: Floats
    up: Floats


def sides(channels: int) -> Sides:
    if channels == 1:
        places = [(1.0, 1.0)]
    elif channels >= _SURROUND_FROM:
        places = [*_FRONT, *(_BEHIND[i % 2] for i in range(channels - 4))]
    else:
        places = [_FRONT[i % 2] for i in range(channels)]
    down = np.array(places, np.float32)
    return Sides(down, down / down.sum(axis=1, keepdims=True))
