"""How to split: search, "what do you want out of it?", and the list of models that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from stemdesk.core.models import Audience
from stemdesk.core.stems import ORDER
from stemdesk.gui.i18n import show, tr, tr_n
from stemdesk.gui.parts import Card, button, label
from stemdesk.gui.theme import Theme, sized, stem_color
from stemdesk.gui.wording import stem_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.core.models import Model

    Index = QModelIndex | QPersistentModelIndex

MODEL: Final = Qt.ItemDataRole.UserRole
_MOST_CHIPS: Final = 8


class ModelFilter(QWidget):
    """The search field and the chips. `changed` fires when another set of models may fit."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._search = QLineEdit()
        self._search.setAccessibleName(tr("Search models"))
        self._search.setClearButtonEnabled(True)
        self._search.setAcceptDrops(False)  # a song dropped on it is a song, not a search
        self._search.setMinimumWidth(140)
        self._search.setMaximumWidth(250)
        self._search.textChanged.connect(self.changed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._search, 1)
        self._question = label(tr("What do you want out of it?"), "note")
        self._row.addWidget(self._question)
        self._chips: dict[str, QPushButton] = {}
        self._row.addStretch(1)

    def offer(self, models: Sequence[Model]) -> None:
        """Chips for the stems that these models can bring; choices that still exist stay chosen."""
        stems = {stem for model in models for stem in model.stems}
        wanted = [stem for stem in ORDER if stem in stems][:_MOST_CHIPS]
        chosen = self._chosen()
        for chip in self._chips.values():
            self._row.removeWidget(chip)
            chip.deleteLater()
        self._chips = {}
        for place, stem in enumerate(wanted):
            chip = button(stem_name(stem), stem_name(stem), "pill")
            chip.setCheckable(True)
            chip.setChecked(stem in chosen)
            chip.toggled.connect(self.changed)
            self._chips[stem] = chip
            self._row.insertWidget(2 + place, chip)
        self._search.setPlaceholderText(tr_n("Search %n model(s)", len(models)))

    def fits(self, model: Model) -> bool:
        words = " ".join((show(model.name), show(model.group), *model.stems, *map(stem_name, model.stems))).casefold()
        return self._chosen() <= set(model.stems) and all(w in words for w in self._search.text().casefold().split())

    def _chosen(self) -> set[str]:
        return {stem for stem, chip in self._chips.items() if chip.isChecked()}


class ModelList(Card):
    """The models that fit. `chosen` carries the current one, None when there is none."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.column.setContentsMargins(0, 0, 0, 4)
        self.column.setSpacing(0)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 10, 14, 8)
        self._count = label("", "label")
        row.addWidget(self._count)
        row.addStretch(1)
        self.column.addWidget(head)
        self._model = _Models()
        self._list = QListView()
        self._list.setAccessibleName(tr("Models"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(_ModelDrawer(theme))
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._list.selectionModel().currentChanged.connect(lambda now, _: self.chosen.emit(now.data(MODEL)))
        theme.changed.connect(self._list.viewport().update)
        self.column.addWidget(self._list, 1)
        self._nothing = label(tr("No model brings all of that. Take a filter away."), "muted", wrap=True)
        self._nothing.setContentsMargins(14, 6, 14, 10)
        self.column.addWidget(self._nothing)

    def fill(self, models: Sequence[Model], current: str) -> None:
        """Shows these models; the one with the id `current` is chosen, else the first."""
        self._model.fill(models)
        self._count.setText(tr_n("%n model(s)", len(models)))
        self._nothing.setVisible(not models)
        place = next((i for i, model in enumerate(models) if model.id == current), 0)
        index = self._model.index(place)
        select = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._list.selectionModel().setCurrentIndex(index, select)
        if not models:
            self.chosen.emit(None)


class _Models(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._models: list[Model] = []

    def fill(self, models: Sequence[Model]) -> None:
        self.beginResetModel()
        self._models = list(models)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._models)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._models):
            return None
        model = self._models[index.row()]
        if role == MODEL:
            return model
        if role == Qt.ItemDataRole.DisplayRole:
            return show(model.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{show(model.name)}: {', '.join(map(stem_name, model.stems))}, {price(model)}"
        return None


def price(model: Model) -> str:
    """What a minute costs, in words."""
    if model.price_per_minute is None:
        return tr("free")
    return tr("{credits} credits / min", credits=f"{model.price_per_minute:g}")


class _ModelDrawer(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, 55)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model: Model = index.data(MODEL)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        theme = self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(area.left(), area.top(), area.width(), 1), theme.color("line"))
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area.adjusted(0, 1, 0, 0), theme.color("raised"))
            painter.fillRect(QRect(area.left(), area.top() + 1, 3, area.height() - 1), theme.color("accent"))
        inner = area.adjusted(14, 9, -14, -8)
        right = Qt.AlignmentFlag.AlignRight
        painter.setFont(sized(painter.font(), 12))
        painter.setPen(theme.color("muted"))
        notes = [f"★ {model.rating:.1f}"] if model.rating is not None else []
        if model.audience is not Audience.EVERYONE:
            notes.append(tr("registered") if model.audience is Audience.REGISTERED else tr("premium"))
        painter.drawText(inner, right | Qt.AlignmentFlag.AlignTop, "  ".join(notes))
        painter.drawText(inner, right | Qt.AlignmentFlag.AlignBottom, price(model))
        taken = painter.fontMetrics().horizontalAdvance(price(model)) + 12
        painter.setFont(sized(painter.font(), 13, bold=True))
        painter.setPen(theme.color("text"))
        name = painter.fontMetrics().elidedText(show(model.name), Qt.TextElideMode.ElideRight, inner.width() - 80)
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, name)
        self._stems(painter, inner.adjusted(0, 0, -taken, 0), model)
        painter.restore()

    def _stems(self, painter: QPainter, inner: QRect, model: Model) -> None:
        x = inner.left()
        painter.setPen(Qt.PenStyle.NoPen)
        for stem in model.stems[:8]:
            painter.setBrush(stem_color(stem))
            painter.drawRoundedRect(QRect(x, inner.bottom() - 11, 9, 9), 2, 2)
            x += 15
        painter.setFont(sized(painter.font(), 12))
        painter.setPen(self._theme.color("muted"))
        names = ", ".join(stem_name(stem) for stem in model.stems)
        names = painter.fontMetrics().elidedText(names, Qt.TextElideMode.ElideRight, inner.right() - x - 4)
        painter.drawText(
            QRect(x + 4, inner.top(), inner.right() - x, inner.height()), Qt.AlignmentFlag.AlignBottom, names
        )
