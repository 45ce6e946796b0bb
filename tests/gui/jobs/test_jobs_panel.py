"""The list of jobs as somebody sees it, without an engine behind it: it folds, keeps still, counts, and has a menu."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from stemdesk.core.errors import ErrorKind
from stemdesk.core.jobs import Job, JobError, JobSpec, JobState, Progress, Results
from stemdesk.core.stems import StemFile
from stemdesk.core.text import text, verbatim
from stemdesk.gui.base.theme import Theme, ThemeChoice
from stemdesk.gui.jobs.job_row import JobRow
from stemdesk.gui.jobs.jobs_panel import MOST_ROWS, JobsPanel
from stemdesk.providers.local.provider import LocalProvider
from stemdesk.providers.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, ThemeChoice.DARK)


@pytest.fixture
def panel(theme: Theme, qtbot: QtBot) -> Iterator[JobsPanel]:
    made = JobsPanel(theme, Registry([LocalProvider()]))
    made.resize(1100, 400)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    point_elsewhere(made)  # the pointer of a screen without one is somewhere
    yield made
    made.close()
    made.deleteLater()


def job(name: str, state: JobState, age: float = 0.0) -> Job:
    over = None if state.is_active else time.time() - age
    found = Job(name, JobSpec(f"/songs/{name}.wav", "local", "m", "wav24", Path("/out")), Progress(state),
                time.time() - age - 10, started=time.time() - age - 9, finished=over)  # fmt: skip
    if state is JobState.DONE:
        stems = (StemFile("vocals", Path("/out/v.wav")), StemFile("drums", Path("/out/d.wav")))
        return replace(found, results=Results(Path("/out"), stems))
    if state is JobState.FAILED:
        return replace(found, error=JobError(ErrorKind.NETWORK, verbatim("no answer")))
    return found


def titles(panel: JobsPanel) -> list[str]:
    """From top to bottom, as they lie."""
    QApplication.processEvents()
    rows = [row for row in panel.findChildren(JobRow) if row.isVisible() and row.isEnabled()]
    rows.sort(key=lambda row: row.mapTo(panel, QPoint(0, 0)).y())
    return [row.accessibleName().removesuffix(".wav") for row in rows]


def words(panel: JobsPanel) -> str:
    QApplication.processEvents()
    return " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def button(panel: JobsPanel, name: str) -> QPushButton:
    QApplication.processEvents()
    return next(b for b in panel.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible())


def row(panel: JobsPanel, name: str) -> JobRow:
    return next(r for r in panel.findChildren(JobRow) if r.accessibleName() == f"{name}.wav")


def point_at(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    QApplication.sendEvent(widget, QEnterEvent(middle, middle, middle))


def point_elsewhere(widget: QWidget) -> None:
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))


def test_the_list_is_one_line_before_anything_was_split_and_still_the_list_called_jobs(panel: JobsPanel) -> None:
    assert panel.sizeHint().height() < 50
    assert panel.accessibleName() == "Jobs"
    assert "Jobs in progress" in words(panel)


def test_it_folds_to_one_line_with_the_newest_when_the_last_job_is_done(panel: JobsPanel) -> None:
    panel.show_job(job("old", JobState.DONE))
    panel.show_job(job("new", JobState.PROCESSING))
    panel.unfold(True)
    assert titles(panel) == ["new", "old"]
    panel.show_job(job("new", JobState.DONE))
    assert titles(panel) == ["new"]
    assert button(panel, "Play new.wav").isVisible()
    QTest.mouseClick(button(panel, "Show the jobs"), Qt.MouseButton.LeftButton)
    assert titles(panel) == ["new", "old"]


def test_it_does_not_fold_away_a_job_that_was_cancelled_or_has_failed(panel: JobsPanel) -> None:
    panel.show_job(job("old", JobState.DONE))
    for state in (JobState.CANCELLED, JobState.FAILED):
        panel.show_job(job("new", JobState.QUEUED))
        panel.unfold(True)
        panel.show_job(job("new", state))
        assert titles(panel) == ["new", "old"]
        assert button(panel, "Retry new.wav").isEnabled()


def test_a_job_that_was_cancelled_while_it_waited_stays_and_says_so(panel: JobsPanel) -> None:
    panel.show_job(job("song", JobState.QUEUED))
    over = job("song", JobState.CANCELLED)
    panel.show_job(replace(over, progress=Progress(JobState.CANCELLED, detail=text("stopped"))))
    assert "cancelled" in words(panel)
    assert "stopped" not in words(panel)
    panel.show_job(replace(over, progress=Progress(JobState.CANCELLED, detail=verbatim("nothing was charged"))))
    assert "cancelled · nothing was charged" in words(panel)
    assert button(panel, "Retry song.wav").text() == "Retry"


def test_rows_keep_their_places_while_somebody_points_at_them(panel: JobsPanel) -> None:
    for name in ("one", "two", "three"):
        panel.show_job(job(name, JobState.QUEUED))
    panel.unfold(True)
    point_at(panel)
    panel.show_job(job("one", JobState.PROCESSING))
    assert titles(panel) == ["three", "two", "one"]
    point_elsewhere(panel)
    QApplication.processEvents()
    assert titles(panel) == ["one", "three", "two"]


def test_what_was_cleared_leaves_its_place_free_until_the_pointer_has_gone(panel: JobsPanel) -> None:
    for name in ("one", "two", "three"):
        panel.show_job(job(name, JobState.DONE))
    panel.unfold(True)
    QApplication.processEvents()
    before = row(panel, "one").mapToGlobal(QPoint(0, 0))
    point_at(panel)
    panel.remove_job("two")
    QApplication.processEvents()
    assert row(panel, "one").mapToGlobal(QPoint(0, 0)) == before
    point_elsewhere(panel)
    QApplication.processEvents()
    assert titles(panel) == ["three", "one"]
    assert row(panel, "one").mapToGlobal(QPoint(0, 0)) != before


def test_it_does_not_fold_under_the_pointer(panel: JobsPanel) -> None:
    panel.show_job(job("old", JobState.DONE))
    panel.show_job(job("new", JobState.PROCESSING))
    panel.unfold(True)
    point_at(panel)
    panel.show_job(job("new", JobState.DONE))
    assert titles(panel) == ["new", "old"]
    point_elsewhere(panel)
    assert titles(panel) == ["new"]


def test_a_click_that_was_meant_for_cancel_opens_no_folder(panel: JobsPanel, qtbot: QtBot) -> None:
    """The job is done between the look and the click: another button stands in the same place."""
    opened: list[object] = []
    panel.folder_wanted.connect(opened.append)
    panel.show_job(job("song", JobState.PROCESSING))
    panel.unfold(True)
    cancel = button(panel, "Cancel song.wav")
    place = cancel.parentWidget()
    assert place is not None
    point_at(place)
    panel.show_job(job("song", JobState.DONE))
    folder = button(panel, "Show song.wav in its folder")
    QTest.mouseClick(folder, Qt.MouseButton.LeftButton)
    assert opened == []
    point_elsewhere(place)
    QTest.mouseClick(folder, Qt.MouseButton.LeftButton)
    assert len(opened) == 1


def test_buttons_stand_in_the_same_places_in_all_rows(panel: JobsPanel) -> None:
    panel.show_job(job("done", JobState.DONE))
    panel.show_job(job("stopped", JobState.CANCELLED))
    panel.show_job(job("running", JobState.PROCESSING))
    panel.unfold(True)
    QApplication.processEvents()

    def left(name: str) -> int:
        return button(panel, name).mapTo(panel, QPoint(0, 0)).x()

    assert left("Play done.wav") == left("Retry stopped.wav")
    assert left("Cancel running.wav") == left("Show done.wav in its folder")
    assert left("Clear done.wav") == left("Clear stopped.wav")


def test_the_theme_changes_after_a_job_was_cleared_without_a_complaint(
    panel: JobsPanel, theme: Theme, qtbot: QtBot
) -> None:
    panel.show_job(job("gone", JobState.DONE))
    panel.show_job(job("here", JobState.DONE))
    panel.remove_job("gone")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    with qtbot.captureExceptions() as caught:
        theme.choose(ThemeChoice.LIGHT)
    assert caught == []


def test_the_tab_key_goes_through_the_jobs_from_top_to_bottom(panel: JobsPanel) -> None:
    for name in ("one", "two", "three"):
        panel.show_job(job(name, JobState.DONE))
    panel.unfold(True)
    panel.show_job(job("two", JobState.QUEUED))
    panel.show_job(job("two", JobState.PROCESSING))
    panel.activateWindow()
    button(panel, "Hide the jobs").setFocus()
    passed: list[str] = []
    for _ in range(20):
        QTest.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if isinstance(focus, JobRow):
            passed.append(focus.accessibleName())
    assert passed[:3] == ["two.wav", "three.wav", "one.wav"]


def test_more_jobs_than_there_are_rows_are_counted_all(panel: JobsPanel) -> None:
    many = [job(f"j{number}", JobState.DONE, age=number) for number in range(MOST_ROWS + 40)]
    panel.fill(many[:MOST_ROWS], {found.id: found.finished or 0 for found in many})
    assert "100 done in the last 24 h" in words(panel)
    for number in range(3):
        panel.show_job(job(f"n{number}", JobState.PROCESSING))
        panel.show_job(job(f"n{number}", JobState.DONE))
    assert "103 done in the last 24 h" in words(panel)


def test_the_menu_of_a_job_has_what_can_be_done_with_it(panel: JobsPanel) -> None:
    def menu(name: str) -> list[str]:
        return [action.text() for action in row(panel, name).menu().actions() if not action.isSeparator()]

    panel.show_job(job("done", JobState.DONE))
    panel.show_job(job("failed", JobState.FAILED))
    panel.show_job(job("running", JobState.PROCESSING))
    assert menu("done") == ["Play", "Show in folder", "Clear", "Clear all finished"]
    assert menu("failed") == ["Retry", "Clear", "Clear all finished"]
    assert menu("running") == ["Cancel", "Clear all finished"]


def test_keys_and_double_clicks_on_a_job(panel: JobsPanel) -> None:
    opened: list[Job] = []
    cleared: list[list[Job]] = []
    panel.open_wanted.connect(opened.append)
    panel.clear_wanted.connect(cleared.append)
    for name in ("one", "two"):
        panel.show_job(job(name, JobState.DONE))
    panel.unfold(True)
    panel.activateWindow()
    top = row(panel, "two")
    top.setFocus()
    QTest.keyClick(top, Qt.Key.Key_Return)
    QTest.mouseDClick(top, Qt.MouseButton.LeftButton)
    assert [found.id for found in opened] == ["two", "two"]
    QTest.keyClick(top, Qt.Key.Key_Down)
    below = row(panel, "one")
    assert QApplication.focusWidget() is below
    QTest.keyClick(below, Qt.Key.Key_Delete)
    assert [found.id for found in cleared[0]] == ["one"]


def test_delete_leaves_a_running_job_alone(panel: JobsPanel) -> None:
    cleared: list[object] = []
    panel.clear_wanted.connect(cleared.append)
    panel.show_job(job("song", JobState.PROCESSING))
    QTest.keyClick(row(panel, "song"), Qt.Key.Key_Delete)
    assert cleared == []


def test_the_newest_of_many_jobs_come_back_in_their_order_and_no_row_is_made_for_the_others(
    panel: JobsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    make_row = JobsPanel._make_row

    def counted(self: JobsPanel, job: Job) -> JobRow:
        made.append(job.id)
        return make_row(self, job)

    monkeypatch.setattr(JobsPanel, "_make_row", counted)
    panel.show_job(job("running", JobState.PROCESSING, age=50.5))
    panel.unfold(True)
    made.clear()
    away = [job(f"{n}", JobState.FAILED if n == 150 else JobState.DONE, age=n) for n in range(200)]
    panel.put_back(away)
    first = [str(n) for n in range(MOST_ROWS - 2)]
    assert made == [*first, "150"]  # what failed wants somebody
    assert titles(panel) == [*first[:51], "running", *first[51:], "150"]
    assert "199 done in the last 24 h" in words(panel)


def earlier(panel: JobsPanel) -> list[Job]:
    """Five jobs of the last hour, the newest first, with the list folded."""
    states = (JobState.DONE, JobState.FAILED, JobState.DONE, JobState.CANCELLED, JobState.FAILED)
    jobs = [job(f"job {number}", state, 60.0 * number) for number, state in enumerate(states)]
    panel.fill(jobs, {})
    return jobs


def test_jobs_of_earlier_days_are_counted_while_they_are_folded_away_and_there_when_they_are_unfolded(
    panel: JobsPanel,
) -> None:
    jobs = earlier(panel)
    assert titles(panel) == ["job 0"]
    assert "2 failed · 2 done in the last 24 h" in words(panel)
    assert all(panel.job(found.id) == found for found in jobs)
    panel.unfold(True)
    assert titles(panel) == [found.id for found in jobs]
    assert "2 failed · 2 done in the last 24 h" in words(panel)


def test_the_newest_of_the_folded_jobs_is_cleared_and_the_next_one_takes_its_place(panel: JobsPanel) -> None:
    jobs = earlier(panel)
    panel.remove_job("job 2")  # folded away
    panel.remove_job("job 0")
    point_elsewhere(panel)
    assert titles(panel) == ["job 1"]
    assert "2 failed" in words(panel)
    panel.put_back([jobs[0], jobs[2]])
    point_elsewhere(panel)
    assert titles(panel) == ["job 0"]
    panel.unfold(True)
    assert titles(panel) == [found.id for found in jobs]


def test_a_folded_job_that_goes_on_has_its_row(panel: JobsPanel) -> None:
    earlier(panel)
    panel.show_job(job("new", JobState.QUEUED))
    panel.show_job(job("job 4", JobState.QUEUED))
    point_elsewhere(panel)
    assert titles(panel) == ["new"]
    panel.show_job(job("job 4", JobState.PROCESSING))
    point_elsewhere(panel)
    assert titles(panel) == ["job 4"]
    panel.unfold(True)
    assert titles(panel) == ["job 4", "new", "job 0", "job 1", "job 2", "job 3"]
