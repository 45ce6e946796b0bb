"""Notices: they leave with the next thing that is done, stay where they tell of trouble, and move nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from stemdesk.gui.base.theme import Theme, ThemeChoice
from stemdesk.gui.widgets import shortcuts
from stemdesk.gui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Page(QWidget):
    """A window with a button, a field, a key, and notices."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.resize(900, 500)
        self.button, self.field = QPushButton("Do"), QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.button)
        column.addWidget(self.field)
        column.addStretch(1)
        self.notices = MessageBar(theme)
        self.notices.lie_on(self)
        shortcuts.install(self, [shortcuts.Shortcut("Ctrl+P", lambda: None)])


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot) -> Iterator[Page]:
    made = Page(Theme(qapp, ThemeChoice.DARK))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    made.deleteLater()


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_a_notice_leaves_with_the_next_click(page: Page) -> None:
    page.notices.say("“a.wav” is exported.")
    assert page.notices.words() == "“a.wav” is exported."
    click(page.button)
    assert page.notices.words() == ""


def test_a_notice_leaves_with_a_shortcut(page: Page) -> None:
    page.notices.say("“a.wav” is exported.")
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert page.notices.words() == ""


def test_a_notice_that_comes_while_somebody_types_is_not_typed_away(page: Page) -> None:
    page.field.setFocus()
    page.notices.say("“a.wav” is ready.")
    QTest.keyClicks(page.field, "vocals")
    QTest.keyClick(page.field, Qt.Key.Key_Backspace)
    QTest.keyClick(page.field, Qt.Key.Key_Shift)
    assert page.notices.words() == "“a.wav” is ready."


def test_trouble_stays_until_it_is_closed(page: Page) -> None:
    page.notices.say("no answer", bad=True)
    click(page.button)
    page.notices.say("“b.wav” is ready.")
    click(page.button)
    assert page.notices.words() == "no answer"
    (close,) = [b for b in page.notices.findChildren(QPushButton) if b.accessibleName() == "Close this notice"]
    click(close)
    assert page.notices.words() == ""


def test_trouble_leaves_when_what_had_failed_works(page: Page) -> None:
    page.notices.say("“a.wav”: no answer", bad=True, about="job a")
    page.notices.say("“b.wav”: no answer", bad=True, about="job b")
    page.notices.take_back("job a")
    assert page.notices.words() == "“b.wav”: no answer"
    page.notices.say("“b.wav”: the disk is full", bad=True, about="job b")
    assert page.notices.words() == "“b.wav”: the disk is full"


def test_a_newer_notice_takes_the_place_of_an_older_one(page: Page) -> None:
    page.notices.say("one")
    page.notices.say("two")
    assert page.notices.words() == "two"


def test_the_action_of_a_notice_is_taken_and_the_notice_gone(page: Page) -> None:
    done: list[int] = []
    page.notices.say("“a.wav” is cleared", action="Undo", act=lambda: done.append(1))
    (undo,) = [b for b in page.notices.findChildren(QPushButton) if b.accessibleName() == "Undo"]
    click(undo)
    assert done == [1]
    assert page.notices.words() == ""


def test_nothing_moves_for_a_notice_and_it_lies_within_the_page(page: Page) -> None:
    before = page.button.geometry(), page.field.geometry()
    page.notices.say("“words.mp3” is not a sound file that can be read, whatever its name says.\n" * 3, bad=True)
    QApplication.processEvents()
    assert (page.button.geometry(), page.field.geometry()) == before
    assert page.rect().contains(page.notices.geometry())
    page.resize(700, 400)
    QApplication.processEvents()
    assert page.rect().contains(page.notices.geometry())
