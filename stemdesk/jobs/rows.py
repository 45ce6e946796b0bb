"""The rows of the list of songs and jobs, and what is made of them.

A row that a damaged disk has made nonsense of raises ValueError, TypeError, LookupError and the like (`database.readable`).
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from stemdesk.core.errors import ErrorKind
from stemdesk.core.jobs import Job, JobError, JobSpec, JobState, Progress, ResultCheck, Results, is_url
from stemdesk.core.lenient_json import as_float, as_int, as_mapping, as_text, parsed
from stemdesk.core.song_files import SongFile, SongKind, SourceSong
from stemdesk.core.stems import StemFile
from stemdesk.core.text import NOTHING, Text, verbatim

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping
    from typing import Self

#: A word in JSON as we write it, pairs of them, and a list.
_WORD: Final = r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-f]{4})[^"\\\x00-\x1f]*)*"'
_PAIRS: Final = re.compile(rf"\[(?:\[{_WORD}, {_WORD}\](?:, (?=\[)|(?=\])))*\]")
_WORDS: Final = re.compile(rf"\[(?:{_WORD}(?:, (?=\")|(?=\])))*\]")
SONG_COLUMNS: Final = "id, path, frames, rate, channels, codec, kind, added, name"
RESULT_COLUMNS: Final = "id, song_id, job_id, label, folder, stems, documents, created, name"
_KINDS: Final = {kind.value: kind for kind in SongKind}
#: The end of the year 9999.
_LAST_MOMENT: Final = 253_402_300_799.0


@dataclass(frozen=True, slots=True)
class StoredResult:
    """One folder of stems in the library."""

    id: int
    song_id: int
    job_id: str | None
    label: Text
    results: Results
    created: float
    #: What a person has called it; empty if nobody has.
    name: str = ""

    @property
    def title(self) -> Text:
        return verbatim(self.name) if self.name else self.label


@dataclass(frozen=True, slots=True)
class Song:
    """A song of the library with all that has been made from it, newest first."""

    id: int
    song_file: SongFile
    added: float
    results: tuple[StoredResult, ...] = ()
    #: What a person has called it; empty if nobody has. Its file keeps its name.
    name: str = ""

    @property
    def title(self) -> str:
        return self.name or self.song_file.title


class JobRow(NamedTuple):
    """A job as it lies on the disk: texts are texts, what is in pieces is JSON."""

    id: str
    state: str
    fraction: float | None
    detail: str | None
    source: str
    label: str
    provider: str
    model: str
    model_name: str
    options: str
    format: str
    created: float
    error_kind: str | None
    error: str | None
    result_check: str
    folder: str | None
    stems: str | None
    documents: str | None


def path_of(stored: str | bytes) -> Path:
    return Path(os.fsdecode(stored))


def _text(stored: str | bytes) -> str:
    return os.fsdecode(stored) if isinstance(stored, bytes) else stored


def song_of(row: sqlite3.Row, by_song: Mapping[int, list[StoredResult]]) -> Song:
    """Of a row of `SONG_COLUMNS`."""
    number, path, frames, rate, channels, codec, kind, added, name = row
    file = _song_file(path, frames, rate, channels, codec, kind)
    return Song(number, file, moment(added), tuple(by_song.get(number, ())), name)


def _song_file(path: Any, *facts: Any) -> SongFile:
    frames, rate, channels, codec, kind = facts
    frames, rate, channels = int(frames), int(rate), int(channels)
    if frames < 0 or rate < 1 or channels < 1:
        raise ValueError(path)
    if isinstance(path, str | bytes) and isinstance(codec, str) and kind in _KINDS:
        made = _SongFileLater.of(path, frames, rate, channels, codec, kind)
        object.__setattr__(made, "kind", _KINDS[kind])  # everybody asks for it
        return made
    return SongFile(path_of(path), frames, rate, channels, str(codec), SongKind(kind))


def moment(value: Any) -> float:
    """Seconds since 1970 that a calendar has a day for."""
    seconds = float(value)
    return seconds if 0.0 <= seconds <= _LAST_MOMENT else min(max(0.0, seconds), _LAST_MOMENT)


def _results(folder: Any, stems: Any, documents: Any) -> Results:
    are_texts = isinstance(stems, str) and isinstance(documents, str)
    if are_texts and _PAIRS.fullmatch(stems) and _WORDS.fullmatch(documents):
        return _ResultsLater.of(folder, stems, documents)
    return Results(path_of(folder), _stems(stems), _documents(documents))


def _stems(stored: str) -> tuple[StemFile, ...]:
    return tuple(StemFile(name, Path(path)) for name, path in json.loads(stored))


def _documents(stored: str) -> tuple[Path, ...]:
    return tuple(Path(path) for path in json.loads(stored))


class _ReadLater:
    """What cannot fail to be read, read when somebody asks for it: a list of ten thousand songs shows twenty, and making
    their paths took longer than all the rest. Goes before a dataclass that has slots."""

    __slots__ = ()
    _stored: tuple[Any, ...]
    _read: ClassVar[Callable[..., Any]]
    __dataclass_fields__: ClassVar[dict[str, Any]]

    @classmethod
    def of(cls, *stored: Any) -> Self:
        made = object.__new__(cls)
        object.__setattr__(made, "_stored", stored)
        return made

    def __getattr__(self, name: str) -> Any:
        if name not in self.__dataclass_fields__:
            raise AttributeError(name)
        read = type(self)._read(*self._stored)
        for each in self.__dataclass_fields__:
            object.__setattr__(self, each, getattr(read, each))
        return getattr(read, name)

    def __eq__(self, other: object) -> bool:
        if type(other) is type(self) and getattr(other, "_stored", None) == getattr(self, "_stored", ()):
            return True
        return isinstance(other, type(self).__bases__[1]) and _fields(self) == _fields(other)

    def __hash__(self) -> int:
        return hash(_fields(self))


def _fields(read: Any) -> tuple[Any, ...]:
    return tuple(getattr(read, each) for each in read.__dataclass_fields__)


class _ResultsLater(_ReadLater, Results):
    __slots__ = ("_stored",)

    @staticmethod
    def _read(folder: str | bytes, stems: str, documents: str) -> Results:
        return Results(path_of(folder), _stems(stems), _documents(documents))


class _SongFileLater(_ReadLater, SongFile):
    __slots__ = ("_stored",)

    @staticmethod
    def _read(path: str | bytes, *facts: Any) -> SongFile:
        frames, rate, channels, codec, kind = facts
        return SongFile(path_of(path), frames, rate, channels, codec, _KINDS[kind])


@lru_cache
def _label(stored: str) -> Text:
    """Thousands of results have the name of one of a few models."""
    return Text.from_json(json.loads(stored))


def result_of(row: sqlite3.Row) -> StoredResult:
    """Of a row of `RESULT_COLUMNS`."""
    number, song_id, job_id, label, folder, stems, documents, created, name = row
    results = _results(folder, stems, documents)
    return StoredResult(number, song_id, job_id, _label(label), results, moment(created), name)


def job_of(row: sqlite3.Row) -> Job:
    source = _text(row["source"])
    spec = JobSpec(
        source=source if is_url(source) or not source else str(Path(source)),
        provider=row["provider"],
        model=row["model"],
        format=row["format"],
        output=path_of(row["output"]),
        options=as_mapping(parsed(row["options"])),
        model_name=row["model_name"],
        reference=_text(row["reference"]),
        label=row["label"],
        model_label=Text.from_json(json.loads(row["model_label"])) if row["model_label"] else NOTHING,
    )
    detail = Text.from_json(json.loads(row["detail"])) if row["detail"] else Text("")
    error = None
    if row["error_kind"]:
        error = JobError(ErrorKind(row["error_kind"]), Text.from_json(json.loads(row["error"])))
    return Job(
        id=row["id"],
        spec=spec,
        progress=Progress(JobState(row["state"]), as_float(row["fraction"]), detail),
        created=moment(row["created"]),
        song_id=row["song_id"],
        started=None if row["started"] is None else moment(row["started"]),
        finished=None if row["finished"] is None else moment(row["finished"]),
        ticket=json.loads(row["ticket"]) if row["ticket"] else None,
        delivery=path_of(row["delivery"]) if row["delivery"] else None,
        error=error,
        results=_results(row["folder"], row["stems"], row["documents"]) if row["folder"] else None,
        song=_source(row["song"]),
        result_check=ResultCheck(row["result_check"]),
    )


def _source(stored: str | None) -> SourceSong | None:
    data = as_mapping(parsed(stored))
    frames, rate, channels = (as_int(data.get(key)) for key in ("frames", "rate", "channels"))
    if not frames or not rate or not channels:
        return None
    return SourceSong(as_text(data.get("sha256")), frames, rate, channels, as_text(data.get("codec")))
