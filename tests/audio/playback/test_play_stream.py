"""The way through a song: what is heard is the song, loops, tempo, pitch and clicks included, whatever is read at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemdesk.audio.dsp.metronome import BeatGrid
from stemdesk.audio.files.multitrack_reader import FrameRange
from stemdesk.audio.playback.play_stream import PlaybackSettings, PlayStream, SpeedTrainer
from stemdesk.audio.playback.ring_buffer import TrackRingBuffer

FRAMES = 5000
RATE = 44_100


class Counting:
    """A reader of one track whose sample at frame n is n."""

    rate = RATE
    ready: int | None = None

    def __init__(self, frames: int = FRAMES) -> None:
        self.frames = frames
        self.at = 0

    def __len__(self) -> int:
        return 1

    def seek(self, frame: int) -> None:
        self.at = frame

    def read_into(self, tracks: np.ndarray) -> None:
        count = tracks.shape[1]
        tracks[:] = np.arange(self.at, self.at + count, dtype=np.float32)[None, :, None]
        self.at += count


class Tone(Counting):
    """A sine, with a louder moment at each whole second."""

    def __init__(self, seconds: float, hertz: float = 300.0) -> None:
        super().__init__(round(seconds * RATE))
        self.hertz = hertz

    def read_into(self, tracks: np.ndarray) -> None:
        count = tracks.shape[1]
        t = np.arange(self.at, self.at + count) / RATE
        near = np.exp(-(((t - np.round(t)) / 0.03) ** 2))
        tracks[:] = ((0.1 + 0.4 * near) * np.sin(2 * np.pi * self.hertz * t))[None, :, None]
        self.at += count


def journey(
    reader: Counting, start: int = 0, course: PlaybackSettings = PlaybackSettings(), count_in: int = 0
) -> PlayStream:
    return PlayStream(reader, start, course, count_in)  # type: ignore[arg-type]


def drain(buffer: TrackRingBuffer, steps: list[tuple[int, int]]) -> list[float]:
    heard: list[float] = []
    for fill, take in steps:
        buffer.fill(min(fill, buffer.room()))
        out = np.empty((2, take, 2), np.float32)
        before = buffer.taken
        got = buffer.take(out)
        for i in range(got):
            assert buffer.to_song_frame(before + i) == (out[0, i, 0], 1.0)
        heard += out[0, :got, 1].tolist()
    return heard


def heard(way: PlayStream, frames: int, block: int = 4096) -> np.ndarray:
    parts = []
    while frames:
        tracks = np.zeros((2, min(block, frames), 2), np.float32)
        came = way.read_into(tracks)
        parts.append(tracks[:, :came])
        frames -= came
        if came < tracks.shape[1]:
            break
    return np.concatenate(parts, axis=1)


steps = st.lists(st.tuples(st.integers(1, 700), st.integers(1, 600)), max_size=40)


@given(steps, st.integers(0, 400))
def test_without_a_loop_every_frame_comes_once_and_in_order(plan: list[tuple[int, int]], start: int) -> None:
    buffer = TrackRingBuffer(2, 1000)
    buffer.restart(journey(Counting(), start))
    came = drain(buffer, plan)
    assert came == list(range(start, start + len(came)))


@given(steps, st.integers(0, 800), st.integers(50, 900))
@settings(max_examples=60)
def test_a_loop_repeats_to_the_sample(plan: list[tuple[int, int]], start: int, length: int) -> None:
    loop = FrameRange(start, start + length)
    buffer = TrackRingBuffer(2, 1000)
    buffer.restart(journey(Counting(), 0, PlaybackSettings(loop)))
    came = drain(buffer, plan)
    assert came == [n if n < loop.end else loop.start + (n - loop.start) % length for n in range(len(came))]


def test_the_end_is_known_and_nothing_comes_after_it() -> None:
    buffer = TrackRingBuffer(2, 400)
    buffer.restart(journey(Counting(300)))
    buffer.fill(400)
    assert buffer.end == 300
    out = np.ones((2, 400, 2), np.float32)
    assert buffer.take(out) == 300
    assert not out[:, 300:].any()


def test_what_is_decoded_can_be_heard_while_the_rest_is_still_being_decoded() -> None:
    """Ten stretched stems on a slow computer would run dry right after a change of tempo: it came in pieces of 0.74 s."""
    waiting: list[int] = []
    buffer = TrackRingBuffer(2, 40_000)

    class Slow(PlayStream):
        def read_into(self, tracks: np.ndarray) -> int:
            waiting.append(buffer.written)
            return super().read_into(tracks)

    buffer.restart(Slow(Counting(40_000), 0, PlaybackSettings()))  # type: ignore[arg-type]
    buffer.fill(30_000)
    assert buffer.written == 30_000
    assert max(np.diff(waiting)) <= 4096


@given(st.sampled_from([0.5, 0.77, 1.3, 1.9]), st.sampled_from([-12.0, -0.5, 0.0, 7.0]))
@settings(max_examples=16)
def test_at_any_tempo_and_pitch_the_song_has_its_length_and_moments_stay_true(tempo: float, semitones: float) -> None:
    way = journey(Tone(4.0), 0, PlaybackSettings(tempo=tempo, semitones=semitones))
    out = heard(way, 10 * RATE)
    assert out.shape[1] == round(4 * RATE / tempo)
    loud = np.maximum(0, np.convolve(out[0, :, 0] ** 2, np.ones(400) / 400, mode="same") - 0.02)
    for second in (1, 2, 3):
        around = np.arange(round((second - 0.2) * RATE / tempo), round((second + 0.2) * RATE / tempo))
        song, _ = way.to_song_frame(float(np.average(around, weights=loud[around])))
        assert abs(song / RATE - second) < 0.004 * max(1.0, tempo / way.pitch)


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=12))
@settings(max_examples=15)
def test_the_size_of_reads_does_not_change_a_stretched_song(blocks: list[int]) -> None:
    course = PlaybackSettings(tempo=0.8, semitones=3.0)
    once = heard(journey(Tone(1.0), 0, course), sum(blocks))
    way = journey(Tone(1.0), 0, course)
    parts = [heard(way, block, block) for block in blocks]
    assert np.array_equal(once, np.concatenate(parts, axis=1)[:, : once.shape[1]])


def test_a_tempo_of_one_through_the_stretcher_is_the_song_itself() -> None:
    course = PlaybackSettings(FrameRange(0, 3 * RATE), trainer=SpeedTrainer(0.05, 1.5))
    out = heard(journey(Tone(4.0), 0, course), 2 * RATE)
    true = heard(journey(Tone(4.0)), 2 * RATE)
    assert np.max(np.abs(out[0, 3000:] - true[0, 3000:])) < 1e-5


def test_the_trainer_speeds_every_turn_of_the_loop_up_until_its_top() -> None:
    loop = FrameRange(RATE, 2 * RATE)
    way = journey(Tone(4.0), RATE, PlaybackSettings(loop, tempo=0.5, trainer=SpeedTrainer(0.25, 1.1)))
    heard(way, 8 * RATE)
    turns = [mark for mark in way.time_map if mark.out <= 5 * RATE]
    assert [mark.tempo for mark in turns] == [0.5, 0.75, 1.0, 1.1]
    assert np.diff([mark.out for mark in turns]) / RATE == pytest.approx([2.0, 4 / 3, 1.0])
    assert all(mark.song == RATE for mark in turns)


def test_a_stretched_loop_has_no_seam() -> None:
    """A loop of whole periods of a tone is that tone for ever, at any tempo."""
    steady = Tone(4.0, 200.0)
    steady.read_into = lambda tracks: _steady(steady, tracks)  # type: ignore[method-assign]
    out = heard(journey(steady, RATE, PlaybackSettings(FrameRange(RATE, RATE + 44_100 // 2), tempo=0.7)), 5 * RATE)[
        0, 5000:, 0
    ]
    loudness = np.sqrt(np.convolve(out**2, np.ones(2205) / 2205, mode="valid"))
    assert loudness.max() / loudness.min() < 1.002


def _steady(reader: Tone, tracks: np.ndarray) -> None:
    t = np.arange(reader.at, reader.at + tracks.shape[1]) / RATE
    tracks[:] = (0.3 * np.sin(2 * np.pi * reader.hertz * t))[None, :, None]
    reader.at += tracks.shape[1]


@pytest.mark.parametrize("tempo", [1.0, 0.5])
def test_clicks_fall_on_the_beats_at_any_tempo_and_the_first_of_a_bar_is_higher(tempo: float) -> None:
    beats = BeatGrid(np.arange(10, dtype=np.int64) * (RATE // 2) + 1000)
    out = heard(journey(Tone(4.0), 0, PlaybackSettings(tempo=tempo, beats=beats)), 4 * RATE)[1, :, 0]
    quiet_before = np.convolve(np.abs(out), np.ones(400), "full")[: len(out) - 1] < 1e-6
    starts = np.flatnonzero((np.abs(out[1:]) > 1e-4) & quiet_before)
    expected = (beats.frames / tempo)[: len(starts)]
    assert len(starts) >= 4
    assert np.max(np.abs(starts - expected)) < 40
    pitches = [np.argmax(np.abs(np.fft.rfft(out[s : s + 1300], 8192))) * RATE / 8192 for s in starts[:4]]
    assert pitches == pytest.approx([1500, 1000, 1000, 1000], abs=40)


def test_a_count_in_comes_before_the_song_and_the_playhead_waits() -> None:
    beats = BeatGrid(np.arange(10, dtype=np.int64) * (RATE // 2))
    way = journey(Tone(4.0), RATE, PlaybackSettings(beats=beats), count_in=4)
    out = heard(way, 3 * RATE)
    assert not out[0, : 2 * RATE].any()
    assert np.array_equal(out[0, 2 * RATE :], heard(journey(Tone(4.0), RATE), RATE)[0])
    assert way.to_song_frame(RATE)[0] == RATE
    assert np.count_nonzero(np.abs(out[1, : 2 * RATE, 0]) > 0.2) > 40
