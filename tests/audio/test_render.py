"""`render`: what is exported is what is heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from stemdesk.audio.encode import ENCODINGS
from stemdesk.audio.lanes import LaneReader
from stemdesk.audio.mixer import LaneSetting
from stemdesk.audio.render import Mixdown, render
from stemdesk.core.errors import StemDeskError, UsageError
from tests.sounds import decibels, make_song, music, read, write

if TYPE_CHECKING:
    from pathlib import Path

FLOAT = ENCODINGS["wav32f"]


@pytest.fixture
def stems(tmp_path: Path) -> list[Path]:
    paths = []
    for seed in range(4):
        path = tmp_path / f"stem {seed}.wav"
        write(path, 0.3 * music(2.0, seed=seed), 44_100, "FLOAT")
        paths.append(path)
    return paths


def test_a_neutral_mix_is_the_sum_of_the_stems(stems: list[Path], tmp_path: Path) -> None:
    frames = render(Mixdown(stems, [LaneSetting()] * 4), tmp_path / "mix.wav", FLOAT)
    mixed = read(tmp_path / "mix.wav")
    true = np.sum([read(stem) for stem in stems], axis=0)
    assert frames == len(mixed) == len(true)
    assert decibels(mixed - true) < -85


def test_a_part_is_cut_to_the_frame(stems: list[Path], tmp_path: Path) -> None:
    whole, part = tmp_path / "whole.wav", tmp_path / "part.wav"
    lanes = [LaneSetting(gain_db=-3)] * 4
    render(Mixdown(stems, lanes), whole, FLOAT)
    render(Mixdown(stems, lanes, start=0.5, end=1.25), part, FLOAT)
    assert np.array_equal(read(part), read(whole)[22_050:55_125])


@pytest.mark.parametrize("tempo", [0.5, 0.8, 1.3, 2.0])
def test_tempo_changes_the_length_to_the_frame_and_leaves_the_pitch(tmp_path: Path, tempo: float) -> None:
    t = np.arange(4 * 44_100) / 44_100
    tone = np.repeat(0.5 * np.sin(2 * np.pi * 440 * t)[:, None], 2, axis=1).astype(np.float32)
    write(tmp_path / "tone.wav", tone, 44_100, "FLOAT")
    frames = render(Mixdown([tmp_path / "tone.wav"], [LaneSetting()], tempo=tempo), tmp_path / "out.wav", FLOAT)
    assert frames == round(len(tone) / tempo)
    assert abs(cents(read(tmp_path / "out.wav"), 440)) < 3


@pytest.mark.parametrize("semitones", [-12, -2, 0.5, 7])
def test_pitch_changes_by_semitones_and_leaves_the_length(tmp_path: Path, semitones: float) -> None:
    t = np.arange(3 * 44_100) / 44_100
    tone = np.repeat(0.5 * np.sin(2 * np.pi * 440 * t)[:, None], 2, axis=1).astype(np.float32)
    write(tmp_path / "tone.wav", tone, 44_100, "FLOAT")
    frames = render(Mixdown([tmp_path / "tone.wav"], [LaneSetting()], semitones=semitones), tmp_path / "out.wav", FLOAT)
    assert frames == len(tone)
    assert abs(cents(read(tmp_path / "out.wav"), 440 * 2 ** (semitones / 12))) < 4


def cents(heard: np.ndarray, hertz: float) -> float:
    """How far the strongest tone in the middle of a recording is from `hertz`, by parabolic interpolation."""
    middle = heard[len(heard) // 4 : -len(heard) // 4, 0]
    size = 1 << 18
    spectrum = np.log(np.abs(np.fft.rfft(middle * np.hanning(len(middle)), size)) + 1e-12)
    k = int(np.argmax(spectrum))
    a, b, c = spectrum[k - 1 : k + 2]
    return float(1200 * np.log2((k + 0.5 * (a - c) / (a - 2 * b + c)) * 44_100 / size / hertz))


def test_a_recording_longer_than_one_piece_is_stretched_without_a_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stemdesk.audio.stretch._PIECE_SECONDS", 2.0)
    t = np.arange(9 * 44_100) / 44_100
    tone = np.repeat(0.5 * np.sin(2 * np.pi * 330 * t)[:, None], 2, axis=1).astype(np.float32)
    write(tmp_path / "tone.wav", tone, 44_100, "FLOAT")
    frames = render(Mixdown([tmp_path / "tone.wav"], [LaneSetting()], tempo=0.9), tmp_path / "out.wav", FLOAT)
    out = read(tmp_path / "out.wav")
    assert frames == len(out) == round(len(tone) / 0.9)
    seconds = out[22_050:-22_050, 0]
    loudness = np.sqrt(np.mean(seconds[: len(seconds) // 2205 * 2205].reshape(-1, 2205) ** 2, axis=1))
    assert loudness.min() > 0.1


def test_an_empty_range_and_a_bad_stem_leave_no_file(stems: list[Path], tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        render(Mixdown(stems, [LaneSetting()] * 4, start=5.0), tmp_path / "x.wav", FLOAT)
    bad = tmp_path / "bad.wav"
    bad.write_bytes(stems[0].read_bytes()[:200_000])
    with pytest.raises(StemDeskError):
        render(Mixdown([tmp_path / "none.wav"], [LaneSetting()]), tmp_path / "x.wav", FLOAT)
    assert not list(tmp_path.glob("*x.wav*"))


def test_stems_of_different_lengths_and_channels_line_up(tmp_path: Path) -> None:
    short, mono = make_song(tmp_path / "short.wav", 1.0), make_song(tmp_path / "mono.wav", 2.0, channels=1)
    reader = LaneReader([short, mono])
    assert reader.frames == 88_200
    lanes = reader.read(88_200)
    assert not lanes[0, 44_100:].any()
    assert np.array_equal(lanes[1, :, 0], lanes[1, :, 1])


def test_stems_of_different_rates_are_refused_with_both_rates(tmp_path: Path) -> None:
    paths = [make_song(tmp_path / "a.wav", 0.5), make_song(tmp_path / "b.wav", 0.5, rate=48_000)]
    with pytest.raises(StemDeskError, match="44100 Hz, 48000 Hz"):
        LaneReader(paths)
