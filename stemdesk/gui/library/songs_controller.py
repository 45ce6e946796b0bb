"""What people ask of the list of songs: adding, removing, and the list as it is now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from stemdesk.core.song_files import AUDIO_SUFFIXES
from stemdesk.gui.base.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.library.songs_panel import SongsPanel
    from stemdesk.jobs.library import Library
    from stemdesk.jobs.store import Song


class SongsController(QObject):
    """`reloaded` carries the songs of the list; `added` what became of a drop (`jobs.library.Added`)."""

    reloaded = Signal(list)
    added = Signal(object)

    def __init__(self, window: QWidget, library: Library, bridge: EngineBridge, panel: SongsPanel) -> None:
        super().__init__(window)
        self._window = window
        self._library = library
        self._bridge = bridge
        self._panel = panel
        bridge.songs_changed.connect(bridge.slot(self.reload))
        panel.add_wanted.connect(self.pick)
        panel.remove_wanted.connect(lambda chosen: bridge.spawn(self._remove(chosen)))

    def pick(self) -> None:
        dialog = QFileDialog(self._window, tr("Add songs"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        endings = " ".join(f"*{suffix}" for suffix in sorted(AUDIO_SUFFIXES))
        dialog.setNameFilters([tr("Audio and video files ({endings})", endings=endings), tr("All files (*)")])
        dialog.filesSelected.connect(lambda files: self._bridge.spawn(self.add([Path(file) for file in files])))
        dialog.open()

    async def add(self, paths: list[Path]) -> None:
        """Files and folders, as dropped; the songs among them are selected."""
        added = await self._bridge.ask(self._library.add(paths))
        await self.reload()
        if added.song_ids:
            self._panel.select(set(added.song_ids))
        self.added.emit(added)

    async def reload(self) -> None:
        self._panel.fill(await self._bridge.ask(self._library.songs()))
        self.reloaded.emit(self._panel.songs())

    async def _remove(self, songs: Sequence[Song]) -> None:
        for song in songs:
            await self._bridge.ask(self._library.remove(song.id))
