"""Every job of every provider, live, along the bottom of the window. Can be folded away."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from stemdesk.core.durations import format_duration
from stemdesk.core.errors import ErrorKind
from stemdesk.core.jobs import Job, JobState
from stemdesk.core.services import RecoveryAction
from stemdesk.core.text import Text, text
from stemdesk.gui.base.accessibility import Row, RowList
from stemdesk.gui.base.formatting import job_status_text
from stemdesk.gui.base.i18n import show, tr, tr_n
from stemdesk.gui.base.icons import pixmap
from stemdesk.gui.base.plain_text import described, named, plain_label, tip
from stemdesk.gui.widgets.basic import ElidedLabel, IconButton, TitleLabel, button, label
from stemdesk.jobs.ways_on import ways_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stemdesk.gui.base.theme import Theme
    from stemdesk.providers.registry import Registry

_MOST_ROWS: Final = 60
_ROW_HEIGHT: Final = 30
_ROOMY_WINDOW: Final = 800
_BUTTONS_WIDTH: Final = 196

#: The window's own way on: it asks for a folder.
OTHER_FOLDER: Final = "other folder"
_OTHER_FOLDER: Final = RecoveryAction(
    OTHER_FOLDER, text("Other folder…"), text("Puts the stems somewhere else. Nothing is lost.")
)

_ICONS: Final = {
    JobState.QUEUED: ("waiting", "muted"), JobState.WAITING: ("waiting", "muted"), JobState.DONE: ("done", "ok"),
    JobState.FAILED: ("failed", "bad"), JobState.ATTENTION: ("failed", "warn"), JobState.CANCELLED: ("cancelled", "muted"),
}  # fmt: skip


class JobsPanel(QWidget):
    """Each signal carries the job."""

    cancel_wanted = Signal(object)
    #: The job, and which of the offered ways on ("" for the only one there is).
    retry_wanted = Signal(object, str)
    open_wanted = Signal(object)
    folder_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, theme: Theme, registry: Registry) -> None:
        super().__init__()
        self.setObjectName("jobs")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._registry = registry
        self._names = {description.id: description.name for description in registry.descriptions()}
        self._rows: dict[str, _JobRow] = {}
        self._summary = label("", "note")
        self._fold = IconButton(theme, "down", tr("Hide the jobs"), size=14)
        self._fold.clicked.connect(self._toggle)
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 12, 4)
        head.setSpacing(10)
        head.addWidget(label(tr("Jobs"), "label"))
        head.addWidget(self._summary)
        head.addStretch(1)
        head.addWidget(self._fold)
        self._inside = RowList()
        named(self._inside, tr("Jobs"))
        self._inside.setObjectName("transparent")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(16, 0, 12, 6)
        self._column.setSpacing(0)
        self._nothing = label(tr("Jobs in progress and finished jobs appear here."), "muted")
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inside)
        self._scroll.viewport().setObjectName("transparent")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroll)
        self._seconds = QTimer(self)
        self._seconds.setInterval(1000)
        self._seconds.timeout.connect(self._tick)
        self._summarise()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def unfold(self, open_: bool) -> None:
        self._scroll.setVisible(open_)
        self._fold.picture("down" if open_ else "up")
        self._fold.rename(tr("Hide the jobs") if open_ else tr("Show the jobs"))

    def _toggle(self) -> None:
        self.unfold(not self._scroll.isVisibleTo(self))

    def fill(self, jobs: Iterable[Job]) -> None:
        """The jobs of earlier days, the newest first."""
        for job in reversed(list(jobs)):
            self.show_job(job)

    def show_job(self, job: Job) -> None:
        """Adds a job on top, or brings its row up to date."""
        row = self._rows.get(job.id)
        if row is None:
            row = _JobRow(self._theme, job, show(self._names.get(job.spec.provider, Text(job.spec.provider))), self)
            self._rows[job.id] = row
            self._nothing.hide()
            self._column.insertWidget(0, row)
            self._drop_oldest()
        elif _comes_up(row.job.state, job.state):
            self._column.insertWidget(0, row)
        row.show_job(job)
        self._summarise()

    def ways_on(self, job: Job) -> Sequence[RecoveryAction]:
        """How a job that has stopped can go on; the first way is the safe one."""
        offered = ways_on(job, self._registry)
        disk = job.error is not None and job.error.kind is ErrorKind.DISK
        if disk and offered and not offered[0].may_charge_again:
            return (offered[0], _OTHER_FOLDER)
        return offered

    def remove_job(self, job_id: str) -> None:
        row = self._rows.pop(job_id, None)
        if row is not None:
            self._column.removeWidget(row)
            row.deleteLater()
            self._nothing.setVisible(not self._rows)
            self._summarise()

    def _fit(self) -> None:
        """As high as its rows, up to five of them, or three in a small window."""
        most = 5 if self.window().height() >= _ROOMY_WINDOW else 3
        self._scroll.setFixedHeight(_ROW_HEIGHT * min(most, max(1, len(self._rows))) + 8)

    def _drop_oldest(self) -> None:
        if len(self._rows) > _MOST_ROWS:
            for job_id, row in self._rows.items():
                if row.job.state in (JobState.DONE, JobState.CANCELLED):  # all others want something of somebody
                    self.remove_job(job_id)
                    return

    def _summarise(self) -> None:
        jobs = [row.job for row in self._rows.values()]
        running = sum(job.state.is_active and job.state is not JobState.QUEUED for job in jobs)
        waiting = sum(job.state is JobState.QUEUED for job in jobs)
        deciding = sum(job.state is JobState.ATTENTION for job in jobs)
        midnight = time.time() - 86_400
        done = sum(job.state is JobState.DONE and (job.finished or 0) > midnight for job in jobs)
        parts = [
            tr_n("%n running", running) if running else "",
            tr_n("%n waiting", waiting) if waiting else "",
            tr_n("%n need(s) attention", deciding) if deciding else "",
            tr_n("%n done in the last 24 h", done) if done else "",
        ]
        self._fit()
        self._summary.setText(" · ".join(part for part in parts if part))
        if running:
            self._seconds.start()
        else:
            self._seconds.stop()

    def _tick(self) -> None:
        """Elapsed times are the one thing that changes without an event."""
        for row in self._rows.values():
            row.tick()


class _JobRow(Row):
    def __init__(self, theme: Theme, job: Job, provider: str, panel: JobsPanel) -> None:
        super().__init__()
        self._theme = theme
        self._panel = panel
        self.job = job
        title = job.spec.title
        named(self, title)
        self._icon = plain_label()
        self._icon.setFixedWidth(24)
        name = TitleLabel(title, "label", Qt.TextElideMode.ElideMiddle)
        self._provider = provider
        self._how = ElidedLabel("", "muted")
        self._bar = ProgressBar(theme)
        named(self._bar, tr("Progress of {song}", song=title))
        self._stage = ElidedLabel("", "note")
        self._elapsed = label("", "note")
        self._elapsed.setFixedWidth(44)
        self._elapsed.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._buttons = {
            "cancel": _link(tr("Cancel"), tr("Cancel {song}", song=title), lambda: panel.cancel_wanted.emit(self.job)),
            "retry": _link(tr("Retry"), tr("Retry {song}", song=title), lambda: self._go_on(0)),
            "other": _link("", "", lambda: self._go_on(1)),
            "listen": _link(tr("Listen"), tr("Listen to {song}", song=title), lambda: panel.open_wanted.emit(self.job)),
            "open": _link(tr("Play"), tr("Play {song}", song=title), lambda: panel.open_wanted.emit(self.job)),
            "folder": _link(
                tr("Folder"), tr("Show {song} in its folder", song=title), lambda: panel.folder_wanted.emit(self.job)
            ),
            "remove": _link(
                tr("Remove"), tr("Remove {song} from the jobs", song=title), lambda: panel.remove_wanted.emit(self.job)
            ),
        }
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._bar, 30)
        middle.addWidget(self._stage, 24)
        buttons = QWidget()
        buttons.setObjectName("transparent")
        buttons.setMinimumWidth(_BUTTONS_WIDTH)
        right = QHBoxLayout(buttons)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(4)
        right.addStretch(1)
        for made in self._buttons.values():
            right.addWidget(made)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(name, 20)
        row.addWidget(self._how, 18)
        row.addLayout(middle, 54)
        row.addWidget(self._elapsed)
        row.addWidget(buttons)
        self.setFixedHeight(_ROW_HEIGHT)
        self._ways: Sequence[RecoveryAction] = ()
        theme.changed.connect(lambda: self.show_job(self.job))

    def show_job(self, job: Job) -> None:
        self.job = job
        state = job.state
        icon_name, token = _ICONS.get(state, ("running", "accent"))
        self._icon.setPixmap(pixmap(icon_name, self._theme.color(token), 16, self.devicePixelRatioF()))
        self._bar.set_fraction(1.0 if state is JobState.DONE else job.progress.fraction, active=state.is_active)
        self._bar.setVisible(state.is_active)
        self._how.say(tr("{provider} · {model}", provider=self._provider, model=show(job.spec.shown_model)))
        self._stage.say(job_status_text(job))
        self._ways = self._panel.ways_on(job)
        for way, key in zip(self._ways, ("retry", "other"), strict=False):
            self._buttons[key].setText(show(way.label))
            tip(self._buttons[key], show(way.note))
            is_plain_retry = key == "retry" and not way.may_charge_again  # else it says by its name what it does
            action = tr("Retry") if is_plain_retry else show(way.label)
            named(self._buttons[key], tr("{action} {song}", action=action, song=job.spec.title))
        shown = {
            "cancel": state.is_active or state is JobState.ATTENTION,
            "retry": bool(self._ways),
            "other": len(self._ways) > 1,
            "listen": state.is_active and job.progress.partial is not None,
            "open": job.results is not None,
            "folder": job.results is not None,
            "remove": not state.is_active and state is not JobState.ATTENTION,
        }
        for key, made in self._buttons.items():
            made.setVisible(shown[key])
        self.tick()

    def _go_on(self, way: int) -> None:
        if way < len(self._ways):
            self._panel.retry_wanted.emit(self.job, self._ways[way].id)

    def tick(self) -> None:
        started, ended = self.job.started, self.job.finished
        self._elapsed.setText("" if started is None else format_duration((ended or time.time()) - started))


def _comes_up(before: JobState, now: JobState) -> bool:
    """What begins to run comes to the top, and so does what waits for a decision."""
    begins = before is JobState.QUEUED and now.is_active and now is not JobState.QUEUED
    return begins or (now is JobState.ATTENTION and before is not now)


def _link(words: str, name: str, act: object) -> QPushButton:
    made = button(words, name, "link")
    made.clicked.connect(act)
    return made


class ProgressBar(QWidget):
    """A thin bar; without a fraction it shows that something is going on, not how far it is."""

    accessible_role = QAccessible.Role.ProgressBar

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fraction: float | None = None
        self._active = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_fraction(self, fraction: float | None, *, active: bool) -> None:
        if (fraction, active) != (self._fraction, self._active):
            self._fraction, self._active = fraction, active
            percent = "" if fraction is None else f"{fraction:.0%}"
            described(self, percent)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        song_file = QRectF(0, self.height() / 2 - 2.5, self.width(), 5)
        painter.setBrush(self._theme.color("line"))
        painter.drawRoundedRect(song_file, 2.5, 2.5)
        if self._fraction:
            song_file.setWidth(max(5.0, song_file.width() * min(1.0, self._fraction)))
            painter.setBrush(self._theme.color("accent"))
            painter.drawRoundedRect(song_file, 2.5, 2.5)
        painter.end()
