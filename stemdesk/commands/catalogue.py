"""`providers` and `models`: who can split, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stemdesk.commands.app_context import app_context
from stemdesk.commands.output import print_json, print_table, progress_bar, tell
from stemdesk.commands.separate import known_models, missing_words
from stemdesk.core.errors import UsageError
from stemdesk.core.models import Download, Model
from stemdesk.core.text import NOTHING
from stemdesk.providers.contract import KeepsModels

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from stemdesk.core.models import KeptModel


def providers(options: argparse.Namespace) -> int:
    with app_context() as context:
        rows = [
            {
                "id": description.id,
                "name": str(description.name),
                "usable": True,  # as every version has said; one that could not split was never released
                "credentials": [field.key for field in description.credentials],
                "account": context.credentials.has_any(description) if description.credentials else None,
            }
            for description in context.registry.descriptions()
        ]
        taglines = {description.id: str(description.tagline) for description in context.registry.descriptions()}
    if options.json:
        print_json(rows)
    else:
        print_table(
            ("PROVIDER", "NAME", "", "STATE"),
            ((str(row["id"]), str(row["name"]), taglines[str(row["id"])], _state(row)) for row in rows),
        )
    return 0


def _state(row: Mapping[str, object]) -> str:
    return {None: "no account needed", True: "account stored", False: "no account stored"}[row["account"]]  # type: ignore[index]


def models(options: argparse.Namespace) -> int:
    if options.action:
        return _keep(options)
    with app_context() as context:
        found = known_models(context, options.provider, fresh=True)
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
        for model in {
            str(m.download.words): m for m in reversed(found) if m.download and not m.download.ready
        }.values():
            how = f" Get it: stemdesk models get {model.id}" if model.download and model.download.is_to_be_got else ""
            tell(f"stemdesk: {missing_words(model)}{how}")
    return 0


def _keep(options: argparse.Namespace) -> int:
    """`models get` and `models remove`."""
    if not options.model:
        raise UsageError(f"models {options.action} needs a model: stemdesk models {options.action} MODEL")
    with app_context() as context:
        provider = context.registry.get(options.provider)
        if not isinstance(provider, KeepsModels):
            raise UsageError(f"{provider.description.name} has no models that are kept on this computer")
        if options.action == "remove":
            context.thread.call(provider.remove_model(options.model)).result()
        else:
            with progress_bar(options.model) as report:
                context.thread.call(provider.get_model(options.model, report)).result()
        kept = context.thread.call(provider.kept_models()).result()
        ids = next((each.models for each in kept if options.model in (each.id, *each.models)), ())
        needing = [model for model in known_models(context, options.provider) if model.id in ids]
        others = [model.id for model in needing if model.id != options.model]
        if options.action == "remove" and others:
            tell(f"stemdesk: {', '.join(others)} needed it, too: the next split gets it again.")
        if options.json:
            listens = (_listens(each) for each in kept if each.id == options.model and not each.models)
            found = next((m for m in needing if m.id == options.model), None) or next(iter((*needing, *listens)))
            print_json(found.as_json())
    return 0


def _listens(kept: KeptModel) -> Model:
    """What listens, and splits nothing, is in no list of models; told of as if it were."""
    download = Download(kept.to_get, kept.ready, kept.words, kept.why_not)
    return Model(kept.id, kept.needed_by[0], NOTHING, NOTHING, (), (), download=download)


def _matches(model: Model, wanted: str) -> bool:
    words = " ".join((model.id, str(model.name), str(model.group), *model.stems)).casefold()
    return all(word in words for word in wanted.casefold().split())
