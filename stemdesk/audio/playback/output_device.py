"""The sound card, through PortAudio. Everything that can be missing is missing politely."""

from __future__ import annotations

import logging
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

from stemdesk.audio.playback.underrun_detector import LEAST_DELAY, UnderrunDetector
from stemdesk.core.text import Text, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from stemdesk.audio.dsp.buffers import Floats

    Callback = Callable[[Floats, float, bool], None]

_log = logging.getLogger(__name__)

#: Below 60 ms a Python callback that shares its process with a busy window was measured to stutter.
LATENCY_SECONDS: Final = 0.06
#: A system that says that sound takes longer than this to be heard does not know.
_LONGEST_DELAY: Final = 2.0
#: Of the callback's thread, from 1 to 99: as sound servers ask for, and below what the system itself needs.
_PRIORITY: Final = 5
_NO_PORTAUDIO: Final = text(
    "PortAudio, the library that talks to sound cards, is not installed. Splitting and export work without it."
)


class OutputUnavailableError(Exception):
    """There is no sound card that would play. `message` says why and what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class OutputSettings:
    """What somebody wants to hear through: an output by its name ("" for the system's own), the sample rate that it is
    to be given (None for the song's) and how far ahead the card is filled (seconds)."""

    name: str = ""
    rate: int | None = None
    latency: float = LATENCY_SECONDS


@dataclass(frozen=True, slots=True)
class Output:
    """An output as PortAudio names it; the same card may be there once for each of the system's ways to it."""

    name: str
    rate: int


class Stream(Protocol):
    """An open output. Only the player's own thread may touch it: it is gone once closed."""

    @property
    def device(self) -> str:
        """The output's name."""

    @property
    def is_alive(self) -> bool:
        """Whether PortAudio still plays it."""

    def start(self) -> None:
        """Raises OutputUnavailableError where the device has gone since it was opened."""

    def close(self) -> None: ...


def open_output(rate: int, callback: Callback, choice: OutputSettings) -> Stream:
    """Opens the chosen output (the system's own, where that one is not there) for stereo float32 at `rate`, stopped.

    `callback(out, moment, underrun)` fills `out` (frames, 2), which will be heard at `moment` on the clock of
    `time.perf_counter`; `underrun` says that the output ran dry before this call.
    Raises OutputUnavailableError.
    """
    sounddevice = _library()
    underruns = UnderrunDetector(rate)
    is_in_front = False

    def call(out: Floats, _frames: int, times: Any, status: Any) -> None:
        nonlocal is_in_front
        if not is_in_front:
            is_in_front = True
            _come_to_the_front()
        now, heard = float(times.currentTime), float(times.outputBufferDacTime)
        is_known = LEAST_DELAY < heard - now < _LONGEST_DELAY
        underrun = underruns.came(now, heard if is_known else None, len(out), flag=bool(status.output_underflow))
        callback(out, time.perf_counter() + (heard - now if is_known else choice.latency), underrun)

    _look_again(sounddevice)
    for name in dict.fromkeys((choice.name, "")):
        try:
            return _Stream(
                sounddevice,
                underruns,
                sounddevice.OutputStream(
                    samplerate=rate, channels=2, dtype="float32", latency=choice.latency, callback=call,
                    device=_number(sounddevice, name), extra_settings=_extra(sounddevice),
                ),
            )  # fmt: skip
        except (sounddevice.PortAudioError, ValueError, LookupError) as error:
            _log.info("output %r does not open: %s", name, error)
    raise OutputUnavailableError(
        text("No sound card is ready to play. Plug in or switch on speakers or headphones, then press Play again.")
    )


def _come_to_the_front() -> None:
    """Real-time priority for the thread that calls, where the system lets its user have it: on Linux by a limit `rtprio`, as
    JACK's packages set it. Windows and macOS give it to PortAudio's thread by themselves. Without it the callback waits its
    turn where other programs want all cores, and 60 ms of latency run dry up to three times a minute."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_RR | os.SCHED_RESET_ON_FORK, os.sched_param(_PRIORITY))


def list_outputs(*, rescan: bool) -> tuple[Output, ...]:
    """The outputs that there are: those of when PortAudio started, or of now (`anew`, which ends every open stream)."""
    try:
        sounddevice = _library()
        if rescan:
            _look_again(sounddevice)
        devices = sounddevice.query_devices()
    except OutputUnavailableError:
        return ()
    found = {}
    for device in devices:
        if device["max_output_channels"] > 0:
            name = _full_name(sounddevice, device)
            found[name] = Output(name, round(device["default_samplerate"]))
    return tuple(found.values())


def _library() -> Any:
    try:
        import sounddevice  # noqa: PLC0415  the import itself fails where PortAudio is missing
    except OSError:
        raise OutputUnavailableError(_NO_PORTAUDIO) from None
    return sounddevice


def _full_name(sounddevice: Any, device: Any) -> str:
    host = sounddevice.query_hostapis(device["hostapi"])["name"]
    return f"{device['name']} ({host})"


def _number(sounddevice: Any, name: str) -> int | None:
    """PortAudio's number of an output, None for the system's own. Raises LookupError."""
    if not name:
        return None
    for number, device in enumerate(sounddevice.query_devices()):
        if device["max_output_channels"] > 0 and _full_name(sounddevice, device) == name:
            return number
    raise LookupError(name)


def _extra(sounddevice: Any) -> Any:
    """Windows' mixer takes its own sample rate only, unless it is asked to convert."""
    if os.name != "nt":
        return None
    hosts = sounddevice.query_hostapis()
    is_wasapi = "WASAPI" in hosts[sounddevice.default.hostapi]["name"]
    return sounddevice.WasapiSettings(auto_convert=True) if is_wasapi else None


def _look_again(sounddevice: Any) -> None:
    """PortAudio freezes its list of devices when it starts; only a restart shows what was plugged in since."""
    try:
        sounddevice._terminate()
        sounddevice._initialize()
    except sounddevice.PortAudioError as error:
        _log.info("PortAudio does not restart: %s", error)


class _Stream:
    """sounddevice's stream with its errors turned into `OutputUnavailableError`."""

    def __init__(self, sounddevice: Any, underruns: UnderrunDetector, stream: Any) -> None:
        self._sounddevice = sounddevice
        self._underruns = underruns
        self._stream = stream
        self.device = str(sounddevice.query_devices(stream.device)["name"])

    @property
    def is_alive(self) -> bool:
        try:
            return bool(self._stream.active)
        except self._sounddevice.PortAudioError:
            return False

    def start(self) -> None:
        self._underruns.restart()
        try:
            self._stream.start()
        except self._sounddevice.PortAudioError as error:
            raise OutputUnavailableError(text("The sound card does not start: {reason}.", reason=str(error))) from None

    def close(self) -> None:
        for action in (self._stream.abort, self._stream.close):
            try:
                action()
            except self._sounddevice.PortAudioError as error:
                _log.info("a stream that is gone already: %s", error)
