"""A sentence for people that can still be translated.

Rooms without Qt (the engine, the providers) make sentences; the window shows them in the user's language.
A `Text` therefore carries the English template and the values apart. `str()` gives the English sentence, which is what
the command line and the logs print.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Text:
    """An English template with `{named}` places, and what stands in them: values, or sentences themselves.

    `versions` are words that came along in other languages ("zh_CN", "ja"), as in a service's data file.
    """

    template: str
    values: Mapping[str, str | int | float | Text] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return fill(self.template, self.values)

    def as_json(self) -> dict[str, Any]:
        values = {key: value.as_json() if isinstance(value, Text) else value for key, value in self.values.items()}
        return {"text": self.template, "values": values}

    @classmethod
    def from_json(cls, data: Any) -> Text:
        """Lenient: whatever was stored, a sentence comes out."""
        if isinstance(data, dict) and isinstance(data.get("text"), str):
            values = data.get("values")
            found = values.items() if isinstance(values, dict) else ()
            return cls(data["text"], {k: cls.from_json(v) if isinstance(v, dict) else v for k, v in found})
        return verbatim("" if data is None else str(data))


#: No words at all.
NOTHING = Text("")


def text(template: str, **values: str | int | float | Text) -> Text:
    """The mark that the translation files are collected by: `text("{n} songs", n=3)`."""
    return Text(template, values)


def verbatim(words: str) -> Text:
    """Words of somebody else (a server, a user), never translated and never read as a template."""
    return Text("{text}", {"text": words}) if words else NOTHING


def fill(template: str, values: Mapping[str, str | int | float | Text]) -> str:
    """`template` with its places filled; a template that does not fit its values is shown as it is."""
    try:
        return template.format_map(values)
    except (KeyError, IndexError, ValueError, AttributeError):
        return template
