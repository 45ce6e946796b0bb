"""Where the original and its stems show the same moment: encoders leave a few hundred frames at the start of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy import fft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

#: MP3 and AAC encoders delay by 529 to 2257 frames; more than this is another recording.
_FURTHEST: Final = 4096
#: How alike the two have to be, so that a shift is believed.
_ALIKE: Final = 0.5


def lag(pieces: Sequence[tuple[NDArray[np.float32], NDArray[np.float32]]]) -> int:
    """How many frames later the second of each pair has what the first has; 0 where they are not alike.

    The median over the pieces, so that one odd moment decides nothing.
    """
    lags = []
    for first, second in pieces:
        middle = first[_FURTHEST : len(first) - _FURTHEST].astype(np.float64)
        power = float(np.dot(middle, middle))
        if len(middle) < _FURTHEST or power < 1e-6:
            continue
        wide = second.astype(np.float64)
        products = _products(wide, middle)
        best = int(np.argmax(products))
        there = wide[best : best + len(middle)]
        if products[best] > _ALIKE * np.sqrt(power * float(np.dot(there, there)) + 1e-12):
            lags.append(best - _FURTHEST)
    return int(np.median(lags)) if lags else 0


def _products(wide: NDArray[np.float64], part: NDArray[np.float64]) -> NDArray[np.float64]:
    """The scalar product of `part` with `wide` from each frame on at which all of it fits in."""
    size = 1 << (len(wide) - 1).bit_length()
    spectrum = fft.rfft(wide, size) * fft.rfft(part, size).conj()
    return fft.irfft(spectrum, size)[: len(wide) - len(part) + 1]
