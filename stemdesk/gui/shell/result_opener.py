"""What opening a result means: stems go to the player; documents are opened one by one, as the user chooses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stemdesk.audio.playback.messages import Transport
from stemdesk.core.song_files import SongKind
from stemdesk.core.stems import SONG, StemFile
from stemdesk.core.text import NOTHING, text
from stemdesk.gui.library.song_delegate import InThePlayer
from stemdesk.gui.library.songs_model import ResultRow, is_notes_of
from stemdesk.gui.player.documents_bar import open_documents
from stemdesk.gui.session.loaded_stems import ComparisonResult, LoadedStems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from stemdesk.core.jobs import Job, Results
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.library.songs_controller import Removed, SongsController
    from stemdesk.gui.library.songs_model import Row
    from stemdesk.gui.library.songs_panel import SongsPanel
    from stemdesk.gui.session.mix_store import MixStore
    from stemdesk.gui.session.playback import Playback
    from stemdesk.jobs.store import Song, StoredResult


class ResultOpener(QObject):
    """`load` carries the loaded stems that the player was given, for whoever shows it; `in_the_player` what is there now."""

    load = Signal(object)
    in_the_player = Signal(object)
    #: What was opened for it can be exported.
    export_ready = Signal()
    #: What is in the player has another name now.
    renamed = Signal(str)
    #: A copy of a document that was saved.
    copied = Signal(object)
    #: Something else is about to be loaded.
    _leaving = Signal()

    def __init__(self, window: QWidget, playback: Playback, bridge: EngineBridge) -> None:
        super().__init__(window)
        self._window = window
        self._playback = playback
        self._bridge = bridge
        self._taken_out: LoadedStems | None = None
        self._to_export: LoadedStems | None = None
        playback.loaded.connect(self._something_came)
        playback.load_failed.connect(self._without_its_song)
        for changed in (playback.loaded, playback.completed, playback.unloaded, playback.transport_changed):
            changed.connect(self._tell)

    def serve(self, songs: SongsPanel, library: SongsController, memory: MixStore) -> None:
        """Shows in the list what is in the player, and follows what becomes of it there."""
        memory.ready.connect(self._ready)
        self._leaving.connect(memory.settle)
        self.in_the_player.connect(songs.show_loaded)
        library.reloaded.connect(self.follow_names)
        library.removed.connect(self.take_out)
        library.restored.connect(self.put_back)

    def play_or_pause(self, row: Row | None) -> None:
        """The row, or what is in the player; whoever looks at something else goes on looking at it."""
        if row is None:
            self._playback.toggle()
        else:
            self.hear(row.song, row.result if isinstance(row, ResultRow) else None)

    def result(self, song: Song, result: StoredResult) -> None:
        """A result of the library, beside the song that it was made from."""
        self.loaded_stems(_record(song, result))

    def open(self, song: Song, result: StoredResult | None) -> None:
        """Plays it, at the player."""
        self.hear(song, result)
        if self._playback.loaded_stems is not None:
            self.load.emit(self._playback.loaded_stems)

    def open_for_export(self, song: Song, result: StoredResult) -> None:
        """With what was set on it; it does not begin to play."""
        wanted = _record(song, result)
        loaded = self._playback.loaded_stems
        if loaded is not None and self._playback.frames and _is_same(loaded, wanted):
            self.load.emit(loaded)
            self.export_ready.emit()
        else:
            self._to_export = wanted
            self.loaded_stems(wanted)

    def hear(self, song: Song, result: StoredResult | None) -> None:
        """Plays a result, or the song itself where that is None; goes on where it is in the player already."""
        wanted = _record(song, result) if result is not None else _song(song)
        loaded = self._playback.loaded_stems
        if not wanted.stems:
            self.loaded_stems(wanted)
        elif loaded is not None and self._playback.frames and _is_same(loaded, wanted):
            self._playback.play()
        else:
            self._load(wanted, play=True)
            self._tell()

    def _load(self, wanted: LoadedStems, *, play: bool = False) -> None:
        self._leaving.emit()
        self._playback.load(wanted, play=play)

    def has_loaded(self, songs: Sequence[Song]) -> bool:
        """Whether what is in the player is of one of these songs; where nothing is, there is nothing to take for them."""
        loaded = self._playback.loaded_stems
        return loaded is None or loaded.song_id is None or loaded.song_id in {song.id for song in songs}

    def take_out(self, removed: Removed) -> None:
        """What is not in the list any more is not in the player either. A job that makes stems right now keeps them there."""
        loaded = self._playback.loaded_stems
        if loaded is None or loaded.partial is not None:
            return
        if loaded.song_id in removed.song_ids or loaded.result_id in removed.result_ids:
            self._taken_out = loaded
            self._playback.unload()

    def put_back(self, restored: Removed) -> None:
        """It is in the list again: in the player, too, unless something else is there by now."""
        taken = self._taken_out
        if taken is None or self._playback.loaded_stems is not None:
            return
        if taken.song_id in restored.song_ids or taken.result_id in restored.result_ids:
            self._taken_out = None
            self._load(taken)

    def follow_names(self, songs: Sequence[Song]) -> None:
        """What is in the player is called as in the list. A job's stems have their name from the job until they are whole."""
        loaded = self._playback.loaded_stems
        song = next((song for song in songs if loaded is not None and song.id == loaded.song_id), None)
        if loaded is None or song is None or loaded.partial is not None:
            return
        note = next((result.title for result in song.results if result.id == loaded.result_id), loaded.note)
        called = replace(loaded, title=song.title, note=note)
        if called != loaded:
            self._playback.loaded_stems = called
            self.renamed.emit(song.title)

    def _something_came(self) -> None:
        self._taken_out = None

    def _ready(self, loaded_stems: LoadedStems) -> None:
        wanted, self._to_export = self._to_export, None
        if wanted is not None and _is_same(loaded_stems, wanted):
            self.export_ready.emit()

    def _tell(self) -> None:
        loaded, transport = self._playback.loaded_stems, self._playback.transport
        sounds = transport in (Transport.PLAYING, Transport.BUFFERING)
        self.in_the_player.emit(
            InThePlayer() if loaded is None else InThePlayer(loaded.song_id, loaded.result_id, sounds, is_empty=False)
        )

    def partial(self, job: Job) -> None:
        """Stems that are still being made: they are heard as far as they go, at once."""
        partial = job.progress.partial
        if partial is None:
            return
        original = Path(job.spec.source) if job.spec.has_file else None
        loaded_stems = LoadedStems(
            job.spec.title, job.spec.shown_model, partial.stems, original, job_id=job.id, partial=partial,
            song_id=job.song_id,
        )  # fmt: skip
        self._load(loaded_stems, play=True)
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
        whole = replace(_orphan(job, found), original=loaded.original)
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
            self.loaded_stems(_orphan(job, job.results))

    def folder(self, song_id: int, folder: Path, songs: Sequence[Song]) -> None:
        """A folder of stems that was dropped."""
        for song in songs:
            for result in song.results:
                if song.id == song_id and result.results.folder == folder:
                    self.result(song, result)
                    return

    def loaded_stems(self, loaded_stems: LoadedStems) -> None:
        if loaded_stems.stems:
            self._load(loaded_stems)
            self.load.emit(loaded_stems)
            return
        self._offer_documents(loaded_stems)

    def _without_its_song(self) -> None:
        """Notes are there although the song that they would be shown over cannot be played."""
        wanted = self._playback.loaded_stems
        if wanted is not None and wanted.is_notes:
            self._offer_documents(wanted)

    def _offer_documents(self, loaded_stems: LoadedStems) -> None:
        open_documents(self._window, self._bridge, loaded_stems.title, loaded_stems.documents, copied=self.copied.emit)


def _is_same(loaded: LoadedStems, wanted: LoadedStems) -> bool:
    """By what they are in the list: tracks may have been moved, the song may have another name, its file may be gone."""
    return (loaded.song_id, loaded.result_id, loaded.is_song) == (wanted.song_id, wanted.result_id, wanted.is_song)


def _names(stems: Sequence[StemFile]) -> list[str]:
    """In no order: tracks may have been put into another one meanwhile."""
    return sorted(stem.stem for stem in stems)


def _orphan(job: Job, found: Results) -> LoadedStems:
    """Stems whose song or result was taken off the list. The player says so: there is no row for them."""
    original = Path(job.spec.source) if job.spec.has_file else None
    note = text("{model}, not in the list of songs", model=job.spec.shown_model)
    return LoadedStems(job.spec.title, note, found.stems, original, None, found.documents)


def _song(song: Song, opened: StoredResult | None = None) -> LoadedStems:
    """The song alone. Where it was split already, it is as loud as those stems, so that nothing jumps between them. What
    has come without stems is its own; `opened` is a result that is notes alone, which are shown over it."""
    if song.song_file.kind is not SongKind.FILE:  # its stems are all that there is of it
        return _record(song, song.results[0]) if song.results else LoadedStems(song.title, NOTHING, (), None)
    level_of = next((result.results.stems for result in song.results if result.results.stems), ())
    stems = (StemFile(SONG, song.song_file.path),)
    note = text("the song itself") if song.results else text("not split yet")
    own = [result for result in song.results if not result.results.stems and result is not opened]
    own = [opened, *own] if opened is not None else own
    return LoadedStems(
        song.title, note if opened is None else opened.title, stems, None, None if opened is None else opened.id,
        tuple(path for result in own for path in result.results.documents), song_id=song.id, is_song=True,
        level_of=level_of, other_folders=_folders(song),
        other_documents=tuple(path for result in song.results if result not in own for path in result.results.documents),
    )  # fmt: skip


def _record(song: Song, result: StoredResult) -> LoadedStems:
    if is_notes_of(song, result):
        return _song(song, result)
    original = song.song_file.path if song.song_file.kind is SongKind.FILE else None
    found = result.results
    comparisons = tuple(
        ComparisonResult(other.title, other.results.stems)
        for other in song.results
        if other.id != result.id and other.results.stems
    )
    return LoadedStems(
        song.title, result.title, found.stems, original, result.id, found.documents, comparisons, song_id=song.id,
        other_folders=_folders(song, result), other_documents=_documents(song, result),
    )  # fmt: skip


def _folders(song: Song, but: StoredResult | None = None) -> tuple[Path, ...]:
    """Where the song's other stems lie."""
    return tuple(other.results.folder for other in song.results if other is not but and other.results.stems)


def _documents(song: Song, but: StoredResult | None = None) -> tuple[Path, ...]:
    """What its other results brought beside stems."""
    return tuple(path for other in song.results if other is not but for path in other.results.documents)
