"""Any number of channels to the two that are played."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from stemdesk.audio.dsp.buffers import Samples

_HALF_POWER: Final = 0.7071
#: FL FR FC LFE BL BR to left and right, scaled so that no input can exceed full scale.
_FROM_51: Final = (
    np.array([[1, 0], [0, 1], [_HALF_POWER, _HALF_POWER], [0, 0], [_HALF_POWER, 0], [0, _HALF_POWER]])
    / (1 + 2 * _HALF_POWER)
).astype(np.float32)


def downmix_to_stereo(block: Samples) -> Samples:
    """(frames, channels) to (frames, 2): mono on both sides, 5.1 mixed down, anything else by odd and even."""
    channels = block.shape[1]
    if channels == 2:
        return block
    if channels == 1:
        return np.repeat(block, 2, axis=1)
    if channels == 6:
        return block @ _FROM_51
    return np.stack([block[:, 0::2].mean(axis=1), block[:, 1::2].mean(axis=1)], axis=1)
