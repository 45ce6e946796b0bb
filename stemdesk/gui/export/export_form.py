"""The choices of an export: what, of which stems or songs, and how. Every choice keeps its place; what does not apply to
another is grey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from stemdesk.audio.files.encodings import ENCODINGS
from stemdesk.gui.base.i18n import show, tr, tr_n
from stemdesk.gui.base.plain_text import form_row, named, no_mnemonic
from stemdesk.gui.export import export_plan
from stemdesk.gui.export.export_plan import FORMATS, RATES, ExportKind, ExportOptions
from stemdesk.gui.widgets.basic import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.export.export_source import ExportSource

_LOUDNESS: Final = (None, -14.0, -16.0, -23.0)
_STEMS_IN_A_ROW: Final = 3
_INDENT: Final = 24


class ExportForm(QWidget):
    """`loaded` is what the player has, `several` the selected songs' newest results."""

    changed = Signal()

    def __init__(self, loaded: ExportSource | None, several: Sequence[ExportSource], settings: Settings) -> None:
        super().__init__()
        self._loaded = loaded
        self._several = list(several)
        self._settings = settings
        self._has_lyrics = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(28)
        row.addLayout(self._build_what(), 1)
        row.addWidget(self._build_how())
        self._recall()
        self._refresh()

    # --- what is chosen ---------------------------------------------------------------------------------------------------

    def sources(self) -> list[ExportSource]:
        if self._loaded is None or (self._are_several is not None and self._are_several.isChecked()):
            return self._several
        return [self._loaded]

    def wish(self) -> ExportOptions:
        what = next((what for what, radio in self._what.items() if radio.isChecked()), ExportKind.MIX)
        sources = self.sources()
        one = sources[0] if len(sources) == 1 else None
        stems = None
        if one is not None and what.takes_stems and one is self._loaded:
            stems = frozenset(number for number, box in enumerate(self._stems) if box.isChecked())
        return ExportOptions(
            what, str(self._format.currentData()),
            self._loop_only.isChecked() and one is not None and one.loop is not None, self._as_played.isChecked(),
            self._loudness.currentData(), self._with_tags.isChecked(), self._rate.currentData(),
            bool(self._channels.currentData()), stems, self._has_lyrics and self._with_lyrics.isChecked(),
            self._with_arrangement.isChecked(),
        )  # fmt: skip

    def offer_lyrics(self) -> None:
        """There are some of one of the songs at least."""
        self._with_lyrics.setChecked(self._settings.choice("export-lyrics") == "1")
        self._has_lyrics = True
        self._refresh()

    def choose_midi(self, stem: int) -> None:
        """Of one stem of what is loaded."""
        self._what[ExportKind.MIDI].setChecked(True)
        for number, box in enumerate(self._stems):
            box.setChecked(number == stem)

    def remember(self) -> None:
        wish = self.wish()
        for key, value in (
            ("export-format", wish.format_id), ("export-what", wish.what.value), ("export-rate", str(wish.rate or "")),
            ("export-mono", "1" if wish.mono else ""),
        ):  # fmt: skip
            self._settings.remember(key, value)
        if self._has_lyrics:
            self._settings.remember("export-lyrics", "1" if wish.with_lyrics else "")

    # --- building -----------------------------------------------------------------------------------------------------------

    def _build_what(self) -> QVBoxLayout:
        words = {
            ExportKind.MIX: (tr("Mix as heard"), tr("One file, with levels, mutes, solos and pans applied")),
            ExportKind.KARAOKE: (tr("Karaoke"), tr("Everything except vocals")),
            ExportKind.STEMS: (tr("Individual stems (audible)"), tr("One file per stem, with its level and pan")),
            ExportKind.MIDI: (
                tr("MIDI"),
                tr("The notes of the stems chosen above, with tempo, bars, markers and chords"),
            ),
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
        column = QVBoxLayout()
        column.setSpacing(2)
        self._are_several: QRadioButton | None = None
        if self._loaded is not None and len(self._several) > 1:
            column.addLayout(self._build_scope(self._loaded.title))
            column.addSpacing(12)
        possible = export_plan.possible(self._loaded or self._several[0])
        self._what: dict[ExportKind, QRadioButton] = {}
        group = QButtonGroup(self)
        for what, (title, hint) in words.items():
            if what not in possible:
                continue
            radio = QRadioButton(title)
            named(radio, title)
            radio.toggled.connect(self._refresh)
            group.addButton(radio)
            column.addWidget(radio)
            note = label(hint, "note")
            note.setIndent(_INDENT)
            column.addWidget(note)
            if what is ExportKind.STEMS:
                column.addLayout(self._build_stems())
            column.addSpacing(6)
            self._what[what] = radio
        column.addStretch(1)
        return column

    def _build_scope(self, title: str) -> QVBoxLayout:
        """This song, or all that are selected."""
        several = tr_n("%n selected song(s), the newest result of each", len(self._several))
        self._is_one, self._are_several = QRadioButton(tr("“{song}”", song=no_mnemonic(title))), QRadioButton(several)
        group = QButtonGroup(self)
        column = QVBoxLayout()
        column.setSpacing(6)
        for radio, name in ((self._is_one, tr("This song")), (self._are_several, several)):
            named(radio, name)
            group.addButton(radio)
            column.addWidget(radio)
        self._is_one.setChecked(True)
        self._are_several.toggled.connect(self._refresh)
        return column

    def _build_stems(self) -> QGridLayout:
        self._stems: list[QCheckBox] = []
        grid = QGridLayout()
        grid.setContentsMargins(_INDENT, 2, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        loaded = self._loaded
        for number, name in enumerate(loaded.names if loaded is not None else ()):
            box = QCheckBox(no_mnemonic(name))
            named(box, tr("Export {stem}", stem=name))
            box.setChecked(loaded is not None and loaded.is_on(number))
            box.toggled.connect(self._refresh)
            grid.addWidget(box, number // _STEMS_IN_A_ROW, number % _STEMS_IN_A_ROW)
            self._stems.append(box)
        grid.setColumnStretch(_STEMS_IN_A_ROW, 1)
        return grid

    def _build_how(self) -> QWidget:
        how = QWidget()
        form = QFormLayout(how)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        self._format, self._rate, self._channels, self._loudness = (QComboBox() for _ in range(4))
        for id_ in FORMATS:
            self._format.addItem(show(ENCODINGS[id_].format.label), id_)
        self._rate.addItem(tr("as the song"), None)
        for rate in RATES:
            self._rate.addItem(tr("{rate} kHz", rate=f"{rate / 1000:g}"), rate)
        self._channels.addItem(tr("Stereo"), False)
        self._channels.addItem(tr("Mono"), True)
        for lufs in _LOUDNESS:
            words = tr("off") if lufs is None else tr("{lufs} LUFS", lufs=f"−{-lufs:.0f}")
            self._loudness.addItem(words, lufs)
        for name, box in (
            (tr("Format"), self._format), (tr("Sample rate"), self._rate), (tr("Channels"), self._channels),
            (tr("Normalize to"), self._loudness),
        ):  # fmt: skip
            named(box, name)
            form_row(form, name, box)
            box.currentIndexChanged.connect(self._refresh)
        self._loop_only = QCheckBox(tr("Loop range only"))
        self._as_played = QCheckBox(tr("Apply tempo and pitch changes"))
        self._with_tags = QCheckBox(tr("Copy tags and artwork"))
        self._with_lyrics = QCheckBox(tr("Write lyrics into the tags"))
        self._with_arrangement = QCheckBox(tr("Chords and sections as markers"))
        for check in (
            self._loop_only, self._as_played, self._with_tags, self._with_lyrics, self._with_arrangement,
        ):  # fmt: skip
            named(check, check.text())
            check.setChecked(check is not self._with_lyrics)
            form_row(form, "", check)
            check.toggled.connect(self._refresh)
        return how

    def _recall(self) -> None:
        """What was exported the last time."""
        choice = self._settings.choice
        self._format.setCurrentIndex(max(0, self._format.findData(choice("export-format"))))
        rate = choice("export-rate")
        self._rate.setCurrentIndex(max(0, self._rate.findData(int(rate) if rate.isdecimal() else None)))
        self._channels.setCurrentIndex(1 if choice("export-mono") else 0)
        last = choice("export-what")
        chosen = next((what for what in self._what if what.value == last), ExportKind.MIX)
        self._what[chosen].setChecked(True)
        self._loop_only.setChecked(self._loaded is not None and self._loaded.loop is not None)

    def _refresh(self) -> None:
        """What applies can be chosen; nothing moves."""
        sources = self.sources()
        is_one = len(sources) == 1
        for kind, radio in self._what.items():
            radio.setEnabled(kind.is_sound or kind is ExportKind.MIDI or is_one)
            if radio.isChecked() and not radio.isEnabled():
                self._what[ExportKind.MIX].setChecked(True)
        what = self.wish().what
        for box in (self._format, self._rate, self._channels, self._loudness, self._with_tags):
            box.setEnabled(what.is_sound)
        self._with_lyrics.setEnabled(what.is_sound and self._has_lyrics)
        for check in self._stems:
            check.setEnabled(what.takes_stems and is_one)
        changed = any(source.tempo != 1.0 or source.semitones for source in sources)
        self._as_played.setEnabled(what.takes_tempo and changed)
        has_arrangement = any(source.chords or source.sections for source in sources)
        self._with_arrangement.setEnabled(what in (ExportKind.REAPER, ExportKind.DAWPROJECT) and has_arrangement)
        self._loop_only.setEnabled(what.is_sound and is_one and sources[0].loop is not None)
        self.changed.emit()
