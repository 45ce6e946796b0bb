"""What is being played, as state: the stems, each lane's settings, loop, the original. Views show it, the player obeys it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stemdesk.audio.mixer import LaneSetting
from stemdesk.audio.orders import Opened, PlayerEvent, Refused, Silent, Transport
from stemdesk.audio.player import Player

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from stemdesk.audio.lanes import Span
    from stemdesk.core.stems import StemFile
    from stemdesk.core.text import Text


@dataclass(frozen=True, slots=True)
class Record:
    """What was put on: stems in lane order, the song that they came from if it is still there, and what else was made."""

    title: str
    note: Text
    stems: tuple[StemFile, ...]
    original: Path | None
    result_id: int | None = None
    documents: tuple[Path, ...] = ()


class Playback(QObject):
    """Frames are the song's, at `rate`. No method waits for anything."""

    opened = Signal(object)
    refused = Signal(object)
    silent = Signal(object)
    transport_changed = Signal(object)
    mix_changed = Signal()
    loop_changed = Signal()
    #: The playhead was put somewhere (seconds); while playing it moves by itself.
    moved = Signal(float)
    _from_player = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._player = Player(self._from_player.emit)
        self._from_player.connect(self._on_event)
        self.record: Record | None = None
        self.lanes: list[LaneSetting] = []
        self.master_db = 0.0
        self.is_original = False
        self.has_original = False
        self.loop: Span | None = None
        self.transport = Transport.PAUSED
        self.rate = 44_100
        self.frames = 0
        self._play_when_open = False

    # --- what to play ---------------------------------------------------------------------------------------------

    def put_on(self, record: Record, *, play: bool = False) -> None:
        """Opens a record from its beginning; neutral mix. `opened` or `refused` follows."""
        self.record = record
        self.lanes = [LaneSetting() for _ in record.stems]
        self.is_original = False
        self.has_original = record.original is not None
        self.loop = None
        self.frames = 0
        self._play_when_open = play
        self._set_transport(Transport.PAUSED)
        self._send_mix()
        self._player.open(self._files(record))

    @staticmethod
    def _files(record: Record) -> list[Path]:
        files = [stem.path for stem in record.stems]
        return [*files, record.original] if record.original is not None else files

    # --- transport ------------------------------------------------------------------------------------------------

    def toggle(self) -> None:
        if self.transport is Transport.PLAYING:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        if self.frames:
            self._player.play()

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

    def set_loop(self, loop: Span | None) -> None:
        """A loop region, or none. A region shorter than 50 ms is none."""
        if loop is not None and loop.end - loop.start < self.rate // 20:
            loop = None
        if loop == self.loop or not self.frames:
            return
        self.loop = loop
        self._player.set_loop(loop)
        if loop is not None and not loop.start <= self.position < loop.end:
            self.seek(loop.start)
        self.loop_changed.emit()

    # --- the mix --------------------------------------------------------------------------------------------------

    def mute(self, lane: int, on: bool) -> None:
        self._change(lane, muted=on)

    def solo(self, lane: int, on: bool, *, only: bool = False) -> None:
        """`only` takes the other solos away."""
        if only:
            self.lanes = [replace(setting, soloed=False) for setting in self.lanes]
        self._change(lane, soloed=on)

    def set_gain(self, lane: int, gain_db: float) -> None:
        self._change(lane, gain_db=gain_db)

    def set_pan(self, lane: int, pan: float) -> None:
        self._change(lane, pan=pan)

    def restore(self, lanes: Sequence[LaneSetting]) -> None:
        """All lanes at once, as they were set earlier."""
        if len(lanes) == len(self.lanes):
            self.lanes = list(lanes)
            self._send_mix()

    def set_master(self, gain_db: float) -> None:
        self.master_db = gain_db
        self._send_mix()

    def set_original(self, on: bool) -> None:
        """The song as it was instead of its stems, at the same moment: they add up to it, so it is as loud."""
        self.is_original = on and self.has_original
        self._send_mix()

    def is_heard(self, lane: int) -> bool:
        any_solo = any(setting.soloed for setting in self.lanes)
        setting = self.lanes[lane]
        return (setting.soloed if any_solo else not setting.muted) and not self.is_original

    def _change(self, lane: int, *, gain_db: float | None = None, pan: float | None = None, muted: bool | None = None,
                soloed: bool | None = None) -> None:  # fmt: skip
        if not 0 <= lane < len(self.lanes):
            return
        now = self.lanes[lane]
        self.lanes[lane] = LaneSetting(
            now.gain_db if gain_db is None else gain_db,
            now.pan if pan is None else pan,
            now.muted if muted is None else muted,
            now.soloed if soloed is None else soloed,
        )
        self._send_mix()

    def _send_mix(self) -> None:
        lanes: Sequence[LaneSetting] = self.lanes
        if self.is_original:
            lanes = [LaneSetting(muted=True) for _ in self.lanes] + [LaneSetting()]
        elif self.has_original:
            lanes = [*self.lanes, LaneSetting(muted=True)]
        self._player.set_lanes(lanes, self.master_db)
        self.mix_changed.emit()

    # --- the player's answers -------------------------------------------------------------------------------------

    def _on_event(self, event: PlayerEvent) -> None:
        match event:
            case Opened():
                self.rate, self.frames = event.rate, event.frames
                self.opened.emit(self.record)
                if self._play_when_open:
                    self.play()
            case Refused():
                self._refused(event)
            case Silent():
                self._set_transport(Transport.PAUSED)
                self.silent.emit(event.message)
            case Transport():
                self._set_transport(event)

    def _refused(self, event: Refused) -> None:
        """Stems that do not open are refused; an original that does not fit to them is done without."""
        record = self.record
        self._set_transport(Transport.PAUSED)
        if record is not None and record.original is not None and not self.frames:
            self.record = replace(record, original=None)
            self.has_original = False
            self._send_mix()
            self._player.open(self._files(self.record))
        else:
            self.frames = 0
            self.refused.emit(event.message)

    def _set_transport(self, transport: Transport) -> None:
        if transport is not self.transport:
            self.transport = transport
            self.transport_changed.emit(transport)

    def quit(self) -> None:
        self._player.quit()
