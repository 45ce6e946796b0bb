from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemdesk.audio.dsp.mixer import RAMP_SECONDS, Mixer, TrackSettings, gain_matrix

RATE = 44_100


def test_a_neutral_mixer_is_the_sum() -> None:
    tracks = np.random.default_rng(0).uniform(-0.2, 0.2, (4, 1000, 2)).astype(np.float32)
    matrix = gain_matrix([TrackSettings()] * 4)
    mixer = Mixer(4, RATE, 1000)
    mixer.set_gains(matrix)
    out = np.empty((1000, 2), np.float32)
    mixer.mix(tracks, matrix, out)
    assert np.max(np.abs(out - tracks.sum(axis=0))) < 1e-6


def test_solo_wins_over_mute() -> None:
    matrix = gain_matrix([TrackSettings(muted=True, soloed=True), TrackSettings(), TrackSettings(soloed=True)])
    assert matrix[:, 0].tolist() == [1.0, 0.0, 1.0]


def test_a_fader_at_its_bottom_is_silence() -> None:
    assert gain_matrix([TrackSettings(gain_db=-60.0)])[0, 0] == 0.0


@given(st.floats(-1, 1))
def test_panning_keeps_the_power(pan: float) -> None:
    left, right = gain_matrix([TrackSettings(pan=pan)])[0].astype(float)
    assert left**2 + right**2 == pytest.approx(2.0, abs=1e-5)


def test_hard_left_is_only_left() -> None:
    left, right = gain_matrix([TrackSettings(pan=-1.0)])[0]
    assert left == pytest.approx(np.sqrt(2))
    assert right == pytest.approx(0.0, abs=1e-6)


@given(
    st.lists(st.tuples(st.floats(-60, 6), st.floats(-1, 1), st.booleans(), st.booleans()), min_size=1, max_size=12),
    st.lists(st.sampled_from([32, 64, 500, 512, 2048]), min_size=1, max_size=6),
)
def test_no_change_steps_further_than_the_ramp_allows(
    changes: list[tuple[float, float, bool, bool]], blocks: list[int]
) -> None:
    """Whatever is turned while a steady tone plays, neighbouring samples differ by at most a ramp's slope."""
    mixer = Mixer(2, RATE, 4096)
    mixer.set_gains(gain_matrix([TrackSettings()] * 2))
    heard = []
    for number, (gain, pan, muted, soloed) in enumerate(changes):
        matrix = gain_matrix([TrackSettings(gain, pan, muted, soloed), TrackSettings()])
        frames = blocks[number % len(blocks)]
        out = np.empty((frames, 2), np.float32)
        mixer.mix(np.full((2, frames, 2), 0.25, np.float32), matrix, out)
        heard.append(out)
    together = np.concatenate(heard)
    max_block = 0.25 * (2.9 + 2.9) / (RAMP_SECONDS * RATE)
    assert np.max(np.abs(np.diff(together, axis=0)), initial=0) <= max_block


def test_after_a_ramp_the_new_gain_is_reached_exactly() -> None:
    mixer = Mixer(1, RATE, 1024)
    mixer.set_gains(gain_matrix([TrackSettings()]))
    quiet = gain_matrix([TrackSettings(gain_db=-6.0)])
    out = np.empty((1024, 2), np.float32)
    for _ in range(2):
        mixer.mix(np.ones((1, 1024, 2), np.float32), quiet, out)
    assert np.allclose(out, quiet[0])


@pytest.mark.parametrize("gains", [[1.0, 1.0, 1.0], [0.3, 1.0, 1.9]])
def test_a_mixer_that_meters_all_tracks_at_once_sounds_and_shows_the_same(gains: list[float]) -> None:
    """In the callback, tracks are multiplied, added and measured in one go where none is silent and none panned."""
    tracks = np.random.default_rng(2).normal(0, 0.2, (3, 700, 2)).astype(np.float32)
    matrix = np.repeat(np.array(gains, np.float32)[:, None], 2, axis=1)
    heard, shown = [], []
    for metered in (True, False):
        mixer = Mixer(3, RATE, 700, metered=metered)
        mixer.set_gains(matrix)
        out, levels = np.empty((700, 2), np.float32), np.ones((4, 2), np.float32)
        mixer.mix(tracks, matrix, out, levels)
        heard.append(out)
        shown.append(levels)
    assert np.array_equal(heard[0], heard[1])
    assert np.array_equal(shown[0][:, 0], shown[1][:, 0])
    assert np.allclose(shown[0], shown[1], rtol=1e-5)


@pytest.mark.parametrize("change", [{"muted": True}, {"pan": -0.5}, {"gain_db": -6.0}])
def test_a_mixer_that_meters_follows_every_change_as_one_that_does_not(change: dict[str, Any]) -> None:
    tracks = np.random.default_rng(2).normal(0, 0.2, (2, 300, 2)).astype(np.float32)
    plain, changed = (
        gain_matrix([TrackSettings(), settings]) for settings in (TrackSettings(), TrackSettings(**change))
    )
    heard = []
    for metered in (True, False):
        mixer = Mixer(2, RATE, 300, metered=metered)
        mixer.set_gains(plain)
        out, levels = np.empty((8, 300, 2), np.float32), np.zeros((3, 2), np.float32)
        for block, matrix in zip(out, [plain, plain, changed, changed, changed, plain, plain, plain], strict=True):
            mixer.mix(tracks, matrix, block, levels)
        heard.append(out)
    assert np.array_equal(heard[0], heard[1])
