"""The form of a model's options, made from its fields: choices, texts, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit, QVBoxLayout, QWidget

from stemdesk.core.models import OptionKind
from stemdesk.gui.i18n import show
from stemdesk.gui.parts import label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from stemdesk.core.models import Model, OptionField


class OptionsForm(QWidget):
    """Holds one widget per field of the model that was shown last."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._read: dict[str, Callable[[], str]] = {}

    def show_fields(self, model: Model, given: Mapping[str, str]) -> None:
        """The fields of `model`, with `given` values where they still fit, else the defaults."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._read = {}
        for field in model.options:
            words = label(show(field.label), "label")
            editor = self._editor(field, given.get(field.key, field.default))
            editor.setAccessibleName(show(field.label))
            words.setBuddy(editor)
            self._column.addWidget(words)
            self._column.addWidget(editor)
            self._column.addSpacing(6)

    def values(self) -> dict[str, str]:
        return {key: read() for key, read in self._read.items()}

    def _editor(self, field: OptionField, value: str) -> QWidget:
        if field.kind is OptionKind.CHOICE:
            box = QComboBox()
            for choice in field.choices:
                box.addItem(show(choice.label), choice.value)
            found = box.findData(value)
            box.setCurrentIndex(found if found >= 0 else max(0, box.findData(field.default)))
            self._read[field.key] = lambda: str(box.currentData())
            return box
        if field.kind is OptionKind.NUMBER:
            number = QDoubleSpinBox()
            number.setRange(-1e9, 1e9)
            try:
                number.setValue(float(value))
            except ValueError:
                number.setValue(0.0)
            self._read[field.key] = lambda: f"{number.value():g}"
            return number
        line = QLineEdit(value)
        line.setAcceptDrops(False)
        self._read[field.key] = line.text
        return line
