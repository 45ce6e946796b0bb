"""Dragging out of the window: stems as they lie on disk, and the mix as it sounds, which is made before the drag begins."""

from __future__ import annotations

import hashlib
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QEnterEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from stemdesk.core.errors import StemDeskError
from stemdesk.core.private import private_folder
from stemdesk.gui.base.engine_bridge import in_thread
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.icons import pixmap
from stemdesk.gui.base.plain_text import named, tip
from stemdesk.gui.export import export_plan
from stemdesk.gui.export.export_plan import ExportKind, ExportOptions
from stemdesk.gui.export.export_source import loaded_source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice

#: Mixes that were dragged out stay until so many newer ones have come: a DAW may copy them later.
_KEPT = 8


def drag_files(source: QWidget, files: Sequence[Path], picture: QPixmap) -> None:
    """Lets somebody drop these files; they are only ever copied."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    drag = QDrag(source)
    drag.setMimeData(data)
    drag.setPixmap(picture)
    drag.setHotSpot(QPoint(-8, -8))
    drag.exec(Qt.DropAction.CopyAction, Qt.DropAction.CopyAction)


class MixDragButton(QPushButton):
    """“Drag mix”: the mix is rendered as soon as the mouse comes near, so that it is there when the drag begins."""

    def __init__(self, theme: Theme, playback: Playback, practice: Practice, bridge: EngineBridge, cache: Path) -> None:
        super().__init__(tr("Drag mix"))
        named(self, tr("Drag mix"))
        tip(self, tr("Drag into a DAW or a folder: the mix as heard (the loop range only, if a loop is on)"))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._mixes = MixPrerenderer(playback, practice, bridge, cache / "drags")
        self._pressed_at: QPoint | None = None

    def enterEvent(self, event: QEnterEvent) -> None:
        self._mixes.prepare()
        super().enterEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        self._mixes.prepare()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (event.position().toPoint() - self._pressed_at).manhattanLength() < QApplication.startDragDistance():
            return
        file = self._mixes.ready()
        if file is None:
            self.setText(self._mixes.trouble or tr("Rendering the mix …"))
            return
        self._pressed_at = None
        self.setText(tr("Drag mix"))
        drag_files(self, [file], pixmap("other", self._theme.color("accent"), 22, self.devicePixelRatioF()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed_at = None
        self.setText(tr("Drag mix"))


class MixPrerenderer(QObject):
    """Files of the mix as it sounds, one for each way in which it was set."""

    def __init__(self, playback: Playback, practice: Practice, bridge: EngineBridge, folder: Path) -> None:
        super().__init__()
        self._playback = playback
        self._practice = practice
        self._bridge = bridge
        self._folder = folder
        self._making: Path | None = None
        self._stop = threading.Event()
        self.trouble = ""

    def _wish(self) -> ExportOptions:
        return ExportOptions(ExportKind.MIX, "wav24", loop_only=self._playback.loop is not None)

    def _target(self) -> Path | None:
        """A name that only this mix has."""
        source = loaded_source(self._playback, self._practice)
        if source is None:
            return None
        wish = self._wish()
        mark = hashlib.sha256(repr(export_plan.mixdown(source, wish)).encode("utf-8", "surrogateescape")).hexdigest()
        return self._folder / mark[:12] / export_plan.suggested_name(source, wish)

    def ready(self) -> Path | None:
        target = self._target()
        return target if target is not None and target.exists() else None

    def prepare(self) -> None:
        """Begins to make the file of the mix as it is now, unless it is there or on its way."""
        target = self._target()
        if target is None or target.exists() or target == self._making:
            return
        self._stop.set()  # an older mix that nobody will drag any more
        self._stop = threading.Event()
        self._making = target
        self.trouble = ""
        self._bridge.spawn(self._make(target, self._stop))

    async def _make(self, target: Path, stop: threading.Event) -> None:
        source = loaded_source(self._playback, self._practice)
        if source is None:
            return
        tasks = export_plan.plan([source], self._wish(), target)

        def progress(_share: float) -> None:
            if stop.is_set():
                raise InterruptedError

        def work() -> None:
            _tidy(self._folder)
            private_folder(target.parent)
            export_plan.carry_out(tasks, progress)

        try:
            await in_thread(work)
        except InterruptedError:
            return
        except StemDeskError as error:
            self.trouble = show(error.message)
        except OSError as error:
            self.trouble = error.strerror or type(error).__name__
        finally:
            if self._making == target:
                self._making = None


def _tidy(folder: Path) -> None:
    """Takes the oldest mixes away."""
    import shutil  # noqa: PLC0415

    if folder.is_dir():
        kept = sorted((found for found in folder.iterdir() if found.is_dir()), key=lambda found: found.stat().st_mtime)
        for old in kept[: -_KEPT + 1]:
            shutil.rmtree(old, ignore_errors=True)
