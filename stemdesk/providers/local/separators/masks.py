"""Who is where in the spectrum: the cues of the local engine and the soft masks made from them.

Three old and honest cues, no trained model:

- *direction of change*: a drum is a vertical line in the spectrogram, a held note a horizontal one (median filters;
  D. FitzGerald, "Harmonic/percussive separation using median filtering", DAFx 2010);
- *place*: lead vocals and bass stand in the middle of nearly every stereo mix, so their bins agree between left and
  right (C. Avendano and J.-M. Jot, "Frequency domain techniques for stereo to multichannel upmix", 2002);
- *repetition*: accompaniment comes back, a melody with words does so less (REPET-SIM; Z. Rafii and B. Pardo, ISMIR 2012).

All arrays are (times, bins), masks are 0…1, and every set of masks sums to one in every bin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import ndimage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from stemdesk.audio.dsp.buffers import Floats
    from stemdesk.providers.local.separators.spectra import Spectrum, Stft

    Cues = tuple[Spectrum, Spectrum] | Spectrum

_TINY: Final = np.float32(1e-12)
#: Lengths of the running medians: long for a drum, short for a note, and the other way round.
_HELD_SECONDS: Final = 0.5
_STRUCK_HERTZ: Final = 600.0
#: Left and right must agree at least this much to count as the middle at all.
_CENTRE_FROM: Final = np.float32(0.68)
#: Repetition: how many similar moments are compared, and how far apart they must be.
_SIMILAR: Final = 12
_APART_SECONDS: Final = 0.45
#: How much of a lead voice lies where; below it belongs to the bass, in octave-wide ramps.
_VOICE_FROM: Final = (140.0, 260.0)
_BASS_TO: Final = (140.0, 300.0)
#: Exponent on the vocal mask: below one it takes more along, above one it leaves more behind.
STRICTNESS: Final = {"backing": 0.35, "balanced": 0.6, "vocals": 1.2}


def four_masks(cues: Cues, stft: Stft, strictness: float = 1.0) -> dict[str, Floats]:
    """Masks for vocals, drums, bass, and other, from a stereo pair of spectra or one mono spectrum."""
    level, centre = _levels(cues)
    struck, bass = _drums_and_bass(level, centre, stft)
    rest = 1 - struck - bass
    lead = _ramp(stft.frequencies, *_VOICE_FROM) * _unrepeated(level, stft)
    if centre is not None:
        lead = centre * np.sqrt(lead)
    vocals = rest * lead ** np.float32(strictness)
    return {"vocals": vocals, "drums": struck, "bass": bass, "other": rest - vocals}


def vocal_mask(cues: Cues, stft: Stft, strictness: float = 1.0) -> Floats:
    """The mask of the vocals alone; one minus it is the instrumental."""
    return four_masks(cues, stft, strictness)["vocals"]


def backing_masks(cues: Cues, stft: Stft) -> list[Floats]:
    """Masks for drums and bass of music without a singer; one minus both is everything else."""
    return list(_drums_and_bass(*_levels(cues), stft))


def _drums_and_bass(level: Floats, centre: Floats | None, stft: Stft) -> tuple[Floats, Floats]:
    struck = _struck(level, stft)
    return struck, (1 - struck) * (1 - _ramp(stft.frequencies, *_BASS_TO)) * (1.0 if centre is None else centre)


def _levels(cues: Cues) -> tuple[Floats, Floats | None]:
    """Magnitudes, and how much each bin stands in the middle (None for mono, where all do)."""
    if not isinstance(cues, tuple):
        return np.abs(cues), None
    left, right = cues
    power_left = left.real**2 + left.imag**2
    power_right = right.real**2 + right.imag**2
    both = power_left + power_right
    shared = 2 * (left.real * right.real + left.imag * right.imag)
    agreement = _smooth(shared) / (_smooth(both) + _TINY)
    centre = np.clip((agreement - _CENTRE_FROM) / (1 - _CENTRE_FROM), 0, 1)
    return np.sqrt(both / 2), centre


def _smooth(values: Floats) -> Floats:
    result: Floats = ndimage.uniform_filter(values, (3, 3), mode="nearest")
    return result


def running_median(values: Floats, length: int) -> Floats:
    """Median along the last axis. SciPy's running median is only fast in one dimension, so the rows are laid end to
    end, each with its mirrored edges."""
    length = min(length, 2 * values.shape[1] - 1) | 1
    reach = min(length // 2, values.shape[1] - 1)
    if reach < 1:
        return values
    padded = np.pad(values, ((0, 0), (reach, reach)), mode="reflect")
    flat: NDArray[np.float32] = ndimage.median_filter(padded.reshape(-1), size=2 * reach + 1)
    return flat.reshape(padded.shape)[:, reach:-reach]


def _struck(level: Floats, stft: Stft) -> Floats:
    """The share of each bin that is a stroke rather than a held note."""
    times = max(3, round(_HELD_SECONDS * stft.rate / stft.hop))
    bins = max(3, round(_STRUCK_HERTZ * stft.size / stft.rate))
    held = running_median(np.ascontiguousarray(level.T), times).T
    struck = running_median(level, bins)
    power = struck**2
    result: Floats = power / (power + held**2 + _TINY)
    return result


def _unrepeated(level: Floats, stft: Stft) -> Floats:
    """The share of each bin that is louder than at the moments of the song that sound most alike."""
    apart = max(1, round(_APART_SECONDS * stft.rate / stft.hop))
    count = len(level)
    if count < 6 * apart:
        return np.ones_like(level)
    features = _features(level)
    likeness = features @ features.T
    index = np.arange(count)
    likeness[np.abs(index[:, None] - index[None, :]) < apart] = -1
    is_peak = likeness >= ndimage.maximum_filter1d(likeness, 2 * (apart // 2) + 1, axis=1)
    likeness[~is_peak] = -2
    similar = np.argpartition(-likeness, _SIMILAR, axis=1)[:, :_SIMILAR]
    found = np.take_along_axis(likeness, similar, axis=1) > 0
    similar = np.where(found, similar, index[:, None])
    repeated = np.empty_like(level)
    for start in range(0, count, 64):
        repeated[start : start + 64] = np.median(level[similar[start : start + 64]], axis=1)
    return np.asarray(np.clip(1 - repeated / (level + _TINY), 0, 1), np.float32)


def _features(level: Floats) -> Floats:
    """Each moment as a unit vector of about a hundred log-spaced bands."""
    bins = level.shape[1]
    edges = np.unique(np.round(np.geomspace(2, bins - 1, 97)).astype(int))
    scale = np.float32(1.0) / (np.float32(np.mean(level)) + _TINY)
    bands: Floats = np.add.reduceat(np.log1p(level * scale), edges[:-1], axis=1)
    return np.asarray(bands / (np.linalg.norm(bands, axis=1, keepdims=True) + _TINY), np.float32)


def _ramp(frequencies: Floats, low: float, high: float) -> Floats:
    """0 below `low`, 1 above `high` (Hz), straight on a scale of octaves between."""
    octaves = np.log2(np.maximum(frequencies, 1.0))
    share = (octaves - np.log2(low)) / (np.log2(high) - np.log2(low))
    return np.asarray(np.clip(share, 0, 1), np.float32)
