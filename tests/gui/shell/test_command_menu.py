"""Every command stands in a menu with its key, and the keys, the menus and the page of F1 are one table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMessageBox

from stemdesk.gui.shell import main_window
from stemdesk.gui.widgets.shortcuts import ShortcutsDialog
from tests.gui.conftest import Person

Open = Callable[..., Person]


def menu(person: Person, title: str) -> QMenu:
    return next(menu for menu in person.window.findChildren(QMenu) if menu.title() == title)


def actions(person: Person, title: str) -> dict[str, QAction]:
    """As somebody sees them who opens the menu."""
    found = menu(person, title)
    found.aboutToShow.emit()
    return {action.text().partition("\t")[0]: action for action in found.actions() if action.text()}


def test_the_menu_button_opens_all_menus(open_window: Open) -> None:
    person = open_window()
    person.click("Menu")
    whole = next(menu for menu in person.window.findChildren(QMenu) if menu.isVisible())
    assert [action.text() for action in whole.actions()] == ["File", "Edit", "Playback", "View", "Help"]
    whole.close()


def test_keys_that_are_typed_right_after_f10_are_for_the_menu(open_window: Open) -> None:
    person = open_window()
    person.waits_until(person.window.isActiveWindow)
    person.press(Qt.Key.Key_F10)
    whole = QApplication.activePopupWidget()
    assert isinstance(whole, QMenu)
    QTest.keyClick(whole, Qt.Key.Key_Down)
    assert whole.activeAction().text() == "File"
    whole.close()


def test_every_key_that_the_page_explains_stands_in_a_menu_too(open_window: Open) -> None:
    person = open_window()
    titles = ("File", "Edit", "Playback", "View", "Help")
    offered = {action.shortcut().toString() for title in titles for action in actions(person, title).values()}
    offered |= {
        action.text().partition("\t")[2] for title in titles for action in menu(person, title).actions()
    }  # the list's own
    explained = {key.keys for key in person.window.keys if key.words and key.act and not key.keys.isdigit()}
    assert explained - offered == set()


def test_only_keys_that_go_on_by_steps_repeat_while_they_are_held(open_window: Open) -> None:
    person = open_window()
    repeating = {action.shortcut().toString() for action in person.window.actions() if action.autoRepeat()}
    assert repeating == {
        *("Left", "Right", "Shift+Left", "Shift+Right", "+", "=", "-", "Ctrl+Up", "Ctrl+Down"),
        *("Ctrl+=", "Ctrl++", "Ctrl+-", "Alt+Shift+Up", "Alt+Shift+Down", "Alt+Shift+PgUp", "Alt+Shift+PgDown"),
        *("Alt+Shift+Left", "Alt+Shift+Right"),
    }


def test_undo_is_named_after_what_it_takes_back(open_window: Open) -> None:
    person = open_window()
    assert not actions(person, "Edit")["Undo"].isEnabled()
    done: list[str] = []
    person.window.undo_history.record("Mute R&B", lambda: done.append("undo"), lambda: done.append("redo"))
    edit = actions(person, "Edit")
    edit["Undo: Mute R&&B"].trigger()
    assert done == ["undo"]
    actions(person, "Edit")["Redo: Mute R&&B"].trigger()
    assert done == ["undo", "redo"]


def test_a_key_is_not_deaf_because_its_command_stood_grey_in_a_menu(open_window: Open) -> None:
    person = open_window()
    edit = menu(person, "Edit")
    edit.aboutToShow.emit()
    edit.aboutToHide.emit()
    assert all(action.isEnabled() for action in edit.actions())


def test_split_in_the_menu_names_its_song(open_window: Open, song: Path) -> None:
    person = open_window(song)
    person.waits_until(lambda: "Split “a song.wav”" in actions(person, "File"))


def test_what_is_on_is_ticked(open_window: Open) -> None:
    person = open_window()
    assert actions(person, "View")["Split view"].isChecked()
    actions(person, "View")["Play view"].trigger()
    assert actions(person, "View")["Play view"].isChecked()
    assert not actions(person, "View")["Split view"].isChecked()


def test_help_shows_keys_log_and_what_this_is(open_window: Open, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(main_window, "show_folder", shown.append)
    person = open_window()
    help_ = actions(person, "Help")
    help_["Log folder"].trigger()
    assert [folder.is_relative_to(home) for folder in shown] == [True]
    help_["About StemDesk"].trigger()
    (about,) = person.window.findChildren(QMessageBox)
    assert "GPL" in about.text()
    about.close()
    help_["Keyboard shortcuts"].trigger()
    (page,) = person.window.findChildren(ShortcutsDialog)
    assert "Play or pause" in [label.text() for label in page.findChildren(QLabel)]
    page.close()
