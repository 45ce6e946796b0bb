"""The one place where StemDesk hands something to the system: a page to the browser, a folder, a harmless document.

What comes here may have been named by a service. So there is a short list of what is handed on, and nothing else is.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui

from stemdesk.core.untrusted.documents import Handling, handling

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QUrl


def open_page(address: QUrl | str) -> None:
    """A page of the web, in the user's browser. Anything else is left alone."""
    target = QtCore.QUrl(address)
    if target.isValid() and target.scheme() in ("http", "https") and target.host():
        QtGui.QDesktopServices.openUrl(target)


def is_document(path: Path) -> bool:
    """Whether the file is what its name says it is: a file, and no link to somewhere else. Asks the disk."""
    return handling(path) is Handling.OPEN and not path.is_symlink() and path.is_file()


def open_document(path: Path) -> None:
    """A score, a picture, notes: in the system's program for them. Anything else is left alone."""
    if handling(path) is Handling.OPEN:
        QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(path)))


def open_notices(path: Path) -> None:
    """The text file with the licences that came with this program."""
    QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(path)))


def show_folder(folder: Path) -> None:
    """A folder, in the system's file manager."""
    if sys.platform == "darwin":  # where a folder called "song.app" would be started
        QtCore.QProcess.startDetached("/usr/bin/open", ["-a", "Finder", str(folder)])
        return
    # without the slash Windows would take "song" for "song.exe" beside it
    QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(f"{folder}/"))
