"""Which side a channel stands on, so that what hears two channels can tell something about all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stemdesk.audio.dsp.downmix import LFE, SURROUND_FROM, stereo_weights

if TYPE_CHECKING:
    from stemdesk.audio.dsp.buffers import Floats

#: The bass effects are not played with the two sides, but the bass may stand in them alone: here they are heard on both.
_HEARD_LFE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Sides:
    """`down`, (channels, 2): how much of each channel the left and the right of a stereo sum get. `up`, (channels, 2): how
    much of what is told about the left and the right counts for each channel; together 1."""

    down: Floats
    up: Floats


def sides(channels: int) -> Sides:
    down = stereo_weights(channels).copy()
    if channels >= SURROUND_FROM:
        down[LFE] = _HEARD_LFE
    return Sides(down, down / down.sum(axis=1, keepdims=True))
