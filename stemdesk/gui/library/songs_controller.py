"""What people ask of the list of songs: adding, naming, removing, taking that back, and the list as it is now."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6 import QtWidgets
from PySide6.QtCore import QObject, Qt, Signal

from stemdesk.core.later import later
from stemdesk.core.song_files import AUDIO_SUFFIXES
from stemdesk.gui.base.engine_bridge import in_thread
from stemdesk.gui.base.i18n import show, tr, tr_n
from stemdesk.gui.base.plain_text import question
from stemdesk.gui.library.songs_model import SongRow

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from PySide6.QtWidgets import QWidget

    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.library import trash
    from stemdesk.gui.library.songs_model import Row
    from stemdesk.gui.library.songs_panel import SongsPanel
    from stemdesk.gui.widgets.message_bar import MessageBar
    from stemdesk.jobs.library import Library
    from stemdesk.jobs.store import Song, StoredResult
else:
    trash = later("stemdesk.gui.library.trash")


class History(Protocol):
    """The window's, as far as songs need it."""

    @property
    def undo_words(self) -> str: ...
    def undo(self) -> None: ...
    def record(
        self, words: str, undo: Callable[[], object], redo: Callable[[], object], merge: str = "", *, scope: str = ""
    ) -> None: ...
    def forget(self, scope: str = "") -> None: ...


@dataclass(frozen=True, slots=True)
class Removed:
    """What is not in the list any more, by ids."""

    song_ids: tuple[int, ...]
    result_ids: tuple[int, ...]


class SongsController(QObject):
    """`reloaded` carries the songs of the list; `added` what became of a drop (`jobs.library.Added`); `removed` and
    `restored` a `Removed`, before the list shows it and after."""

    reloaded = Signal(list)
    added = Signal(object)
    removed = Signal(object)
    restored = Signal(object)

    def __init__(
        self, window: QWidget, library: Library, bridge: EngineBridge, panel: SongsPanel, *, history: History,
        notice: MessageBar,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window = window
        self._library = library
        self._bridge = bridge
        self._panel = panel
        self._history = history
        self._notice = notice
        self._one_at_a_time = asyncio.Lock()
        #: How many times songs were added, which of these is chosen in the list, and what it has chosen.
        self._drops = self._shown_drop = 0
        self._shown_songs: set[int] = set()
        #: Songs and results that go off the list right now: Delete that is pressed again is not for them.
        self._leaving: set[object] = set()
        bridge.songs_changed.connect(bridge.slot(self.reload))
        panel.add_wanted.connect(self.pick)
        panel.remove_wanted.connect(lambda songs, results: bridge.spawn(self._remove(songs, results)))
        panel.trash_wanted.connect(self._ask_for_the_trash)
        panel.rename_wanted.connect(lambda row, name: bridge.spawn(self._rename(row, name)))

    def pick(self) -> None:
        dialog = QtWidgets.QFileDialog(self._window, tr("Add songs"))
        dialog.setFileMode(QtWidgets.QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        endings = " ".join(f"*{suffix}" for suffix in sorted(AUDIO_SUFFIXES))
        dialog.setNameFilters([tr("Audio and video files ({endings})", endings=endings), tr("All files (*)")])
        dialog.filesSelected.connect(lambda files: self._bridge.spawn(self.add([Path(file) for file in files])))
        dialog.open()

    async def add(self, paths: list[Path]) -> None:
        """Files and folders, as dropped; the songs among them are selected, unless somebody has selected others by then."""
        self._drops += 1
        number, before = self._drops, self._selected()
        added = await self._bridge.ask(self._library.add(paths))
        await self.reload()
        is_newest = number > self._shown_drop  # one that took longer does not come before what was dropped after it
        if added.song_ids and is_newest and self._selected() in (before, self._shown_songs):
            self._shown_drop, self._shown_songs = number, set(added.song_ids)
            self._panel.select(set(added.song_ids))
        if added.refused:
            reasons = [show(refused.error.message) for refused in added.refused]
            more = len(reasons) - 3
            lines = reasons[:3] + ([tr_n("… and %n more", more)] if more > 0 else [])
            self._notice.say("\n".join(lines), bad=True)
        if is_newest:
            self.added.emit(added)

    async def add_to_empty(self, demo: Path) -> bool:
        """The demo song, unless there are songs or somebody is quicker; the answer is whether."""
        if not await self._bridge.ask(self._library.is_empty()) or self.was_given_songs:
            return False
        added = await self._bridge.ask(self._library.add([demo]))
        await self.reload()
        if self._drops:  # by now
            return False
        self._panel.select(set(added.song_ids))
        return bool(added.song_ids)

    @property
    def was_given_songs(self) -> bool:
        """Somebody has added songs since the start, or is about to."""
        return self._drops > 0

    def _selected(self) -> set[int]:
        return {song.id for song in self._panel.selected()}

    async def reload(self) -> None:
        songs = await self._bridge.ask(self._library.songs())
        self._panel.fill(songs)
        self.reloaded.emit(list(songs))

    # --- off the list, and back -----------------------------------------------------------------------------------------

    async def _remove(self, songs: Sequence[Song], results: Sequence[StoredResult]) -> None:
        songs = [song for song in songs if ("song", song.id) not in self._leaving]
        results = [result for result in results if ("result", result.id) not in self._leaving]
        if not songs and not results:
            return
        leaving = {*(("song", song.id) for song in songs), *(("result", result.id) for result in results)}
        self._leaving |= leaving
        gone = Removed(tuple(song.id for song in songs), tuple(result.id for result in results))
        names = [song.title for song in songs] + [show(result.title) for result in results]
        what = tr("“{name}”", name=names[0]) if len(names) == 1 else tr_n("%n entries", len(names))
        words, scope = tr("Remove {what}", what=what), f"removed {id(gone)}"
        # before it is done: whoever takes it back at once is heard, too
        undo = self._record(words, lambda: self._give_back(gone), lambda: self._take(gone), scope)
        try:
            await self._take(gone)
            await self.reload()
        except BaseException:
            self._history.forget(scope)
            raise
        finally:
            self._leaving -= leaving
        self._notice.say(tr("Removed {what} from the list.", what=what), action=tr("Undo"), act=undo)

    async def _take(self, gone: Removed) -> None:
        async with self._one_at_a_time:
            self.removed.emit(gone)
            await self._bridge.ask(self._library.remove(gone.song_ids, gone.result_ids))

    async def _give_back(self, gone: Removed) -> None:
        async with self._one_at_a_time:
            await self._bridge.ask(self._library.restore(gone.song_ids, gone.result_ids))
        await self.reload()
        self._panel.select(set(gone.song_ids))
        self.restored.emit(gone)

    def _record(
        self, words: str, undo: Callable[[], Coroutine[object, object, None]],
        redo: Callable[[], Coroutine[object, object, None]], scope: str = "",
    ) -> Callable[[], None]:  # fmt: skip
        """Into the history; the answer takes back just this, once, for a button."""
        done = [True]

        def back() -> None:
            if done[0]:
                done[0] = False
                self._bridge.spawn(undo())

        def again() -> None:
            done[0] = True
            self._bridge.spawn(redo())

        self._history.record(words, back, again, scope=scope)
        return lambda: self._history.undo() if self._history.undo_words == words else back()

    # --- into the trash, and back ---------------------------------------------------------------------------------------

    def _ask_for_the_trash(self, results: list[StoredResult]) -> None:
        folders = "\n".join(str(result.results.folder) for result in results)
        asking = question(
            self._window, tr_n("Move the stems of %n result(s) to the trash?", len(results)), folders,
            tr("Move to the trash"),
        )  # fmt: skip
        asking.accepted.connect(lambda: self._bridge.spawn(self._throw_away(results)))
        asking.open()

    async def _throw_away(self, results: Sequence[StoredResult]) -> None:
        """One after the other: where the system refuses one, those before it are there and can be taken back."""
        went: list[StoredResult] = []
        moved: list[tuple[Path, Path | None]] = []

        async def throw() -> None:
            gone: list[StoredResult] = []
            there: list[tuple[Path, Path | None]] = []
            try:
                for result in tuple(went) or results:
                    there.extend(await self._to_trash(result))
                    gone.append(result)
                    await self._bridge.ask(self._library.remove((), [result.id]))
            finally:
                if gone:
                    went[:], moved[:] = gone, there

        async def back() -> None:
            if await in_thread(trash.out_of_trash, list(moved)):
                await self._give_back(Removed((), tuple(result.id for result in went)))
            else:
                self._notice.say(tr(
                    "The system did not give {what} back. Restore it from the system's trash, then drop its folder into "
                    "the window.", what=what), bad=True)  # fmt: skip

        what = ""
        try:
            await throw()
        finally:
            if went:
                names = [show(result.title) for result in went]
                what = tr("“{name}”", name=names[0]) if len(names) == 1 else tr_n("%n results", len(names))
                undo = self._record(tr("Move {what} to the trash", what=what), back, throw)
                self._notice.say(tr("{what} is in the system's trash.", what=what), action=tr("Undo"), act=undo)

    async def _to_trash(self, result: StoredResult) -> list[tuple[Path, Path | None]]:
        """The player lets go of it first: some systems do not move files that are open."""
        gone = Removed((), (result.id,))
        self.removed.emit(gone)
        try:
            return await in_thread(trash.to_trash, result.results)
        except BaseException:
            self.restored.emit(gone)
            raise

    # --- names ----------------------------------------------------------------------------------------------------------

    async def _rename(self, row: Row, name: str) -> None:
        """What the list calls it; an empty name gives it its own back. Files keep theirs."""
        is_song = isinstance(row, SongRow)
        before = row.song.name if isinstance(row, SongRow) else row.result.name
        own = row.song.song_file.title if isinstance(row, SongRow) else show(row.result.label)
        wanted = "" if name == own else name

        async def call(it: str) -> None:
            library = self._library
            work = (
                library.name_song(row.song.id, it)
                if isinstance(row, SongRow)
                else library.name_result(row.result.id, it)
            )
            await self._bridge.ask(work)

        await call(wanted)
        title = row.title if is_song else f"{row.song.title}: {row.title}"
        self._record(tr("Rename {what}", what=tr("“{name}”", name=title)), lambda: call(before), lambda: call(wanted))
