"""The head of one track: name, mute, solo, volume, pan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSlider,
    QWidget,
)

from stemdesk.audio.dsp.mixer import LOUDEST_DB, SILENT_DB, TrackSettings
from stemdesk.gui.base.accessibility import Row
from stemdesk.gui.base.formatting import level, stem_name
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.icons import pixmap, stem_icon_name
from stemdesk.gui.base.plain_text import named, plain_label, tip
from stemdesk.gui.base.theme import stem_color
from stemdesk.gui.widgets.basic import ElidedLabel, button, label
from stemdesk.gui.widgets.level_meter import Meter

if TYPE_CHECKING:
    from stemdesk.audio.playback.level_meters import Level
    from stemdesk.gui.base.theme import Theme

HEADER_WIDTH: Final = 232
_HEIGHT: Final = 76
#: Fader steps per decibel.
_FINE: Final = 2


class Fader(QSlider):
    """A horizontal slider in a stem's colour. A double click puts it back to neutral."""

    def __init__(self, theme: Theme, color_of: str, name: str, *, span: tuple[int, int], centred: bool) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._stem = color_of
        self._neutral = 0
        self._centred = centred
        named(self, name)
        self.setRange(*span)
        self.setSingleStep(1)
        self.setPageStep(6 if not centred else 10)
        self.setValue(self._neutral)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(60, 18)

    def minimumSizeHint(self) -> QSize:
        return QSize(30, 18)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._follow(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.setValue(self._neutral)

    def wheelEvent(self, event: QWheelEvent) -> None:
        step = 1 if event.angleDelta().y() > 0 else -1
        self.setValue(self.value() + step * (1 if not self._centred else 5))
        event.accept()

    def _follow(self, event: QMouseEvent) -> None:
        share = min(1.0, max(0.0, (event.position().x() - 3) / max(1, self.width() - 6)))
        value = round(self.minimum() + share * (self.maximum() - self.minimum()))
        if abs(value - self._neutral) <= 2 and self._centred:
            value = self._neutral
        self.setValue(value)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        span = self.width() - 6
        middle = self.height() // 2
        painter.setBrush(self._theme.color("line"))
        painter.drawRoundedRect(QRect(3, middle - 3, span, 5), 2.5, 2.5)
        share = (self.value() - self.minimum()) / (self.maximum() - self.minimum())
        x = 3 + round(share * span)
        color = stem_color(self._stem) if self._stem else self._theme.color("accent")
        painter.setBrush(color)
        start = 3 + span // 2 if self._centred else 3
        painter.drawRoundedRect(QRect(min(start, x), middle - 3, abs(x - start), 5), 2.5, 2.5)
        painter.setBrush(self._theme.color("text"))
        if self.hasFocus():
            painter.setPen(self._theme.color("accent"))
        painter.drawRoundedRect(QRect(x - 2, middle - 7, 4, 13), 2, 2)
        painter.end()


def volume_fader(theme: Theme, stem: str, name: str) -> Fader:
    """A fader in half decibels from silence to +6 dB."""
    return Fader(theme, stem, name, span=(round(SILENT_DB * _FINE), round(LOUDEST_DB * _FINE)), centred=False)


def decibels(fader: Fader) -> float:
    return fader.value() / _FINE


class TrackHeader(Row):
    """Signals carry the track's number first."""

    muted = Signal(int, bool)
    soloed = Signal(int, bool)
    soloed_only = Signal(int, bool)
    gain_changed = Signal(int, float)
    pan_changed = Signal(int, float)
    chosen = Signal(int)
    #: Chosen besides those that are already.
    chosen_too = Signal(int)
    #: The stem is being dragged out.
    dragged = Signal(int)

    def __init__(self, theme: Theme, track: int, stem: str) -> None:
        super().__init__()
        self._theme = theme
        self._track = track
        self._stem = stem
        self._selected = False
        self._pressed_at = QPoint()
        tip(self, tr("Drag into a folder or another program; Ctrl or Shift selects several"))
        self.setFixedSize(HEADER_WIDTH, _HEIGHT)
        shown = stem_name(stem)
        named(self, shown)
        self._icon = plain_label()
        self._icon.setFixedWidth(22)
        self._mute = self._toggle("M", tr("Mute {stem}", stem=shown), "lanebutton")
        self._mute.toggled.connect(lambda on: self.muted.emit(track, on))
        self._solo = self._toggle("S", tr("Solo {stem}", stem=shown), "solobutton")
        self._solo.clicked.connect(self._on_solo)
        self._fader = volume_fader(theme, stem, tr("Volume {stem}", stem=shown))
        self._fader.valueChanged.connect(self._on_gain)
        self._pan = Fader(theme, "", tr("Pan {stem}", stem=shown), span=(-50, 50), centred=True)
        self._pan.setFixedWidth(48)
        tip(self._pan, tr("Pan"))
        self._pan.valueChanged.connect(lambda value: self.pan_changed.emit(track, value / 50))
        self._level = label(level(0.0, SILENT_DB), "note")
        self._level.setFixedWidth(56)
        self._level.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        inside = QWidget(self)
        inside.setObjectName("transparent")
        grid = QGridLayout(inside)
        grid.setContentsMargins(14, 10, 10, 10)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        grid.addWidget(self._icon, 0, 0)
        grid.addWidget(ElidedLabel(shown, "label"), 0, 1, 1, 2)
        grid.addWidget(self._mute, 0, 3)
        grid.addWidget(self._solo, 0, 4)
        lower = QHBoxLayout()
        lower.setSpacing(6)
        lower.addWidget(self._fader, 1)
        lower.addWidget(self._level)
        lower.addWidget(self._pan)
        grid.addLayout(lower, 1, 0, 1, 5)
        grid.setColumnStretch(1, 1)
        self._meter = Meter(theme, stem, Qt.Orientation.Vertical)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 2, 1)
        row.setSpacing(0)
        row.addWidget(inside, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._meter)
        theme.changed.connect(self._tint)
        self._tint()

    def show_setting(self, setting: TrackSettings) -> None:
        """Follows a change from elsewhere (keys, other tracks) without sending it back."""
        for widget in (self._mute, self._solo, self._fader, self._pan):
            widget.blockSignals(True)
        self._mute.setChecked(setting.muted)
        self._solo.setChecked(setting.soloed)
        self._fader.setValue(round(setting.gain_db * _FINE))
        self._pan.setValue(round(setting.pan * 50))
        for widget in (self._mute, self._solo, self._fader, self._pan):
            widget.blockSignals(False)
        self._level.setText(level(setting.gain_db, SILENT_DB))
        self._fader.update()
        self._pan.update()

    def show_level(self, level: Level) -> bool:
        """Says whether the meter is still falling."""
        return self._meter.show_level(level)

    def select(self, on: bool) -> None:
        if on != self._selected:
            self._selected = on
            self.update()

    def _toggle(self, letter: str, name: str, role: str) -> QPushButton:
        made = button(letter, name, role)
        made.setCheckable(True)
        made.setFixedSize(24, 21)
        tip(made, name)
        return made

    def _on_solo(self, on: bool) -> None:

        alt = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier)
        (self.soloed_only if alt else self.soloed).emit(self._track, on)

    def _on_gain(self, _value: int) -> None:
        gain = decibels(self._fader)
        self._level.setText(level(gain, SILENT_DB))
        self.gain_changed.emit(self._track, gain)

    def _tint(self) -> None:
        color = stem_color(self._stem)
        self._icon.setPixmap(pixmap(stem_icon_name(self._stem), color, 17, self.devicePixelRatioF()))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        more = bool(event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier))
        (self.chosen_too if more else self.chosen).emit(self._track)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = (event.position().toPoint() - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if far and event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(self._track)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("raised" if self._selected else "surface"))
        painter.fillRect(QRect(0, 0, 4, self.height()), stem_color(self._stem))
        painter.fillRect(QRect(0, 0, self.width(), 1), self._theme.color("line"))
        painter.end()
