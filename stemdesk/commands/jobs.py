"""`jobs` and `cancel`: what is there, and stopping it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from stemdesk.commands import job_lines
from stemdesk.commands.app_context import app_context
from stemdesk.commands.output import event_of, print_json, print_line, print_table, tell

if TYPE_CHECKING:
    import argparse

    from stemdesk.core.jobs import Job


def jobs(options: argparse.Namespace) -> int:
    with app_context() as context:
        if options.json:
            lines = context.thread.call(context.engine.tell_jobs(job_lines.of_row, job_lines.of_job)).result()
            print_line(f"[{', '.join(lines)}]")
            return 0
        found = context.thread.call(context.engine.jobs()).result()
    if found:
        print_table(
            ("JOB", "STATE", "SONG", "PROVIDER", "MODEL", "ADDED", ""),
            ((job.id, job.state.value, job.spec.title, job.spec.provider, job.spec.model_name or job.spec.model,
              _when(job), _words(job)) for job in found),
        )  # fmt: skip
    else:
        tell("no jobs yet")
    return 0


def cancel(options: argparse.Namespace) -> int:
    with app_context() as context:
        job = context.thread.call(context.engine.cancel(options.job)).result()
    if options.json:
        print_json(event_of(job))
    else:
        tell(f"{job.spec.title}: {job.state.value} ({_words(job) or 'nothing was running'})")
    return 0


def _when(job: Job) -> str:
    return datetime.fromtimestamp(job.created, UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def _words(job: Job) -> str:
    if job.error is not None:
        return str(job.error.message)
    if job.results is not None:
        return str(job.results.folder)
    return str(job.progress.detail)
