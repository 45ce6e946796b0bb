"""The output while it plays: how much latency it asks for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from stemdesk.audio.playback import player_output
from stemdesk.audio.playback.audio_callback import AudioCallback
from stemdesk.audio.playback.output_device import OutputSettings, OutputUnavailableError
from stemdesk.audio.playback.player_output import PlayerOutput
from stemdesk.audio.playback.ring_buffer import TrackRingBuffer
from stemdesk.core.text import verbatim
from tests.sounds import Floats

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[[Floats, float, bool], None]

RATE = 44_100


class Machine:
    """A sound card and a clock. `asked`: the latency of every stream that was opened."""

    def __init__(self) -> None:
        self.asked: list[float] = []
        self.now = 100.0
        self.running: list[bool] = []
        self._call: Call | None = None

    def open(self, _rate: int, call: Call, choice: OutputSettings) -> Machine:
        self.asked.append(choice.latency)
        self._call = call
        return self

    device = "card"

    @property
    def is_alive(self) -> bool:
        return True

    def start(self) -> None:
        self.running.append(True)

    def close(self) -> None:
        self.running.append(False)

    def ask(self, *, late: bool = False, times: int = 1) -> None:
        assert self._call is not None
        for _ in range(times):
            self._call(np.zeros((441, 2), np.float32), self.now, late)
            self.now += 0.01


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(player_output, "open_output", made.open)
    monkeypatch.setattr(player_output, "time", SimpleNamespace(monotonic=lambda: made.now))
    return made


@pytest.fixture
def callback() -> AudioCallback:
    buffer = TrackRingBuffer(2, RATE)
    buffer.written = RATE
    return AudioCallback(2, RATE, buffer, np.ones((2, 2), np.float32))


def play(output: PlayerOutput, callback: AudioCallback, machine: Machine, late: int) -> None:
    """Half a second, in which so many calls come too late."""
    callback.sounding = True
    callback.playing.taken = 0
    output.start(callback)
    machine.ask(times=25)
    machine.ask(late=True, times=late)
    machine.ask(times=25 - late)


def pause(output: PlayerOutput, callback: AudioCallback, machine: Machine, seconds: float) -> None:
    callback.sounding = False
    for _ in range(round(seconds * 100)):
        machine.ask()
        output.rest(callback)
        if not output.is_running:
            break


def test_a_machine_that_is_too_busy_gets_more_latency_after_the_next_pause(
    machine: Machine, callback: AudioCallback
) -> None:
    """A split on all cores made the music stutter, and went on doing so for as long as it took."""
    output = PlayerOutput(OutputSettings(latency=0.06))
    play(output, callback, machine, late=2)
    assert machine.asked == [0.06]  # what plays is not interrupted
    pause(output, callback, machine, 0.5)
    assert machine.asked == [0.06, 0.12]
    assert not output.is_running
    play(output, callback, machine, late=0)
    assert machine.asked == [0.06, 0.12]  # it was opened in the pause, so that Play need not wait for it
    pause(output, callback, machine, 3.0)
    assert not output.is_open
    play(output, callback, machine, late=0)
    assert machine.asked == [0.06, 0.12, 0.12]  # and stays so


def test_latency_grows_no_further_than_a_fader_bears(machine: Machine, callback: AudioCallback) -> None:
    output = PlayerOutput(OutputSettings(latency=0.1))
    for _ in range(4):
        play(output, callback, machine, late=3)
        pause(output, callback, machine, 3.0)
    assert machine.asked == [0.1, 0.2, 0.24, 0.24]


@pytest.mark.parametrize("late", [0, 1])
def test_an_accident_changes_nothing(late: int, machine: Machine, callback: AudioCallback) -> None:
    output = PlayerOutput(OutputSettings(latency=0.06))
    for _ in range(3):
        play(output, callback, machine, late=late)
        pause(output, callback, machine, 1.0)
        assert output.is_running  # it rests for two seconds before it is closed
        pause(output, callback, machine, 1.5)
    assert machine.asked == [0.06] * 3


def test_a_decoder_that_is_too_slow_is_no_reason_for_latency(machine: Machine, callback: AudioCallback) -> None:
    output = PlayerOutput(OutputSettings(latency=0.06))
    callback.playing.written = 441
    play(output, callback, machine, late=0)
    assert callback.underruns > 2
    output.close()
    output.warm_up(callback)
    assert machine.asked == [0.06, 0.06]


def test_what_comes_late_in_a_pause_is_not_heard_and_does_not_count(machine: Machine, callback: AudioCallback) -> None:
    output = PlayerOutput(OutputSettings(latency=0.06))
    play(output, callback, machine, late=0)
    pause(output, callback, machine, 0.1)
    machine.ask(late=True, times=5)
    pause(output, callback, machine, 3.0)
    play(output, callback, machine, late=0)
    assert machine.asked == [0.06, 0.06]


def test_another_song_begins_with_what_the_one_before_needed(machine: Machine, callback: AudioCallback) -> None:
    output = PlayerOutput(OutputSettings(latency=0.06))
    play(output, callback, machine, late=2)
    output.close()
    output.warm_up(callback)
    assert machine.asked == [0.06, 0.12]


def test_somebody_who_chooses_an_output_gets_the_latency_that_they_choose(
    machine: Machine, callback: AudioCallback
) -> None:
    output = PlayerOutput(OutputSettings(latency=0.06))
    play(output, callback, machine, late=2)
    output.choice = OutputSettings("headphones", latency=0.08)
    output.close()
    output.warm_up(callback)
    assert machine.asked == [0.06, 0.08]


def test_without_a_card_in_the_pause_it_is_looked_for_at_the_next_start(
    machine: Machine, callback: AudioCallback, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = PlayerOutput(OutputSettings(latency=0.06))
    play(output, callback, machine, late=2)

    def gone(*_: object) -> Machine:
        raise OutputUnavailableError(verbatim("gone"))

    monkeypatch.setattr(player_output, "open_output", gone)
    pause(output, callback, machine, 1.0)
    assert not output.is_open
    monkeypatch.setattr(player_output, "open_output", machine.open)
    play(output, callback, machine, late=0)
    assert machine.asked == [0.06, 0.12]
