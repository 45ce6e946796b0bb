"""Writes into the undo history what somebody sets on loaded stems: levels, loops, markers, names, tempo …

It compares what is set now with what was set before whenever something says that it has changed, so whoever changes
something need not know of it. What comes from elsewhere (a mix that is restored, an analysis, undo itself) is not recorded.
Another result forgets the entries of the one before: they would not fit it. The mix itself is kept with its result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from stemdesk.gui.session.mix_snapshot import TAPS, MixSnapshot, bring_back, changed, snapshot
from stemdesk.gui.session.practice import TAPS_END

if TYPE_CHECKING:
    from stemdesk.gui.session.mix_store import MixStore
    from stemdesk.gui.session.playback import Playback
    from stemdesk.gui.session.practice import Practice
    from stemdesk.gui.session.undo_history import UndoHistory

#: Which entries of the history are of the loaded stems.
MIX_SCOPE: Final = "mix"
#: Milliseconds without a change after which keys and wheel begin another step.
_REST: Final = 600
#: The same between taps, which are slower: as long as they are one row.
_TAPS_REST: Final = round(1000 * TAPS_END)
#: Gestures that are one only while the mouse holds what they change.
_HELD: Final = " held"


class MixUndo(QObject):
    """Made after everything else that follows `playback.loaded`: it begins with what these have set."""

    def __init__(self, history: UndoHistory, playback: Playback, practice: Practice, memory: MixStore) -> None:
        super().__init__()
        self._history = history
        self._playback = playback
        self._practice = practice
        self._memory = memory
        self._last: MixSnapshot | None = None
        self._is_undoing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._rest)
        playback.loaded.connect(self._begin)
        playback.unloaded.connect(self._end)
        memory.restored.connect(self._look)
        playback.gesture_begun.connect(history.end_gesture)
        for signal in (
            playback.mix_changed, playback.loop_changed, playback.playback_settings_changed, playback.looks.changed,
            practice.changed,
        ):  # fmt: skip
            signal.connect(self._changed)

    def _begin(self) -> None:
        self._history.forget(MIX_SCOPE)
        self._look()

    def _end(self) -> None:
        self._history.forget(MIX_SCOPE)
        self._last = None

    def _look(self) -> None:
        self._last = snapshot(self._playback, self._practice)

    def _changed(self) -> None:
        before = self._last
        if not self._playback.frames:
            self._last = None  # something else is being loaded
            return
        if before is None or self._is_undoing or self._memory.is_restoring:
            return
        now = snapshot(self._playback, self._practice)
        change = changed(self._playback, before, now)
        self._last = now
        if change is not None:
            gesture = change.gesture
            if gesture.endswith(_HELD) and QGuiApplication.mouseButtons() is Qt.MouseButton.NoButton:
                gesture = ""
            self._history.record(
                change.words, lambda: self._bring_back(before, now), lambda: self._bring_back(now, before), gesture,
                scope=MIX_SCOPE,
            )  # fmt: skip
            self._timer.start(_TAPS_REST if gesture == TAPS else _REST)

    def _bring_back(self, wanted: MixSnapshot, instead_of: MixSnapshot) -> None:
        self._is_undoing = True
        try:
            bring_back(self._playback, self._practice, wanted, instead_of)
        finally:
            self._is_undoing = False
        self._look()

    def _rest(self) -> None:
        if QGuiApplication.mouseButtons() is Qt.MouseButton.NoButton:
            self._history.end_gesture()
        else:
            self._timer.start(_REST)  # somebody holds it still
