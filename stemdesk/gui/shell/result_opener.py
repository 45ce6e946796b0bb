"""What opening a result means: stems go to the player; documents are opened one by one, as the user chooses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stemdesk.core.song_files import SongKind
from stemdesk.gui.player.documents_bar import open_documents
from stemdesk.gui.session.loaded_stems import ComparisonResult, LoadedStems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from stemdesk.core.jobs import Job
    from stemdesk.core.stems import StemFile
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.session.playback import Playback
    from stemdesk.jobs.store import Song, StoredResult


class ResultOpener(QObject):
    """`load` carries the loaded stems that the player was given."""

    load = Signal(object)

    def __init__(self, window: QWidget, playback: Playback, bridge: EngineBridge) -> None:
        super().__init__(window)
        self._window = window
        self._playback = playback
        self._bridge = bridge

    def result(self, song: Song, result: StoredResult) -> None:
        """A result of the library, beside the song that it was made from."""
        self.loaded_stems(_record(song, result))

    def partial(self, job: Job) -> None:
        """Stems that are still being made: they are heard as far as they go, at once."""
        partial = job.progress.partial
        if partial is None:
            return
        original = Path(job.spec.source) if job.spec.has_file else None
        loaded_stems = LoadedStems(
            job.spec.title, job.spec.shown_model, partial.stems, original, job_id=job.id, partial=partial
        )
        self._playback.load(loaded_stems, play=True)
        self.load.emit(loaded_stems)

    def complete(self, job: Job, songs: Sequence[Song]) -> bool:
        """Whether the player had the job's stems loaded while they were made; it has the whole ones now."""
        loaded = self._playback.loaded_stems
        if loaded is None or loaded.partial is None or loaded.job_id != job.id:
            return False
        for song in songs:
            for result in song.results:
                if result.job_id == job.id and _names(result.results.stems) == _names(loaded.stems):
                    self._playback.complete(_record(song, result))
                    return True
        found = job.results  # its song was taken off the list meanwhile
        if found is None or _names(found.stems) != _names(loaded.stems):
            return False
        whole = LoadedStems(job.spec.title, job.spec.shown_model, found.stems, loaded.original, None, found.documents)
        self._playback.complete(whole)
        return True

    def job(self, job: Job, songs: Sequence[Song]) -> None:
        """A job's result: as the library knows it, or on its own where the song was removed from there."""
        for song in songs:
            for result in song.results:
                if result.job_id == job.id:
                    self.result(song, result)
                    return
        if job.results is not None:
            found = job.results
            self.loaded_stems(
                LoadedStems(job.spec.title, job.spec.shown_model, found.stems, None, None, found.documents)
            )

    def folder(self, song_id: int, folder: Path, songs: Sequence[Song]) -> None:
        """A folder of stems that was dropped."""
        for song in songs:
            for result in song.results:
                if song.id == song_id and result.results.folder == folder:
                    self.result(song, result)
                    return

    def loaded_stems(self, loaded_stems: LoadedStems) -> None:
        if loaded_stems.stems:
            self._playback.load(loaded_stems)
            self.load.emit(loaded_stems)
            return
        open_documents(self._window, self._bridge, loaded_stems.title, loaded_stems.documents)


def _names(stems: Sequence[StemFile]) -> list[str]:
    """In no order: tracks may have been put into another one meanwhile."""
    return sorted(stem.stem for stem in stems)


def _record(song: Song, result: StoredResult) -> LoadedStems:
    original = song.song_file.path if song.song_file.kind is SongKind.FILE else None
    found = result.results
    comparisons = tuple(
        ComparisonResult(other.label, other.results.stems)
        for other in song.results
        if other.id != result.id and other.results.stems
    )
    return LoadedStems(
        song.song_file.title, result.label, found.stems, original, result.id, found.documents, comparisons
    )
