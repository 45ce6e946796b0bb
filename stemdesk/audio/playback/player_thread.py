"""The player's own thread: decodes ahead, carries out commands in turn, and is the only one to touch the sound card."""

from __future__ import annotations

import logging
import queue
import threading
import time
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.dsp.mixer import TrackSettings, db_to_gain, gain_matrix
from stemdesk.audio.files.multitrack_reader import MultitrackReader
from stemdesk.audio.playback.audio_callback import AudioCallback, BufferSwitch
from stemdesk.audio.playback.messages import (
    ListOutputs,
    Loaded,
    LoadFailed,
    NoOutputDevice,
    Open,
    OutputChanged,
    Outputs,
    Pause,
    Play,
    PlayerCommand,
    PlayerEvent,
    Replace,
    Seek,
    SetMuteRanges,
    SetPlaybackSettings,
    Shutdown,
    Transport,
    Unload,
    UseDevice,
)
from stemdesk.audio.playback.output_device import OutputUnavailableError, list_outputs
from stemdesk.audio.playback.play_stream import PlaybackSettings, PlayStream
from stemdesk.audio.playback.player_output import PlayerOutput
from stemdesk.audio.playback.ring_buffer import TrackRingBuffer
from stemdesk.core.errors import StemDeskError
from stemdesk.core.text import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from stemdesk.audio.dsp.buffers import Floats
    from stemdesk.audio.files.multitrack_reader import FrameRange
    from stemdesk.audio.playback.output_device import OutputSettings

_log = logging.getLogger(__name__)

_AHEAD_SECONDS: Final = 2.0
_FIRST_SECONDS: Final = 0.15
_CHUNK: Final = 8192
#: How far ahead of what plays now a change of the playback settings begins: enough to decode its first moment meanwhile.
_KEEP_SECONDS: Final = 0.15
_TICK_SECONDS: Final = 0.02
#: While it plays and all is well: so much is missing before more is decoded, in one go, and so seldom is it looked. Not
#: where stems are stretched: a command waits until a refill is done.
_REFILL_SECONDS: Final = 0.4
_CALM_TICK_SECONDS: Final = 0.1
#: At the edge of what has been made the sound fades out while there is still some left, and comes back with this much.
_EDGE_SECONDS: Final = 0.25
_RESUME_SECONDS: Final = 1.5


class PlayerThread:
    """Everything here runs on its thread, but for `set_tracks`, `heard_now` and `callback`."""

    def __init__(
        self, commands: queue.SimpleQueue[PlayerCommand], tell: Callable[[PlayerEvent], None], newest_open: Callable[[], int],
        device: OutputSettings,
    ) -> None:  # fmt: skip
        self._commands = commands
        self._tell = tell
        self._newest_open = newest_open
        self._output = PlayerOutput(device)
        self._reader: MultitrackReader | None = None
        self._is_buffering = False
        self._buffers: list[TrackRingBuffer] = []
        self._settings = PlaybackSettings()
        self._mute_ranges: tuple[tuple[FrameRange, ...], ...] = ()
        self._tracks: tuple[TrackSettings, ...] = ()
        self._master_db = self._click_db = 0.0
        self.callback: AudioCallback | None = None
        self.ended = threading.Event()

    # --- called by other threads ----------------------------------------------------------------------------------

    def set_tracks(self, tracks: tuple[TrackSettings, ...], master_db: float, click_db: float) -> None:
        self._tracks, self._master_db, self._click_db = tracks, master_db, click_db
        callback = self.callback
        if callback is not None and len(tracks) + 1 == len(callback.matrix):
            callback.matrix = self._matrix()

    def heard_now(self) -> tuple[int, float]:
        """The song's frame that is heard now, and its tempo."""
        callback, reader = self.callback, self._reader
        if callback is None or reader is None:
            return 0, 1.0
        heard, switch = callback.heard, callback.switch
        if switch.buffer is not heard.buffer and switch.join is None:  # a seek that the callback has not seen yet
            song, tempo = switch.buffer.to_song_frame(0)
        else:
            ring: float = heard.buffer.taken
            if self._output.is_running and not callback.is_silent:
                ring = heard.ring + (time.perf_counter() - heard.moment) * reader.rate
            song, tempo = heard.buffer.to_song_frame(max(0.0, min(ring, heard.buffer.taken)))
        return min(reader.frames, max(0, round(song))), tempo

    # --- the thread -----------------------------------------------------------------------------------------------

    def run(self) -> None:
        try:
            while self._handle(self._next_order()):
                self._work()
        finally:
            self._close()
            self.ended.set()

    def _next_order(self) -> PlayerCommand | None:
        try:
            return self._commands.get(timeout=self._patience())
        except queue.Empty:
            return None

    def _patience(self) -> float | None:
        """Seconds after which there may be something to do without a command: sound to decode, a stream to stop."""
        callback = self.callback
        if callback is None:
            return None
        if not self._output.is_running:
            return _TICK_SECONDS if self._is_hungry(callback) else None
        is_seldom = self._is_calm(callback) and callback.buffer.end is None and not self._is_hungry(callback)
        return _CALM_TICK_SECONDS if is_seldom else _TICK_SECONDS

    def _is_calm(self, callback: AudioCallback) -> bool:
        """Whether it plays what costs little and is there already."""
        is_whole = self._reader is not None and self._reader.ready is None
        return self._output.is_running and callback.sounding and is_whole and self._settings.is_plain

    def _is_hungry(self, callback: AudioCallback) -> bool:
        """Whether more is to be decoded now."""
        least = self._frames(_REFILL_SECONDS) if self._is_calm(callback) else _CHUNK
        return callback.buffer.end is None and callback.buffer.room() >= least

    def _handle(self, command: PlayerCommand | None) -> bool:
        try:
            self._dispatch(command)
        except StemDeskError as error:
            self._close()
            self._tell(LoadFailed(error.message))
        except Exception as error:  # the player must survive whatever a file does to it
            self._stumble(error)
        return not isinstance(command, Shutdown)

    def _stumble(self, error: Exception) -> None:
        _log.error("player", exc_info=error)
        self._close()
        words = text("The player stopped unexpectedly ({reason}). Open the stems again.", reason=type(error).__name__)
        self._tell(LoadFailed(words))

    def _dispatch(self, command: PlayerCommand | None) -> None:
        match command:
            case Open():
                self._open(command)
            case Replace():
                self._replace(command)
            case Seek():
                self._seek(command.frame)
            case SetPlaybackSettings():
                self._set_playback_settings(command.settings)
            case SetMuteRanges():
                self._apply_mute_ranges(command)
            case Play():
                self._play(command.count_in)
            case Pause():
                self._pause()
            case Unload() | Shutdown():
                self._close()
            case _:
                self._serve_device(command)

    def _serve_device(self, command: PlayerCommand | None) -> None:
        match command:
            case UseDevice():
                self._use_device(command.device)
            case ListOutputs():
                self._tell(Outputs(list_outputs(rescan=not self._output.is_open)))

    # --- what is open ---------------------------------------------------------------------------------------------

    def _open(self, command: Open) -> None:
        at, was_sounding, rate = 0, False, self._output.choice.rate
        if command.keep_position and self._reader is not None and self.callback is not None:
            at, rate = self.heard_now()[0], self._reader.rate
            was_sounding = self.callback.sounding or self._is_buffering
        self._close()
        if command.request_id != self._newest_open():
            return  # another song was asked for meanwhile
        reader = self._reader = MultitrackReader(command.files, command.stems, rate)
        capacity = round(_AHEAD_SECONDS * reader.rate)
        self._buffers = [TrackRingBuffer(len(reader) + 1, capacity), TrackRingBuffer(len(reader) + 1, capacity)]
        if len(self._tracks) != len(reader):
            self._tracks = (TrackSettings(),) * len(reader)
        if command.keep_position:
            reader.set_mute_ranges(self._mute_ranges)
        else:
            self._settings, self._mute_ranges = PlaybackSettings(), ()
        self._buffers[0].restart(PlayStream(reader, min(reader.frames, at), self._settings))
        self._buffers[0].fill(round(_FIRST_SECONDS * reader.rate))
        self.callback = AudioCallback(len(reader) + 1, reader.rate, self._buffers[0], self._matrix())
        self._tell(Loaded(reader.rate, reader.frames, command.request_id))
        if was_sounding:
            self._sound()
        else:
            self._output.warm_up(self.callback)

    def _replace(self, command: Replace) -> None:
        old = self._reader
        if command.request_id != self._newest_open():
            return
        if old is None or len(command.files) != len(old):
            self._open(Open(command.files, command.stems, command.request_id, keep_position=True))
            return
        # at the rate that it had: loops, markers and mute ranges are counted in its frames
        fresh = MultitrackReader(command.files, command.stems, old.rate)
        self._reader = fresh
        try:
            fresh.set_mute_ranges(self._mute_ranges)
            self._go_on()
        finally:
            old.close()
        self._tell(Loaded(fresh.rate, fresh.frames, command.request_id))

    def _matrix(self) -> Floats:
        clicks = np.full((1, 2), db_to_gain(self._click_db) * db_to_gain(self._master_db), np.float32)
        return np.concatenate([gain_matrix(self._tracks, self._master_db), clicks])

    def _close(self) -> None:
        self._output.close()
        if self._reader is not None:
            self._reader.close()
        self._reader = self.callback = None
        self._is_buffering = False
        self._buffers = []

    # --- transport ------------------------------------------------------------------------------------------------

    def _play(self, count_in: int) -> None:
        callback = self.callback
        if callback is None or self._reader is None or callback.sounding or self._is_buffering:
            return
        if callback.has_ended or (callback.buffer.end is not None and callback.buffer.taken >= callback.buffer.end):
            self._go_to(self._settings.loop.start if self._settings.loop else 0, None, count_in)
        elif count_in and self._settings.beats is not None:
            self._go_to(self.heard_now()[0], None, count_in)
        self._sound()

    def _sound(self) -> None:
        assert self.callback is not None
        assert self._reader is not None
        if self._is_at_the_edge(self.callback):
            self._buffer(self.callback)
            return
        self._is_buffering = False
        try:
            self.callback.sounding = True
            self._output.start(self.callback)
        except OutputUnavailableError as error:
            self._lose_device()
            self._tell(NoOutputDevice(error.message))
            return
        self._tell(Transport.PLAYING)

    def _pause(self) -> None:
        if self.callback is not None and (self.callback.sounding or self._is_buffering):
            self.callback.sounding = self._is_buffering = False
            self._tell(Transport.PAUSED)

    def _seek(self, frame: int) -> None:
        if self._reader is not None:
            self._go_to(min(max(0, frame), self._reader.frames), None)

    def _set_playback_settings(self, settings: PlaybackSettings) -> None:
        if settings != self._settings:
            self._settings = settings
            self._go_on()

    def _apply_mute_ranges(self, command: SetMuteRanges) -> None:
        self._mute_ranges = command.spans
        if self._reader is not None:
            self._reader.set_mute_ranges(command.spans)
            self._go_on()

    def _go_on(self) -> None:
        """From where it is, on the new playback settings: a little ahead while it sounds, so that nothing is heard twice."""
        callback, reader = self.callback, self._reader
        if callback is None or reader is None:
            return
        playing = callback.playing
        if callback.switch.buffer is not playing and callback.switch.join is None:
            self._go_to(round(callback.switch.buffer.to_song_frame(0)[0]), None)
        elif self._output.is_running and callback.sounding:
            join = min(playing.written, playing.taken + round(_KEEP_SECONDS * reader.rate))
            self._go_to(round(playing.to_song_frame(join)[0]), join)
        else:
            self._go_to(round(playing.to_song_frame(playing.taken)[0]), None)

    def _go_to(self, frame: int, join: int | None, count_in: int = 0) -> None:
        """Fills the other ring buffer from `frame`, then lets the callback change over to it."""
        callback, reader = self.callback, self._reader
        if callback is None or reader is None:
            return
        spare = self._spare_buffer(callback)
        spare.restart(PlayStream(reader, frame, self._settings, count_in))
        spare.fill(round(_FIRST_SECONDS * reader.rate))
        if callback.sounding and join is None and spare.end is None and not spare.can_fill():
            self._buffer(callback)
        callback.switch = BufferSwitch(spare, join)
        if not self._output.is_running:
            callback.change_at_once()

    def _spare_buffer(self, callback: AudioCallback) -> TrackRingBuffer:
        """A ring buffer that no callback reads. One that was left and not yet let go of is replaced by a new one."""
        for buffer in self._buffers:
            if not callback.holds(buffer):
                return buffer
        fresh = TrackRingBuffer(len(callback.matrix), self._buffers[0].capacity)
        self._buffers = [callback.playing, fresh]
        return fresh

    # --- in between -----------------------------------------------------------------------------------------------

    def _work(self) -> None:
        callback = self.callback
        if callback is None:
            return
        try:
            if self._is_hungry(callback):
                callback.buffer.fill(_CHUNK if not self._output.is_running else 4 * _CHUNK)
            self._watch_the_edge(callback)
        except StemDeskError as error:
            self._close()
            self._tell(LoadFailed(error.message))
            return
        except Exception as error:
            self._stumble(error)
            return
        if callback.has_ended and callback.sounding:
            callback.sounding = False
            self._tell(Transport.ENDED)
        if self._output.is_gone(callback):
            self._go_on_elsewhere(callback)
        self._output.rest(callback)

    def _watch_the_edge(self, callback: AudioCallback) -> None:
        """Stems that are still being made: the music waits where they end, and goes on by itself."""
        buffer = callback.buffer
        if self._is_buffering:
            enough = min(self._frames(_RESUME_SECONDS), buffer.capacity - _CHUNK)
            if buffer.end is not None or buffer.written - buffer.taken >= enough:
                self._sound()
        elif callback.sounding and self._is_at_the_edge(callback):
            self._buffer(callback)

    def _is_at_the_edge(self, callback: AudioCallback) -> bool:
        buffer = callback.buffer
        short = buffer.end is None and buffer.written - buffer.taken < self._frames(_EDGE_SECONDS)
        return short and not buffer.can_fill()

    def _buffer(self, callback: AudioCallback) -> None:
        callback.sounding = False
        self._is_buffering = True
        self._tell(Transport.BUFFERING)

    def _frames(self, seconds: float) -> int:
        return round(seconds * self._reader.rate) if self._reader is not None else 0

    def _go_on_elsewhere(self, callback: AudioCallback) -> None:
        was_sounding = callback.sounding
        self._lose_device()
        if was_sounding:
            self._sound()
            if self._output.is_open:
                self._tell(OutputChanged(self._output.name))

    def _use_device(self, device: OutputSettings) -> None:
        self._output.choice = device
        was_sounding = self.callback is not None and self.callback.sounding
        self._lose_device()
        if was_sounding:
            self._sound()

    def _lose_device(self) -> None:
        self._output.close()
        if self.callback is not None:
            self.callback.sounding = False
            self.callback.change_at_once()
