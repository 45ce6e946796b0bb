"""A second press of Split that nobody meant makes no second job, and a press that came to nothing can be repeated."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from stemdesk.core.errors import ErrorKind
from stemdesk.core.text import verbatim
from stemdesk.gui.jobs.job_row import JobRow
from stemdesk.jobs.database import StoreTrouble
from stemdesk.jobs.engine import Engine
from tests.gui.conftest import Person
from tests.sounds import make_song

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

Open = Callable[..., Person]


def ready(person: Person) -> QPushButton:
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    return person.find(QPushButton, "Split")


def all_that_began(person: Person) -> int:
    person.waits_until(lambda: bool(person.window.findChildren(JobRow)) and not person.window._work._beginning)
    return len(person.window.findChildren(JobRow))


def test_a_second_press_before_the_job_has_begun_is_no_second_job(open_window: Open, song: Path) -> None:
    person = open_window(song)
    button = ready(person)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    person.window.split_now()
    assert all_that_began(person) == 1


def test_a_double_click_is_one_press(open_window: Open, song: Path) -> None:
    person = open_window(song)
    button = ready(person)
    button.clicked.connect(person.window._split.be_ready)  # as if the job had begun between the two
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)  # only the second half of it
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert all_that_began(person) == 1


def test_return_that_is_held_on_the_button_is_one_press(open_window: Open, song: Path) -> None:
    person = open_window(song)
    ready(person).setFocus()
    for is_repeated in (False, True):
        none = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, none, "\r", is_repeated)
        QApplication.sendEvent(person.window, event)
        person.window._split.be_ready()
    assert all_that_began(person) == 1


def test_after_a_split_that_could_not_begin_the_button_works_again(
    open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: Any, **__: Any) -> None:
        raise StoreTrouble(ErrorKind.DISK, verbatim("the disk is full"))

    person = open_window(make_song(tmp_path / "in" / "a.wav", 0.5))
    button = ready(person)
    with monkeypatch.context() as patch:
        patch.setattr(Engine, "add", refuse)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        person.waits_until(lambda: "the disk is full" in person.notice())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    person.waits_until(lambda: len(person.window.findChildren(JobRow)) == 1)
