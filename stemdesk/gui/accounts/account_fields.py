"""What a service asks for, a line each; what most people leave as it is waits under *Advanced*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from stemdesk.accounts.credentials import Origin
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import described, form_row, named, tip
from stemdesk.gui.widgets.basic import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.accounts.credentials import Known
    from stemdesk.core.descriptions import CredentialField, ProviderDescription


class AccountFields(QWidget):
    """`entered`: Return was pressed in one of them."""

    entered = Signal()

    def __init__(self, description: ProviderDescription) -> None:
        super().__init__()
        self.setObjectName("transparent")
        self._service = show(description.name)
        self._edits: dict[str, QLineEdit] = {}
        self._advanced_keys = {field.key for field in description.credentials if field.advanced}
        self._advanced = button(tr("Advanced"), tr("Advanced settings of {name}", name=self._service), "link")
        self._advanced.setCheckable(True)
        self._rest = QWidget()
        self._rest.setObjectName("transparent")
        self._rest.setLayout(self._form([field for field in description.credentials if field.advanced]))
        self._rest.hide()
        self._advanced.toggled.connect(self._rest.setVisible)
        self._advanced.setVisible(bool(self._advanced_keys))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._form([field for field in description.credentials if not field.advanced]))
        column.addWidget(self._advanced, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._rest)

    def _form(self, fields: Sequence[CredentialField]) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for field in fields:
            edit = QLineEdit()
            named(edit, f"{self._service} {show(field.label)}")
            described(edit, show(field.hint))
            tip(edit, show(field.hint))
            if field.secret:
                edit.setEchoMode(QLineEdit.EchoMode.Password)
            edit.returnPressed.connect(self.entered)
            self._edits[field.key] = edit
            words = show(field.label) if field.needed else tr("{field} (optional)", field=show(field.label))
            form_row(form, words, edit)
            if str(field.hint):
                hint = label(show(field.hint), "note", wrap=True)
                hint.setAlignment(Qt.AlignmentFlag.AlignTop)  # a form keeps room for a second line; that goes below
                form_row(form, "", hint)
        return form

    def given(self) -> dict[str, str]:
        """What was typed, by the fields' keys."""
        return {key: edit.text().strip() for key, edit in self._edits.items() if edit.text().strip()}

    def clear(self) -> None:
        for edit in self._edits.values():
            edit.clear()

    def show_known(self, known: Sequence[Known]) -> None:
        """Of each field what may be shown; none can be typed over that the environment sets. What somebody has set is not
        left hidden."""
        for item in known:
            edit = self._edits[item.key]
            edit.setPlaceholderText(item.shown)
            edit.setEnabled(item.origin is not Origin.ENVIRONMENT)
            if item.shown and item.key in self._advanced_keys:
                self._advanced.setChecked(True)

    def take_focus(self) -> None:
        next(iter(self._edits.values())).setFocus()
