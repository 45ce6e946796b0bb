"""The player's output while it plays: opened ahead, watched for a card that goes away, closed after a rest.

Belongs to the player's own thread.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
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


class PlayerOutput:
    """At most one stream. `is_running`: it asks the voice for sound."""

    def __init__(self, choice: OutputSettings) -> None:
        self.choice = choice
        self.is_running = False
        self._stream: Stream | None = None
        self._silent_since: float | None = None
        self._started = 0.0
        self._last_call = (0, 0.0)

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
            self._stream = open_output(callback.rate, callback.process, self.choice)

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

    def _start(self, callback: AudioCallback) -> None:
        if self._stream is not None:
            try:
                self._stream.start()
                return
            except OutputUnavailableError:
                self._stream.close()
        self._stream = None
        self._stream = open_output(callback.rate, callback.process, self.choice)
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
        the outputs as they are."""
        if self._stream is None or not self.is_running:
            return
        if callback.sounding or not callback.is_silent:
            self._silent_since = None
        elif self._silent_since is None:
            self._silent_since = time.monotonic()
        elif time.monotonic() - self._silent_since > _REST_AFTER_SECONDS:
            self.close()

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
        self._stream = None
        self.is_running = False
        self._silent_since = None
