"""A model that needs something on this computer first: said before, got with the split, gone from the words after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gui.conftest import Person
    from tests.networks import Tiny

    Open = Callable[..., Person]


def says(person: Person, words: str) -> bool:
    return any(words in label.text() for label in person.window.findChildren(QLabel) if label.isVisible())


def test_a_new_user_gets_the_network_where_it_is(open_window: Open, tiny: Tiny, song: Path) -> None:
    tiny.lay_out()
    person = open_window(song, model="")
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    assert person.find(QPushButton, "Split").text() == "Split"
    assert says(person, "A trained network (Spleeter) takes the singer out of the mix")
    assert not says(person, "licence")


def test_a_missing_network_is_said_with_size_and_licence_and_got_with_the_split(
    open_window: Open, tiny: Tiny, song: Path
) -> None:
    person = open_window(song, model="")
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    assert person.find(QPushButton, "Split").text() == "Get it and split"
    assert says(person, "Spleeter 2 stems by Deezer")
    assert says(person, "MIT licence")
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    assert person.sees(QPushButton, "Mute Instrumental")
    person.quit()
    again = open_window(song, model="")
    again.waits_until(lambda: again.sees(QPushButton, "Split") and again.find(QPushButton, "Split").isEnabled())
    assert again.find(QPushButton, "Split").text() == "Split"
    assert not says(again, "licence")
