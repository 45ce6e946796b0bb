"""`mvsep …`: what only MVSEP has (its history, queue, news, examples, account switches, quality checker), for scripts."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stemdesk.commands.app_context import app_context
from stemdesk.commands.output import ask, print_json, print_table, say, tell
from stemdesk.commands.separate import known_models, run_jobs
from stemdesk.core.errors import UsageError
from stemdesk.core.services import refetch_spec
from stemdesk.core.text import Text
from stemdesk.providers.mvsep.account import LONG_FILENAMES, PREMIUM, unlisted
from stemdesk.providers.mvsep.answers import plain
from stemdesk.providers.mvsep.description import DESCRIPTION
from stemdesk.providers.mvsep.provider import MvsepProvider, token_of
from stemdesk.providers.mvsep.requests import Contribution
from stemdesk.providers.mvsep.site import BOARDS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Coroutine, Sequence

    from stemdesk.context import AppContext
    from stemdesk.core.services import PastJob

_SWITCHES = {"premium": PREMIUM, "long-filenames": LONG_FILENAMES}


def mvsep(options: argparse.Namespace) -> int:
    with app_context() as context:
        return _Mvsep(context, options).run()


class _Mvsep:
    def __init__(self, context: AppContext, options: argparse.Namespace) -> None:
        provider = context.registry.get("mvsep")
        if not isinstance(provider, MvsepProvider):
            raise UsageError("the provider mvsep has been replaced by another package")
        self._context = context
        self._provider = provider
        self._options = options

    def run(self) -> int:
        name = f"_{self._options.what}".replace("-", "_")
        if self._options.what == "quality":
            name = f"_quality_{self._options.action}"
        code = getattr(self, name)()
        return int(code or 0)

    def _ask(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._context.thread.call(work).result()

    def _credentials(self) -> dict[str, str]:
        return self._context.credentials.checked(DESCRIPTION)

    # --- account and history -------------------------------------------------------------------------------------------

    def _user(self) -> None:
        state = self._ask(self._provider.account(self._credentials()))
        if self._options.json:
            print_json(_plain(state))
            return
        rows = [("name", state.name), ("e-mail", state.email), ("credits", f"{state.credits or 0:g}"),
                ("plan", state.plan.value), ("jobs at once", str(state.at_once))]  # fmt: skip
        rows += [(str(switch.label), "on" if switch.on else "off") for switch in state.switches]
        rows += [("running", job.words) for job in state.running]
        print_table(("MVSEP", ""), rows)

    def _switch(self) -> None:
        words = self._ask(self._provider.switch(self._credentials(), _SWITCHES[self._options.name],
                                                self._options.state == "on"))  # fmt: skip
        tell(words)

    def _history(self) -> None:
        def row(job: PastJob) -> tuple[object, ...]:
            there = "no" if not job.exists else f"{job.hours_left:g} h" if job.hours_left else "yes"
            return job.hash, job.title, job.model, job.created, f"{job.credits or 0:g}", there

        jobs = self._ask(self._provider.history(self._credentials(), self._options.start)).items
        self._list(jobs, ("HASH", "SONG", "MODEL", "CREATED", "CREDITS", "THERE"), row)

    def _fetch(self) -> int:
        """Brings the results of earlier separations, without paying again."""
        known = {past.hash: past for past in self._ask(self._provider.history(self._credentials())).items}
        output = Path(os.path.abspath(self._options.output)) if self._options.output else self._context.app_paths.stems  # noqa: PTH100
        models = known_models(self._context, DESCRIPTION.id)
        chosen = [known.get(hash_) or unlisted(hash_) for hash_ in self._options.hashes]

        async def add() -> list[Any]:
            engine = self._context.engine
            return [job for past in chosen for job in await engine.add(
                [refetch_spec(past, DESCRIPTION.id, models, output)], ticket=past.ticket)]  # fmt: skip

        return run_jobs(self._context, add(), self._options.json)

    # --- the site ------------------------------------------------------------------------------------------------------

    def _queue(self) -> None:
        load = self._ask(self._provider.queue_load(self._credentials()))
        if self._options.json:
            print_json({"queues": {str(name): number for name, number in load.queues}, "plan": load.own})
        else:
            own = [(f"your plan ({load.own[0]})", str(load.own[1]))] if load.own else []
            print_table(("QUEUE", "JOBS"), [*((str(name), str(number)) for name, number in load.queues), *own])

    def _news(self) -> None:
        items = self._ask(self._provider.news(self._options.lang, self._options.start)).items
        self._list(items, ("DATE", "TITLE", ""), lambda item: (item.date, item.title, plain(item.html, 300)))

    def _demos(self) -> None:
        self._list(self._ask(self._provider.examples(self._options.start)).items, ("HASH", "SONG", "MODEL", "DATE"),
                   lambda demo: (demo.hash, demo.title, demo.model, demo.date))  # fmt: skip

    # --- the quality checker ---------------------------------------------------------------------------------------------

    def _quality_datasets(self) -> None:
        rows = [{"id": board.id, "name": str(board.name)} for board in BOARDS]
        self._list(rows, ("DATASET", "NAME"), lambda row: (row["id"], row["name"]))

    def _quality_queue(self) -> None:
        self._entries(self._ask(self._provider.client.quality_queue(self._options.start)))

    def _quality_entry(self) -> None:
        self._entries(self._ask(self._provider.client.quality_entry(self._options.id)))

    def _entries(self, entries: Sequence[Any]) -> None:
        if self._options.json:
            print_json([entry.as_json() for entry in entries])
            return
        print_table(
            ("ID", "NAME", "DATE", "STATE", "RESULT"),
            ((entry.id, entry.name, entry.date, "measured" if entry.done else "waiting",
              " ".join(f"{key}={value:g}" for key, value in entry.values.items()) or entry.words) for entry in entries),
        )  # fmt: skip

    def _quality_leaderboard(self) -> None:
        options = self._options
        page = self._ask(self._provider.board(options.dataset, options.start, options.filter, options.sort))
        columns = [column.id for column in page.columns]
        if options.json:
            print_json({"columns": columns, "sort": page.sorted_by, "rows": [_plain(row) for row in page.rows]})
            return
        print_table(
            ("NAME", "DATE", *columns),
            ((row.name, row.date, *(f"{row.values[c]:g}" if c in row.values else "" for c in columns))
             for row in page.rows),
        )  # fmt: skip

    def _quality_add(self) -> None:
        options = self._options
        archive = Path(options.zip)
        if not archive.is_file():
            raise UsageError(f"{options.zip}: there is no such file")
        password = ask("Password to delete the entry with later: ", secret=True)
        if not password:
            raise UsageError("an entry needs a password, or it could never be deleted")
        entry = Contribution(archive, options.name, options.text, options.dataset, password, options.ensemble)
        number, link = self._ask(self._provider.client.quality_add(token_of(self._credentials()), entry))
        if options.json:
            print_json({"id": number, "link": link})
        else:
            say(f"entry {number}: {link}")

    def _quality_delete(self) -> None:
        password = ask("The entry's password: ", secret=True)
        tell(self._ask(self._provider.client.quality_delete(self._options.id, password)))

    def _list(self, items: Sequence[Any], headings: Sequence[str], row: Any) -> None:
        if self._options.json:
            print_json([_plain(item) for item in items])
        else:
            print_table(headings, [tuple(map(str, row(item))) for item in items])


def _plain(value: Any) -> Any:
    """A dataclass as JSON, its sentences in English."""
    data = value if isinstance(value, dict) else asdict(value, dict_factory=_sentences)
    return json.loads(json.dumps(data, default=str))


def _sentences(items: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(items)
    if set(data) == {field.name for field in fields(Text)}:
        return {"text": str(Text(**data))}
    return {key: value["text"] if isinstance(value, dict) and set(value) == {"text"} else value
            for key, value in data.items()}  # fmt: skip
