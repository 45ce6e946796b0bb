"""Services whose models do not change: their pickers are made from data files in `resources/providers`.

A file holds limits, manners, groups, models and formats; names in three languages. What is missing or of the wrong type
is a mistake of ours and says so when the program starts (a test reads all files).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from stemdesk.core.app_paths import resources
from stemdesk.core.descriptions import Limits
from stemdesk.core.models import Format, Model
from stemdesk.core.text import NOTHING, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stemdesk.core.models import OptionField


@dataclass(frozen=True, slots=True)
class StaticModels:
    """`manners` are the service's own numbers, read by its provider alone: seconds between polls, parallel jobs, calls a
    second, downloads a song, hours that results are kept (each under the name that says its unit)."""

    models: tuple[Model, ...]
    limits: Limits
    manners: Mapping[str, Any]


@cache
def static_models(provider: str) -> StaticModels:
    """Raises ValueError for a file that is not as it should be."""
    path = resources() / "providers" / f"{provider}.json"
    try:
        data = json.loads(path.read_text("utf-8"))
        limits = data["limits"]
        price = _names(data["price"])
        groups = {key: _names(names) for key, names in data["groups"].items()}
        formats = tuple(Format(entry["id"], _names(entry["name"]), entry["suffix"]) for entry in data["formats"])
        models = tuple(
            Model(
                entry["id"],
                _names(entry["name"]),
                groups[entry["group"]],
                NOTHING,
                tuple(entry["stems"]),
                formats,
                price_note=price,
            )
            for entry in data["models"]
        )
        suffixes = limits["suffixes"]
        return StaticModels(
            models,
            Limits(limits["seconds"], limits["bytes"], None if suffixes is None else frozenset(suffixes)),
            data["manners"],
        )
    except (KeyError, TypeError, OSError) as error:
        raise ValueError(f"{path.name}: {error!r}") from error


def with_options(models: tuple[Model, ...], *options: OptionField) -> tuple[Model, ...]:
    """The models with the same options each."""
    return tuple(replace(model, options=options) for model in models)


def _names(names: Mapping[str, str]) -> Text:
    return Text(names["en"].replace("{", "{{").replace("}", "}}"), {}, dict(names))
