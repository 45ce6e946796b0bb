"""Dragging out of the window: stems as they lie on disk; the mix as it sounds and notes as MIDI, which are made before the
drag begins."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
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
    from stemdesk.gui.export.export_source import ExportSource
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice

#: What was dragged out stays until so many newer files have come: a DAW may copy it later.
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


@dataclass(frozen=True, slots=True)
class DragPiece:
    """A file that somebody may be about to drag out. Of two with one `mark` the content is the same."""

    source: ExportSource
    wish: ExportOptions
    mark: str

    def path(self, folder: Path) -> Path:
        """Under a name for people, in a folder that only this content has."""
        digest = hashlib.sha256(self.mark.encode("utf-8", "surrogateescape")).hexdigest()
        return folder / digest[:12] / export_plan.suggested_name(self.source, self.wish)


def mix_piece(playback: Playback, practice: Practice) -> DragPiece | None:
    """The mix as it is heard now: the loop only, where one is on. None where nothing whole is loaded."""
    source = loaded_source(playback, practice)
    if source is None:
        return None
    wish = ExportOptions(ExportKind.MIX, "wav24", loop_only=playback.loop is not None)
    return DragPiece(source, wish, repr(export_plan.mixdown(source, wish)))


def notes_piece(playback: Playback, practice: Practice, tracks: Sequence[int]) -> DragPiece | None:
    """The notes of these tracks, with tempo, bars, parts and chords as they are known now."""
    source = loaded_source(playback, practice)
    if source is None or not tracks:
        return None
    wish = ExportOptions(ExportKind.MIDI, stems=frozenset(tracks))
    analysis = source.analysis
    known = None if analysis is None else (analysis.chords, analysis.sections)
    mark = source.title, source.names, source.stems, source.own_documents, tracks, source.markers, source.grid, known
    return DragPiece(source, wish, repr(mark))


class MixDragButton(QPushButton):
    """“Drag mix”: the mix is rendered as soon as the mouse comes near, so that it is there when the drag begins."""

    def __init__(self, theme: Theme, playback: Playback, practice: Practice, bridge: EngineBridge, cache: Path) -> None:
        super().__init__(tr("Drag mix"))
        named(self, tr("Drag mix"))
        tip(self, tr("Drag into a DAW or a folder: the mix as heard (the loop range only, if a loop is on)"))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._playback = playback
        self._practice = practice
        self._files = DragFiles(bridge, cache)
        self._pressed_at: QPoint | None = None

    def enterEvent(self, event: QEnterEvent) -> None:
        self._files.prepare(mix_piece(self._playback, self._practice))
        super().enterEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        self._files.prepare(mix_piece(self._playback, self._practice))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (event.position().toPoint() - self._pressed_at).manhattanLength() < QApplication.startDragDistance():
            return
        file = self._files.ready(mix_piece(self._playback, self._practice))
        if file is None:
            self.setText(self._files.trouble or tr("Rendering the mix …"))
            return
        self._pressed_at = None
        self.setText(tr("Drag mix"))
        drag_files(self, [file], pixmap("other", self._theme.color("accent"), 22, self.devicePixelRatioF()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed_at = None
        self.setText(tr("Drag mix"))


class DragFiles(QObject):
    """Makes the file that somebody may be about to drag out, one at a time. The disk is asked on threads only."""

    def __init__(self, bridge: EngineBridge, cache: Path) -> None:
        super().__init__()
        self._bridge = bridge
        self._folder = cache / "drags"
        self._making: Path | None = None
        self._made: Path | None = None
        self._stop = threading.Event()
        self.trouble = ""

    def ready(self, piece: DragPiece | None) -> Path | None:
        """Its file, if that is there."""
        return self._made if piece is not None and piece.path(self._folder) == self._made else None

    def prepare(self, piece: DragPiece | None) -> None:
        """Begins to make the file, or to look whether it is still there, unless that is under way."""
        if piece is None or (target := piece.path(self._folder)) == self._making:
            return
        self._stop.set()  # an older one that nobody will drag any more
        self._stop = threading.Event()
        self._making = target
        self.trouble = ""
        self._bridge.spawn(self._make(piece, target, self._stop))

    async def _make(self, piece: DragPiece, target: Path, stop: threading.Event) -> None:
        def progress(_share: float) -> None:
            if stop.is_set():
                raise InterruptedError

        def work() -> None:
            if target.exists():
                return
            _tidy(self._folder)
            private_folder(target.parent)
            export_plan.carry_out(export_plan.plan([piece.source], piece.wish, target), progress)

        made, trouble = None, ""
        try:
            await in_thread(work)
            made = target
        except InterruptedError:
            return
        except StemDeskError as error:
            trouble = show(error.message)
        except OSError as error:
            trouble = error.strerror or type(error).__name__
        finally:
            if self._making == target and not stop.is_set():
                self._making, self._made, self.trouble = None, made, trouble


def _tidy(folder: Path) -> None:
    """Takes the oldest away."""
    import shutil  # noqa: PLC0415

    if folder.is_dir():
        kept = sorted((found for found in folder.iterdir() if found.is_dir()), key=lambda found: found.stat().st_mtime)
        for old in kept[: -_KEPT + 1]:
            shutil.rmtree(old, ignore_errors=True)
