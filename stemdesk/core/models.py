"""What a provider offers: models, the fields of their option forms, formats. Screens and commands are made from these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from stemdesk.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stemdesk.core.text import Text


class OptionKind(StrEnum):
    CHOICE = "choice"
    TEXT = "text"
    NUMBER = "number"


class Audience(StrEnum):
    """Who may use a model; shown, never hidden."""

    EVERYONE = "everyone"
    REGISTERED = "registered"
    PREMIUM = "premium"


class InputKind(StrEnum):
    """What a model takes: one song, a pair (reference and target), or nothing but its options."""

    AUDIO = "audio"
    PAIR = "pair"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class OptionField:
    """One field of a model's form. `choices` is empty unless `kind` is CHOICE."""

    key: str
    label: Text
    kind: OptionKind
    default: str
    choices: tuple[Choice, ...] = ()

    def check(self, value: str) -> str:
        """`value` as the provider takes it; `UsageError` names what would have been right."""
        if self.kind is OptionKind.CHOICE and value not in {choice.value for choice in self.choices}:
            known = ", ".join(choice.value for choice in self.choices)
            raise UsageError(f"option {self.key}: {value!r} is not one of {known}")
        if self.kind is OptionKind.NUMBER:
            try:
                float(value)
            except ValueError:
                raise UsageError(f"option {self.key}: {value!r} is not a number") from None
        return value


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: `id` is what `--format` takes, `suffix` what the files end in (with the dot)."""

    id: str
    label: Text
    suffix: str


@dataclass(frozen=True, slots=True)
class Model:
    """One way to split a song. `price_per_minute` is in the provider's credits, None where nothing is counted."""

    id: str
    name: Text
    group: Text
    description: Text
    stems: tuple[str, ...]
    formats: tuple[Format, ...]
    options: tuple[OptionField, ...] = ()
    price_per_minute: float | None = None
    audience: Audience = Audience.EVERYONE
    rating: float | None = None
    input: InputKind = InputKind.AUDIO

    def complete(self, given: Mapping[str, str]) -> dict[str, str]:
        """The given options checked, the missing ones at their defaults. `UsageError` for an unknown key or value."""
        fields = {field.key: field for field in self.options}
        for key in given:
            if key not in fields:
                known = ", ".join(fields) or "none"
                raise UsageError(f"model {self.id} has no option {key!r} (it has: {known})")
        return {key: field.check(given.get(key, field.default)) for key, field in fields.items()}

    def format(self, format_id: str | None) -> Format:
        """The format of that id, the first one for None. `UsageError` lists the known ones."""
        if format_id is None:
            return self.formats[0]
        for known in self.formats:
            if known.id == format_id:
                return known
        names = ", ".join(known.id for known in self.formats)
        raise UsageError(f"format {format_id!r} is not one of {names}")

    def as_json(self) -> dict[str, Any]:
        """The contract's object of `models --json`."""
        return {
            "id": self.id,
            "name": str(self.name),
            "group": str(self.group),
            "stems": list(self.stems),
            "options": [
                {
                    "key": option.key,
                    "label": str(option.label),
                    "kind": option.kind.value,
                    "choices": [{"value": c.value, "label": str(c.label)} for c in option.choices],
                    "default": option.default,
                }
                for option in self.options
            ],
            "formats": [format_.id for format_ in self.formats],
            "price_per_minute": self.price_per_minute,
            "audience": self.audience.value,
            "rating": self.rating,
            "input": self.input.value,
        }
