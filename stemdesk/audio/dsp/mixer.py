"""The mixer: gain, pan, mute and solo of each track, ramped, summed to stereo. Playback and export both use it.

Settings are plain values (`TrackSettings`); `gain_matrix` turns all of them into one matrix, and `Mixer.mix` walks from the
matrix that was heard last to the new one in ten milliseconds, so no change can click.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.audio.dsp.buffers import Floats

RAMP_SECONDS: Final = 0.010
#: A fader at its bottom is silence, not -60 dB.
SILENT_DB: Final = -60.0
LOUDEST_DB: Final = 6.0


@dataclass(frozen=True, slots=True)
class TrackSettings:
    """What a person has set on one track. `pan` is -1 (left) … 1 (right), `gain_db` 0 is unchanged.

    An `polarity_inverted` track is taken away from the sum: the original less its stems is what no stem has got.
    """

    gain_db: float = 0.0
    pan: float = 0.0
    muted: bool = False
    soloed: bool = False
    polarity_inverted: bool = False


def db_to_gain(gain_db: float) -> float:
    """Decibels to a linear amplitude factor. At `SILENT_DB` (−60 dB) and below it is exactly 0, as at a fader's bottom."""
    return 0.0 if gain_db <= SILENT_DB else 10.0 ** (gain_db / 20.0)


def gain_matrix(tracks: Sequence[TrackSettings], master_db: float = 0.0) -> Floats:
    """The matrix (tracks, 2) of linear gains to left and right.

    Solo wins over mute: while any track is soloed, exactly the soloed ones sound. Pan is equal power with its centre at
    unity, so a neutral mixer adds the stems up unchanged.
    """
    any_solo = any(track.soloed for track in tracks)
    matrix = np.zeros((len(tracks), 2), np.float32)
    for row, track in zip(matrix, tracks, strict=True):
        if track.soloed if any_solo else not track.muted:
            angle = (min(1.0, max(-1.0, track.pan)) + 1.0) * math.pi / 4
            level = db_to_gain(track.gain_db) * db_to_gain(master_db) * (-1.0 if track.polarity_inverted else 1.0)
            row[:] = (level, level) if track.pan == 0 else (
                level * math.sqrt(2) * math.cos(angle), level * math.sqrt(2) * math.sin(angle))  # fmt: skip
    return matrix


class Mixer:
    """Sums tracks of stereo sound under a gain matrix. Allocates only in its constructor (it runs in the audio callback).

    `max_block` is the number of frames that one call may bring. `metered`: all tracks are multiplied, added and measured
    in one go where levels are asked for. In the callback, which finds its code gone from the caches each time, the number of
    calls into NumPy is what counts.
    """

    def __init__(self, tracks: int, rate: int, max_block: int, *, metered: bool = False) -> None:
        self._ramp = max(1, round(RAMP_SECONDS * rate))
        self._rising = (np.arange(1, max_block + 1, dtype=np.float32) / self._ramp)[:, None].clip(0, 1)
        self._track = np.zeros((max_block, 2), np.float32)
        self._slope = np.zeros((max_block, 2), np.float32)
        self._now = np.zeros((tracks, 2), np.float32)
        self._from = np.zeros((tracks, 2), np.float32)
        self._to = np.zeros((tracks, 2), np.float32)
        self._done = self._ramp
        self._all = np.zeros((2, tracks, max_block, 2), np.float32) if metered else None
        self._is_simple = False

    def set_gains(self, matrix: Floats) -> None:
        """Sets the gains without a ramp (before the first sound)."""
        self._now[:] = self._from[:] = self._to[:] = matrix
        self._done = self._ramp
        self._is_simple = self._all is not None and _is_simple(matrix)

    def follow(self, other: Mixer) -> None:
        """Goes on exactly as `other` (of the same size) would."""
        self._now[:], self._from[:], self._to[:] = other._now, other._from, other._to
        self._done, self._is_simple = other._done, self._all is not None and other._is_simple

    def mix(self, tracks: Floats, matrix: Floats, out: Floats, levels: Floats | None = None) -> None:
        """Writes the sum of `song_files` (tracks, frames, 2) to `out` (frames, 2), on the way to `matrix`.

        `levels` (at least tracks, 2) gets peak and mean square of each track as it goes into the sum.
        """
        frames = len(out)
        if not np.array_equal(matrix, self._to):
            self._from[:] = self._now
            self._to[:] = matrix
            self._done = 0
            self._is_simple = self._all is not None and _is_simple(matrix)
        ramping = self._done < self._ramp
        if self._all is not None and levels is not None and self._is_simple and not ramping:
            self._mix_all(tracks, self._all[:, : len(tracks), :frames], out, levels[: len(tracks)])
            return
        out[:] = 0.0
        part = self._track[:frames]
        slope = self._slope[:frames]
        for index in range(len(tracks)):
            start, end = self._from[index], self._to[index]
            if ramping:
                np.add(self._rising[:frames], self._done / self._ramp, out=slope)
                np.clip(slope, 0.0, 1.0, out=slope)
                np.multiply(slope, end - start, out=slope)
                np.add(slope, start, out=slope)
                np.multiply(tracks[index], slope, out=part)
            elif end[0] == 0.0 and end[1] == 0.0:
                if levels is not None:
                    levels[index] = 0.0
                continue
            elif levels is None and end[0] == 1.0 and end[1] == 1.0:
                out += tracks[index]
                continue
            else:
                _at_gains(tracks[index], end, part)
            out += part
            if levels is not None:
                measure(part, slope, levels[index])
        if ramping:
            self._done = min(self._ramp, self._done + frames)
            share = self._done / self._ramp
            self._now[:] = self._from + (self._to - self._from) * share

    def _mix_all(self, tracks: Floats, scratch: Floats, out: Floats, levels: Floats) -> None:
        parts, magnitudes = scratch
        np.multiply(tracks, self._to[: len(tracks), :1, None], out=parts)
        np.add.reduce(parts, axis=0, out=out)
        np.abs(parts, out=magnitudes)
        np.maximum.reduce(magnitudes, axis=(1, 2), out=levels[:, 0])
        np.einsum("tfc,tfc->t", parts, parts, out=levels[:, 1])
        levels[:, 1] /= 2 * len(out)


def _is_simple(matrix: Floats) -> bool:
    """Whether every track is heard, as loud on the left as on the right."""
    return bool(np.array_equal(matrix[:, 0], matrix[:, 1]) and np.all(matrix[:, 0]))


def _at_gains(sound: Floats, gains: Floats, out: Floats) -> None:
    """As `sound * gains`, but one number at a time: for pairs of them NumPy takes ten times as long."""
    if gains[0] == gains[1]:
        np.multiply(sound, gains[0], out=out)
    else:
        np.multiply(sound[:, 0], gains[0], out=out[:, 0])
        np.multiply(sound[:, 1], gains[1], out=out[:, 1])


def measure(sound: Floats, scratch: Floats, level: Floats) -> None:
    """Writes peak and mean square of (frames, 2) into `level`; `scratch` is as large as `sound`."""
    np.abs(sound, out=scratch)
    level[0] = scratch.max()
    level[1] = np.vdot(sound, sound) / sound.size
