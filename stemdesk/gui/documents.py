"""Results that are no sound: texts are shown, everything else is opened with the system's program for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from stemdesk.core.errors import StemDeskError
from stemdesk.core.files import read_small
from stemdesk.gui.bridge import in_thread
from stemdesk.gui.i18n import show, tr
from stemdesk.gui.parts import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from stemdesk.gui.bridge import Bridge

_TEXTS: Final = frozenset({".txt", ".json", ".srt", ".vtt", ".csv", ".tsv", ".lrc", ".md", ".log", ".xml"})
_LONGEST: Final = 2_000_000


class DocumentsBar(QWidget):
    """A button for each document. `opened` carries its path."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(label(tr("Also made:"), "muted"))
        self._row.addStretch(1)
        self._buttons: list[QWidget] = []
        self.hide()

    def offer(self, documents: Sequence[Path]) -> None:
        for old in self._buttons:
            self._row.removeWidget(old)
            old.deleteLater()
        self._buttons = []
        for path in documents:
            made = button(path.name, tr("Open {document}", document=path.name), "link")
            made.clicked.connect(lambda _, path=path: self.opened.emit(path))
            self._row.insertWidget(self._row.count() - 1, made)
            self._buttons.append(made)
        self.setVisible(bool(documents))


def open_document(parent: QWidget, bridge: Bridge, path: Path) -> None:
    if path.suffix.lower() in _TEXTS:
        bridge.spawn(_show_text(parent, path))
    else:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


async def _show_text(parent: QWidget, path: Path) -> None:
    words = await in_thread(_read, path)
    dialog = QDialog(parent)
    dialog.setWindowTitle(path.name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.resize(560, 480)
    text = QPlainTextEdit(words)
    text.setReadOnly(True)
    text.setAccessibleName(path.name)
    copy = button(tr("Copy"), tr("Copy the text"))
    copy.clicked.connect(lambda: QApplication.clipboard().setText(words))
    close = button(tr("Close"), tr("Close"))
    close.clicked.connect(dialog.accept)
    row = QHBoxLayout()
    row.addWidget(copy)
    row.addStretch(1)
    row.addWidget(close)
    column = QVBoxLayout(dialog)
    column.addWidget(text, 1)
    column.addLayout(row)
    dialog.open()


def _read(path: Path) -> str:
    try:
        return read_small(path, _LONGEST).decode("utf-8", "replace")
    except StemDeskError as error:
        return show(error.message)
