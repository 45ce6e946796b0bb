"""The window: three places that are always where you left them, and the wires between them."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

from stemdesk.core.errors import explained
from stemdesk.core.jobs import is_url
from stemdesk.core.later import later
from stemdesk.gui.accounts.account_monitor import AccountMonitor
from stemdesk.gui.accounts.keyring_notice import KeyringNotice
from stemdesk.gui.base.desktop import show_folder
from stemdesk.gui.base.engine_bridge import EngineBridge, in_thread
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import named
from stemdesk.gui.base.qt_classes import make_classes
from stemdesk.gui.jobs.jobs_controller import JobsController
from stemdesk.gui.jobs.jobs_panel import JobsPanel
from stemdesk.gui.library.songs_controller import SongsController
from stemdesk.gui.library.songs_panel import SongsPanel
from stemdesk.gui.session.undo_history import UndoHistory
from stemdesk.gui.shell.command_menu import CommandMenus, show_about
from stemdesk.gui.shell.early_listening import EarlyListening
from stemdesk.gui.shell.job_outcomes import JobOutcomes
from stemdesk.gui.shell.key_map import in_order, window_keys
from stemdesk.gui.shell.notifications import Notifications
from stemdesk.gui.shell.top_bar import PLAY, SPLIT, TopBar
from stemdesk.gui.split.split_view import SplitView
from stemdesk.gui.widgets import shortcuts
from stemdesk.gui.widgets.basic import SideBySide, stacked
from stemdesk.gui.widgets.message_bar import MessageBar

_PLAYER_SIDE: Final = "stemdesk.gui.shell.player_side"

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent

    from stemdesk.context import AppContext
    from stemdesk.gui.accounts import accounts_dialog
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.jobs import closing_line
    from stemdesk.gui.player.player_view import PlayerView
    from stemdesk.gui.preferences import settings_dialog, update_checker
    from stemdesk.gui.service import service_controller
    from stemdesk.gui.session.loaded_stems import LoadedStems
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice
    from stemdesk.gui.shell import drop_target, player_side
    from stemdesk.gui.shell.result_opener import ResultOpener
    from stemdesk.gui.widgets.shortcuts import Shortcut
    from stemdesk.jobs.library import Added
    from stemdesk.jobs.store import Song
else:
    accounts_dialog = later("stemdesk.gui.accounts.accounts_dialog")
    closing_line = later("stemdesk.gui.jobs.closing_line")
    drop_target = later("stemdesk.gui.shell.drop_target")
    player_side = later(_PLAYER_SIDE)
    service_controller = later("stemdesk.gui.service.service_controller")
    settings_dialog = later("stemdesk.gui.preferences.settings_dialog")
    update_checker = later("stemdesk.gui.preferences.update_checker")

#: What a window manager adds around a window, at a guess: the first window should not hang over the screen's edge.
_FRAME = 40
_NARROWEST = 980
#: The list of songs, before somebody drags it.
_LIST_WIDTH = 264
#: How high the player's transport is, which notices leave free.
_TRANSPORT = 96


class MainWindow(QMainWindow):
    def __init__(self, context: AppContext, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._context = context
        self._theme = theme
        self._settings = settings
        self._bridge = self.engine_bridge = EngineBridge(context)
        #: None as long as nobody needs it.
        self.player_side: player_side.PlayerSide | None = None
        self._undo = self.undo_history = UndoHistory()
        self._notifications = Notifications(self, settings)
        self._accounts = AccountMonitor(context, self._bridge)
        self.setWindowTitle("StemDesk")
        named(self, "StemDesk")
        self.setAcceptDrops(True)
        self.setMinimumSize(_NARROWEST, 640)
        room = self.screen().availableSize()
        self.resize(min(1440, room.width() - _FRAME), min(900, room.height() - _FRAME))
        self.restoreGeometry(settings.geometry)

        self._top = TopBar(theme)
        self._songs = self.songs_panel = SongsPanel(theme)
        self._notice = self.message_bar = MessageBar(theme)
        KeyringNotice(self._accounts, self._notice, context.registry)
        self._library = SongsController(
            self, context.library, self._bridge, self._songs, history=self._undo, notice=self._notice
        )
        self._split = SplitView(theme, context.registry, self._bridge, settings, self._accounts)
        self._jobs = JobsPanel(theme, context.registry)
        self._work = JobsController(self, context.engine, self._bridge, settings, self._jobs)
        self._outcomes = JobOutcomes(
            self, self._work, self._library, EarlyListening(self, self._bridge),
            accounts=self._accounts, notifications=self._notifications, bridge=self._bridge, window=self,
            jobs_panel=self._jobs,
        )  # fmt: skip
        self._build()
        self._connect()
        self.keys: list[Shortcut] = []
        self._menus = CommandMenus(self, self._top, theme)
        self._add_commands(window_keys(self))
        theme.dress(self)

    # --- building -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._views = QStackedWidget()
        self._views.addWidget(self._split)
        centre = QWidget()
        centre.setObjectName("centre")
        centre.setMinimumWidth(_NARROWEST - self._songs.minimumWidth() - 1)  # what wants more there folds itself
        stacked(centre, self._views, fills=self._views)
        self._notice.lie_on(centre)
        across = SideBySide(
            self._songs, centre, side=self._songs, width=_LIST_WIDTH, settings=self._settings, key="songs-width"
        )
        across.setHandleWidth(1)
        whole = QWidget()
        stacked(whole, self._top, across, self._jobs, fills=across)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        bridge, songs, jobs = self._bridge, self._songs, self._jobs
        self._work.begun.connect(lambda: jobs.unfold(True))
        bridge.failed.connect(lambda error: self._notice.say(show(explained(error).message), bad=True))
        self._top.add_wanted.connect(self.pick_songs)
        self._top.view_wanted.connect(self.show_view)
        self._top.accounts_wanted.connect(self.show_accounts)
        self._split.account_wanted.connect(lambda provider: self.show_accounts(provider, returns=True))
        self._top.settings_wanted.connect(self.show_settings)
        songs.chosen.connect(self._split.set_songs)
        songs.split_wanted.connect(lambda _: self.show_view(SPLIT))
        # The opener is built when it is first asked for, and so are the services' pages.
        songs.play_wanted.connect(lambda *row: self.result_opener.open(*row))  # noqa: PLW0108
        songs.export_wanted.connect(lambda *row: self.result_opener.open_for_export(*row))  # noqa: PLW0108
        self._library.reloaded.connect(self._split.offer_references)
        self._library.added.connect(self._was_added)
        songs.folder_wanted.connect(show_folder)
        self._split.split_wanted.connect(self._work.start)
        self._work.answered.connect(self._split.be_ready)
        self._work.ended.connect(lambda job, _: self._split.look_again(job.spec.provider))
        self._split.service_wanted.connect(lambda *page: self._services.open(*page))  # noqa: PLW0108
        self._undo.told.connect(self._notice.say)
        jobs.open_wanted.connect(self._outcomes.open)
        jobs.folder_wanted.connect(lambda job: show_folder(job.results.folder))
        self._notifications.clicked.connect(self._come_forward)

    def _at_the_player(self) -> player_side.PlayerSide:
        """The side that plays. Built when it is first asked for."""
        if self.player_side is None:
            made = self.player_side = player_side.PlayerSide(
                self, self._context, self._theme, self._settings, self._bridge, history=self._undo
            )
            self._views.addWidget(made.view)
            made.title_changed.connect(
                lambda title: self.setWindowTitle(f"{title} — StemDesk" if title else "StemDesk")
            )
            made.trouble.connect(self._cannot_be_played)
            made.opened.connect(lambda: self.show_view(PLAY))
            made.export_wanted.connect(self.export_mix)
            made.exported.connect(self._was_exported)
            made.refused.connect(self._notice.say)
            made.view.split_wanted.connect(lambda path: self._bridge.spawn(self._library.add([path])))
            made.view.room_wanted.connect(lambda: self._jobs.unfold(False))
            made.follow(self._songs, self._library)
            self._add_commands(made.keys())
        return self.player_side

    def _add_commands(self, keys: Sequence[Shortcut]) -> None:
        self.keys += keys
        self._menus.add(shortcuts.install(self, keys))

    # --- built when they are first needed: the window is there sooner ---------------------------------------------

    @cached_property
    def _services(self) -> service_controller.ServiceController:
        made = service_controller.ServiceController(self, self._context, self._theme, self._bridge, self._settings)
        made.brought.connect(self._work.bring)
        made.heard.connect(self._hear_example)
        return made

    @cached_property
    def _drops(self) -> drop_target.DropTarget:
        return drop_target.DropTarget(self, self._theme, self._bridge)

    @cached_property
    def _closing(self) -> closing_line.ClosingLine:
        return closing_line.ClosingLine(self, self._theme, self._jobs)

    @cached_property
    def _updates(self) -> update_checker.UpdateChecker:
        return update_checker.UpdateChecker(self._settings, self._bridge, self._notice)

    # --- starting -------------------------------------------------------------------------------------------------

    def begin(self, files: Sequence[str], demo: Path) -> None:
        """Fills the window: jobs and songs of earlier days, these files, or the demo song at the very first start."""
        self._songs.take_focus()
        self._split.begin()
        self._bridge.spawn(self._begin(list(files), demo))

    async def _begin(self, files: list[str], demo: Path) -> None:
        context, bridge = self._context, self._bridge
        if str(context.notice):
            self._notice.say(show(context.notice), bad=True)
        self._accounts.look_at_start(self._split.description.id)
        await self._work.fill()
        await self._library.reload()
        if files:
            await self._take(files)
        elif not self._settings.demo_was_shown and await self._library.add_to_empty(demo):
            self._notice.say(tr("This is a demo song. Press Split to take it apart, or drop a song of your own."))
        elif self._songs.songs() and not (self._library.was_given_songs or self._songs.selected()):
            self._songs.select({self._songs.songs()[0].id})
        self._settings.demo_shown()
        await bridge.ask(context.engine.keep_partials(context.app_paths.cache / "partial"))
        await make_classes()
        await in_thread(import_module, _PLAYER_SIDE)
        self._at_the_player()
        await bridge.ask(context.engine.resume())
        await self._updates.begin()

    def receive(self, files: list[str]) -> None:
        """Another start was given these: they come here, and so does the user."""
        self._come_forward()
        if files:
            self._outcomes.turn_to_other_work()
        self._bridge.spawn(self._take(files))

    async def _take(self, files: Sequence[str]) -> None:
        links = [file for file in files if is_url(file)]
        paths = [Path(file) for file in files if not is_url(file)]
        if paths:
            await self._library.add(paths)
        if links:
            self._take_links(links)

    # --- songs ----------------------------------------------------------------------------------------------------

    def pick_songs(self) -> None:
        self._library.pick()

    def _was_added(self, added: Added) -> None:
        if added.opened and len(added.song_ids) == 1:
            self.result_opener.folder(added.song_ids[0], added.opened[0], self._songs.songs())
        elif added.song_ids:
            self.show_view(SPLIT)

    def split_now(self) -> None:
        """The big button, from the keyboard. At the player, only for the song that is in it: others are shown first."""
        if self.view == PLAY and not self.result_opener.has_loaded(self._songs.selected()):
            self.show_view(SPLIT)
        else:
            self._split.press()

    @property
    def split_words(self) -> str:
        return self._split.button_words

    # --- playing --------------------------------------------------------------------------------------------------

    def play_or_pause(self) -> None:
        """Space: what is in the player, or the row of the list that has the focus; the view stays."""
        self.result_opener.play_or_pause(self._songs.row_to_hear())

    def _cannot_be_played(self, words: str) -> None:
        if self.view != PLAY:  # where it stands already
            self._notice.say(words, bad=True)

    def _hear_example(self, loaded_stems: LoadedStems) -> None:
        self.result_opener.loaded_stems(loaded_stems)
        self._notice.say(tr("“{song}” is an example; it is not in your songs.", song=loaded_stems.title))

    def export_mix(self) -> None:
        self._at_the_player().exporter.open(self._songs.selected())

    def export_chart(self) -> None:
        self._at_the_player().exporter.open_chart()

    def _was_exported(self, path: Path) -> None:
        folder = path if path.is_dir() else path.parent
        self._notice.say(
            tr("“{name}” is exported.", name=path.name), action=tr("Show in folder"), act=lambda: show_folder(folder)
        )

    # --- the rest of the window -------------------------------------------------------------------------------------

    def songs(self) -> list[Song]:
        return self._songs.songs()

    @property
    def result_opener(self) -> ResultOpener:
        return self._at_the_player().opening

    @property
    def is_at_the_player(self) -> bool:
        """Somebody listens, or is about to."""
        return self.player_side is not None and (self.player_side.is_sounding or self.view == PLAY)

    @property
    def playback(self) -> Playback:
        return self._at_the_player().playback

    @property
    def practice(self) -> Practice:
        return self._at_the_player().practice

    @property
    def player(self) -> PlayerView:
        return self._at_the_player().view

    @property
    def view(self) -> int:
        """SPLIT or PLAY."""
        return self._views.currentIndex()

    def show_view(self, place: int) -> None:
        if place == PLAY:
            self._at_the_player()
        self._views.setCurrentIndex(place)
        self._top.show_view(place)
        self._notice.keep_to(right=place == PLAY, above=_TRANSPORT if place == PLAY else 0)

    def show_accounts(self, provider: str = "", words: str = "", *, returns: bool = False) -> None:
        """The accounts; with a provider, that one, and why. `returns`: once it is saved, the way leads back here."""
        dialog = next(
            (dialog for dialog in self.findChildren(accounts_dialog.AccountsDialog) if dialog.isVisible()), None
        )
        if dialog is None:
            dialog = accounts_dialog.AccountsDialog(self, self._context.registry, self._bridge, self._accounts)
            dialog.accepted.connect(self._split.take_focus)
            dialog.show()
        dialog.turn_to(provider or self._split.description.id, words, returns=returns)
        dialog.raise_()
        dialog.activateWindow()

    def show_accounts_once(self, provider: str, words: str) -> None:
        """Unless they are open already."""
        if not any(dialog.isVisible() for dialog in self.findChildren(accounts_dialog.AccountsDialog)):
            self.show_accounts(provider, words, returns=True)

    def show_settings(self) -> None:
        dialog = settings_dialog.SettingsDialog(
            self, self._theme, self._settings, self._context.registry,
            bridge=self._bridge, playback=self.playback, updates=self._updates,
        )  # fmt: skip
        dialog.kept_models.changed.connect(self._split.reload)
        dialog.open()

    def show_keys(self) -> None:
        shortcuts.ShortcutsDialog(self, in_order(self.keys)).open()

    def show_log(self) -> None:
        show_folder(self._context.app_paths.logs)

    def show_about(self) -> None:
        show_about(self)

    def _come_forward(self) -> None:
        self.showNormal()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space always plays, as in every DAW; so Return presses the button that has the focus: once, however long."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            if not event.isAutoRepeat():
                focused.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drops.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drops.move(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._drops.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        dropped = self._drops.take(event)
        self._outcomes.turn_to_other_work()
        if dropped.links:
            self._take_links(dropped.links)
        if dropped.paths:
            self._bridge.spawn(self._library.add(list(dropped.paths)))

    def _take_links(self, links: Sequence[str]) -> None:
        """To the split view; where the chosen provider does not fetch any, another one is offered."""
        fetching = [description for description in self._context.registry.descriptions() if description.takes_urls]
        if not fetching:
            self._notice.say(tr("Links cannot be split. Download the song and drop the file."), bad=True)
            return
        self._split.set_links(links)
        self.show_view(SPLIT)
        if not self._split.description.takes_urls:
            other, chosen = fetching[0], show(self._split.description.name)
            self._notice.say(
                tr("{provider} fetches songs from links; “{chosen}” takes files only.",
                   provider=show(other.name), chosen=chosen),
                action=tr("Choose {provider}", provider=show(other.name)),
                act=lambda: self._split.choose_provider(other.id),
            )  # fmt: skip

    async def closed(self) -> None:
        """Returns when everything that the window had begun has ended, after it was closed."""
        await self._bridge.ended()

    def close_by_hand(self) -> None:
        self._closing.close_by_hand()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Jobs are put down where they stand and go on with the next start."""
        if self._closing.holds(event):
            event.ignore()
            return
        self._settings.geometry = self.saveGeometry()
        self.hide()  # at once; the sound card may take a moment to let go
        if self.player_side is not None:
            self.player_side.shut()
        self._bridge.stop()
        event.accept()
        QApplication.quit()
