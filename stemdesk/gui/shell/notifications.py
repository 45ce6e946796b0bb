"""A word from the system when a job ends while the window is in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from stemdesk.core.app_paths import resources
from stemdesk.gui.base.plain_text import notify

if TYPE_CHECKING:
    from stemdesk.gui.base.settings import Settings

_MILLISECONDS = 6000


class Notifications(QObject):
    """`clicked`: the user wants the window."""

    clicked = Signal()

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__()
        self._window = window
        self._settings = settings
        self._tray: QSystemTrayIcon | None = None

    def tell(self, title: str, words: str) -> None:
        """Only when the window is not in front, and only if the user has not switched it off."""
        if self._window.isActiveWindow() or not self._settings.notify:
            return
        QApplication.alert(self._window)
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(QIcon(str(resources() / "icons" / "stemdesk.svg")), self._window)
            self._tray.messageClicked.connect(self.clicked)
            self._tray.activated.connect(lambda _: self.clicked.emit())
        self._tray.show()
        notify(self._tray, title, words, _MILLISECONDS)
