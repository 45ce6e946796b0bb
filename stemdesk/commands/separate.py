"""`separate`, `resume`, `retry`: the commands that run jobs to their end."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from stemdesk.audio.files.probe import probe
from stemdesk.commands.app_context import app_context
from stemdesk.commands.output import BarReporter, JsonReporter, print_json, print_table, say, tell
from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from stemdesk.core.exit_codes import ExitCode
from stemdesk.core.jobs import Job, JobSpec, JobState, ResultCheck, is_url
from stemdesk.core.models import InputKind, default_model, speech_label
from stemdesk.core.prices import format_credits
from stemdesk.core.quantities import format_duration, megabytes
from stemdesk.jobs.engine import JobChanged
from stemdesk.jobs.library import songs_inside
from stemdesk.jobs.ways_on import ways_on
from stemdesk.providers.contract import HasCatalogue

if TYPE_CHECKING:
    import argparse
    from collections.abc import Coroutine, Iterator
    from typing import Any, Final

    from stemdesk.commands.output import Reporter
    from stemdesk.context import AppContext
    from stemdesk.core.descriptions import ProviderDescription
    from stemdesk.core.models import Model
    from stemdesk.jobs.engine import Event


#: Seconds after which a list of models is asked for anew.
_OLD: Final = 3600.0


def separate(options: argparse.Namespace) -> int:
    with app_context() as context:
        specs = list(_specs(context, options))
        if options.price:
            model = _model(context, options.provider, options.model)
            return _tell_price(specs, model, as_json=options.json)
        return run_jobs(context, context.engine.add(specs), options.json)


def resume(options: argparse.Namespace) -> int:
    with app_context() as context:
        return run_jobs(context, context.engine.resume(), options.json)


def retry(options: argparse.Namespace) -> int:
    output = Path(os.path.abspath(options.output)) if options.output else None  # noqa: PTH100  keeps links
    with app_context() as context:

        async def one() -> list[Job]:
            return [await context.engine.retry(options.job, options.how, output)]

        return run_jobs(context, one(), options.json)


def _specs(context: AppContext, options: argparse.Namespace) -> Iterator[JobSpec]:
    description = context.registry.get(options.provider).description
    model = _model(context, options.provider, options.model)
    chosen = model.complete(dict(_pair(option) for option in options.option))
    format_ = model.format(options.format)
    output = Path(os.path.abspath(options.output)) if options.output else context.app_paths.stems  # noqa: PTH100  keeps links
    plain = JobSpec("", description.id, model.id, format_.id, output, chosen, str(model.name),
                    model_label=model.name)  # fmt: skip
    sources = list(_sources(options.sources))
    if model.input is InputKind.NONE:
        if sources:
            raise UsageError(f"model {model.id} ({model.name}) takes no song, only options")
        yield replace(plain, label=speech_label(model, chosen))
        return
    if model.input is InputKind.PAIR:
        if len(sources) != 2 or any(is_url(source) for source in sources):
            raise UsageError(f"model {model.id} ({model.name}) takes two files: the target, then the reference")
        yield replace(plain, source=sources[0], reference=sources[1])
        return
    if not sources:
        raise UsageError("separate needs songs: stemdesk separate FILE|URL…")
    _warn_of_size(description, sources)
    if not options.price and (words := missing_words(model)):
        getting = " Getting it now, once." if model.download and model.download.is_to_be_got else ""
        tell(f"stemdesk: {words}{getting}")
    yield from (replace(plain, source=source) for source in sources)


def _tell_price(specs: list[JobSpec], model: Model, *, as_json: bool) -> int:
    """What these jobs would cost, by the songs' decoded lengths. Nothing is sent."""
    rows: list[dict[str, object]] = []
    broken: list[StemDeskError] = []
    note = str(model.price_note)
    known: list[float] = []
    for spec in specs:
        try:
            seconds = probe(Path(spec.source)).seconds if spec.has_file else 0.0 if not spec.source else None
        except StemDeskError as error:
            broken.append(error)
            rows.append({"song": spec.title, "seconds": None, "credits": None, "error": error.as_json()})
            continue
        price = None if seconds is None else model.credits_for(seconds)
        rows.append({"song": spec.title, "seconds": seconds, "credits": price})
        known += [] if price is None else [price]
    code = ExitCode.FAILED if broken else ExitCode.OK
    if as_json:
        print_json({"songs": rows, "credits": sum(known) if known else None} | ({"note": note} if note else {}))
        return code
    free = note or "free"
    table = [(str(row["song"]), "" if row["seconds"] is None else format_duration(float(str(row["seconds"]))),
              "none: it cannot be split" if "error" in row else free if model.price_per_minute is None else "by length"
              if row["credits"] is None else format_credits(float(str(row["credits"])))) for row in rows]  # fmt: skip
    print_table(
        ("SONG", "LENGTH", "CREDITS"),
        [*table, *([("together", "", format_credits(sum(known)))] if len(known) > 1 else [])],
    )
    for trouble in broken:
        tell(f"stemdesk: {trouble}")
    return code


def known_models(context: AppContext, provider_id: str, *, fresh: bool = False) -> list[Model]:
    """A provider's models. A list from the service is asked for anew when it is older than an hour, or `fresh`."""
    provider = context.registry.get(provider_id)
    if not isinstance(provider, HasCatalogue):
        return list(context.thread.call(provider.models()).result())
    known = context.thread.call(provider.catalogue()).result()
    if fresh or known is None or time.time() - (known.fetched or 0.0) > _OLD:
        known = context.thread.call(provider.refresh()).result()
        if str(known.trouble):
            when = datetime.fromtimestamp(known.fetched or 0.0, UTC).astimezone()
            tell(f"stemdesk: {known.trouble} Using the list of {when:%Y-%m-%d %H:%M}.")
    return list(known.models)


def _warn_of_size(description: ProviderDescription, sources: list[str]) -> None:
    advice = description.size_advice
    if advice is None:
        return
    for source in sources:
        try:
            size = 0 if is_url(source) else Path(source).stat().st_size
        except OSError:
            continue  # the job itself says what is wrong with it
        if size > advice.free * 1_000_000:
            tell(f"stemdesk: {Path(source).name} has {megabytes(size)} MB; {description.name} is known to take "
                f"{advice.free} MB without premium and {advice.paid} MB with it. Trying.")  # fmt: skip


def missing_words(model: Model) -> str:
    """What a model lacks on this computer, as a sentence; "" if nothing."""
    if model.download is None or model.download.ready:
        return ""
    if str(model.download.why_not):
        return str(model.download.why_not)
    return f"“{model.name}” needs a network that is not on this computer yet: {model.download.words}."


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


def _model(context: AppContext, provider_id: str, wanted: str | None) -> Model:
    models = known_models(context, provider_id)
    if wanted is None:
        return default_model(models, context.registry.description(provider_id).default_model)
    for model in models:
        if model.id == wanted:
            return model
    raise UsageError(f"model {wanted!r} is not one of {', '.join(model.id for model in models)}")


def _pair(option: str) -> tuple[str, str]:
    key, sign, value = option.partition("=")
    if not sign or not key:
        raise UsageError(f"-o {option}: an option is KEY=VALUE")
    return key, value


def run_jobs(context: AppContext, start: Coroutine[Any, Any, list[Job]], as_json: bool) -> int:
    """Runs the jobs to their end, reporting them; the exit code of the contract."""
    reporter: Reporter = JsonReporter() if as_json else BarReporter()

    def listen(event: Event) -> None:
        if isinstance(event, JobChanged):
            reporter.show(event.job)

    context.engine.listen(listen)
    try:
        started = context.thread.call(start).result()
        ended = context.thread.call(context.engine.finished([job.id for job in started])).result()
    finally:
        reporter.close()
    for job in ended:
        if job.state is JobState.DONE and (note := str(job.progress.detail)):
            tell(f"stemdesk: {note}")
    if reporter.trouble is not None:
        raise reporter.trouble
    if not as_json:
        _tell_end(context, ended)
    return exit_code(ended)


def _tell_end(context: AppContext, jobs: list[Job]) -> None:
    for job in jobs:
        if job.results is not None:
            for path in (*(stem.path for stem in job.results.stems), *job.results.documents):
                say(path)
        elif job.error is not None:
            tell(f"stemdesk: {job.error.message}")
            _tell_choices(context, job)
        elif job.state.is_active:
            tell(f"stemdesk: {job.spec.title} is not finished; it goes on with: stemdesk resume")
    if not jobs:
        tell("nothing to do: no unfinished jobs")


def _tell_choices(context: AppContext, job: Job) -> None:
    """How a job goes on that waits for somebody's word, or that can only go on by one."""
    if job.error is not None and job.error.kind is ErrorKind.DISK and job.state is JobState.ATTENTION:
        tell(f"  stemdesk retry {job.id} --output DIR   puts the stems into another folder")
        return
    offered = ways_on(job, context.registry)
    needs_a_word = any(way.may_charge_again for way in offered[:1]) or job.result_check is ResultCheck.REFUSED
    if job.state is not JobState.ATTENTION and not needs_a_word:
        return
    for way in offered:
        tell(f"  stemdesk retry {job.id}{f' --how {way.id}' if way.id else ''}   {way.label}: {way.note}")
    if job.state is JobState.ATTENTION:
        tell(f"  stemdesk cancel {job.id}   gives it up")


def exit_code(jobs: list[Job]) -> int:
    """4 if an outcome is unknown, else 3 if credentials are missing, else 1 if any job failed, else 0."""
    kinds = {job.error.kind for job in jobs if job.error is not None}
    if ErrorKind.UNKNOWN_OUTCOME in kinds:
        return ExitCode.UNKNOWN_OUTCOME
    if ErrorKind.AUTH in kinds:
        return ExitCode.CREDENTIALS
    return ExitCode.OK if all(job.state is JobState.DONE for job in jobs) else ExitCode.FAILED
