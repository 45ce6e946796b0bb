"""The rows of the model list: the ones somebody likes first, then group by group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from stemdesk.gui.base.i18n import show, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.core.models import Model


#: The row itself.
ROW: Final = Qt.ItemDataRole.UserRole

#: In a list that is shorter everything is in sight anyway.
_WORTH_A_SHORTCUT: Final = 8


@dataclass(frozen=True, slots=True)
class Section:
    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    model: Model
    is_favourite: bool = False


ModelRow = Section | Entry


def arranged(models: Sequence[Model], favourites: Sequence[str], recent: Sequence[str]) -> list[ModelRow]:
    """Favourites, the last used, then the service's groups with headings. No model twice."""
    by_id = {model.id: model for model in models}
    if len(models) < _WORTH_A_SHORTCUT:
        recent = ()
    rows: list[ModelRow] = []
    placed: set[str] = set()
    for title, ids in ((tr("Favourites"), favourites), (tr("Last used"), recent)):
        chosen = [by_id[id_] for id_ in ids if id_ in by_id and id_ not in placed]
        if chosen:
            rows += [Section(title), *(Entry(model, model.id in favourites) for model in chosen)]
            placed |= {model.id for model in chosen}
    rest = [model for model in models if model.id not in placed]
    has_groups = len({str(model.group) for model in models}) > 1
    group = ""
    for model in rest:
        if (has_groups or placed) and str(model.group) != group:
            group = str(model.group)
            rows.append(Section(show(model.group) or tr("More models")))
        rows.append(Entry(model))
    return rows
