"""`providers` and `models`: who can split, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stemdesk.commands.desk import at_desk
from stemdesk.commands.output import print_json, print_table
from stemdesk.commands.separate import known_models

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from stemdesk.core.models import Model


def providers(options: argparse.Namespace) -> int:
    with at_desk() as desk:
        rows = [
            {
                "id": description.id,
                "name": str(description.name),
                "usable": description.usable,
                "credentials": [field.key for field in description.credentials],
                "account": desk.credentials.has_any(description) if description.credentials else None,
            }
            for description in desk.registry.descriptions()
        ]
        taglines = {description.id: str(description.tagline) for description in desk.registry.descriptions()}
    if options.json:
        print_json(rows)
    else:
        print_table(
            ("PROVIDER", "NAME", "", "STATE"),
            ((str(row["id"]), str(row["name"]), taglines[str(row["id"])], _state(row)) for row in rows),
        )
    return 0


def _state(row: Mapping[str, object]) -> str:
    account = {None: "no account needed", True: "account stored", False: "no account stored"}[row["account"]]  # type: ignore[index]
    return account if row["usable"] else f"{account}; cannot split in this version yet"


def models(options: argparse.Namespace) -> int:
    with at_desk() as desk:
        found = known_models(desk, options.provider, fresh=True)
    if options.search:
        found = [model for model in found if _matches(model, options.search)]
    if options.json:
        print_json([model.as_json() for model in found])
    else:
        print_table(
            ("MODEL", "NAME", "STEMS", "OPTIONS", "FORMATS"),
            ((model.id, str(model.name), ", ".join(model.stems),
              " ".join(f"{o.key}={'|'.join(c.value for c in o.choices) or '…'}" for o in model.options),
              ", ".join(format_.id for format_ in model.formats)) for model in found),
        )  # fmt: skip
    return 0


def _matches(model: Model, wanted: str) -> bool:
    words = " ".join((model.id, str(model.name), str(model.group), *model.stems)).casefold()
    return all(word in words for word in wanted.casefold().split())
