"""From MVSEP's answer on separation types ("Get separation types") to models with option fields."""

from __future__ import annotations

import re
from typing import Any, Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.lenient_json import as_bool, as_float, as_int, as_list, as_mapping, as_text, objects, parsed
from stemdesk.core.models import Audience, Choice, Details, Format, InputKind, Model, OptionField, OptionKind
from stemdesk.core.prices import PriceRule, Rounding
from stemdesk.core.text import NOTHING, Text, text, verbatim
from stemdesk.providers.mvsep.answers import plain
from stemdesk.providers.mvsep.stem_names import stems_in_name

#: The documentation's values of `output_format`; FLAC first, as it loses nothing and every player takes it.
FORMATS: Final = {
    "flac24": (Format("flac24", text("FLAC, 24 bit"), ".flac"), "5"),
    "flac16": (Format("flac16", text("FLAC, 16 bit"), ".flac"), "2"),
    "wav32": (Format("wav32", text("WAV, 32 bit float"), ".wav"), "4"),
    "wav16": (Format("wav16", text("WAV, 16 bit"), ".wav"), "1"),
    "m4a": (Format("m4a", text("M4A"), ".m4a"), "3"),
    "mp3": (Format("mp3", text("MP3, 320 kbit/s"), ".mp3"), "0"),
}
#: Not a field of any model, but of every separation: `is_demo`.
PUBLISH: Final = OptionField(
    "is_demo", text("Publish the result on MVSEP's demo page"), OptionKind.CHOICE, "0",
    (
        Choice("0", text("no"), text("The result is not published.")),
        Choice("1", text("yes"), text("Everybody can hear the result: MVSEP publishes it on its demo page.")),
    ),
)  # fmt: skip
_ALL_FORMATS: Final = tuple(format_ for format_, _ in FORMATS.values())
#: From the page on separation types: floor(seconds x coefficient / 60), but at least 1.
_PRICES: Final = PriceRule(Rounding.DOWN, least=1)
_AUDIENCES: Final = {0: Audience.EVERYONE, 1: Audience.REGISTERED, 2: Audience.PREMIUM}
_INPUTS: Final = {
    "single_upload": InputKind.AUDIO, "matchering_upload": InputKind.PAIR, "no_upload": InputKind.NONE,
}  # fmt: skip
_PIECES: Final = re.compile("[(),;]")
#: The groups of the 2025 page, for answers without names.
_GROUPS: Final = {
    0: text("Experimental"), 1: text("Old models"), 2: text("HQ models"), 3: text("Ensembles"),
}  # fmt: skip


def models_in(body: bytes) -> tuple[Model, ...]:
    """All active models, in the site's order. Raises StemDeskError(SERVER) if there is no list in `body`."""
    data = parsed(body)
    if isinstance(data, dict) and "data" in data:
        data = data["data"]
    entries = objects(data)
    if not entries:
        raise StemDeskError(
            ErrorKind.SERVER, text("MVSEP's list of models cannot be read. Its page may be under maintenance.")
        )
    found: dict[str, Model] = {}
    for entry in sorted(entries, key=_order):
        model = _model(entry)
        if model is not None:
            found.setdefault(model.id, model)
    groups = list(dict.fromkeys(str(model.group) for model in found.values()))
    return tuple(sorted(found.values(), key=lambda model: groups.index(str(model.group))))


def _order(entry: dict[str, Any]) -> float:
    """The site's own order; groups then follow in the order of their first models."""
    order = as_float(entry.get("order_id"))
    return 1e9 if order is None else order


def _model(entry: dict[str, Any]) -> Model | None:
    render_id = as_int(entry.get("render_id"))
    name = plain(as_text(entry.get("name")), 160)
    if render_id is None or not name or not as_bool(entry.get("is_active"), default=True):
        return None
    options = tuple(field for field in map(_field, objects(entry.get("algorithm_fields"))) if field is not None)
    details = tuple(_details(item) for item in objects(entry.get("algorithm_descriptions")))
    rating = as_mapping(entry.get("rating"))
    average = as_float(rating.get("average"))
    votes = as_int(rating.get("total"))
    coefficient = as_float(entry.get("price_coefficient"))
    english = next((item.short for item in details if item.language == "en"), "")
    return Model(
        id=str(render_id),
        name=verbatim(name),
        group=_group(entry),
        description=verbatim(english or next((item.short for item in details if item.short), "")),
        stems=stems_in_name(name, (str(choice.label) for field in options for choice in field.choices)),
        formats=_ALL_FORMATS,
        options=tuple(sorted(options, key=lambda field: _number(field.key))),
        price_per_minute=1.0 if coefficient is None or coefficient < 0 else coefficient,
        audience=_AUDIENCES.get(as_int(entry.get("orientation")) or 0, Audience.EVERYONE),
        rating=average if average is not None and 0 < average <= 5 else None,
        input=_INPUTS.get(as_text(entry.get("audio_widget")), InputKind.AUDIO),
        votes=votes,
        usage=as_int(entry.get("usage")),
        details=details,
        takes_files=not as_bool(entry.get("audio_upload_disabled")),
        extras=(PUBLISH,),
        price_rule=_PRICES,
    )


def _group(entry: dict[str, Any]) -> Text:
    name = plain(as_text(as_mapping(entry.get("algorithm_group")).get("name")), 80)
    number = as_int(entry.get("algorithm_group_id"))
    return verbatim(name) if name else _GROUPS.get(-1 if number is None else number, NOTHING)


def _details(item: dict[str, Any]) -> Details:
    language = as_text(item.get("lang"), "en").lower().replace("-", "_")[:8]
    short = plain(as_text(item.get("short_description")), 600)
    return Details(language, short, as_text(item.get("long_description"))[:200_000])


def _field(item: dict[str, Any]) -> OptionField | None:
    key = as_text(item.get("name")) or as_text(item.get("server_key"))
    if not re.fullmatch(r"[A-Za-z]\w{0,40}", key, re.ASCII):
        return None
    label = plain(as_text(item.get("text")), 120) or key
    choices = _choices(item.get("options"))
    default = as_text(item.get("default_key")).strip()
    kind = OptionKind.CHOICE if choices else _free_kind(item)
    if choices and default not in {choice.value for choice in choices}:
        default = choices[0].value
    return OptionField(
        key,
        verbatim(label),
        kind,
        default,
        choices,
        required=not choices and _is_required(item, label),
        conditions=_conditions(item.get("conditions")),
        moves_price=bool(as_list(item.get("price_rules"))),
    )


def _choices(value: Any) -> tuple[Choice, ...]:
    """Out of JSON in a string, or an object, or a list; labels without markup, keys as they are. Malformed: none."""
    options = as_mapping(parsed(value) if isinstance(value, str) else value)
    return tuple(
        Choice(key, verbatim(plain(as_text(label), 200) or key), quality=_quality(plain(as_text(label), 200)))
        for key, label in options.items()
        if isinstance(label, (str, int, float))
    )


def _quality(label: str) -> Text:
    """What MVSEP has measured, as its labels say it: "SDR vocals: 11.89, SDR instrum: 18.20"."""
    pieces = [piece.strip() for piece in _PIECES.split(label)]
    return verbatim(", ".join(piece for piece in pieces if piece.startswith("SDR ") and piece[-1:].isdigit()))


def _free_kind(item: dict[str, Any]) -> OptionKind:
    return OptionKind.NUMBER if as_text(item.get("input_type")).lower() == "number" else OptionKind.TEXT


def _is_required(item: dict[str, Any], label: str) -> bool:
    """As the service says; where it does not, a prompt is, unless its label calls it optional."""
    if item.get("required") is not None:
        return as_bool(item.get("required"))
    return "optional" not in label.lower()


def _conditions(value: Any) -> dict[str, frozenset[str]]:
    """`{"add_opt1": "1"}`, `{"add_opt1": ["1", "2"]}` or a list of `{field, value(s)}`. Anything else: no condition.

    The documentation does not show any; a field that is shown too often is better than one that cannot be reached.
    """
    if isinstance(value, str):
        value = parsed(value)
    pairs: list[tuple[str, Any]] = []
    if isinstance(value, dict) and ("field" in value or "name" in value):
        value = [value]
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        for item in objects(value):
            key = as_text(item.get("field")) or as_text(item.get("name")) or as_text(item.get("key"))
            pairs.append((key, item.get("values", item.get("value"))))
    result: dict[str, frozenset[str]] = {}
    for key, wanted in pairs:
        values = frozenset(as_text(one) for one in as_list(wanted)) if isinstance(wanted, list) else {as_text(wanted)}
        if not re.fullmatch(r"add_opt\d+", str(key)) or not values or "" in values:
            return {}
        result[str(key)] = frozenset(values)
    return result


def _number(key: str) -> int:
    digits = key.removeprefix("add_opt")
    return int(digits) if digits.isascii() and digits.isdigit() else 99
