"""One stem, or a document, as a file of its own, where somebody wants it: as it lies on disk, like a stem that is dragged
out."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from stemdesk.audio.files.atomic_file import whole_file
from stemdesk.core.names import clean, song_name
from stemdesk.gui.base.engine_bridge import in_thread
from stemdesk.gui.base.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.session.playback import Playback


class StemCopier(QObject):
    """`copied` carries the new file."""

    copied = Signal(object)

    def __init__(self, parent: QWidget, playback: Playback, bridge: EngineBridge) -> None:
        super().__init__(parent)
        self._parent = parent
        self._playback = playback
        self._bridge = bridge

    def ask(self, track: int) -> None:
        """Asks where to."""
        loaded_stems = self._playback.loaded_stems
        if loaded_stems is None:
            return
        stem = loaded_stems.stems[track]
        name = self._playback.looks.name(stem.stem)
        ask_for_copy(
            self._parent, self._bridge, stem.path, clean(f"{song_name(loaded_stems.title)} ({name})"),
            title=tr("Export {stem}", stem=name), copied=self.copied.emit,
        )  # fmt: skip


def ask_for_copy(
    parent: QWidget, bridge: EngineBridge, source: Path, name: str, *, title: str, copied: Callable[[Path], object]
) -> None:
    """Asks where a copy of `source` is to go; `name` is what it may be called, without the ending."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setDefaultSuffix(source.suffix.removeprefix("."))
    dialog.setNameFilters([f"*{source.suffix}"])
    dialog.setDirectory(str(Path.home()))
    dialog.selectFile(name + source.suffix)
    dialog.fileSelected.connect(lambda target: bridge.spawn(_copy(source, Path(target), copied)))
    dialog.open()


async def _copy(source: Path, target: Path, copied: Callable[[Path], object]) -> None:
    """Raises StemDeskError and OSError; the bridge tells them."""

    def copy() -> None:
        with whole_file(target, [source]) as part:
            shutil.copyfile(source, part)

    await in_thread(copy)
    copied(target)
