"""Splitting by the trained network: no seams, nothing lost, whatever the song's rate, channels and length are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import soxr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemdesk.inference.known import known_models
from stemdesk.inference.spleeter import STRIDE
from stemdesk.providers.local import vocals_share
from stemdesk.providers.local.by_network import split_band, split_pair
from stemdesk.providers.local.spectra import Stft
from stemdesk.providers.local.vocals_share import VocalsShare
from tests.demo import demo_song, demo_stems
from tests.networks import SPLEETER, Tiny, needs_spleeter
from tests.sounds import decibels, music, sdr

if TYPE_CHECKING:
    from collections.abc import Callable

    from stemdesk.providers.local.vocals_share import Run
    from tests.sounds import Floats

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
    return np.concatenate([*told, share.end()])


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
    assert seam(demo_song(), spleeter) < -80


@needs_spleeter
def test_on_the_demo_the_network_beats_the_preview_by_far(spleeter: Run) -> None:
    true, song = demo_stems(), demo_song()
    vocals, instrumental = split(song, 44_100, spleeter)
    assert sdr(true["vocals"], vocals) > 13
    assert sdr(song - true["vocals"], instrumental) > 14.5


@needs_spleeter
@pytest.mark.parametrize("rate", [22_050, 48_000, 96_000, 192_000])
def test_other_rates_are_split_as_well(spleeter: Run, rate: int) -> None:
    song, vocals = (soxr.resample(each, 44_100, rate) for each in (demo_song(), demo_stems()["vocals"]))
    assert sdr(vocals, split(song, rate, spleeter)[0]) > 13


@needs_spleeter
def test_what_lies_above_what_the_network_hears_goes_along_with_its_frame(spleeter: Run) -> None:
    """A tone at 30 kHz all along a song in which somebody sings and stops singing: the stems share it, and it is whole."""
    song = soxr.resample(demo_song(), 44_100, 96_000)
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
