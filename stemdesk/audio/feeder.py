"""The player's own thread: decodes ahead, obeys orders in turn, and is the only one to touch the sound card."""

from __future__ import annotations

import logging
import queue
import threading
import time
from typing import TYPE_CHECKING, Final

import numpy as np

from stemdesk.audio.deck import Deck
from stemdesk.audio.device import NoSound, outputs
from stemdesk.audio.journey import Course, Journey
from stemdesk.audio.lanes import LaneReader
from stemdesk.audio.mixer import LaneSetting, gains, linear
from stemdesk.audio.orders import (
    Ask,
    Moved,
    Open,
    Opened,
    Order,
    Outputs,
    Pause,
    Play,
    PlayerEvent,
    Quit,
    Refused,
    Replace,
    Seek,
    SetCourse,
    Shut,
    Silence,
    Silent,
    Transport,
    UseDevice,
)
from stemdesk.audio.output import PlayerOutput
from stemdesk.audio.voice import Turn, Voice
from stemdesk.core.errors import StemDeskError
from stemdesk.core.text import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from stemdesk.audio.device import DeviceChoice
    from stemdesk.audio.lanes import Span
    from stemdesk.audio.mixer import Floats

_log = logging.getLogger(__name__)

_AHEAD_SECONDS: Final = 2.0
_FIRST_SECONDS: Final = 0.15
_CHUNK: Final = 8192
#: How far ahead of what plays now a change of the course begins: enough to decode its first moment meanwhile.
_KEEP_SECONDS: Final = 0.15
_TICK_SECONDS: Final = 0.02
#: At the edge of what has been made the sound fades out while there is still some left, and comes back with this much.
_EDGE_SECONDS: Final = 0.25
_RESUME_SECONDS: Final = 1.5


class Feeder:
    """Everything here runs on its thread, but for `set_lanes`, `heard_now` and `voice`."""

    def __init__(
        self, orders: queue.SimpleQueue[Order], tell: Callable[[PlayerEvent], None], newest_open: Callable[[], int],
        device: DeviceChoice,
    ) -> None:  # fmt: skip
        self._orders = orders
        self._tell = tell
        self._newest_open = newest_open
        self._output = PlayerOutput(device)
        self._reader: LaneReader | None = None
        self._is_buffering = False
        self._decks: list[Deck] = []
        self._course = Course()
        self._silenced: tuple[tuple[Span, ...], ...] = ()
        self._lanes: tuple[LaneSetting, ...] = ()
        self._master_db = self._click_db = 0.0
        self.voice: Voice | None = None
        self.ended = threading.Event()

    # --- called by other threads ----------------------------------------------------------------------------------

    def set_lanes(self, lanes: tuple[LaneSetting, ...], master_db: float, click_db: float) -> None:
        self._lanes, self._master_db, self._click_db = lanes, master_db, click_db
        voice = self.voice
        if voice is not None and len(lanes) + 1 == len(voice.matrix):
            voice.matrix = self._matrix()

    def heard_now(self) -> tuple[int, float]:
        """The song's frame that is heard now, and its tempo."""
        voice, reader = self.voice, self._reader
        if voice is None or reader is None:
            return 0, 1.0
        heard, turn = voice.heard, voice.turn
        if turn.deck is not heard.deck and turn.join is None:  # a seek that the callback has not seen yet
            song, tempo = turn.deck.song_at(0)
        else:
            ring: float = heard.deck.taken
            if self._output.is_running and not voice.is_silent:
                ring = heard.ring + (time.perf_counter() - heard.moment) * reader.rate
            song, tempo = heard.deck.song_at(max(0.0, min(ring, heard.deck.taken)))
        return min(reader.frames, max(0, round(song))), tempo

    # --- the thread -----------------------------------------------------------------------------------------------

    def run(self) -> None:
        try:
            while self._obey(self._next_order()):
                self._work()
        finally:
            self._close()
            self.ended.set()

    def _next_order(self) -> Order | None:
        try:
            return self._orders.get(timeout=_TICK_SECONDS if self._is_busy() else None)
        except queue.Empty:
            return None

    def _is_busy(self) -> bool:
        """Whether there is something to do without an order: sound to decode, a stream to stop."""
        if self.voice is None:
            return False
        return self._output.is_running or (self.voice.deck.end is None and self.voice.deck.room() >= _CHUNK)

    def _obey(self, order: Order | None) -> bool:
        try:
            self._carry_out(order)
        except StemDeskError as error:
            self._close()
            self._tell(Refused(error.message))
        except Exception as error:  # the player must survive whatever a file does to it
            _log.exception("player")
            self._close()
            self._tell(
                Refused(text("The player stumbled ({reason}). Open the stems again.", reason=type(error).__name__))
            )
        return not isinstance(order, Quit)

    def _carry_out(self, order: Order | None) -> None:
        match order:
            case Open():
                self._open(order)
            case Replace():
                self._replace(order)
            case Seek():
                self._seek(order.frame)
            case SetCourse():
                self._set_course(order.course)
            case Silence():
                self._silence(order)
            case Play():
                self._play(order.count_in)
            case Pause():
                self._pause()
            case Shut() | Quit():
                self._close()
            case _:
                self._serve_device(order)

    def _serve_device(self, order: Order | None) -> None:
        match order:
            case UseDevice():
                self._use_device(order.device)
            case Ask():
                self._tell(Outputs(outputs(anew=not self._output.is_open)))

    # --- what is open ---------------------------------------------------------------------------------------------

    def _open(self, order: Open) -> None:
        at, was_sounding = 0.0, False
        if order.goes_on and self._reader is not None and self.voice is not None:
            at = self.heard_now()[0] / self._reader.rate
            was_sounding = self.voice.sounding or self._is_buffering
        self._close()
        if order.ticket != self._newest_open():
            return  # another song was asked for meanwhile
        reader = self._reader = LaneReader(order.files, order.stems, self._output.choice.rate)
        capacity = round(_AHEAD_SECONDS * reader.rate)
        self._decks = [Deck(len(reader) + 1, capacity), Deck(len(reader) + 1, capacity)]
        if len(self._lanes) != len(reader):
            self._lanes = (LaneSetting(),) * len(reader)
        if order.goes_on:
            reader.silence(self._silenced)
        else:
            self._course, self._silenced = Course(), ()
        self._decks[0].restart(Journey(reader, min(reader.frames, round(at * reader.rate)), self._course))
        self._decks[0].fill(round(_FIRST_SECONDS * reader.rate))
        self.voice = Voice(len(reader) + 1, reader.rate, self._decks[0], self._matrix())
        self._tell(Opened(reader.rate, reader.frames, order.ticket))
        if was_sounding:
            self._sound()
        else:
            self._output.warm_up(self.voice)

    def _replace(self, order: Replace) -> None:
        old = self._reader
        if order.ticket != self._newest_open():
            return
        fresh = LaneReader(order.files, order.stems, self._output.choice.rate) if old is not None else None
        if old is None or fresh is None or (len(fresh), fresh.rate) != (len(old), old.rate):
            if fresh is not None:
                fresh.close()
            self._open(Open(order.files, order.stems, order.ticket, goes_on=True))
            return
        self._reader = fresh
        fresh.silence(self._silenced)
        self._go_on()
        old.close()
        self._tell(Opened(fresh.rate, fresh.frames, order.ticket))

    def _matrix(self) -> Floats:
        clicks = np.full((1, 2), linear(self._click_db) * linear(self._master_db), np.float32)
        return np.concatenate([gains(self._lanes, self._master_db), clicks])

    def _close(self) -> None:
        self._output.close()
        if self._reader is not None:
            self._reader.close()
        self._reader = self.voice = None
        self._is_buffering = False
        self._decks = []

    # --- transport ------------------------------------------------------------------------------------------------

    def _play(self, count_in: int) -> None:
        voice = self.voice
        if voice is None or self._reader is None or voice.sounding or self._is_buffering:
            return
        if voice.has_ended or (voice.deck.end is not None and voice.deck.taken >= voice.deck.end):
            self._go_to(self._course.loop.start if self._course.loop else 0, None, count_in)
        elif count_in and self._course.beats is not None:
            self._go_to(self.heard_now()[0], None, count_in)
        self._sound()

    def _sound(self) -> None:
        assert self.voice is not None
        assert self._reader is not None
        if self._is_at_the_edge(self.voice):
            self._buffer(self.voice)
            return
        self._is_buffering = False
        try:
            self.voice.sounding = True
            self._output.start(self.voice)
        except NoSound as error:
            self._lose_device()
            self._tell(Silent(error.message))
            return
        self._tell(Transport.PLAYING)

    def _pause(self) -> None:
        if self.voice is not None and (self.voice.sounding or self._is_buffering):
            self.voice.sounding = self._is_buffering = False
            self._tell(Transport.PAUSED)

    def _seek(self, frame: int) -> None:
        if self._reader is not None:
            self._go_to(min(max(0, frame), self._reader.frames), None)

    def _set_course(self, course: Course) -> None:
        if course != self._course:
            self._course = course
            self._go_on()

    def _silence(self, order: Silence) -> None:
        self._silenced = order.spans
        if self._reader is not None:
            self._reader.silence(order.spans)
            self._go_on()

    def _go_on(self) -> None:
        """From where it is, on the new course: a little ahead while it sounds, so that nothing is heard twice."""
        voice, reader = self.voice, self._reader
        if voice is None or reader is None:
            return
        playing = voice.playing
        if voice.turn.deck is not playing and voice.turn.join is None:
            self._go_to(round(voice.turn.deck.song_at(0)[0]), None)
        elif self._output.is_running and voice.sounding:
            join = min(playing.written, playing.taken + round(_KEEP_SECONDS * reader.rate))
            self._go_to(round(playing.song_at(join)[0]), join)
        else:
            self._go_to(round(playing.song_at(playing.taken)[0]), None)

    def _go_to(self, frame: int, join: int | None, count_in: int = 0) -> None:
        """Fills the other deck from `frame`, then lets the callback change over to it."""
        voice, reader = self.voice, self._reader
        if voice is None or reader is None:
            return
        spare = self._spare_deck(voice)
        spare.restart(Journey(reader, frame, self._course, count_in))
        spare.fill(round(_FIRST_SECONDS * reader.rate))
        if voice.sounding and join is None and spare.end is None and not spare.can_fill():
            self._buffer(voice)
        voice.turn = Turn(spare, join)
        if not self._output.is_running:
            voice.change_at_once()

    def _spare_deck(self, voice: Voice) -> Deck:
        """A deck that no callback reads. One that was left and not yet let go of is replaced by a new one."""
        for deck in self._decks:
            if not voice.holds(deck):
                return deck
        fresh = Deck(len(voice.matrix), self._decks[0].capacity)
        self._decks = [voice.playing, fresh]
        return fresh

    # --- in between -----------------------------------------------------------------------------------------------

    def _work(self) -> None:
        voice = self.voice
        if voice is None:
            return
        try:
            if voice.deck.end is None and voice.deck.room() >= _CHUNK:
                voice.deck.fill(_CHUNK if not self._output.is_running else 4 * _CHUNK)
        except StemDeskError as error:
            self._close()
            self._tell(Refused(error.message))
            return
        self._watch_the_edge(voice)
        if voice.has_ended and voice.sounding:
            voice.sounding = False
            self._tell(Transport.ENDED)
        if self._output.is_gone(voice):
            self._go_on_elsewhere(voice)
        self._output.rest(voice)

    def _watch_the_edge(self, voice: Voice) -> None:
        """Stems that are still being made: the music waits where they end, and goes on by itself."""
        deck = voice.deck
        if self._is_buffering:
            if deck.end is not None or deck.written - deck.taken >= self._frames(_RESUME_SECONDS):
                self._sound()
        elif voice.sounding and self._is_at_the_edge(voice):
            self._buffer(voice)

    def _is_at_the_edge(self, voice: Voice) -> bool:
        deck = voice.deck
        short = deck.end is None and deck.written - deck.taken < self._frames(_EDGE_SECONDS)
        return short and not deck.can_fill()

    def _buffer(self, voice: Voice) -> None:
        voice.sounding = False
        self._is_buffering = True
        self._tell(Transport.BUFFERING)

    def _frames(self, seconds: float) -> int:
        return round(seconds * self._reader.rate) if self._reader is not None else 0

    def _go_on_elsewhere(self, voice: Voice) -> None:
        was_sounding = voice.sounding
        self._lose_device()
        if was_sounding:
            self._sound()
            if self._output.is_open:
                self._tell(Moved(self._output.name))

    def _use_device(self, device: DeviceChoice) -> None:
        self._output.choice = device
        was_sounding = self.voice is not None and self.voice.sounding
        self._lose_device()
        if was_sounding:
            self._sound()

    def _lose_device(self) -> None:
        self._output.close()
        if self.voice is not None:
            self.voice.sounding = False
            self.voice.change_at_once()
