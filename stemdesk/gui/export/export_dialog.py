"""The export dialog: what, how, where; then how far it is."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from stemdesk.audio.files.encodings import ENCODINGS
from stemdesk.core.errors import StemDeskError
from stemdesk.gui.base.engine_bridge import in_thread
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import form_row, named
from stemdesk.gui.export import export_plan
from stemdesk.gui.export.export_plan import FORMATS, ExportKind, ExportOptions
from stemdesk.gui.widgets.basic import button, label
from stemdesk.gui.widgets.output_folder import pick_output_folder

if TYPE_CHECKING:
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice

_LOUDNESS: Final = (None, -14.0, -16.0, -23.0)


class _Stopped(Exception):
    """Somebody pressed Cancel."""


class ExportDialog(QDialog):
    """`done_with` carries the file, or for several files their folder."""

    exported = Signal(object)
    _moved = Signal(int)

    def __init__(
        self, parent: QWidget, playback: Playback, practice: Practice, bridge: EngineBridge, settings: Settings
    ) -> None:
        super().__init__(parent)
        self._playback = playback
        self._practice = practice
        self._bridge = bridge
        self._settings = settings
        self._stop = threading.Event()
        self.setWindowTitle(tr("Export"))
        named(self, tr("Export"))
        bridge.delete_when_done(self)
        self.setMinimumWidth(460)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(14)
        self._choice = QWidget()
        inside = QVBoxLayout(self._choice)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(14)
        inside.addLayout(self._build_what())
        inside.addWidget(self._build_how())
        column.addWidget(self._choice)
        self._bar = QProgressBar()
        named(self._bar, tr("Export progress"))
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.hide()
        self._moved.connect(self._bar.setValue)
        self._note = label("", "note", wrap=True)
        column.addWidget(self._bar)
        column.addWidget(self._note)
        column.addLayout(self._build_buttons())
        self._recall()

    # --- building -----------------------------------------------------------------------------------------------------

    def _build_what(self) -> QVBoxLayout:
        words = {
            ExportKind.MIX: (tr("Mix as heard"), tr("One file, with levels, mutes, solos and pans applied")),
            ExportKind.STEMS: (tr("Individual stems (audible)"), tr("One file per stem, with its level and pan")),
            ExportKind.KARAOKE: (tr("Karaoke"), tr("Everything except vocals")),
            ExportKind.REAPER: (
                tr("REAPER project"),
                tr("Named, coloured tracks and markers, saved beside the stems"),
            ),
            ExportKind.DAWPROJECT: (
                tr("DAWproject"),
                tr("For Bitwig Studio, Cubase and Studio One; the stems are inside"),
            ),
            ExportKind.STEM_FILE: (
                tr("Native Instruments Stems"),
                tr("A .stem.mp4 with four stems, for Traktor and Mixxx"),
            ),
        }
        self._what: dict[ExportKind, QRadioButton] = {}
        column = QVBoxLayout()
        column.setSpacing(7)
        for what in export_plan.possible(self._playback):
            title, hint = words[what]
            radio = QRadioButton(title)
            named(radio, title)
            radio.toggled.connect(self._refresh)
            line = QHBoxLayout()
            line.addWidget(radio)
            line.addWidget(label(hint, "note"), 1)
            column.addLayout(line)
            self._what[what] = radio
        return column

    def _build_how(self) -> QWidget:
        self._how = QWidget()
        form = QFormLayout(self._how)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        self._format = QComboBox()
        named(self._format, tr("Format"))
        for id_ in FORMATS:
            self._format.addItem(show(ENCODINGS[id_].format.label), id_)
        self._loudness = QComboBox()
        named(self._loudness, tr("Normalize to"))
        for lufs in _LOUDNESS:
            words = tr("off") if lufs is None else tr("{lufs} LUFS", lufs=f"−{-lufs:.0f}")
            self._loudness.addItem(words, lufs)
        self._loop_only = QCheckBox(tr("Loop range only"))
        self._as_played = QCheckBox(tr("Apply tempo and pitch changes"))
        self._with_tags = QCheckBox(tr("Copy tags and artwork"))
        self._with_tags.setChecked(True)
        form_row(form, tr("Format"), self._format)
        form_row(form, tr("Normalize to"), self._loudness)
        for box in (self._loop_only, self._as_played, self._with_tags):
            form_row(form, "", box)
        return self._how

    def _build_buttons(self) -> QHBoxLayout:
        self._cancel = button(tr("Cancel"), tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        self._save = button(tr("Save…"), tr("Save"), "accent")
        self._save.setDefault(True)
        self._save.clicked.connect(self._ask_where)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._cancel)
        row.addWidget(self._save)
        return row

    def _recall(self) -> None:
        """What was exported the last time."""
        playback = self._playback
        self._format.setCurrentIndex(max(0, self._format.findData(self._settings.choice("export-format"))))
        playback_settings = playback.settings
        self._as_played.setChecked(True)
        self._as_played.setVisible(playback_settings.tempo != 1.0 or playback_settings.semitones != 0.0)
        self._loop_only.setVisible(playback.loop is not None)
        self._loop_only.setChecked(playback.loop is not None)
        last = self._settings.choice("export-what")
        chosen = next((what for what in self._what if what.value == last), ExportKind.MIX)
        self._what[chosen].setChecked(True)

    # --- choosing -----------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        self._how.setVisible(self._wish().what.is_sound)
        self.adjustSize()

    def _wish(self) -> ExportOptions:
        what = next((what for what, radio in self._what.items() if radio.isChecked()), ExportKind.MIX)
        return ExportOptions(
            what, str(self._format.currentData()), self._loop_only.isChecked() and self._playback.loop is not None,
            self._as_played.isChecked(), self._loudness.currentData(), self._with_tags.isChecked(),
        )  # fmt: skip

    def _ask_where(self) -> None:
        loaded_stems = self._playback.loaded_stems
        if loaded_stems is None:
            return
        wish = self._wish()
        start = Path(self._settings.choice("export-folder") or loaded_stems.stems[0].path.parent)
        if not start.is_dir() or wish.what is ExportKind.REAPER:  # a REAPER project names the stems relative to itself
            start = loaded_stems.stems[0].path.parent
        if wish.what is ExportKind.STEMS:
            dialog = pick_output_folder(self, start, lambda folder: self._begin(wish, folder))
        else:
            name = export_plan.suggested_name(loaded_stems, wish)
            dialog = QFileDialog(self, tr("Export"), str(start))
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.selectFile(name)
            dialog.setNameFilters([f"*{_ending(name)}"])
            dialog.fileSelected.connect(lambda file: self._begin(wish, Path(file)))
        dialog.open()

    def _begin(self, wish: ExportOptions, target: Path) -> None:
        loaded_stems = self._playback.loaded_stems
        if loaded_stems is None:
            return
        if wish.what is not ExportKind.STEMS:
            ending = _ending(export_plan.suggested_name(loaded_stems, wish))
            if not target.name.lower().endswith(ending):
                target = target.with_name(target.name + ending)
        for key, value in (
            ("export-format", wish.format_id), ("export-what", wish.what.value),
            ("export-folder", str(target if wish.what is ExportKind.STEMS else target.parent)),
        ):  # fmt: skip
            self._settings.remember(key, value)
        self._bridge.spawn(self._run(wish, target))

    # --- doing --------------------------------------------------------------------------------------------------------

    async def _run(self, wish: ExportOptions, target: Path) -> None:
        self._choice.setEnabled(False)
        self._save.setEnabled(False)
        self._bar.setValue(0)
        self._bar.show()
        self._note.setText(tr("Exporting “{name}” …", name=target.name))
        try:
            pieces = export_plan.plan(self._playback, self._practice, wish, target)
            await in_thread(export_plan.carry_out, pieces, self._progress)
        except _Stopped:
            return
        except StemDeskError as error:
            self._fail(show(error.message))
        except OSError as error:
            self._fail(tr("The file cannot be written: {reason}.", reason=error.strerror or type(error).__name__))
        else:
            self.exported.emit(target)
            self.accept()

    def _progress(self, share: float) -> None:
        """On the thread that writes."""
        if self._stop.is_set():
            raise _Stopped
        self._moved.emit(round(share * 1000))

    def _fail(self, reason: str) -> None:
        self._choice.setEnabled(True)
        self._save.setEnabled(True)
        self._bar.hide()
        self._note.setText(reason)

    def reject(self) -> None:
        self._stop.set()
        super().reject()


def _ending(name: str) -> str:
    """The whole ending, of two parts for .stem.mp4."""
    return ".stem.mp4" if name.endswith(".stem.mp4") else Path(name).suffix
