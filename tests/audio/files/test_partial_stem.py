"""Stems while they are being made: what is there is read, what is not there yet is never played."""

from __future__ import annotations

import queue
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemdesk.audio.analysis.waveform_peaks import GrowingPeaks, load_peaks
from stemdesk.audio.files.multitrack_reader import FrameRange, MultitrackReader, TrackFile
from stemdesk.audio.files.partial_stem import PartialReader, PartialWriter
from stemdesk.audio.playback.messages import Loaded, LoadFailed, Transport
from stemdesk.audio.playback.play_stream import PlaybackSettings
from stemdesk.audio.playback.player import Player
from stemdesk.audio.playback.ring_buffer import TrackRingBuffer
from stemdesk.core.errors import StemDeskError
from stemdesk.core.jobs import PartialStems
from stemdesk.core.stems import StemFile
from tests.audio.playback.test_play_stream import Counting, journey
from tests.sounds import make_song, music, write

if TYPE_CHECKING:
    from pathlib import Path

    from stemdesk.audio.playback.messages import PlayerEvent

RATE = 44_100


@given(st.lists(st.tuples(st.integers(1, 900), st.integers(1, 600), st.integers(0, 700)), max_size=30))
def test_nothing_is_played_before_it_has_been_made(steps: list[tuple[int, int, int]]) -> None:
    reader = Counting()
    reader.ready = 0
    buffer = TrackRingBuffer(2, 1000)
    buffer.restart(journey(reader))
    came: list[float] = []
    for fill, take, grown in steps:
        buffer.fill(min(fill, buffer.room()))
        out = np.empty((2, take, 2), np.float32)
        got = buffer.take(out)
        came += out[0, :got, 0].tolist()
        assert len(came) <= reader.ready
        reader.ready += grown
    assert came == list(range(len(came)))


def test_a_loop_within_what_has_been_made_never_waits() -> None:
    reader = Counting()
    reader.ready = 800
    buffer = TrackRingBuffer(2, 1000)
    buffer.restart(journey(reader, 100, PlaybackSettings(loop=FrameRange(100, 700))))
    assert buffer.fill(1000) == 1000


def test_the_last_second_waits_for_nothing_more() -> None:
    reader = Counting(500)
    reader.ready = 500
    buffer = TrackRingBuffer(2, 1000)
    buffer.restart(journey(reader))
    assert buffer.fill(1000) == 500
    assert buffer.end == 500


def test_what_is_written_is_read_back_however_it_is_cut(tmp_path: Path) -> None:
    song = music(1.0)
    with closing(PartialWriter(tmp_path / "a.pcm")) as writer:
        reader = PartialReader(tmp_path / "a.pcm", RATE, len(song))
        for start in range(0, len(song), 5000):
            writer.write(song[start : start + 5000])
            assert reader.ready == min(len(song), start + 5000)
        reader.seek(1234)
        assert np.max(np.abs(reader.read(10_000) - song[1234:11_234])) < 1 / 32767
        reader.seek(len(song) - 10)
        assert len(reader.read(100)) == 10
        reader.close()


def test_sound_beyond_full_scale_and_other_channels_are_heard_as_the_player_mixes_them(tmp_path: Path) -> None:
    loud = np.array([[1.5], [-1.5], [0.25]], np.float32)
    with closing(PartialWriter(tmp_path / "a.pcm")) as writer:
        writer.write(loud)
    with closing(PartialReader(tmp_path / "a.pcm", RATE, 3)) as reader:
        assert reader.read(3) == pytest.approx(np.array([[1, 1], [-1, -1], [0.25, 0.25]]), abs=1e-4)


def test_a_partial_stem_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(StemDeskError, match=r"a\.pcm"):
        MultitrackReader([TrackFile(tmp_path / "a.pcm", partial=(RATE, 10))])


@pytest.mark.parametrize("rate", [44_100, 48_000, 22_050])
def test_as_much_is_ready_as_the_slowest_lane_has_at_any_rate(tmp_path: Path, rate: int) -> None:
    song = music(4.0)
    files = []
    for name, frames in (("a", 3 * RATE), ("b", 2 * RATE)):
        with closing(PartialWriter(tmp_path / f"{name}.pcm")) as writer:
            writer.write(song[:frames])
        files.append(TrackFile(tmp_path / f"{name}.pcm", partial=(RATE, len(song))))
    reader = MultitrackReader(files, rate=rate)
    ready = reader.ready
    assert ready is not None
    assert 1.5 * rate < ready <= 2 * rate
    heard = reader.read(ready)[1]
    assert np.max(np.abs(heard[-rate // 20 :])) > 0.01  # sound to the very end of it
    reader.close()


def test_a_waveform_grows_to_what_it_is_when_the_file_is_whole(tmp_path: Path) -> None:
    song = music(5.3)
    write(tmp_path / "a.wav", song, RATE, "PCM_16")
    partial = PartialStems((StemFile("a", tmp_path / "a.pcm"),), RATE, len(song), 0)
    growing = GrowingPeaks(tmp_path / "a.pcm", partial)
    with closing(PartialWriter(tmp_path / "a.pcm")) as writer:
        for start in range(0, len(song), 70_001):
            writer.write(song[start : start + 70_001])
            known = growing.read_on()
            assert growing.seconds <= (start + 70_001) / RATE + 0.01
    whole = load_peaks(tmp_path / "a.wav", tmp_path / "cache")
    assert whole is not None
    assert known.columns(300, 0.0, 5.3) == pytest.approx(whole.columns(300, 0.0, 5.3), abs=0.01)


def test_stems_that_are_whole_at_another_rate_keep_the_loop_where_it_was(tmp_path: Path) -> None:
    """An MP3 of a song at 96 kHz has 48 kHz."""
    with closing(PartialWriter(tmp_path / "a.pcm")) as writer:
        writer.write(music(2.0, 96_000))
    make_song(tmp_path / "whole.wav", 2.0, 48_000)
    told: queue.SimpleQueue[PlayerEvent] = queue.SimpleQueue()
    player = Player(told.put)
    player.open([TrackFile(tmp_path / "a.pcm", partial=(96_000, 192_000))])
    assert told.get(timeout=30) == Loaded(96_000, 192_000, 1)
    player.replace([tmp_path / "whole.wav"])
    assert told.get(timeout=30) == Loaded(96_000, 192_000, 2)
    player.quit()


@pytest.mark.parametrize("rate", [8000, 11_025, 44_100])
def test_music_at_any_rate_goes_on_when_there_is_more_of_it(tmp_path: Path, rate: int) -> None:
    """The player thread alone, with an output that asks for nothing: it has to wake up by itself."""
    song = music(20.0, rate)
    told: queue.SimpleQueue[PlayerEvent] = queue.SimpleQueue()
    player = Player(told.put)
    with closing(PartialWriter(tmp_path / "a.pcm")) as writer:
        player.open([TrackFile(tmp_path / "a.pcm", partial=(rate, len(song)))])
        assert isinstance(told.get(timeout=30), Loaded)
        player.play()
        assert told.get(timeout=30) is Transport.BUFFERING
        writer.write(song)
        assert told.get(timeout=30) is not Transport.BUFFERING  # it plays, or says that there is no sound card
    player.quit()


def test_a_disk_that_fails_in_the_middle_is_said_and_the_player_lives_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    song = music(5.0)
    make_song(tmp_path / "another.wav", 1.0)
    told: queue.SimpleQueue[PlayerEvent] = queue.SimpleQueue()
    player = Player(told.put)
    with closing(PartialWriter(tmp_path / "a.pcm")) as writer:
        writer.write(song)
    reads = iter(range(10**6))

    def read(_self: PartialReader, _frames: int) -> None:
        if next(reads) > 0:
            raise ZeroDivisionError
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(PartialReader, "read", read)
    player.open([TrackFile(tmp_path / "a.pcm", partial=(RATE, len(song)))])
    assert isinstance(told.get(timeout=30), LoadFailed)
    player.open([tmp_path / "another.wav"])
    assert isinstance(told.get(timeout=30), Loaded)
    player.quit()
