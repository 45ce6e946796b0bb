"""Splitting by the trained network: no seams, nothing lost, whatever the song's rate, channels and length are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import soxr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text
from stemdesk.inference.known import known_models
from stemdesk.inference.spleeter import STRIDE
from stemdesk.providers.local.separators import by_network, vocals_share
from stemdesk.providers.local.separators.by_network import split_band, split_pair
from stemdesk.providers.local.separators.level import gain_for
from stemdesk.providers.local.separators.separation import Backing
from stemdesk.providers.local.separators.spectra import Stft
from stemdesk.providers.local.separators.vocals_share import VocalsShare
from tests.demo import demo_song, demo_stems
from tests.networks import SPLEETER, Tiny, needs_spleeter
from tests.sounds import decibels, music, sdr, write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from stemdesk.providers.local.separators.vocals_share import Run
    from tests.sounds import Floats

pytestmark = pytest.mark.slow

#: Frames of the demo song in which everything is that is in all of it.
ENOUGH = 20 * 44_100
WAYS = {"pair": split_pair, "band": split_band}


def reader(data: Floats, most: int = 1 << 30) -> Callable[[int], Floats]:
    place = 0

    def read(frames: int) -> Floats:
        nonlocal place
        block = data[place : place + min(frames, most)]
        place += len(block)
        return block

    return read


def split(data: Floats, rate: int, run: Run, way: str = "pair", prefer: str = "balanced") -> Floats:
    return np.concatenate(list(WAYS[way](reader(data), rate, data.shape[1], run, prefer)), axis=1)


@pytest.fixture
def run(tiny: Tiny) -> Run:
    return tiny.network()


@pytest.fixture(scope="module")
def spleeter() -> Run:
    from stemdesk.inference.network import Network

    return Network(known_models()[SPLEETER]).run


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("rate", [8000, 11_025, 44_100, 48_000, 96_000, 192_000])
@pytest.mark.parametrize("channels", [1, 2, 3, 6, 8])
def test_the_stems_add_up_to_the_song_and_keep_its_shape(run: Run, way: str, rate: int, channels: int) -> None:
    data = music(1.5, rate, channels)
    stems = split(data, rate, run, way)
    assert stems.shape == (2 if way == "pair" else 4, *data.shape)
    assert decibels(stems.sum(axis=0) - data) < -110
    assert decibels(stems[0]) > -60


@given(st.integers(1, 90_000), st.sampled_from(list(WAYS)), st.sampled_from([44_100, 32_000]), st.integers(1, 70_000))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_length_in_any_blocks_comes_out_as_long(run: Run, frames: int, way: str, rate: int, most: int) -> None:
    data = music(2.1, 44_100)[:frames]
    stems = np.concatenate(list(WAYS[way](reader(data, most), rate, 2, run)), axis=1)
    assert stems.shape[1] == len(data)
    assert decibels(stems.sum(axis=0) - data) < -110


def test_nothing_gives_nothing(run: Run) -> None:
    assert list(split_pair(reader(np.zeros((0, 2), np.float32)), 44_100, 2, run)) == []
    silent = split(np.zeros((100_000, 2), np.float32), 44_100, run, "band")
    assert not silent.any()


def test_numbers_that_are_none_are_silence(run: Run) -> None:
    data = music(1.0)
    data[5000:5100] = np.nan
    data[7000] = np.inf
    stems = split(data, 44_100, run, "band")
    assert np.all(np.isfinite(stems))
    assert decibels(stems.sum(axis=0) - np.nan_to_num(data, posinf=0.0)) < -100


def shares(sound: Floats, run: Run, piece: int) -> Floats:
    share = VocalsShare(run, piece)
    told = [share.add(sound[at : at + 30_000]) for at in range(0, len(sound), 30_000)]
    return np.concatenate([*told, *share.end()])


def seam(song: Floats, run: Run) -> float:
    """How far the vocals of many pieces are from those of one, in dB of the song."""
    stft = Stft(44_100)
    spectrum = stft.forward(song[:, 0].copy())[:, :1024]
    many, one = (shares(song, run, piece)[:, 0] for piece in (vocals_share.SHORT, 64 * STRIDE))
    assert len(many) == len(one) == len(spectrum)
    difference = np.abs(spectrum * (many - one)).astype(np.float64)
    return float(10 * np.log10(np.sum(difference**2) / np.sum(np.abs(spectrum).astype(np.float64) ** 2) + 1e-30))


def sine(seconds: float = 20.0) -> Floats:
    t = np.arange(round(seconds * 44_100)) / 44_100
    wave = 0.5 * np.sin(2 * np.pi * 440 * t)
    return np.stack([wave, wave], axis=1).astype(np.float32)


def test_a_sine_in_pieces_is_the_sine_in_one(run: Run) -> None:
    assert seam(sine(), run) < -80


@needs_spleeter
def test_a_sine_in_pieces_is_the_sine_in_one_by_the_real_network(spleeter: Run) -> None:
    assert seam(sine(), spleeter) < -80


@needs_spleeter
def test_a_song_in_pieces_is_the_song_in_one_by_the_real_network(spleeter: Run) -> None:
    assert seam(demo_song()[:ENOUGH], spleeter) < -80  # four pieces


@needs_spleeter
def test_on_the_demo_the_network_beats_the_preview_by_far(spleeter: Run) -> None:
    true, song = demo_stems(), demo_song()
    vocals, instrumental = split(song, 44_100, spleeter)
    assert sdr(true["vocals"], vocals) > 13
    assert sdr(song - true["vocals"], instrumental) > 14.5


@needs_spleeter
@pytest.mark.parametrize("rate", [22_050, 48_000, 96_000, 192_000])
def test_other_rates_are_split_as_well(spleeter: Run, rate: int) -> None:
    song, vocals = (soxr.resample(each[:ENOUGH], 44_100, rate) for each in (demo_song(), demo_stems()["vocals"]))
    assert sdr(vocals, split(song, rate, spleeter)[0]) > 13


@needs_spleeter
def test_what_lies_above_what_the_network_hears_goes_along_with_its_frame(spleeter: Run) -> None:
    """A tone at 30 kHz all along a song in which somebody sings and stops singing: the stems share it, and it is whole."""
    song = soxr.resample(demo_song()[:ENOUGH], 44_100, 96_000)
    t = np.arange(len(song)) / 96_000
    tone = (0.01 * np.sin(2 * np.pi * 30_000 * t))[:, None].astype(np.float32)
    shared = split(song + tone, 96_000, spleeter) - split(song, 96_000, spleeter)
    assert decibels(shared.sum(axis=0) - tone) < -110
    assert all(-40 < decibels(each) - decibels(tone) < 0 for each in shared)


@needs_spleeter
def test_a_singer_in_the_centre_of_surround_sound_is_found_there(spleeter: Run) -> None:
    voice, backing = demo_stems()["vocals"], demo_song() - demo_stems()["vocals"]
    song = np.zeros((len(voice), 6), np.float32)
    song[:, :2] = backing
    song[:, 2] = voice.mean(axis=1)
    song[:, 4:] = 0.5 * backing
    vocals = split(song, 44_100, spleeter)[0]
    assert sdr(song[:, 2], vocals[:, 2]) > 10
    assert decibels(vocals[:, :2]) - decibels(song[:, :2]) < -15


@needs_spleeter
def test_a_quiet_recording_is_split_as_well_as_a_loud_one(spleeter: Run, tmp_path: Path) -> None:
    """40 dB below a record, as a phone on the shelf hears a band; the network itself would lose the singer."""
    song, vocals = demo_song()[: 16 * 44_100], demo_stems()["vocals"][: 16 * 44_100]
    found = []
    for name, level in (("loud.wav", np.float32(1.0)), ("quiet.wav", np.float32(0.01))):
        write(tmp_path / name, song * level, 44_100, "FLOAT")
        gain = gain_for(tmp_path / name)
        pairs = split_pair(reader(song * level), 44_100, 2, spleeter, gain=gain)
        found.append(sdr(vocals * level, np.concatenate(list(pairs), axis=1)[0]))
    assert found[1] == pytest.approx(found[0], abs=0.1)
    assert found[0] > 12


@pytest.mark.parametrize(("level", "gain"), [(0.16, 1.0), (0.016, 10.0), (0.6, 0.25), (1e-6, 100.0), (0.0, 1.0)])
def test_a_song_is_brought_to_the_level_of_a_record_within_bounds(tmp_path: Path, level: float, gain: float) -> None:
    noise = np.random.default_rng(1).choice([-1.0, 1.0], (60 * 8000, 2)).astype(np.float32)
    write(tmp_path / "song.wav", np.float32(level) * noise, 8000, "FLOAT")
    assert gain_for(tmp_path / "song.wav") == pytest.approx(gain, rel=0.07)


def test_what_is_no_song_gets_no_gain(tmp_path: Path) -> None:
    (tmp_path / "song.wav").write_bytes(b"no song")
    assert gain_for(tmp_path / "song.wav") == 1.0


@needs_spleeter
def test_a_song_without_a_voice_has_next_to_no_vocals(spleeter: Run) -> None:
    backing = demo_song() - demo_stems()["vocals"]
    assert decibels(split(backing, 44_100, spleeter)[0]) - decibels(backing) < -25


@needs_spleeter
def test_in_doubt_it_takes_more_along_or_leaves_more_behind(spleeter: Run) -> None:
    song = demo_song()[: 12 * 44_100]
    loud = [decibels(split(song, 44_100, spleeter, prefer=each)[0]) for each in ("vocals", "balanced", "backing")]
    assert loud == sorted(loud)
    assert loud[2] - loud[0] > 0.3


@needs_spleeter
def test_the_band_is_told_apart_in_what_the_singer_left(spleeter: Run) -> None:
    true, song = demo_stems(), demo_song()
    stems = dict(zip(("vocals", "drums", "bass", "other"), split(song, 44_100, spleeter, "band"), strict=True))
    gain = {name: sdr(true[name], stem) - sdr(true[name], song) for name, stem in stems.items()}
    assert min(gain.values()) > 9


def test_a_long_song_is_held_in_pieces_not_as_a_whole(run: Run) -> None:
    """What is read and not yet told is never more than two pieces."""
    limit = (vocals_share.LONG + 1000) * vocals_share.HOP
    told = came = most = 0

    def read(frames: int) -> Floats:
        nonlocal came, most
        block = np.zeros((min(frames, 120 * 44_100 - came), 2), np.float32)
        came += len(block)
        most = max(most, came - told)
        return block

    for stems in split_pair(read, 44_100, 2, run):
        told += stems.shape[1]
    assert told == came == 120 * 44_100
    assert most < limit


class Counted:
    """A network that notes how many frames it hears at once, and has no memory for more than `most`."""

    def __init__(self, run: Run, most: int | None = None, error: Exception | None = None) -> None:
        self._run, self._most, self._error = run, most, error or MemoryError()
        self.frames: list[int] = []

    def __call__(self, inputs: Mapping[str, NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        self.frames.append(inputs["magnitudes"].shape[2])
        if self._most is not None and self.frames[-1] > self._most:
            raise self._error
        return self._run(inputs)


SHORT_PIECE = vocals_share.SHORT + 512


@pytest.mark.parametrize(
    "error", [MemoryError(), StemDeskError(ErrorKind.SERVER, text("The network stopped (bad allocation)"))]
)
def test_where_memory_gives_out_pieces_get_short_and_the_stems_are_the_same(run: Run, error: Exception) -> None:
    data = music(25.0)
    spared = Counted(run, SHORT_PIECE, error)
    np.testing.assert_allclose(split(data, 44_100, spared), split(data, 44_100, run), atol=1e-5)
    assert sum(frames > SHORT_PIECE for frames in spared.frames) == 1  # and never again


def test_where_not_even_a_short_piece_fits_it_fails(run: Run) -> None:
    with pytest.raises(MemoryError):
        split(music(3.0), 44_100, Counted(run, 64))


@pytest.mark.parametrize(("free", "most"), [(8 << 30, None), (None, None), (200 << 20, SHORT_PIECE)])
def test_pieces_are_short_where_there_is_little_memory(
    run: Run, monkeypatch: pytest.MonkeyPatch, free: int | None, most: int | None
) -> None:
    monkeypatch.setattr(by_network, "free_bytes", lambda: free)
    counted = Counted(run)
    split(music(25.0), 44_100, counted)
    assert max(counted.frames) == (most or vocals_share.LONG + 512)


@pytest.mark.parametrize(("rate", "channels", "seconds"), [(44_100, 2, 12.0), (96_000, 6, 2.1), (192_000, 8, 1.2)])
def test_a_band_of_many_channels_at_a_high_rate_is_held_in_short_pieces(
    run: Run, monkeypatch: pytest.MonkeyPatch, rate: int, channels: int, seconds: float
) -> None:
    longest = 0.0

    class Measured(Backing):
        def split(self, block: Floats, rate: int) -> Floats:
            nonlocal longest
            longest = max(longest, len(block) / rate)
            return super().split(block, rate)

    monkeypatch.setattr(by_network, "Backing", Measured)
    data = music(17.0 if channels == 2 else 3.0, rate, channels)
    stems = split(data, rate, run, "band")
    assert decibels(stems.sum(axis=0) - data) < -110
    assert longest == pytest.approx(seconds, abs=0.1)
