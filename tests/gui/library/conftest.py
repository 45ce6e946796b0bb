from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QMenu

from tests.gui.conftest import Person
from tests.sounds import make_song

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction

Open = Callable[..., Person]


class Listener:
    """Somebody at the list of songs."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.songs = person.find(QListView, "Songs")

    def rows(self) -> list[str]:
        return self.person.rows("Songs")

    def waits_for(self, *rows: str) -> None:
        self.person.waits_until(lambda: self.rows() == list(rows))

    def place(self, row: str) -> QRect:
        at = next(i for i, found in enumerate(self.rows()) if found.startswith(row))
        return self.songs.visualRect(self.songs.model().index(at, 0))

    def clicks(self, row: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mouseClick(self.songs.viewport(), Qt.MouseButton.LeftButton, modifier, self.place(row).center())

    def double_clicks(self, row: str) -> None:
        at = self.place(row).center()
        QTest.mouseClick(self.songs.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(self.songs.viewport(), Qt.MouseButton.LeftButton, pos=at)

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.songs.setFocus()
        QTest.keyClick(self.songs, key, modifier)

    def menu(self, row: str = "") -> dict[str, QAction]:
        """What right click on a row offers; on none of them without one."""
        from PySide6.QtGui import QContextMenuEvent

        at = self.place(row).center() if row else QPoint(5, self.songs.viewport().height() - 5)
        QTest.mouseClick(self.songs.viewport(), Qt.MouseButton.RightButton, pos=at)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, self.songs.viewport().mapToGlobal(at))
        QApplication.sendEvent(self.songs.viewport(), event)
        menu = next(menu for menu in self.person.window.findChildren(QMenu) if menu.isVisible())
        return {action.text().partition("\t")[0]: action for action in menu.actions() if action.text()}

    def chooses(self, row: str, command: str) -> None:
        action = self.menu(row)[command]
        menus = [menu for menu in self.person.window.findChildren(QMenu) if menu.isVisible()]
        action.trigger()
        for menu in menus:
            menu.close()

    def types(self, words: str) -> None:
        """Into the field that has opened in the list."""
        (field,) = [field for field in self.songs.findChildren(QLineEdit) if field.isVisible()]
        QTest.keyClicks(field, words)
        QTest.keyClick(field, Qt.Key.Key_Return)

    @property
    def loaded(self) -> str:
        """What the player has, by its title; "" for nothing."""
        playback = self.person.window.playback
        return playback.loaded_stems.title if playback.loaded_stems is not None and playback.frames else ""


@pytest.fixture
def two_songs(open_window: Open, tmp_path: Path) -> Listener:
    """One was split, the other was not; the first one is chosen."""
    first, second = (make_song(tmp_path / "in" / name, 2.0) for name in ("first.wav", "second.wav"))
    person = open_window(second, first)
    listener = Listener(person)
    listener.waits_for("first.wav", "second.wav")
    person.waits_until(lambda: len(person.window.songs_panel.selected()) == 2)  # as they are once they have been added
    listener.clicks("first.wav")
    person.click("Split")
    listener.waits_for("first.wav", "4 stems (quick) · 4 stems", "second.wav")
    person.waits_until(lambda: listener.loaded == "first.wav" or "is ready" in person.notice())
    if not listener.loaded:  # it took the clicks above for other work, and only offers it
        person.click("Play first.wav")
    person.waits_until(lambda: listener.loaded == "first.wav")
    person.click("Show split")
    return listener
