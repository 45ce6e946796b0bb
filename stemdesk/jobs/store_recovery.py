"""Opening the list of songs and jobs whatever state it is in: a broken one is kept aside and what can be read is saved,
a newer one is left alone; either way the program starts, and says what happened."""

from __future__ import annotations

import logging
import sqlite3
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from stemdesk.core.private import private_file, private_folder
from stemdesk.core.text import NOTHING, Text, text
from stemdesk.jobs.database import cannot_open
from stemdesk.jobs.migrations import STEPS
from stemdesk.jobs.store import BrokenStore, NewerStore, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

#: Seconds for those who open it before us.
_LONGEST_TURN: Final = 30.0

_log = logging.getLogger(__name__)

#: In the order in which they refer to each other.
_TABLES: Final = ("songs", "jobs", "results", "mixes")


def open_store(
    path: Path, home: Path | None = None, histories: Callable[[], Sequence[str]] = tuple
) -> tuple[Store, Text]:
    """The store, and what the user has to be told about it (nothing, as a rule). `histories` answers with the names of
    services that keep results which can be fetched again; it is asked only where something is lost.

    One process after the other: only the first makes the list, follows its home, or puts a damaged one aside.
    Raises StemDeskError(DISK) where there is no store to be had at all: no right to write, no space.
    """
    try:
        private_folder(path.parent)
        turn = FileLock(path.with_name(f"{path.name}.lock"), timeout=_LONGEST_TURN, mode=0o600)
        turn.acquire()
    except (OSError, Timeout) as error:
        raise cannot_open(path, error) from error
    try:
        return _open(path, home, histories)
    finally:
        turn.release()


def _open(path: Path, home: Path | None, histories: Callable[[], Sequence[str]]) -> tuple[Store, Text]:
    try:
        return _private_store(path, home), NOTHING
    except BrokenStore:
        kept = _set_aside(path)
        store = _private_store(path, home)
        saved = _save_what_can_be_read(kept, path)
        damage = text(
            "The list of songs and jobs was damaged. {saved} entries of it could be saved; the damaged file is kept as "
            "{path}. Stems on disk are not touched.",
            saved=saved,
            path=str(kept),
        )
        services = histories()
        if not services:
            return store, damage
        return store, text(
            "{damage} Results that were paid for can be fetched again from the history of {services}.",
            damage=damage, services=", ".join(services),
        )  # fmt: skip
    except NewerStore:
        own = path.with_name(f"{path.stem}-v{len(STEPS)}{path.suffix}")
        return _private_store(own, home), text(
            "A newer StemDesk has been here. Its list of songs and jobs is left alone; this version keeps one of its own "
            "({path}). Update to have them together again.",
            path=str(own),
        )


def _private_store(path: Path, home: Path | None) -> Store:
    """SQLite gives what it puts beside the file (`-wal`, `-shm`) the file's own rights."""
    with suppress(OSError):  # the store itself says better what does not go
        private_folder(path.parent)
        private_file(path)
    return Store(path, home)


def _set_aside(path: Path) -> Path:
    kept = path.with_name(f"{path.name}.damaged-{time.strftime('%Y%m%d-%H%M%S')}")
    path.replace(kept)
    for ending in ("-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + ending).replace(kept.with_name(kept.name + ending))
    return kept


def _save_what_can_be_read(kept: Path, path: Path) -> int:
    """Row by row, until the damage is reached; rows that do not fit the new list any more are left out."""
    saved = 0
    try:
        with closing(sqlite3.connect(f"file:{kept}?mode=ro", uri=True)) as old, closing(sqlite3.connect(path)) as new:
            old.row_factory = sqlite3.Row
            old.text_factory = lambda raw: raw.decode("utf-8", "replace")
            for table in _TABLES:
                saved += _copy(old, new, table)
            new.execute(
                "UPDATE songs SET kind='stems' WHERE codec='stems'"
            )  # as `migrations` does for lists of earlier ones
            new.commit()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        _log.warning("nothing more could be read from %s: %s", kept, error)
    return saved


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> int:
    count = 0
    known = {row[1] for row in new.execute(f"PRAGMA table_info({table})")}
    with suppress(sqlite3.DatabaseError, UnicodeDecodeError):  # SQLite's own words may quote the damage
        for row in old.execute(f"SELECT * FROM {table}"):  # noqa: S608  our own words only
            columns = [column for column in row.keys() if column in known]  # noqa: SIM118  a row is no dict
            marks = ",".join("?" * len(columns))
            with suppress(sqlite3.Error):
                new.execute(
                    f"INSERT INTO {table}({','.join(columns)}) VALUES({marks})",
                    [row[column] for column in columns],
                )
                count += 1
    return count
