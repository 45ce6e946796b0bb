"""The list of models: the ones somebody likes first, then group by group, or in an order of the user's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QHBoxLayout, QListView, QWidget

from stemdesk.core.models import Audience
from stemdesk.core.untrusted.plain_words import plain_words
from stemdesk.gui.base.formatting import price, stem_name
from stemdesk.gui.base.i18n import listed, show, tr, tr_n
from stemdesk.gui.base.plain_text import named, tip_of
from stemdesk.gui.split.model_delegate import ModelDelegate
from stemdesk.gui.split.model_rows import ROW, Entry, ModelRow, Section
from stemdesk.gui.widgets.basic import Card, ElidedLabel, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.gui.base.theme import Theme

    Index = QModelIndex | QPersistentModelIndex


class ModelList(Card):
    """`chosen` carries the current model, None when there is none, and whether somebody has chosen it: a search only shows
    another one for as long as it stands."""

    chosen = Signal(object, bool)

    def __init__(self, theme: Theme, corner: QWidget) -> None:
        """`corner` stands at the right end of the head."""
        super().__init__()
        self.column.setContentsMargins(0, 0, 0, 4)
        self.column.setSpacing(0)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 6, 10, 6)
        self._count = label("", "label")
        self._news = ElidedLabel("", "muted")
        self._news.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._count)
        row.addWidget(self._news, 1)
        row.addWidget(corner)
        self.column.addWidget(head)
        self._model = _Rows()
        self._list = QListView()
        named(self._list, tr("Models"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(ModelDelegate(theme))
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._list.selectionModel().currentChanged.connect(lambda now, _: self._current_changed(now))
        self._list.clicked.connect(lambda index: self._say(index, is_choice=True))
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._is_filling = False
        theme.changed.connect(lambda: self._list.viewport().update())
        self._nothing = label("", "muted", wrap=True)
        self._nothing.setContentsMargins(14, 6, 14, 10)
        self.column.addWidget(self._nothing)
        self.column.addWidget(self._list, 1)

    def fill(self, rows: Sequence[ModelRow], current: str) -> None:
        """Shows these rows; the model with the id `current` is chosen, else the first."""
        kept = self._list.verticalScrollBar().value()
        same = [row.model.id for row in rows if isinstance(row, Entry)] == self._model.ids()
        self._model.fill(rows)
        count = len(self._model.ids())
        self._count.setText(tr_n("%n model(s)", count))
        self.explain("" if count else tr("No matching model. Remove a filter."))
        place = self._model.place_of(current)
        index = self._model.index(place) if place is not None else QModelIndex()
        self._is_filling = True
        self._list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._is_filling = False
        if place is None:
            self.chosen.emit(None, False)
        if same:
            self._list.verticalScrollBar().setValue(kept)

    def choose_current(self) -> None:
        """The model that a search has found, for good."""
        self._say(self._list.currentIndex(), is_choice=True)

    def tell(self, words: str) -> None:
        """A note about the list itself, such as how old it is."""
        self._news.say(words)

    def explain(self, words: str) -> None:
        """Why the list is empty, or that it is being fetched."""
        self._nothing.setText(words)
        self._nothing.setVisible(bool(words))

    def _current_changed(self, index: QModelIndex) -> None:
        self._say(index, is_choice=not self._is_filling)

    def _say(self, index: QModelIndex, *, is_choice: bool) -> None:
        row = index.data(ROW)
        model = row.model if isinstance(row, Entry) else None
        self.chosen.emit(model, is_choice and model is not None)


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._rows: list[ModelRow] = []

    def fill(self, rows: Sequence[ModelRow]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def ids(self) -> list[str]:
        return [row.model.id for row in self._rows if isinstance(row, Entry)]

    def place_of(self, model_id: str) -> int | None:
        """The row of a model; the first model's where it is not there; None without models."""
        models = [(i, row.model.id) for i, row in enumerate(self._rows) if isinstance(row, Entry)]
        return next((i for i, id_ in models if id_ == model_id), models[0][0] if models else None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        is_section = index.isValid() and isinstance(self._rows[index.row()], Section)
        return Qt.ItemFlag.ItemIsEnabled if is_section else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if isinstance(row, Section) else show(row.model.name)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Entry):
            return tip_of("\n".join(words for words in (spoken(row), show(row.model.description)) if words))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return plain_words(row.title if isinstance(row, Section) else spoken(row))
        return None


_AUDIENCES: Final = {Audience.REGISTERED: "registered", Audience.PREMIUM: "premium"}


def spoken(row: Entry) -> str:
    """A row for screen readers."""
    model = row.model
    parts = [listed(map(stem_name, model.stems)), price(model)]
    if row.is_favourite:
        parts.append(tr("favourite"))
    if model.audience in _AUDIENCES:
        parts.append(tr(_AUDIENCES[model.audience]))
    return tr("{model}: {facts}", model=show(model.name), facts=listed(part for part in parts if part))
