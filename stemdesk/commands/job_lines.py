"""What `jobs --json` says of each job, the contract's words: of a job, and of its row, which takes a tenth of the time."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.errors import ErrorKind
from stemdesk.core.jobs import JobError, JobState, ResultCheck, is_url, title_of
from stemdesk.core.lenient_json import as_mapping, parsed
from stemdesk.core.text import Text

if TYPE_CHECKING:
    from stemdesk.core.jobs import Job
    from stemdesk.jobs.store import JobRow

_STATES: Final = frozenset(state.value for state in JobState)
_CHECKS: Final = frozenset(check.value for check in ResultCheck)
#: The first and the last second that a calendar has a day for.
_MOMENTS: Final = (0.0, 253_402_300_799.0)


def of_job(job: Job) -> str:
    results = job.results
    return _dumped(
        {
            "job": job.id,
            "state": job.state.value,
            "fraction": job.progress.fraction,
            "detail": str(job.progress.detail),
            "song": job.spec.title,
            "source": job.spec.source,
            "provider": job.spec.provider,
            "model": job.spec.model,
            "options": dict(job.spec.options),
            "format": job.spec.format,
            "created": _day(job.created),
            "stems": [{"stem": stem.stem, "path": str(stem.path)} for stem in results.stems] if results else [],
            "documents": [str(path) for path in results.documents] if results else [],
            "error": job.error.as_json() if job.error else None,
        }
    )


def of_row(row: JobRow) -> str:
    """The same. Raises ValueError, TypeError or LookupError where a job has to be made of the row to tell what it says."""
    if row.state not in _STATES or row.result_check not in _CHECKS or not _MOMENTS[0] <= row.created <= _MOMENTS[1]:
        raise ValueError(row.state)
    source = row.source if not row.source or is_url(row.source) else _path(row.source)
    stems = documents = ""
    if row.folder:
        stems = ", ".join(
            [f'{{"stem": {quoted(stem)}, "path": {quoted(_path(path))}}}' for stem, path in json.loads(row.stems or "")]
        )
        if row.documents != "[]":
            documents = ", ".join([quoted(_path(path)) for path in json.loads(row.documents or "")])
    return (
        f'{{"job": {quoted(row.id)}, "state": "{row.state}", "fraction": {_fraction(row.fraction)}, '
        f'"detail": {_words(row.detail)}, "song": {quoted(row.label or title_of(source) or row.model_name)}, '
        f'"source": {quoted(source)}, "provider": {quoted(row.provider)}, "model": {quoted(row.model)}, '
        f'"options": {_options(row.options)}, "format": {quoted(row.format)}, "created": "{_day(row.created)}", '
        f'"stems": [{stems}], "documents": [{documents}], "error": {_error(row.error_kind, row.error)}}}'
    )


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _day(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")


def _path(path: str) -> str:
    """As `str(Path(path))` says it. Most are whole already, and making a path takes longer than all the rest of a row."""
    if os.sep == "/" and path[0] == "/" and path[-1] != "/" and "//" not in path and "/." not in path:
        return path
    return str(Path(path))


def _fraction(fraction: float | None) -> str:
    if fraction is None:
        return "null"
    if not 0.0 <= fraction <= 1.0:
        raise ValueError(fraction)
    return float.__repr__(fraction)


# Of thousands of jobs, many say the same.


@lru_cache
def _options(options: str) -> str:
    return _dumped(as_mapping(parsed(options)))


@lru_cache
def _words(detail: str | None) -> str:
    return _dumped(str(Text.from_json(json.loads(detail)))) if detail else '""'


@lru_cache
def _error(kind: str | None, message: str | None) -> str:
    if not kind:
        return "null"
    return _dumped(JobError(ErrorKind(kind), Text.from_json(json.loads(message or ""))).as_json())
