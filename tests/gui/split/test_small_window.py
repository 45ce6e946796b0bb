"""The split view as small as it gets: what is about to happen is in sight before one can press the button."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QListView, QPushButton, QRadioButton, QToolTip

from stemdesk.core.app_paths import app_paths
from stemdesk.core.models import Model
from stemdesk.core.text import NOTHING, verbatim
from stemdesk.gui.base.settings import Settings
from stemdesk.gui.split.model_delegate import short_name
from stemdesk.gui.widgets.wrapped_text import wrapped
from tests.standins.mvsep import Mvsep

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gui.conftest import Person

    Open = Callable[..., Person]

SIZES = [(980, 640), (1100, 720)]


def at_mvsep(person: Person, size: tuple[int, int]) -> None:
    person.window.resize(*size)
    person.waits_until(lambda: bool(person.rows("Songs")))
    person.click("MVSEP")
    person.waits_until(lambda: "BS Roformer (vocals, instrumental)" in person.rows("Models"))
    person.waits_until(person.find(QPushButton, "Split").isEnabled)


def in_sight(person: Person) -> list[str]:
    """The words of all labels that are not scrolled away, even in part."""
    labels = [label for label in person.window.findChildren(QLabel) if label.isVisible()]
    return [label.text() for label in labels if label.visibleRegion().boundingRect() == label.rect()]


def says(person: Person, words: str) -> bool:
    return any(words in shown for shown in in_sight(person))


@pytest.mark.parametrize("size", SIZES)
def test_options_format_folder_and_who_may_hear_it_are_said_above_the_button(
    open_window: Open, mvsep: Mvsep, song: Path, size: tuple[int, int]
) -> None:
    Settings(app_paths()).output = app_paths().stems.parent / "here"
    person = open_window(song)
    at_mvsep(person, size)
    assert says(person, "Vocal model type: ver 2025.07")
    assert says(person, "FLAC, 24 bit")
    assert says(person, "here")
    assert says(person, "The result is not published.")
    public = person.find(QComboBox, "Publish the result on MVSEP's demo page")
    public.setCurrentIndex(public.findData("1"))
    assert says(person, "Everybody can hear the result: MVSEP publishes it on its demo page.")
    assert not says(person, "The result is not published.")
    output = person.find(QComboBox, "Output")
    output.setCurrentIndex(output.findText("MP3, 320 kbit/s"))
    assert says(person, "MP3, 320 kbit/s →")
    assert person.find(QPushButton, "Split").visibleRegion().boundingRect() == person.find(QPushButton, "Split").rect()


def test_publishing_a_result_once_does_not_publish_the_next_one_another_day(
    open_window: Open, mvsep: Mvsep, song: Path
) -> None:
    person = open_window(song)
    at_mvsep(person, SIZES[0])
    public = person.find(QComboBox, "Publish the result on MVSEP's demo page")
    public.setCurrentIndex(public.findData("1"))
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    assert mvsep.asked("/api/separation/create")[0].form["is_demo"] == "1"
    person.quit()
    again = open_window()
    at_mvsep(again, SIZES[0])
    assert says(again, "The result is not published.")


def test_publishing_a_result_once_does_not_publish_the_next_one_in_the_same_window(
    open_window: Open, mvsep: Mvsep, song: Path
) -> None:
    person = open_window(song)
    at_mvsep(person, SIZES[0])

    def public() -> QComboBox:
        return person.find(QComboBox, "Publish the result on MVSEP's demo page")

    public().setCurrentIndex(public().findData("1"))
    person.click("Drums")
    person.click("Drums")
    assert public().currentData() == "1"  # nothing was split yet
    person.click("Split")
    assert public().currentData() == "0"
    assert says(person, "The result is not published.")
    person.click("Drums")
    person.click("Drums")
    assert public().currentData() == "0"
    person.waits_until(lambda: bool(mvsep.asked("/api/separation/create")))
    assert mvsep.asked("/api/separation/create")[0].form["is_demo"] == "1"


def test_what_was_set_is_there_again_after_a_look_at_another_model(open_window: Open, mvsep: Mvsep, song: Path) -> None:
    person = open_window(song)
    at_mvsep(person, SIZES[0])
    kind = person.find(QComboBox, "Vocal model type")
    kind.setCurrentIndex(kind.findData("29"))
    output = person.find(QComboBox, "Output")
    output.setCurrentIndex(output.findText("MP3, 320 kbit/s"))
    person.click("Drums")
    assert not person.sees(QComboBox, "Vocal model type")
    person.click("Drums")
    assert person.find(QComboBox, "Vocal model type").currentData() == "29"
    assert output.currentText() == "MP3, 320 kbit/s"


def test_before_a_model_is_there_nothing_stands_in_its_place(open_window: Open, song: Path) -> None:
    person = open_window(song)
    assert not person.sees(QPushButton, "More")
    assert not person.sees(QComboBox, "Output")


@pytest.mark.parametrize("size", SIZES)
def test_names_and_lines_of_the_cards_are_whole(
    open_window: Open, song: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from stemdesk.gui.split import provider_cards

    drawn: list[tuple[str, list[str]]] = []

    def noted(painter: object, area: object, words: str, most: int) -> None:
        drawn.append((words, wrapped(words, painter.font(), area.width(), most)))  # type: ignore[attr-defined]

    monkeypatch.setattr(provider_cards, "draw_wrapped", noted)
    person = open_window(song)
    person.window.resize(*size)
    person.waits_until(person.find(QPushButton, "Split").isEnabled)
    for card in person.window.findChildren(QRadioButton):
        card.grab()
    said = dict(drawn)
    assert len(said) == 5
    assert "".join(said["vocals, stems, pay per song"]).replace(" ", "") == "vocals,stems,paypersong"


def test_a_model_says_all_about_itself_in_its_tool_tip(open_window: Open, mvsep: Mvsep, song: Path) -> None:
    person = open_window(song)
    at_mvsep(person, SIZES[0])
    models = person.find(QListView, "Models")
    place = models.visualRect(models.currentIndex()).center()
    QApplication.sendEvent(
        models.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, place, models.viewport().mapToGlobal(QPoint(place)))
    )
    assert "BS Roformer (vocals, instrumental): Vocals, Instrumental, 1 credit / min" in QToolTip.text()
    assert "The best of the vocal models." in QToolTip.text()


@pytest.mark.parametrize(
    ("name", "stems", "short"),
    [
        ("Demucs4 HT (vocals, drums, bass, other)", ("vocals", "drums", "bass", "other"), "Demucs4 HT"),
        ("MVSep Karaoke (lead/back vocals)", ("lead vocals", "back vocals"), "MVSep Karaoke"),
        ("Ensemble (vocals, instrum)", ("vocals", "instrumental"), "Ensemble"),
        ("Matchering (by sergree)", ("mastered",), "Matchering (by sergree)"),
        ("4 stems (quick)", ("vocals", "other"), "4 stems (quick)"),
        ("Whisper (extract text from audio)", (), "Whisper (extract text from audio)"),
    ],
)
def test_the_stems_stand_below_a_model_and_not_in_its_name_again(name: str, stems: tuple[str, ...], short: str) -> None:
    assert short_name(Model("1", verbatim(name), NOTHING, NOTHING, stems, ())) == short
