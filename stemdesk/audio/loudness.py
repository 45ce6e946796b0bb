"""Loudness in LUFS as ITU-R BS.1770-4 defines it, block by block, so that length does not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from stemdesk.audio.decode import Samples

_BLOCK_SECONDS: Final = 0.4
_STEPS_PER_BLOCK: Final = 4
_ABSOLUTE_GATE: Final = -70.0
_RELATIVE_GATE: Final = -10.0


class Loudness:
    """For stereo sound at `rate`."""

    def __init__(self, rate: int) -> None:
        from scipy.signal import sosfilt  # noqa: PLC0415  half a second that only those who measure have to wait

        self._sosfilt = sosfilt
        self._filter = np.array([_shelf(rate), _high_pass(rate)])
        self._state = np.zeros((2, 2, 2))
        self._step = round(_BLOCK_SECONDS / _STEPS_PER_BLOCK * rate)
        self._rest = np.zeros(0)
        self._powers: list[float] = []
        self.peak = 0.0

    def add(self, sound: Samples) -> None:
        """The next frames, (frames, 2)."""
        if not len(sound):
            return
        self.peak = max(self.peak, float(np.abs(sound).max()))
        weighted, self._state = self._sosfilt(self._filter, sound.T.astype(np.float64), axis=1, zi=self._state)
        powers = np.concatenate([self._rest, (weighted**2).sum(axis=0)])
        whole = len(powers) // self._step * self._step
        self._powers += powers[:whole].reshape(-1, self._step).mean(axis=1).tolist()
        self._rest = powers[whole:]

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
