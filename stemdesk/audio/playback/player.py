"""The player: several stems in one stream, sample-exact together.

Three threads have a part. The caller's (the window's) only sets values and posts commands, and never waits. The player's own
decodes ahead into ring buffers and opens, starts and stops the device (`player_thread`). PortAudio's mixes
(`audio_callback`).
"""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING

from stemdesk.audio.files.multitrack_reader import TrackFile
from stemdesk.audio.playback.messages import (
    ListOutputs,
    Open,
    Pause,
    Play,
    PlayerCommand,
    Replace,
    Seek,
    SetMuteRanges,
    SetPlaybackSettings,
    Shutdown,
    Unload,
    UseDevice,
)
from stemdesk.audio.playback.output_device import OutputSettings
from stemdesk.audio.playback.player_thread import PlayerThread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from stemdesk.audio.dsp.mixer import TrackSettings
    from stemdesk.audio.files.multitrack_reader import FrameRange
    from stemdesk.audio.playback.level_meters import Level
    from stemdesk.audio.playback.messages import PlayerEvent
    from stemdesk.audio.playback.play_stream import PlaybackSettings


class Player:
    """`listener` is called on the player thread's thread with every `PlayerEvent`."""

    def __init__(self, listener: Callable[[PlayerEvent], None], device: OutputSettings | None = None) -> None:
        self._commands: queue.SimpleQueue[PlayerCommand] = queue.SimpleQueue()
        self._newest_open = 0
        self._feeder = PlayerThread(self._commands, listener, lambda: self._newest_open, device or OutputSettings())
        threading.Thread(target=self._feeder.run, name="player", daemon=True).start()

    def open(
        self, stems: Sequence[Path | TrackFile], extras: Sequence[Path | TrackFile] = (), *, keep_position: bool = False
    ) -> int:
        """Opens stems as tracks, then `extras` (the original, say), which do not count for length and sample rate.

        `Loaded` (with the ticket that is the answer here) or `LoadFailed` follows. What was open before is closed;
        with `keep_position` the new tracks go on where it was, on the same playback settings.
        """
        self._newest_open += 1
        files = tuple(file if isinstance(file, TrackFile) else TrackFile(file) for file in (*stems, *extras))
        self._commands.put(Open(files, len(stems), self._newest_open, keep_position))
        return self._newest_open

    def replace(self, stems: Sequence[Path | TrackFile], extras: Sequence[Path | TrackFile] = ()) -> int:
        """The same sound out of other files, without a gap: the stems that were being made are whole. `Loaded` follows."""
        self._newest_open += 1
        files = tuple(file if isinstance(file, TrackFile) else TrackFile(file) for file in (*stems, *extras))
        self._commands.put(Replace(files, len(stems), self._newest_open))
        return self._newest_open

    def play(self, count_in: int = 0) -> None:
        """Plays from where it stands, after so many beats of clicks (none without known beats)."""
        self._commands.put(Play(count_in))

    def pause(self) -> None:
        self._commands.put(Pause())

    def seek(self, frame: int) -> None:
        self._commands.put(Seek(frame))

    def set_playback_settings(self, settings: PlaybackSettings) -> None:
        """Loop, tempo, pitch, metronome: heard within a fifth of a second, without a gap."""
        self._commands.put(SetPlaybackSettings(settings))

    def set_mute_ranges(self, spans: Sequence[Sequence[FrameRange]]) -> None:
        """Ranges in which a track is not heard, track by track."""
        self._commands.put(SetMuteRanges(tuple(tuple(track) for track in spans)))

    def set_tracks(self, tracks: Sequence[TrackSettings], master_db: float = 0.0, click_db: float = 0.0) -> None:
        """New settings for all tracks, heard within the device's latency."""
        self._feeder.set_tracks(tuple(tracks), master_db, click_db)

    def use_device(self, device: OutputSettings) -> None:
        """Another output or latency; what plays goes on there."""
        self._commands.put(UseDevice(device))

    def ask_outputs(self) -> None:
        """`Outputs` follows."""
        self._commands.put(ListOutputs())

    def close(self) -> None:
        """Closes the stems and the device; the player can open others."""
        self._newest_open += 1
        self._commands.put(Unload())

    def quit(self) -> None:
        """Ends the player thread and waits for it to have closed the device."""
        self._newest_open += 1
        self._commands.put(Shutdown())
        self._feeder.ended.wait(timeout=5)

    @property
    def position(self) -> int:
        """The frame of the song that is heard now."""
        return self._feeder.heard_now()[0]

    @property
    def tempo(self) -> float:
        """The tempo that is heard now (0 while it counts in)."""
        return self._feeder.heard_now()[1]

    def levels(self) -> list[Level]:
        """What has been heard since the last call: tracks in order, the clicks, the sum."""
        callback = self._feeder.callback
        return [] if callback is None else callback.meters.read()

    @property
    def underruns(self) -> int:
        """How often sound was missing since the stems were opened (PortAudio's flag and our own count)."""
        callback = self._feeder.callback
        return 0 if callback is None else callback.underruns
