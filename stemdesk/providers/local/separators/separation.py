"""Splits sound into stems in blocks, so that a recording of hours needs the memory of half a minute.

The stems of each block are masked spectra; the last stem of a model is what is left of the song, so the stems add up
to the song whatever the masks do. Blocks overlap and are cross-faded, which keeps that sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from stemdesk.providers.local.protocol import STEMS
from stemdesk.providers.local.separators.downmix import sides
from stemdesk.providers.local.separators.masks import STRICTNESS, backing_masks, four_masks, vocal_mask
from stemdesk.providers.local.separators.spectra import Stft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from stemdesk.audio.dsp.buffers import Floats
    from stemdesk.providers.local.separators.masks import Cues
    from stemdesk.providers.local.separators.spectra import Spectrum

_OVERLAP_SECONDS: Final = 2.0
_BLOCK_SECONDS: Final = 30.0
#: Samples (frames times channels) in a block at the most: what keeps 192 kHz and 7.1 under the same roof.
_BLOCK_SAMPLES: Final = 3_000_000


class Splits(Protocol):
    """One way to split a block; the stems add up to it."""

    def split(self, block: Floats, rate: int) -> Floats:
        """(frames, channels) to (stems, frames, channels)."""


@dataclass(frozen=True, slots=True)
class Separation:
    """Signal processing alone: the model's name and how strict the vocal mask is (a key of `STRICTNESS`)."""

    model: str
    prefer: str = "balanced"

    @property
    def stems(self) -> tuple[str, ...]:
        return STEMS[self.model]

    def split(self, block: Floats, rate: int) -> Floats:
        strictness = STRICTNESS[self.prefer]
        if len(self.stems) == 2:
            return _masked(block, rate, lambda cues, stft: [vocal_mask(cues, stft, strictness)])

        def masks(cues: Cues, stft: Stft) -> list[Floats]:
            found = four_masks(cues, stft, strictness)
            return [found[stem] for stem in self.stems[:-1]]

        return _masked(block, rate, masks)


class Backing:
    """Drums, bass and other of music in which nobody sings any more."""

    def split(self, block: Floats, rate: int) -> Floats:
        return _masked(block, rate, backing_masks)


def _masked(block: Floats, rate: int, masks: Callable[[Cues, Stft], list[Floats]]) -> Floats:
    """What the masks let through of every channel, and last what is left."""
    block = np.nan_to_num(block, posinf=0.0, neginf=0.0)
    stft = Stft(rate)
    spectra = [stft.forward(np.ascontiguousarray(channel)) for channel in block.T]
    found = masks(_cues(spectra), stft)
    result = np.empty((len(found) + 1, *block.shape), np.float32)
    for i, mask in enumerate(found):
        for channel, spectrum in enumerate(spectra):
            result[i, :, channel] = stft.backward(spectrum * mask, len(block))
    result[-1] = block - result[:-1].sum(axis=0)
    return result


def _cues(spectra: list[Spectrum]) -> Cues:
    """What the masks are made from: mono, the stereo pair, or a stereo downmix of more channels."""
    if len(spectra) == 1:
        return spectra[0]
    if len(spectra) == 2:
        return spectra[0], spectra[1]
    down = sides(len(spectra)).down
    together = np.stack(spectra)
    return _weighted(down[:, 0], together), _weighted(down[:, 1], together)


def _weighted(weights: Floats, spectra: Spectrum) -> Spectrum:
    return np.asarray(np.tensordot(weights, spectra, 1), np.complex64)


def split_stream(
    read: Callable[[int], Floats], rate: int, channels: int, separation: Splits, *,
    block_seconds: float = _BLOCK_SECONDS, first_seconds: float = _BLOCK_SECONDS,
) -> Iterator[Floats]:  # fmt: skip
    """Yields (stems, frames, channels) from front to back, as many frames as `read` gives until it gives none.

    `block_seconds`: how much is looked at together; repetition is only heard in half a minute. The first block may be
    shorter (`first_seconds`), for whoever waits to hear it.
    """
    overlap = round(min(_OVERLAP_SECONDS, block_seconds / 5) * rate)
    most = max(2 * overlap, _BLOCK_SAMPLES // channels)
    step, later = (min(most, max(overlap, round(wanted * rate))) for wanted in (first_seconds, block_seconds))
    fade = np.linspace(0, 1, overlap, dtype=np.float32)[:, None]
    window = _read_fully(read, step + overlap, channels)
    tail: Floats | None = None
    while len(window):
        stems = separation.split(window, rate)
        if tail is not None:
            shared = min(overlap, stems.shape[1])
            stems[:, :shared] = tail[:, :shared] * (1 - fade[:shared]) + stems[:, :shared] * fade[:shared]
        yield stems[:, :step]
        tail = stems[:, step:].copy()
        more = _read_fully(read, later, channels) if len(window) == step + overlap else window[:0]
        if not len(more):
            if tail.shape[1]:
                yield tail
            return
        window = np.concatenate([window[step:], more])
        step = later


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
    if stems.max(initial=0.0) <= 1.0 and stems.min(initial=0.0) >= -1.0:  # nearly always, and soon told
        return stems
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
