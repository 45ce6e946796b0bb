"""The words of what is loaded, as state: where they come from, what somebody changes, and that it is kept.

Files are read and written on threads. Whatever is changed here is kept at once, beside the stems.
"""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from stemdesk.core.errors import StemDeskError, explained
from stemdesk.core.music.lyrics import LyricLine, Lyrics, LyricsSource
from stemdesk.core.stems import StemFamily, family_of
from stemdesk.core.text import NOTHING, Text, text
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.lyrics.lyric_times import LyricTimes
from stemdesk.gui.session.mix_store import folder_of
from stemdesk.lyrics.keeping import keep_lyrics
from stemdesk.lyrics.place import LyricsPlace
from stemdesk.lyrics.sources import Found, all_lyrics

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.session.loaded_stems import LoadedStems
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.undo_history import UndoHistory

_log = logging.getLogger(__name__)
#: Which entries of the history are of these words.
_SCOPE: Final = "lyrics"


class LyricsSession(QObject):
    """`changed`: other words, or other times. `sources_changed`: there are others to choose from. `trouble` carries a
    sentence, empty when all is well again; `blocked` the file of somebody else that stands where the words would be kept."""

    changed = Signal()
    sources_changed = Signal()
    trouble = Signal(object)
    blocked = Signal(object)

    def __init__(self, playback: Playback, bridge: EngineBridge, history: UndoHistory) -> None:
        super().__init__()
        self._playback = playback
        self._bridge = bridge
        self._history = history
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="lyrics")
        self._request = 0
        #: Words that no disk has taken yet, by the file that they belong in.
        self._unkept: dict[Path, Lyrics] = {}
        self.place = LyricsPlace(None)
        self.title = ""
        self.lyrics = Lyrics()
        self.times = LyricTimes()
        self.sources: list[Found] = []
        self.is_loading = False
        playback.loaded.connect(self._loaded)
        playback.completed.connect(self._completed)
        playback.unloaded.connect(self._unloaded)

    @property
    def is_empty(self) -> bool:
        return not self.lyrics.lines

    @property
    def seconds(self) -> float:
        """The song's length."""
        return self._playback.frames / self._playback.rate

    @property
    def vocals(self) -> Path | None:
        """The stem that is sung on; of several, the one that all voices are on."""
        loaded = self._playback.loaded_stems
        voices = (
            [stem for stem in loaded.stems if family_of(stem.stem) is StemFamily.VOCALS] if loaded is not None else []
        )
        whole = next((stem.path for stem in voices if stem.stem == "vocals"), None)
        lead = next((stem.path for stem in voices if stem.stem == "lead vocals"), None)
        return whole or lead or (voices[0].path if voices else None)

    # --- what is loaded -----------------------------------------------------------------------------------------------

    def _loaded(self, loaded: LoadedStems) -> None:
        self._history.forget(_SCOPE)
        self._show(Lyrics())
        self._begin(loaded)

    def _completed(self, loaded: LoadedStems) -> None:
        """What was written meanwhile moves to the stems."""
        edited = self.lyrics.source is LyricsSource.USER
        self.place, self.title = place_for(loaded), loaded.title
        if edited:
            self._keep()
        else:
            self._begin(loaded)

    def _unloaded(self) -> None:
        self._request += 1
        self._history.forget(_SCOPE)
        self.place, self.title, self.sources, self.is_loading = LyricsPlace(None), "", [], False
        self._show(Lyrics())
        self.sources_changed.emit()

    def _begin(self, loaded: LoadedStems) -> None:
        self.place, self.title = place_for(loaded), loaded.title
        self.trouble.emit(NOTHING)
        self.reload()

    def reload(self) -> None:
        """Looks again for what there is, and shows the best of it."""
        self._request += 1
        self.is_loading = True
        self.sources_changed.emit()
        self._bridge.spawn(self._load(self._request))

    async def _load(self, request: int) -> None:
        found = await asyncio.wrap_future(self._writer.submit(all_lyrics, self.place))
        if request == self._request:
            self.sources, self.is_loading = found, False
            unkept = self._unkept.get(self.place.kept) if self.place.kept is not None else None
            self._show(unkept or (found[0].lyrics if found else Lyrics()))
            self.sources_changed.emit()
            if unkept is not None:
                self._keep()

    def choose(self, found: Found) -> None:
        """Other words of those that there are. Nothing is kept: what somebody has written stays in its file."""
        self._request += 1
        self.is_loading = False
        before = self.lyrics
        self._show(found.lyrics)
        self._history.record(
            tr("lyrics from elsewhere"), lambda: self._show(before), lambda: self._show(found.lyrics), scope=_SCOPE
        )

    # --- what is changed ----------------------------------------------------------------------------------------------

    def change(self, lines: Sequence[LyricLine], words: str) -> None:
        """Somebody has changed them; `words` name it for the history. They are the user's from now on."""
        self._take(Lyrics(tuple(lines), LyricsSource.USER), words)

    def keep_for(self, place: LyricsPlace, title: str, lines: Sequence[LyricLine]) -> None:
        """What somebody was writing when another song came: it is kept with its own."""
        if place == self.place:
            self.change(lines, tr("edited lyrics"))
        elif place.kept is not None:
            self._write(place, title, Lyrics(tuple(lines), LyricsSource.USER))

    def take_online(self, lyrics: Lyrics, words: str) -> None:
        """Words that were looked up, and wanted."""
        self._take(lyrics, words)

    def _take(self, lyrics: Lyrics, words: str) -> None:
        before = self.lyrics
        if lyrics == before:
            return
        self._put(lyrics)
        self._history.record(words, lambda: self._put(before), lambda: self._put(lyrics), scope=_SCOPE)

    def _put(self, lyrics: Lyrics) -> None:
        self._request += 1  # what is still being read comes too late
        self.is_loading = False
        self._show(lyrics)
        self._keep()

    def _show(self, lyrics: Lyrics) -> None:
        self.lyrics, self.times = lyrics, LyricTimes(lyrics.lines)
        self.changed.emit()

    # --- keeping ------------------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Also what nobody has changed."""
        self._keep()

    def replace_file(self) -> None:
        """Even somebody else's, which is what was asked."""
        self._keep(replace=True)

    def _keep(self, *, replace: bool = False) -> None:
        self._write(self.place, self.title, self.lyrics, replace=replace)

    def _write(self, place: LyricsPlace, title: str, lyrics: Lyrics, *, replace: bool = False) -> None:
        """Handed to its thread at once, so that it is written even if the window goes now."""
        if place.kept is not None:
            self._unkept[place.kept] = lyrics
            work = self._writer.submit(keep_lyrics, place.kept, lyrics, title=title, replace=replace)
            self._bridge.spawn(self._kept(work, place, place.kept, lyrics))

    async def _kept(self, work: Future[Path], place: LyricsPlace, wanted: Path, lyrics: Lyrics) -> None:
        try:
            file = await asyncio.wrap_future(work)
        except (StemDeskError, OSError) as error:
            _log.warning("lyrics are not kept: %s", error)
            self.trouble.emit(explained(error).message)
            return
        if self._unkept.get(wanted) == lyrics:
            del self._unkept[wanted]
        if file == wanted:
            self.trouble.emit(NOTHING)
            return
        self.trouble.emit(
            text("“{name}” is not a file of StemDesk's and was left as it is. These lyrics are in “{other}”.",
                 name=wanted.name, other=file.name)
        )  # fmt: skip
        if place == self.place:  # else nothing here can be replaced
            self.blocked.emit(wanted)

    def tell(self, message: Text) -> None:
        self.trouble.emit(message)

    def shut(self) -> None:
        self._writer.shutdown(wait=False)


def place_for(loaded: LoadedStems) -> LyricsPlace:
    """Where the words of loaded stems are looked for and kept."""
    documents = (*loaded.documents, *loaded.other_documents)
    if loaded.is_song:
        return LyricsPlace(loaded.stems[0].path, None, documents, loaded.other_folders)
    return LyricsPlace(loaded.original, folder_of(loaded), documents, loaded.other_folders)
