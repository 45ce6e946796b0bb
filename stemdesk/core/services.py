"""What a service can tell besides splitting: the account, earlier jobs, examples, news, how busy it is, who splits best.

Plain values without a service's name in them. Words that come from a server are untrusted and marked `html` or `words`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from stemdesk.core.jobs import JobSpec
from stemdesk.core.models import Audience
from stemdesk.core.text import NOTHING, Text, verbatim

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from stemdesk.core.models import Model

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A piece of a list that a service gives out piece by piece. `next_start` is what to ask for the next piece with,
    None if this was the last one."""

    items: Sequence[T]
    next_start: int | None = None

    @property
    def has_more(self) -> bool:
        return self.next_start is not None


@dataclass(frozen=True, slots=True)
class Switch:
    """Something about the account that the user can turn on or off at the service."""

    key: str
    label: Text
    on: bool


@dataclass(frozen=True, slots=True)
class Running:
    """A job that the service has in hand for this account, whoever started it."""

    words: str
    hash: str = ""


@dataclass(frozen=True, slots=True)
class AccountState:
    """An account as the service describes it. `credits` is None where none are counted.

    `plan` is what the account may use now; `at_once` how many jobs may run at the same time. `free_queue`: as things
    stand its jobs cost nothing, and wait for it.
    """

    name: str
    email: str = ""
    credits: float | None = None
    plan: Audience = Audience.REGISTERED
    at_once: int = 1
    free_queue: bool = False
    switches: tuple[Switch, ...] = ()
    running: tuple[Running, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A provider's models. `fetched` is when they came from the service (epoch seconds), None if they never change.

    `trouble` says why they are not fresh.
    """

    models: tuple[Model, ...]
    fetched: float | None = None
    trouble: Text = NOTHING


@dataclass(frozen=True, slots=True)
class PastJob:
    """A job of the service's own history. `exists`: its result can still be fetched, for `hours_left` more hours.

    `model_id` is the model's among the provider's (`Model.id`), "" if the service does not say. `ticket` is what a job of
    ours needs to fetch it; only the provider reads it.
    """

    title: str
    model: str
    created: str
    credits: float | None
    exists: bool
    hours_left: float | None
    hash: str
    model_id: str = ""
    ticket: Mapping[str, Any] = field(default_factory=dict)


def refetch_spec(past: PastJob, provider_id: str, models: Sequence[Model], output: Path) -> JobSpec:
    """A job of a service's own history as one of ours: fetches its stems into `output`, splits nothing; `past.ticket` goes
    with it to `Engine.add`.

    The format is its model's first one, or the provider's where the model is not offered any more: the files come as they
    were made.
    """
    its_own = [model for model in models if model.id == past.model_id]
    format_ = next((model.formats[0].id for model in (*its_own, *models)), "")
    return JobSpec("", provider_id, past.model_id, format_, output, {}, past.model,
                   label=past.title, model_label=verbatim(past.model))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A published separation that anybody may listen to."""

    title: str
    model: str
    date: str
    hash: str


@dataclass(frozen=True, slots=True)
class NewsItem:
    """`html` is untrusted."""

    title: str
    date: str
    html: str


@dataclass(frozen=True, slots=True)
class QueueLoad:
    """How many jobs wait, by plan, in the service's order. `own` is the caller's plan, with its queue."""

    queues: tuple[tuple[Text, int], ...]
    own: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """A table of models measured on the same songs."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A measure that a board can be sorted by; `label` is what people call it."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class BoardRow:
    """`values` by the columns' ids, in dB of signal to distortion unless the column says otherwise."""

    name: str
    words: str
    date: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Rows of a board, best first by the column `sorted_by`; `next_start` as in `Page`."""

    columns: tuple[BoardColumn, ...]
    sorted_by: str
    rows: tuple[BoardRow, ...]
    next_start: int | None = None

    @property
    def has_more(self) -> bool:
        return self.next_start is not None
