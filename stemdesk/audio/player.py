"""The player: several stems in one stream, sample-exact together.

Three threads have a part. The caller's (the window's) only sets values and posts orders, and never waits. The feeder
decodes ahead into decks and opens, starts and stops the device. PortAudio's callback mixes (see `voice`).
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from stemdesk.audio.deck import Deck, Loop
from stemdesk.audio.device import NoSound, Stream, open_output
from stemdesk.audio.lanes import LaneReader
from stemdesk.audio.mixer import LaneSetting, gains
from stemdesk.audio.voice import Voice
from stemdesk.core.errors import StemDeskError
from stemdesk.core.text import Text, text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_log = logging.getLogger(__name__)

_AHEAD_SECONDS: Final = 2.0
_FIRST_SECONDS: Final = 0.15
_CHUNK: Final = 8192
#: What a change of the loop leaves untouched of the sound that is decoded already, so the callback never runs dry.
_KEEP_SECONDS: Final = 0.15
_TICK_SECONDS: Final = 0.02
#: PulseAudio loses the first and the last moments of a stream (both were recorded). So a stream begins with silence, and
#: ends some time after the sound has.
_LEAD_IN_SECONDS: Final = 0.04
_REST_AFTER_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class Opened:
    """The stems are ready. `frames` at `rate` is the longest stem's length."""

    rate: int
    frames: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The stems could not be opened, or broke off while playing."""

    message: Text


@dataclass(frozen=True, slots=True)
class Silent:
    """There is no sound card; everything else goes on."""

    message: Text


class Transport(Enum):
    PLAYING = "playing"
    PAUSED = "paused"
    ENDED = "ended"


PlayerEvent = Opened | Refused | Silent | Transport


@dataclass(frozen=True, slots=True)
class _Open:
    stems: tuple[Path, ...]
    ticket: int


@dataclass(frozen=True, slots=True)
class _Seek:
    frame: int


@dataclass(frozen=True, slots=True)
class _SetLoop:
    loop: Loop | None


class _Order(Enum):
    PLAY = "play"
    PAUSE = "pause"
    CLOSE = "close"
    QUIT = "quit"


class Player:
    """`listener` is called on the feeder's thread with every `PlayerEvent`."""

    def __init__(self, listener: Callable[[PlayerEvent], None]) -> None:
        self._orders: queue.SimpleQueue[_Open | _Seek | _SetLoop | _Order] = queue.SimpleQueue()
        self._newest_open = 0
        self._feeder = _Feeder(self._orders, listener, lambda: self._newest_open)
        threading.Thread(target=self._feeder.run, name="player", daemon=True).start()

    def open(self, stems: Sequence[Path]) -> None:
        """Opens stems as lanes; `Opened` or `Refused` follows. What was open before is closed."""
        self._newest_open += 1
        self._orders.put(_Open(tuple(stems), self._newest_open))

    def play(self) -> None:
        self._orders.put(_Order.PLAY)

    def pause(self) -> None:
        self._orders.put(_Order.PAUSE)

    def seek(self, frame: int) -> None:
        self._orders.put(_Seek(frame))

    def set_loop(self, loop: Loop | None) -> None:
        self._orders.put(_SetLoop(loop))

    def set_lanes(self, lanes: Sequence[LaneSetting], master_db: float = 0.0) -> None:
        """New settings for all lanes, heard within the device's latency."""
        self._feeder.set_lanes(tuple(lanes), master_db)

    def close(self) -> None:
        """Closes the stems and the device; the player can open others."""
        self._newest_open += 1
        self._orders.put(_Order.CLOSE)

    def quit(self) -> None:
        """Ends the feeder and waits for it to have closed the device."""
        self._newest_open += 1
        self._orders.put(_Order.QUIT)
        self._feeder.ended.wait(timeout=5)

    @property
    def position(self) -> int:
        """The frame of the song that is heard now."""
        return self._feeder.position

    @property
    def underruns(self) -> int:
        """How often sound was missing since the stems were opened (PortAudio's flag and our own count)."""
        voice = self._feeder.voice
        return 0 if voice is None else voice.underruns


class _Feeder:
    """The player's thread. Everything here runs on it, but for `set_lanes`, `position` and `voice`."""

    def __init__(
        self, orders: queue.SimpleQueue[_Open | _Seek | _SetLoop | _Order], tell: Callable[[PlayerEvent], None],
        newest_open: Callable[[], int],
    ) -> None:  # fmt: skip
        self._orders = orders
        self._tell = tell
        self._newest_open = newest_open
        self._reader: LaneReader | None = None
        self._stream: Stream | None = None
        self._running = False
        self._silent_since: float | None = None
        self._decks: list[Deck] = []
        self._loop: Loop | None = None
        self._lanes: tuple[LaneSetting, ...] = ()
        self._master_db = 0.0
        self.voice: Voice | None = None
        self.ended = threading.Event()

    # --- called by other threads ----------------------------------------------------------------------------------

    def set_lanes(self, lanes: tuple[LaneSetting, ...], master_db: float) -> None:
        self._lanes, self._master_db = lanes, master_db
        voice = self.voice
        if voice is not None and len(lanes) == len(voice.matrix):
            voice.matrix = gains(lanes, master_db)

    @property
    def position(self) -> int:
        voice, reader = self.voice, self._reader
        if voice is None or reader is None:
            return 0
        heard = voice.heard
        if voice.deck is not heard.deck:  # a seek that the callback has not seen yet
            return voice.deck.song_frame(0)
        ring = heard.deck.taken
        if self._running and not voice.is_silent:
            ring = heard.ring + round((time.perf_counter() - heard.moment) * reader.rate)
        return min(reader.frames, max(0, heard.deck.song_frame(max(0, min(ring, heard.deck.taken)))))

    # --- the thread -----------------------------------------------------------------------------------------------

    def run(self) -> None:
        try:
            while self._obey(self._next_order()):
                self._work()
        finally:
            self._close()
            self.ended.set()

    def _next_order(self) -> _Open | _Seek | _SetLoop | _Order | None:
        try:
            return self._orders.get(timeout=_TICK_SECONDS if self._is_busy() else None)
        except queue.Empty:
            return None

    def _is_busy(self) -> bool:
        """Whether there is something to do without an order: sound to decode, a stream to stop."""
        if self.voice is None:
            return False
        return self._running or (self.voice.deck.end is None and self.voice.deck.room() >= _CHUNK)

    def _obey(self, order: _Open | _Seek | _SetLoop | _Order | None) -> bool:
        try:
            match order:
                case None:
                    pass
                case _Open():
                    self._open(order)
                case _Seek():
                    self._seek(order.frame)
                case _SetLoop():
                    self._set_loop(order.loop)
                case _Order.PLAY:
                    self._play()
                case _Order.PAUSE:
                    self._pause()
                case _Order.CLOSE:
                    self._close()
                case _Order.QUIT:
                    return False
        except StemDeskError as error:
            self._close()
            self._tell(Refused(error.message))
        except Exception as error:  # the player must survive whatever a file does to it
            _log.exception("player")
            self._close()
            self._tell(
                Refused(text("The player stumbled ({reason}). Open the stems again.", reason=type(error).__name__))
            )
        return True

    def _open(self, order: _Open) -> None:
        self._close()
        if order.ticket != self._newest_open():
            return  # another song was asked for meanwhile
        self._reader = LaneReader(order.stems)
        lanes, rate = len(self._reader), self._reader.rate
        capacity = round(_AHEAD_SECONDS * rate)
        self._decks = [Deck(lanes, capacity), Deck(lanes, capacity)]
        if len(self._lanes) != lanes:
            self._lanes = (LaneSetting(),) * lanes
        self._decks[0].restart(0)
        self._decks[0].fill(self._reader, round(_FIRST_SECONDS * rate), None)
        self._loop = None
        self.voice = Voice(lanes, rate, self._decks[0], gains(self._lanes, self._master_db))
        self._tell(Opened(rate, self._reader.frames))

    def _close(self) -> None:
        if self._stream is not None:
            self._stream.close()
        if self._reader is not None:
            self._reader.close()
        self._stream = self._reader = self.voice = None
        self._running = False
        self._decks = []

    def _play(self) -> None:
        if self.voice is None or self._reader is None:
            return
        if self.voice.has_ended or (self.voice.deck.end is not None and self.voice.deck.taken >= self.voice.deck.end):
            self._seek(self._loop.start if self._loop else 0)
        try:
            if self._stream is None:
                self._stream = open_output(self._reader.rate, self.voice.speak)
            self.voice.sounding = True
            if not self._running:
                self.voice.is_silent = False
                self.voice.lead_in = round(_LEAD_IN_SECONDS * self._reader.rate)
                self._stream.start()
                self._running = True
        except NoSound as error:
            self._lose_device()
            self._tell(Silent(error.message))
            return
        self._tell(Transport.PLAYING)

    def _pause(self) -> None:
        if self.voice is not None and self.voice.sounding:
            self.voice.sounding = False
            self._tell(Transport.PAUSED)

    def _seek(self, frame: int) -> None:
        """Fills the other deck from `frame`, then lets the callback change over to it."""
        if self.voice is None or self._reader is None:
            return
        frame = min(max(0, frame), self._reader.frames)
        spare = self._spare_deck()
        self._reader.seek(frame)
        spare.restart(frame)
        spare.fill(self._reader, round(_FIRST_SECONDS * self._reader.rate), self._loop)
        self.voice.deck = spare
        if not self._running:
            self.voice.change_at_once()

    def _spare_deck(self) -> Deck:
        """A deck that no callback reads. One that was left and not yet let go of is replaced by a new one."""
        assert self.voice is not None
        for deck in self._decks:
            if not self.voice.holds(deck):
                return deck
        fresh = Deck(len(self.voice.matrix), self._decks[0].capacity)
        self._decks = [self.voice.deck, fresh]
        return fresh

    def _set_loop(self, loop: Loop | None) -> None:
        self._loop = loop
        if self.voice is not None and self._reader is not None:
            keep = round(_KEEP_SECONDS * self._reader.rate)
            self._reader.seek(self.voice.deck.take_back(keep))

    def _work(self) -> None:
        voice, reader = self.voice, self._reader
        if voice is None or reader is None:
            return
        try:
            if voice.deck.end is None and voice.deck.room() >= _CHUNK:
                voice.deck.fill(reader, _CHUNK if not self._running else 4 * _CHUNK, self._loop)
        except StemDeskError as error:
            self._close()
            self._tell(Refused(error.message))
            return
        if voice.has_ended and voice.sounding:
            voice.sounding = False
            self._tell(Transport.ENDED)
        self._rest()

    def _rest(self) -> None:
        """Stops a stream that has been silent for a while; at once would cut the fade off, and a new start takes longer."""
        if self.voice is None or self._stream is None or not self._running:
            return
        if self.voice.sounding or not self.voice.is_silent:
            self._silent_since = None
        elif self._silent_since is None:
            self._silent_since = time.monotonic()
        elif time.monotonic() - self._silent_since > _REST_AFTER_SECONDS:
            self._stream.stop()
            self._running = False

    def _lose_device(self) -> None:
        if self._stream is not None:
            self._stream.close()
        self._stream = None
        self._running = False
        if self.voice is not None:
            self.voice.sounding = False
