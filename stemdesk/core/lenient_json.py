"""Reading values that a server may have written in any of several ways: numbers as text, null, a missing list."""

from __future__ import annotations

import json
import math
from typing import Any, Final

#: Values in one document. A large catalogue has fifty thousand; a megabyte of "[],[],…" takes sixty in memory.
_MOST_VALUES: Final = 500_000


def parsed(text: Any) -> Any:
    """The JSON in `text` (bytes or str); None where it is none, or has more in it than any document here."""
    try:
        return json.loads(text) if _values(text) <= _MOST_VALUES else None
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def _values(text: Any) -> int:
    """At least as many as there are: commas in words count, too."""
    return sum(text.count(mark if isinstance(text, str) else mark.encode()) for mark in (",", "[", "{"))


def as_text(value: Any, default: str = "") -> str:
    """A scalar as text; `default` for null, lists and objects."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (str, int, float)):
        return str(value)
    return default


def as_float(value: Any) -> float | None:
    """A finite number, also out of text ("4.42"); None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def as_int(value: Any) -> int | None:
    number = as_float(value)
    return None if number is None else int(number)


def as_bool(value: Any, default: bool = False) -> bool:
    """True for true, 1, "1", "true", "yes"; `default` for null and what is neither."""
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return value != 0
    if isinstance(value, str):
        word = value.strip().lower()
        if word in ("1", "true", "yes", "on"):
            return True
        if word in ("", "0", "false", "no", "off"):
            return False
    return default


def as_list(value: Any) -> list[Any]:
    """A list; the values of an object (PHP writes lists with gaps as objects); nothing for anything else."""
    if isinstance(value, list):
        return value
    return list(value.values()) if isinstance(value, dict) else []


def as_mapping(value: Any) -> dict[str, Any]:
    """An object with text keys; a list counts as one with its positions as keys (PHP writes {"0": …} as […])."""
    if isinstance(value, dict):
        return {str(key): item for key, item in value.items()}
    return {str(i): item for i, item in enumerate(value)} if isinstance(value, list) else {}


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list, everything else in it left out."""
    return [item for item in as_list(value) if isinstance(item, dict)]
