"""Reading MVSEP's answers about itself: news, queue, demo separations, and the quality checker's tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.lenient_json import as_bool, as_float, as_int, as_list, as_mapping, as_text, objects
from stemdesk.core.services import Board, BoardColumn, BoardPage, BoardRow, Example, NewsItem, QueueLoad
from stemdesk.core.text import text, verbatim
from stemdesk.providers.mvsep.account import title_of
from stemdesk.providers.mvsep.answers import plain, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stemdesk.http.request import Response

#: The quality checker's `dataset_type`s.
BOARDS: Final = (
    Board("0", text("Synth")), Board("1", text("Multisong")), Board("2", text("Piano")),
    Board("3", text("Lead and backing vocals")), Board("4", text("Guitar")), Board("5", text("Medley Vox")),
    Board("6", text("Strings")), Board("7", text("Wind")), Board("8", text("Speech, music, effects (DnR v3)")),
    Board("9", text("Super resolution")), Board("10", text("Drum kit, 5 stems")),
    Board("11", text("Male and female vocals")),
)  # fmt: skip

_QUEUES: Final = {
    "in_process": text("being separated"), "premium": text("premium waiting"),
    "registered": text("registered waiting"), "unregistered": text("unregistered waiting"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the quality checker. `done`: it has been measured; `words`: what the server says about it."""

    id: str
    dataset: str
    name: str
    text: str
    date: str
    done: bool
    words: str
    values: Mapping[str, float]

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id, "dataset_type": self.dataset, "name": self.name, "text": self.text, "date": self.date,
            "done": self.done, "message": self.words, "metrics": dict(self.values),
        }  # fmt: skip


def news(answer: Response) -> list[NewsItem]:
    return [
        NewsItem(plain(as_text(item.get("title")), 200), plain(as_text(item.get("created_at")), 40),
                 as_text(item.get("text"))[:200_000])
        for item in _listed(answer)
    ]  # fmt: skip


def queue(answer: Response) -> QueueLoad:
    data = as_mapping(read(answer))
    data = as_mapping(data.get("data")) or data
    counts = {key: as_int(value) for key, value in as_mapping(data.get("queue")).items()}
    plan = as_mapping(data.get("plan"))
    own = plain(as_text(plan.get("plan")), 40)
    return QueueLoad(
        tuple((words, number) for key, words in _QUEUES.items() if (number := counts.get(key)) is not None),
        (own, as_int(plan.get("queue")) or 0) if own else None,
    )


def demos(answer: Response) -> list[Example]:
    return [
        Example(title_of(as_text(item.get("hash"))), plain(as_text(as_mapping(item.get("algorithm")).get("name")), 160),
                plain(as_text(item.get("date")), 40), as_text(item.get("hash")))
        for item in _listed(answer) if as_text(item.get("hash"))
    ]  # fmt: skip


def entries(answer: Response) -> list[Entry]:
    """The quality checker's queue; also of one entry, which comes alone."""
    data = read(answer)
    inner = data.get("data", data) if isinstance(data, dict) else data
    found = [inner] if isinstance(inner, dict) and "id" in inner else objects(inner)
    return [_entry(item) for item in found]


def board(answer: Response) -> BoardPage:
    data = as_mapping(read(answer))
    rows = [_entry(item) for item in objects(data.get("data"))]
    sortables = [as_text(column) for column in as_list(data.get("sortables")) if as_text(column)]
    columns = dict.fromkeys([*sortables, *(column for row in rows for column in row.values)])
    return BoardPage(
        tuple(BoardColumn(column, verbatim(_measure(column))) for column in columns),
        as_text(data.get("sort")),
        tuple(BoardRow(row.name, row.text, row.date, row.values) for row in rows),
    )


def _measure(column: str) -> str:
    """ "sdr_vocals" is what everybody calls "SDR vocals"."""
    return column.replace("sdr_", "SDR ").replace("_", " ")


def entries_in(answer: Response) -> int:
    """How many entries a list answered with, also those that cannot be read."""
    return len(_listed(answer))


def added(answer: Response) -> tuple[str, str]:
    """The new entry's id and link."""
    data = as_mapping(as_mapping(read(answer)).get("data"))
    return as_text(data.get("id")), as_text(data.get("link"))


def _listed(answer: Response) -> list[dict[str, Any]]:
    data = read(answer)
    return objects(data.get("data") if isinstance(data, dict) else data)


def _entry(item: dict[str, Any]) -> Entry:
    metrics = as_mapping(item.get("metrics"))
    values: dict[str, float] = {}
    for key, value in (*metrics.items(), *((k, v) for k, v in item.items() if k.startswith("sdr_"))):
        number = as_float(value)
        if number is not None:
            values[str(key)] = number
        for inner, deeper in as_mapping(value).items():
            if (number := as_float(deeper)) is not None and isinstance(value, dict):
                values[inner if inner.startswith("sdr") else f"{key} {inner}"] = number
    return Entry(
        as_text(item.get("id")), as_text(item.get("dataset_type")), plain(as_text(item.get("algo_name")), 200),
        plain(as_text(item.get("main_text")), 2000), plain(as_text(item.get("date")), 40), as_bool(item.get("proc")),
        plain(as_text(item.get("msg")), 400), values,
    )  # fmt: skip
