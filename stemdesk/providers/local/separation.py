"""Splits sound into stems in blocks, so that a recording of hours needs the memory of half a minute.

The stems of each block are masked spectra; the last stem of a model is what is left of the song, so the stems add up
to the song whatever the masks do. Blocks overlap and are cross-faded, which keeps that sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.providers.local.agreed import STEMS
from stemdesk.providers.local.masks import STRICTNESS, four_masks, vocal_mask
from stemdesk.providers.local.spectra import Stft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stemdesk.providers.local.spectra import Floats, Spectrum

_OVERLAP_SECONDS: Final = 2.0
_BLOCK_SECONDS: Final = 30.0
#: Samples (frames times channels) in a block at the most: what keeps 192 kHz and 7.1 under the same roof.
_BLOCK_SAMPLES: Final = 3_000_000
_LEFT_OF_51: Final = np.array([1, 0, 0.7071, 0.5, 0.7071, 0], np.float32)
_RIGHT_OF_51: Final = np.array([0, 1, 0.7071, 0.5, 0, 0.7071], np.float32)


@dataclass(frozen=True, slots=True)
class Separation:
    """One way to split: the model's name and how strict the vocal mask is (a key of `STRICTNESS`)."""

    model: str
    prefer: str = "balanced"

    @property
    def stems(self) -> tuple[str, ...]:
        return STEMS[self.model]

    def split(self, block: Floats, rate: int) -> Floats:
        """(frames, channels) to (stems, frames, channels); the stems add up to the block."""
        block = np.nan_to_num(block, posinf=0.0, neginf=0.0)
        stft = Stft(rate)
        spectra = [stft.forward(np.ascontiguousarray(channel)) for channel in block.T]
        cues = _cues(spectra)
        strictness = STRICTNESS[self.prefer]
        if self.model == "vocals":
            masks = [vocal_mask(cues, stft, strictness)]
        else:
            found = four_masks(cues, stft, strictness)
            masks = [found[stem] for stem in self.stems[:-1]]
        result = np.empty((len(masks) + 1, *block.shape), np.float32)
        for i, mask in enumerate(masks):
            for channel, spectrum in enumerate(spectra):
                result[i, :, channel] = stft.backward(spectrum * mask, len(block))
        result[-1] = block - result[:-1].sum(axis=0)
        return result


def _cues(spectra: list[Spectrum]) -> tuple[Spectrum, Spectrum] | Spectrum:
    """What the masks are made from: mono, the stereo pair, or a stereo downmix of more channels."""
    if len(spectra) == 1:
        return spectra[0]
    if len(spectra) == 2:
        return spectra[0], spectra[1]
    if len(spectra) == 6:
        left, right = _LEFT_OF_51, _RIGHT_OF_51
    else:
        sides = np.arange(len(spectra)) % 2
        left, right = (sides == 0).astype(np.float32), (sides == 1).astype(np.float32)
    together = np.stack(spectra)
    return _weighted(left, together), _weighted(right, together)


def _weighted(weights: Floats, spectra: Spectrum) -> Spectrum:
    return np.asarray(np.tensordot(weights, spectra, 1), np.complex64)


def split_stream(read: Callable[[int], Floats], rate: int, channels: int, separation: Separation) -> Iterator[Floats]:
    """Yields (stems, frames, channels) from front to back, as many frames as `read` gives until it gives none."""
    overlap = round(_OVERLAP_SECONDS * rate)
    step = max(2 * overlap, min(round(_BLOCK_SECONDS * rate), _BLOCK_SAMPLES // channels))
    fade = np.linspace(0, 1, overlap, dtype=np.float32)[:, None]
    window = _read_fully(read, step + overlap, channels)
    tail: Floats | None = None
    while len(window):
        more = _read_fully(read, step, channels) if len(window) == step + overlap else window[:0]
        stems = separation.split(window, rate)
        if tail is not None:
            shared = min(overlap, stems.shape[1])
            stems[:, :shared] = tail[:, :shared] * (1 - fade[:shared]) + stems[:, :shared] * fade[:shared]
        if not len(more):
            yield stems
            return
        yield stems[:, :step]
        tail = stems[:, step:].copy()
        window = np.concatenate([window[step:], more])


def _read_fully(read: Callable[[int], Floats], frames: int, channels: int) -> Floats:
    parts: list[Floats] = []
    missing = frames
    while missing:
        part = read(missing)
        if not len(part):
            break
        parts.append(part)
        missing -= len(part)
    return np.concatenate(parts) if parts else np.zeros((0, channels), np.float32)


def fit_full_scale(stems: Floats) -> Floats:
    """The stems within ±1.0 for formats that clip, with their sum kept.

    What one stem has too much is moved to the others, which have room as long as the song itself is below
    number-of-stems times full scale. Only for the handful of samples that need it.
    """
    over = np.flatnonzero(np.any(np.abs(stems) > 1.0, axis=0))
    if not len(over):
        return stems
    flat = stems.reshape(len(stems), -1)
    column = flat[:, over]
    song = column.sum(axis=0)
    clipped = np.clip(column, -1.0, 1.0)
    for _ in range(len(stems)):
        excess = song - clipped.sum(axis=0)
        for i in np.argsort(-np.abs(clipped).mean(axis=1))[::-1]:
            moved = np.clip(clipped[i] + excess, -1.0, 1.0)
            excess -= moved - clipped[i]
            clipped[i] = moved
    result = flat.copy()
    result[:, over] = clipped
    return result.reshape(stems.shape)
