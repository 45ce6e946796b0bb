"""`separate`, `resume`, `retry`: the commands that run jobs to their end."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from stemdesk.app import build
from stemdesk.commands.output import BarReporter, JsonReporter
from stemdesk.core.errors import ErrorKind, UsageError
from stemdesk.core.exit_codes import ExitCode
from stemdesk.core.jobs import Job, JobSpec, JobState, is_url
from stemdesk.jobs.engine import JobChanged
from stemdesk.jobs.library import songs_inside

if TYPE_CHECKING:
    import argparse
    from collections.abc import Coroutine, Iterator
    from typing import Any

    from stemdesk.commands.output import Reporter
    from stemdesk.core.models import Model
    from stemdesk.jobs.desk import Desk
    from stemdesk.jobs.engine import Event


def separate(options: argparse.Namespace) -> int:
    desk = build()
    try:
        specs = list(_specs(desk, options))
        return _run(desk, desk.engine.add(specs), options.json)
    finally:
        desk.close()


def resume(options: argparse.Namespace) -> int:
    desk = build()
    try:
        return _run(desk, desk.engine.resume(), options.json)
    finally:
        desk.close()


def retry(options: argparse.Namespace) -> int:
    desk = build()

    async def one() -> list[Job]:
        return [await desk.engine.retry(options.job)]

    try:
        return _run(desk, one(), options.json)
    finally:
        desk.close()


def _specs(desk: Desk, options: argparse.Namespace) -> Iterator[JobSpec]:
    provider = desk.registry.get(options.provider)
    model = _model(list(desk.thread.call(provider.models()).result()), options.model)
    chosen = model.complete(dict(_pair(option) for option in options.option))
    format_ = model.format(options.format)
    output = Path(os.path.abspath(options.output)) if options.output else desk.places.stems  # noqa: PTH100  keeps links
    for source in _sources(options.sources):
        yield JobSpec(source, options.provider, model.id, format_.id, output, chosen, str(model.name))


def _sources(given: list[str]) -> Iterator[str]:
    """Files as absolute paths, links as they are, folders as the songs in them."""
    for source in given:
        if is_url(source):
            yield source
            continue
        path = Path(os.path.abspath(source))  # noqa: PTH100  keeps links
        if not path.is_dir():
            yield str(path)
            continue
        try:
            inside = [song for song in songs_inside(path) if song.is_file()]
        except OSError as error:
            raise UsageError(f"{source}: {error.strerror}") from None
        if not inside:
            raise UsageError(f"there are no songs in the folder {source}")
        yield from map(str, inside)


def _model(models: list[Model], wanted: str | None) -> Model:
    if wanted is None:
        return models[0]
    for model in models:
        if model.id == wanted:
            return model
    raise UsageError(f"model {wanted!r} is not one of {', '.join(model.id for model in models)}")


def _pair(option: str) -> tuple[str, str]:
    key, sign, value = option.partition("=")
    if not sign or not key:
        raise UsageError(f"-o {option}: an option is KEY=VALUE")
    return key, value


def _run(desk: Desk, start: Coroutine[Any, Any, list[Job]], as_json: bool) -> int:
    """Runs the jobs to their end, reporting them; the exit code of the contract."""
    reporter: Reporter = JsonReporter() if as_json else BarReporter()

    def listen(event: Event) -> None:
        if isinstance(event, JobChanged):
            reporter.show(event.job)

    desk.engine.listen(listen)
    try:
        started = desk.thread.call(start).result()
        ended = desk.thread.call(desk.engine.finished([job.id for job in started])).result()
    finally:
        reporter.close()
    if not as_json:
        _tell_end(ended)
    return exit_code(ended)


def _tell_end(jobs: list[Job]) -> None:
    for job in jobs:
        if job.results is not None:
            for path in (*(stem.path for stem in job.results.stems), *job.results.documents):
                print(path)
        elif job.error is not None:
            print(f"stemdesk: {job.error.message}", file=sys.stderr)
            if job.state is JobState.ATTENTION:
                print(f"stemdesk: decide with: stemdesk retry {job.id}  or  stemdesk cancel {job.id}", file=sys.stderr)
    if not jobs:
        print("nothing to do: no unfinished jobs", file=sys.stderr)


def exit_code(jobs: list[Job]) -> int:
    """4 if an outcome is unknown, else 3 if credentials are missing, else 1 if any job failed, else 0."""
    if any(job.state is JobState.ATTENTION for job in jobs):
        return ExitCode.UNKNOWN_OUTCOME
    kinds = {job.error.kind for job in jobs if job.error is not None}
    if ErrorKind.AUTH in kinds:
        return ExitCode.CREDENTIALS
    return ExitCode.OK if all(job.state is JobState.DONE for job in jobs) else ExitCode.FAILED
