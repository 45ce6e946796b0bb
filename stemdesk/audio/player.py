"""The player: several stems in one stream, sample-exact together.

Three threads have a part. The caller's (the window's) only sets values and posts orders, and never waits. The feeder
decodes ahead into decks and opens, starts and stops the device (see `feeder`). PortAudio's callback mixes (see `voice`).
"""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING

from stemdesk.audio.device import DeviceChoice
from stemdesk.audio.feeder import Feeder
from stemdesk.audio.lanes import LaneFile
from stemdesk.audio.orders import (
    Ask,
    Open,
    Order,
    Pause,
    Play,
    Quit,
    Replace,
    Seek,
    SetCourse,
    Shut,
    Silence,
    UseDevice,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from stemdesk.audio.journey import Course
    from stemdesk.audio.lanes import Span
    from stemdesk.audio.meters import Level
    from stemdesk.audio.mixer import LaneSetting
    from stemdesk.audio.orders import PlayerEvent


class Player:
    """`listener` is called on the feeder's thread with every `PlayerEvent`."""

    def __init__(self, listener: Callable[[PlayerEvent], None], device: DeviceChoice | None = None) -> None:
        self._orders: queue.SimpleQueue[Order] = queue.SimpleQueue()
        self._newest_open = 0
        self._feeder = Feeder(self._orders, listener, lambda: self._newest_open, device or DeviceChoice())
        threading.Thread(target=self._feeder.run, name="player", daemon=True).start()

    def open(
        self, stems: Sequence[Path | LaneFile], extras: Sequence[Path | LaneFile] = (), *, goes_on: bool = False
    ) -> int:
        """Opens stems as lanes, then `extras` (the original, say), which do not count for length and sample rate.

        `Opened` (with the ticket that is the answer here) or `Refused` follows. What was open before is closed;
        with `goes_on` the new lanes go on where it was, on the same course.
        """
        self._newest_open += 1
        files = tuple(file if isinstance(file, LaneFile) else LaneFile(file) for file in (*stems, *extras))
        self._orders.put(Open(files, len(stems), self._newest_open, goes_on))
        return self._newest_open

    def replace(self, stems: Sequence[Path | LaneFile], extras: Sequence[Path | LaneFile] = ()) -> int:
        """The same sound out of other files, without a gap: the stems that were being made are whole. `Opened` follows."""
        self._newest_open += 1
        files = tuple(file if isinstance(file, LaneFile) else LaneFile(file) for file in (*stems, *extras))
        self._orders.put(Replace(files, len(stems), self._newest_open))
        return self._newest_open

    def play(self, count_in: int = 0) -> None:
        """Plays from where it stands, after so many beats of clicks (none without known beats)."""
        self._orders.put(Play(count_in))

    def pause(self) -> None:
        self._orders.put(Pause())

    def seek(self, frame: int) -> None:
        self._orders.put(Seek(frame))

    def set_course(self, course: Course) -> None:
        """Loop, tempo, pitch, metronome: heard within a fifth of a second, without a gap."""
        self._orders.put(SetCourse(course))

    def silence(self, spans: Sequence[Sequence[Span]]) -> None:
        """Ranges in which a lane is not heard, lane by lane."""
        self._orders.put(Silence(tuple(tuple(lane) for lane in spans)))

    def set_lanes(self, lanes: Sequence[LaneSetting], master_db: float = 0.0, click_db: float = 0.0) -> None:
        """New settings for all lanes, heard within the device's latency."""
        self._feeder.set_lanes(tuple(lanes), master_db, click_db)

    def use_device(self, device: DeviceChoice) -> None:
        """Another output or latency; what plays goes on there."""
        self._orders.put(UseDevice(device))

    def ask_outputs(self) -> None:
        """`Outputs` follows."""
        self._orders.put(Ask())

    def close(self) -> None:
        """Closes the stems and the device; the player can open others."""
        self._newest_open += 1
        self._orders.put(Shut())

    def quit(self) -> None:
        """Ends the feeder and waits for it to have closed the device."""
        self._newest_open += 1
        self._orders.put(Quit())
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
        """What has been heard since the last call: lanes in order, the clicks, the sum."""
        voice = self._feeder.voice
        return [] if voice is None else voice.meters.read()

    @property
    def underruns(self) -> int:
        """How often sound was missing since the stems were opened (PortAudio's flag and our own count)."""
        voice = self._feeder.voice
        return 0 if voice is None else voice.underruns
