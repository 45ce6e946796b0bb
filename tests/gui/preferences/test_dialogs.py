"""Accounts, settings and keys: the rooms behind the buttons at the top."""

from __future__ import annotations

from collections.abc import Callable

import keyring
import keyring.backends.fail
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLabel, QLineEdit, QPushButton

from stemdesk.gui.base.theme import DARK, LIGHT
from stemdesk.gui.widgets.shortcuts import ShortcutsDialog
from tests.conftest import MemoryKeyring
from tests.gui.conftest import Person

Open = Callable[..., Person]
TOKEN = "token-0123456789abcdef"


def says(person: Person, words: str) -> bool:
    return any(words in label.text() for label in person.window.findChildren(QLabel) if label.isVisible())


def test_a_token_is_stored_shown_masked_and_forgotten(open_window: Open, memory_keyring: MemoryKeyring) -> None:
    person = open_window()
    person.click("Accounts")
    person.waits_until(lambda: says(person, "kept by the system's password store (memory)"))
    field = person.find(QLineEdit, "MVSEP API token")
    assert field.echoMode() is QLineEdit.EchoMode.Password
    field.setText(TOKEN)
    person.click("Save MVSEP")
    person.waits_until(lambda: memory_keyring.kept == {("StemDesk", "mvsep"): f'{{"token": "{TOKEN}"}}'})
    person.waits_until(lambda: field.placeholderText() == "••••••••cdef")
    assert field.text() == ""
    person.click("Remove MVSEP account")
    person.waits_until(lambda: memory_keyring.kept == {})
    person.waits_until(lambda: says(person, "Account removed."))


def test_without_a_keyring_accounts_are_for_this_session_and_said_to_be(open_window: Open) -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())
    person = open_window()
    person.click("Accounts")
    person.waits_until(lambda: says(person, "no password store (keyring)"))
    session = person.find(QCheckBox, "MVSEP for this session only")
    person.waits_until(session.isChecked)
    assert not session.isEnabled()
    person.find(QLineEdit, "MVSEP API token").setText(TOKEN)
    person.click("Save MVSEP")
    person.waits_until(lambda: says(person, "kept for this session only"))


def test_the_look_changes_at_once_and_is_kept(open_window: Open) -> None:
    person = open_window()
    person.click("Settings")
    look = person.find(QComboBox, "Theme")
    look.setCurrentIndex(look.findData("light"))
    assert person.window._theme.tokens == LIGHT
    look.setCurrentIndex(look.findData("dark"))
    assert person.window._theme.tokens == DARK
    assert person.window._settings.theme.value == "dark"
    person.click("Close")


def test_f1_shows_the_keys(open_window: Open) -> None:
    person = open_window()
    person.waits_until(lambda: person.rows("Songs") == ["StemDesk Demo.ogg"])
    person.press(Qt.Key.Key_F1)
    person.waits_until(lambda: any(d.isVisible() for d in person.window.findChildren(QDialog)))
    assert says(person, "Play or pause")


def test_the_settings_are_as_high_as_what_is_in_them_when_the_models_have_come(open_window: Open) -> None:
    from stemdesk.gui.preferences.audio_output_row import AudioOutputRow

    person = open_window()
    person.click("Settings")
    person.waits_until(lambda: any("HT-Demucs" in found.text() for found in person.window.findChildren(QLabel)))
    row = person.window.findChildren(AudioOutputRow)[0]
    person.waits_until(lambda: row.height() >= row.sizeHint().height())


def test_the_end_of_the_settings_and_of_the_keys_is_on_the_screen(open_window: Open) -> None:
    person = open_window()
    person.waits_until(lambda: person.rows("Songs") == ["StemDesk Demo.ogg"])
    person.click("Settings")
    person.waits_until(lambda: any("HT-Demucs" in found.text() for found in person.window.findChildren(QLabel)))
    bottom = person.window.screen().availableGeometry().bottom()
    close = person.find(QPushButton, "Close")
    person.waits_until(lambda: close.mapToGlobal(close.rect().bottomLeft()).y() <= bottom)
    person.click("Close")
    person.window.show_keys()
    person.waits_until(lambda: any(page.isVisible() for page in person.window.findChildren(ShortcutsDialog)))
    (page,) = person.window.findChildren(ShortcutsDialog)
    assert page.height() < person.window.screen().availableSize().height()
