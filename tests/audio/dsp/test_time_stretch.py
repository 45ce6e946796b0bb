"""The stretcher works on all tracks at once, and none of them knows of the others."""

from __future__ import annotations

import numpy as np

from stemdesk.audio.dsp.time_stretch import Stretcher
from tests.sounds import Floats, music

RATE = 44_100


def stretched(tracks: Floats, tempo: float = 0.8, hops: int = 40) -> Floats:
    at = 0

    def pull(frames: int) -> Floats:
        nonlocal at
        at += frames
        return tracks[:, at - frames : at]

    stretcher = Stretcher(len(tracks), RATE, pull, tempo)
    stretcher.prime(tempo)
    return np.concatenate([stretcher.step((hop + 2) * stretcher.hop * tempo) for hop in range(hops)], axis=1)


def test_a_track_is_stretched_among_others_as_it_is_alone() -> None:
    silent: Floats = np.zeros((2 * RATE, 2), np.float32)
    quiet = np.concatenate([silent[:RATE], 1e-5 * music(1.0, seed=3)])
    tracks = np.stack([music(2.0), silent, quiet, music(2.0, seed=2)])
    together = stretched(tracks)
    assert np.abs(together[0]).max() > 0.1
    assert not together[1].any()
    for track, alone in zip(together, tracks, strict=True):
        assert np.array_equal(track, stretched(alone[None])[0])
