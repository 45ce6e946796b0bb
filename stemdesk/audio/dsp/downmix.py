"""Any number of channels to the two that are played, after ITU-R BS.775: the centre and what stands behind at −3 dB, the
bass effects (LFE) left out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from stemdesk.core.later import later

if TYPE_CHECKING:
    import numpy as np

    from stemdesk.audio.dsp.buffers import Floats, Samples
else:
    np = later("numpy")

#: Channels of 5.1, from which on files have their channels in the order FL FR FC LFE, then pairs of left and right.
SURROUND_FROM: Final = 6
#: Where the bass effects are.
LFE: Final = 3
_HALF_POWER: Final = 0.5**0.5
_FRONT: Final = ((1.0, 0.0), (0.0, 1.0), (_HALF_POWER, _HALF_POWER), (0.0, 0.0))
_BEHIND: Final = ((_HALF_POWER, 0.0), (0.0, _HALF_POWER))


@cache
def stereo_weights(channels: int) -> Floats:
    """(channels, 2): how much of each channel left and right get. Unscaled: the sum may exceed full scale.

    Mono goes to both sides; what is neither that, stereo nor 5.1 and above goes by odd and even.
    """
    if channels == 1:
        places = [(1.0, 1.0)]
    elif channels >= SURROUND_FROM:
        places = [*_FRONT, *(_BEHIND[n % 2] for n in range(channels - len(_FRONT)))]
    else:
        places = [_FRONT[n % 2] for n in range(channels)]
    return np.array(places, np.float32)


def downmix_to_stereo(block: Samples) -> Samples:
    """(frames, channels) to (frames, 2), scaled so that no input within full scale can exceed it."""
    channels = block.shape[1]
    if channels == 2:
        return block
    if channels == 1:
        return np.repeat(block, 2, axis=1)
    weights = stereo_weights(channels)
    return np.asarray(block @ (weights / weights.sum(axis=0).max()), np.float32)
