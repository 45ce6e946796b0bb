"""The shape of the database, one step a version. A step that was ever released is never changed, only followed."""

from __future__ import annotations

import sqlite3
from typing import Final

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import text


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
    """
    ALTER TABLE songs ADD COLUMN kind TEXT NOT NULL DEFAULT 'file';
    UPDATE songs SET kind='stems' WHERE codec='stems';
    ALTER TABLE jobs ADD COLUMN model_label TEXT;
    """,
    """
    ALTER TABLE songs ADD COLUMN name TEXT NOT NULL DEFAULT '';
    ALTER TABLE songs ADD COLUMN removed REAL;
    ALTER TABLE results ADD COLUMN name TEXT NOT NULL DEFAULT '';
    ALTER TABLE results ADD COLUMN removed REAL;
    """,
)


def migrate(database: sqlite3.Connection) -> None:
    """Brings the database to the newest version, each step whole or not at all.

    Raises NewerStore for a database that a newer StemDesk has written; it is not touched.
    """
    while _step(database):
        pass


def _step(database: sqlite3.Connection) -> bool:
    """One version further; False at the newest. What is to be done is read inside: another process may be at it, too."""
    if _version(database) == len(STEPS):
        return False
    database.execute("BEGIN IMMEDIATE")
    try:
        version = _version(database)
        if version > len(STEPS):
            raise NewerStore(
                ErrorKind.DISK,
                text(
                    "The list of songs and jobs was written by a newer StemDesk. Update this one; nothing was changed."
                ),
            )
        for statement in STEPS[version].split(";") if version < len(STEPS) else ():
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {min(version + 1, len(STEPS))}")
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:  # a full disk may have ended it already
            database.execute("ROLLBACK")
        raise
    return True


def _version(database: sqlite3.Connection) -> int:
    version = int(database.execute("PRAGMA user_version").fetchone()[0])
    if version < 0:
        raise sqlite3.DatabaseError(version)
    return version
