"""Closing the window while jobs run: a line says that they go on at the next start, and a moment later the window is gone.

Nothing is asked: nothing is lost. Whoever did not mean to close it stays; whoever closes it once more is not kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from stemdesk.gui.base.i18n import tr, tr_n
from stemdesk.gui.widgets.basic import button
from stemdesk.gui.widgets.window_veil import WindowVeil

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent
    from PySide6.QtWidgets import QWidget

    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.jobs.jobs_panel import JobsPanel

#: Long enough to read a line and to reach for the key that keeps the window.
_MILLISECONDS: Final = 3000


class ClosingLine(WindowVeil):
    def __init__(self, window: QWidget, theme: Theme, jobs: JobsPanel) -> None:
        super().__init__(window, theme)
        self._window = window
        self._jobs = jobs
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MILLISECONDS)
        self._timer.timeout.connect(window.close)
        stay = button(tr("Stay"), tr("Stay"))
        stay.clicked.connect(self._stay)
        now = button(tr("Close now"), tr("Close now"), "accent")
        now.clicked.connect(window.close)
        for made in (stay, now):
            self.offer(made)
        self._stay_button = stay
        self._is_by_hand = False
        QShortcut(QKeySequence("Esc"), self, self._stay)

    def close_by_hand(self) -> None:
        """Closes the window as a person does, by a command that is no event of the system's."""
        self._is_by_hand = True
        try:
            self._window.close()
        finally:
            self._is_by_hand = False

    def holds(self, event: QCloseEvent) -> bool:
        """Whether the window stays for as long as it takes to read the line. Only a person who closes it is told: not the
        program itself, and not the system that is about to end the session."""
        application = QApplication.instance()
        ends = isinstance(application, QApplication) and application.isSavingSession()
        by_a_person = (event.spontaneous() or self._is_by_hand) and not ends
        count = self._jobs.running()
        if not by_a_person or not count or self.isVisible():
            self._timer.stop()
            return False
        self.say(
            tr_n("%n job(s) running. They go on at the next start.", count), tr("StemDesk closes …"), welcome=False
        )
        self._stay_button.setFocus()
        self._timer.start()
        return True

    def _stay(self) -> None:
        self._timer.stop()
        self.hide()
