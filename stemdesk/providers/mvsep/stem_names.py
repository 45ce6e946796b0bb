"""Which stems an MVSEP model brings, and which stem a result file holds: MVSEP says both only in names.

Seen in the documentation's list of separation types: "(vocals, instrum)", "(lead/back vocals)", "(4-6 stems: kick, …)".
"""

from __future__ import annotations

import os.path
import re
from typing import TYPE_CHECKING, Final

from stemdesk.core.stems import ORDER, canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

_PARENTHESES = re.compile(r"\(([^()]*)\)")
_PLAIN = re.compile(r"[a-z][a-z /&'-]*")
#: What a model takes away is its only result, and no instrument.
_KNOWN: Final = frozenset((*ORDER, "no reverb", "aspiration"))
_PAIRS: Final = {
    "lead/back vocals": ("lead vocals", "back vocals"), "male/female": ("male vocals", "female vocals"),
    "lead/rhythm guitar": ("lead guitar", "rhythm guitar"),
}  # fmt: skip
#: A vocal model's other half is called music by some; next to speech it is music indeed.
_MUSIC_MEANS_REST: Final = frozenset({"vocals"})


def stems_in_name(name: str, choices: Iterable[str] = ()) -> tuple[str, ...]:
    """The stems that a model's name promises, else those that the labels of its options do; empty if neither does."""
    found = _in_parentheses(name) or _pair(name)
    if not found:
        for label in choices:
            found += _in_parentheses(label)
    found = [("instrumental" if s == "music" and _MUSIC_MEANS_REST & set(found) else s) for s in found]
    return tuple(dict.fromkeys(found))


def _in_parentheses(name: str) -> list[str]:
    for group in _PARENTHESES.findall(name):
        parts = [part.strip().lower() for part in group.rpartition(":")[2].split(",") if part.strip()]
        if not parts or not all(_PLAIN.fullmatch(part) for part in parts) or parts[0].startswith("by "):
            continue
        stems = [stem for part in parts for stem in _PAIRS.get(part, (canonical(part),))]
        if any(stem in _KNOWN for stem in stems) and (len(parts) > 1 or parts[0] in _PAIRS or stems[0] in _KNOWN):
            return stems
    return []


def _pair(name: str) -> list[str]:
    lower = name.lower()
    return next((list(stems) for words, stems in _PAIRS.items() if words in lower), [])


def stems_of_files(
    names: Sequence[str], source: str, given: Sequence[str] = (), declared_frames: Sequence[str] = ()
) -> list[str]:
    """The stem of each result file, all different, in the files' order.

    `names` are the download names, `source` the name of the input file as the server has it, `given` what the server
    itself calls each ("" where it does not), `declared_frames` the stems that the model's name speaks of.
    """
    known = _KNOWN | set(declared_frames)
    rests = _without_common_part([_plain(name) for name in names], _plain(source))
    told = list(given) + [""] * (len(names) - len(given))
    stems = [canonical(told[i]) if told[i] else _known_in(rest, known) or canonical(rest) or "stem"
             for i, rest in enumerate(rests)]  # fmt: skip
    if "instrumental" in declared_frames and "music" not in declared_frames:
        stems = ["instrumental" if stem == "music" else stem for stem in stems]
    result: list[str] = []
    for stem, rest in zip(stems, rests, strict=True):
        label = stem if stems.count(stem) == 1 or stem not in result else canonical(rest) or stem
        number = 2
        unique = label
        while unique in result:
            unique, number = f"{label} {number}", number + 1
        result.append(unique[:60])
    return result


def _plain(name: str) -> str:
    """A name without folders, ending and the service's own mark: `x_vocals_[mvsep.com].mp3` is `x_vocals`."""
    base = os.path.splitext(name.replace("\\", "/").rsplit("/", 1)[-1])[0]  # noqa: PTH122  any string, no path
    return re.sub(r"(?<![_ -])[_ -]*\[[^\[\]]*\]", "", base)


def _without_common_part(names: list[str], source: str) -> list[str]:
    """What tells the names apart: the input's name in front of them is no part of it."""
    start = os.path.commonprefix([*names, source] if source else names)  # noqa: RUF071  letters are meant
    if source and all(name.startswith(source) for name in names):
        start = source
    elif len(names) == 1 and not source:
        start = ""
    else:
        start = start[: max(start.rfind(mark) for mark in "_- ") + 1]
    return [name[len(start) :].strip("_- ") for name in names]


def _known_in(rest: str, known: Set[str]) -> str:
    """The last known stem among the words of a name's rest ("melband_roformer_instrum" is instrumental)."""
    words = [word for word in re.split(r"[_ ]+", rest.lower()) if word]
    for length in (3, 2, 1):
        for start in range(len(words) - length, -1, -1):
            stem = canonical(" ".join(words[start : start + length]))
            if stem in known:
                return stem
    return ""
