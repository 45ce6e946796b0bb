"""Listens to the song that is loaded, once, on a thread of its own, and says how far that is."""

from __future__ import annotations

import asyncio
import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stemdesk.audio.analysis.song_analysis import analysis_of
from stemdesk.core.errors import StemDeskError
from stemdesk.gui.arrangement.chord_model import ChordModel
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.session.arrangement import Listening

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor
    from pathlib import Path

    from stemdesk.audio.analysis.song_analysis import Analysis
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.session.loaded_stems import LoadedStems
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice
    from stemdesk.providers.registry import Registry

_log = logging.getLogger(__name__)


class SongListener(QObject):
    #: A part of the analysis, and what says that nobody wants it any more.
    _came = Signal(object, object)
    #: How far listening is (0…1), and the same.
    _advanced = Signal(float, object)

    def __init__(
        self, playback: Playback, practice: Practice, bridge: EngineBridge, pool: ThreadPoolExecutor, cache: Path
    ) -> None:
        super().__init__()
        self._came.connect(self._show_part)
        self._advanced.connect(self._show_advance)
        self._playback = playback
        self._practice = practice
        self._bridge = bridge
        self._pool = pool
        self._cache = cache
        self._stop = threading.Event()
        self._loaded: LoadedStems | None = None
        self._model: ChordModel | None = None

    def get_models_from(self, registry: Registry) -> None:
        """Where the trained file comes from, if it is missing."""
        self._model = ChordModel(registry, self._bridge, self._practice.arrangement, self.again)

    def get_file(self) -> None:
        if self._model is not None:
            self._model.get()

    def stop(self) -> None:
        self._stop.set()

    def listen(self, loaded_stems: LoadedStems) -> None:
        """To another song; to one that is being made, when it is whole."""
        self.stop()
        self._stop = threading.Event()
        self._loaded = loaded_stems
        arrangement = self._practice.arrangement
        if loaded_stems.partial is not None:
            arrangement.show_listening(Listening.WAITS)
            return
        arrangement.show_listening(Listening.GOES_ON)
        self._bridge.spawn(self._listen(loaded_stems, self._stop))

    def again(self) -> None:
        """What was missing is there now."""
        if self._loaded is not None:
            self.listen(self._loaded)

    async def _listen(self, loaded_stems: LoadedStems, stop: threading.Event) -> None:
        """What it cannot tell is simply not shown; what it knows early is shown while it goes on."""

        def told(done: float, known: Analysis | None) -> None:
            """On the thread that listens."""
            self._advanced.emit(done, stop)
            if known is not None:
                self._came.emit(known, stop)

        work = self._pool.submit(analysis_of, *loaded_stems.listening, self._cache, stop.is_set, told)
        try:
            analysis = await asyncio.wrap_future(work)
        except (StemDeskError, OSError) as error:
            _log.warning("no beats, key and loudness: %s", error)
            if not stop.is_set():
                words = show(error.message) if isinstance(error, StemDeskError) else ""
                self._practice.arrangement.show_listening(
                    Listening.FAILED, trouble=words or tr("Listening to this song failed.")
                )
            return
        if analysis is not None and not stop.is_set() and self._playback.frames:  # else another song is about to come
            self._practice.show_analysis(analysis)
            if not analysis.chords:
                self._say_why_not(analysis)
            self._playback.match_original(analysis.original_gain_db, analysis.original_late)

    def _show_part(self, analysis: Analysis, stop: threading.Event) -> None:
        if not stop.is_set():
            done = self._practice.arrangement.fraction
            self._practice.show_analysis(analysis)
            self._practice.arrangement.show_listening(Listening.GOES_ON, done)

    def _show_advance(self, done: float, stop: threading.Event) -> None:
        arrangement = self._practice.arrangement
        if not stop.is_set() and arrangement.listening is Listening.GOES_ON:
            arrangement.show_listening(Listening.GOES_ON, round(done, 2))

    def _say_why_not(self, analysis: Analysis) -> None:
        """There are no chords: because something is missing, or because nobody plays any."""
        if analysis.chords_missing.template:
            self._practice.arrangement.show_listening(Listening.FAILED, trouble=show(analysis.chords_missing))
        if self._model is not None:
            self._model.look()
