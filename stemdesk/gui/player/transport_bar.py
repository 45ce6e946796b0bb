"""The transport bar: to the start, play, position, loop, practice, tempo and pitch, beats and key, master volume."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stemdesk.audio.playback.play_stream import MAX_SEMITONES, MAX_TEMPO, MIN_TEMPO
from stemdesk.gui.base.formatting import format_position
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import named, tip
from stemdesk.gui.player.track_header import decibels, volume_fader
from stemdesk.gui.widgets.basic import IconButton, button, label
from stemdesk.gui.widgets.level_meter import Meter

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from stemdesk.audio.playback.level_meters import Level
    from stemdesk.gui.base.theme import Theme

#: Below this width the words beside the boxes give way; their tool tips stay.
_ROOMY: Final = 1000
_NARROW: Final = 900


class NumberBox(QDoubleSpinBox):
    """A number that is typed, wheeled or stepped; a double click on the name beside it puts it back."""

    chosen = Signal(float)

    def __init__(self, name: str, span: tuple[float, float], step: float, *, neutral: float, suffix: str) -> None:
        super().__init__()
        named(self, name)
        tip(self, name)
        self.setRange(*span)
        self.setSingleStep(step)
        self.setDecimals(1)
        self.setSuffix(suffix)
        self.setValue(neutral)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus | Qt.FocusPolicy.TabFocus)
        self.valueChanged.connect(self.chosen)
        self.lineEdit().returnPressed.connect(self.clearFocus)

    def textFromValue(self, value: float) -> str:  # noqa: N802  Qt's name
        """Without needless decimals, with a real minus sign."""
        return f"{value:.2f}".rstrip("0").rstrip(".").replace("-", "−")

    def valueFromText(self, words: str) -> float:  # noqa: N802  Qt's name
        return super().valueFromText(words.replace("−", "-"))

    def follow(self, value: float) -> None:
        """Shows a change from elsewhere without sending it back."""
        self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(False)


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

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setMinimumHeight(54)
        self._facts = label("", "muted")
        self._words = [label(words, "muted") for words in (tr("Tempo"), tr("Pitch"), tr("Volume"))]
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 16, 8)
        row.setSpacing(10)
        self._controls: list[QWidget] = []
        self._build_transport(theme, row)
        self._build_loop(theme, row)
        row.addStretch(1)
        row.addWidget(self._facts)
        self._build_course(row)
        self._build_volume(theme, row)
        self.show_length(0.0)

    def _build_transport(self, theme: Theme, row: QHBoxLayout) -> None:
        start = IconButton(theme, "start", tr("Return to start"), size=20)
        start.clicked.connect(self.to_start)
        self._play = IconButton(theme, "play", tr("Play"), role="play", size=20)
        self._play.setFixedSize(52, 36)
        self._play.clicked.connect(self.play_pressed)
        self._time = label("0:00", "time")
        self._time.setMinimumWidth(74)
        self._length = label("", "muted")
        self._bar = label("", "muted")
        self._bar.hide()
        where = QVBoxLayout()
        where.setSpacing(0)
        where.addWidget(self._length)
        where.addWidget(self._bar)
        for widget in (start, self._play, self._time):
            row.addWidget(widget)
        row.addLayout(where)
        self._controls += [start, self._play]

    def _build_loop(self, theme: Theme, row: QHBoxLayout) -> None:
        self._loop = button(tr("Loop"), tr("Loop"), "pill")
        self._loop.setCheckable(True)
        tip(self._loop, tr("Loop on or off (L). Drag in the ruler to set the range."))
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
        self._tempo = NumberBox(tr("Tempo"), (MIN_TEMPO * 100, MAX_TEMPO * 100), 5, neutral=100, suffix=tr(" %"))
        self._tempo.chosen.connect(lambda percent: self.tempo_changed.emit(percent / 100))
        self._pitch = NumberBox(tr("Pitch"), (-MAX_SEMITONES, MAX_SEMITONES), 1, neutral=0, suffix=tr(" st"))
        self._pitch.setDecimals(2)
        self._pitch.chosen.connect(self.pitch_changed)
        for words, box in zip(self._words, (self._tempo, self._pitch), strict=False):
            box.setFixedWidth(84)
            row.addWidget(words)
            row.addWidget(box)
            self._controls.append(box)

    def _build_volume(self, theme: Theme, row: QHBoxLayout) -> None:
        volume = volume_fader(theme, "", tr("Volume"))
        volume.setMinimumWidth(80)
        volume.setMaximumWidth(130)
        volume.valueChanged.connect(lambda _: self.master_changed.emit(decibels(volume)))
        self._meter = Meter(theme, "", Qt.Orientation.Horizontal)
        level = QVBoxLayout()
        level.setSpacing(3)
        level.addStretch(1)
        level.addWidget(volume)
        level.addWidget(self._meter)
        level.addStretch(1)
        row.addWidget(self._words[2])
        row.addLayout(level)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for words in self._words:
            words.setVisible(self.width() >= _ROOMY)
        self._facts.setVisible(self.width() >= _NARROW)
        super().resizeEvent(event)

    def show_length(self, seconds: float) -> None:
        self._length.setText(f"/ {format_position(seconds)}" if seconds else "")
        for control in self._controls:
            control.setEnabled(seconds > 0)

    def show_position(self, seconds: float, bar: tuple[int, int] | None = None) -> None:
        """`bar` is bar and beat, where beats are known."""
        words = format_position(seconds)
        if words != self._time.text():
            self._time.setText(words)
        counted = "" if bar is None else tr("bar {bar}.{beat}", bar=bar[0], beat=bar[1])
        if counted != self._bar.text():
            self._bar.setText(counted)
            self._bar.setVisible(bool(counted))

    def show_playing(self, playing: bool) -> None:
        self._play.picture("pause" if playing else "play")
        self._play.rename(tr("Pause") if playing else tr("Play"))

    def show_loop(self, loop: tuple[float, float] | None, *, is_on: bool) -> None:
        self._loop.setChecked(is_on)
        self._loop.setText(
            tr("Loop")
            if loop is None or not is_on
            else tr("Loop {start} – {end}", start=format_position(loop[0]), end=format_position(loop[1]))
        )

    def show_playback_settings(self, tempo: float, semitones: float) -> None:
        self._tempo.follow(tempo * 100)
        self._pitch.follow(semitones)

    def show_facts(self, words: str, hint: str) -> None:
        """Beats per minute and key, as they are heard; the hint says how sure that is."""
        self._facts.setText(words)
        tip(self._facts, hint)

    def show_level(self, level: Level) -> bool:
        return self._meter.show_level(level)
