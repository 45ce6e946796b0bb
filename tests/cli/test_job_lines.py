"""`jobs --json` reads rows where it can and jobs where it must; nobody sees which."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from stemdesk.arguments import parser
from stemdesk.commands import job_lines, run
from stemdesk.core.app_paths import app_paths
from stemdesk.core.errors import ErrorKind
from stemdesk.core.jobs import Job, JobError, JobSpec, JobState, Progress, ResultCheck, Results
from stemdesk.core.stems import StemFile
from stemdesk.core.text import text, verbatim
from stemdesk.jobs.store import Store
from stemdesk.jobs.store_recovery import open_store

SOURCES = [
    "/songs/a song.flac", "/songs/été/鼓 \"live\".wav", "/songs//twice/../x/./y/", "/songs/.hidden/\\ \t\n\x7f.wav", "/", "",
    "https://example.org/a%20song.mp3?token=1", "relative/song.wav", "/songs/\udcff.wav", ".", "//server/share.wav",
]  # fmt: skip
FOLDERS = ["/stems/a song", "/stems/été", "/stems//b/", "/stems/\"c\"", "/stems/\\d", "/stems/..", "/stems/.e"]  # fmt: skip


def spec(source: str) -> JobSpec:
    return JobSpec(source, "local", "band", "flac24", Path("/out"), {"prefer": "vocals", "é": '"x"'}, "4 stems é")


def fill(store: Store) -> None:
    """Jobs of every state, with whatever may stand in one."""
    for number, source in enumerate(SOURCES):
        store.add_job(Job(f"s{number}", spec(source), Progress(JobState.QUEUED), 1000.25 * number))
    store.add_job(Job("label", replace(spec(""), label="a name", options={}), Progress(JobState.QUEUED), 1.0))
    store.add_job(Job("ticket", spec("/a.wav"), Progress(JobState.QUEUED), 2.0, ticket={"hash": "ü", "n": [1, None]}))
    for number, state in enumerate(JobState):
        job = Job(f"state{number}", spec("/a.wav"), Progress(JobState.QUEUED), 5.0e9 + number)
        store.add_job(job)
        store.write_progress(
            job.id, Progress(state, number / 9, text("part {n} of {of}", n=number, of=verbatim('"ü"')))
        )
    for number, kind in enumerate(ErrorKind):
        job = Job(f"error{number}", spec("/a.wav"), Progress(JobState.QUEUED), 7.0 + number)
        store.add_job(job)
        store.settle(job.id, JobState.FAILED, JobError(kind, text("no {what}", what='credits "é"')), text("given up"))
    for number, name in enumerate(FOLDERS):
        job = Job(
            f"done{number}", spec("/a.wav"), Progress(JobState.QUEUED), 8.0 + number, result_check=ResultCheck.NONE
        )
        store.add_job(job)
        folder = Path(name)
        stems = (StemFile("vocals", folder / "vocals.wav"), StemFile('é "x"', Path(f"{name}/./x")))
        store.deliver(job.id, text("M"), Results(folder, stems, (folder / "notes.mid",)[: number % 2]))
        store.write_result_check(job.id, list(ResultCheck)[number % 3])


DAMAGE: dict[str, list[object]] = {
    "state": ["never", ""], "fraction": ["half", 2.5, -1.0, 9e999], "detail": ["{", "[]", '{"text": "{x}"}', "5"],
    "options": ["{", "[1, 2]", "null", '{"a": {"b": 1}}'], "created": ["early", -5.0, 1e18], "started": ["late", 3.0],
    "finished": ["late"], "ticket": ["{", "", "NaN", "5"], "model_label": ["{", "", "[]"], "result_check": ["perhaps"],
    "error_kind": ["unheard of", ""], "error": ["{"], "label": [""], "source": [b"/\xff.wav"], "output": [b"/\xff"],
    "delivery": ["", b"/\xff"], "song": ["{", '{"frames": "many"}'], "provider": [""], "id": ["", "ü \"x\""],
}  # fmt: skip
DAMAGED_RESULT: dict[str, list[object]] = {
    "stems": ["{", "[]", "[[1, 2]]", '[["a"]]', '[["a", 5]]', '[[5, "/a"]]', '{"ab": 1}', '[ ["a","/b" ] ]', '[["a", ""]]'],
    "documents": ["{", "[5]", '["/a//b"]', '{"a": 1}'], "folder": ["", b"/\xff"],
}  # fmt: skip


def damage(database: Path) -> int:
    """A job for each, that is otherwise whole."""
    count = 0
    with closing(sqlite3.connect(database)) as raw, raw:
        for table, wrong in (("jobs", DAMAGE), ("results", DAMAGED_RESULT)):
            for column, value in [(column, value) for column, values in wrong.items() for value in values]:
                count += 1
                with closing(Store(database)) as store:
                    store.add_job(Job(f"wrong{count}", spec("/a.wav"), Progress(JobState.QUEUED), 50.0 + count))
                    if column in ("error_kind", "error"):
                        store.settle(f"wrong{count}", JobState.FAILED, JobError(ErrorKind.QUOTA, text("x")))
                    if table == "results":
                        stems = (StemFile("vocals", Path("/v.wav")),)
                        store.deliver(f"wrong{count}", text("M"), Results(Path(f"/stems/{count}"), stems))
                key = "id" if table == "jobs" else "job_id"
                raw.execute(f"UPDATE {table} SET {column}=? WHERE {key}=?", (value, f"wrong{count}"))  # noqa: S608
                raw.commit()
    return count


@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_row_says_what_its_job_says_whatever_is_in_it(
    home: Path, capsys: pytest.CaptureFixture[str], is_damaged: bool
) -> None:
    database = app_paths().database
    store, _ = open_store(database, home)
    fill(store)
    damaged = damage(database) if is_damaged else 0
    wanted = [job_lines.of_job(job) for job in store.jobs()]
    assert len(wanted) > len(SOURCES) + len(FOLDERS) + len(JobState) + damaged / 2
    as_jobs: list[Job] = []

    def of_job(job: Job) -> str:
        as_jobs.append(job)
        return job_lines.of_job(job)

    assert store.tell_jobs(job_lines.of_row, of_job) == wanted
    assert len(as_jobs) < 2 + damaged
    wanted = [line for line in wanted if line.isprintable()]  # a terminal's own encoding has no half characters
    for job in store.jobs():
        if not job_lines.of_job(job).isprintable():
            store.remove_job(job.id)
    store.close()
    assert run(parser().parse_args(["jobs", "--json"])) == 0
    out = capsys.readouterr().out
    assert out == f"[{', '.join(wanted)}]\n"
    assert [job["job"] for job in json.loads(out)] == [json.loads(line)["job"] for line in wanted]


def test_a_text_that_is_not_utf_8_hides_no_job(home: Path) -> None:
    store, _ = open_store(app_paths().database, home)
    for number in range(3):
        store.add_job(Job(f"job{number}", spec("/a.wav"), Progress(JobState.QUEUED), float(number)))
    with closing(sqlite3.connect(app_paths().database)) as raw, raw:
        raw.execute("UPDATE jobs SET label=CAST(x'C3C3C3' AS TEXT) WHERE id='job1'")
    told = [json.loads(line) for line in store.tell_jobs(job_lines.of_row, job_lines.of_job)]
    assert [job["job"] for job in told] == ["job2", "job1", "job0"]
    assert told[1]["song"] == "\ufffd" * 3
    store.close()
