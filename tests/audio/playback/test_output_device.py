"""The thread that fills the sound card: how the system is to treat it."""

from __future__ import annotations

import os
import sys
import threading
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from stemdesk.audio.playback import output_device
from stemdesk.audio.playback.output_device import OutputSettings, open_output

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere PortAudio's thread has its priority from the system"
)


class PortAudio:
    """Calls back from a thread of its own, so often."""

    PortAudioError = RuntimeError

    def __init__(self) -> None:
        self.callback: Any = None
        self.policies: list[int] = []

    def OutputStream(self, *, callback: Any, **_: object) -> SimpleNamespace:  # noqa: N802  sounddevice's name
        self.callback = callback
        return SimpleNamespace(device=0)

    def query_devices(self, *_: object) -> dict[str, str]:
        return {"name": "card"}

    def _terminate(self) -> None: ...

    def _initialize(self) -> None: ...

    def plays(self, times: int) -> None:
        def fill() -> None:
            clock = SimpleNamespace(outputBufferDacTime=0.06, currentTime=0.0)
            for _ in range(times):
                self.callback(np.zeros((64, 2), np.float32), 64, clock, SimpleNamespace(output_underflow=False))
                self.policies.append(os.sched_getscheduler(0))

        thread = threading.Thread(target=fill)
        thread.start()
        thread.join()


@pytest.fixture
def port_audio(monkeypatch: pytest.MonkeyPatch) -> PortAudio:
    made = PortAudio()
    monkeypatch.setattr(output_device, "_library", lambda: made)
    return made


def _may_be_in_front() -> bool:
    def tries() -> None:
        try:
            os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
        except OSError:
            return
        allowed.append(True)

    allowed: list[bool] = []
    thread = threading.Thread(target=tries)
    thread.start()
    thread.join()
    return bool(allowed)


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or not _may_be_in_front(), reason="needs a limit rtprio, or root"
)
def test_what_plays_goes_before_other_programs_where_it_may(port_audio: PortAudio) -> None:
    """A network that splits on all cores made the callback late one to three times a minute."""
    if not _may_be_in_front():
        pytest.skip("needs a limit rtprio, or root")
    heard: list[float] = []
    open_output(44_100, lambda _out, moment, _underrun: heard.append(moment), OutputSettings())
    port_audio.plays(2)
    assert [policy & ~os.SCHED_RESET_ON_FORK for policy in port_audio.policies] == [os.SCHED_RR] * 2
    assert len(heard) == 2
    assert os.sched_getscheduler(0) == os.SCHED_OTHER  # this thread, and the window's


def test_where_it_may_not_it_plays_all_the_same_and_asks_once(
    port_audio: PortAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def refused(thread: int, *_: object) -> None:
        asked.append(thread)
        raise PermissionError

    monkeypatch.setattr(os, "sched_setscheduler", refused)
    heard: list[float] = []
    open_output(44_100, lambda _out, moment, _underrun: heard.append(moment), OutputSettings())
    port_audio.plays(3)
    assert len(heard) == 3
    assert len(asked) == 1
