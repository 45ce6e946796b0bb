"""Every job of every provider, live, along the bottom of the window. Where nothing runs it is one line with the newest.

Nothing moves under the pointer: rows change their order, go, and fold away only when it points elsewhere.
"""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stemdesk.core.errors import ErrorKind
from stemdesk.core.jobs import Job, JobState, RecoveryAction
from stemdesk.core.text import Text, text
from stemdesk.gui.base.accessibility import RowList
from stemdesk.gui.base.i18n import show, tr, tr_n
from stemdesk.gui.base.plain_text import named, tip
from stemdesk.gui.jobs.job_row import ROW_HEIGHT, JobRow, may_be_cleared
from stemdesk.gui.widgets.basic import IconButton, ScrollArea, button, label
from stemdesk.jobs.ways_on import ways_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLayout

    from stemdesk.gui.base.theme import Theme
    from stemdesk.providers.registry import Registry

#: Rows; older jobs that are over have none, but are counted.
MOST_ROWS: Final = 60
_ROOMY_WINDOW: Final = 800
DAY: Final = 86_400

#: The window's own way on: it asks for a folder.
OTHER_FOLDER: Final = "other folder"
_OTHER_FOLDER: Final = RecoveryAction(
    OTHER_FOLDER, text("Other folder…"), text("Puts the stems somewhere else. Nothing is lost.")
)


class JobsPanel(RowList):
    """Each signal carries the job; `clear_wanted` a list of them."""

    cancel_wanted = Signal(object)
    #: The job, and which of the offered ways on ("" for the only one there is).
    retry_wanted = Signal(object, str)
    open_wanted = Signal(object)
    folder_wanted = Signal(object)
    clear_wanted = Signal(list)
    #: Those without a row, too.
    clear_all_wanted = Signal()

    def __init__(self, theme: Theme, registry: Registry) -> None:
        super().__init__()
        self.setObjectName("jobs")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._registry = registry
        self._names = {description.id: description.name for description in registry.descriptions()}
        self._rows: dict[str, JobRow] = {}
        #: From top to bottom, as it is to be.
        self._order: list[str] = []
        #: Jobs of earlier days, the newest first, that have no row before the list is unfolded.
        self._older: list[Job] = []
        self._blanks: list[JobRow] = []
        #: When jobs were done that have no row, or had one: what the summary counts.
        self._done: dict[str, float] = {}
        self._chain: list[QWidget] = []
        self._is_pointed_at = False
        self._is_open = False
        self._is_to_fold = False
        self._build()
        self._seconds = QTimer(self)
        self._seconds.setInterval(1000)
        self._seconds.timeout.connect(self._tick)
        theme.changed.connect(self._tint)
        self.unfold(False)
        self._summarise()

    def _build(self) -> None:
        self._summary = label("", "note")
        self._fold = IconButton(self._theme, "down", tr("Hide the jobs"), size=14)
        self._fold.clicked.connect(self._toggle)
        self._clear = button(tr("Clear all finished"), tr("Clear all finished"), "link")
        tip(self._clear, tr("Done, failed and cancelled jobs leave the list; their stems stay."))
        self._clear.clicked.connect(self.clear_all_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 12, 4)
        head.setSpacing(10)
        head.addWidget(label(tr("Jobs"), "label"))
        head.addWidget(self._summary)
        place = QWidget()  # where the newest job is, while the others are folded away
        place.setObjectName("transparent")
        place.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._newest = QHBoxLayout(place)
        self._newest.setContentsMargins(0, 0, 0, 0)
        head.addWidget(place, 1)
        head.addWidget(self._clear)
        head.addWidget(self._fold)
        self._inside = RowList()
        self._inside.setObjectName("transparent")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(16, 0, 12, 6)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll = ScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroll)

    # --- folding --------------------------------------------------------------------------------------------------------

    def unfold(self, open_: bool) -> None:
        if open_:
            self._bring_older()
        self._is_to_fold = False
        self._is_open = open_
        self._scroll.setVisible(open_)
        named(self._inside, tr("Jobs") if open_ else "")
        named(self, "" if open_ else tr("Jobs"))  # the one line is the list, where it is all that there is
        self._fold.picture("down" if open_ else "up")
        self._fold.rename(tr("Hide the jobs") if open_ else tr("Show the jobs"))
        self._arrange()

    def _toggle(self) -> None:
        self.unfold(not self._is_open)

    def enterEvent(self, event: QEvent) -> None:
        self._is_pointed_at = True

    def leaveEvent(self, event: QEvent) -> None:
        self._is_pointed_at = False
        if QApplication.activePopupWidget() is None:
            self._come_to_rest()

    def _come_to_rest(self) -> None:
        """What had to wait for the pointer to leave."""
        for row in self._blanks:
            row.setParent(None)
            row.deleteLater()
        self._blanks.clear()
        self._arrange()
        if self._is_to_fold:
            focus = QApplication.focusWidget()
            self.unfold(False)
            if focus is not None and self._inside.isAncestorOf(
                focus
            ):  # else the key that is pressed next goes anywhere
                self._rows[self._order[0]].setFocus()

    # --- rows -----------------------------------------------------------------------------------------------------------

    def fill(self, jobs: Iterable[Job], done: Mapping[str, float]) -> None:
        """The jobs of earlier days, the newest first; and when those were done that ended within the last day, with a row
        or without."""
        jobs = list(jobs)
        self._done.update(done)
        is_open = any(job.state.is_active or job.state is JobState.ATTENTION for job in jobs)
        seen = len(jobs) if is_open else 1
        self._older = jobs[seen:]
        self._done.update({job.id: job.finished or time.time() for job in self._older if job.state is JobState.DONE})
        for job in reversed(jobs[:seen]):
            self._take_in(job)
        self._rest()
        self.unfold(is_open)

    def _bring_older(self) -> None:
        """Their rows, below all others: sixty take a quarter of a second, and are rarely looked at."""
        older, self._older = self._older, []
        for job in older:
            self._rows[job.id] = row = self._make_row(job)
            self._order.append(job.id)
            row.show_job(job, self.ways_on(job))

    def show_job(self, job: Job) -> None:
        """Adds a job on top, or brings its row up to date."""
        self._take_in(job)
        self._rest()

    def _take_in(self, job: Job) -> None:
        if any(job.id == older.id for older in self._older):
            self._bring_older()
        row = self._rows.get(job.id)
        was_active = row is not None and row.job.state.is_active
        if row is None:
            row = self._rows[job.id] = self._make_row(job)
            self._order.insert(0, job.id)
            self._column.insertWidget(0, row)
        elif _comes_up(row.job.state, job.state):
            self._order.remove(job.id)
            self._order.insert(0, job.id)
        row.show_job(job, self.ways_on(job))
        if job.state is JobState.DONE:
            self._done[job.id] = job.finished or time.time()
        else:
            self._done.pop(job.id, None)
        if was_active and not job.state.is_active:
            self._is_to_fold = job.state is JobState.DONE and not self._is_wanted()
        elif job.state.is_active:
            self._is_to_fold = False

    def _rest(self) -> None:
        """After rows have come or changed."""
        self._summarise()
        if not self._is_pointed_at:
            self._come_to_rest()

    def _is_wanted(self) -> bool:
        """Whether a job runs, or has stopped and waits for somebody's decision."""
        return any(row.job.state.is_active or row.job.state is JobState.ATTENTION for row in self._rows.values())

    def _make_row(self, job: Job) -> JobRow:
        row = JobRow(self._theme, job, show(self._names.get(job.spec.provider, Text(job.spec.provider))))
        row.cancel_wanted.connect(lambda: self.cancel_wanted.emit(row.job))
        row.retry_wanted.connect(lambda way: self.retry_wanted.emit(row.job, way))
        row.open_wanted.connect(lambda: self.open_wanted.emit(row.job))
        row.folder_wanted.connect(lambda: self.folder_wanted.emit(row.job))
        row.clear_wanted.connect(lambda: self.clear_wanted.emit([row.job]))
        row.clear_all_wanted.connect(self.clear_all_wanted)
        row.stepped.connect(lambda step: self._step(row, step))
        return row

    def ways_on(self, job: Job) -> Sequence[RecoveryAction]:
        """How a job that has stopped can go on; the first way is the safe one."""
        offered = ways_on(job, self._registry)
        disk = job.error is not None and job.error.kind is ErrorKind.DISK
        if disk and offered and not offered[0].may_charge_again:
            return (offered[0], _OTHER_FOLDER)
        return offered

    def job(self, job_id: str) -> Job | None:
        """As its row has it, or will; None for one without."""
        row = self._rows.get(job_id)
        older = next((job for job in self._older if job.id == job_id), None)
        return older if row is None else row.job

    def remove_job(self, job_id: str) -> None:
        self._done.pop(job_id, None)
        self._older = [job for job in self._older if job.id != job_id]
        row = self._rows.pop(job_id, None)
        if row is None:
            self._summarise()
            return
        place = self._order.index(job_id)
        self._order.remove(job_id)
        if row.isAncestorOf(QApplication.focusWidget() or self) and self._order:
            self._rows[self._order[min(place, len(self._order) - 1)]].setFocus()
        row.blank()
        self._blanks.append(row)
        if not self._order:
            self._bring_older()
        self._rest()

    def put_back(self, jobs: Iterable[Job]) -> None:
        """Jobs that were taken away, to where they were: by their age. Only those that stay get a row."""
        self._bring_older()
        away = {job.id: job for job in jobs if job.id not in self._rows}
        self._done.update({job.id: job.finished or time.time() for job in away.values() if job.state is JobState.DONE})
        there = [self._rows[job_id].job for job_id in self._order]
        by_age = sorted([*there, *away.values()], key=lambda job: -job.created)
        too_old = set(_too_old(by_age))
        for job in by_age:
            if job.id in away and job.id not in too_old:
                self._rows[job.id] = row = self._make_row(job)
                row.show_job(job, self.ways_on(job))
        self._order = [job.id for job in by_age if job.id in self._rows]
        self._arrange()
        self._summarise()

    def _arrange(self) -> None:
        """Rows and the way of the Tab key, in the order that is to be seen."""
        self._drop_oldest()
        rows = [self._rows[job_id] for job_id in self._order]
        apart = 0 if self._is_open else 1
        if _widgets(self._newest) != rows[:apart]:
            for row in rows[:apart]:
                self._newest.addWidget(row)
        if _widgets(self._column) != rows[apart:]:
            for place, row in enumerate(rows[apart:]):
                self._column.insertWidget(place, row)
        chain: list[QWidget] = [self._clear, self._fold, *(widget for row in rows for widget in row.focus_chain())]
        if chain != self._chain:
            self._chain = chain
            for before, after in pairwise(chain):
                self.setTabOrder(before, after)
        self._fit()

    def _step(self, row: JobRow, step: int) -> None:
        place = self._order.index(row.job.id) + step
        if 0 <= place < len(self._order):
            target = self._rows[self._order[place]]
            target.setFocus()
            self._scroll.ensureWidgetVisible(target, 0, 0)

    def _fit(self) -> None:
        """As high as its rows, up to five of them, or three in a small window."""
        most = 5 if self.window().height() >= _ROOMY_WINDOW else 3
        self._scroll.setFixedHeight(ROW_HEIGHT * min(most, max(1, len(self._rows))) + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _drop_oldest(self) -> None:
        for job_id in _too_old([self._rows[job_id].job for job_id in self._order]):
            self._order.remove(job_id)
            row = self._rows.pop(job_id)
            row.setParent(None)
            row.deleteLater()

    # --- what it says -----------------------------------------------------------------------------------------------------

    def _summarise(self) -> None:
        jobs = [*(row.job for row in self._rows.values()), *self._older]
        states = [job.state for job in jobs]
        running = sum(state.is_active and state is not JobState.QUEUED for state in states)
        midnight = time.time() - DAY
        done = sum(when > midnight for when in self._done.values())
        waiting, deciding, failed = (
            states.count(state) for state in (JobState.QUEUED, JobState.ATTENTION, JobState.FAILED)
        )
        parts = [
            tr_n("%n running", running) if running else "",
            tr_n("%n waiting", waiting) if waiting else "",
            tr_n("%n need(s) attention", deciding) if deciding else "",
            tr_n("%n failed", failed) if failed else "",
            tr_n("%n done in the last 24 h", done) if done else "",
        ]
        nothing = "" if jobs else tr("Jobs in progress and finished jobs appear here.")
        self._summary.setText(" · ".join(part for part in parts if part) or nothing)
        self._clear.setVisible(any(may_be_cleared(job) for job in jobs))
        if running:
            self._seconds.start()
        else:
            self._seconds.stop()

    def running(self) -> int:
        """How many jobs are not over."""
        return sum(row.job.state.is_active for row in self._rows.values())

    def _tick(self) -> None:
        """Elapsed times are the one thing that changes without an event."""
        for row in self._rows.values():
            row.tick()

    def _tint(self) -> None:
        for row in self._rows.values():
            row.tint()


def _widgets(layout: QLayout) -> list[QWidget]:
    """What is in a layout; stretches are not."""
    items = [layout.itemAt(place) for place in range(layout.count())]
    return [widget for item in items if item is not None and (widget := item.widget()) is not None]


def _too_old(jobs: Sequence[Job]) -> list[str]:
    """Those of `jobs`, from top to bottom, that there is no room for."""
    over = [job.id for job in jobs if job.state in (JobState.DONE, JobState.CANCELLED)]  # all others want somebody
    return over[-(len(jobs) - MOST_ROWS) :] if len(jobs) > MOST_ROWS else []


def _comes_up(before: JobState, now: JobState) -> bool:
    """What begins to run comes to the top, and so does what waits for a decision."""
    begins = before is JobState.QUEUED and now.is_active and now is not JobState.QUEUED
    return begins or (now is JobState.ATTENTION and before is not now)
