"""The folder that stems go to: asked for in one way, shown in one way, and the same wherever it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from stemdesk.gui.base.i18n import tr
from stemdesk.gui.widgets.basic import ElidedLabel, button

if TYPE_CHECKING:
    from collections.abc import Callable

    from stemdesk.gui.base.settings import Settings


class OutputFolderRow(QWidget):
    """Shows `Settings.output`, and changes it."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("transparent")
        self._settings = settings
        self._folder = ElidedLabel(str(settings.output), "", Qt.TextElideMode.ElideMiddle)
        change = button(tr("Change"), tr("Change output folder"), "link")
        change.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._folder, 1)
        row.addWidget(change)
        settings.output_changed.connect(self._show)

    def _ask(self) -> None:
        pick_output_folder(self.window(), self._settings.output, self._use).open()

    def _use(self, folder: Path) -> None:
        self._settings.output = folder

    def _show(self) -> None:
        self._folder.say(str(self._settings.output))


def pick_output_folder(parent: QWidget, start: Path, chosen: Callable[[Path], None]) -> QFileDialog:
    """A dialog that asks for the folder and gives it to `chosen`; not yet open. It deletes itself."""
    dialog = QFileDialog(parent, tr("Output folder"), str(start))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    return dialog
