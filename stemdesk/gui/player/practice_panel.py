"""The practice panel, above the transport bar while it is open: metronome, count-in, trainer, fine pitch, beats, key."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from stemdesk.audio.dsp.beat_edits import BeatGridSettings
from stemdesk.audio.playback.messages import Transport
from stemdesk.audio.playback.play_stream import MAX_TEMPO, MIN_TEMPO, SpeedTrainer
from stemdesk.core.music.chords import transposed_key
from stemdesk.gui.base.formatting import certainty, key_name
from stemdesk.gui.base.i18n import tr, tr_n
from stemdesk.gui.base.plain_text import named, tip
from stemdesk.gui.widgets.basic import button, label
from stemdesk.gui.widgets.fader import decibels, volume_fader
from stemdesk.gui.widgets.number_box import NumberBox

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLabel

    from stemdesk.audio.analysis.song_analysis import Analysis
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice

_CENTS = 50
_BOX = 54
_SAYS_WIDTH = 200
#: Between the columns and around them: as much as there is room for.
_ROOM = ((28, 16), (12, 10), (6, 5))


class PracticePanel(QFrame):
    def __init__(self, theme: Theme, playback: Playback, practice: Practice) -> None:
        super().__init__()
        self.setObjectName("card")
        named(self, tr("Practice panel"))
        self._playback = playback
        self._practice = practice
        self._columns = columns = QHBoxLayout(self)
        columns.setContentsMargins(16, 8, 16, 8)
        columns.addLayout(self._build_clicks(theme))
        columns.addLayout(self._build_trainer())
        columns.addLayout(self._build_pitch())
        columns.addLayout(self._build_song())
        columns.addStretch(1)
        practice.changed.connect(self.refresh)
        playback.playback_settings_changed.connect(self.refresh)
        playback.loop_changed.connect(self.refresh)
        playback.transport_changed.connect(lambda _: self.refresh())
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        for spacing, margin in _ROOM:
            self._columns.setSpacing(spacing)
            self._columns.setContentsMargins(margin, 8, margin, 8)
            if self._columns.minimumSize().width() <= self.width():
                break
        super().resizeEvent(event)

    # --- building -----------------------------------------------------------------------------------------------------

    def _build_clicks(self, theme: Theme) -> QVBoxLayout:
        self._metronome = QCheckBox(tr("Metronome on"))
        self._metronome.toggled.connect(self._practice.set_metronome)
        self._count_in = QCheckBox(tr("Count-in (1 bar)"))
        self._count_in.toggled.connect(self._practice.set_count_in)
        self._click = volume_fader(theme, "", tr("Volume of the metronome"))
        self._click.setValue(round(self._playback.click_db * 2))
        self._click.setFixedWidth(100)
        self._click.valueChanged.connect(lambda _: self._playback.set_click_volume(decibels(self._click)))
        return _column(tr("Metronome"), self._metronome, self._count_in, self._click)

    def _build_trainer(self) -> QVBoxLayout:
        self._trainer = QCheckBox(tr("Speed up each repeat"))
        tip(self._trainer, tr("Each pass of the loop is a little faster, up to the tempo below"))
        self._trainer.toggled.connect(lambda _: self._set_trainer())
        tempos = (MIN_TEMPO * 100, MAX_TEMPO * 100)
        self._from = NumberBox(tr("Start tempo"), tempos, 5, neutral=70, suffix=tr(" %"))
        self._top = NumberBox(tr("End tempo"), tempos, 5, neutral=100, suffix=tr(" %"))
        self._step = NumberBox(tr("Faster by"), (1, 25), 1, neutral=3, suffix=tr(" %"))
        self._from.chosen.connect(lambda percent: self._practice.set_trainer_from(percent / 100))
        for box in (self._top, self._step):
            box.chosen.connect(lambda _: self._set_trainer())
        line = QHBoxLayout()
        line.setSpacing(5)
        for sign, box in (("", self._from), ("→", self._top), ("+", self._step)):
            box.setFixedWidth(_BOX)
            if sign:
                line.addWidget(label(sign, "muted"))
            line.addWidget(box)
        line.addStretch(1)
        self._trainer_says = label("", "muted", wrap=True)
        self._trainer_says.setFixedWidth(_SAYS_WIDTH)
        self._trainer_says.setMinimumHeight(2 * self._trainer_says.fontMetrics().height())
        self._trainer_says.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = _column(tr("Speed trainer"), self._trainer)
        column.insertLayout(column.count() - 1, line)
        column.insertWidget(column.count() - 1, self._trainer_says)
        return column

    def _build_pitch(self) -> QVBoxLayout:
        self._cents = QSlider(Qt.Orientation.Horizontal)
        named(self._cents, tr("Fine tune"))
        self._cents.setRange(-_CENTS, _CENTS)
        self._cents.setFixedWidth(100)
        self._cents.valueChanged.connect(self._set_cents)
        self._cents_words, self._tuning = label("", "muted"), label("", "muted")
        self._match = button("", tr("Tune to A = 440 Hz"), "link")
        self._match.clicked.connect(self._tune)
        return _column(tr("Fine tune"), self._cents, self._cents_words, self._tuning, self._match)

    def _build_song(self) -> QVBoxLayout:
        self._beats, self._key = label(""), label("")
        half = button(tr("÷ 2"), tr("Half time"), "pill")
        twice = button(tr("× 2"), tr("Double time"), "pill")
        half.clicked.connect(lambda: self._scale(0.5))
        twice.clicked.connect(lambda: self._scale(2.0))
        self._per_bar = NumberBox(tr("Beats per bar"), (0, 12), 1, neutral=0, suffix=tr(" per bar"), decimals=0)
        self._per_bar.setSpecialValueText(tr("auto"))
        tip(self._per_bar, tr("Auto or 0: as many as were detected, bar by bar"))
        self._per_bar.setMinimumWidth(82)
        self._per_bar.chosen.connect(
            lambda count: self._practice.set_grid(replace(self._practice.grid, per_bar=round(count)))
        )
        here = button(tr("Set downbeat here"), tr("Set downbeat here"), "link")
        tip(here, tr("The beat at the playhead becomes the downbeat of its bar"))
        here.clicked.connect(lambda: self._practice.begin_bar_at(self._playback.position))
        self._tap = tap = button(tr("Tap"), tr("Tap the tempo"), "pill")
        tip(tap, tr("On the beat, while it plays: from the fourth tap on, they are the tempo and the beats"))
        tap.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tap.pressed.connect(self._practice.tap)
        self._as_found = button(tr("Beats as detected"), tr("Beats as detected"), "link")
        self._as_found.clicked.connect(self._practice.forget_beats)
        self._beat_tools = QWidget()
        self._beat_tools.setObjectName("transparent")
        tools = QVBoxLayout(self._beat_tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(5)
        for widget in (half, twice, self._per_bar):
            line.addWidget(widget)
        line.addStretch(1)
        tools.addLayout(line)
        second = QHBoxLayout()
        second.setSpacing(8)
        for widget in (tap, here, self._as_found):
            second.addWidget(widget)
        second.addStretch(1)
        tools.addLayout(second)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(tr("This song"), "section"))
        column.addWidget(self._beats)
        column.addWidget(self._key)
        column.addWidget(self._beat_tools)
        column.addStretch(1)
        return column

    # --- what is set --------------------------------------------------------------------------------------------------

    def _set_trainer(self) -> None:
        on = self._trainer.isChecked()
        self._practice.set_trainer(SpeedTrainer(self._step.value() / 100, self._top.value() / 100) if on else None)

    def _set_cents(self, cents: int) -> None:
        self._practice.set_semitones(round(self._playback.settings.semitones) + cents / 100)

    def _tune(self) -> None:
        if self._practice.analysis is not None:
            whole = round(self._playback.settings.semitones)
            self._practice.set_semitones(whole - self._practice.analysis.tuning_cents / 100)

    def _scale(self, factor: float) -> None:
        grid = self._practice.grid
        self._practice.set_grid(replace(grid, factor=grid.factor * factor))

    # --- what is shown ------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        playback_settings, practice = self._playback.settings, self._practice
        cents = round((playback_settings.semitones - round(playback_settings.semitones)) * 100)
        for box, on in (
            (self._metronome, practice.metronome), (self._count_in, practice.count_in),
            (self._trainer, playback_settings.trainer is not None),
        ):  # fmt: skip
            _quietly(box.setChecked, on, box)
        if playback_settings.trainer is not None:
            self._step.follow(playback_settings.trainer.step * 100)
            self._top.follow(playback_settings.trainer.top * 100)
        self._from.follow(practice.trainer_start * 100)
        self.show_trainer()
        _quietly(self._cents.setValue, cents, self._cents)
        self._cents_words.setText(tr("{cents} cents", cents=f"{cents:+d}".replace("-", "−") if cents else "0"))
        self._per_bar.follow(practice.grid.per_bar)
        self._show_song()

    def show_trainer(self) -> None:
        """Moves on with the music."""
        says = self._trainer_state()
        if says != self._trainer_says.text():
            self._trainer_says.setText(says)

    def _trainer_state(self) -> str:
        """What the trainer does, or why it can do nothing."""
        playback = self._playback
        start, top, step = (box.value() for box in (self._from, self._top, self._step))
        if start >= top:
            return tr("Nothing to do: the start tempo is not below the end tempo.")
        if playback.settings.trainer is not None and playback.loop is None:
            return tr("Waits for a loop: switch it on with L.")
        if playback.settings.trainer is not None and playback.tempo_now >= top / 100 - 1e-6:
            return tr("The end tempo is reached.")
        turns = ceil((top - start) / step - 1e-6)
        return tr_n("%n turn(s) of the loop to the end tempo", turns)

    def _show_song(self) -> None:
        practice, analysis = self._practice, self._practice.analysis
        bpm = practice.bpm
        self._beat_tools.setVisible(practice.analysis is not None)
        for box in (self._metronome, self._count_in, self._click):
            box.setEnabled(bpm is not None)
        self._match.setVisible(False)
        if analysis is None:
            for shown in (self._beats, self._key, self._tuning):
                shown.setText("…")
            return
        self._beats.setText(self._tempo_words(analysis))
        self._tap.setEnabled(self._playback.transport is Transport.PLAYING)
        self._as_found.setVisible(practice.grid != BeatGridSettings())
        key = None if analysis.key is None else transposed_key(analysis.key, self._playback.settings.semitones)
        self._key.setText(
            tr("not detected") if key is None
            else tr("{key}, {sure}", key=key_name(key), sure=certainty(analysis.key_certainty))
        )  # fmt: skip
        hertz = 440 * 2 ** (analysis.tuning_cents / 1200)
        self._tuning.setText("" if key is None else tr("A = {hertz} Hz", hertz=f"{hertz:.1f}"))
        self._match.setText(tr("Tune to A = 440 Hz"))
        self._match.setVisible(key is not None and abs(analysis.tuning_cents) >= 3)

    def _tempo_words(self, analysis: Analysis) -> str:
        """`104 BPM · 4/4, likely`; tapped beats are the user's own and need no word of how sure they are."""
        practice = self._practice
        if practice.bpm is None or practice.beats is None:
            return tr("not detected")
        bpm = f"{practice.bpm:.1f}".removesuffix(".0")
        said = tr("{bpm} BPM · {beats}/4", bpm=bpm, beats=practice.beats.per_bar)
        if practice.grid.tapped is not None:
            return said
        return tr("{tempo}, {sure}", tempo=said, sure=certainty(analysis.bpm_certainty))


def _column(title: str, *widgets: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    heading: QLabel = label(title, "section")
    column.addWidget(heading)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return column


def _quietly(setter: object, value: object, widget: QWidget) -> None:
    widget.blockSignals(True)
    setter(value)  # type: ignore[operator]
    widget.blockSignals(False)
