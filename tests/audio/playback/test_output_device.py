"""PortAudio's calls: which of them are told to have come after a gap, and how the system is to treat their thread."""

from __future__ import annotations

import os
import sys
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from stemdesk.audio.playback import output_device
from stemdesk.audio.playback.output_device import OutputSettings, open_output

if TYPE_CHECKING:
    from collections.abc import Callable

RATE = 44_100
BLOCK = 441
SECONDS = BLOCK / RATE
SET_SCHEDULER = getattr(os, "sched_setscheduler", None)


class PortAudio:
    """Its clock stands still unless it is told how long a call takes to come."""

    PortAudioError = RuntimeError

    def __init__(self) -> None:
        self.callback: Any = None
        self.now = 100.0
        self.delay = 0.06
        self.told: list[bool] = []
        self.moments: list[float] = []
        self.may_be_in_front: Callable[..., None] | None = None
        self.asked: list[Any] = []

    def OutputStream(self, *, callback: Any, **_: object) -> SimpleNamespace:  # noqa: N802  sounddevice's name
        self.callback = callback
        return SimpleNamespace(device=0, start=lambda: None)

    def asks(self, *how: Any) -> None:
        self.asked.append(how)
        if self.may_be_in_front is not None:
            self.may_be_in_front(*how)

    def query_devices(self, *_: object) -> dict[str, str]:
        return {"name": "card"}

    def _terminate(self) -> None: ...

    def _initialize(self) -> None: ...

    def opens(self) -> None:
        self.stream = open_output(RATE, self._heard, OutputSettings(latency=0.06))

    def _heard(self, _out: object, moment: float, underrun: bool) -> None:
        self.moments.append(moment)
        self.told.append(underrun)

    def calls(
        self, after: float = SECONDS, *, delay: float | None = None, flag: bool = False, lock: float = 0.0
    ) -> bool:
        """Whether this call is told to have come after a gap; `lock` is how long it waits for Python's."""
        self.now += after
        self.delay = self.delay if delay is None else delay
        clock = SimpleNamespace(outputBufferDacTime=self.now + self.delay, currentTime=self.now)
        self.now += lock
        self.callback(np.zeros((BLOCK, 2), np.float32), BLOCK, clock, SimpleNamespace(output_underflow=flag))
        return self.told[-1]


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> PortAudio:
    made = PortAudio()
    monkeypatch.setattr(os, "sched_setscheduler", made.asks, raising=False)
    monkeypatch.setattr(output_device, "_library", lambda: made)
    monkeypatch.setattr(output_device, "time", SimpleNamespace(perf_counter=lambda: made.now))
    made.opens()
    return made


def test_a_gap_is_told_though_portaudio_does_not_tell(card: PortAudio) -> None:
    assert not any(card.calls() for _ in range(5))
    assert card.calls(0.3, delay=-0.0003)  # it ran dry: nothing is on its way to the ear any more
    assert not card.calls(0.0, delay=SECONDS)


def test_one_gap_is_told_once_by_whoever_tells_first(card: PortAudio) -> None:
    card.calls()
    assert card.calls(0.3, delay=0.0)
    assert not card.calls(0.0, delay=SECONDS, flag=True)  # of the same
    assert not any(card.calls() for _ in range(60))
    assert card.calls(flag=True)  # of another one, too short to be seen in the times


def test_what_is_held_back_after_the_start_is_no_gap(card: PortAudio) -> None:
    """PulseAudio took five blocks at once, and asked for the next one 1.9 s later."""
    card.calls(delay=0.0)
    assert not any(card.calls(0.0, delay=SECONDS * (n + 1)) for n in range(4))
    assert not card.calls(1.9)


def test_a_pause_is_no_gap(card: PortAudio) -> None:
    card.calls()
    card.stream.start()
    assert not card.calls(7.0, delay=0.0)


def test_calls_that_come_late_or_in_bursts_are_no_gaps_while_there_is_sound(card: PortAudio) -> None:
    """A call that comes 40 ms late finds 40 ms less on their way."""
    card.calls()
    assert not card.calls(SECONDS + 0.04, delay=0.02)
    assert not any(card.calls(0.0, delay=0.02 + SECONDS * (n + 1)) for n in range(4))


def test_a_call_that_waits_for_pythons_lock_is_no_gap_as_long_as_there_is_sound(card: PortAudio) -> None:
    card.calls()
    assert not card.calls(lock=0.05)
    assert not card.calls(SECONDS - 0.05)


def test_where_the_system_does_not_know_when_sound_is_heard_only_its_flag_counts(card: PortAudio) -> None:
    for nonsense in (-50.0, 1e6):
        card.calls(delay=nonsense)
        assert not card.calls(3.0)
        assert card.moments[-1] == pytest.approx(card.now + 0.06)
    assert card.calls(flag=True)
    assert not card.calls(flag=True)


def test_a_stream_that_is_opened_anew_has_no_gap_before_it(card: PortAudio) -> None:
    card.calls()
    card.opens()
    assert not card.calls(20.0)


def calls_of_a_thread(card: PortAudio, times: int) -> list[int]:
    """How the system treats a thread of PortAudio's after each of its calls. (This one is to stay as it is.)"""
    policies: list[int] = []

    def plays() -> None:
        for _ in range(times):
            card.calls()
            policies.append(os.sched_getscheduler(0) if sys.platform == "linux" else 0)

    thread = threading.Thread(target=plays)
    thread.start()
    thread.join()
    return policies


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="root may on Linux")
def test_what_plays_goes_before_other_programs_where_it_may(card: PortAudio) -> None:
    """A network that splits on all cores made the callback late up to three times a minute."""
    card.may_be_in_front = SET_SCHEDULER
    policies = calls_of_a_thread(card, 2)
    assert [policy & ~os.SCHED_RESET_ON_FORK for policy in policies] == [os.SCHED_RR] * 2
    assert os.sched_getscheduler(0) == os.SCHED_OTHER  # this thread, as the window's


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system gives PortAudio's thread its priority")
def test_where_it_may_not_it_plays_all_the_same_and_asks_once(card: PortAudio) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    card.may_be_in_front = refused
    calls_of_a_thread(card, 3)
    assert len(card.told) == 3
    assert len(card.asked) == 1
