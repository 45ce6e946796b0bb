"""The notes that tracks show: heard from their stems when somebody wants to see them, or as a service has sent them.

One stem is listened to after the other, on a thread of the pool and in a process of its own.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stemdesk.audio.transcription.sent_notes import sent_notes
from stemdesk.audio.transcription.stem_notes import missing_network, notes_of
from stemdesk.core.errors import StemDeskError, explained
from stemdesk.gui.base.i18n import show, tr
from stemdesk.inference import fetch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from stemdesk.core.music.notes import Note
    from stemdesk.core.stems import StemFile
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.session.loaded_stems import LoadedStems
    from stemdesk.gui.session.playback import Playback

_log = logging.getLogger(__name__)


class LaneNotes(QObject):
    """`drawn` carries a track and its notes, None where none are shown. `listening` carries what is listened to, "" where
    nothing is, `advanced` how far that is (0…1), `got` how much of the trained file has come that it needs. `told` carries
    what there is to say otherwise, and whether trying again may help."""

    drawn = Signal(int, object)
    listening = Signal(str)
    got = Signal(float)
    advanced = Signal(float)
    told = Signal(str, bool)

    def __init__(self, playback: Playback, bridge: EngineBridge, pool: Executor, cache: Path) -> None:
        super().__init__()
        self._playback = playback
        self._bridge = bridge
        self._pool = pool
        self._cache = cache
        self._stop = threading.Event()
        self._known: dict[str, tuple[Note, ...]] = {}
        self._sent: Mapping[str, tuple[Note, ...]] | None = None
        self._is_at_work = False
        self._failed: list[str] = []
        playback.looks.changed.connect(self._follow)
        playback.reordered.connect(lambda _: self._draw())

    def begin(self) -> None:
        """Other stems are loaded, or the same ones are whole now."""
        self.stop()
        self._known, self._sent = {}, None
        self._draw()
        self._follow()

    def stop(self) -> None:
        self._stop.set()
        self._stop = threading.Event()

    def cancel(self) -> None:
        """What was not heard yet is not shown."""
        self.stop()
        looks = self._playback.looks
        looks.show_notes([stem for stem in looks.notes if stem not in self._known], on=False)

    def again(self) -> None:
        """What went wrong is tried once more."""
        self._playback.looks.show_notes(self._failed, on=True)

    def _stems(self) -> Sequence[StemFile]:
        loaded = self._playback.loaded_stems
        return loaded.stems if loaded is not None and loaded.partial is None else ()

    def _draw(self) -> None:
        shown = self._playback.looks.notes
        for track, stem in enumerate(self._stems()):
            self.drawn.emit(track, self._known.get(stem.stem) if stem.stem in shown else None)

    def _follow(self) -> None:
        self._draw()
        if self._next() is not None and not self._is_at_work:
            self._bridge.spawn(self._listen())

    def _next(self) -> StemFile | None:
        shown = self._playback.looks.notes
        return next((stem for stem in self._stems() if stem.stem in shown and stem.stem not in self._known), None)

    async def _listen(self) -> None:
        self._is_at_work = True
        silent: list[str] = []
        trouble, self._failed = "", []
        try:
            while (stem := self._next()) is not None:
                stop, loaded, failed = self._stop, self._playback.loaded_stems, False
                assert loaded is not None
                name = self._playback.looks.name(stem.stem)
                self.listening.emit(name)
                try:
                    notes = await self._notes(loaded, stem, stop)
                except (StemDeskError, OSError) as error:
                    trouble, failed = show(explained(error).message), True
                    _log.warning("no notes of %s: %s", stem.stem, trouble)
                    notes = ()
                    if not stop.is_set():
                        self._failed.append(stem.stem)
                        self._playback.looks.show_notes([stem.stem], on=False)
                if stop.is_set() or notes is None:
                    silent = []
                    continue
                if not failed:
                    self._known[stem.stem] = notes
                    silent += [] if notes else [name]
                self._draw()
        finally:
            self._is_at_work = False
            self.listening.emit("")
        if trouble:
            self.told.emit(trouble, bool(self._failed))
        elif silent:
            self.told.emit(tr("No notes found in {stems}.", stems=", ".join(silent)), False)

    async def _notes(self, loaded: LoadedStems, stem: StemFile, stop: threading.Event) -> tuple[Note, ...] | None:
        if self._sent is None:
            self._sent = await asyncio.wrap_future(self._pool.submit(sent_notes, loaded.documents, loaded.stems))
        if stem.stem in self._sent:
            return self._sent[stem.stem]
        return await asyncio.wrap_future(self._pool.submit(self._heard, stem, stop))

    def _heard(self, stem: StemFile, stop: threading.Event) -> tuple[Note, ...] | None:
        """On a thread of the pool: gets the trained file first where it is missing. None when `stop` said so."""
        model = missing_network(stem, self._cache)
        if model is not None:
            self.got.emit(0.0)
            try:
                fetch.get(stop.is_set, model, self.got.emit)
            except fetch.Stopped:
                return None
        return notes_of(stem, self._cache, stop.is_set, self.advanced.emit)
