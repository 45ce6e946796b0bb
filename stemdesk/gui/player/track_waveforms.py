"""The tracks' waveforms: read off the stems in the background, and while these are being made, filled from the left."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from stemdesk.audio.analysis.waveform_peaks import GrowingPeaks, load_peaks
from stemdesk.core.errors import StemDeskError

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from pathlib import Path

    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.player.waveform_canvas import WaveformCanvas
    from stemdesk.gui.session.loaded_stems import LoadedStems
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
        self._growing: list[GrowingPeaks] = []
        self._is_reading = False
        self._is_behind = False
        playback.grew.connect(self._grew)

    def show(self, loaded_stems: LoadedStems) -> None:
        """Of another record, or of the same one now that it is whole."""
        self.stop()
        if loaded_stems.partial is None:
            for track, stem in enumerate(loaded_stems.stems):
                self._bridge.spawn(self._load(track, stem.path, self._stop))
        else:
            self._growing = [GrowingPeaks(stem.path, loaded_stems.partial) for stem in loaded_stems.stems]
            self._canvas.show_ready(0.0)
            self._grew()

    def stop(self) -> None:
        self._stop.set()
        self._stop = threading.Event()
        self._growing = []
        self._canvas.show_ready(None)

    async def _load(self, track: int, path: Path, stop: threading.Event) -> None:
        with suppress(StemDeskError, OSError):
            peaks = await asyncio.wrap_future(self._pool.submit(load_peaks, path, self._cache, stop.is_set))
            if peaks is not None and not stop.is_set():
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
                for track, growing in enumerate(self._growing):
                    with suppress(StemDeskError, OSError):
                        known = growing.seconds
                        peaks = await asyncio.wrap_future(self._pool.submit(growing.read_on))
                        if not stop.is_set():
                            self._canvas.extend_peaks(track, peaks, known)
                if not stop.is_set():
                    self._canvas.show_ready(min(growing.seconds for growing in self._growing))
        finally:
            self._is_reading = False
