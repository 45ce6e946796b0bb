"""What the player can be told, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stemdesk.audio.files.multitrack_reader import FrameRange, TrackFile
    from stemdesk.audio.playback.output_device import Output, OutputSettings
    from stemdesk.audio.playback.play_stream import PlaybackSettings
    from stemdesk.core.text import Text

# --- told by the player -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Loaded:
    """The stems of order `request_id` are ready. `frames` at `rate` is the longest stem's length."""

    rate: int
    frames: int
    request_id: int


@dataclass(frozen=True, slots=True)
class LoadFailed:
    """The stems could not be opened, or broke off while playing."""

    message: Text


@dataclass(frozen=True, slots=True)
class NoOutputDevice:
    """There is no sound card; everything else goes on."""

    message: Text


@dataclass(frozen=True, slots=True)
class OutputChanged:
    """The sound card went away while playing, and the music goes on on this one."""

    device: str


@dataclass(frozen=True, slots=True)
class Outputs:
    """The outputs that there are now."""

    outputs: tuple[Output, ...]


class Transport(Enum):
    PLAYING = "playing"
    PAUSED = "paused"
    ENDED = "ended"
    #: Plays on by itself as soon as what comes next has been made.
    BUFFERING = "buffering"


PlayerEvent = Loaded | LoadFailed | NoOutputDevice | OutputChanged | Outputs | Transport

# --- told to the player -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Open:
    """`files` as tracks; the first `stems` of them decide length and sample rate. `keep_position`: in seconds, with loop,
    tempo and mute ranges as they are."""

    files: tuple[TrackFile, ...]
    stems: int
    request_id: int
    keep_position: bool


@dataclass(frozen=True, slots=True)
class Replace:
    """The same tracks out of other files: the stems that were being made are whole."""

    files: tuple[TrackFile, ...]
    stems: int
    request_id: int


@dataclass(frozen=True, slots=True)
class Play:
    """From the playhead, after `count_in` clicked beats (0 where no beats are known)."""

    count_in: int


@dataclass(frozen=True, slots=True)
class Pause:
    pass


@dataclass(frozen=True, slots=True)
class Seek:
    """`frame` of the song."""

    frame: int


@dataclass(frozen=True, slots=True)
class SetPlaybackSettings:
    settings: PlaybackSettings


@dataclass(frozen=True, slots=True)
class SetMuteRanges:
    """Track by track; ranges in frames of the song."""

    spans: tuple[tuple[FrameRange, ...], ...]


@dataclass(frozen=True, slots=True)
class UseDevice:
    device: OutputSettings


@dataclass(frozen=True, slots=True)
class ListOutputs:
    pass


@dataclass(frozen=True, slots=True)
class Unload:
    pass


@dataclass(frozen=True, slots=True)
class Shutdown:
    pass


PlayerCommand = (
    Open
    | Replace
    | Play
    | Pause
    | Seek
    | SetPlaybackSettings
    | SetMuteRanges
    | UseDevice
    | ListOutputs
    | Unload
    | Shutdown
)
