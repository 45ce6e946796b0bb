"""A home without room: plain words, and everything that was there before is there afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stemdesk.audio.analysis.waveform_peaks import load_peaks
from stemdesk.core.app_paths import app_paths
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.jobs import Job, JobSpec, JobState, Progress, Results, new_job_id
from stemdesk.core.song_files import SongFile
from stemdesk.core.stems import StemFile
from stemdesk.core.text import text
from stemdesk.gui.base.settings import Settings
from stemdesk.jobs.store import Store
from stemdesk.jobs.store_recovery import open_store
from tests.sounds import make_song


@pytest.fixture
def small_home(home: Path) -> Iterator[Path]:
    """A home on a disk of two megabytes."""
    home.mkdir()
    mounted = None
    if sys.platform == "linux" and os.geteuid() == 0:
        command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(home)]
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    if not mounted:
        pytest.skip("a small disk cannot be mounted here")
    yield home
    subprocess.run(["umount", "-l", str(home)], check=True)


def fill(home: Path) -> Path:
    """Somebody's file takes all that is left."""
    filler = home / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
    return filler


def job() -> Job:
    spec = JobSpec("/songs/a.wav", "local", "vocals", "flac24", Path("/out"), {"prefer": "x" * 30_000}, "Vocals")
    return Job(new_job_id(), spec, Progress(JobState.QUEUED), time.time(), ticket={"begun": True})


def stemdesk(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "stemdesk", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, stdin=subprocess.DEVNULL)


def test_a_full_disk_is_said_by_every_way_of_writing_and_takes_nothing_along(small_home: Path) -> None:
    store, _ = open_store(app_paths().database, small_home)
    kept = job()
    store.add_job(kept)
    song = store.add_song(SongFile(Path("/songs/a.wav"), 1, 1, 1, "wav"))
    filler = fill(small_home)
    large = Results(Path("/out"), tuple(StemFile(f"stem {n}", Path("/out" * 900)) for n in range(10)))
    ways = [
        lambda: store.add_job(job()), lambda: store.write_ticket(kept.id, {"hash": "x" * 60_000}),
        lambda: store.deliver(kept.id, text("V"), large), lambda: store.add_result(song, text("V"), large),
        lambda: store.keep_mix(Path("/out"), {"mutes": "x" * 60_000}),
        lambda: store.change_output(kept.id, Path("/x" * 9000)),
    ]  # fmt: skip
    for way in ways:
        with pytest.raises(StemDeskError, match="is full") as caught:
            way()
        assert caught.value.kind is ErrorKind.DISK
        assert str(app_paths().database) in str(caught.value)
    filler.unlink()
    assert store.jobs() == [kept]
    store.deliver(kept.id, text("V"), large)
    store.close()
    store, notice = open_store(app_paths().database, small_home)
    assert str(notice) == ""
    assert store.jobs()[0].state is JobState.DONE
    store.close()


def test_commands_in_a_full_home_say_so_and_print_no_traceback(small_home: Path, tmp_path: Path) -> None:
    song = make_song(tmp_path / "song.wav", 0.2)
    store, _ = open_store(app_paths().database, small_home)
    kept = job()
    store.add_job(kept)
    filler = fill(small_home)
    for arguments in (
        ["separate", song, "--model", "preview-band", "--output", tmp_path / "out"],
        ["jobs", "--json"],
        ["cancel", kept.id],
    ):
        result = stemdesk(*arguments)
        if arguments[0] != "jobs":  # whether SQLite can read without room depends on what others have open
            assert result.returncode == 1, result.stderr
            assert "is full" in result.stderr or "No space left" in result.stderr
        assert "Traceback" not in result.stderr
        assert "Logging error" not in result.stderr
    store.close()
    filler.unlink()
    listed = stemdesk("jobs", "--json")
    assert listed.returncode == 0
    assert kept.id in listed.stdout


def test_a_song_is_split_although_its_progress_finds_no_room(small_home: Path) -> None:
    store, _ = open_store(app_paths().database, small_home)
    kept = job()
    store.add_job(kept)
    filler = fill(small_home)
    for step in range(200):
        store.write_progress(kept.id, Progress(JobState.PROCESSING, step / 200, text("x" * 500)))
    filler.unlink()
    store.write_progress(kept.id, Progress(JobState.PROCESSING, 0.9))
    assert store.jobs()[0].progress.fraction == 0.9
    store.close()


def test_a_fresh_home_without_room_says_so(small_home: Path, tmp_path: Path) -> None:
    song = make_song(tmp_path / "song.wav", 0.2)
    filler = fill(small_home)
    result = stemdesk("separate", song, "--model", "preview-band", "--output", tmp_path / "out")
    assert result.returncode == 1
    assert "full" in result.stderr or "No space left" in result.stderr
    assert "Traceback" not in result.stderr
    filler.unlink()
    assert stemdesk("separate", song, "--output", tmp_path / "out", "--model", "preview-vocals").returncode == 0


def test_waveforms_are_drawn_without_room_for_the_cache_and_nothing_is_left_there(
    small_home: Path, tmp_path: Path
) -> None:
    song = make_song(tmp_path / "song.wav", 120.0)
    (app_paths().cache / "peaks").mkdir(parents=True)
    filler = fill(small_home)
    peaks = load_peaks(song, app_paths().cache)
    assert peaks is not None
    assert list((app_paths().cache / "peaks").iterdir()) == []
    filler.unlink()
    assert load_peaks(song, app_paths().cache) is not None
    assert len(list((app_paths().cache / "peaks").iterdir())) == 1


def test_settings_that_find_no_room_leave_the_old_ones_whole(small_home: Path) -> None:
    settings = Settings(app_paths())
    settings.remember("provider", "mvsep")
    settings.set_favourite("mvsep", "40", wanted=True)
    settings._file.sync()
    filler = fill(small_home)
    before = {path: path.read_bytes() for path in app_paths().config.rglob("*") if path.is_file()}
    full = Settings(app_paths())
    full.remember("provider", "local" * 5000)
    full._file.sync()
    assert full.choice("provider") == "local" * 5000
    assert {path: path.read_bytes() for path in app_paths().config.rglob("*") if path.is_file()} == before
    filler.unlink()
    full._file.sync()
    assert b"locallocal" in b"".join(path.read_bytes() for path in before)


def test_a_list_that_another_program_holds_is_said(tmp_path: Path) -> None:
    store = Store(tmp_path / "db")
    other = Store(tmp_path / "db")
    other._db.execute("BEGIN IMMEDIATE")
    store._db.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(StemDeskError, match="Another program") as caught:
        store.add_job(job())
    assert caught.value.kind is ErrorKind.DISK
    other._db.execute("ROLLBACK")
    store.add_job(job())
    for opened in (store, other):
        opened.close()


def test_a_row_that_is_nonsense_hides_no_other(tmp_path: Path) -> None:
    store = Store(tmp_path / "db")
    good, bad, worse = job(), job(), job()
    for one in (good, bad, worse):
        store.add_job(one)
    store._db.execute("UPDATE jobs SET state='nonsense' WHERE id=?", (bad.id,))
    store._db.execute("UPDATE jobs SET ticket='[' , created=1e300, detail=CAST(x'ff' AS TEXT) WHERE id=?", (worse.id,))
    odd = job()
    store.add_job(odd)
    store._db.execute("UPDATE jobs SET options='3.5', fraction='x' WHERE id=?", (odd.id,))
    store.add_song(SongFile(Path("/a.wav"), 1, 1, 1, "wav"))
    store.add_song(SongFile(Path("/b.wav"), 1, 1, 1, "wav"))
    store._db.execute("UPDATE songs SET rate=0 WHERE path='/a.wav'")
    assert [(found.id, dict(found.spec.options)) for found in store.jobs()] == [
        (odd.id, {}),
        (good.id, good.spec.options),
    ]
    assert [song.song_file.path for song in store.songs()] == [Path("/b.wav")]
    store.close()
