"""The head of one track: name, mute, solo, volume, pan, level; and the grip by which it is moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from stemdesk.gui.base.accessibility import Row
from stemdesk.gui.base.formatting import stem_name
from stemdesk.gui.base.i18n import tr
from stemdesk.gui.base.icons import pixmap, stem_icon_name
from stemdesk.gui.base.plain_text import named, plain_label, tip
from stemdesk.gui.base.theme import stem_color
from stemdesk.gui.session.track_looks import LONGEST_NAME
from stemdesk.gui.tracks.notes_grip import NotesGrip
from stemdesk.gui.widgets.basic import ElidedLabel, button
from stemdesk.gui.widgets.fader import decibels, pan_fader, show_decibels, volume_fader
from stemdesk.gui.widgets.level_meter import Meter
from stemdesk.gui.widgets.value_boxes import LevelBox, PanBox

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent

    from stemdesk.audio.dsp.mixer import TrackSettings
    from stemdesk.audio.playback.level_meters import Level
    from stemdesk.gui.base.theme import Theme

HEADER_WIDTH: Final = 248
_HEIGHT: Final = 76
#: Pixels at the left by which a track is moved within the list, and of the boxes for values.
_GRIP: Final = 16
_BOX: Final = 60


class TrackHeader(Row):
    """Signals carry the track's number first."""

    muted = Signal(int, bool)
    soloed = Signal(int, bool)
    soloed_only = Signal(int, bool)
    gain_changed = Signal(int, float)
    pan_changed = Signal(int, float)
    renamed = Signal(int, str)
    chosen = Signal(int)
    #: Chosen besides those that are already.
    chosen_too = Signal(int)
    #: The stem is being dragged out.
    dragged = Signal(int)
    #: It is dragged by its grip, and let go: where on the screen.
    grip_moved = Signal(int, QPoint)
    grip_dropped = Signal(int, QPoint)
    menu_wanted = Signal(int, QPoint)
    #: The notes may be dragged out in a moment; they are.
    notes_near = Signal(int)
    notes_pulled = Signal(int)
    #: Somebody takes hold of a fader.
    grabbed = Signal()

    def __init__(self, theme: Theme, track: int, stem: str) -> None:
        super().__init__()
        self._theme = theme
        self.track = track
        self._stem = stem
        self._color = stem_color(stem)
        self._name = ""
        self._selected = False
        self._pressed_at: QPoint | None = None
        self._is_gripped = False
        tip(self, tr("Drag into a folder or another program; Ctrl or Shift selects several. Drag the dots to move it."))
        self.setFixedSize(HEADER_WIDTH, _HEIGHT)
        self.setMouseTracking(True)
        self._icon = plain_label()
        self._icon.setFixedWidth(20)
        self._label = ElidedLabel("", "label")
        self._edit = _NameEdit()
        self._edit.done.connect(self._named)
        self._notes = NotesGrip(theme)
        self._notes.near.connect(lambda: self.notes_near.emit(self.track))
        self._notes.pulled.connect(lambda: self.notes_pulled.emit(self.track))
        self._notes.hide()
        self._mute = self._toggle("M", "lanebutton")
        self._mute.toggled.connect(lambda on: self.muted.emit(self.track, on))
        self._solo = self._toggle("S", "solobutton")
        self._solo.clicked.connect(self._on_solo)
        self._fader = volume_fader(theme, stem, "")
        self._fader.valueChanged.connect(lambda _: self._set_gain(decibels(self._fader)))
        self._level = LevelBox("")
        self._level.chosen.connect(self._set_gain)
        self._pan = pan_fader(theme, "")
        self._pan.valueChanged.connect(lambda value: self._set_pan(value / 50))
        self._side = PanBox("")
        self._side.chosen.connect(lambda value: self._set_pan(value / 100))
        for fader, box in ((self._fader, self._level), (self._pan, self._side)):
            fader.has_box = True
            fader.typing_wanted.connect(box.begin)
            fader.sliderPressed.connect(self.grabbed)
            box.setFixedWidth(_BOX)
        self._meter = Meter(theme, stem, Qt.Orientation.Vertical)
        self._build()
        theme.changed.connect(self._tint)
        self.show_look(stem_name(stem), self._color)

    def _build(self) -> None:
        inside = QWidget(self)
        inside.setObjectName("transparent")
        inside.setMouseTracking(True)
        grid = QGridLayout(inside)
        grid.setContentsMargins(_GRIP + 2, 4, 4, 4)
        grid.setHorizontalSpacing(5)
        grid.setVerticalSpacing(3)
        top = QHBoxLayout()
        top.setSpacing(5)
        self._edit.hide()
        top.addWidget(self._icon)
        top.addWidget(self._label, 1)
        top.addWidget(self._edit, 1)
        top.addWidget(self._notes)
        top.addWidget(self._mute)
        top.addWidget(self._solo)
        grid.addLayout(top, 0, 0, 1, 2)
        for line, widgets in enumerate(((self._fader, self._level), (self._pan, self._side)), 1):
            for column, widget in enumerate(widgets):
                grid.addWidget(widget, line, column)
        grid.setColumnStretch(0, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 2, 3)
        row.setSpacing(2)
        row.addWidget(inside, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._meter)

    # --- what is shown -----------------------------------------------------------------------------------------------

    def show_look(self, name: str, color: QColor) -> None:
        """What the track is called, and its colour."""
        if name != self._name:
            self._name = name
            named(self, name)
            self._label.say(name)
            named(self._fader, tr("Volume {stem}", stem=name))
            named(self._level, tr("Level of {stem} in dB", stem=name))
            named(self._pan, tr("Pan {stem}", stem=name))
            tip(self._pan, tr("Pan"))
            named(self._side, tr("Pan of {stem}, left or right", stem=name))
            named(self._meter, tr("Peak level of {stem}", stem=name))
            self._notes.name_after(name)
            for toggle, words in (
                (self._mute, tr("Mute {stem}", stem=name)), (self._solo, tr("Solo {stem}", stem=name)),
            ):  # fmt: skip
                named(toggle, words)
                tip(toggle, words)
        self._color = color
        self._fader.recolor(color)
        self._meter.recolor(color)
        self._tint()

    def show_setting(self, setting: TrackSettings) -> None:
        """Follows a change from elsewhere (keys, other tracks) without sending it back."""
        for widget in (self._mute, self._solo, self._fader, self._pan):
            widget.blockSignals(True)
        self._mute.setChecked(setting.muted)
        self._solo.setChecked(setting.soloed)
        show_decibels(self._fader, setting.gain_db)
        self._pan.setValue(round(setting.pan * 50))
        for widget in (self._mute, self._solo, self._fader, self._pan):
            widget.blockSignals(False)
        self._level.follow(setting.gain_db)
        self._side.follow(setting.pan * 100)
        self._fader.update()
        self._pan.update()

    def show_partner(self, there: bool) -> None:
        """Whether the result that is compared has this stem, too."""
        self._label.say(self._name if there else tr("{stem} – not in B", stem=self._name))

    def show_level(self, level: Level) -> bool:
        """Says whether the meter is still falling."""
        return self._meter.show_level(level)

    def show_notes(self, there: bool) -> None:
        """Whether the track shows notes, which can be dragged out then."""
        self._notes.setVisible(there)

    @property
    def has_notes(self) -> bool:
        return not self._notes.isHidden()

    def select(self, on: bool) -> None:
        if on != self._selected:
            self._selected = on
            self.update()

    def _toggle(self, letter: str, role: str) -> QPushButton:
        made = button(letter, "", role)
        made.setCheckable(True)
        made.setFixedSize(24, 21)
        return made

    def _tint(self) -> None:
        self._icon.setPixmap(pixmap(stem_icon_name(self._stem), self._color, 17, self.devicePixelRatioF()))
        self.update()

    # --- what somebody sets ------------------------------------------------------------------------------------------

    def rename(self) -> None:
        """The name can be typed where it stands."""
        self._label.hide()
        self._edit.begin(self._name)

    def _named(self, name: str | None) -> None:
        self._edit.hide()
        self._label.show()
        if name is not None:
            self.renamed.emit(self.track, name)

    def _on_solo(self, on: bool) -> None:
        alt = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.AltModifier)
        (self.soloed_only if alt else self.soloed).emit(self.track, on)

    def _set_gain(self, gain_db: float) -> None:
        self.gain_changed.emit(self.track, gain_db)

    def _set_pan(self, pan: float) -> None:
        self.pan_changed.emit(self.track, pan)

    # --- mouse -------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            self.chosen.emit(self.track)  # what its menu is about
            return
        self._pressed_at = event.position().toPoint()
        self._is_gripped = False
        more = bool(event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier))
        (self.chosen_too if more else self.chosen).emit(self.track)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, pressed_at = event.position().toPoint(), self._pressed_at
        if not event.buttons() & Qt.MouseButton.LeftButton or pressed_at is None:
            self.setCursor(Qt.CursorShape.OpenHandCursor if at.x() < _GRIP else Qt.CursorShape.ArrowCursor)
            return
        far = (at - pressed_at).manhattanLength() >= QApplication.startDragDistance()
        by_grip = pressed_at.x() < _GRIP and abs(at.x() - pressed_at.x()) < self.width()
        if self._is_gripped or (far and by_grip):
            self._is_gripped = by_grip
            self.grip_moved.emit(self.track, event.globalPosition().toPoint())
        if far and not by_grip:
            self._pressed_at = None
            self.dragged.emit(self.track)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_gripped:
            self._is_gripped = False
            self.grip_dropped.emit(self.track, event.globalPosition().toPoint())
        self._pressed_at = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and event.position().x() >= _GRIP:
            self.rename()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.chosen.emit(self.track)
        self.menu_wanted.emit(self.track, event.globalPos())
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        painter.fillRect(self.rect(), theme.color("raised" if self._selected else "surface"))
        painter.fillRect(QRect(0, 0, 4, self.height()), self._color)
        painter.fillRect(QRect(0, 0, self.width(), 1), theme.color("line"))
        for row in range(-2, 3):
            for x in (7, 11):
                painter.fillRect(QRect(x, self.height() // 2 + 5 * row, 2, 2), theme.color("muted"))
        painter.end()


class _NameEdit(QLineEdit):
    """A name where it stands. Return and a click elsewhere take it, Escape does not."""

    done = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("name")
        self.setMaxLength(LONGEST_NAME)
        named(self, tr("Name of the track"))
        self.editingFinished.connect(self._finish)

    def begin(self, name: str) -> None:
        self.setText(name)
        self.show()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.accept()  # or the window would press the button that has the focus next
            self._end(None if event.key() == Qt.Key.Key_Escape else self.text())
        else:
            super().keyPressEvent(event)

    def _finish(self) -> None:
        if self.isVisible():
            self._end(self.text())

    def _end(self, name: str | None) -> None:
        self.blockSignals(True)  # losing the focus would finish it once more
        self.clearFocus()
        self.hide()
        self.blockSignals(False)
        self.done.emit(name)
