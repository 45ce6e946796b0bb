"""Splitting by HT-Demucs: no seams, nothing lost, whatever the song's rate, channels and length are."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.inference.demucs import PIECE, Demucs
from stemdesk.inference.published import published_models
from stemdesk.providers.local.protocol import STEMS
from stemdesk.providers.local.separators import by_demucs
from stemdesk.providers.local.separators.by_demucs import OVERLAP, STRIDE, Pieces, split_waves
from tests.demucs import PARTS, bands, graph, lay_out
from tests.providers.test_network import reader
from tests.sounds import decibels, music

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from stemdesk.inference.published import PublishedFile
    from tests.sounds import Floats

pytestmark = pytest.mark.slow

NETWORKS_ORDER = ("drums", "bass", "other", "vocals")


class Parts:
    """A separator without onnxruntime: every stem is a part of the mix; what it was asked is counted."""

    def __init__(self, stems: Sequence[str] = NETWORKS_ORDER, turn: int = 1) -> None:
        self.stems = tuple(stems)
        self.turn = turn
        self.asked: list[int] = []

    def split(self, pieces: Sequence[Floats]) -> Floats:
        self.asked.append(len(pieces))
        assert all(piece.shape == (2, PIECE) for piece in pieces)
        parts = np.array(PARTS[: len(self.stems)], np.float32)
        return np.stack([parts[:, None, None] * piece for piece in pieces])


@pytest.fixture
def opened(home: object) -> Iterator[Callable[..., Demucs]]:
    made: list[Demucs] = []

    def load(model: str, *files: bytes) -> Demucs:
        lay_out(model, *files)
        made.append(Demucs(published_models()[model]))
        return made[-1]

    yield load
    for each in made:
        each.close()


def split(data: Floats, rate: int, separator: by_demucs.Separator, model: str = "htdemucs") -> Floats:
    return np.concatenate(list(split_waves(reader(data), rate, data.shape[1], separator, STEMS[model])), axis=1)


def pieces(data: Floats, separator: by_demucs.Separator, turn: int = 1) -> Floats:
    made = Pieces(separator, range(len(separator.stems)), turn)
    told = [each for at in range(0, len(data), 50_000) for each in made.add(data[at : at + 50_000])]
    return np.concatenate([*told, *made.end()])


@pytest.mark.parametrize("model", ["htdemucs", "htdemucs-6s"])
@pytest.mark.parametrize("rate", [8000, 11_025, 44_100, 48_000, 96_000, 192_000])
@pytest.mark.parametrize("channels", [1, 2, 3, 6, 8])
def test_the_stems_add_up_to_the_song_and_keep_its_shape(model: str, rate: int, channels: int) -> None:
    data = music(1.5, rate, channels)
    separator = Parts(published_models()[model].stems)
    stems = split(data, rate, separator, model)
    assert stems.shape == (len(STEMS[model]), *data.shape)
    assert decibels(stems.sum(axis=0) - data) < -110
    assert decibels(stems[0]) > -60


@given(
    st.sampled_from([1, 1000, OVERLAP, STRIDE, PIECE - 1, PIECE, PIECE + 1, PIECE + STRIDE, 3 * STRIDE, 1_000_001]),
    st.integers(-3, 3), st.sampled_from([44_100, 32_000]), st.integers(1000, 400_000), st.sampled_from([1, 2, 4]),
)  # fmt: skip
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_length_in_any_blocks_comes_out_as_long(frames: int, more: int, rate: int, most: int, turn: int) -> None:
    data = np.resize(music(5.0), (max(1, frames + more), 2)).astype(np.float32)
    separator = Parts(turn=turn)
    stems = np.concatenate(list(split_waves(reader(data, most), rate, 2, separator, STEMS["htdemucs"])), axis=1)
    assert stems.shape[1] == len(data)
    assert decibels(stems.sum(axis=0) - data) < -100
    if rate == 44_100 or len(data) > 4000:  # the first and last few samples are not what resampling is good at
        # no seam, no gap, and what is missing shared out
        assert decibels(stems[0] - data * PARTS[3] / sum(PARTS[:4])) < -60


def test_a_sine_through_pieces_is_the_sine_by_one(opened: Callable[..., Demucs]) -> None:
    """By a network whose ends do not see what lies behind them, as the real one's do not."""
    from scipy.signal import fftconvolve, firwin

    time = np.arange(PIECE * 3) / 44_100
    sine = np.stack([np.sin(2 * np.pi * 440 * time), 0.5 * np.cos(2 * np.pi * 5000 * time)], axis=1).astype(np.float32)
    found = pieces(sine, opened("htdemucs", bands()))
    low = firwin(255, 2000, fs=44_100).astype(np.float32)
    for side in range(2):
        true = 0.95 * fftconvolve(sine[:, side], low, mode="same")
        inside = slice(300, -300)  # there the song itself begins and ends
        assert decibels(found[inside, 2 + side] - true[inside]) < -90


def test_a_sample_by_sample_network_leaves_no_trace_of_pieces() -> None:
    noise = np.random.default_rng(3).standard_normal((PIECE * 2 + 12_345, 2)).astype(np.float32)
    found = pieces(noise, Parts(), turn=3)
    assert found.shape == (len(noise), 8)
    for number in range(8):
        assert decibels(found[:, number] - noise[:, number % 2] * PARTS[number // 2]) < -120


def test_the_stems_come_in_the_program_s_order_out_of_the_network_s(opened: Callable[..., Demucs]) -> None:
    data = music(3.0)
    whole = opened("htdemucs", graph(parts=(1, 0, 0, 0)))
    assert whole.stems == NETWORKS_ORDER
    levels = [decibels(stem) for stem in split(data, 44_100, whole)]
    assert STEMS["htdemucs"][int(np.argmax(levels))] == "drums"
    six = opened("htdemucs-6s", graph(6, parts=(0, 0, 0, 0, 1, 0)))
    levels = [decibels(stem) for stem in split(data, 44_100, six, "htdemucs-6s")]
    assert STEMS["htdemucs-6s"][int(np.argmax(levels))] == "guitar"


def test_each_specialist_gives_its_own_stem_alone(opened: Callable[..., Demucs]) -> None:
    """Each of these four gives a different part of the mix to every stem."""
    files = [graph(parts=np.roll((0.4, 0.3, 0.2, 0.1), number).tolist()) for number in range(4)]
    specialists = opened("htdemucs-ft", *files)
    assert specialists.stems == ("vocals", "drums", "bass", "other")
    mix = np.ascontiguousarray(np.resize(music(5.0), (PIECE, 2)).T)
    for _ in range(2):  # forwards, and back
        found = specialists.split([mix, mix[::-1]])
        for stem in range(4):
            row = NETWORKS_ORDER.index(specialists.stems[stem])
            part = float(np.roll((0.4, 0.3, 0.2, 0.1), stem)[row])
            assert decibels(found[0, stem] - part * mix) < -60  # weights of 16 bits
            assert decibels(found[1, stem] - part * mix[::-1]) < -60


def test_only_one_specialist_is_held_and_each_is_loaded_once_a_turn(
    opened: Callable[..., Demucs], monkeypatch: pytest.MonkeyPatch
) -> None:
    from stemdesk.inference.published import Opened

    read: list[str] = []
    before = Opened.read

    def noted(self: Opened, file: PublishedFile) -> bytes:
        read.append(file.stem)
        return before(self, file)

    monkeypatch.setattr(Opened, "read", noted)
    specialists = opened("htdemucs-ft", *[graph(parts=[number / 10] * 4) for number in range(1, 5)])
    mix = np.ones((2, PIECE), np.float32)
    for _ in range(3):
        specialists.split([mix])
    forth, back = ["vocals", "drums", "bass", "other"], ["bass", "drums", "vocals"]
    assert read == [*forth, *back, *forth[1:]]


def test_the_first_piece_is_told_before_the_others_are_waited_for() -> None:
    separator = Parts(turn=4)
    came = 0
    first: list[int] = []

    def read(frames: int) -> Floats:
        nonlocal came
        block = np.ones((min(frames, 20 * STRIDE - came), 2), np.float32)
        came += len(block)
        return block

    told = 0
    for stems in split_waves(read, 44_100, 2, separator, STEMS["htdemucs"]):
        first.append(came)
        told += stems.shape[1]
    assert told == came
    assert first[0] < PIECE + (1 << 16)
    assert separator.asked[:2] == [1, 4]
    assert max(separator.asked) == 4


def test_silence_gives_silence_even_by_a_network_that_hums(opened: Callable[..., Demucs]) -> None:
    humming = opened("htdemucs", graph(bias=0.01))
    data = np.zeros((PIECE * 2, 2), np.float32)
    assert not split(data, 44_100, humming).any()
    assert not split(data[:100_000], 48_000, humming).any()
    assert list(split_waves(reader(data[:0]), 44_100, 2, humming, STEMS["htdemucs"])) == []


def test_what_lies_above_what_the_network_hears_follows_the_balance_below() -> None:
    """At 96 kHz, 30 kHz on the left where only the first stem is heard, by a separator that tells left from right."""

    class LeftAndRight(Parts):
        def split(self, pieces: Sequence[Floats]) -> Floats:
            made = np.zeros((len(pieces), 4, 2, PIECE), np.float32)
            for number, piece in enumerate(pieces):
                made[number, 0, 0], made[number, 3, 1] = piece[0], piece[1]
            return made

    time = np.arange(3 * 96_000) / 96_000
    noise = np.random.default_rng(1).standard_normal((len(time), 2)).astype(np.float32) * 0.1
    high = (0.1 * np.sin(2 * np.pi * 30_000 * time)).astype(np.float32)
    noise[:, 0] += high
    stems = dict(zip(STEMS["htdemucs"], split(noise, 96_000, LeftAndRight()), strict=True))
    inside = slice(9600, -9600)

    def at_30_khz(wave: Floats) -> float:
        return float(abs(np.dot(wave[inside], np.exp(-2j * np.pi * 30_000 * time[inside]))) * 2 / len(wave[inside]))

    assert at_30_khz(stems["drums"][:, 0]) > 0.095
    assert at_30_khz(stems["vocals"][:, 0]) < 0.005


def test_every_channel_of_surround_sound_follows_its_side() -> None:
    class LeftIsDrums(Parts):
        def split(self, pieces: Sequence[Floats]) -> Floats:
            made = np.zeros((len(pieces), 4, 2, PIECE), np.float32)
            for number, piece in enumerate(pieces):
                made[number, 0, 0], made[number, 3, 1] = piece[0], piece[1]
            return made

    data = music(3.0, 48_000, 8)
    stems = dict(zip(STEMS["htdemucs"], split(data, 48_000, LeftIsDrums()), strict=True))
    for left, right in ((0, 1), (4, 5), (6, 7)):
        assert decibels(stems["drums"][:, left] - data[:, left]) < decibels(data[:, left]) - 40
        assert decibels(stems["vocals"][:, right] - data[:, right]) < decibels(data[:, right]) - 40


def test_at_the_network_s_own_rate_its_stems_are_taken_as_they_are(opened: Callable[..., Demucs]) -> None:
    """But for what is missing to the song, nothing is added to them."""
    data = np.resize(music(5.0), (PIECE + 10_000, 2)).astype(np.float32)
    found = split(data, 44_100, opened("htdemucs", graph(parts=(0.25, 0.25, 0.25, 0.25))))
    for stem in found:
        assert decibels(stem - 0.25 * data) < -100


def test_numbers_that_are_none_are_silence() -> None:
    data = music(1.0)
    data[5000:5100] = np.nan
    data[7000] = np.inf
    stems = split(data, 44_100, Parts())
    assert np.all(np.isfinite(stems))
    assert decibels(stems.sum(axis=0) - np.nan_to_num(data, posinf=0.0)) < -100


@pytest.mark.parametrize("turn", [1, 4])
def test_a_long_song_is_held_in_pieces_not_as_a_whole(turn: int) -> None:
    came = told = most = 0
    block = music(2.0)

    def read(frames: int) -> Floats:
        nonlocal came, most
        wanted = min(frames, len(block), 120 * 44_100 - came)
        came += wanted
        most = max(most, came - told)
        return block[:wanted]

    for stems in split_waves(read, 44_100, 2, Parts(turn=turn), STEMS["htdemucs"]):
        told += stems.shape[1]
    assert told == came == 120 * 44_100
    assert most < PIECE + turn * STRIDE + (1 << 17)


@pytest.mark.parametrize(
    "other",
    [
        graph(frames=1000), graph(6), graph(names=("audio", "stems")), graph(names=("mix", "sources")),
        graph(3, shape=["a", "b", "c", "d"]),
        b"no network",
    ],
    ids=["length", "stems", "input", "output", "only seen when it runs", "no network"],
)  # fmt: skip
def test_a_file_of_another_shape_is_refused_in_a_sentence(home: object, other: bytes) -> None:
    lay_out("htdemucs", other)
    with (
        pytest.raises(StemDeskError, match="another shape than this version of StemDesk knows") as caught,
        closing(Demucs(published_models()["htdemucs"])) as network,
    ):
        split(music(1.0), 44_100, network)
    assert caught.value.kind is ErrorKind.UNSUPPORTED


@pytest.mark.parametrize("place", ["../../secret", "weights.bin"])
def test_weights_in_another_file_are_never_looked_for(home: object, place: str) -> None:
    from stemdesk.inference.onnx_reader import names_other_files
    from stemdesk.inference.onnx_writer import _bytes, _number

    told = _bytes(13, _bytes(1, "location") + _bytes(2, place))
    tensor = _number(1, 8) + _number(2, 1) + _bytes(8, "w") + told + _number(14, 1)
    constant = _bytes(4, "Constant") + _bytes(5, _bytes(1, "value") + _bytes(5, tensor))
    for inside in (_bytes(5, tensor), _bytes(1, constant), _bytes(15, _bytes(1, tensor))):
        file = graph() + _bytes(7, inside)
        assert names_other_files(file)
        lay_out("htdemucs", file)
        with pytest.raises(StemDeskError, match="another shape"):
            Demucs(published_models()["htdemucs"])
    assert not names_other_files(graph())


def test_a_damaged_file_is_not_run(home: object) -> None:
    (path,) = lay_out("htdemucs", graph())
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(StemDeskError, match=r"damaged\. Get it again: stemdesk models get htdemucs"):
        Demucs(published_models()["htdemucs"])


def test_a_missing_specialist_is_said_at_the_beginning(home: object) -> None:
    paths = lay_out("htdemucs-ft", *[graph(parts=[number / 10] * 4) for number in range(1, 5)])
    paths[3].unlink()
    with pytest.raises(StemDeskError, match="HT-Demucs, fine-tuned is not on this computer"):
        Demucs(published_models()["htdemucs-ft"])
