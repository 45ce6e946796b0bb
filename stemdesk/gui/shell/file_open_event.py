"""macOS hands over what is opened with StemDesk, or dropped on its icon, as an event instead of an argument."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent


class FileOpenFilter(QObject):
    """Watches the application. `files_came` carries a list of absolute paths or links, like that of `SingleInstance`."""

    files_came = Signal(object)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent):
            return super().eventFilter(watched, event)
        self.files_came.emit([event.file() or event.url().toString()])
        return True
