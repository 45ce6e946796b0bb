"""What a provider offers: models, the fields of their option forms, formats. Screens and commands are made from these."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from stemdesk.core.errors import UsageError
from stemdesk.core.prices import TO_THE_SECOND, PriceRule
from stemdesk.core.text import NOTHING, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


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

    @property
    def files(self) -> int:
        """How many songs one job takes."""
        return {InputKind.AUDIO: 1, InputKind.PAIR: 2, InputKind.NONE: 0}[self]


@dataclass(frozen=True, slots=True)
class Choice:
    """`note` is said before a job is started with it. `quality` is what its makers publish, as in `Model.quality`."""

    value: str
    label: Text
    note: Text = NOTHING
    quality: Text = NOTHING


@dataclass(frozen=True, slots=True)
class OptionField:
    """One field of a model's form. `choices` is empty unless `kind` is CHOICE.

    `conditions`: values of other fields under which this one counts (all of them have to hold); none: it always counts.
    `moves_price`: the service says that this field changes what a job costs, by a rule of its own.
    """

    key: str
    label: Text
    kind: OptionKind
    default: str
    choices: tuple[Choice, ...] = ()
    required: bool = False
    conditions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    moves_price: bool = False

    @property
    def is_asked_anew(self) -> bool:
        """What has to be said before each job is chosen for each job: the last choice is not kept."""
        return any(choice.note.template for choice in self.choices)

    def counts(self, values: Mapping[str, str]) -> bool:
        return all(values.get(key, "") in wanted for key, wanted in self.conditions.items())

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
        if self.required and not value.strip():
            raise UsageError(f"option {self.key} ({self.label}) has to be given: -o {self.key}=…")
        return value


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: `id` is what `--format` takes, `suffix` what the files end in (with the dot)."""

    id: str
    label: Text
    suffix: str


@dataclass(frozen=True, slots=True)
class Download:
    """What a model needs on this computer. `bytes` travel once, `ready` says that they have.

    `words` name what it is, whose, and its licence, for whoever is asked. `why_not`: why it cannot be got here, if so.
    """

    bytes: int
    ready: bool
    words: Text
    why_not: Text = NOTHING

    @property
    def is_to_be_got(self) -> bool:
        """Not there, and it can be."""
        return not self.ready and not str(self.why_not)


@dataclass(frozen=True, slots=True)
class KeptModel:
    """Something that is downloaded to this computer once, and can be removed from it.

    `models` are the ids of those that need it, `needed_by` their names; `to_get` are the bytes that travel, `on_disk` those
    that its download takes here, whole or begun. What `came_along` with the program stays.
    """

    id: str
    words: Text
    models: tuple[str, ...]
    needed_by: tuple[Text, ...]
    to_get: int
    on_disk: int
    ready: bool
    came_along: bool = False
    why_not: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Details:
    """A service's own words about a model in one language ("en", "zh", …). `html` is untrusted."""

    language: str
    short: str
    html: str = ""


def speech_label(model: Model, options: Mapping[str, str]) -> str:
    """What to call a job without a song: the first words of its prompt, else the model's name."""
    prompts = [options.get(field.key, "") for field in model.options if field.kind is OptionKind.TEXT]
    words = " ".join(next((prompt for prompt in prompts if prompt.strip()), "").split())
    return (words[:39] + "…" if len(words) > 40 else words) or str(model.name)


def default_model(models: Sequence[Model], wanted: str) -> Model:
    """What somebody gets who did not choose: the one that is `wanted`, or where that cannot be had the first that can."""

    def is_there(model: Model) -> bool:
        return model.download is None or model.download.ready

    def can_be_had(model: Model) -> bool:
        return is_there(model) or (model.download is not None and model.download.is_to_be_got)

    ranked = [
        *(model for model in models if model.id == wanted and can_be_had(model)),
        *(model for model in models if is_there(model)),
        *models,
    ]
    return ranked[0]


@dataclass(frozen=True, slots=True)
class Model:
    """One way to split a song. `price_per_minute` is in the provider's credits, None where nothing is counted; a song's
    price is made of it by `price_rule`.

    `rating` is 0…5 from `votes` people; `usage` how often it was used in the last month, as far as the service says.
    `quality` is what its makers have measured and published ("9.2 dB SDR"); unlike a rating, nobody's liking.
    `price_note` says what it costs where that is no sum of minutes; without price and note it is free.
    `takes_files` is False for an input that the service takes as a link only; `extras` are options of every job of the
    provider rather than of the model. `download` is None for what needs nothing of its own on this computer.
    """

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
    votes: int | None = None
    usage: int | None = None
    details: tuple[Details, ...] = ()
    takes_files: bool = True
    extras: tuple[OptionField, ...] = ()
    price_note: Text = NOTHING
    download: Download | None = None
    price_rule: PriceRule = TO_THE_SECOND
    quality: Text = NOTHING

    def quality_with(self, options: Mapping[str, str]) -> Text:
        """What is published about it as it is set: of the first choice that says something, else of the whole model."""
        chosen = ((field, options.get(field.key, field.default)) for field in self.options)
        notes = (choice.quality for field, value in chosen for choice in field.choices if choice.value == value)
        return next((note for note in notes if note.template), self.quality)

    def credits_for(self, seconds: float) -> float | None:
        """What one song of this length costs, in the provider's credits; None where nothing is counted."""
        if self.price_per_minute is None:
            return None
        return self.price_rule.credits(self.price_per_minute, seconds)

    def batch_credits(self, lengths: Iterable[float]) -> float | None:
        """What several songs cost together: each is rounded for itself. None where nothing is counted, or without songs."""
        prices = [price for seconds in lengths if (price := self.credits_for(seconds)) is not None]
        return sum(prices) if prices else None

    def complete(self, given: Mapping[str, str]) -> dict[str, str]:
        """The given options checked, the missing ones at their defaults; those whose conditions do not hold left out.

        `UsageError` for an unknown key or value.
        """
        fields = {option.key: option for option in (*self.options, *self.extras)}
        for key in given:
            if key not in fields:
                known = ", ".join(fields) or "none"
                raise UsageError(f"model {self.id} has no option {key!r} (it has: {known})")
        values = {key: given.get(key, option.default) for key, option in fields.items()}
        return {key: fields[key].check(value) for key, value in values.items() if fields[key].counts(values)}

    def details_in(self, language: str) -> Details | None:
        """The service's words in this language ("zh_CN"), else in English, else in any."""
        by_language = {details.language: details for details in reversed(self.details)}
        wanted = (language, language.split("_", maxsplit=1)[0], "en")
        return next((by_language[name] for name in wanted if name in by_language), None) or next(
            iter(self.details), None
        )

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
            "download": {"bytes": self.download.bytes, "ready": self.download.ready} if self.download else None,
        }
