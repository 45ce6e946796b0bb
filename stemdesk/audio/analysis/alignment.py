"""Where the original and its stems show the same moment: encoders leave a few hundred frames at the start of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stemdesk.core.later import later

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
else:
    np = later("numpy")

#: MP3 and AAC encoders delay by 529 to 2257 frames; more than this is another recording.
_FURTHEST: Final = 4096
#: How alike the two have to be, so that a shift is believed.
_ALIKE: Final = 0.5


def estimate_delay(pieces: Sequence[tuple[NDArray[np.float32], NDArray[np.float32]]]) -> int:
    """How many frames later the second of each pair has what the first has; 0 where they are not alike.

    The median over the pieces, so that one odd moment decides nothing.
    """
    found = [_likeness(first, second) for first, second in pieces]
    lags = [shift for likeness, shift in found if likeness is not None and likeness > _ALIKE]
    return int(np.median(lags)) if lags else 0


def likeness(pieces: Sequence[tuple[NDArray[np.float32], NDArray[np.float32]]]) -> float:
    """How alike the pieces of two recordings are, 0…1: the median of their normalised cross-correlations' peaks over shifts
    of up to 4096 frames. 0 where there is nothing to hear."""
    found = [likeness for first, second in pieces if (likeness := _likeness(first, second)[0]) is not None]
    return float(np.median(found)) if found else 0.0


def _likeness(first: NDArray[np.float32], second: NDArray[np.float32]) -> tuple[float | None, int]:
    """The peak of the normalised cross-correlation, None for silence, and the shift in frames at which it lies."""
    middle = first[_FURTHEST : len(first) - _FURTHEST].astype(np.float64)
    power = float(np.dot(middle, middle))
    if len(middle) < _FURTHEST or len(second) < len(middle) or power < 1e-6:
        return None, 0
    wide = second.astype(np.float64)
    products = _products(wide, middle)
    best = int(np.argmax(products))
    there = wide[best : best + len(middle)]
    return float(products[best] / np.sqrt(power * float(np.dot(there, there)) + 1e-12)), best - _FURTHEST


def _products(wide: NDArray[np.float64], part: NDArray[np.float64]) -> NDArray[np.float64]:
    """The scalar product of `part` with `wide` from each frame on at which all of it fits in."""
    size = 1 << (len(wide) - 1).bit_length()
    spectrum = np.fft.rfft(wide, size) * np.fft.rfft(part, size).conj()
    return np.fft.irfft(spectrum, size)[: len(wide) - len(part) + 1]
