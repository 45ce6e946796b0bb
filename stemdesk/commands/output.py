"""What commands print: JSON lines for scripts, tables and progress bars for people.

Nothing reaches a terminal past here: a service's words or a file's name could steer it otherwise.
"""

from __future__ import annotations

import getpass
import json
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from stemdesk.core.later import later
from stemdesk.core.untrusted.plain_words import plain_line, plain_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import rich.console
    import rich.progress
    import rich.table
    import rich.text

    from stemdesk.core import jobs
else:
    jobs = later("stemdesk.core.jobs")  # most commands have none
    rich = later("rich", "rich.console", "rich.progress", "rich.table", "rich.text")


def ask(prompt: str, *, secret: bool = False) -> str:
    """A line from a person, a secret without echo, or the next line of standard input."""
    prompt = plain_line(prompt)
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    return (getpass.getpass(prompt) if secret else input(prompt)).strip()


def say(words: object) -> None:
    """A line for people on standard output."""
    print(plain_words(str(words)))


def tell(words: object) -> None:
    """A line for people beside the output: what happened, what to do."""
    print(plain_words(str(words)), file=sys.stderr)


def print_json(value: Any) -> None:
    print_line(json.dumps(value, ensure_ascii=False))


def print_line(json_text: str) -> None:
    """One line, whole, at once."""
    sys.stdout.write(json_text + "\n")
    sys.stdout.flush()


def print_table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """A plain table; text of users and servers is never read as markup."""
    table = rich.table.Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(rich.text.Text(plain_line(heading)), overflow="fold")
    for row in rows:
        table.add_row(*(rich.text.Text(plain_words(cell)) for cell in row))
    console().print(table)


def console(*, stderr: bool = False) -> rich.console.Console:
    made = rich.console.Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not made.is_terminal:
        made.width = 200
    return made


def event_of(job: jobs.Job) -> dict[str, Any]:
    """The contract's line for a job: its end when it is over, where it stands otherwise."""
    if job.state is jobs.JobState.DONE and job.results is not None:
        return {
            "event": "done",
            "job": job.id,
            "stems": [{"stem": stem.stem, "path": str(stem.path)} for stem in job.results.stems],
            "documents": [str(path) for path in job.results.documents],
        }
    if job.error is not None:
        return {"event": "failed", "job": job.id, "error": job.error.as_json()}
    if job.state is jobs.JobState.CANCELLED:
        message = str(job.progress.detail) or "cancelled"
        return {"event": "failed", "job": job.id, "error": {"kind": "cancelled", "message": message}}
    return {
        "event": "job",
        "job": job.id,
        "state": job.state.value,
        "fraction": job.progress.fraction,
        "detail": str(job.progress.detail),
    }


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[float], None]]:
    """A bar on standard error, told 0…1; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with rich.progress.Progress(console=console(stderr=True), transient=True) as bars:
        task = bars.add_task(rich.text.Text(plain_line(title)).plain, total=1.0)
        yield lambda fraction: bars.update(task, completed=fraction)


@contextmanager
def busy(words: str) -> Iterator[None]:
    """Says on standard error what is going on, while it does; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield
        return
    with console(stderr=True).status(words):
        yield


class Reporter(Protocol):
    """`trouble` is why the output takes no more; the jobs go on all the same."""

    trouble: OSError | None

    def show(self, job: jobs.Job) -> None:
        """Shows a job's newest state. Called on the engine's thread."""

    def close(self) -> None: ...


class JsonReporter:
    """Every change of state or words, and every percent in between; each end once."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[str, str, int]] = {}
        self.trouble: OSError | None = None

    def show(self, job: jobs.Job) -> None:
        event = event_of(job)
        step = (job.state.value, str(job.progress.detail), int((job.progress.fraction or 0) * 100))
        if self._last.get(job.id) != step and self.trouble is None:
            self._last[job.id] = step
            try:
                print_json(event)
            except OSError as error:
                self.trouble = error

    def close(self) -> None:
        pass


class BarReporter:
    """A bar for each job, on standard error; where that is no terminal, a line for each change of state."""

    def __init__(self) -> None:
        self._console = console(stderr=True)
        self.trouble: OSError | None = None
        self._lock = threading.Lock()
        self._tasks: dict[str, rich.progress.TaskID] = {}
        self._states: dict[str, str] = {}
        self._bars = rich.progress.Progress(
            rich.progress.TextColumn("{task.description}", markup=False),
            rich.progress.BarColumn(bar_width=30),
            rich.progress.TextColumn("{task.percentage:>3.0f} %"),
            rich.progress.TimeElapsedColumn(),
            rich.progress.TextColumn("{task.fields[detail]}", markup=False),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._bars.start()

    def show(self, job: jobs.Job) -> None:
        with self._lock:
            words = plain_line(str(job.error.message if job.error else job.progress.detail)) or job.state.value
            title = plain_line(job.spec.title)
            if not self._console.is_terminal:
                if self._states.get(job.id) != job.state.value:
                    self._states[job.id] = job.state.value
                    self._console.print(f"{title}: {job.state.value}")
                return
            if job.id not in self._tasks:
                self._tasks[job.id] = self._bars.add_task(title, total=1.0, detail="")
            fraction = 1.0 if job.state is jobs.JobState.DONE else job.progress.fraction
            self._bars.update(self._tasks[job.id], completed=fraction or 0.0, detail=words)

    def close(self) -> None:
        self._bars.stop()
