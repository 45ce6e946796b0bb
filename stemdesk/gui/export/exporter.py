"""Opens the export dialog for what is loaded, or for the newest results of the selected songs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.export.chart_export import ChartExporter
from stemdesk.gui.export.export_dialog import ExportDialog
from stemdesk.gui.export.export_source import kept_source, loaded_source, newest_result

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from stemdesk.core.music.lyrics import Lyrics
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.export.export_source import ExportSource
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice
    from stemdesk.jobs.library import Library
    from stemdesk.jobs.store import Song


class Exporter(QObject):
    """`exported` carries the file, or for several files their folder; `refused` says why there is nothing to export."""

    exported = Signal(object)
    refused = Signal(str)

    def __init__(
        self, window: QWidget, playback: Playback, practice: Practice, *, bridge: EngineBridge, library: Library,
        settings: Settings, lyrics: Callable[[], Lyrics],
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window = window
        self._playback = playback
        self._practice = practice
        self._bridge = bridge
        self._library = library
        self._settings = settings
        self._chart = ChartExporter(window, playback, practice, bridge=bridge, settings=settings, lyrics=lyrics)
        self._chart.exported.connect(self.exported)
        self._chart.refused.connect(self.refused)

    def open_chart(self) -> None:
        """Chords, sections and words of what is loaded, as a page."""
        self._chart.ask()

    def open(self, selected: Sequence[Song]) -> None:
        loaded_stems = self._playback.loaded_stems
        if loaded_stems is not None and loaded_stems.partial is not None:
            self.refused.emit(tr("“{song}” can be exported as soon as it is separated.", song=loaded_stems.title))
            return
        songs = [song for song in selected if newest_result(song) is not None]
        if len(songs) > 1 or loaded_source(self._playback, self._practice) is None:
            self.open_songs(songs)
        else:
            self._open([], 0 if loaded_stems is not None and loaded_stems.is_notes else None)

    def open_midi(self, track: int) -> None:
        """For the notes of one stem of what is loaded."""
        self._open([], track)

    def open_songs(self, songs: Sequence[Song]) -> None:
        """The newest result of each, as it was set when it was played last."""
        self._bridge.spawn(self._open_songs(songs))

    async def _open_songs(self, songs: Sequence[Song]) -> None:
        several = []
        for song in songs:
            result = newest_result(song)
            kept = {} if result is None else await self._bridge.ask(self._library.mix(result.results.folder))
            if (source := kept_source(song, kept)) is not None:
                several.append(source)
        self._open(several)

    def _open(self, several: Sequence[ExportSource], midi_of: int | None = None) -> None:
        loaded = loaded_source(self._playback, self._practice)
        if loaded is None and not several:
            self.refused.emit(tr("There is nothing to export yet. Split a song first."))
            return
        dialog = ExportDialog(self._window, self._bridge, self._settings, loaded, several, midi_of=midi_of)
        dialog.exported.connect(self.exported)
        dialog.open()

    def stop(self) -> None:
        """What is being written is given up."""
        for dialog in self._window.findChildren(ExportDialog):
            dialog.reject()
