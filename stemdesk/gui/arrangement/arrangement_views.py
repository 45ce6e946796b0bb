"""Everything of the arrangement that the player shows, and the wires between: made once, given its places by the player."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stemdesk.core.music import regions
from stemdesk.gui.arrangement.arrangement_lines import ArrangementLines
from stemdesk.gui.arrangement.chord_track import listening_words
from stemdesk.gui.arrangement.large_chords import LargeChords
from stemdesk.gui.arrangement.now_chord import NowChord
from stemdesk.gui.arrangement.shown_menu import ShownMenu
from stemdesk.gui.base.i18n import tr

if TYPE_CHECKING:
    from stemdesk.gui.base.settings import Settings
    from stemdesk.gui.base.theme import Theme
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice
    from stemdesk.gui.session.time_view import TimeView

#: Going back, a part that began just now is not "the part before".
_JUST_BEGUN = 1.0


class ArrangementViews(QObject):
    """`export_wanted`: the loop is to be exported. `chart_wanted`: the chart is."""

    export_wanted = Signal()
    chart_wanted = Signal()
    #: Why there is nothing to show.
    told = Signal(str)

    def __init__(
        self, parent: QWidget, theme: Theme, timeline: TimeView, playback: Playback, practice: Practice, *,
        head_width: int,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme = theme
        self._playback = playback
        self._practice = practice
        self._lanes: QWidget | None = None
        self._window: LargeChords | None = None
        self.lines = ArrangementLines(theme, timeline, playback, practice, head_width)
        self.names = self.lines.chords.names
        self.now = NowChord(practice, self.names)
        self.switch = ShownMenu(theme, practice.arrangement)
        self.large = LargeChords(theme, playback, practice, self.names)
        self.large.hide()
        self.large.closed.connect(lambda: self.show_large(False))
        self.large.full_screen_wanted.connect(self._open_window)
        for source in (self.switch, self.lines.chords):
            source.large_wanted.connect(lambda: self.show_large(True))
        self.lines.chords.chart_wanted.connect(self.chart_wanted)
        self.lines.sections.export_wanted.connect(self.export_wanted)
        playback.playback_settings_changed.connect(self.now.refresh)

    def in_place_of(self, lanes: QWidget) -> QWidget:
        """The lanes, or where they are the large chords."""
        self._lanes = lanes
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(lanes)
        column.addWidget(self.large)
        return both

    def remember_in(self, settings: Settings) -> None:
        """What is shown is a habit: it is kept for all songs."""
        arrangement = self._practice.arrangement
        arrangement.recall_shown(settings.choice("global-tracks"))
        arrangement.shown_changed.connect(lambda: settings.remember("global-tracks", arrangement.shown_words))
        self.lines.show_shown()

    def show_seconds(self, seconds: float) -> None:
        for view in (self.now, self.large):
            view.show_seconds(seconds)
        self.lines.move_playhead(seconds)
        if self._window is not None:
            self._window.show_seconds(seconds)

    # --- the large chords ---------------------------------------------------------------------------------------------

    def toggle_large(self) -> None:
        self.show_large(self.large.isHidden())

    def show_large(self, shown: bool) -> None:
        if shown and not self._practice.arrangement.has_chords:
            if self._playback.frames:
                words = listening_words(self._practice.arrangement) or tr("not detected")
                self.told.emit(tr("Chords: {state}", state=words))
            return
        focused = self.large.window().focusWidget()
        had_focus = focused is not None and (focused is self.large or self.large.isAncestorOf(focused))
        self.large.setVisible(shown)
        if self._lanes is not None:
            self._lanes.setVisible(not shown)
            if had_focus and not shown:  # else Qt gives it to the next field, where letters are typed
                self._lanes.setFocus(Qt.FocusReason.OtherFocusReason)
        if shown:
            self.large.setFocus(Qt.FocusReason.OtherFocusReason)
            self.large.show_seconds(self._playback.seconds)

    def _open_window(self) -> None:
        if self._window is None:
            self._window = LargeChords(self._theme, self._playback, self._practice, self.names, is_window=True)
            self._window.setWindowTitle(tr("Large chords"))
            self._window.closed.connect(self.close_window)
        self._window.show_on(self.large.screen())
        self._window.show_seconds(self._playback.seconds)

    def close_window(self) -> None:
        if self._window is not None:
            window, self._window = self._window, None
            window.hide()
            window.deleteLater()
            self.large.window().activateWindow()

    # --- from part to part --------------------------------------------------------------------------------------------

    def go_to_part(self, *, forward: bool) -> None:
        """The beginning of the next part; back to that of this one, and from there to the one before."""
        track, seconds = self._practice.arrangement.sections, self._playback.seconds
        starts = [region.start for region in track]
        if forward:
            wanted = next((start for start in starts if start > seconds + regions.SHORTEST), None)
        else:
            wanted = next((start for start in reversed(starts) if start < seconds - _JUST_BEGUN), None)
            wanted = starts[0] if wanted is None and starts else wanted
        if wanted is not None:
            self._playback.seek_seconds(wanted)

    def loop_part(self) -> None:
        self.lines.sections.loop_current()
