"""The tracks' waveforms: read off the stems in the background, and while these are being made, filled from the left.

While another result is heard instead, its waveforms are shown.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from stemdesk.audio.analysis.waveform_peaks import GrowingPeaks, load_peaks
from stemdesk.core.errors import StemDeskError
from stemdesk.gui.session.loaded_stems import MonitorSource
from stemdesk.gui.tracks.lane_notes import LaneNotes

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from pathlib import Path

    from stemdesk.audio.analysis.waveform_peaks import Peaks
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.player.waveform_canvas import WaveformCanvas
    from stemdesk.gui.session.loaded_stems import ComparisonResult, LoadedStems
    from stemdesk.gui.session.playback import Playback


class TrackWaveforms:
    """Files are read on threads of `pool`. A track without a picture still plays."""

    def __init__(
        self, playback: Playback, canvas: WaveformCanvas, bridge: EngineBridge, pool: Executor, cache: Path
    ) -> None:
        self._playback = playback
        self._canvas = canvas
        self._bridge = bridge
        self._pool = pool
        self._cache = cache
        self._stop = threading.Event()
        self._known: dict[Path, Peaks] = {}
        self._asked: set[Path] = set()
        self._heard: ComparisonResult | None = None
        self._growing: dict[str, GrowingPeaks] = {}
        self._is_reading = False
        self._is_behind = False
        self.notes = LaneNotes(playback, bridge, pool, cache)
        playback.grew.connect(self._grew)
        playback.mix_changed.connect(self._follow)

    def show(self, loaded_stems: LoadedStems) -> None:
        """Of another record, or of the same one now that it is whole."""
        self.stop()
        self.notes.begin()
        self._heard = None
        if loaded_stems.partial is None:
            for stem in loaded_stems.stems:
                self._ask(stem.path)
        else:
            self._growing = {stem.stem: GrowingPeaks(stem.path, loaded_stems.partial) for stem in loaded_stems.stems}
            self._canvas.show_ready(0.0)
            self._grew()

    def stop(self) -> None:
        self.notes.stop()
        self._stop.set()
        self._stop = threading.Event()
        self._growing = {}
        self._known, self._asked = {}, set()
        self._canvas.show_ready(None)

    def _follow(self) -> None:
        """Another result is heard now, or no longer."""
        playback = self._playback
        heard = playback.comparison if playback.heard is MonitorSource.COMPARISON else None
        if heard == self._heard or playback.loaded_stems is None:
            return
        self._heard = heard
        for stem in heard.stems if heard is not None else ():
            self._ask(stem.path)
        for track, path in enumerate(self._paths()):
            self._show(track, path)

    def _paths(self) -> list[Path | None]:
        """Which file is heard on each track."""
        loaded_stems = self._playback.loaded_stems
        stems = loaded_stems.stems if loaded_stems is not None else ()
        if self._heard is None:
            return [stem.path for stem in stems]
        rivals = {stem.stem: stem.path for stem in self._heard.stems}
        return [rivals.get(stem.stem) for stem in stems]

    def _show(self, track: int, path: Path | None) -> None:
        peaks = self._known.get(path) if path is not None else None
        if peaks is None:
            self._canvas.show_no_peaks(track)
        else:
            self._canvas.show_peaks(track, peaks)

    def _ask(self, path: Path) -> None:
        if path not in self._asked:
            self._asked.add(path)
            self._bridge.spawn(self._load(path, self._stop))

    async def _load(self, path: Path, stop: threading.Event) -> None:
        with suppress(StemDeskError, OSError):
            peaks = await asyncio.wrap_future(self._pool.submit(load_peaks, path, self._cache, stop.is_set))
            if peaks is None or stop.is_set():
                return
            self._known[path] = peaks
            for track, shown in enumerate(self._paths()):
                if shown == path:
                    self._canvas.show_peaks(track, peaks)

    def _grew(self) -> None:
        self._is_behind = True
        if not self._is_reading:
            self._bridge.spawn(self._read_on())

    async def _read_on(self) -> None:
        """Only what has come since the last time; one round after the other."""
        self._is_reading = True
        try:
            while self._is_behind and self._growing:
                self._is_behind = False
                stop = self._stop
                for stem, growing in list(self._growing.items()):
                    with suppress(StemDeskError, OSError):
                        known = growing.seconds
                        peaks = await asyncio.wrap_future(self._pool.submit(growing.read_on))
                        if not stop.is_set():
                            self._extend(stem, peaks, known)
                if not stop.is_set():
                    self._canvas.show_ready(min(growing.seconds for growing in self._growing.values()))
        finally:
            self._is_reading = False

    def _extend(self, stem: str, peaks: Peaks, known: float) -> None:
        loaded_stems = self._playback.loaded_stems
        for track, found in enumerate(loaded_stems.stems if loaded_stems is not None else ()):
            if found.stem == stem:
                self._canvas.extend_peaks(track, peaks, known)
