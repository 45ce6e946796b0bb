"""The sound card, through PortAudio. Everything that can be missing is missing politely."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any, Final, Protocol

from stemdesk.core.text import Text, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from stemdesk.audio.mixer import Floats

    Callback = Callable[[Floats, float, bool], None]

_log = logging.getLogger(__name__)

#: Below 60 ms a Python callback that shares its process with a busy window was measured to stutter.
LATENCY_SECONDS: Final = 0.06
#: A system that says that sound takes longer than this to be heard does not know.
_LONGEST_DELAY: Final = 2.0


class NoSound(Exception):
    """There is no sound card that would play. `message` says why and what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(str(message))
        self.message = message


class Stream(Protocol):
    """An open output. Only the player's own thread may touch it: it is gone once closed."""

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def close(self) -> None: ...


def open_output(rate: int, callback: Callback) -> Stream:
    """Opens the default output for stereo float32 at `rate`, stopped.

    `callback(out, moment, underrun)` fills `out` (frames, 2), which will be heard at `moment` on the clock of
    `time.perf_counter`; `underrun` says that PortAudio ran dry before this call.
    Raises NoSound.
    """
    try:
        import sounddevice  # noqa: PLC0415  the import itself fails where PortAudio is missing
    except OSError:
        raise NoSound(
            text(
                "PortAudio, the library that talks to sound cards, is not installed. Splitting and export work without it."
            )
        ) from None

    def call(out: Floats, _frames: int, times: Any, status: Any) -> None:
        delay = float(times.outputBufferDacTime - times.currentTime)
        sensible = 0.0 <= delay < _LONGEST_DELAY
        callback(out, time.perf_counter() + (delay if sensible else LATENCY_SECONDS), bool(status.output_underflow))

    for attempt in ("with the devices known", "with the devices looked up anew"):
        try:
            stream: Stream = _Stream(
                sounddevice.OutputStream(
                    samplerate=rate, channels=2, dtype="float32", latency=LATENCY_SECONDS, callback=call
                )
            )
        except (sounddevice.PortAudioError, ValueError) as error:
            _log.info("no output %s: %s", attempt, error)
            _look_again(sounddevice)
        else:
            return stream
    raise NoSound(
        text("No sound card is ready to play. Plug in or switch on speakers or headphones, then press Play again.")
    )


def _look_again(sounddevice: Any) -> None:
    """PortAudio freezes its list of devices when it starts; only a restart shows what was plugged in since."""
    try:
        sounddevice._terminate()
        sounddevice._initialize()
    except sounddevice.PortAudioError as error:
        _log.info("PortAudio does not restart: %s", error)


class _Stream:
    """sounddevice's stream with its errors turned into `NoSound`."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def start(self) -> None:
        import sounddevice  # noqa: PLC0415

        try:
            self._stream.start()
        except sounddevice.PortAudioError as error:
            raise NoSound(text("The sound card does not start: {reason}.", reason=str(error))) from None

    def stop(self) -> None:
        self._quietly(self._stream.stop)

    def close(self) -> None:
        self._quietly(self._stream.close)

    def _quietly(self, action: Callable[[], None]) -> None:
        import sounddevice  # noqa: PLC0415

        try:
            action()
        except sounddevice.PortAudioError as error:
            _log.info("a stream that is gone already: %s", error)
