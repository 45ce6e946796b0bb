"""Loudness in LUFS as ITU-R BS.1770-4 defines it, block by block, so that length does not matter.

The standard's two filters are applied together as one finite response, by Fourier transforms (overlap-save): what they
do after 0.15 s is below 1e-12. SciPy has the recursive form, but importing it takes half a second, and several on a slow
disk, in which Python's lock is not given away and the player's callback waits: that was heard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy import fft

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stemdesk.audio.dsp.buffers import Samples

_BLOCK_SECONDS: Final = 0.4
_STEPS_PER_BLOCK: Final = 4
_RESPONSE_SECONDS: Final = 0.15
_ABSOLUTE_GATE: Final = -70.0
_RELATIVE_GATE: Final = -10.0


class Loudness:
    """For stereo sound at `rate`."""

    def __init__(self, rate: int) -> None:
        self._response = _response(rate)
        self._before = np.zeros((2, len(self._response) - 1))
        self._step = round(_BLOCK_SECONDS / _STEPS_PER_BLOCK * rate)
        self._rest = np.zeros(0)
        self._powers: list[float] = []

    def add(self, sound: Samples) -> None:
        """The next frames, (frames, 2)."""
        if not len(sound):
            return
        powers = np.concatenate([self._rest, (self._weighted(sound) ** 2).sum(axis=0)])
        whole = len(powers) // self._step * self._step
        self._powers += powers[:whole].reshape(-1, self._step).mean(axis=1).tolist()
        self._rest = powers[whole:]

    def _weighted(self, sound: Samples) -> NDArray[np.float64]:
        """What the filters make of the next frames, (2, frames)."""
        given = np.concatenate([self._before, sound.T], axis=1)
        taps = len(self._response)
        self._before = given[:, len(sound) :]
        size = 1 << (given.shape[1] - 1).bit_length()
        spectrum = fft.rfft(given, size) * fft.rfft(self._response, size)
        return fft.irfft(spectrum, size)[:, taps - 1 : taps - 1 + len(sound)]

    def integrated(self) -> float | None:
        """LUFS over everything that was added, gated; None for silence and for less than 0.4 s."""
        steps = np.array(self._powers)
        if len(steps) < _STEPS_PER_BLOCK:
            return None
        blocks = np.convolve(steps, np.full(_STEPS_PER_BLOCK, 1 / _STEPS_PER_BLOCK), mode="valid")
        loud = blocks[_lufs(blocks) > _ABSOLUTE_GATE]
        if not len(loud):
            return None
        gated = loud[_lufs(loud) > float(_lufs(loud.mean())) + _RELATIVE_GATE]
        return float(_lufs(gated.mean()))


def _response(rate: int) -> NDArray[np.float64]:
    """What comes out when a single 1 goes into both filters, (frames,)."""
    frames = round(_RESPONSE_SECONDS * rate)
    size = 2 << frames.bit_length()
    turn = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    both = np.ones(len(turn), np.complex128)
    for b0, b1, b2, _, a1, a2 in (_shelf(rate), _high_pass(rate)):
        both *= (b0 + b1 * turn + b2 * turn**2) / (1 + a1 * turn + a2 * turn**2)
    return fft.irfft(both, size)[:frames]


def _lufs(power: np.ndarray) -> np.ndarray:
    return np.asarray(-0.691 + 10 * np.log10(np.maximum(power, 1e-12)))


def _shelf(rate: int) -> list[float]:
    """The head's high shelf; the standard's coefficients are for 48 kHz, these are the filter behind them."""
    k = np.tan(np.pi * 1681.974450955533 / rate)
    q, high = 0.7071752369554196, 10 ** (3.999843853973347 / 20)
    middle = high**0.4996667741545416
    scale = 1 + k / q + k * k
    return [
        (high + middle * k / q + k * k) / scale, 2 * (k * k - high) / scale, (high - middle * k / q + k * k) / scale,
        1.0, 2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale,
    ]  # fmt: skip


def _high_pass(rate: int) -> list[float]:
    k = np.tan(np.pi * 38.13547087602444 / rate)
    q = 0.5003270373238773
    scale = 1 + k / q + k * k
    return [1.0, -2.0, 1.0, 1.0, 2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale]
