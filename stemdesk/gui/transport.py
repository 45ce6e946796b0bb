"""The transport bar: to the start, play, position, loop, master volume."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from stemdesk.gui.i18n import tr
from stemdesk.gui.lane_header import decibels, volume_fader
from stemdesk.gui.parts import Elided, IconButton, button, label
from stemdesk.gui.wording import tenths

if TYPE_CHECKING:
    from stemdesk.gui.theme import Theme


class TransportBar(QFrame):
    to_start = Signal()
    play_pressed = Signal()
    loop_pressed = Signal(bool)
    master_changed = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setMinimumHeight(54)
        start = IconButton(theme, "start", tr("To the start"), size=20)
        start.clicked.connect(self.to_start)
        self._play = IconButton(theme, "play", tr("Play"), role="play", size=20)
        self._play.setFixedSize(52, 36)
        self._play.clicked.connect(self.play_pressed)
        self._time = label("0:00", "time")
        self._time.setMinimumWidth(74)
        self._length = label("", "muted")
        self._loop = button(tr("Loop"), tr("Loop"), "pill")
        self._loop.setCheckable(True)
        self._loop.setToolTip(tr("Drag in the ruler to choose what is repeated (L)"))
        self._loop.clicked.connect(self.loop_pressed)
        self._trouble = Elided("", "note")
        volume = volume_fader(theme, "", tr("Volume"))
        volume.setMinimumWidth(110)
        volume.setMaximumWidth(150)
        volume.valueChanged.connect(lambda _: self.master_changed.emit(decibels(volume)))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 16, 8)
        row.setSpacing(12)
        for widget in (start, self._play, self._time, self._length, self._loop):
            row.addWidget(widget)
        row.addWidget(self._trouble, 1)
        row.addWidget(label(tr("Volume"), "muted"))
        row.addWidget(volume)
        self._controls = (start, self._play, self._loop)
        self._theme = theme
        self.show_length(0.0)

    def show_length(self, seconds: float) -> None:
        self._length.setText(f"/ {tenths(seconds)}" if seconds else "")
        for control in self._controls:
            control.setEnabled(seconds > 0)

    def show_position(self, seconds: float) -> None:
        words = tenths(seconds)
        if words != self._time.text():
            self._time.setText(words)

    def show_playing(self, playing: bool) -> None:
        self._play.picture("pause" if playing else "play")
        self._play.rename(tr("Pause") if playing else tr("Play"))

    def show_loop(self, loop: tuple[float, float] | None) -> None:
        self._loop.setChecked(loop is not None)
        self._loop.setText(
            tr("Loop") if loop is None else tr("Loop {start} – {end}", start=tenths(loop[0]), end=tenths(loop[1]))
        )

    def show_trouble(self, words: str) -> None:
        """No sound card, and what to do about it."""
        self._trouble.say(words)
        self._trouble.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
