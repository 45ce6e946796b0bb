"""Songs, jobs and results in one SQLite file (WAL), shared safely by a window and a command running at the same time.

Used from the engine's thread only. Every method is one short transaction.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import time
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from stemdesk.core.errors import StemDeskError
from stemdesk.core.jobs import Job, JobError, JobState, Progress, ResultCheck, Results
from stemdesk.core.lenient_json import as_mapping, parsed
from stemdesk.core.text import NOTHING, Text
from stemdesk.jobs.database import Database, StoreTrouble, cannot_open, keeping_all, readable
from stemdesk.jobs.migrations import NewerStore, migrate
from stemdesk.jobs.path_relocation import follow_home
from stemdesk.jobs.rows import (
    RESULT_COLUMNS,
    SONG_COLUMNS,
    JobRow,
    Song,
    StoredResult,
    job_of,
    moment,
    path_of,
    result_of,
    song_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from stemdesk.core.song_files import SongFile, SourceSong

_log = logging.getLogger(__name__)

__all__ = ["BrokenStore", "JobRow", "NewerStore", "Song", "Store", "StoreTrouble", "StoredResult"]


_COLUMNS: Final = ", ".join(
    f"{'results' if name in ('folder', 'stems', 'documents') else 'jobs'}.{name}" for name in JobRow._fields
)
#: Of the columns of a job that are not in a JobRow, none keeps it from being read.
_READABLE: Final = (
    "(ticket IS NULL OR json_valid(ticket)) AND (model_label IS NULL OR json_valid(model_label)) "
    "AND typeof(started) <> 'text' AND typeof(finished) <> 'text'"
)


class BrokenStore(StemDeskError):
    """The file is there but is no database, or a damaged one."""


class Store:
    """Raises StemDeskError(DISK) from the constructor when the file cannot be opened: `BrokenStore` for a damaged one,
    `NewerStore` for one that is newer than we are; and StoreTrouble from every method when the disk refuses (full, gone,
    held by others).
    """

    def __init__(self, path: Path, home: Path | None = None) -> None:
        """`home` is the folder that all places are in, if they are in one: it may have been moved."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=15, isolation_level=None, check_same_thread=False)
        except (sqlite3.Error, OSError) as error:
            raise cannot_open(path, error) from error
        try:
            connection.row_factory = sqlite3.Row
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")  # damage must not hide all other rows
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            (health,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if health != "ok":
                raise sqlite3.DatabaseError(health)
            migrate(connection)
            if home is not None:
                follow_home(connection, home)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            connection.close()
            if isinstance(error, sqlite3.OperationalError):  # locked, read-only, no space: not the file's fault
                raise cannot_open(path, error) from error
            found = cannot_open(path, error)
            raise BrokenStore(found.kind, found.message) from error
        except StemDeskError:
            connection.close()
            raise
        self._db = Database(connection, path)

    def close(self) -> None:
        self._db.close()

    # --- songs ---------------------------------------------------------------------------------------------------

    def add_song(self, song_file: SongFile, *, comes_back: bool = True) -> int:
        """The song's id; a path that is known already keeps its id and gets the new measurements. One that was removed
        stands on top of the list again, with its results; `comes_back`: unless it is to stay removed."""
        back = (
            ", added=CASE WHEN removed IS NULL THEN added ELSE excluded.added END, removed=NULL" if comes_back else ""
        )
        row = self._db.execute(
            "INSERT INTO songs(path, title, frames, rate, channels, codec, kind, added) VALUES(?,?,?,?,?,?,?,?) "
            "ON CONFLICT(path) DO UPDATE SET frames=excluded.frames, rate=excluded.rate, channels=excluded.channels, "
            f"codec=excluded.codec, kind=excluded.kind{back} RETURNING id",
            (
                _stored(song_file.path),
                _stored(song_file.title),
                song_file.frames,
                song_file.rate,
                song_file.channels,
                song_file.codec,
                song_file.kind.value,
                time.time(),
            ),
        ).fetchone()
        return int(row["id"])

    def song_id(self, path: Path) -> int | None:
        row = self._db.execute("SELECT id FROM songs WHERE path=?", (_stored(path),)).fetchone()
        return None if row is None else int(row["id"])

    def songs_called(self, title: str) -> list[tuple[int, Path]]:
        """The songs with a file of this name, removed ones too: (id, path)."""
        rows = self._db.execute("SELECT id, path FROM songs WHERE title=?", (_stored(title),))
        return [(int(row["id"]), path_of(row["path"])) for row in rows]

    def remove_song(self, song_id: int) -> None:
        """From the list only: no file of the user's is touched, and its results are found again with it."""
        self._db.execute("UPDATE songs SET removed=? WHERE id=?", (time.time(), song_id))

    def restore_song(self, song_id: int) -> None:
        """Back to where it was in the list."""
        self._db.execute("UPDATE songs SET removed=NULL WHERE id=?", (song_id,))

    def name_song(self, song_id: int, name: str) -> None:
        self._db.execute("UPDATE songs SET name=? WHERE id=?", (name, song_id))

    def remove_result(self, result_id: int) -> None:
        self._db.execute("UPDATE results SET removed=? WHERE id=?", (time.time(), result_id))

    def restore_result(self, result_id: int) -> None:
        self._db.execute("UPDATE results SET removed=NULL WHERE id=?", (result_id,))

    def name_result(self, result_id: int, name: str) -> None:
        self._db.execute("UPDATE results SET name=? WHERE id=?", (name, result_id))

    def songs(self) -> list[Song]:
        """All songs, the newest first, with their results."""
        by_song: dict[int, list[StoredResult]] = {}
        with keeping_all():
            results = self._db.read(
                f"SELECT {RESULT_COLUMNS} FROM results WHERE removed IS NULL ORDER BY created DESC, id DESC"  # noqa: S608
            )
            for result in readable(results, result_of):
                by_song.setdefault(result.song_id, []).append(result)
            songs = self._db.read(
                f"SELECT {SONG_COLUMNS} FROM songs WHERE removed IS NULL ORDER BY added DESC, id DESC"  # noqa: S608
            )
            return readable(songs, lambda row: song_of(row, by_song))

    def has_songs(self) -> bool:
        return self._db.execute("SELECT 1 FROM songs WHERE removed IS NULL LIMIT 1").fetchone() is not None

    def mix(self, folder: Path) -> dict[str, Any]:
        """What was set on the stems in a folder when they were played last; empty if nothing was."""
        row = self._db.execute("SELECT settings FROM mixes WHERE folder=?", (_stored(folder),)).fetchone()
        return {} if row is None else as_mapping(parsed(row["settings"]))

    def keep_mix(self, folder: Path, settings: dict[str, Any]) -> None:
        self._db.execute(
            "INSERT INTO mixes(folder, settings) VALUES(?,?) ON CONFLICT(folder) DO UPDATE SET settings=excluded.settings",
            (_stored(folder), json.dumps(settings)),
        )

    # --- jobs ----------------------------------------------------------------------------------------------------

    def add_jobs(self, jobs: Iterable[Job]) -> None:
        """All of them or none."""
        with self._db.transaction():
            for job in jobs:
                self.add_job(job)

    def add_job(self, job: Job) -> None:
        spec = job.spec
        self._db.execute(
            "INSERT INTO jobs(id, song_id, source, provider, model, model_name, options, format, output, state, created, "
            "reference, label, model_label, ticket) "
            "VALUES(?,(SELECT id FROM songs WHERE id=?),?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (job.id, job.song_id, _stored(spec.source), spec.provider, spec.model, spec.model_name,
             json.dumps(dict(spec.options)), spec.format, _stored(spec.output), job.state.value, job.created,
             _stored(spec.reference), spec.label, json.dumps(spec.model_label.as_json()),
             None if job.ticket is None else json.dumps(dict(job.ticket))),
        )  # fmt: skip

    def job(self, job_id: str) -> Job | None:
        found = self._jobs("WHERE jobs.id=?", (job_id,))
        return found[0] if found else None

    def jobs(self, limit: int | None = None) -> list[Job]:
        """The newest first."""
        return self._jobs("ORDER BY jobs.created DESC, jobs.rowid DESC LIMIT ?", (-1 if limit is None else limit,))

    def tell_jobs(self, brief: Callable[[JobRow], str], whole: Callable[[Job], str]) -> list[str]:
        """What is to be said of each job, the newest first, where objects of thousands would take too long: by `brief` of
        its row, or by `whole` where that is not as we write it (`brief` may raise, too)."""
        found: list[str] = []
        with keeping_all():
            for *columns, is_readable, number in self._db.read(
                f"SELECT {_COLUMNS}, {_READABLE}, jobs.rowid FROM jobs "  # noqa: S608  our own words only
                "LEFT JOIN results ON results.job_id = jobs.id ORDER BY jobs.created DESC, jobs.rowid DESC"
            ):
                if is_readable:
                    with suppress(ValueError, TypeError, LookupError, OverflowError, RecursionError):
                        found.append(brief(JobRow._make(columns)))
                        continue
                found += [whole(job) for job in self._jobs("WHERE jobs.rowid=?", (number,))]
        return found

    def open_jobs(self) -> list[Job]:
        """All that are neither done nor cancelled, the newest first."""
        return self._jobs(
            "WHERE jobs.state NOT IN ('done', 'cancelled') ORDER BY jobs.created DESC, jobs.rowid DESC", ()
        )

    def done_since(self, when: float) -> dict[str, float]:
        """The jobs that were done after `when`, and when each was."""
        rows = self._db.execute("SELECT id, finished FROM jobs WHERE state='done' AND finished>?", (when,))
        return {row["id"]: moment(row["finished"]) for row in rows}

    def unfinished(self) -> list[Job]:
        """All jobs that somebody still has to work on, the oldest first."""
        states = [state.value for state in JobState if state.is_active]
        marks = ",".join("?" * len(states))
        return self._jobs(f"WHERE jobs.state IN ({marks}) ORDER BY jobs.created, jobs.rowid", states)

    def _jobs(self, where: str, values: Iterable[Any]) -> list[Job]:
        rows = self._db.read(
            "SELECT jobs.*, results.folder, results.stems, results.documents FROM jobs "  # noqa: S608  our own words only
            "LEFT JOIN results ON results.job_id = jobs.id " + where,
            tuple(values),
        )
        return readable(rows, job_of)

    def write_progress(self, job_id: str, progress: Progress) -> None:
        """For people only: where it cannot be written down (a full disk), the job goes on all the same."""
        try:
            self._db.execute(
                "UPDATE jobs SET state=?, fraction=?, detail=?, started=coalesce(started, ?) WHERE id=?",
                (progress.state.value, progress.fraction, json.dumps(progress.detail.as_json()), time.time(), job_id),
            )
        except StoreTrouble as error:
            _log.warning("job %s: its progress is not written down: %s", job_id, error)

    def write_ticket(self, job_id: str, ticket: dict[str, Any] | None) -> None:
        self._db.execute(
            "UPDATE jobs SET ticket=? WHERE id=?", (None if ticket is None else json.dumps(ticket), job_id)
        )

    def other_tickets(self, job_id: str, provider: str) -> list[dict[str, Any]]:
        """The tickets of all other jobs of a provider, whatever became of them."""
        rows = self._db.execute(
            "SELECT ticket FROM jobs WHERE provider=? AND id<>? AND ticket IS NOT NULL", (provider, job_id)
        )
        return [as_mapping(parsed(row["ticket"])) for row in rows]

    def write_source(self, job_id: str, song: SourceSong) -> None:
        """What the job has read of its song."""
        self._db.execute("UPDATE jobs SET song=? WHERE id=?", (json.dumps(asdict(song)), job_id))

    def write_result_check(self, job_id: str, check: ResultCheck) -> None:
        self._db.execute("UPDATE jobs SET result_check=? WHERE id=?", (check.value, job_id))

    def write_delivery(self, job_id: str, folder: Path) -> None:
        self._db.execute("UPDATE jobs SET delivery=? WHERE id=?", (_stored(folder), job_id))

    def settle(self, job_id: str, state: JobState, error: JobError | None, detail: Text = NOTHING) -> None:
        """The job's end: failed, cancelled or attention. Done is `deliver`."""
        self._db.execute(
            "UPDATE jobs SET state=?, fraction=NULL, detail=?, error_kind=?, error=?, finished=? WHERE id=?",
            (state.value, json.dumps(detail.as_json()), error and error.kind.value,
             error and json.dumps(error.message.as_json()), time.time(), job_id),
        )  # fmt: skip

    def attach_song(self, job_id: str, song_id: int) -> None:
        self._db.execute("UPDATE jobs SET song_id=? WHERE id=?", (song_id, job_id))

    def write_model(self, job_id: str, model: str, label: Text) -> None:
        """Another model has done it than was asked for."""
        self._db.execute(
            "UPDATE jobs SET model=?, model_name=?, model_label=? WHERE id=?",
            (model, str(label), json.dumps(label.as_json()), job_id),
        )

    def deliver(self, job_id: str, label: Text, results: Results) -> None:
        """The job is done and its result is in the library, both or neither."""
        note = json.dumps(results.note.as_json()) if results.note != NOTHING else None
        with self._db.transaction():
            (song_id,) = self._db.execute("SELECT song_id FROM jobs WHERE id=?", (job_id,)).fetchone()
            self._insert_result(song_id, job_id, label, results)
            self._db.execute(
                "UPDATE jobs SET state='done', fraction=1, detail=?, error_kind=NULL, error=NULL, finished=? WHERE id=?",
                (note, time.time(), job_id),
            )

    def add_result(self, song_id: int, label: Text, results: Results) -> None:
        """A folder of stems that no job of ours has made, or not in this library."""
        self._insert_result(song_id, None, label, results)

    def _insert_result(self, song_id: int | None, job_id: str | None, label: Text, results: Results) -> None:
        stems = json.dumps([[stem.stem, str(stem.path)] for stem in results.stems])
        documents = json.dumps([str(document) for document in results.documents])
        self._db.execute(
            "INSERT INTO results(song_id, job_id, folder, label, stems, documents, created) VALUES(?,?,?,?,?,?,?) "
            "ON CONFLICT(folder) DO UPDATE SET song_id=excluded.song_id, label=excluded.label, stems=excluded.stems, "
            "documents=excluded.documents, job_id=coalesce(excluded.job_id, job_id), removed=NULL",
            (song_id, job_id, _stored(results.folder), json.dumps(label.as_json()), stems, documents, time.time()),
        )

    def change_output(self, job_id: str, output: Path) -> None:
        self._db.execute("UPDATE jobs SET output=? WHERE id=?", (_stored(output), job_id))

    def requeue(self, job_id: str) -> None:
        """Back to the start of the queue, as if just added, keeping its ticket for the provider to judge."""
        self._db.execute(
            "UPDATE jobs SET state='queued', fraction=NULL, detail=NULL, error_kind=NULL, error=NULL, started=NULL, "
            "finished=NULL, cancel_wanted=0 WHERE id=?",
            (job_id,),
        )

    def want_cancel(self, job_id: str) -> None:
        """Asks whichever process runs the job to stop it."""
        self._db.execute("UPDATE jobs SET cancel_wanted=1 WHERE id=?", (job_id,))

    def cancels_wanted(self) -> set[str]:
        return {row["id"] for row in self._db.execute("SELECT id FROM jobs WHERE cancel_wanted=1 AND finished IS NULL")}

    def remove_job(self, job_id: str) -> None:
        """From the list of jobs; its stems stay in the library."""
        self._db.execute("DELETE FROM jobs WHERE id=?", (job_id,))


def _stored(path: Path | str) -> str | bytes:
    """A path as text, or as bytes where its name is in no known encoding."""
    name = str(path)
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name)
    return name
