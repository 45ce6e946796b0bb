"""The player's output while it plays: opened ahead, watched for a card that goes away, closed after a rest.

Belongs to the player's own thread.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from stemdesk.audio.playback.output_device import OutputUnavailableError, open_output

if TYPE_CHECKING:
    from stemdesk.audio.playback.audio_callback import AudioCallback
    from stemdesk.audio.playback.output_device import OutputSettings, Stream

_log = logging.getLogger(__name__)

#: PulseAudio loses the first and the last moments of a stream (both were recorded). So a stream begins with silence, and
#: ends some time after the sound has.
_LEAD_IN_SECONDS: Final = 0.04
_REST_AFTER_SECONDS: Final = 2.0
#: A sound card that has asked for nothing for so long is gone; one that has not woken yet (headphones without a wire take
#: seconds) gets longer. It first asks for what fills its buffer, at once, and is awake when it asks again after that.
_STALL_SECONDS: Final = 1.0
_WAKING_SECONDS: Final = 5.0
_FILLING_SECONDS: Final = 0.25
#: A stream that has run dry so often had too little latency for this machine as busy as it is; once is an accident. The next
#: one asks for so many times as much, up to so many seconds: then a fader would be late.
_TOO_OFTEN: Final = 2
_MORE: Final = 2.0
_MOST_LATENCY: Final = 0.24
#: What is still on its way to the ear when a stream falls silent, beside its latency.
_ON_ITS_WAY_SECONDS: Final = 0.2


class PlayerOutput:
    """At most one stream. `is_running`: it asks the voice for sound."""

    def __init__(self, choice: OutputSettings) -> None:
        self._choice = choice
        self.is_running = False
        self._latency = choice.latency
        self._callback: AudioCallback | None = None
        self._late_before = 0
        self._stream: Stream | None = None
        self._silent_since: float | None = None
        self._started = 0.0
        self._last_call = (0, 0.0)

    @property
    def choice(self) -> OutputSettings:
        return self._choice

    @choice.setter
    def choice(self, choice: OutputSettings) -> None:
        """What was learnt of another output, or against what is wished now, is forgotten."""
        self._choice, self._latency, self._callback = choice, choice.latency, None

    @property
    def is_open(self) -> bool:
        return self._stream is not None

    @property
    def name(self) -> str:
        """The output's name, "" where none is open."""
        return "" if self._stream is None else self._stream.device

    def warm_up(self, callback: AudioCallback) -> None:
        """Opens the output before somebody presses Play: the first time takes a tenth of a second."""
        with suppress(OutputUnavailableError):  # said when somebody presses Play
            self._stream = self._open(callback)

    def _open(self, callback: AudioCallback) -> Stream:
        return open_output(callback.rate, callback.process, replace(self._choice, latency=self._latency))

    def start(self, callback: AudioCallback) -> None:
        """Starts the stream unless it runs; one opened earlier may have lost its output meanwhile.

        Raises OutputUnavailableError.
        """
        if self.is_running:
            return
        callback.is_silent = False
        callback.lead_in = round(_LEAD_IN_SECONDS * callback.rate)
        self._start(callback)
        self.is_running = True
        self._started = time.monotonic()
        self._last_call = (callback.calls, self._started)
        self._callback, self._late_before = callback, callback.late

    def _start(self, callback: AudioCallback) -> None:
        if self._stream is not None:
            try:
                self._stream.start()
                return
            except OutputUnavailableError:
                self._stream.close()
        self._stream = None
        self._stream = self._open(callback)
        self._stream.start()

    def is_gone(self, callback: AudioCallback) -> bool:
        """Notices a sound card that has gone: PortAudio ends its stream, or the callback is never called again."""
        if self._stream is None or not self.is_running:
            return False
        calls, since = self._last_call
        if callback.calls != calls:
            self._last_call = (callback.calls, time.monotonic())
        patience = _STALL_SECONDS if since - self._started > _FILLING_SECONDS else _WAKING_SECONDS
        if self._stream.is_alive and time.monotonic() - since < patience:
            return False
        _log.info("the output is gone")
        return True

    def rest(self, callback: AudioCallback) -> None:
        """Closes a stream that has been silent for a while (at once would cut the fade off): the next start then finds
        the outputs as they are. One that has run dry makes room for a better one as soon as its last sound is heard."""
        if self._stream is None or not self.is_running:
            return
        if callback.sounding or not callback.is_silent:
            self._silent_since = None
            return
        now = time.monotonic()
        if self._silent_since is None:
            self._silent_since = now
        is_too_late = self._is_too_late()
        patience = self._latency + _ON_ITS_WAY_SECONDS if is_too_late else _REST_AFTER_SECONDS
        if now - self._silent_since > patience:
            self.close()
            if is_too_late:
                self.warm_up(callback)

    def _is_too_late(self) -> bool:
        """Whether the next stream is to have more latency than this one."""
        late = 0 if self._callback is None else self._callback.late - self._late_before
        return late >= _TOO_OFTEN and self._latency < _MOST_LATENCY

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
        if self._is_too_late():
            self._latency = max(self._latency, min(_MOST_LATENCY, _MORE * self._latency))
            _log.info("sound came late: %.0f ms of latency from now on", self._latency * 1000)
        self._stream = self._callback = None
        self.is_running = False
        self._silent_since = None
