"""A portable home that was carried elsewhere: everything inside it is found again under its new place."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

#: Columns that hold a path.
_PATHS: Final = (("songs", "path"), ("jobs", "source"), ("jobs", "reference"), ("jobs", "output"), ("jobs", "delivery"),
                 ("results", "folder"), ("mixes", "folder"))  # fmt: skip


def follow_home(database: sqlite3.Connection, home: Path) -> None:
    """Notes where the home is; where it was noted elsewhere before, rewrites the paths inside it, all or none."""
    now = str(home)
    if _noted(database) == now:
        return
    database.execute("BEGIN IMMEDIATE")
    try:
        before = _noted(database)  # another process may have been faster
        if before is not None and before != now:
            _rewrite(database, before.rstrip(os.sep) + os.sep, now.rstrip(os.sep) + os.sep)
        database.execute("INSERT INTO facts(name, value) VALUES('home', ?) "
                         "ON CONFLICT(name) DO UPDATE SET value=excluded.value", (now,))  # fmt: skip
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def _noted(database: sqlite3.Connection) -> str | None:
    row = database.execute("SELECT value FROM facts WHERE name='home'").fetchone()
    return None if row is None else str(row[0])


def _rewrite(database: sqlite3.Connection, before: str, now: str) -> None:
    for table, column in _PATHS:
        database.execute(
            f"UPDATE OR IGNORE {table} SET {column} = ? || substr({column}, ?) "  # noqa: S608  our own words only
            f"WHERE typeof({column}) = 'text' AND substr({column}, 1, ?) = ?",
            (now, len(before) + 1, len(before), before),
        )
    for number, stems, documents in database.execute("SELECT id, stems, documents FROM results").fetchall():
        try:
            moved = [[stem, _moved(path, before, now)] for stem, path in json.loads(stems)]
            beside = [_moved(path, before, now) for path in json.loads(documents)]
        except (ValueError, TypeError, AttributeError, RecursionError):
            continue  # damaged, and left as it is
        database.execute(
            "UPDATE results SET stems=?, documents=? WHERE id=?", (json.dumps(moved), json.dumps(beside), number)
        )


def _moved(path: str, before: str, now: str) -> str:
    return now + path[len(before) :] if path.startswith(before) else path
