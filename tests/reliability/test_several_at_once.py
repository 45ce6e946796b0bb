"""Windows and commands at the same time on one home, one song, one output folder: every job once, nothing in the way."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from stemdesk.core.app_paths import app_paths
from stemdesk.core.jobs import Job, JobSpec, JobState, Progress, new_job_id
from stemdesk.jobs.store_recovery import open_store
from tests.sounds import make_song

#: What a window does when it opens: it goes on with everything that nobody has in hand, and waits for the end.
WINDOW = """
import sys
from stemdesk.app import build
desk = build()
print("ready", flush=True)
sys.stdin.readline()
started = desk.thread.call(desk.engine.resume()).result()
ended = desk.thread.call(desk.engine.finished([job.id for job in started])).result()
print(*(job.id for job in ended), flush=True)
desk.close()
"""


class Window:
    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", WINDOW],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout
        assert self._process.stdout.readline() == "ready\n"

    def goes(self) -> None:
        assert self._process.stdin
        self._process.stdin.write("go\n")
        self._process.stdin.flush()

    def ended(self) -> list[str]:
        """The jobs that it has brought to their end."""
        said, trouble = self._process.communicate(timeout=240)
        assert (self._process.returncode, trouble) == (0, "")
        return said.split()


def command(*arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "stemdesk", *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip


def end_of(process: subprocess.Popen[str]) -> str:
    said, trouble = process.communicate(timeout=240)
    assert process.returncode == 0, trouble
    assert "Traceback" not in trouble
    return said


def queue(song: Path, out: Path, count: int) -> list[str]:
    """Jobs that were added before all programs were closed."""
    store, _ = open_store(app_paths().database, app_paths().home)
    spec = JobSpec(
        str(song), "local", "preview-vocals", "wav16", out, {"prefer": "balanced"}, "Vocals + instrumental (quick)"
    )
    jobs = [Job(new_job_id(), spec, Progress(JobState.QUEUED), time.time()) for _ in range(count)]
    for job in jobs:
        store.add_job(job)
    store.close()
    return [job.id for job in jobs]


def check(out: Path, count: int) -> list[str]:
    """All jobs are done, each once and whole, and nothing but their results is left. The answer: their ids."""
    names = ["a song"] + [f"a song {number}" for number in range(2, count + 1)]
    assert sorted(path.name for path in out.iterdir()) == sorted(names)
    sounds: dict[str, Counter[bytes]] = {}
    jobs = []
    for name in names:
        files = {path.name: path.read_bytes() for path in (out / name).iterdir()}
        jobs.append(json.loads(files.pop("stemdesk.json"))["job"])
        assert sorted(files) == ["a song (instrumental).wav", "a song (vocals).wav"]
        for file, content in files.items():
            sounds.setdefault(file, Counter())[content] += 1
    assert all(list(contents.values()) == [count] for contents in sounds.values())
    assert len(set(jobs)) == count
    assert list(app_paths().locks.glob("*")) == []
    with closing(sqlite3.connect(app_paths().database)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*), count(DISTINCT job_id) FROM results").fetchone() == (count, count)
    (listed,) = map(json.loads, end_of(command("jobs", "--json")).splitlines())
    assert {job["job"]: job["state"] for job in listed} == dict.fromkeys(jobs, "done")
    return jobs


def test_ten_commands_split_one_song_into_one_folder_on_a_fresh_home(song: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    started = [
        command("separate", song, "--model", "preview-vocals", "--format", "wav16", "--output", out, "--json")
        for _ in range(10)
    ]
    ends = [json.loads(end_of(process).splitlines()[-1]) for process in started]
    assert [end["event"] for end in ends] == ["done"] * 10
    assert sorted(end["job"] for end in ends) == sorted(check(out, 10))


def test_two_windows_share_a_queue_and_no_job_is_done_twice(song: Path, tmp_path: Path) -> None:
    queued = queue(song, tmp_path / "out", 6)
    windows = [Window(), Window()]
    for window in windows:
        window.goes()
    done = [job for window in windows for job in window.ended()]
    assert sorted(done) == sorted(queued)
    assert sorted(check(tmp_path / "out", 6)) == sorted(queued)


def test_a_window_and_commands_work_on_one_home_without_a_collision(song: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    queued = queue(song, out, 3)
    window = Window()
    resuming = [command("resume", "--json") for _ in range(3)]
    window.goes()
    adding = [
        command("separate", song, "--model", "preview-vocals", "--format", "wav16", "--output", out, "--json")
        for _ in range(2)
    ]
    looking = [command("jobs", "--json") for _ in range(3)]
    for process in (*resuming, *adding, *looking):
        end_of(process)
    window.ended()
    end_of(command("resume"))
    assert set(queued) < set(check(out, 5))


def test_a_cancel_from_elsewhere_takes_one_of_several_and_leaves_the_others(tmp_path: Path) -> None:
    song = make_song(tmp_path / "songs" / "a song.wav", 30.0)
    out = tmp_path / "out"
    queued = queue(song, out, 4)
    windows = [Window(), Window()]
    for window in windows:
        window.goes()
    cancels = [command("cancel", queued[3]) for _ in range(2)]
    ends = [process.communicate(timeout=240) for process in cancels]
    assert sorted(process.returncode for process in cancels) in ([0, 0], [0, 2]), ends
    for window in windows:
        window.ended()
    store, _ = open_store(app_paths().database, app_paths().home)
    states = {job.id: job.state for job in store.jobs()}
    store.close()
    done = [id_ for id_, state in states.items() if state is JobState.DONE]
    assert set(queued[:3]) <= set(done)
    assert states[queued[3]] in (JobState.CANCELLED, JobState.DONE)  # a quick machine may be done before that
    names = ["a song", *(f"a song {number}" for number in range(2, len(done) + 1))]
    assert sorted(path.name for path in out.iterdir()) == names
    assert list(app_paths().locks.glob("*")) == []
