"""The sound itself, as recorded from the sound card: every sample, in one place, without clicks."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from stemdesk.audio.dsp.mixer import RAMP_SECONDS
from stemdesk.audio.files.partial_stem import PartialWriter
from tests.e2e.soundcard import RATE, SoundCard, difference, find
from tests.patience import looks
from tests.sounds import decibels, music, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.sounds import Floats

ROOT = Path(__file__).resolve().parent.parent.parent
#: Seconds. A player that says nothing for so long will not speak any more, however busy the machine is.
PATIENCE = 60.0


class Playing:
    """A player in a process of its own."""

    def __init__(self, environment: dict[str, str], stems: Sequence[Path | str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.play", *map(str, stems)], cwd=ROOT,
            env={**os.environ, **environment}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.pid = self._process.pid
        self._told: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self.passed: list[str] = []
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()
        self.hear("loaded")

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._told.put(line.strip())
        self._told.put(None)

    def say(self, words: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(words + "\n")
        self._process.stdin.flush()

    def hear(self, beginning: str) -> str:
        """The next line that begins so; those before it are in `passed`."""
        while True:
            try:
                line = self._told.get(timeout=PATIENCE)
            except queue.Empty:
                raise AssertionError(f"no {beginning!r}, only {self.passed}") from None
            if line is None:
                raise AssertionError(f"the player ended without {beginning!r}, after {self.passed}")
            if line.startswith(beginning):
                return line
            assert not line.startswith("loadfailed"), line
            self.passed.append(line)

    def end(self) -> int:
        self.say("quit")
        underruns = int(self.hear("underruns").split()[1])
        self._process.wait(timeout=20)
        self.close()
        return underruns

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._ear.join()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe
            with suppress(BrokenPipeError):
                pipe.close()


@contextmanager
def playing(card: SoundCard, stems: list[Path], partial: int | None = None) -> Iterator[Playing]:
    """`partial`: how many frames there will be of stems that are still being made."""
    making = [] if partial is None else ["--partial", str(RATE), str(partial)]
    player = Playing(card.environment, [*making, *stems])
    try:
        yield player
    finally:
        player.close()


def some_stems(folder: Path, count: int, seconds: float) -> list[Path]:
    paths = []
    for seed in range(count):
        path = folder / f"stem {seed}.wav"
        write(path, music(seconds, seed=seed) / np.float32(count), RATE, "FLOAT")
        paths.append(path)
    return paths


def total(paths: list[Path]) -> Floats:
    import soundfile

    parts = [soundfile.read(path, dtype="float32")[0] for path in paths]
    return np.asarray(np.sum(parts, axis=0), np.float32)


@pytest.mark.parametrize("count", [2, 6, 10])
def test_what_comes_out_is_the_sum_of_the_stems_sample_by_sample(
    sound_card: SoundCard, tmp_path: Path, count: int
) -> None:
    stems = some_stems(tmp_path, count, 3.0)
    true = total(stems)
    with sound_card.recording() as recorder, playing(sound_card, stems) as player:
        player.say("play")
        recorder.listen(3.0)
        player.hear("ended")
        recorder.listen(0.5)
        assert player.end() == 0
    heard = recorder.heard
    ramp = round(RAMP_SECONDS * RATE) + 1
    tail = round(0.06 * RATE)  # what PulseAudio throws away when a stream closes
    body = true[ramp : len(true) - tail]
    at = find(body, heard)
    assert np.max(np.abs(heard[at : at + len(body)] - body)) < 1e-6


def test_seek_pause_and_play_continue_at_the_exact_sample(sound_card: SoundCard, tmp_path: Path) -> None:
    stems = some_stems(tmp_path, 3, 6.0)
    true = total(stems)
    with sound_card.recording() as recorder, playing(sound_card, stems) as player:
        player.say("seek 132300")
        player.say("play")
        player.hear("playing")
        recorder.listen(1.0)
        player.say("pause")
        player.hear("paused")
        recorder.listen(0.4)
        player.say("position")
        stopped = int(player.hear("position").split()[1])
        player.say("play")
        player.hear("playing")
        recorder.listen(0.6)
        assert player.end() == 0
    heard = recorder.heard
    first = true[132_300 + 1000 : 132_300 + 30_000]
    at = find(first, heard)
    assert np.max(np.abs(heard[at : at + len(first)] - first)) < 1e-6
    again = true[stopped + 1000 : stopped + 15_000]
    at = find(again, heard)
    assert np.max(np.abs(heard[at : at + len(again)] - again)) < 1e-6


def test_a_loop_of_one_second_is_periodic_to_the_sample_twenty_times(sound_card: SoundCard, tmp_path: Path) -> None:
    stems = some_stems(tmp_path, 2, 4.0)
    true = total(stems)
    with sound_card.recording() as recorder, playing(sound_card, stems) as player:
        player.say("loop 44100 88200")
        player.say("seek 44100")
        player.say("play")
        player.hear("playing")
        recorder.listen(22.0)
        assert player.end() == 0
    heard = recorder.heard
    turn = true[44_100:88_200]
    at = find(turn[1000:], heard[: 3 * RATE]) - 1000
    assert at >= 0
    for repeat in range(1, 20):
        part = heard[at + repeat * RATE : at + (repeat + 1) * RATE]
        assert np.max(np.abs(part - turn)) < 1e-6


def test_mute_gain_and_seek_never_click(sound_card: SoundCard, tmp_path: Path) -> None:
    """Two steady tones: whatever is done, no step is larger than the tones' own slope plus the ramp's."""
    t = np.arange(8 * RATE) / RATE
    paths = []
    for number, pitch in enumerate((220.0, 330.0)):
        tone = np.repeat(0.3 * np.sin(2 * np.pi * pitch * t)[:, None], 2, axis=1).astype(np.float32)
        write(tmp_path / f"{number}.wav", tone, RATE, "FLOAT")
        paths.append(tmp_path / f"{number}.wav")
    with sound_card.recording() as recorder, playing(sound_card, paths) as player:
        player.say("play")
        player.hear("playing")
        for order in ("mute 0", "gain 1 -9.5", "mute 0", "seek 200000", "mute 1", "gain 0 3", "seek 30001", "mute 1"):
            recorder.listen(0.15)
            player.say(order)
        recorder.listen(0.2)
        player.say("pause")
        player.hear("paused")
        recorder.listen(0.3)
        assert player.end() == 0
    loud = 10 ** (3 / 20)
    slope = 2 * np.pi * (220 + 330) / RATE * 0.3 * loud
    ramp = 2 * (0.6 * loud) / (RAMP_SECONDS * RATE)
    assert np.max(np.abs(np.diff(recorder.heard, axis=0))) < slope + ramp
    assert np.max(np.abs(recorder.heard)) > 0.3


def test_a_changed_tempo_goes_on_from_the_same_place_without_a_click_and_keeps_the_pitch(
    sound_card: SoundCard, tmp_path: Path
) -> None:
    t = np.arange(12 * RATE) / RATE
    tone = np.repeat(0.4 * np.sin(2 * np.pi * 440 * t)[:, None], 2, axis=1).astype(np.float32)
    write(tmp_path / "tone.wav", tone, RATE, "FLOAT")
    with sound_card.recording() as recorder, playing(sound_card, [tmp_path / "tone.wav"]) as player:
        player.say("play")
        player.hear("playing")
        recorder.listen(1.0)
        player.say("position")
        before = int(player.hear("position").split()[1])
        player.say("tempo 0.8")
        recorder.listen(2.0)
        player.say("position")
        _, after, tempo = player.hear("position").split()
        player.say("tempo 1.25")
        recorder.listen(1.0)
        assert player.end() == 0
    heard = recorder.heard
    start = int(np.argmax(np.abs(heard[:, 0]) > 0.1))
    steady = heard[start + 2000 : start + round(3.6 * RATE)]
    assert np.max(np.abs(np.diff(steady, axis=0))) < 1.6 * 2 * np.pi * 440 / RATE * 0.4
    slow = heard[start + round(1.6 * RATE) : start + round(2.8 * RATE), 0]
    spectrum = np.abs(np.fft.rfft(slow * np.hanning(len(slow)), 1 << 20))
    cents = 1200 * np.log2(np.argmax(spectrum) * RATE / (1 << 20) / 440)
    assert abs(cents) < 3
    assert float(tempo) == 0.8
    assert 0.75 * 2 * RATE < int(after) - before < 0.95 * 2 * RATE


def test_mutes_are_heard_at_once_at_any_tempo(sound_card: SoundCard, tmp_path: Path) -> None:
    """The tracks are stretched before they are mixed: a mute does not wait behind the stretcher."""
    stems = some_stems(tmp_path, 2, 8.0)
    with sound_card.recording() as recorder, playing(sound_card, stems) as player:
        player.say("tempo 0.7")
        player.say("play")
        player.hear("playing")
        recorder.listen(1.0)
        player.say("mute 0")
        player.say("mute 1")
        recorder.listen(0.35)
        assert player.end() == 0
    assert np.max(np.abs(recorder.heard[-round(0.1 * RATE) :])) < 1e-4
    assert np.max(np.abs(recorder.heard[: -round(0.4 * RATE)])) > 0.2


def test_bars_that_one_plays_oneself_are_silent_on_that_lane_only(sound_card: SoundCard, tmp_path: Path) -> None:
    stems = some_stems(tmp_path, 2, 3.0)
    parts = [total([stem]) for stem in stems]
    with sound_card.recording() as recorder, playing(sound_card, stems) as player:
        player.say("silence 0 44100 88200")
        player.say("play")
        player.hear("ended")
        recorder.listen(0.5)
        assert player.end() == 0
    at = find((parts[0] + parts[1])[2000:40_000], recorder.heard) - 2000
    alone = recorder.heard[at + 45_000 : at + 87_000]
    assert np.max(np.abs(alone - parts[1][45_000:87_000])) < 1e-6
    both = recorder.heard[at + 88_300 : at + 120_000]
    assert np.max(np.abs(both - (parts[0] + parts[1])[88_300:120_000])) < 1e-6


def test_an_output_that_is_unplugged_while_playing_is_replaced_by_another(
    sound_card: SoundCard, tmp_path: Path
) -> None:
    stems = some_stems(tmp_path, 2, 60.0)
    sound_card.add_output("phones")
    with (
        sound_card.recording() as awake,
        sound_card.recording("phones") as recorder,
        playing(sound_card, stems) as player,
    ):
        player.say("play")
        awake.listen_for_sound(20.0)
        sound_card.unplug("stem")
        recorder.listen_for_sound(20.0)
        recorder.listen(1.0)
    assert difference(recorder.first_sound(20_000), total(stems)) < 1e-6


def test_music_that_is_cut_off_goes_on(sound_card: SoundCard, tmp_path: Path) -> None:
    stems = some_stems(tmp_path, 2, 60.0)
    with sound_card.recording() as recorder, playing(sound_card, stems) as player:
        player.say("play")
        recorder.listen_for_sound(20.0)
        sound_card.cut_off()
        player.hear("outputchanged")
        before = len(recorder.heard)
        recorder.listen(1.0)
    assert difference(recorder.heard[before + RATE // 2 :][:20_000], total(stems)) < 1e-6


def test_an_output_that_wakes_slowly_is_waited_for(sound_card: SoundCard, tmp_path: Path) -> None:
    sound_card.add_output("clock")
    with sound_card.recording("clock") as clock, playing(sound_card, some_stems(tmp_path, 2, 60.0)) as player:
        player.say("play")
        player.hear("playing")
        clock.listen(4.0)
        player.say("position")
        position = int(player.hear("position").split()[1])
        assert 0.5 * RATE < position < 4.0 * RATE
        assert "outputchanged" not in player.passed


def test_a_sound_server_that_dies_pauses_with_a_notice_and_nothing_is_lost(
    sound_card: SoundCard, tmp_path: Path
) -> None:
    stems = some_stems(tmp_path, 2, 20.0)
    with playing(sound_card, stems) as player:
        with sound_card.recording() as recorder:
            player.say("play")
            player.hear("playing")
            recorder.listen(1.0)
        sound_card.close()
        assert "No sound card is ready" in player.hear("nooutputdevice")
        player.say("position")
        where = int(player.hear("position").split()[1])
        assert 0.5 * RATE < where < 4 * RATE
        player.say("seek 1000")
        player.say("play")
        player.hear("nooutputdevice")
        player.say("quit")


def test_without_a_sound_card_it_says_so_and_lives_on(tmp_path: Path) -> None:
    stems = some_stems(tmp_path, 2, 1.0)
    if Path("/proc/asound/cards").exists() and "no soundcards" not in Path("/proc/asound/cards").read_text():
        pytest.skip("this machine has a sound card")
    environment = {"XDG_RUNTIME_DIR": str(tmp_path), "PULSE_SERVER": "none", "HOME": str(tmp_path)}
    player = Playing(environment, stems)
    player.say("play")
    assert "No sound card is ready" in player.hear("nooutputdevice")
    player.say("seek 10")
    player.say("play")
    player.hear("nooutputdevice")
    assert player.end() == 0


def test_at_the_edge_of_what_has_been_made_the_music_waits_and_goes_on_at_the_exact_sample(
    sound_card: SoundCard, tmp_path: Path
) -> None:
    true = music(7.0)
    edge = round(2.5 * RATE)
    with closing(PartialWriter(tmp_path / "a.pcm")) as writer, sound_card.recording() as recorder:
        writer.write(true[:edge])
        with playing(sound_card, [tmp_path / "a.pcm"], partial=len(true)) as player:
            player.say("play")
            player.hear("buffering")
            recorder.listen(0.5)
            writer.write(true[edge:])
            player.hear("playing")
            player.hear("ended")
            recorder.listen(0.3)
            assert player.end() == 0
    heard = recorder.heard
    ramp = round(RAMP_SECONDS * RATE) + 1
    before = true[ramp : edge - round(0.6 * RATE)]
    at = find(before, heard)
    assert np.max(np.abs(heard[at : at + len(before)] - before)) < 1e-4
    after = true[edge : len(true) - round(0.06 * RATE)]
    again = find(after, heard)
    assert again - at > edge - ramp + RATE // 4  # it has waited
    assert np.max(np.abs(heard[again : again + len(after)] - after)) < 1e-4
    gap = heard[at + len(before) : again]
    assert np.max(np.abs(np.diff(gap, axis=0))) < 2 * np.max(np.abs(np.diff(true, axis=0)))  # nothing clicks


def test_when_the_stems_are_whole_nothing_is_heard_of_the_change(sound_card: SoundCard, tmp_path: Path) -> None:
    true = music(6.0)
    write(tmp_path / "whole.wav", true, RATE, "FLOAT")
    with closing(PartialWriter(tmp_path / "a.pcm")) as writer:
        writer.write(true)
    with sound_card.recording() as recorder, playing(sound_card, [tmp_path / "a.pcm"], partial=len(true)) as player:
        player.say("play")
        player.hear("playing")
        recorder.listen(2.0)
        (tmp_path / "a.pcm").unlink()
        player.say(f"replace {tmp_path / 'whole.wav'}")
        player.hear("loaded")
        player.hear("ended")
        recorder.listen(0.3)
        assert player.end() == 0
    body = true[round(RAMP_SECONDS * RATE) + 1 : len(true) - round(0.06 * RATE)]
    at = find(body, recorder.heard)
    assert np.max(np.abs(recorder.heard[at : at + len(body)] - body)) < 1e-4


def test_a_seek_beyond_what_has_been_made_is_played_as_soon_as_it_is(sound_card: SoundCard, tmp_path: Path) -> None:
    true = music(6.0)
    with closing(PartialWriter(tmp_path / "a.pcm")) as writer, sound_card.recording() as recorder:
        writer.write(true[:RATE])
        with playing(sound_card, [tmp_path / "a.pcm"], partial=len(true)) as player:
            player.say("play")
            player.hear("playing")
            player.say(f"seek {4 * RATE}")
            for _ in looks():  # on a busy machine it may have waited at the beginning, too
                player.say("position")
                if int(player.hear("position").split()[1]) == 4 * RATE:
                    break
            if "buffering" not in player.passed:
                player.hear("buffering")
            writer.write(true[RATE:])
            player.hear("ended")
            recorder.listen(0.3)
            assert player.end() == 0
    body = true[4 * RATE + 1000 : len(true) - round(0.06 * RATE)]
    at = find(body, recorder.heard)
    assert np.max(np.abs(recorder.heard[at : at + len(body)] - body)) < 1e-4


@pytest.mark.parametrize("order", ["tempo 0.8", "loop 22050 66150"])
def test_tempo_and_loop_work_on_what_has_been_made(sound_card: SoundCard, tmp_path: Path, order: str) -> None:
    true = music(6.0)
    with closing(PartialWriter(tmp_path / "a.pcm")) as writer, sound_card.recording() as recorder:
        writer.write(true[: 4 * RATE])
        with playing(sound_card, [tmp_path / "a.pcm"], partial=len(true)) as player:
            player.say(order)
            player.say("play")
            player.hear("playing")
            recorder.listen(2.5)
            assert "buffering" not in player.passed
            assert player.end() == 0
    assert decibels(recorder.heard[-RATE:]) > -40
