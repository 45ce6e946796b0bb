"""What opening a result means: stems go to the player; documents are opened one by one, as the user chooses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stemdesk.core.text import verbatim
from stemdesk.gui.documents import open_documents
from stemdesk.gui.loaded_stems import Record, Rival

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        self.record(_record(song, result))

    def partial(self, job: Job) -> None:
        """Stems that are still being made: they are heard as far as they go, at once."""
        partial = job.progress.partial
        if partial is None:
            return
        original = Path(job.spec.source) if job.spec.has_file else None
        record = Record(
            job.spec.title, verbatim(job.spec.model_name), partial.stems, original, job_id=job.id, partial=partial
        )
        self._playback.put_on(record, play=True)
        self.put_on.emit(record)

    def complete(self, job: Job, songs: Sequence[Song]) -> bool:
        """Whether the player had the job's stems loaded while they were made; it has the whole ones now."""
        loaded = self._playback.record
        if loaded is None or loaded.partial is None or loaded.job_id != job.id:
            return False
        for song in songs:
            for result in song.results:
                if result.job_id == job.id and [stem.stem for stem in result.results.stems] == [
                    stem.stem for stem in loaded.stems
                ]:
                    self._playback.complete(_record(song, result))
                    return True
        return False

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


def _record(song: Song, result: StoredResult) -> Record:
    original = song.track.path if song.track.codec != "stems" else None
    found = result.results
    rivals = tuple(
        Rival(other.label, other.results.stems)
        for other in song.results
        if other.id != result.id and other.results.stems
    )
    return Record(song.track.title, result.label, found.stems, original, result.id, found.documents, rivals)
