"""`render`: what is exported is what is heard."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from stemdesk.audio.dsp.mixer import TrackSettings, gain_matrix
from stemdesk.audio.export.mixdown import Mixdown, render
from stemdesk.audio.files.encodings import ENCODINGS
from stemdesk.audio.files.multitrack_reader import FrameRange, MultitrackReader, TrackFile
from stemdesk.audio.files.sndfile_reader import SoundFileReader
from stemdesk.core.errors import StemDeskError, UsageError
from tests.sounds import Floats, decibels, make_song, music, read, write

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
    frames = render(Mixdown(stems, [TrackSettings()] * 4), tmp_path / "mix.wav", FLOAT)
    mixed = read(tmp_path / "mix.wav")
    true = np.sum([read(stem) for stem in stems], axis=0)
    assert frames == len(mixed) == len(true)
    assert decibels(mixed - true) < -85


def test_stems_of_a_mix_are_decoded_side_by_side(
    stems: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mixing six stems took one core and let the others idle."""
    all_at_once = threading.Barrier(4)
    plain = SoundFileReader.read

    def read_with_all_others(reader: SoundFileReader, frames: int) -> Floats:
        all_at_once.wait(60)
        return plain(reader, frames)

    monkeypatch.setattr(SoundFileReader, "read", read_with_all_others)
    assert render(Mixdown(stems, [TrackSettings()] * 4), tmp_path / "mix.wav", FLOAT) == 88_200


@pytest.mark.parametrize("settings", [{}, {"gain_db": -4.2}, {"pan": 0.3, "gain_db": 2.0}, {"polarity_inverted": True}])
def test_a_mix_is_the_same_to_the_last_bit_as_one_multiplied_pair_by_pair(
    stems: list[Path], tmp_path: Path, settings: dict[str, float]
) -> None:
    tracks = [TrackSettings(), TrackSettings(**settings), TrackSettings(muted=True), TrackSettings(**settings)]  # type: ignore[arg-type]
    render(Mixdown(stems, tracks), tmp_path / "mix.wav", FLOAT)
    expected = np.zeros((88_200, 2), np.float32)
    for stem, gains in zip(stems, gain_matrix(tracks), strict=True):
        expected += read(stem) * gains
    assert np.array_equal(read(tmp_path / "mix.wav"), expected)


def test_a_part_is_cut_to_the_frame(stems: list[Path], tmp_path: Path) -> None:
    whole, part = tmp_path / "whole.wav", tmp_path / "part.wav"
    tracks = [TrackSettings(gain_db=-3)] * 4
    render(Mixdown(stems, tracks), whole, FLOAT)
    render(Mixdown(stems, tracks, start=0.5, end=1.25), part, FLOAT)
    assert np.array_equal(read(part), read(whole)[22_050:55_125])


@pytest.mark.parametrize("tempo", [0.5, 0.8, 1.3, 2.0])
def test_tempo_changes_the_length_to_the_frame_and_leaves_the_pitch(tmp_path: Path, tempo: float) -> None:
    t = np.arange(4 * 44_100) / 44_100
    tone = np.repeat(0.5 * np.sin(2 * np.pi * 440 * t)[:, None], 2, axis=1).astype(np.float32)
    write(tmp_path / "tone.wav", tone, 44_100, "FLOAT")
    frames = render(Mixdown([tmp_path / "tone.wav"], [TrackSettings()], tempo=tempo), tmp_path / "out.wav", FLOAT)
    assert frames == round(len(tone) / tempo)
    assert abs(cents(read(tmp_path / "out.wav"), 440)) < 3


@pytest.mark.parametrize("semitones", [-12, -2, 0.5, 7])
def test_pitch_changes_by_semitones_and_leaves_the_length(tmp_path: Path, semitones: float) -> None:
    t = np.arange(3 * 44_100) / 44_100
    tone = np.repeat(0.5 * np.sin(2 * np.pi * 440 * t)[:, None], 2, axis=1).astype(np.float32)
    write(tmp_path / "tone.wav", tone, 44_100, "FLOAT")
    frames = render(
        Mixdown([tmp_path / "tone.wav"], [TrackSettings()], semitones=semitones), tmp_path / "out.wav", FLOAT
    )
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


def test_a_stretched_tone_is_as_loud_everywhere(tmp_path: Path) -> None:
    t = np.arange(9 * 44_100) / 44_100
    tone = np.repeat(0.5 * np.sin(2 * np.pi * 330 * t)[:, None], 2, axis=1).astype(np.float32)
    write(tmp_path / "tone.wav", tone, 44_100, "FLOAT")
    frames = render(Mixdown([tmp_path / "tone.wav"], [TrackSettings()], tempo=0.9), tmp_path / "out.wav", FLOAT)
    out = read(tmp_path / "out.wav")
    assert frames == len(out) == round(len(tone) / 0.9)
    seconds = out[22_050:-22_050, 0]
    loudness = np.sqrt(np.mean(seconds[: len(seconds) // 2205 * 2205].reshape(-1, 2205) ** 2, axis=1))
    assert abs(20 * np.log10(loudness / loudness.mean())).max() < 0.05


def test_an_empty_range_and_a_bad_stem_leave_no_file(stems: list[Path], tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        render(Mixdown(stems, [TrackSettings()] * 4, start=5.0), tmp_path / "x.wav", FLOAT)
    bad = tmp_path / "bad.wav"
    bad.write_bytes(stems[0].read_bytes()[:200_000])
    with pytest.raises(StemDeskError):
        render(Mixdown([tmp_path / "none.wav"], [TrackSettings()]), tmp_path / "x.wav", FLOAT)
    assert not list(tmp_path.glob("*x.wav*"))


def test_stems_of_different_lengths_and_channels_line_up(tmp_path: Path) -> None:
    short, mono = make_song(tmp_path / "short.wav", 1.0), make_song(tmp_path / "mono.wav", 2.0, channels=1)
    reader = MultitrackReader([short, mono])
    assert reader.frames == 88_200
    tracks = reader.read(88_200)
    assert not tracks[0, 44_100:].any()
    assert np.array_equal(tracks[1, :, 0], tracks[1, :, 1])


def test_a_stem_of_another_rate_lines_up_with_the_others(tmp_path: Path) -> None:
    """What two services made of one song may have two sample rates; both play at the same moment."""
    paths: list[Path] = []
    for rate in (44_100, 44_100, 48_000):
        t = np.arange(2 * rate) / rate
        tone = 0.4 * np.sin(2 * np.pi * 500 * t) * np.exp(-(((t - 1.0) / 0.1) ** 2))
        write(tmp_path / f"{len(paths)}.wav", np.repeat(tone[:, None], 2, axis=1).astype(np.float32), rate, "FLOAT")
        paths.append(tmp_path / f"{len(paths)}.wav")
    reader = MultitrackReader(paths)
    tracks = reader.read(88_200)
    assert reader.rate == 44_100
    assert decibels(tracks[2] - tracks[0]) < -90
    for frame in (30_000, 44_000, 12_345):
        reader.seek(frame)
        assert decibels(reader.read(5000)[2] - tracks[2, frame : frame + 5000]) < -110


def test_what_is_too_loud_is_turned_down_and_nothing_else_is_changed(tmp_path: Path) -> None:
    """Two stems that add up to +3 dB for a moment: no sample above full scale, no distortion, the rest bit for bit."""
    t = np.arange(4 * 44_100) / 44_100
    tone = 0.4 * np.sin(2 * np.pi * 220 * t)
    tone[80_000:90_000] *= 1.8
    write(tmp_path / "a.wav", np.repeat(tone[:, None], 2, axis=1).astype(np.float32), 44_100, "FLOAT")
    render(Mixdown([tmp_path / "a.wav"] * 2, [TrackSettings()] * 2), tmp_path / "mix.wav", ENCODINGS["wav24"])
    mixed, true = read(tmp_path / "mix.wav"), 2 * read(tmp_path / "a.wav")
    assert np.max(np.abs(true)) > 1.4
    assert np.max(np.abs(mixed)) <= 1.0
    assert decibels(mixed[:79_900] - true[:79_900]) < -130
    assert decibels(mixed[130_000:] - true[130_000:]) < -130
    assert np.max(np.abs(np.diff(mixed[80_100:89_900], n=2, axis=0))) < 1.1 * np.max(np.abs(np.diff(true, n=2, axis=0)))


def test_a_range_can_be_silenced_on_one_stem(stems: list[Path], tmp_path: Path) -> None:
    tracks = [TrackSettings()] * 2
    render(Mixdown(stems[:2], tracks, mute_ranges=[[FrameRange(20_000, 40_000)]]), tmp_path / "mix.wav", FLOAT)
    mixed, first, second = read(tmp_path / "mix.wav"), read(stems[0]), read(stems[1])
    assert np.array_equal(mixed[20_500:39_500], second[20_500:39_500])
    assert decibels(mixed[:20_000] - (first + second)[:20_000]) < -130
    assert decibels(mixed[40_000:] - (first + second)[40_000:]) < -130


def test_a_range_muted_while_the_output_ran_at_another_rate_is_silent_in_the_same_place(
    stems: list[Path], tmp_path: Path
) -> None:
    tracks, ranges = [TrackSettings()] * 2, [[FrameRange(24_000, 48_000)]]
    render(Mixdown(stems[:2], tracks, mute_ranges=ranges, counted_at=48_000), tmp_path / "mix.wav", FLOAT)
    mixed, first, second = read(tmp_path / "mix.wav"), read(stems[0]), read(stems[1])
    assert np.array_equal(mixed[22_550:43_600], second[22_550:43_600])
    assert decibels(mixed[:22_050] - (first + second)[:22_050]) < -130
    assert decibels(mixed[44_100:] - (first + second)[44_100:]) < -130


def test_an_original_moved_while_the_output_ran_at_another_rate_still_cancels_its_stem(
    stems: list[Path], tmp_path: Path
) -> None:
    song = read(stems[0])
    write(tmp_path / "late.wav", np.concatenate([np.zeros((441, 2), np.float32), song]), 44_100, "FLOAT")
    original = TrackFile(tmp_path / "late.wav", offset_frames=480)
    tracks = [TrackSettings(polarity_inverted=True), TrackSettings()]
    render(Mixdown([stems[0], original], tracks, counted_at=48_000), tmp_path / "residual.wav", FLOAT)
    assert decibels(read(tmp_path / "residual.wav")) < -130


@pytest.mark.parametrize("lufs", [-23.0, -14.0])
def test_an_export_is_as_loud_as_was_asked(stems: list[Path], tmp_path: Path, lufs: float) -> None:
    pyloudnorm = pytest.importorskip("pyloudnorm")
    render(Mixdown(stems, [TrackSettings()] * 4, normalise=lufs), tmp_path / "mix.wav", FLOAT)
    assert abs(pyloudnorm.Meter(44_100).integrated_loudness(read(tmp_path / "mix.wav")) - lufs) < 0.1


def test_another_sample_rate_has_the_same_length_in_seconds(stems: list[Path], tmp_path: Path) -> None:
    frames = render(Mixdown(stems, [TrackSettings()] * 4, rate=96_000), tmp_path / "mix.wav", FLOAT)
    info = soundfile.info(tmp_path / "mix.wav")
    assert (info.samplerate, info.frames, frames) == (96_000, 192_000, 192_000)


def test_a_rate_that_the_format_does_not_hold_is_the_next_that_it_does(stems: list[Path], tmp_path: Path) -> None:
    render(Mixdown(stems, [TrackSettings()] * 4, rate=96_000), tmp_path / "mix.mp3", ENCODINGS["mp3"])
    assert soundfile.info(tmp_path / "mix.mp3").samplerate == 48_000


def test_mono_is_the_middle_of_both_channels(stems: list[Path], tmp_path: Path) -> None:
    render(Mixdown(stems, [TrackSettings()] * 4), tmp_path / "stereo.wav", FLOAT)
    render(Mixdown(stems, [TrackSettings()] * 4, mono=True), tmp_path / "mono.wav", FLOAT)
    stereo, mono = read(tmp_path / "stereo.wav"), read(tmp_path / "mono.wav")
    assert mono.shape == (len(stereo), 1)
    assert decibels(mono[:, 0] - stereo.mean(axis=1)) < -120


def test_a_mono_file_has_the_loudness_that_was_asked_for(tmp_path: Path) -> None:
    tone = 0.05 * np.sin(2 * np.pi * 997 * np.arange(3 * 48_000) / 48_000)
    write(tmp_path / "tone.wav", np.repeat(tone[:, None], 2, axis=1).astype(np.float32), 48_000, "FLOAT")
    render(Mixdown([tmp_path / "tone.wav"], [TrackSettings()], mono=True, normalise=-23.0), tmp_path / "m.wav", FLOAT)
    level = decibels(read(tmp_path / "m.wav")[:, 0])
    assert abs(level - (-23.0)) < 0.2


@pytest.mark.parametrize(("format_id", "subtype"), [("aiff24", "PCM_24"), ("aiff16", "PCM_16")])
def test_aiff_is_what_its_name_says(stems: list[Path], tmp_path: Path, format_id: str, subtype: str) -> None:
    render(Mixdown(stems, [TrackSettings()] * 4), tmp_path / "mix.aiff", ENCODINGS[format_id])
    info = soundfile.info(tmp_path / "mix.aiff")
    assert (info.format, info.subtype, info.channels) == ("AIFF", subtype, 2)
    assert decibels(read(tmp_path / "mix.aiff") - np.sum([read(stem) for stem in stems], axis=0)) < -80
