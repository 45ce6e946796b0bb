"""What opening a result means: stems go to the player; documents are opened one by one, as the user chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stemdesk.core.text import verbatim
from stemdesk.gui.documents import open_documents
from stemdesk.gui.playback import Record, Rival

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from stemdesk.core.jobs import Job
    from stemdesk.gui.bridge import Bridge
    from stemdesk.gui.playback import Playback
    from stemdesk.jobs.store import Song, StoredResult


class Opening(QObject):
    """`put_on` carries the record that the player was given."""

    put_on = Signal(object)

    def __init__(self, window: QWidget, playback: Playback, bridge: Bridge) -> None:
        super().__init__(window)
        self._window = window
        self._playback = playback
        self._bridge = bridge

    def result(self, song: Song, result: StoredResult) -> None:
        """A result of the library, beside the song that it was made from."""
        original = song.track.path if song.track.codec != "stems" else None
        found = result.results
        rivals = tuple(
            Rival(other.label, other.results.stems)
            for other in song.results
            if other.id != result.id and other.results.stems
        )
        self.record(Record(song.track.title, result.label, found.stems, original, result.id, found.documents, rivals))

    def job(self, job: Job, songs: Sequence[Song]) -> None:
        """A job's result: as the library knows it, or on its own where the song was removed from there."""
        for song in songs:
            for result in song.results:
                if result.job_id == job.id:
                    self.result(song, result)
                    return
        if job.results is not None:
            found = job.results
            self.record(Record(job.spec.title, verbatim(job.spec.model_name), found.stems, None, None, found.documents))

    def folder(self, song_id: int, folder: Path, songs: Sequence[Song]) -> None:
        """A folder of stems that was dropped."""
        for song in songs:
            for result in song.results:
                if song.id == song_id and result.results.folder == folder:
                    self.result(song, result)
                    return

    def record(self, record: Record) -> None:
        if record.stems:
            self._playback.put_on(record)
            self.put_on.emit(record)
            return
        open_documents(self._window, self._bridge, record.title, record.documents)
