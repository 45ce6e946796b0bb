"""The shape of the database, one step a version. A step that was ever released is never changed, only followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text

if TYPE_CHECKING:
    import sqlite3


class NewerStore(StemDeskError):
    """Written by a newer StemDesk."""


STEPS: Final = (
    """
    CREATE TABLE songs (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        frames INTEGER NOT NULL,
        rate INTEGER NOT NULL,
        channels INTEGER NOT NULL,
        codec TEXT NOT NULL,
        added REAL NOT NULL
    );
    CREATE TABLE jobs (
        id TEXT PRIMARY KEY,
        song_id INTEGER REFERENCES songs(id) ON DELETE SET NULL,
        source TEXT NOT NULL,
        provider TEXT NOT NULL,
        model TEXT NOT NULL,
        model_name TEXT NOT NULL,
        options TEXT NOT NULL,
        format TEXT NOT NULL,
        output TEXT NOT NULL,
        state TEXT NOT NULL,
        fraction REAL,
        detail TEXT,
        ticket TEXT,
        delivery TEXT,
        error_kind TEXT,
        error TEXT,
        cancel_wanted INTEGER NOT NULL DEFAULT 0,
        created REAL NOT NULL,
        started REAL,
        finished REAL
    );
    CREATE INDEX jobs_by_state ON jobs(state);
    CREATE INDEX jobs_by_age ON jobs(created);
    CREATE TABLE results (
        id INTEGER PRIMARY KEY,
        song_id INTEGER REFERENCES songs(id) ON DELETE CASCADE,
        job_id TEXT UNIQUE REFERENCES jobs(id) ON DELETE SET NULL,
        folder TEXT NOT NULL UNIQUE,
        label TEXT NOT NULL,
        stems TEXT NOT NULL,
        documents TEXT NOT NULL,
        created REAL NOT NULL
    );
    CREATE INDEX results_by_song ON results(song_id);
    """,
    """
    ALTER TABLE jobs ADD COLUMN reference TEXT NOT NULL DEFAULT '';
    ALTER TABLE jobs ADD COLUMN label TEXT NOT NULL DEFAULT '';
    """,
    """
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    """,
    """
    CREATE TABLE mixes (folder TEXT PRIMARY KEY, settings TEXT NOT NULL);
    """,
    """
    ALTER TABLE jobs ADD COLUMN song TEXT;
    ALTER TABLE jobs ADD COLUMN result_check TEXT NOT NULL DEFAULT '';
    """,
)


def migrate(database: sqlite3.Connection) -> None:
    """Brings the database to the newest version, each step whole or not at all.

    Raises NewerStore for a database that a newer StemDesk has written; it is not touched.
    """
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > len(STEPS):
        raise NewerStore(
            ErrorKind.DISK,
            text("The list of songs and jobs was written by a newer StemDesk. Update this one; nothing was changed."),
        )
    for number, step in enumerate(STEPS[version:], version + 1):
        database.executescript(f"BEGIN IMMEDIATE; {step} PRAGMA user_version = {number}; COMMIT;")
