"""What is dragged from the tracks into other programs: stems as they lie on disk, notes as MIDI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from stemdesk.gui.export.drag_export import DragFiles, drag_files, notes_piece

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.player.track_area import TrackArea
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice


class DragOut(QObject):
    def __init__(
        self, tracks: TrackArea, playback: Playback, practice: Practice, bridge: EngineBridge, cache: Path
    ) -> None:
        super().__init__(tracks)
        self._tracks = tracks
        self._playback = playback
        self._practice = practice
        self._notes = DragFiles(bridge, cache)
        tracks.dragged.connect(self._drag_stems)
        tracks.notes_near.connect(lambda near: self._notes.prepare(notes_piece(playback, practice, near)))
        tracks.notes_pulled.connect(self._drag_notes)

    def _drag_stems(self, tracks: Sequence[int]) -> None:
        loaded = self._playback.loaded_stems
        if loaded is not None and loaded.partial is None and self._playback.frames:  # else these are of the song before
            drag_files(self._tracks, [loaded.stems[track].path for track in tracks], self._tracks.picture(tracks))

    def _drag_notes(self, tracks: Sequence[int]) -> None:
        """As soon as their file is there: they are known, so that is before the mouse is out of the window."""
        piece = notes_piece(self._playback, self._practice, tracks)
        file = self._notes.ready(piece)
        if file is not None:
            drag_files(self._tracks, [file], self._tracks.picture(tracks))
        else:
            self._notes.prepare(piece)
