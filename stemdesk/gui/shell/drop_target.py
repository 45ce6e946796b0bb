"""The whole window as a place to drop songs: it lights up, and says what it is about to take, or that it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from stemdesk.gui.base.engine_bridge import in_thread
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.shell import drop_data
from stemdesk.gui.widgets.window_veil import WindowVeil

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
    from PySide6.QtWidgets import QWidget

    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.shell.drop_data import Dropped


class DropTarget(QObject):
    def __init__(self, window: QWidget, theme: Theme, bridge: EngineBridge) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._held: Dropped | None = None
        self.veil = WindowVeil(window, theme)
        self.veil.let_through()

    def enter(self, event: QDragEnterEvent) -> None:
        """Something is held over the window."""
        if event.source() is not None:  # what is dragged out of here
            return
        event.acceptProposedAction()  # else nobody tells when it leaves
        self._held = dropped = drop_data.read_drop(event.mimeData())
        if not dropped.is_something:
            self.veil.say(tr("This cannot be taken"), tr("Songs, folders, stems and links can"), welcome=False)
            return
        self._say(drop_data.by_name(dropped))
        if dropped.paths:
            self._bridge.spawn(self._look(dropped))

    def move(self, event: QDragMoveEvent) -> None:
        if self._held is not None and not self._held.is_something:
            event.ignore()

    def take(self, event: QDropEvent) -> Dropped:
        """It was let go."""
        event.acceptProposedAction()
        self.leave()
        return drop_data.read_drop(event.mimeData())

    def leave(self) -> None:
        self._held = None
        self.veil.hide()

    async def _look(self, dropped: Dropped) -> None:
        found = await in_thread(drop_data.by_look, dropped)
        if self._held is dropped:
            self._say(found)

    def _say(self, found: drop_data.DropContents) -> None:
        taken = bool(found.songs or found.folders or found.stem_folders or found.links)
        self.veil.say(drop_data.in_words(found), drop_data.what_happens(found), welcome=taken)
