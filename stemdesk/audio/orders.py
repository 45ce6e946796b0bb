"""What the player can be told, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stemdesk.audio.device import DeviceChoice, Output
    from stemdesk.audio.journey import Course
    from stemdesk.audio.lanes import LaneFile, Span
    from stemdesk.core.text import Text

# --- told by the player -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opened:
    """The stems of order `ticket` are ready. `frames` at `rate` is the longest stem's length."""

    rate: int
    frames: int
    ticket: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The stems could not be opened, or broke off while playing."""

    message: Text


@dataclass(frozen=True, slots=True)
class Silent:
    """There is no sound card; everything else goes on."""

    message: Text


@dataclass(frozen=True, slots=True)
class Moved:
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


PlayerEvent = Opened | Refused | Silent | Moved | Outputs | Transport

# --- told to the player -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Open:
    files: tuple[LaneFile, ...]
    stems: int
    ticket: int
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Replace:
    """The same lanes out of other files: the stems that were being made are whole."""

    files: tuple[LaneFile, ...]
    stems: int
    ticket: int


@dataclass(frozen=True, slots=True)
class Play:
    count_in: int


@dataclass(frozen=True, slots=True)
class Pause:
    pass


@dataclass(frozen=True, slots=True)
class Seek:
    frame: int


@dataclass(frozen=True, slots=True)
class SetCourse:
    course: Course


@dataclass(frozen=True, slots=True)
class Silence:
    spans: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class UseDevice:
    device: DeviceChoice


@dataclass(frozen=True, slots=True)
class Ask:
    pass


@dataclass(frozen=True, slots=True)
class Shut:
    pass


@dataclass(frozen=True, slots=True)
class Quit:
    pass


Order = Open | Replace | Play | Pause | Seek | SetCourse | Silence | UseDevice | Ask | Shut | Quit
