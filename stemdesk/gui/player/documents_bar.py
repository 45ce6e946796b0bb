"""Results that are no sound: one button for each, which says what a click will do. Never more than one at a click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from stemdesk.core.errors import StemDeskError
from stemdesk.core.files import read_small
from stemdesk.core.untrusted.documents import NOTES, Handling, handling
from stemdesk.gui.base import desktop
from stemdesk.gui.base.engine_bridge import in_thread
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.export.stem_copy import ask_for_copy
from stemdesk.gui.widgets.basic import button, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton

    from stemdesk.gui.base.engine_bridge import EngineBridge

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
            made = _document_button(path, path.name)
            made.clicked.connect(lambda _, path=path: self.opened.emit(path))
            self._row.insertWidget(self._row.count() - 1, made)
            self._buttons.append(made)
        self.setVisible(bool(documents))


class _DocumentsDialog(QDialog):
    """What was made, a line for each."""

    def __init__(
        self, parent: QWidget, bridge: EngineBridge, title: str, documents: Sequence[Path],
        copied: Callable[[Path], object],
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(tr("This was made, without stems:"), "muted"))
        rows = QGridLayout()
        rows.setHorizontalSpacing(16)
        rows.setColumnStretch(0, 1)
        column.addLayout(rows)
        for number, path in enumerate(documents):
            words = (
                tr("Show {document} in its folder", document=path.name)
                if handling(path) is Handling.SHOW_IN_FOLDER
                else tr("Open {document}", document=path.name)
            )
            made = _document_button(path, words)
            made.clicked.connect(lambda _, path=path: open_document(parent, bridge, path))
            rows.addWidget(made, number, 0, Qt.AlignmentFlag.AlignLeft)
            copy = button(tr("Save a copy…"), tr("Save a copy of {document}", document=path.name))
            copy.clicked.connect(
                lambda _, path=path: ask_for_copy(self, bridge, path, path.stem, title=tr("Save a copy"), copied=copied)
            )
            rows.addWidget(copy, number, 1)
        if any(path.suffix.lower() in NOTES for path in documents):
            column.addWidget(label(tr("Notes are shown over a song that is in the list and can be played."), "note"))
        close = button(tr("Close"), tr("Close"))
        close.clicked.connect(self.accept)
        column.addSpacing(8)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def open_documents(
    parent: QWidget, bridge: EngineBridge, title: str, documents: Sequence[Path], *, copied: Callable[[Path], object]
) -> None:
    """A result without stems: the first text among it is read at once, the others are offered. `copied` is told of copies
    that are saved."""
    text = next((path for path in documents if handling(path) is Handling.READ), None)
    if text is not None:
        bridge.spawn(_show_text(parent, bridge, text, [path for path in documents if path != text]))
    elif documents:
        _DocumentsDialog(parent, bridge, title, documents, copied).open()


def open_document(parent: QWidget, bridge: EngineBridge, path: Path) -> None:
    """What a click on this one document does."""
    match handling(path):
        case Handling.READ:
            bridge.spawn(_show_text(parent, bridge, path))
        case Handling.OPEN:
            bridge.spawn(_open(path))
        case Handling.SHOW_IN_FOLDER:
            desktop.show_folder(path.parent)


def _document_button(path: Path, words: str) -> QPushButton:
    if handling(path) is Handling.SHOW_IN_FOLDER:
        return button(words, tr("Show {document} in its folder", document=path.name), "link")
    return button(words, tr("Open {document}", document=path.name), "link")


async def _open(path: Path) -> None:
    if await in_thread(desktop.is_document, path):
        desktop.open_document(path)
    else:
        desktop.show_folder(path.parent)


async def _show_text(parent: QWidget, bridge: EngineBridge, path: Path, others: Sequence[Path] = ()) -> None:
    words = await in_thread(_read, path)
    dialog = QDialog(parent)
    dialog.setWindowTitle(path.name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.resize(560, 480)
    text = QPlainTextEdit(words)
    text.setReadOnly(True)
    named(text, path.name)
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
    if others:
        bar = DocumentsBar()
        bar.offer(others)
        bar.opened.connect(lambda other: open_document(parent, bridge, other))
        column.addWidget(bar)
    column.addLayout(row)
    dialog.open()


def _read(path: Path) -> str:
    try:
        return _letters(path)
    except StemDeskError as error:
        return show(error.message)


def _letters(path: Path) -> str:
    return read_small(path, _LONGEST).decode("utf-8", "replace")
