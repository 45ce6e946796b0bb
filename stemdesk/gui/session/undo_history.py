"""What can be taken back: every change that a person makes, the newest last.

One history for the whole window, as in a DAW. Whoever changes something records how to take it back, after it was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from stemdesk.gui.base.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

_LIMIT: Final = 200


class UndoHistory(QObject):
    """`changed`: there is something else to undo or redo. `told` carries a sentence about what was undone or redone."""

    changed = Signal()
    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(_LIMIT)
        self._stack.indexChanged.connect(self.changed)

    def record(
        self, words: str, undo: Callable[[], object], redo: Callable[[], object], merge: str = "", *, scope: str = ""
    ) -> None:
        """A change that was just made. `merge` names a gesture (one drag of one fader): its steps are one to undo, from
        the first one's `undo` to the last one's `redo`. A gesture ends with `end_gesture`, and with any other change.
        `scope` is what the change is about, for `forget`."""
        self._stack.push(_Change(words, undo, redo, merge, scope))

    def end_gesture(self) -> None:
        """The next change begins an entry of its own, whatever it is called."""
        top = self._stack.command(self._stack.index() - 1)
        if isinstance(top, _Change):
            top.merge = ""

    @property
    def undo_words(self) -> str:
        """What `undo` would take back; empty if there is nothing."""
        return next((change.text() for change in reversed(self._changes()[: self._stack.index()]) if _fits(change)), "")

    @property
    def redo_words(self) -> str:
        return next((change.text() for change in self._changes()[self._stack.index() :] if _fits(change)), "")

    def undo(self) -> None:
        words = self.undo_words
        if words:
            self.end_gesture()
            while not _fits(self._stack.command(self._stack.index() - 1)):
                self._stack.undo()  # takes it away
            self._stack.undo()
            self.end_gesture()
            self.told.emit(tr("Undone: {what}", what=words))

    def redo(self) -> None:
        words = self.redo_words
        if words:
            while not _fits(self._stack.command(self._stack.index())):
                self._stack.redo()
            self._stack.redo()
            self.end_gesture()
            self.told.emit(tr("Redone: {what}", what=words))

    def forget(self, scope: str = "") -> None:
        """What was recorded no longer fits what is there: all of it, or what is about `scope`."""
        if not scope:
            self._stack.clear()
            return
        for change in self._changes():
            if isinstance(change, _Change) and change.scope == scope:
                change.merge = ""
                change.setObsolete(True)
        self.changed.emit()

    def _changes(self) -> list[QUndoCommand]:
        return [self._stack.command(number) for number in range(self._stack.count())]


def _fits(change: QUndoCommand) -> bool:
    return not change.isObsolete()


class _Change(QUndoCommand):
    def __init__(
        self, words: str, undo: Callable[[], object], redo: Callable[[], object], merge: str, scope: str
    ) -> None:
        super().__init__(words)
        self.merge = merge
        self.scope = scope
        self._undo = undo
        self._redo = redo
        self._is_done = True  # a stack runs `redo` when a command is pushed; this one has happened already

    def id(self) -> int:
        return 1 if self.merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802  Qt's name
        if not isinstance(other, _Change) or (other.merge, other.scope) != (self.merge, self.scope):
            return False
        self._redo = other._redo
        return True

    def undo(self) -> None:
        self._undo()

    def redo(self) -> None:
        if self._is_done:
            self._is_done = False
        else:
            self._redo()
