"""What is being played, as state: the stems, each lane's settings, the course, what is heard instead of the stems.

Views show it, the player obeys it. Frames are the song's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stemdesk.audio.journey import Course
from stemdesk.audio.lanes import LaneFile, Span
from stemdesk.audio.mixer import SILENT_DB, LaneSetting
from stemdesk.audio.orders import Moved, Opened, Outputs, PlayerEvent, Refused, Silent, Transport
from stemdesk.audio.player import Player
from stemdesk.gui.loaded_stems import Heard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from stemdesk.audio.device import DeviceChoice
    from stemdesk.audio.meters import Level
    from stemdesk.core.jobs import PartialStems
    from stemdesk.gui.loaded_stems import Record, Rival

#: A loop that is shorter than this many seconds is none.
_SHORTEST_LOOP = 0.05


class Playback(QObject):
    """Frames are the song's, at `rate`. No method waits for anything."""

    opened = Signal(object)
    #: More of stems that are being made can be heard; they are whole; they are gone.
    grew = Signal()
    completed = Signal(object)
    taken_off = Signal()
    refused = Signal(object)
    silent = Signal(object)
    transport_changed = Signal(object)
    mix_changed = Signal()
    loop_changed = Signal()
    #: Tempo, pitch, trainer or metronome.
    course_changed = Signal()
    #: The playhead was put somewhere (seconds); while playing it moves by itself.
    moved = Signal(float)
    #: The name of the output on which it goes on.
    device_moved = Signal(str)
    outputs_came = Signal(object)
    _from_player = Signal(object)

    def __init__(self, device: DeviceChoice | None = None) -> None:
        super().__init__()
        self._player = Player(self._from_player.emit, device)
        self._from_player.connect(self._on_event)
        self.record: Record | None = None
        self.lanes: list[LaneSetting] = []
        self.master_db = 0.0
        self.click_db = -6.0
        self.heard = Heard.MIX
        self.rival: Rival | None = None
        self.has_original = False
        self.original_gain_db = 0.0
        self._original_late = 0
        self.course = Course()
        self.count_in = 0
        self._silenced: dict[str, tuple[Span, ...]] = {}
        self.transport = Transport.PAUSED
        self.rate = 44_100
        self.frames = 0
        self._goes_on = False
        self._ticket = 0

    # --- what to play ---------------------------------------------------------------------------------------------

    def put_on(self, record: Record, *, play: bool = False) -> None:
        """Opens a record from its beginning; neutral mix. `opened` or `refused` follows."""
        self.record = record
        self.lanes = [LaneSetting() for _ in record.stems]
        self.heard = Heard.MIX
        self.rival = None
        self.has_original = record.original is not None
        self.original_gain_db, self._original_late = 0.0, 0
        self.course = Course()
        self._silenced = {}
        self.frames = 0
        self._set_transport(Transport.PAUSED)
        self._open(record, goes_on=False)
        if play:
            self._player.play()

    def _open(self, record: Record, *, goes_on: bool) -> None:
        self._send_mix()
        self._goes_on = goes_on
        self._ticket = self._player.open(_files(record), self.extras(), goes_on=goes_on)

    def extras(self) -> list[LaneFile]:
        """The files of the lanes beside the stems: the original, the rival's stems."""
        found = []
        if self.record is not None and self.record.original is not None:
            found.append(LaneFile(self.record.original, self._original_late))
        return found + [LaneFile(stem.path) for stem in (self.rival.stems if self.rival is not None else ())]

    # --- stems that are being made --------------------------------------------------------------------------------

    @property
    def ready(self) -> int | None:
        """How many frames can be heard by now; None where all can."""
        partial = self.record.partial if self.record is not None else None
        return None if partial is None else round(partial.done * self.rate / partial.rate)

    def grow(self, partial: PartialStems) -> None:
        """More of them can be heard."""
        if self.record is not None and self.record.partial is not None:
            self.record = replace(self.record, partial=partial)
            self.grew.emit()

    def complete(self, record: Record) -> None:
        """They are whole: what is set stays, and what plays goes on."""
        self.record = record
        self.has_original = record.original is not None
        self._goes_on = True
        self._ticket = self._player.replace(_files(record), self.extras())
        self.completed.emit(record)

    def take_off(self) -> None:
        """Nothing is loaded any more."""
        self._player.close()
        self.record, self.frames = None, 0
        self._set_transport(Transport.PAUSED)
        self.taken_off.emit()

    def _open_again(self) -> None:
        """The same record with other lanes beside it: it goes on where it was."""
        if self.record is not None and self.frames:
            self._open(self.record, goes_on=True)

    def match_original(self, gain_db: float, late: int) -> None:
        """How much louder the original has to be played, and how many frames late it is, to be as its stems."""
        self.original_gain_db = gain_db
        if late != self._original_late:
            self._original_late = late
            self._open_again()
        else:
            self._send_mix()

    def compare_with(self, rival: Rival | None) -> None:
        """Another result to hear instead, lane by lane; None for none."""
        if rival != self.rival:
            self.rival = rival
            if self.heard is Heard.RIVAL or rival is not None:
                self.heard = Heard.MIX if rival is None else Heard.RIVAL
            self._open_again()

    # --- transport ------------------------------------------------------------------------------------------------

    def toggle(self) -> None:
        if self.transport in (Transport.PLAYING, Transport.BUFFERING):
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        if self.frames:
            self._player.play(self.count_in)

    def pause(self) -> None:
        self._player.pause()

    def seek(self, frame: int) -> None:
        if self.frames:
            frame = min(max(0, frame), self.frames)
            self._player.seek(frame)
            self.moved.emit(frame / self.rate)

    def seek_seconds(self, seconds: float) -> None:
        self.seek(round(seconds * self.rate))

    @property
    def position(self) -> int:
        return self._player.position if self.frames else 0

    @property
    def seconds(self) -> float:
        return self.position / self.rate

    @property
    def tempo_now(self) -> float:
        """What is heard now: the trainer moves it, a count-in makes it 0."""
        return self._player.tempo if self.frames else self.course.tempo

    def levels(self) -> list[Level]:
        """Levels since the last call: one per stem, the sum last."""
        levels = self._player.levels() if self.frames else []
        if len(levels) <= len(self.lanes):
            return []
        shown = levels[: len(self.lanes)]
        if self.heard is Heard.RIVAL and self.rival is not None:
            first = len(self.lanes) + self.has_original
            at = {
                stem.stem: levels[first + n] for n, stem in enumerate(self.rival.stems) if first + n < len(levels) - 2
            }
            own = self.record.stems if self.record is not None else ()
            shown = [at.get(stem.stem, shown[n]) for n, stem in enumerate(own)]
        return [*shown, levels[-1]]

    # --- the course -----------------------------------------------------------------------------------------------

    @property
    def loop(self) -> Span | None:
        return self.course.loop

    def set_loop(self, loop: Span | None) -> None:
        """A loop region, or none. A region shorter than 50 ms is none."""
        if loop is not None:
            loop = Span(max(0, loop.start), min(self.frames, loop.end))
            if loop.end - loop.start < self.rate * _SHORTEST_LOOP:
                loop = None
        if loop == self.loop or not self.frames:
            return
        self.course = replace(self.course, loop=loop)
        self._player.set_course(self.course)
        if loop is not None and not loop.start <= self.position < loop.end:
            self.seek(loop.start)
        self.loop_changed.emit()

    def set_course(self, course: Course) -> None:
        """Tempo, pitch, trainer and metronome; the loop stays as it is."""
        course = replace(course, loop=self.loop)
        if course != self.course:
            self.course = course
            self._player.set_course(course)
            self.course_changed.emit()

    def silence(self, spans: Mapping[str, Sequence[Span]]) -> None:
        """Ranges in which stems are not heard, by stem."""
        wanted = {stem: tuple(found) for stem, found in spans.items() if found}
        if wanted != self._silenced:
            self._silenced = wanted
            self._player.silence(self.silenced)

    @property
    def silenced(self) -> tuple[tuple[Span, ...], ...]:
        """The same lane by lane."""
        stems = self.record.stems if self.record is not None else ()
        return tuple(self._silenced.get(stem.stem, ()) for stem in stems)

    # --- the mix --------------------------------------------------------------------------------------------------

    def mute(self, lane: int, on: bool) -> None:
        self._change(lane, lambda setting: replace(setting, muted=on))

    def solo(self, lane: int, on: bool, *, only: bool = False) -> None:
        """`only` takes the other solos away."""
        if only:
            self.lanes = [replace(setting, soloed=False) for setting in self.lanes]
        self._change(lane, lambda setting: replace(setting, soloed=on))

    def set_gain(self, lane: int, gain_db: float) -> None:
        self._change(lane, lambda setting: replace(setting, gain_db=gain_db))

    def set_pan(self, lane: int, pan: float) -> None:
        self._change(lane, lambda setting: replace(setting, pan=pan))

    def restore(self, lanes: Sequence[LaneSetting]) -> None:
        """All lanes at once, as they were set earlier."""
        if len(lanes) == len(self.lanes):
            self.lanes = list(lanes)
            self._send_mix()

    def set_master(self, gain_db: float) -> None:
        self.master_db = gain_db
        self._send_mix()

    def set_click_volume(self, gain_db: float) -> None:
        self.click_db = gain_db
        self._send_mix()

    @property
    def is_original(self) -> bool:
        return self.heard is Heard.ORIGINAL

    def set_original(self, on: bool) -> None:
        """The song as it was instead of its stems, at the same moment and as loud."""
        self.hear(Heard.ORIGINAL if on else Heard.MIX)

    def hear(self, heard: Heard) -> None:
        if heard in (Heard.ORIGINAL, Heard.REST) and not self.has_original:
            heard = Heard.MIX
        if heard is Heard.RIVAL and self.rival is None:
            heard = Heard.MIX
        self.heard = heard
        self._send_mix()

    def flip(self, heard: Heard) -> None:
        """To something else and back to the mix."""
        self.hear(Heard.MIX if self.heard is heard else heard)

    def is_on(self, lane: int) -> bool:
        """Whether a lane is neither muted nor left out by a solo."""
        setting = self.lanes[lane]
        return setting.soloed if any(other.soloed for other in self.lanes) else not setting.muted

    def is_heard(self, lane: int) -> bool:
        return self.is_on(lane) and self.heard is not Heard.ORIGINAL

    def _change(self, lane: int, change: Callable[[LaneSetting], LaneSetting]) -> None:
        if 0 <= lane < len(self.lanes):
            self.lanes[lane] = change(self.lanes[lane])
            self._send_mix()

    def _send_mix(self) -> None:
        on = self.course.beats is not None
        click = self.click_db if on else SILENT_DB
        self._player.set_lanes(self.settings(), self.master_db, click)
        self.mix_changed.emit()

    def settings(self) -> list[LaneSetting]:
        """What the player's lanes are set to now: stems, the original, the rival's stems."""
        silent = LaneSetting(muted=True)
        stems: list[LaneSetting] = list(self.lanes)
        if self.heard is Heard.REST:
            stems = [LaneSetting(muted=not self.is_on(lane), inverted=True) for lane in range(len(self.lanes))]
        elif self.heard is not Heard.MIX:
            stems = [silent] * len(self.lanes)
        others: list[LaneSetting] = []
        if self.has_original:
            wanted = self.heard in (Heard.ORIGINAL, Heard.REST)
            others.append(LaneSetting(self.original_gain_db) if wanted else silent)
        if self.rival is not None:
            others += self._rival_settings() if self.heard is Heard.RIVAL else [silent] * len(self.rival.stems)
        if any(setting.soloed for setting in stems):
            others = [silent] * len(others)
        return [*stems, *others]

    def _rival_settings(self) -> list[LaneSetting]:
        """A rival's stems under the settings of ours of the same name; what we have not is heard as it is."""
        assert self.rival is not None
        own = self.record.stems if self.record is not None else ()
        at = {stem.stem: number for number, stem in enumerate(own)}
        any_solo = any(setting.soloed for setting in self.lanes)
        found = []
        for stem in self.rival.stems:
            if stem.stem in at:
                lane = at[stem.stem]
                found.append(replace(self.lanes[lane], soloed=False, muted=not self.is_on(lane)))
            else:
                found.append(LaneSetting(muted=any_solo))
        return found

    # --- the device -----------------------------------------------------------------------------------------------

    def use_device(self, device: DeviceChoice) -> None:
        self._player.use_device(device)

    def ask_outputs(self) -> None:
        """`outputs_came` follows."""
        self._player.ask_outputs()

    # --- the player's answers -------------------------------------------------------------------------------------

    def _on_event(self, event: PlayerEvent) -> None:
        match event:
            case Opened():
                self._on_opened(event)
            case Refused():
                self._refused(event)
            case Silent():
                self._set_transport(Transport.PAUSED)
                self.silent.emit(event.message)
            case Moved():
                self.device_moved.emit(event.device)
            case Outputs():
                self.outputs_came.emit(event.outputs)
            case Transport():
                self._set_transport(event)

    def _on_opened(self, event: Opened) -> None:
        if event.ticket != self._ticket:
            return  # another record was put on meanwhile
        self.rate, self.frames = event.rate, event.frames
        if not self._goes_on:
            self.opened.emit(self.record)

    def _refused(self, event: Refused) -> None:
        """Stems that do not open are refused; an original or a rival that does not is done without."""
        record = self.record
        if record is not None and record.partial is not None and not self._goes_on:
            self.take_off()  # they can be heard when they are done
        elif record is not None and self.rival is not None:
            self.rival, self.heard = None, Heard.MIX
            self._open(record, goes_on=self._goes_on)
        elif record is not None and record.original is not None and (not self.frames or self._goes_on):
            self.record = replace(record, original=None)
            self.has_original = False
            self._open(self.record, goes_on=self._goes_on)
        else:
            self._set_transport(Transport.PAUSED)
            self.frames = 0
            self.refused.emit(event.message)

    def _set_transport(self, transport: Transport) -> None:
        if transport is not self.transport:
            self.transport = transport
            self.transport_changed.emit(transport)

    def quit(self) -> None:
        self._player.quit()


def _files(record: Record) -> list[LaneFile]:
    partial = record.partial
    length = None if partial is None else (partial.rate, partial.frames)
    return [LaneFile(stem.path, partial=length) for stem in record.stems]
