"""One job as a row: what it is, how far it is, and what can be done about it, by button, key, double click and menu."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QStackedLayout, QWidget

from stemdesk.core.jobs import Job, JobState, RecoveryAction
from stemdesk.core.quantities import format_duration
from stemdesk.gui.base.accessibility import Row
from stemdesk.gui.base.formatting import job_status_text
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.icons import pixmap
from stemdesk.gui.base.plain_text import described, named, plain_label, tip
from stemdesk.gui.widgets.basic import ElidedLabel, IconButton, TitleLabel, button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stemdesk.gui.base.theme import Theme

ROW_HEIGHT: Final = 30

_ICONS: Final = {
    JobState.QUEUED: ("waiting", "muted"), JobState.WAITING: ("waiting", "muted"), JobState.DONE: ("done", "ok"),
    JobState.FAILED: ("failed", "bad"), JobState.ATTENTION: ("failed", "warn"), JobState.CANCELLED: ("cancelled", "muted"),
}  # fmt: skip


def may_be_cleared(job: Job) -> bool:
    """Whether it is over, and nobody has to decide anything about it."""
    return not job.state.is_active and job.state is not JobState.ATTENTION


def can_be_opened(job: Job) -> bool:
    return job.results is not None or (job.state.is_active and job.progress.partial is not None)


class JobRow(Row):
    """`retry_wanted` carries the id of one of the ways on ("" for the only one there is), `stepped` −1 or 1: up or down."""

    cancel_wanted = Signal()
    retry_wanted = Signal(str)
    open_wanted = Signal()
    folder_wanted = Signal()
    clear_wanted = Signal()
    clear_all_wanted = Signal()
    stepped = Signal(int)

    def __init__(self, theme: Theme, job: Job, provider: str) -> None:
        super().__init__()
        self._theme = theme
        self.job = job
        self._ways: Sequence[RecoveryAction] = ()
        title = job.spec.title
        named(self, title)
        self.setObjectName("job")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(ROW_HEIGHT)
        self._icon = plain_label()
        self._icon.setFixedWidth(24)
        name = TitleLabel(title, "label", Qt.TextElideMode.ElideMiddle)
        how = ElidedLabel(tr("{provider} · {model}", provider=provider, model=show(job.spec.shown_model)), "muted")
        self._bar = ProgressBar(theme)
        named(self._bar, tr("Progress of {song}", song=title))
        self._stage = ElidedLabel("", "note")
        self._elapsed = label("", "note")
        self._elapsed.setFixedWidth(44)
        self._elapsed.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._bar, 30)
        middle.addWidget(self._stage, 24)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(name, 32)
        row.addWidget(how, 24)
        row.addLayout(middle, 44)
        row.addWidget(self._elapsed)
        row.addLayout(self._build_buttons(title))

    def _build_buttons(self, title: str) -> QHBoxLayout:
        """Each in a place of its own, whatever else is shown."""
        link = _link
        self._buttons: dict[str, QPushButton] = {
            "other": link("", "", lambda: self._go_on(1)),
            "retry": link(tr("Retry"), tr("Retry {song}", song=title), lambda: self._go_on(0)),
            "listen": link(tr("Listen"), tr("Listen to {song}", song=title), self.open_wanted),
            "open": link(tr("Play"), tr("Play {song}", song=title), self.open_wanted),
            "cancel": link(tr("Cancel"), tr("Cancel {song}", song=title), self.cancel_wanted),
            "folder": link(tr("Folder"), tr("Show {song} in its folder", song=title), self.folder_wanted),
        }
        clear = IconButton(self._theme, "close", tr("Clear {song}", song=title), size=12)
        tip(clear, tr("Clear from the list; the stems stay"))
        clear.clicked.connect(self.clear_wanted)
        self._buttons["clear"] = clear
        self._slots = tuple(
            _Slot({key: self._buttons[key] for key in keys})
            for keys in (("other",), ("retry", "listen", "open"), ("cancel", "folder"), ("clear",))
        )
        places = QHBoxLayout()
        places.setSpacing(2)
        for slot in self._slots:
            places.addWidget(slot)
        return places

    def focus_chain(self) -> list[QWidget]:
        """The row and its buttons, from left to right."""
        return [self, *self._buttons.values()]

    def show_job(self, job: Job, ways: Sequence[RecoveryAction]) -> None:
        self.job, self._ways = job, ways
        state = job.state
        self._bar.set_fraction(1.0 if state is JobState.DONE else job.progress.fraction, active=state.is_active)
        self._bar.setVisible(state.is_active)
        self._stage.say(job_status_text(job))
        for way, key in zip(ways, ("retry", "other"), strict=False):
            self._buttons[key].setText(show(way.label))
            tip(self._buttons[key], show(way.note))
            is_plain_retry = key == "retry" and not way.may_charge_again  # else it says by its name what it does
            action = tr("Retry") if is_plain_retry else show(way.label)
            named(self._buttons[key], tr("{action} {song}", action=action, song=job.spec.title))
        other, first, second, last = self._slots
        is_listened_to = state.is_active and job.progress.partial is not None
        has_results = job.results is not None
        other.put("other" if len(ways) > 1 else "")
        first.put("retry" if ways else "open" if has_results else "listen" if is_listened_to else "")
        may_cancel = state.is_active or state is JobState.ATTENTION
        second.put("cancel" if may_cancel else "folder" if has_results else "")
        last.put("clear" if may_be_cleared(job) else "")
        self.tint()
        self.tick()

    def tint(self) -> None:
        """In the colours of the theme that is on."""
        icon_name, token = _ICONS.get(self.job.state, ("running", "accent"))
        self._icon.setPixmap(pixmap(icon_name, self._theme.color(token), 16, self.devicePixelRatioF()))
        self._bar.update()

    def tick(self) -> None:
        started, ended = self.job.started, self.job.finished
        self._elapsed.setText("" if started is None else format_duration((ended or time.time()) - started))

    def blank(self) -> None:
        """Nothing is here any more, but its place stays until nobody points at the list."""
        for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            child.hide()
        self.setEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def menu(self) -> QMenu:
        """Everything that can be done, in the order of the row."""
        menu = QMenu(self)
        if can_be_opened(self.job):
            menu.addAction(tr("Listen") if self.job.state.is_active else tr("Play"), self.open_wanted.emit)
        for number, way in enumerate(self._ways):
            menu.addAction(show(way.label), partial(self._go_on, number))
        if self.job.results is not None:
            menu.addAction(tr("Show in folder"), self.folder_wanted.emit)
        if self.job.state.is_active or self.job.state is JobState.ATTENTION:
            menu.addAction(tr("Cancel"), self.cancel_wanted.emit)
        menu.addSeparator()
        if may_be_cleared(self.job):
            menu.addAction(tr("Clear"), self.clear_wanted.emit)
        menu.addAction(tr("Clear all finished"), self.clear_all_wanted.emit)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        menu.popup(self.mapToGlobal(self.rect().center()) if by_key else event.globalPos())

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._open()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and may_be_cleared(self.job):
            self.clear_wanted.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if can_be_opened(self.job):
            self.open_wanted.emit()

    def _go_on(self, way: int) -> None:
        if way < len(self._ways):
            self.retry_wanted.emit(self._ways[way].id)


class _Slot(QWidget):
    """A place for one of several buttons. One that comes under the pointer takes no click before the pointer has left: that
    click was meant for the one before."""

    def __init__(self, buttons: dict[str, QPushButton]) -> None:
        super().__init__()
        self.setObjectName("transparent")
        self._buttons = buttons
        self._shown = ""
        self._is_pointed_at = False
        self._stack = QStackedLayout(self)
        self._nothing = QWidget()
        self._nothing.setObjectName("transparent")
        self._stack.addWidget(self._nothing)
        for made in buttons.values():
            self._stack.addWidget(made)

    def put(self, key: str) -> None:
        if key != self._shown:
            self._shown = key
            if key and self._is_pointed_at:
                self._buttons[key].setEnabled(False)
            self._stack.setCurrentWidget(self._buttons[key] if key else self._nothing)

    def enterEvent(self, event: QEvent) -> None:
        self._is_pointed_at = True

    def leaveEvent(self, event: QEvent) -> None:
        self._is_pointed_at = False
        for made in self._buttons.values():
            made.setEnabled(True)


def _link(words: str, name: str, act: object) -> QPushButton:
    made = button(words, name, "link")
    made.clicked.connect(act)
    return made


class ProgressBar(QWidget):
    """A thin bar; without a fraction it shows that something is going on, not how far it is."""

    accessible_role = "ProgressBar"

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
        bar = QRectF(0, self.height() / 2 - 2.5, self.width(), 5)
        painter.setBrush(self._theme.color("line"))
        painter.drawRoundedRect(bar, 2.5, 2.5)
        if self._fraction:
            bar.setWidth(max(5.0, bar.width() * min(1.0, self._fraction)))
            painter.setBrush(self._theme.color("accent"))
            painter.drawRoundedRect(bar, 2.5, 2.5)
        painter.end()
