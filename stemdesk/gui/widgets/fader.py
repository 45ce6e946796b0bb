"""Faders: levels with a console's taper, pans; by mouse, keys and typed value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QInputDialog, QMenu, QSizePolicy, QSlider

from stemdesk.audio.dsp.mixer import LOUDEST_DB, SILENT_DB
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.base.theme import stem_color

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QWheelEvent

    from stemdesk.gui.base.theme import Theme

#: Fader steps per decibel.
_FINE: Final = 2
#: Where on a console's throw which decibels are: most of it belongs to those that people set.
_TAPER_DB: Final = (SILENT_DB, -40.0, -30.0, -20.0, -10.0, 0.0, LOUDEST_DB)
_TAPER: Final = (0.0, 0.08, 0.17, 0.32, 0.54, 0.79, 1.0)
#: Pixels on each side of the knob that are the knob still; what Shift makes of a pixel.
_KNOB: Final = 6
_SLOWLY: Final = 0.1


class Fader(QSlider):
    """A horizontal slider in a stem's colour. A double click puts it back to neutral; Shift moves it finely.

    `typing_wanted`: somebody wants to type a value, and there is a box for it; without one, the fader asks itself.
    """

    typing_wanted = Signal()

    def __init__(self, theme: Theme, color_of: str, name: str, *, span: tuple[int, int], centred: bool) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._color = stem_color(color_of) if color_of else None
        self._neutral = 0
        self._centred = centred
        self._grabbed_at = 0.0
        self._grabbed_share = 0.0
        self.has_box = False
        named(self, name)
        self.setRange(*span)
        self.setSingleStep(1)
        self.setPageStep(6 if not centred else 10)
        self.setValue(self._neutral)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel is the list's until somebody takes hold of a fader
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def recolor(self, color: QColor) -> None:
        self._color = color
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(60, 18)

    def minimumSizeHint(self) -> QSize:
        return QSize(30, 18)

    # --- where a value is --------------------------------------------------------------------------------------------

    def share_of(self, value: float) -> float:
        """Where on the throw (0…1) a value is."""
        if self._centred:
            return (value - self.minimum()) / (self.maximum() - self.minimum())
        return float(np.interp(value / _FINE, _TAPER_DB, _TAPER))

    def value_at(self, share: float) -> int:
        if self._centred:
            value = round(self.minimum() + share * (self.maximum() - self.minimum()))
            return self._neutral if abs(value - self._neutral) <= 2 else value
        return round(float(np.interp(share, _TAPER, _TAPER_DB)) * _FINE)

    def x_of(self, value: float) -> int:
        return 3 + round(self.share_of(value) * (self.width() - 6))

    def reset(self) -> None:
        self.setValue(self._neutral)

    # --- mouse -------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setSliderDown(True)
        x = event.position().x()
        if abs(x - self.x_of(self.value())) > _KNOB:
            self.setValue(self.value_at(min(1.0, max(0.0, (x - 3) / max(1, self.width() - 6)))))
        self._grabbed_at, self._grabbed_share = x, self.share_of(self.value())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton or not self.isSliderDown():
            return
        x = event.position().x()
        moved = (x - self._grabbed_at) / max(1, self.width() - 6)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            moved *= _SLOWLY
        share = min(1.0, max(0.0, self._grabbed_share + moved))
        self._grabbed_at, self._grabbed_share = x, share
        self.setValue(self.value_at(share))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.reset()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only for whom it has the focus; else the list scrolls."""
        if not self.hasFocus():
            event.ignore()
            return
        step = 1 if (event.angleDelta().y() or event.angleDelta().x()) > 0 else -1
        self.setValue(self.value() + step * (1 if not self._centred else 5))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(tr("Type a value…"), self._type)
        menu.addAction(tr("Reset"), self.reset)
        menu.popup(event.globalPos())
        event.accept()

    def _type(self) -> None:
        if self.has_box:
            self.typing_wanted.emit()
            return
        dialog = QInputDialog(self)
        dialog.setInputMode(QInputDialog.InputMode.DoubleInput)
        dialog.setWindowTitle(self.accessibleName())
        dialog.setLabelText(tr("Level in dB"))
        dialog.setDoubleDecimals(1)
        dialog.setDoubleRange(self.minimum() / _FINE, self.maximum() / _FINE)
        dialog.setDoubleValue(self.value() / _FINE)
        dialog.doubleValueSelected.connect(lambda value: self.setValue(round(value * _FINE)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # --- painting ----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, neutral = self.height() // 2, self.x_of(self._neutral)
        painter.setBrush(theme.color("line"))
        painter.drawRoundedRect(QRect(3, middle - 2, self.width() - 6, 4), 2, 2)
        painter.fillRect(QRect(neutral, middle - 6, 1, 12), theme.color("muted"))
        x = self.x_of(self.value())
        painter.setBrush(self._color if self._color is not None else theme.color("accent"))
        start = neutral if self._centred else 3
        painter.drawRoundedRect(QRect(min(start, x), middle - 2, abs(x - start), 4), 2, 2)
        painter.setBrush(theme.color("text"))
        painter.drawRoundedRect(QRect(min(max(x - 2, 1), self.width() - 5), middle - 7, 4, 14), 2, 2)
        painter.end()


def volume_fader(theme: Theme, stem: str, name: str) -> Fader:
    """A fader in half decibels from silence to +6 dB."""
    return Fader(theme, stem, name, span=(round(SILENT_DB * _FINE), round(LOUDEST_DB * _FINE)), centred=False)


def pan_fader(theme: Theme, name: str) -> Fader:
    """A fader from -50 (left) to 50 (right)."""
    return Fader(theme, "", name, span=(-50, 50), centred=True)


def decibels(fader: Fader) -> float:
    return fader.value() / _FINE


def show_decibels(fader: Fader, gain_db: float) -> None:
    fader.setValue(round(gain_db * _FINE))
