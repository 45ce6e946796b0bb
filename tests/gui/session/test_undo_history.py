"""What was changed is taken back in order, a drag as one step."""

from __future__ import annotations

import pytest

from stemdesk.gui.session.undo_history import UndoHistory

pytestmark = pytest.mark.usefixtures("qapp")


class Fader:
    def __init__(self, history: UndoHistory) -> None:
        self.history = history
        self.value = 0

    def set(self, value: int, merge: str = "") -> None:
        before, self.value = self.value, value
        self.history.record("level", lambda: self._put(before), lambda: self._put(value), merge)

    def _put(self, value: int) -> None:
        self.value = value


def test_changes_are_undone_from_the_last_and_done_again() -> None:
    fader = Fader(history := UndoHistory())
    for value in (1, 2, 3):
        fader.set(value)
    history.undo()
    history.undo()
    assert fader.value == 1
    history.redo()
    assert (fader.value, history.undo_words, history.redo_words) == (2, "level", "level")


def test_a_drag_is_one_step() -> None:
    fader = Fader(history := UndoHistory())
    for value in range(1, 30):
        fader.set(value, merge="vocals")
    history.end_gesture()
    for value in range(30, 40):
        fader.set(value, merge="vocals")
    history.undo()
    assert fader.value == 29
    history.undo()
    assert fader.value == 0
    history.redo()
    assert fader.value == 29


def test_a_drag_after_an_undo_does_not_grow_the_one_before() -> None:
    fader = Fader(history := UndoHistory())
    fader.set(1, merge="vocals")
    fader.set(5, merge="drums")
    history.undo()
    fader.set(7, merge="vocals")
    history.undo()
    assert fader.value == 1


def test_nothing_to_undo_says_nothing() -> None:
    history, told = UndoHistory(), list[str]()
    history.told.connect(told.append)
    history.undo()
    history.forget()
    history.undo()
    assert told == []


def test_what_no_longer_fits_is_passed_over() -> None:
    done: list[str] = []
    history = UndoHistory()
    for words, scope in (("song", ""), ("level", "mix"), ("job", ""), ("pan", "mix")):
        history.record(words, lambda words=words: done.append(words), lambda: None, merge=words, scope=scope)  # type: ignore[misc]
    history.undo()
    history.forget("mix")
    assert (history.undo_words, history.redo_words) == ("job", "")
    history.undo()
    history.undo()
    history.undo()
    assert done == ["pan", "job", "song"]
    history.redo()
    assert (history.undo_words, history.redo_words) == ("song", "job")
    history.redo()
    assert history.undo_words == "job"
