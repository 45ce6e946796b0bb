"""Whatever state the list of songs and jobs is in, the program starts, says so, and loses nothing that could be read."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from stemdesk.core.errors import StemDeskError
from stemdesk.core.jobs import Job, JobSpec, JobState, Progress, Results, new_job_id
from stemdesk.core.song_files import SongFile, SongKind
from stemdesk.core.stems import StemFile
from stemdesk.core.text import text
from stemdesk.jobs.migrations import STEPS, migrate
from stemdesk.jobs.path_relocation import follow_home
from stemdesk.jobs.store import Store
from stemdesk.jobs.store_recovery import open_store


def fill(path: Path, count: int) -> list[str]:
    store = Store(path)
    ids = []
    for number in range(count):
        song = store.add_song(SongFile(Path(f"/songs/{number}.wav"), 1, 1, 1, "wav"))
        spec = JobSpec(f"/songs/{number}.wav", "mvsep", "40", "flac24", Path("/out"), {"add_opt1": "x" * 200}, "Model")
        job = Job(
            new_job_id(), spec, Progress(JobState.FAILED), time.time(), song_id=song, ticket={"hash": str(number)}
        )
        store.add_job(job)
        ids.append(job.id)
    store.close()
    return ids


def test_a_healthy_list_is_opened_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    ids = fill(path, 3)
    store, notice = open_store(path)
    assert {job.id for job in store.jobs()} == set(ids)
    assert str(notice) == ""
    store.close()


def test_what_is_no_database_at_all_is_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    path.write_bytes(b"not a database" * 100)
    store, notice = open_store(path)
    assert store.jobs() == []
    store.close()
    (kept,) = tmp_path.glob("*.damaged-*")
    assert kept.read_bytes() == b"not a database" * 100
    assert str(kept) in str(notice)


def test_jobs_outside_the_damage_are_saved_with_their_tickets(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    ids = fill(path, 400)
    raw = bytearray(path.read_bytes())
    middle = len(raw) * 3 // 4 // 4096 * 4096
    raw[middle : middle + 8192] = os.urandom(8192)
    path.write_bytes(raw)
    store, notice = open_store(path)
    saved = store.jobs()
    store.close()
    assert "damaged" in str(notice)
    assert 50 < len(saved) < 400
    assert {job.id for job in saved} <= set(ids)
    assert all(job.ticket and job.ticket["hash"] for job in saved)


def test_a_newer_list_is_left_alone_and_the_old_program_starts_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    fill(path, 2)
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    db.close()
    before = path.read_bytes()
    store, notice = open_store(path)
    assert store.jobs() == []
    store.close()
    assert "newer StemDesk" in str(notice)
    assert path.read_bytes() == before
    fill(tmp_path / f"db-v{len(STEPS)}.sqlite3", 1)
    again, _ = open_store(path)
    assert len(again.jobs()) == 1
    again.close()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to_is_an_error_not_a_damage(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(StemDeskError):
        open_store(folder / "db.sqlite3")


def test_a_folder_in_the_way_is_an_error_not_a_damage(tmp_path: Path) -> None:
    (tmp_path / "db.sqlite3").mkdir()
    with pytest.raises(StemDeskError, match="cannot be opened"):
        open_store(tmp_path / "db.sqlite3")


def test_ten_thousand_jobs_are_listed_and_gone_on_with_by_index_not_by_reading_all(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    Store(path).close()
    with sqlite3.connect(path) as db:
        db.executemany(
            "INSERT INTO jobs(id, source, provider, model, model_name, options, format, output, state, created) "
            "VALUES(?, '/a.wav', 'mvsep', '40', 'M', '{}', 'flac24', '/out', ?, ?)",
            [(f"j{n}", "queued" if n % 1000 == 0 else "done", float(n)) for n in range(10_000)],
        )
    db.close()
    store, _ = open_store(path)
    assert store.jobs(60)[0].id == "j9999"
    assert len(store.unfinished()) == 10
    store.close()
    with sqlite3.connect(path) as db:
        for query in ("SELECT * FROM jobs WHERE state IN ('queued') ORDER BY created",
                      "SELECT * FROM jobs ORDER BY created DESC LIMIT 60"):  # fmt: skip
            plan = " ".join(str(row) for row in db.execute(f"EXPLAIN QUERY PLAN {query}"))
            assert "USING INDEX" in plan, plan
    db.close()


def test_a_home_that_was_carried_elsewhere_finds_its_stems_and_goes_on_with_its_jobs(tmp_path: Path) -> None:
    before, now, outside = tmp_path / "stick", tmp_path / "other stick", Path("/music/a.wav")
    (before / "state").mkdir(parents=True)
    store, _ = open_store(before / "state" / "db.sqlite3", before)
    song = store.add_song(SongFile(outside, 1, 1, 1, "wav"))
    spec = JobSpec(str(before / "in.wav"), "local", "m", "wav16", before / "stems", {}, "M")
    store.add_job(Job("done", spec, Progress(JobState.DONE), 1.0, song_id=song))
    stems = (StemFile("vocals", before / "stems" / "a" / "a (vocals).wav"),)
    store.deliver("done", text("M"), Results(before / "stems" / "a", stems, (before / "stems" / "a" / "notes.txt",)))
    store.close()
    before.rename(now)
    moved, notice = open_store(now / "state" / "db.sqlite3", now)
    (job,) = moved.jobs()
    ((result,),) = [found.results for found in moved.songs()]
    assert moved.songs()[0].song_file.path == outside
    moved.close()
    assert str(notice) == ""
    assert (job.spec.source, job.spec.output) == (str(now / "in.wav"), now / "stems")
    assert result.results.folder == now / "stems" / "a"
    assert result.results.stems[0].path == now / "stems" / "a" / "a (vocals).wav"
    assert result.results.documents == (now / "stems" / "a" / "notes.txt",)


def test_a_list_whose_version_is_nonsense_is_damaged_and_saved(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    ids = fill(path, 3)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = -2147483648")
    store, notice = open_store(path)
    assert "was damaged" in str(notice)
    assert {job.id for job in store.jobs()} == set(ids)
    store.close()


def test_rows_with_letters_in_no_encoding_are_saved_from_a_damaged_list(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    ids = fill(path, 3)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE jobs SET model_name=CAST(x'b8ff' AS TEXT) WHERE id=?", (ids[1],))
        db.execute("PRAGMA user_version = -1")
    store, notice = open_store(path)
    assert "was damaged" in str(notice)
    assert {job.id for job in store.jobs()} == set(ids)
    store.close()


def test_a_carried_home_with_a_nonsense_row_is_opened_and_the_other_rows_follow(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    store, _ = open_store(path, tmp_path / "stick")
    song = store.add_song(SongFile(Path("/a.wav"), 1, 1, 1, "wav"))
    for name in ("bad", "good"):
        folder = tmp_path / "stick" / name
        store.add_result(song, text("M"), Results(folder, (StemFile("vocals", folder / "v.wav"),)))
    store.close()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE results SET stems='[1, [' WHERE folder LIKE '%bad'")
    moved, _ = open_store(path, tmp_path / "other stick")
    ((result,),) = [found.results for found in moved.songs()]
    moved.close()
    assert result.results.stems[0].path == tmp_path / "other stick" / "good" / "v.wav"


_AT_ONCE = """
import sys
from pathlib import Path
from stemdesk.jobs.store_recovery import open_store
print("ready", flush=True)
sys.stdin.readline()
store, notice = open_store(Path(sys.argv[1]), Path(sys.argv[1]).parent)
print(notice, len(store.jobs()), flush=True)
store.close()
"""


def opened_at_once(path: Path, count: int) -> list[str]:
    """What so many processes say that open the same list at the same moment."""
    processes = [
        subprocess.Popen([sys.executable, "-c", _AT_ONCE, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True, cwd=Path(__file__).parents[2])
        for _ in range(count)
    ]  # fmt: skip
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    return [process.communicate(timeout=60)[0].strip() for process in processes]


@pytest.mark.slow
def test_four_commands_at_once_on_a_fresh_home_make_one_list(tmp_path: Path) -> None:
    for attempt in range(4):
        path = tmp_path / str(attempt) / "db.sqlite3"
        assert opened_at_once(path, 6) == ["0"] * 6
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert db.execute("PRAGMA user_version").fetchone() == (len(STEPS),)


@pytest.mark.slow
def test_four_commands_at_once_on_a_damaged_list_save_it_once(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    path.write_bytes(b"not a database" * 100)
    said = opened_at_once(path, 4)
    (kept,) = tmp_path.glob("*.damaged-*")
    assert kept.read_bytes() == b"not a database" * 100
    assert sorted(len(words) > 1 for words in said) == [False, False, False, True], said


def test_two_processes_of_a_carried_home_move_its_paths_once(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "db.sqlite3", isolation_level=None)
    migrate(database)
    follow_home(database, tmp_path / "a")
    database.execute("INSERT INTO mixes VALUES(?, '{}')", (str(tmp_path / "a" / "song"),))
    other = sqlite3.connect(tmp_path / "db.sqlite3", isolation_level=None)

    class Late(sqlite3.Connection):
        """The other process is faster, at the moment when this one begins to write."""

        def execute(self, sql: str, *more: Any) -> sqlite3.Cursor:
            if sql.startswith("BEGIN"):
                follow_home(other, tmp_path / "a" / "b")
            return super().execute(sql, *more)

    late = sqlite3.connect(tmp_path / "db.sqlite3", isolation_level=None, factory=Late)
    follow_home(late, tmp_path / "a" / "b")
    assert database.execute("SELECT folder FROM mixes").fetchall() == [(str(tmp_path / "a" / "b" / "song"),)]
    for opened in (database, other, late):
        opened.close()


@pytest.mark.parametrize("histories", [(), ("Studio", "Other")])
def test_nobody_is_sent_to_a_history_that_no_service_keeps(tmp_path: Path, histories: tuple[str, ...]) -> None:
    path = tmp_path / "db.sqlite3"
    fill(path, 1)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = -1")
    store, notice = open_store(path, None, lambda: histories)
    store.close()
    assert "was damaged" in str(notice)
    assert ("history of Studio, Other" if histories else "Stems on disk are not touched.") in str(notice)
    assert ("history" in str(notice)) is bool(histories)


def test_a_folder_of_stems_that_is_saved_from_a_damaged_list_of_an_earlier_version_is_still_one(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(";".join((*STEPS[:5], "PRAGMA user_version = -1")))
        db.execute("INSERT INTO songs(path, title, frames, rate, channels, codec, added) "
                   "VALUES('/stems/b', 'b', 100, 44100, 2, 'stems', 1.0)")  # fmt: skip
        db.commit()
    store, notice = open_store(path)
    (song,) = store.songs()
    store.close()
    assert "was damaged" in str(notice)
    assert song.song_file.kind is SongKind.STEMS
