"""Narrowing the models down: search, "what do you want out of it?", only favourites, and in which order."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from stemdesk.core.stems import ORDER, StemFamily
from stemdesk.gui.base.formatting import stem_name
from stemdesk.gui.base.i18n import show, tr, tr_n
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.widgets.basic import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from stemdesk.core.models import Model

#: Chips that fit beside the search field of the smallest window.
_MOST_CHIPS: Final = 6
#: The stems that people ask for first, a whole family each; others can be searched for.
_ASKED_FOR: Final = tuple(family.value for family in StemFamily if family is not StemFamily.NOISE)


_ROOM_FOR_QUESTION: Final = 860


class SortOrder(StrEnum):
    SERVICE = "service"
    RATING = "rating"
    USED = "used"
    PRICE = "price"
    NAME = "name"


class ModelFilter(QWidget):
    """`changed` fires when another set of models may fit, or in another order; `entered` with Return in the search."""

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._search = QLineEdit()
        named(self._search, tr("Search models"))
        # looking for its picture takes 5 ms, and it is not seen before there is something to clear
        self._search.textChanged.connect(lambda: self._search.setClearButtonEnabled(True))
        self._search.setAcceptDrops(False)  # a song dropped on it is a song, not a search
        self._search.setMinimumWidth(110)
        self._search.setMaximumWidth(230)
        self._search.textChanged.connect(self.changed)
        self._search.returnPressed.connect(self.entered)
        #: Stands beside the list's count; owned here because it narrows and sorts together with the rest.
        self.order_box = QComboBox()
        self.order_box.setObjectName("quiet")
        named(self.order_box, tr("Order of the models"))
        for order, words in (
            (SortOrder.SERVICE, tr("Default order")), (SortOrder.RATING, tr("Best rated")),
            (SortOrder.USED, tr("Most used")),
            (SortOrder.PRICE, tr("Cheapest")), (SortOrder.NAME, tr("By name")),
        ):  # fmt: skip
            self.order_box.addItem(words, order.value)
        self.order_box.currentIndexChanged.connect(self.changed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._search, 1)
        self._question = label(tr("Stems"), "note")
        self._row.addWidget(self._question)
        self._chips: dict[str, QPushButton] = {}
        self._row.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The question gives way first; what the chips are for can be seen from their words."""
        super().resizeEvent(event)
        self._question.setVisible(self.width() >= _ROOM_FOR_QUESTION)

    def offer(self, models: Sequence[Model]) -> None:
        """Chips for the stems that these models can bring; choices that still exist stay chosen."""
        stems = {stem for model in models for stem in model.stems}
        likely = [stem for stem in _ASKED_FOR if stem in stems]
        wanted = (likely + [stem for stem in ORDER if stem in stems and stem not in likely])[:_MOST_CHIPS]
        wanted.sort(key=ORDER.index)
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
        self.order_box.setVisible(any(model.rating is not None or model.usage is not None for model in models))

    @property
    def order(self) -> SortOrder:
        return SortOrder(str(self.order_box.currentData()))

    @property
    def narrows(self) -> bool:
        """Some models may not be in sight."""
        return bool(self._search.text().strip() or self._chosen())

    def fits(self, model: Model) -> bool:
        words = " ".join((show(model.name), show(model.group), *model.stems, *map(stem_name, model.stems))).casefold()
        return self._chosen() <= set(model.stems) and all(w in words for w in self._search.text().casefold().split())

    def sorted(self, models: Sequence[Model]) -> list[Model]:
        """The models that fit, in the chosen order. Ratings of very few people count for less."""
        fitting = [model for model in models if self.fits(model)]
        match self.order:
            case SortOrder.RATING:
                return sorted(fitting, key=_weighed_rating, reverse=True)
            case SortOrder.USED:
                return sorted(fitting, key=lambda model: model.usage or 0, reverse=True)
            case SortOrder.PRICE:
                return sorted(fitting, key=lambda model: model.price_per_minute or 0.0)
            case SortOrder.NAME:
                return sorted(fitting, key=lambda model: show(model.name).casefold())
            case _:
                return fitting

    def _chosen(self) -> set[str]:
        return {stem for stem, chip in self._chips.items() if chip.isChecked()}


def _weighed_rating(model: Model) -> float:
    """As if ten more people had given 3.5."""
    votes = model.votes or 0
    return 0.0 if model.rating is None else (model.rating * votes + 35.0) / (votes + 10)
