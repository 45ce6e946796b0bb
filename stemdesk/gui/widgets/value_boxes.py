"""Values of faders as one reads and types them: decibels, and left and right."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox

from stemdesk.audio.dsp.mixer import LOUDEST_DB, SILENT_DB
from stemdesk.gui.base.formatting import level
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.widgets.number_box import is_for_the_window, typed_number

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QWheelEvent


class ValueBox(QDoubleSpinBox):
    """Reads as a label until one clicks into it. Return takes what was typed, Escape what was there before.

    `chosen` carries what a person has set, never what is shown by `follow`.
    """

    chosen = Signal(float)

    def __init__(self, name: str, span: tuple[float, float], decimals: int) -> None:
        super().__init__()
        self.setObjectName("value")
        named(self, name)
        self.setDecimals(decimals)
        self.setRange(*span)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(self.chosen)

    def follow(self, value: float) -> None:
        """Shows a change from elsewhere without sending it back; waits while somebody types."""
        if value != self.value() and not (self.hasFocus() and self.lineEdit().isModified()):
            self.blockSignals(True)
            self.setValue(value)
            self.blockSignals(False)

    def begin(self) -> None:
        """Somebody wants to type."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def parsed(self, words: str) -> float | None:
        """What these words mean; None for nothing."""
        raise NotImplementedError

    def validate(self, words: str, at: int) -> tuple[QValidator.State, str, int]:
        state = QValidator.State.Intermediate if self.parsed(words) is None else QValidator.State.Acceptable
        return state, words, at

    def fixup(self, _words: str) -> str:
        return self.textFromValue(self.value())

    def valueFromText(self, words: str) -> float:  # noqa: N802  Qt's name
        found = self.parsed(words)
        return self.value() if found is None else min(self.maximum(), max(self.minimum(), found))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            if event.key() == Qt.Key.Key_Escape:
                self.lineEdit().setText(self.textFromValue(self.value()))
            self.interpretText()
            self.clearFocus()
            event.accept()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if is_for_the_window(event, self.lineEdit()):
            event.ignore()
            return False
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class LevelBox(ValueBox):
    """Decibels, to a tenth; “-inf” is silence."""

    def __init__(self, name: str) -> None:
        super().__init__(name, (SILENT_DB, LOUDEST_DB), 1)

    def textFromValue(self, value: float) -> str:  # noqa: N802  Qt's name
        return level(value, SILENT_DB)

    def parsed(self, words: str) -> float | None:
        if re.search(r"inf|∞", words, re.IGNORECASE):
            return SILENT_DB
        return typed_number(re.sub(r"db", "", words, flags=re.IGNORECASE))


class PanBox(ValueBox):
    """C in the middle, L 100 … R 100. A number alone is left below zero, right above."""

    def __init__(self, name: str) -> None:
        super().__init__(name, (-100.0, 100.0), 0)

    def textFromValue(self, value: float) -> str:  # noqa: N802  Qt's name
        if round(value) == 0:
            return "C"
        return f"{'L' if value < 0 else 'R'} {abs(round(value))}"

    def parsed(self, words: str) -> float | None:
        words = words.strip().upper()
        if words in ("C", ""):
            return 0.0 if words else None
        sides = [side for side in "LR" if side in words]
        found = typed_number(re.sub(r"[LR%]", "", words))
        if found is None or len(sides) > 1:
            return None
        return found if not sides else math.copysign(found, -1 if sides == ["L"] else 1)
