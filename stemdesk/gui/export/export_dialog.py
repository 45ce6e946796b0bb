"""The export dialog: the choices, what will come of them, where to; then how far it is."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from stemdesk.audio.files.disk import cannot_write
from stemdesk.core.errors import StemDeskError, explained
from stemdesk.gui.base.engine_bridge import in_thread
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.export import export_plan
from stemdesk.gui.export.export_form import ExportForm
from stemdesk.gui.export.export_plan import ExportKind, ExportOptions
from stemdesk.gui.export.export_summary import can_be_made, summary
from stemdesk.gui.export.notes_file import network_to_get
from stemdesk.gui.export.save_place import save_place
from stemdesk.gui.widgets.basic import button, label
from stemdesk.gui.widgets.output_folder import pick_output_folder
from stemdesk.inference import fetch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.export.export_source import ExportSource

#: What it will be may take three lines; the dialog has room for them from the start.
_SUMMARY_LINES = 3


class _Stopped(Exception):
    """Somebody pressed Cancel."""


class ExportDialog(QDialog):
    """`exported` carries the file, or for several files their folder. There is something to export: `loaded`, or one of
    `several`. `midi_of` is the stem of what is loaded whose notes are wanted."""

    exported = Signal(object)
    _moved = Signal(int)

    def __init__(
        self, parent: QWidget, bridge: EngineBridge, settings: Settings, loaded: ExportSource | None,
        several: Sequence[ExportSource] = (), *, midi_of: int | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._bridge = bridge
        self._settings = settings
        self._stop = threading.Event()
        self.setWindowTitle(tr("Export"))
        named(self, tr("Export"))
        bridge.delete_when_done(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(12)
        self._form = ExportForm(loaded, several, settings)
        if midi_of is not None:
            self._form.choose_midi(midi_of)
        self._summary = label("", "summary", wrap=True)
        self._summary.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._summary.setFixedHeight(self.fontMetrics().lineSpacing() * _SUMMARY_LINES + 26)
        self._bar = QProgressBar()
        named(self._bar, tr("Export progress"))
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        place = self._bar.sizePolicy()
        place.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(place)
        self._bar.hide()
        self._moved.connect(self._bar.setValue)
        self._note = label("", "warning", wrap=True)
        self._note.hide()
        for widget in (self._form, self._summary, self._note, self._bar):
            column.addWidget(widget)
        column.addLayout(self._build_buttons())
        self._form.changed.connect(self._refresh)
        self._refresh()
        bridge.spawn(self._look_for_lyrics([loaded] if loaded is not None else list(several)))

    async def _look_for_lyrics(self, sources: Sequence[ExportSource]) -> None:
        if await in_thread(export_plan.have_lyrics, sources):
            self._form.offer_lyrics()

    def _build_buttons(self) -> QHBoxLayout:
        self._cancel = button(tr("Cancel"), tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        self._save = button(tr("Save…"), tr("Save"), "accent")
        self._save.setDefault(True)
        self._save.clicked.connect(lambda: self._bridge.spawn(self._ask_where()))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self._save)
        return row

    def _refresh(self) -> None:
        sources, wish = self._form.sources(), self._form.wish()
        self._save.setEnabled(can_be_made(sources, wish))
        self._summary.setText("\n".join(summary(sources, wish)))
        self._note.hide()

    # --- where to -----------------------------------------------------------------------------------------------------------

    async def _ask_where(self) -> None:
        sources, wish = self._form.sources(), self._form.wish()
        is_folder = _is_folder(sources, wish)
        # a REAPER project names the stems relative to itself
        last = self._settings.choice("export-folder") if wish.what is not ExportKind.REAPER else ""
        wanted = [] if is_folder else [export_plan.suggested_name(sources[0], wish)]
        self._save.setEnabled(False)
        try:
            place = await save_place(last, sources[0].stems[0].path.parent, wanted)
        finally:
            self._save.setEnabled(True)
        if not self.isVisible():
            return
        if is_folder:
            dialog = pick_output_folder(self, place.folder, lambda folder: self._begin(sources, wish, folder))
        else:
            (name,) = place.names.values()
            dialog = QFileDialog(self, tr("Export"), str(place.folder))
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.setDefaultSuffix(_ending(name).removeprefix("."))  # so that it asks about the file that will be
            dialog.selectFile(name)
            dialog.setNameFilters([f"*{_ending(name)}"])
            dialog.fileSelected.connect(lambda file: self._begin(sources, wish, Path(file)))
        dialog.open()

    def _begin(self, sources: Sequence[ExportSource], wish: ExportOptions, target: Path) -> None:
        is_folder = _is_folder(sources, wish)
        if not is_folder:
            ending = _ending(export_plan.suggested_name(sources[0], wish))
            if not target.name.lower().endswith(ending):
                target = target.with_name(target.name + ending)
        self._form.remember()
        self._settings.remember("export-folder", str(target if is_folder else target.parent))
        self._bridge.spawn(self._run(sources, wish, target))

    # --- doing --------------------------------------------------------------------------------------------------------------

    async def _run(self, sources: Sequence[ExportSource], wish: ExportOptions, target: Path) -> None:
        self._form.setEnabled(False)
        self._save.setEnabled(False)
        self._note.hide()
        self._bar.setValue(0)
        self._bar.show()
        able = [source for source in sources if wish.what in export_plan.possible(source)]
        try:
            if wish.what is ExportKind.MIDI:
                await self._get_network(able, wish)
            self._summary.setText(tr("Exporting “{name}” …", name=target.name))
            await in_thread(_carry_out, able, wish, target, self._progress)
        except (_Stopped, fetch.Stopped):
            return
        except StemDeskError as error:
            self._fail(show(error.message))
        except OSError:
            self._fail(show(cannot_write(target).message))
        except Exception as error:
            self._fail(show(explained(error).message))
            raise  # into the log
        else:
            self.exported.emit(target)
            self.accept()

    async def _get_network(self, sources: Sequence[ExportSource], wish: ExportOptions) -> None:
        """Listening for notes needs a trained file, which is got once. Raises StemDeskError and Stopped as `fetch.get`."""
        for source in sources:
            model = await in_thread(network_to_get, source, export_plan.chosen_stems(source, wish))
            if model is not None:
                self._summary.setText(
                    tr("Getting a trained file of {size} MB for notes, which stays on this computer…",
                       size=round(model.package.bytes / 1e6) or 1)
                )  # fmt: skip
                await in_thread(
                    fetch.get, self._stop.is_set, model, lambda share: self._moved.emit(round(share * 1000))
                )
                self._bar.setValue(0)
                return

    def _progress(self, share: float) -> None:
        """On the thread that writes."""
        if self._stop.is_set():
            raise _Stopped
        self._moved.emit(round(share * 1000))

    def _fail(self, reason: str) -> None:
        self._form.setEnabled(True)
        self._bar.hide()
        self._refresh()
        self._note.setText(reason)
        self._note.show()

    def reject(self) -> None:
        self._stop.set()
        super().reject()


def _carry_out(
    sources: Sequence[ExportSource], wish: ExportOptions, target: Path, progress: export_plan.Progress
) -> None:
    export_plan.carry_out(export_plan.plan(sources, wish, target), progress)


def _is_folder(sources: Sequence[ExportSource], wish: ExportOptions) -> bool:
    return wish.what is ExportKind.STEMS or len(sources) > 1


def _ending(name: str) -> str:
    """The whole ending, of two parts for .stem.mp4."""
    return ".stem.mp4" if name.endswith(".stem.mp4") else Path(name).suffix
