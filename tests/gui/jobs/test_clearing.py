"""Clearing jobs from the real window: it can be undone, and what was cleared is gone at the next start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from stemdesk.core.app_paths import app_paths
from stemdesk.core.errors import ErrorKind
from stemdesk.core.jobs import Job, JobState, Progress
from stemdesk.core.text import verbatim
from stemdesk.gui.base.settings import Settings
from stemdesk.gui.jobs.job_row import JobRow
from stemdesk.jobs.database import StoreTrouble
from stemdesk.jobs.engine import Engine
from stemdesk.jobs.store import Store
from tests.gui.conftest import Person
from tests.sounds import make_song

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

Open = Callable[..., Person]


def split(person: Person) -> None:
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.click("Split")


def jobs(person: Person) -> list[str]:
    return sorted(row.accessibleName() for row in person.window.findChildren(JobRow) if row.isEnabled())


def test_a_cleared_job_comes_back_with_undo_and_its_stems_never_went(open_window: Open, song: Path, home: Path) -> None:
    person = open_window(song)
    split(person)
    person.waits_until(lambda: person.sees(QPushButton, "Clear a song.wav"))
    person.click("Clear a song.wav")
    person.waits_until(lambda: "“a song.wav” is cleared from the jobs" in person.notice())
    assert jobs(person) == []
    person.click("Undo")
    person.waits_until(lambda: jobs(person) == ["a song.wav"])
    person.waits_until(lambda: person.sees(QPushButton, "Play a song.wav"))
    person.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    person.waits_until(lambda: jobs(person) == [])
    person.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    person.waits_until(lambda: jobs(person) == ["a song.wav"])
    assert len(list((home / "stems" / "a song").glob("*.flac"))) == 4


def test_clear_all_finished_leaves_the_running_one_and_is_one_thing_to_undo(open_window: Open, tmp_path: Path) -> None:
    person = open_window(*(make_song(tmp_path / "in" / f"{n}.wav", 0.5) for n in range(2)))
    split(person)
    person.waits_until(lambda: len(person.rows("Songs")) == 4)
    person.drop(make_song(tmp_path / "in" / "long.wav", 240.0))
    person.waits_until(lambda: "long.wav" in person.rows("Songs"))
    split(person)
    person.waits_until(lambda: person.sees(QPushButton, "Cancel long.wav"))
    person.click("Clear all finished")
    person.waits_until(lambda: jobs(person) == ["long.wav"])
    assert "2 job" in person.notice()
    person.click("Undo")
    person.waits_until(lambda: jobs(person) == ["0.wav", "1.wav", "long.wav"])
    person.click("Cancel long.wav")


def test_what_was_cleared_is_not_there_at_the_next_start_and_what_was_put_back_is(
    open_window: Open, tmp_path: Path
) -> None:
    person = open_window(*(make_song(tmp_path / "in" / f"{n}.wav", 0.5) for n in range(2)))
    split(person)
    person.waits_until(lambda: len(person.rows("Songs")) == 4)
    if person.sees(QPushButton, "Show the jobs"):
        person.click("Show the jobs")
    person.waits_until(lambda: person.sees(QPushButton, "Clear 1.wav") and person.sees(QPushButton, "Clear 0.wav"))
    person.click("Clear 1.wav")
    person.click("Undo")
    person.waits_until(lambda: jobs(person) == ["0.wav", "1.wav"])
    person.click("Clear 0.wav")
    person.waits_until(lambda: jobs(person) == ["1.wav"])
    person.quit()
    again = open_window()
    again.waits_until(lambda: jobs(again) == ["1.wav"])
    labels = [label.text() for label in again.window.findChildren(QLabel) if label.isVisible()]
    assert any("1 done in the last 24 h" in words for words in labels)


def stop_at_a_decision(job_id: str) -> None:
    """As a command does that has gone on with the job while no window was open."""
    store = Store(app_paths().database)
    store.settle(job_id, JobState.ATTENTION, None)
    store.close()


def jobs_at_the_next_start(open_window: Open) -> list[str]:
    person = open_window()
    person.waits_until(lambda: bool(person.rows("Songs")))  # after the jobs
    found = jobs(person)
    person.quit()
    return found


def cleared_job(person: Person) -> Job:
    """Split, over, cleared."""
    split(person)
    person.waits_until(lambda: person.sees(QPushButton, "Clear a song.wav"))
    job = person.window.findChildren(JobRow)[0].job
    person.click("Clear a song.wav")
    person.waits_until(lambda: jobs(person) == [])
    return job


def test_redo_does_not_clear_a_job_that_waits_for_a_decision_since(open_window: Open, song: Path) -> None:
    person = open_window(song)
    job = cleared_job(person)
    person.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    person.waits_until(lambda: jobs(person) == ["a song.wav"])
    person.window._bridge.job_changed.emit(replace(job, progress=Progress(JobState.ATTENTION)))
    person.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert jobs(person) == ["a song.wav"]
    assert Settings(app_paths()).choice("cleared-jobs") == ""


def test_a_cleared_job_that_a_command_has_taken_up_since_is_shown_and_stays_at_every_start(
    open_window: Open, song: Path
) -> None:
    person = open_window(song)
    job = cleared_job(person)
    person.quit()
    stop_at_a_decision(job.id)
    for _ in range(2):
        assert jobs_at_the_next_start(open_window) == ["a song.wav"]


def test_a_cleared_job_that_cannot_be_deleted_holds_up_no_start_and_is_tried_again(
    open_window: Open, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_engine: Engine, _job_id: str) -> None:
        raise StoreTrouble(ErrorKind.DISK, verbatim("the disk is full"))

    person = open_window(song)
    cleared_job(person)
    person.quit()
    with monkeypatch.context() as patch:
        patch.setattr(Engine, "remove", refuse)
        assert jobs_at_the_next_start(open_window) == []
    assert jobs_at_the_next_start(open_window) == []
    assert Settings(app_paths()).choice("cleared-jobs") == ""
