"""A number in a box, as music software has them: typed, stepped, wheeled where it has the focus, put back by a double
click."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QMenu, QPushButton

from stemdesk.gui.base.plain_text import named, tip
from stemdesk.gui.widgets.basic import button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QWheelEvent


class NumberBox(QDoubleSpinBox):
    """What is typed beyond the range becomes the nearest end of it. `chosen` comes for what a person sets, not for what
    `follow` shows."""

    chosen = Signal(float)

    def __init__(self, name: str, span: tuple[float, float], step: float, *, neutral: float, suffix: str = "",
                 stepped: bool = False, decimals: int = 1) -> None:  # fmt: skip
        super().__init__()
        self._neutral = neutral
        self._is_opening = False
        self.setObjectName("stepped" if stepped else "number")
        named(self, name)
        tip(self, name)
        self.setRange(*span)
        self.setSingleStep(step)
        self.setDecimals(decimals)
        self.setSuffix(suffix)
        self.setValue(neutral)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus | Qt.FocusPolicy.TabFocus)
        self.valueChanged.connect(self.chosen)
        self.lineEdit().returnPressed.connect(self.clearFocus)
        self.lineEdit().installEventFilter(self)

    def reset(self) -> None:
        self.setValue(self._neutral)

    def fit(self, span: tuple[float, float], neutral: float) -> None:
        """Another range; nobody has chosen anything by that."""
        self._neutral = neutral
        if span != (self.minimum(), self.maximum()):
            self.blockSignals(True)
            self.setRange(*span)
            self.blockSignals(False)

    def textFromValue(self, value: float) -> str:  # noqa: N802  Qt's name
        """Without needless decimals, with a real minus sign."""
        shown = f"{value:.{self.decimals()}f}"
        return (shown.rstrip("0").rstrip(".") if "." in shown else shown).replace("-", "−")

    def valueFromText(self, words: str) -> float:  # noqa: N802  Qt's name
        number = typed_number(words.removesuffix(self.suffix()))
        return self.value() if number is None else number

    def validate(self, words: str, at: int) -> tuple[QValidator.State, str, int]:
        """Anything may be typed; what is no number at all is not taken."""
        known = typed_number(words.removesuffix(self.suffix())) is not None
        return (QValidator.State.Acceptable if known else QValidator.State.Intermediate), words, at

    def follow(self, value: float) -> None:
        """Shows a change from elsewhere without sending it back; waits while somebody types."""
        if not (self.hasFocus() and self.lineEdit().isModified()):
            self.blockSignals(True)
            self.setValue(value)
            self.blockSignals(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonDblClick and self.isEnabled():
            self.reset()
            self.selectAll()
            return True
        if event.type() is QEvent.Type.MouseButtonPress and self._is_opening:
            self._is_opening = False
            return True
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The click that opens it selects everything: typing replaces the number."""
        super().focusInEvent(event)
        self._is_opening = event.reason() is Qt.FocusReason.MouseFocusReason
        self.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if is_for_the_window(event, self.lineEdit()):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setValue(self.value())
            self.clearFocus()
        else:
            super().keyPressEvent(event)


def presets_button(caption: str, name: str, box: NumberBox, values: Sequence[float]) -> QPushButton:
    """The caption over a number box; a click offers usual values."""
    made = button(f"{caption} ▾", name, "caption")
    tip(made, name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def pop_up() -> None:
        menu = QMenu(made)
        menu.aboutToHide.connect(menu.deleteLater)
        for value in values:
            action = menu.addAction(box.textFromValue(value) + box.suffix(), partial(box.setValue, value))
            action.setCheckable(True)
            action.setChecked(abs(box.value() - value) < 0.005)
        menu.popup(made.mapToGlobal(made.rect().bottomLeft()))

    made.clicked.connect(pop_up)
    return made


def typed_number(words: str) -> float | None:
    """With a comma or a point, any minus sign, and whatever unit behind it."""
    words = words.replace(QLocale().groupSeparator(), "") if QLocale().groupSeparator() not in ",." else words
    found = re.match(r"([+\-−]?) ?(\d{1,15}(?:[.,]\d{0,9})?|[.,]\d{1,9})", words.strip())
    if found is None:
        return None
    return float(found[1].replace("−", "-") + found[2].replace(",", "."))


def is_for_the_window(event: QEvent, edit: QLineEdit) -> bool:
    """Space plays where a number is typed, too; and where nothing has been typed yet there is nothing to undo but what
    was done in the window."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    takes_back = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    return event.key() == Qt.Key.Key_Space or (takes_back and not edit.isModified())
