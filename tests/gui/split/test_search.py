"""Looking for a model is not choosing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QPushButton

from stemdesk.core.app_paths import app_paths
from stemdesk.gui.base.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gui.conftest import Person

    Open = Callable[..., Person]

OURS, OTHER = "4 stems (quick)", "Vocals + instrumental (quick)"


def current(person: Person) -> str:
    return str(person.find(QListView, "Models").currentIndex().data())


def ready(person: Person) -> QLineEdit:
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    return person.find(QLineEdit, "Search models")


def kept() -> str:
    return Settings(app_paths()).choice("model/local")


def test_typing_in_the_search_changes_the_model_only_until_it_is_cleared(open_window: Open, song: Path) -> None:
    person = open_window(song)
    search = ready(person)
    assert current(person) == OURS
    QTest.keyClicks(search, "instrumental (quick")
    assert current(person) == OTHER
    search.clear()
    assert current(person) == OURS
    person.quit()
    assert kept() == "preview-band"


def test_a_stem_that_is_asked_for_changes_the_model_only_until_it_is_not(open_window: Open, song: Path) -> None:
    person = open_window(song)
    ready(person)
    person.click("Instrumental")
    assert current(person) != OURS
    person.click("Instrumental")
    assert current(person) == OURS


def test_return_in_the_search_chooses_what_it_has_found(open_window: Open, song: Path) -> None:
    person = open_window(song)
    search = ready(person)
    QTest.keyClicks(search, "instrumental (quick")
    QTest.keyClick(search, Qt.Key.Key_Return)
    search.clear()
    assert current(person) == OTHER
    assert kept() == "preview-vocals"


def test_a_click_on_what_a_search_has_found_chooses_it(open_window: Open, song: Path) -> None:
    person = open_window(song)
    search = ready(person)
    QTest.keyClicks(search, "instrumental (quick")
    models = person.find(QListView, "Models")
    place = models.visualRect(models.currentIndex()).center()
    QTest.mouseClick(models.viewport(), Qt.MouseButton.LeftButton, pos=place)
    search.clear()
    assert current(person) == OTHER


def test_what_is_split_with_is_chosen(open_window: Open, song: Path) -> None:
    person = open_window(song)
    search = ready(person)
    QTest.keyClicks(search, "instrumental (quick")
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Instrumental"))
    person.click("Show split")
    person.find(QLineEdit, "Search models").clear()
    assert current(person) == OTHER
