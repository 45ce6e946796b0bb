"""Which calls of PortAudio are told to have come after a gap: by its flag, or by when they are heard."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from stemdesk.audio.playback import output_device
from stemdesk.audio.playback.output_device import OutputSettings, open_output

RATE = 44_100
BLOCK = 441
SECONDS = BLOCK / RATE


class PortAudio:
    """Its clock stands still unless it is told how long a call takes to come."""

    PortAudioError = RuntimeError

    def __init__(self) -> None:
        self.callback: Any = None
        self.now = 100.0
        self.delay = 0.06
        self.told: list[bool] = []
        self.moments: list[float] = []

    def OutputStream(self, *, callback: Any, **_: object) -> SimpleNamespace:  # noqa: N802  sounddevice's name
        self.callback = callback
        return SimpleNamespace(device=0)

    def query_devices(self, *_: object) -> dict[str, str]:
        return {"name": "card"}

    def _terminate(self) -> None: ...

    def _initialize(self) -> None: ...

    def opens(self) -> None:
        open_output(RATE, self._heard, OutputSettings(latency=0.06))

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


def test_a_stream_that_is_opened_anew_has_no_gap_before_it(card: PortAudio) -> None:
    card.calls()
    card.opens()
    assert not card.calls(20.0)
