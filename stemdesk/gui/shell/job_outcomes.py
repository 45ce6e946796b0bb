"""What the window does when a job has something to be heard, or has ended: opens it, offers it, or says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from stemdesk.core.errors import ErrorKind
from stemdesk.core.jobs import JobState
from stemdesk.gui.base.formatting import contents
from stemdesk.gui.base.i18n import show, tr, tr_n
from stemdesk.gui.base.user_actions import UserActions

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from stemdesk.core.jobs import Job
    from stemdesk.gui.accounts.account_monitor import AccountMonitor
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.jobs.jobs_controller import JobsController
    from stemdesk.gui.library.songs_controller import SongsController
    from stemdesk.gui.library.songs_panel import SongsPanel
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.undo_history import UndoHistory
    from stemdesk.gui.shell.early_listening import EarlyListening
    from stemdesk.gui.shell.notifications import Notifications
    from stemdesk.gui.shell.result_opener import ResultOpener
    from stemdesk.gui.widgets.message_bar import MessageBar


class Shell(Protocol):
    """The window, as far as outcomes touch it."""

    @property
    def playback(self) -> Playback: ...
    @property
    def result_opener(self) -> ResultOpener: ...
    @property
    def songs_panel(self) -> SongsPanel: ...
    @property
    def message_bar(self) -> MessageBar: ...
    @property
    def is_at_the_player(self) -> bool: ...
    @property
    def undo_history(self) -> UndoHistory: ...
    def show_accounts_once(self, provider: str, words: str) -> None: ...


class JobOutcomes(QObject):
    def __init__(
        self,
        shell: Shell,
        jobs: JobsController,
        songs: SongsController,
        early: EarlyListening,
        *,
        accounts: AccountMonitor,
        notifications: Notifications,
        bridge: EngineBridge,
        window: QWidget,
        jobs_panel: QWidget,
    ) -> None:
        super().__init__()
        self._shell = shell
        self._jobs = jobs
        self._songs = songs
        self._early = early
        self._accounts = accounts
        self._notifications = notifications
        self._bridge = bridge
        self._is_at_other_work = False
        self._actions = UserActions(window, (jobs_panel,))
        self._actions.worked.connect(self.turn_to_other_work)
        jobs.asked.connect(self._sits_and_waits)
        jobs.ended.connect(self._ended)
        jobs.cleared.connect(self._was_cleared)
        early.can_be_heard.connect(self._can_be_heard)

    def open(self, job: Job) -> None:
        """Its stems in the player, as far as they are made."""
        if job.state.is_active:
            self._listen(job)
        else:
            self._shell.result_opener.job(job, self._shell.songs_panel.songs())

    # --- who waits, and who has turned to something else ------------------------------------------------------------------

    def _sits_and_waits(self) -> None:
        """From now on, until something else is done in the window."""
        self._is_at_other_work = False
        self._actions.start()

    def turn_to_other_work(self) -> None:
        """Somebody does something in the window, or gives it a song from outside."""
        self._is_at_other_work = True
        self._actions.stop()

    @property
    def _may_turn_the_page(self) -> bool:
        """Whether nobody would be torn out of anything: out of the player, a dialog, a menu, a form, a list."""
        has_popup = QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None
        return not (has_popup or self._is_at_other_work or self._shell.is_at_the_player)

    # --- what becomes of jobs -----------------------------------------------------------------------------------------------

    def _was_cleared(self, jobs: list[Job]) -> None:
        if len(jobs) == 1:
            words = tr("“{song}” is cleared from the jobs", song=jobs[0].spec.title)
        else:
            words = tr_n("%n job(s) cleared", len(jobs))
        for job in jobs:
            self._shell.message_bar.take_back(job.id)
        history = self._shell.undo_history
        history.record(words, lambda: self._jobs.put_back(jobs), lambda: self._jobs.clear(jobs))
        self._shell.message_bar.say(words, action=tr("Undo"), act=lambda: self._undo(words))

    def _undo(self, words: str) -> None:
        """What the notice speaks of, and nothing newer."""
        if self._shell.undo_history.undo_words == words:
            self._shell.undo_history.undo()

    def _ended(self, job: Job, was_awaited: bool) -> None:
        if not self._jobs.is_waiting and job.state is not JobState.DONE:
            self._actions.stop()
        if was_awaited:
            self._accounts.look_if_it_counts(job.spec.provider)
        if job.state is JobState.CANCELLED:
            self._shell.message_bar.take_back(job.id)
        if job.state is JobState.DONE:
            self._bridge.spawn(self._done(job, was_awaited))
        elif job.error is not None:
            reason = show(job.error.message)
            words = tr("“{song}”: {reason}", song=job.spec.title, reason=reason)
            self._shell.message_bar.say(words, bad=True, about=job.id)
            self._notifications.tell(tr("{song} was not split", song=job.spec.title), reason)
            if job.error.kind is ErrorKind.AUTH and was_awaited:
                self._shell.show_accounts_once(job.spec.provider, reason)

    async def _done(self, job: Job, was_awaited: bool) -> None:
        """Opens the result by itself when somebody sits there waiting for it, else says that it is there."""
        self._shell.message_bar.take_back(job.id)
        await self._songs.reload()
        self._notifications.tell(tr("{song} is ready", song=job.spec.title), tr("Its stems can be played."))
        panel = self._shell.songs_panel
        if not self._shell.result_opener.complete(job, panel.songs()) and was_awaited:
            self._offer(job)
        if not self._jobs.is_waiting:
            self._actions.stop()
        if note := show(job.progress.detail):
            self._shell.message_bar.say(note, bad=True, about=job.id)

    def _offer(self, job: Job) -> None:
        has_sound = job.results is not None and bool(job.results.stems)
        if has_sound and not self._jobs.is_waiting and self._may_turn_the_page:
            self.open(job)
        else:
            what = f"{show(job.spec.shown_model)} · {contents(job.results)}" if job.results is not None else ""
            self._shell.message_bar.say(
                tr("“{song}” is ready: {result}", song=job.spec.title, result=what), about=job.id,
                action=tr("Play") if has_sound else tr("Open"), act=lambda: self.open(job),
            )  # fmt: skip

    def _can_be_heard(self, job: Job) -> None:
        """Its first seconds are there: whoever waits for it hears them now."""
        if not self._jobs.is_awaited(job.id):
            return
        loaded = self._shell.playback.loaded_stems
        if self._may_turn_the_page:
            self._shell.result_opener.partial(job)
        elif loaded is None or loaded.partial is None:
            self._shell.message_bar.say(
                tr("“{song}” can be heard while it is being separated.", song=job.spec.title), about=job.id,
                action=tr("Listen"), act=lambda: self._listen(job),
            )  # fmt: skip

    def _listen(self, job: Job) -> None:
        """To what there is of it by now; one that is over says itself what became of it."""
        now = self._early.now(job)
        if now is not None:
            self._shell.result_opener.partial(now)
