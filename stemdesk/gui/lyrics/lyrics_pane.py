"""The lyrics beside the lanes: where they come from, the lines, and what can be done with them."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from stemdesk.audio.analysis.phrases import proposed_starts, sung_phrases
from stemdesk.audio.files.multitrack_reader import FrameRange
from stemdesk.audio.playback.messages import Transport
from stemdesk.core.errors import StemDeskError, explained
from stemdesk.gui.base.engine_bridge import in_thread
from stemdesk.gui.base.i18n import show, tr
from stemdesk.gui.base.plain_text import named, no_mnemonic, question, tip
from stemdesk.gui.lyrics.find_dialog import FindDialog
from stemdesk.gui.lyrics.karaoke_window import KaraokeWindow
from stemdesk.gui.lyrics.lines_editor import LinesEditor
from stemdesk.gui.lyrics.lines_view import LinesView
from stemdesk.gui.lyrics.lyric_times import Taps
from stemdesk.gui.lyrics.lyrics_session import LyricsSession
from stemdesk.gui.lyrics.pane_parts import EmptyPage, PaneButtons, TapBar, source_title, source_words
from stemdesk.gui.widgets.basic import SideBySide, button, label
from stemdesk.lyrics.lookup import query_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent, QScreen

    from stemdesk.core.music.lyrics import LyricLine
    from stemdesk.core.text import Text
    from stemdesk.gui.base.engine_bridge import EngineBridge
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.undo_history import UndoHistory
    from stemdesk.lyrics.sources import Found

_FRAME_MS: Final = 50
_WIDTH: Final = 280
#: In a small window the chords above the tracks are to be read, too.
_SHARE: Final = 0.3
_NARROWEST: Final = 220
_LOW: Final = 340


class LyricsPane(QFrame):
    """Hidden until somebody wants it. `toggle` is its button, for the player's head."""

    def __init__(
        self, theme: Theme, playback: Playback, bridge: EngineBridge, settings: Settings, history: UndoHistory
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setMinimumWidth(_NARROWEST)
        named(self, tr("Lyrics pane"))
        self._playback = playback
        self._bridge = bridge
        self._settings = settings
        self.session = LyricsSession(playback, bridge, history)
        self._taps: Taps | None = None
        self._edited_place = self.session.place, self.session.title
        self._karaoke: KaraokeWindow | None = None
        self._stop = threading.Event()
        self.toggle = button(tr("Lyrics"), tr("Lyrics"), "pill")
        self.toggle.setCheckable(True)
        tip(self.toggle, tr("Lyrics beside the tracks"))
        self.toggle.setChecked(settings.choice("lyrics") == "1")
        self.toggle.toggled.connect(self._toggled)
        self._list = LinesView(theme)
        self._editor = LinesEditor(lambda: playback.seconds)
        self._empty = EmptyPage()
        self._stack = QStackedWidget()
        for page in (self._empty, self._list, self._editor):
            self._stack.addWidget(page)
        self._source = button("", tr("Lyrics source"), "tiny")
        self._source.setMenu(QMenu(self._source))
        self._trouble = label("", "note", wrap=True)
        self._trouble.setContentsMargins(12, 0, 12, 0)
        self._replace = button(tr("Replace it"), tr("Replace the file with these lyrics"), "link")
        self._now = button(tr("Back to the current line"), tr("Back to the current line"), "pill")
        self._taps_bar = TapBar()
        self._buttons = PaneButtons()
        self._build()
        self._connect()
        self._clock = QTimer(self)
        self._clock.setInterval(_FRAME_MS)
        self._clock.timeout.connect(self._tick)
        self.setVisible(self.toggle.isChecked())
        self._refresh()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 8, 0)
        head.addWidget(label(tr("Lyrics"), "label"))
        head.addStretch(1)
        head.addWidget(self._source)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._now)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 10, 1, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._trouble)
        column.addWidget(self._replace, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._stack, 1)
        column.addLayout(middle)
        column.addWidget(self._taps_bar)
        column.addWidget(self._buttons)
        for hidden in (self._trouble, self._replace, self._now, self._taps_bar):
            hidden.hide()

    def _connect(self) -> None:
        session, playback, buttons = self.session, self._playback, self._buttons
        session.changed.connect(self._refresh)
        session.sources_changed.connect(self._refresh)
        session.trouble.connect(self._show_trouble)
        session.blocked.connect(lambda _: self._replace.show())
        self._replace.clicked.connect(session.replace_file)
        playback.transport_changed.connect(self._transport_changed)
        playback.moved.connect(lambda seconds: self._list.show_current(session.times.row_at(seconds)))
        playback.loaded.connect(lambda _: self._leave_modes())
        playback.unloaded.connect(self._leave_modes)
        playback.completed.connect(lambda _: self._note_place())
        self._list.play_wanted.connect(self._play_from)
        self._list.edit_wanted.connect(self.edit_line)
        self._list.follow_changed.connect(lambda follows: self._now.setVisible(not follows and session.lyrics.is_timed))
        self._list.tapped.connect(self._tap)
        self._list.taken_back.connect(self._take_back)
        self._list.given_up.connect(lambda: self._end_taps(keep=False))
        self._now.clicked.connect(self._list.follow)
        self._editor.finished.connect(self._edited)
        self._taps_bar.finished.connect(self._end_taps)
        self._empty.find_wanted.connect(self.look_up)
        self._empty.write_wanted.connect(self.edit)
        buttons.full_screen.clicked.connect(self._choose_screen)
        buttons.loop.clicked.connect(self.loop_lines)
        buttons.edit.clicked.connect(self.edit)
        buttons.tap.clicked.connect(self.tap_times)
        buttons.propose.clicked.connect(self.propose)
        buttons.look_up.clicked.connect(self.look_up)
        source_menu = self._source.menu()
        source_menu.aboutToShow.connect(lambda: self._fill(source_menu))

    def beside(self, tracks: QWidget) -> SideBySide:
        """The tracks with this at their right; how wide it is, is remembered."""
        split = SideBySide(
            tracks, self, side=self, width=_WIDTH, settings=self._settings, key="lyrics-width", share=_SHARE
        )
        split.setHandleWidth(12)
        split.setObjectName("beside")
        return split

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._buttons.make_room(low=self.height() < _LOW)

    # --- what is shown ------------------------------------------------------------------------------------------------

    def _toggled(self, on: bool) -> None:
        self._settings.remember("lyrics", "1" if on else "")
        self.setVisible(on)
        if not on:
            self._leave_modes()
        self._transport_changed(self._playback.transport)
        self._list.show_current(self.session.times.row_at(self._playback.seconds))

    def _refresh(self) -> None:
        session, editing = self.session, self._stack.currentWidget() is self._editor
        if self._taps is None:
            self._list.show_lines(session.lyrics.lines)
            self._list.show_current(session.times.row_at(self._playback.seconds))
        if not editing:
            self._stack.setCurrentWidget(self._empty if session.is_empty else self._list)
        self._empty.show_loading(session.is_loading)
        self._source.setText(source_title(session.lyrics.source, loading=session.is_loading))
        self._source.setEnabled(self._taps is None and not editing)
        has, timed = not session.is_empty, session.lyrics.is_timed
        self._buttons.setVisible(has and self._taps is None and not editing)
        self._buttons.refresh(timed=timed, vocals=session.vocals is not None)
        self._taps_bar.setVisible(self._taps is not None)
        self._now.setVisible(not self._list.follows and timed and not editing)

    def _show_trouble(self, message: Text) -> None:
        words = show(message)
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        self._replace.hide()

    def _transport_changed(self, transport: Transport) -> None:
        if transport is Transport.PLAYING and self.isVisible():
            self._clock.start()
        else:
            self._clock.stop()
            self._tick()

    def _tick(self) -> None:
        if self._taps is None:
            self._list.show_current(self.session.times.row_at(self._playback.seconds))

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        session = self.session
        for found in session.sources:
            action = menu.addAction(no_mnemonic(source_words(found)))
            action.setCheckable(True)
            action.setChecked(found.lyrics == session.lyrics)
            action.triggered.connect(lambda _=False, found=found: self._choose(found))
        if session.sources:
            menu.addSeparator()
        menu.addAction(tr("Find lyrics…"), self.look_up)
        menu.addAction(tr("Edit lyrics"), self.edit)
        if not session.is_empty:
            menu.addAction(tr("Tap the times of the lines"), self.tap_times)
            propose = menu.addAction(tr("Propose times from the vocals"), self.propose)
            propose.setEnabled(session.vocals is not None)
        save = menu.addAction(tr("Save as .lrc"), session.keep)
        save.setEnabled(not session.is_empty and session.place.kept is not None)
        menu.addAction(tr("Reload"), session.reload)

    def _choose(self, found: Found) -> None:
        self.session.choose(found)

    # --- playing ------------------------------------------------------------------------------------------------------

    def _play_from(self, row: int) -> None:
        start = self._lines[row].start if row < len(self._lines) else None
        if start is not None and self._taps is None:
            self._list.follow()
            self._playback.seek_seconds(start)
            self._playback.play()

    @property
    def _lines(self) -> Sequence[LyricLine]:
        return self.session.lyrics.lines

    def loop_lines(self) -> None:
        """Over the chosen lines, else the one that is sung."""
        current = self.session.times.row_at(self._playback.seconds)
        rows = [row for row in self._list.chosen_rows() if self._lines[row].start is not None]
        rows = rows or ([current] if current is not None else [])
        span = self.session.times.span(rows)
        if span is not None:
            rate = self._playback.rate
            end = min(span[1], self.session.seconds)
            self._playback.set_loop(FrameRange(round(span[0] * rate), round(end * rate)))

    def _choose_screen(self) -> None:
        """Asks for the display where there are several."""
        screens = QGuiApplication.screens()
        if len(screens) < 2:
            self.full_screen()
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for screen in screens:
            size = screen.size()
            words = tr(
                "{display} ({width} × {height})", display=screen.name(), width=size.width(), height=size.height()
            )
            menu.addAction(no_mnemonic(words), partial(self.full_screen, screen))
        below = self._buttons.full_screen
        menu.popup(below.mapToGlobal(below.rect().topLeft()))

    def full_screen(self, screen: QScreen | None = None) -> None:
        """On a display that was chosen, else the one where the window is. Without lyrics, the pane says how to get some."""
        if self._karaoke is not None:
            self._karaoke.activateWindow()
            return
        if not self._playback.frames:
            return
        if self.session.is_empty and not self.session.is_loading:
            self.toggle.setChecked(True)
            return
        self._karaoke = window = KaraokeWindow(self.session, self._playback)
        window.closed.connect(self._karaoke_left)
        window.show_on(screen or self.screen())

    def _karaoke_left(self) -> None:
        self._karaoke = None
        self.window().activateWindow()

    # --- editing ------------------------------------------------------------------------------------------------------

    def edit(self) -> None:
        """All of the text; the cursor stands in the chosen line."""
        self.edit_line(next(iter(self._list.chosen_rows()), None))

    def edit_line(self, row: int | None) -> None:
        if self._playback.frames and self._taps is None:
            self._note_place()
            self._stack.setCurrentWidget(self._editor)
            self._editor.begin(self._lines, row)
            self._refresh()

    def _note_place(self) -> None:
        """Whose words are being typed."""
        self._edited_place = self.session.place, self.session.title

    def _edited(self, lines: list[LyricLine] | None) -> None:
        self._stack.setCurrentWidget(self._list)
        if lines is not None:
            self.session.change(lines, tr("edited lyrics"))
        self._refresh()
        self._list.setFocus()

    def tap_times(self) -> None:
        """From the chosen line on, else from the first without a time, else from the first."""
        if self.session.is_empty:
            return
        untimed = (row for row, line in enumerate(self._lines) if line.text and line.start is None)
        first = next(iter(self._list.chosen_rows()), next(untimed, 0))
        self._taps = Taps(self._lines, first)
        self._list.is_tapping = True
        self._list.show_current(None)
        self._show_tap()
        self._refresh()
        self._list.setFocus()
        start = self._lines[first - 1].start if first else 0.0
        if self._playback.transport is not Transport.PLAYING:
            if start is not None:  # else from where the playhead stands
                self._playback.seek_seconds(start)
            self._playback.play()

    def _tap(self) -> None:
        if self._taps is not None:
            self._taps.tap(self._playback.seconds)
            self._show_tap()

    def _take_back(self) -> None:
        if self._taps is not None and (start := self._taps.take_back()) is not None:
            self._playback.seek_seconds(max(0.0, start - 2.0))
            self._show_tap()

    def _show_tap(self) -> None:
        assert self._taps is not None
        self._list.show_lines(self._taps.lines)
        self._list.show_waiting(self._taps.row)
        self._taps_bar.show_count(self._taps.count, self._taps.total)

    def _end_taps(self, keep: bool) -> None:
        taps, self._taps = self._taps, None
        self._list.is_tapping = False
        self._list.show_waiting(None)
        if taps is not None and keep and taps.count:
            self.session.change(taps.result(), tr("tapped times"))
        self._refresh()

    def propose(self) -> None:
        """Where lines begin, from where somebody sings; asks first where there are times already."""
        if self.session.lyrics.is_timed:
            box = question(
                self.window(), tr("Replace the times of all lines?"),
                tr("New ones are proposed from where the vocals sing. Undo brings the old ones back."), tr("Propose times"),
            )  # fmt: skip
            box.accepted.connect(self._begin_proposal)
            box.open()
        else:
            self._begin_proposal()

    def _begin_proposal(self) -> None:
        vocals = self.session.vocals
        if vocals is not None:
            self._stop.set()
            self._stop = threading.Event()
            self._bridge.spawn(self._propose(vocals, self._lines, self._stop))

    async def _propose(self, vocals: Path, lines: Sequence[LyricLine], stop: threading.Event) -> None:
        self._buttons.propose.setEnabled(False)
        try:
            phrases = await in_thread(sung_phrases, vocals, stop.is_set)
            made = await in_thread(proposed_starts, lines, phrases)
        except (StemDeskError, OSError) as error:
            self.session.tell(explained(error).message)
            return
        finally:
            self._buttons.propose.setEnabled(True)
        if stop.is_set() or lines is not self._lines:
            return
        if phrases:
            self.session.change(made, tr("proposed times"))
        else:
            self._trouble.setText(tr("Nobody is heard singing in the vocals."))
            self._trouble.show()

    def look_up(self) -> None:
        if self._playback.frames:
            self._bridge.spawn(self._find())

    async def _find(self) -> None:
        session = self.session
        query = await in_thread(query_for, session.place.song, session.title, session.seconds)
        FindDialog(self.window(), session, self._bridge, query).open()

    def _leave_modes(self) -> None:
        """Another song, or nobody looks any more: taps are given up, what was typed is kept with its song."""
        self._stop.set()
        self._end_taps(keep=False)
        if self._stack.currentWidget() is self._editor:
            lines = self._editor.lines()
            self._stack.setCurrentWidget(self._list)
            if lines is not None:
                self.session.keep_for(*self._edited_place, lines)
            self._refresh()

    def shut(self) -> None:
        self._leave_modes()
        if self._karaoke is not None:
            self._karaoke.close()
        self.session.shut()
