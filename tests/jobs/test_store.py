from __future__ import annotations

import copy
import gc
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.jobs import Job, JobError, JobSpec, JobState, Progress, Results, new_job_id
from stemdesk.core.song_files import SongFile, SongKind
from stemdesk.core.stems import StemFile
from stemdesk.core.text import text
from stemdesk.jobs.migrations import STEPS
from stemdesk.jobs.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "state" / "db.sqlite3")
    yield opened
    opened.close()


def job(state: JobState = JobState.QUEUED) -> Job:
    spec = JobSpec("/songs/ü.wav", "local", "band", "flac24", Path("/out"), {"prefer": "vocals"}, "4 stems (quick)")
    return Job(new_job_id(), spec, Progress(state), time.time())


def test_a_job_comes_back_as_it_was_written(store: Store) -> None:
    made = job()
    store.add_job(made)
    assert store.job(made.id) == made
    store.write_progress(made.id, Progress(JobState.PROCESSING, 0.25, text("part {n}", n=2)))
    store.write_ticket(made.id, {"hash": "x"})
    found = store.job(made.id)
    assert found is not None
    assert (found.progress.fraction, str(found.progress.detail), found.ticket) == (0.25, "part 2", {"hash": "x"})
    store.settle(made.id, JobState.FAILED, JobError(ErrorKind.QUOTA, text("no credits")))
    found = store.job(made.id)
    assert found is not None
    assert found.error == JobError(ErrorKind.QUOTA, text("no credits"))


def test_results_that_are_read_when_they_are_looked_at_are_those_that_were_written(
    store: Store, tmp_path: Path
) -> None:
    song = store.add_song(SongFile(tmp_path / "a.wav", 100, 44_100, 2, "wav"))
    folder = tmp_path / 'é "x" \\ 鼓'
    written = [
        Results(
            folder, (StemFile("vocals", folder / "\t.wav"), StemFile("é", folder / "b.wav")), (folder / "notes.mid",)
        ),
        Results(tmp_path / "none", (), ()),
        Results(tmp_path / "\udcff", (StemFile("vocals", tmp_path / "\udcff" / "v.wav"),), (Path("/a"), Path("/b"))),
    ]
    for each in written:
        store.add_result(song, text("M"), each)
    found, again = ([result.results for result in reversed(store.songs()[0].results)] for _ in range(2))
    assert found == again
    assert found == written
    assert written == again
    assert [copy.copy(each) for each in again] == [replace(each) for each in found] == written
    assert again[0] != written[1]


def test_songs_that_are_read_when_they_are_looked_at_are_those_that_were_written(store: Store, tmp_path: Path) -> None:
    written = [
        SongFile(tmp_path / "é 鼓.wav", 100, 44_100, 2, "wav"),
        SongFile(tmp_path / "stems", 7, 8_000, 1, "flac pcm_24", SongKind.STEMS),
        SongFile(tmp_path / "\udcff.mp3", 0, 192_000, 8, "mp3"),
    ]
    for each in written:
        store.add_song(each)
    found, again = ([song.song_file for song in reversed(store.songs())] for _ in range(2))
    assert [each.kind for each in found] == [each.kind for each in written]
    assert found == again
    assert found == written
    assert written == again
    assert [hash(each) for each in again] == [hash(each) for each in written]
    assert [copy.copy(each) for each in again] == [replace(each) for each in found] == written
    assert again[0] != written[1]
    assert written[0].as_folder(tmp_path) == again[0].as_folder(tmp_path)


@pytest.mark.parametrize(
    ("column", "wrong"),
    [("frames", -1), ("rate", 0), ("rate", "x"), ("channels", 0), ("kind", "nonsense"), ("path", 5)],
)
def test_a_song_that_cannot_be_read_is_left_out_before_anybody_looks_at_it(
    store: Store, tmp_path: Path, column: str, wrong: object
) -> None:
    for name in ("good", "bad"):
        store.add_song(SongFile(tmp_path / name, 100, 44_100, 2, "wav"))
    store._db.execute(f"UPDATE songs SET {column}=? WHERE path LIKE '%bad'", (wrong,))  # noqa: S608
    is_read = column == "path"  # a name of a file like any other, once SQLite has it
    assert [song.title for song in store.songs()] == (["5", "good"] if is_read else ["good"])


@pytest.mark.parametrize(
    ("column", "wrong"),
    [("stems", "{"), ("stems", "[[1, 2]]"), ("stems", '[["a"]]'), ("stems", '[["a", "b"], ]'), ("stems", '[["a", "\\x"]]'),
     ("stems", '[["a", "b"]] '), ("documents", "[5]"), ("documents", '["a" "b"]'), ("documents", '["a", ]'),
     ("documents", "")],
)  # fmt: skip
def test_a_result_that_cannot_be_read_is_left_out_before_anybody_looks_at_it(
    store: Store, tmp_path: Path, column: str, wrong: str
) -> None:
    song = store.add_song(SongFile(tmp_path / "a.wav", 100, 44_100, 2, "wav"))
    for name in ("good", "bad"):
        store.add_result(song, text(name), Results(tmp_path / name, (StemFile("vocals", tmp_path / "v.wav"),)))
    store._db.execute(f"UPDATE results SET {column}=? WHERE folder LIKE '%bad'", (wrong,))  # noqa: S608
    is_read = wrong.endswith(" ")
    assert [str(result.label) for result in store.songs()[0].results] == (["bad", "good"] if is_read else ["good"])


def test_results_belong_to_their_song_and_go_with_it(store: Store, tmp_path: Path) -> None:
    song = store.add_song(SongFile(tmp_path / "a.wav", 100, 44_100, 2, "wav"))
    made = job()
    store.add_job(made)
    store.attach_song(made.id, song)
    store.deliver(made.id, text("M"), Results(tmp_path / "out", (StemFile("vocals", tmp_path / "v.wav"),)))
    (found,) = store.songs()
    assert found.results[0].results.stems == (StemFile("vocals", tmp_path / "v.wav"),)
    done = store.job(made.id)
    assert done is not None
    assert done.state is JobState.DONE
    assert done.results == found.results[0].results
    store.remove_song(song)
    assert store.songs() == []
    again = store.job(made.id)
    assert again is not None
    assert again.results == done.results  # its job can be played all the same


def test_a_job_for_a_song_that_is_gone_meanwhile_is_no_riddle_of_the_database(store: Store, tmp_path: Path) -> None:
    store.add_jobs([replace(job(), song_id=4711)])
    assert [found.song_id for found in store.jobs()] == [None]


def test_a_removed_song_is_back_at_its_place_with_its_name(store: Store, tmp_path: Path) -> None:
    first, second = (store.add_song(SongFile(tmp_path / name, 100, 44_100, 2, "wav")) for name in ("a.wav", "b.wav"))
    store.name_song(first, "My song")
    store.remove_song(first)
    assert [song.id for song in store.songs()] == [second]
    store.restore_song(first)
    assert [(song.id, song.title) for song in store.songs()] == [(second, "b.wav"), (first, "My song")]


def test_a_song_that_is_dropped_again_is_the_same_song(store: Store, tmp_path: Path) -> None:
    first = store.add_song(SongFile(tmp_path / "a.wav", 100, 44_100, 2, "wav"))
    assert store.add_song(SongFile(tmp_path / "a.wav", 200, 48_000, 1, "wav")) == first
    assert store.songs()[0].song_file.frames == 200


def test_only_what_is_not_over_is_unfinished(store: Store) -> None:
    made = {state: job(state) for state in JobState}
    for one in made.values():
        store.add_job(one)
    assert {one.id for one in store.unfinished()} == {made[state].id for state in JobState if state.is_active}


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    Store(path).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    db.close()
    before = path.read_bytes()
    with pytest.raises(StemDeskError, match="newer StemDesk"):
        Store(path)
    assert path.read_bytes() == before


def test_a_broken_database_is_said_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "db.sqlite3"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(StemDeskError, match=r"db\.sqlite3"):
        Store(path)


def test_two_processes_may_write_at_the_same_time(tmp_path: Path) -> None:
    one, two = Store(tmp_path / "db"), Store(tmp_path / "db")
    for store in (one, two) * 20:
        store.add_job(job())
    assert len(one.jobs()) == len(two.jobs()) == 40
    one.close()
    two.close()


def test_opening_again_keeps_everything(tmp_path: Path) -> None:
    store = Store(tmp_path / "db")
    made = job()
    store.add_job(made)
    store.close()
    again = Store(tmp_path / "db")
    assert again.job(made.id) == made
    again.close()


def test_a_database_of_the_first_version_is_brought_up_with_its_jobs(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite3"
    old = sqlite3.connect(path)
    old.executescript(f"{STEPS[0]} PRAGMA user_version = 1;")
    old.execute(
        "INSERT INTO jobs(id, source, provider, model, model_name, options, format, output, state, created) "
        "VALUES('old', '/a.wav', 'local', 'band', 'Quick band', '{}', 'flac24', '/out', 'failed', 1.0)"
    )
    old.commit()
    old.close()
    new = Store(path)
    (found,) = new.jobs()
    new.close()
    assert (found.id, found.spec.title, found.spec.reference, found.spec.label) == ("old", "a.wav", "", "")


def test_a_folder_of_stems_of_an_earlier_version_is_still_one(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite3"
    old = sqlite3.connect(path)
    old.executescript(";".join((*STEPS[:5], "PRAGMA user_version = 5")))
    rows = (("/songs/a.wav", "wav pcm_16"), ("/stems/b", "stems"))
    old.executemany("INSERT INTO songs(path, title, frames, rate, channels, codec, added) "
                    "VALUES(?, 'x', 100, 44100, 2, ?, 1.0)", rows)  # fmt: skip
    old.commit()
    old.close()
    new = Store(path)
    found = {song.song_file.path: song.song_file.kind for song in new.songs()}
    new.close()
    assert found == {Path("/songs/a.wav"): SongKind.FILE, Path("/stems/b"): SongKind.STEMS}


def test_a_folder_of_stems_comes_back_as_one_whatever_its_stems_are_coded_in(store: Store, tmp_path: Path) -> None:
    for name, codec in (("a", "flac pcm_24"), ("b", "stems")):
        store.add_song(SongFile(tmp_path / f"{name}.wav", 100, 44_100, 2, codec).as_folder(tmp_path / name))
    store.add_song(SongFile(tmp_path / "c.xyz", 100, 44_100, 2, "stems"))
    assert {song.song_file.path.name: (song.song_file.kind, song.song_file.codec) for song in store.songs()} == {
        "a": (SongKind.STEMS, "flac pcm_24"), "b": (SongKind.STEMS, "stems"), "c.xyz": (SongKind.FILE, "stems"),
    }  # fmt: skip


def test_what_a_job_without_a_file_is_about_comes_back(store: Store, tmp_path: Path) -> None:
    spec = JobSpec("", "mvsep", "68", "wav16", tmp_path, {}, "Matchering", reference="/ref.wav", label="Hello there")
    store.add_job(Job("j", spec, Progress(JobState.QUEUED), 1.0, ticket={"hash": "h"}))
    found = store.job("j")
    assert found is not None
    assert found.spec == spec
    assert found.ticket == {"hash": "h"}


def test_ten_thousand_songs_are_read_without_looking_for_garbage_among_them(store: Store) -> None:
    """The list of a large library took half a second longer for it."""
    with store._db.transaction():
        for number in range(2_000):
            store.add_song(SongFile(Path(f"/songs/song {number}.wav"), 44_100, 44_100, 2, "wav pcm_16"))
            store.add_job(job(JobState.DONE))
    searched: list[int] = []

    def searching(phase: str, about: dict[str, int]) -> None:
        if phase == "start":
            searched.append(about["generation"])

    gc.callbacks.append(searching)
    try:
        songs, jobs = store.songs(), store.jobs()
    finally:
        gc.callbacks.remove(searching)
    assert (len(songs), len(jobs)) == (2_000, 2_000)
    assert len(searched) < 20
    assert gc.isenabled()
