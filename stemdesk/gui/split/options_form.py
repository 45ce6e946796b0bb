"""The form of a model's options, made from its fields: choices, prompts, numbers; fields that do not count are hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QPlainTextEdit, QVBoxLayout, QWidget

from stemdesk.core.models import OptionKind
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.widgets.basic import label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from stemdesk.core.models import Choice, OptionField

_PROMPT_HEIGHT: Final = 64


@dataclass(frozen=True, slots=True)
class Note:
    """What a chosen value means. `is_usual`: it is the default, nothing that somebody has to be warned of."""

    words: str
    is_usual: bool


@dataclass(frozen=True, slots=True)
class _Row:
    field: OptionField
    whole: QWidget
    editor: QWidget
    read: Callable[[], str]


class OptionsForm(QWidget):
    """`changed` fires with every change of a value."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: list[_Row] = []

    def show_fields(self, fields: Sequence[OptionField], given: Mapping[str, str]) -> None:
        """These fields, with `given` values where they still fit, else the defaults."""
        for row in self._rows:
            row.whole.hide()
            self._column.removeWidget(row.whole)
            row.whole.deleteLater()
        self._rows = [self._row(field, given.get(field.key, field.default)) for field in fields]
        for row in self._rows:
            self._column.addWidget(row.whole)
        self._show_what_counts()

    def ask_anew(self) -> None:
        """A job is on its way: what is chosen for each job stands at its default again."""
        for row in self._rows:
            if row.field.is_asked_anew and isinstance(row.editor, QComboBox):
                row.editor.setCurrentIndex(max(0, row.editor.findData(row.field.default)))

    def values(self) -> dict[str, str]:
        """All values, also of fields that are hidden now."""
        return {row.field.key: row.read() for row in self._rows}

    def chosen(self) -> list[str]:
        """What counts now, in words, but for what `notes` says and what somebody has typed."""
        values, said = self.values(), []
        for field in (row.field for row in self._rows if row.field.counts(values)):
            choice = _choice(field, values[field.key])
            if field.kind is not OptionKind.TEXT and not (choice and choice.note.template):
                words = show(choice.label) if choice else values[field.key]
                said.append(tr("{field}: {value}", field=show(field.label), value=words))
        return said

    def notes(self) -> list[Note]:
        """What the chosen values mean, as far as it has to be said before they are used."""
        values = self.values()
        chosen = [(row.field, _choice(row.field, values[row.field.key])) for row in self._rows]
        return [
            Note(show(choice.note), choice.value == field.default)
            for field, choice in chosen if choice and choice.note.template and field.counts(values)
        ]  # fmt: skip

    def missing(self) -> str:
        """The label of the first field that has to be filled in and is not; "" if there is none."""
        values = self.values()
        for row in self._rows:
            if row.field.required and row.field.counts(values) and not values[row.field.key].strip():
                return show(row.field.label)
        return ""

    def _row(self, field: OptionField, value: str) -> _Row:
        whole = QWidget()
        whole.setObjectName("transparent")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(4)
        name = show(field.label)
        words = label(
            tr("{field} (price depends on it)", field=name) if field.moves_price else name, "label", wrap=True
        )
        column.addWidget(words)
        editor, read = self._editor(field, value)
        named(editor, name)
        words.setBuddy(editor)
        column.addWidget(editor)
        return _Row(field, whole, editor, read)

    def _editor(self, field: OptionField, value: str) -> tuple[QWidget, Callable[[], str]]:
        if field.kind is OptionKind.CHOICE:
            return self._choice(field, value)
        if field.kind is OptionKind.NUMBER:
            number = QDoubleSpinBox()
            number.setRange(-1e9, 1e9)
            try:
                number.setValue(float(value))
            except ValueError:
                number.setValue(0.0)
            number.valueChanged.connect(self._edited)
            return number, lambda: f"{number.value():g}"
        prompt = QPlainTextEdit(value)
        prompt.setAcceptDrops(False)
        prompt.setTabChangesFocus(True)
        prompt.setFixedHeight(_PROMPT_HEIGHT)
        prompt.textChanged.connect(self._edited)
        return prompt, prompt.toPlainText

    def _choice(self, field: OptionField, value: str) -> tuple[QWidget, Callable[[], str]]:
        box = QComboBox()
        box.setMinimumContentsLength(8)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for choice in field.choices:
            box.addItem(show(choice.label), choice.value)
        found = box.findData(value)
        box.setCurrentIndex(found if found >= 0 else max(0, box.findData(field.default)))
        box.currentIndexChanged.connect(self._edited)
        return box, lambda: str(box.currentData())

    def _edited(self) -> None:
        self._show_what_counts()
        self.changed.emit()

    def _show_what_counts(self) -> None:
        values = self.values()
        for row in self._rows:
            row.whole.setVisible(row.field.counts(values))


def _choice(field: OptionField, value: str) -> Choice | None:
    return next((choice for choice in field.choices if choice.value == value), None)
