"""The transport bar: to the start, play, position, loop, practice, tempo and pitch, beats and key, master volume."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stemdesk.audio.playback.play_stream import MAX_SEMITONES, MAX_TEMPO, MIN_TEMPO
from stemdesk.gui.base.formatting import format_position
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import no_mnemonic, tip
from stemdesk.gui.widgets.basic import ElidedLabel, IconButton, button, label
from stemdesk.gui.widgets.fader import decibels, volume_fader
from stemdesk.gui.widgets.inline_edit import ValueEdit
from stemdesk.gui.widgets.level_meter import Meter
from stemdesk.gui.widgets.number_box import NumberBox, presets_button

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from stemdesk.audio.playback.level_meters import Level
    from stemdesk.gui.arrangement.now_chord import NowChord
    from stemdesk.gui.base.theme import Theme

#: Below these widths the key and the loop's times, then the song's length give way: they are elsewhere, too.
_ROOMY: Final = 940
_NARROW: Final = 750
_TEMPOS: Final = (50, 60, 70, 75, 80, 90, 100, 110, 125, 150)
_TEN_MINUTES: Final = 600.0
_BOX: Final = 92
_LONGEST_PART: Final = 110
_BPM_BOX: Final = 58
_CAPTION_HEIGHT: Final = 15


class TransportBar(QFrame):
    """`tempo_changed` is a factor (1 unchanged), `pitch_changed` semitones."""

    to_start = Signal()
    play_pressed = Signal()
    loop_pressed = Signal(bool)
    loops_wanted = Signal()
    practice_wanted = Signal()
    master_changed = Signal(float)
    tempo_changed = Signal(float)
    pitch_changed = Signal(float)
    bpm_changed = Signal(float)
    #: What was typed, and whether it was typed where bars are shown.
    position_typed = Signal(str, bool)

    def __init__(self, theme: Theme, now: NowChord) -> None:
        super().__init__()
        self.setObjectName("card")
        self._key = ElidedLabel("", "muted")
        self._key.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._controls: list[QWidget] = []
        self._range: tuple[float, float] | None = None
        self._part = ""
        self._has_bpm = False
        self._now = now
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        self._build_transport(theme, row)
        self._build_loop(theme, row)
        row.addStretch(1)
        row.addWidget(self._key, 3)
        self._build_course(row)
        self._build_volume(theme, row)
        now.resized.connect(self._fit)
        self.show_loop(None, is_on=False)
        self.show_length(0.0)
        self.show_position(0.0)

    def _build_transport(self, theme: Theme, row: QHBoxLayout) -> None:
        start = IconButton(theme, "start", tr("Return to start"), size=20)
        start.clicked.connect(self.to_start)
        self._play = IconButton(theme, "play", tr("Play"), role="play", size=20)
        self._play.setFixedSize(48, 36)
        self._play.clicked.connect(self.play_pressed)
        hint = tr("Click and type where to go: 1:23.4, 83.4 or “bar 17” (Ctrl+J)")
        self._time = ValueEdit(tr("Time"), "time", hint)
        self._time.entered.connect(lambda words: self.position_typed.emit(words, False))
        self._bar = ValueEdit(tr("Bar"), "bar", tr("Click and type a bar: 17, or 17.3 for its third beat"))
        self._bar.entered.connect(lambda words: self.position_typed.emit(words, True))
        place = self._bar.sizePolicy()
        place.setRetainSizeWhenHidden(True)  # until bars are known
        self._bar.setSizePolicy(place)
        self._length = label("", "muted")
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self._length)
        below.addWidget(self._bar)
        below.addStretch(1)
        where = QVBoxLayout()
        where.setSpacing(0)
        where.addWidget(self._time)
        where.addLayout(below)
        for widget in (start, self._play):
            row.addWidget(widget)
            self._controls.append(widget)
        row.addLayout(where)
        row.addWidget(self._now)
        self._controls += [self._time, self._bar]

    def _build_loop(self, theme: Theme, row: QHBoxLayout) -> None:
        self._loop = button(tr("Loop"), tr("Loop"), "pill")
        self._loop.setCheckable(True)
        self._loop.clicked.connect(self.loop_pressed)
        self.loops = IconButton(theme, "down", tr("Loops and markers"), size=11)
        self.loops.clicked.connect(self.loops_wanted)
        self.practice = button(tr("Practice"), tr("Practice"), "pill")
        self.practice.setCheckable(True)
        tip(self.practice, tr("Metronome, count-in, speed trainer, beats, key"))
        self.practice.clicked.connect(self.practice_wanted)
        for widget in (self._loop, self.loops, self.practice):
            row.addWidget(widget)
            self._controls.append(widget)

    def _build_course(self, row: QHBoxLayout) -> None:
        self._bpm = NumberBox(tr("BPM"), (1, 999), 1, neutral=120)
        self._bpm.setFixedWidth(_BPM_BOX)
        self._bpm.chosen.connect(self.bpm_changed)
        self._bpm_part = _captioned(label(tr("BPM"), "caption"), self._bpm)
        self._bpm_part.hide()
        row.addWidget(self._bpm_part)
        self._tempo = NumberBox(
            tr("Tempo"), (MIN_TEMPO * 100, MAX_TEMPO * 100), 5, neutral=100, suffix=tr(" %"), stepped=True
        )
        tip(self._tempo, tr("Type a percentage. A double click resets it."))
        self._tempo.chosen.connect(lambda percent: self.tempo_changed.emit(percent / 100))
        self._pitch = NumberBox(
            tr("Pitch"), (-MAX_SEMITONES, MAX_SEMITONES), 1, neutral=0, suffix=tr(" st"), stepped=True, decimals=2
        )
        tip(self._pitch, tr("Type semitones. A double click resets it."))
        self._pitch.chosen.connect(self.pitch_changed)
        semitones = [float(step) for step in range(12, -13, -1)]
        for box, caption, name, values in (
            (self._tempo, tr("Tempo"), tr("Tempo presets"), _TEMPOS),
            (self._pitch, tr("Pitch"), tr("Pitch presets"), semitones),
        ):
            box.setFixedWidth(_BOX)
            presets = presets_button(caption, name, box, values)
            row.addWidget(_captioned(presets, box))
            self._controls += [box, presets]

    def _build_volume(self, theme: Theme, row: QHBoxLayout) -> None:
        self._volume = volume = volume_fader(theme, "", tr("Volume"))
        volume.valueChanged.connect(lambda _: self.master_changed.emit(decibels(volume)))
        self._meter = Meter(theme, "", Qt.Orientation.Horizontal)
        level = QWidget()
        level.setObjectName("transparent")
        column = QVBoxLayout(level)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(volume)
        column.addWidget(self._meter)
        column.addStretch(1)
        self._volume_part = _captioned(label(tr("Volume"), "caption"), level)
        row.addWidget(self._volume_part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """What is elsewhere, too, gives way."""
        narrow = self.width() < _NARROW
        roomy = self.width() >= _ROOMY
        self._length.setVisible(roomy or not (narrow or self._now.is_wanted))
        self._key.setVisible(roomy)
        self._now.give_room(roomy=roomy)
        has_place = not (narrow and self._now.is_wanted)
        self._bpm_part.setVisible(self._has_bpm and has_place)
        wide = 120 if roomy else 80
        for volume, spacing, has_range in ((wide, 8, roomy), (wide, 8, False), (64, 6, False)):
            self._show_loop_words(has_range=has_range)
            self._volume_part.setFixedWidth(volume)
            self._row.setSpacing(spacing)
            self._row.activate()  # what is inside its parts has changed, too
            to_come = _BPM_BOX + spacing if has_place and not self._has_bpm else 0  # nothing moves when it does
            to_come += (
                self._key.is_wider_by if has_range else 0
            )  # the loop's range stands in the ruler, the key only here
            if self._row.minimumSize().width() + to_come <= self.width():
                break

    def show_length(self, seconds: float) -> None:
        self._length.setText(f"/ {format_position(seconds)}" if seconds else "")
        self._time.make_room_for(format_position(max(seconds, _TEN_MINUTES)))
        self._bar.make_room_for(_bar_words("888", 8))
        for control in self._controls:
            control.setEnabled(seconds > 0)

    def show_position(self, seconds: float, bar: tuple[int, int] | None = None, *, has_bars: bool = False) -> None:
        """`bar` is bar and beat; None before the first, and where beats are not known."""
        self._time.say(format_position(seconds))
        self._bar.say(_bar_words(*bar) if bar is not None else _bar_words("–", "–") if has_bars else "")
        self._bar.setVisible(has_bars)

    def edit_position(self) -> None:
        self._time.take_focus()

    def position_taken(self, refusal: str, *, in_bars: bool) -> None:
        """What became of a position that was typed; empty words if all is well."""
        field = self._bar if in_bars else self._time
        if refusal:
            field.refuse(refusal)
        else:
            field.clearFocus()

    def show_playing(self, playing: bool) -> None:
        self._play.picture("pause" if playing else "play")
        self._play.rename(tr("Pause") if playing else tr("Play"))

    def show_loop(self, loop: tuple[float, float] | None, *, is_on: bool, part: str = "") -> None:
        """`part` is the name of the part of the song that it is."""
        self._range, self._part = loop, part
        self._loop.setChecked(is_on)
        hint = tr("Loop on or off (L). Drag in the ruler to set the range.")
        if loop is not None:
            hint = f"{tr('Loop {start} – {end}', start=format_position(loop[0]), end=format_position(loop[1]))}\n{hint}"
        tip(self._loop, hint)
        self._fit()

    def _show_loop_words(self, *, has_range: bool) -> None:
        loop = self._range if self._loop.isChecked() and has_range else None
        self._loop.setText(
            tr("Loop {part}", part=no_mnemonic(self._elided(self._part)))
            if loop is not None and self._part
            else tr("Loop")
            if loop is None
            else tr("Loop {start} – {end}", start=format_position(loop[0]), end=format_position(loop[1]))
        )

    def _elided(self, words: str) -> str:
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _LONGEST_PART)

    def show_playback_settings(self, tempo: float, semitones: float) -> None:
        self._tempo.follow(tempo * 100)
        self._pitch.follow(semitones)

    def show_bpm(self, bpm: float | None, own: float, hint: str) -> None:
        """Beats per minute as they are heard now, and the recording's own; the hint says how sure they are."""
        self._has_bpm = bpm is not None
        self._fit()
        if bpm is not None:
            self._bpm.fit((own * MIN_TEMPO, own * MAX_TEMPO), own)
            self._bpm.follow(bpm)
            tip(self._bpm, f"{tr('Type the BPM that you want: the tempo follows. A double click resets it.')}\n{hint}")

    def show_key(self, words: str, hint: str) -> None:
        """The key as it is heard; the hint says how sure that is."""
        self._key.say(words)
        tip(self._key, hint)
        self._fit()

    def show_level(self, level: Level) -> bool:
        return self._meter.show_level(level)


def _bar_words(bar: str | int, beat: str | int) -> str:
    return tr("bar {bar}.{beat}", bar=bar, beat=beat)


def _captioned(caption: QWidget, below: QWidget) -> QWidget:
    part = QWidget()
    part.setObjectName("transparent")
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    caption.setFixedHeight(_CAPTION_HEIGHT)
    column.addWidget(caption, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addWidget(below)
    return part
