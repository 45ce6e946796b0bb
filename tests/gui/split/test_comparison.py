"""Which service? Answered for the selected songs from what is known, without an account's secret and without a cost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QListView, QPushButton, QRadioButton, QTableWidget

from stemdesk.core.jobs import Job, JobSpec, JobState, Progress
from stemdesk.core.song_files import SourceSong
from stemdesk.gui.split.comparison import expected_seconds
from tests.sounds import make_song
from tests.standins.mvsep import TOKEN, Mvsep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.gui.conftest import Person

    Open = Callable[..., Person]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mvsep]:
    with Mvsep() as made:
        monkeypatch.setenv("STEMDESK_MVSEP_URL", made.url)
        yield made


def opened(person: Person) -> QTableWidget:
    person.waits_until(person.find(QPushButton, "Split").isEnabled)
    person.click("Compare services")
    table = person.find(QTableWidget, "Services")
    person.waits_until(lambda: "BS Roformer" in cell(table, "MVSEP", "Service"))
    return table


def cell(table: QTableWidget, service: str, heading: str) -> str:
    def words(row: int, column: int) -> str:
        return str(table.model().index(row, column).data())

    headings = [table.model().headerData(i, Qt.Orientation.Horizontal) for i in range(table.columnCount())]
    names = [words(row, 0).splitlines()[0] for row in range(table.rowCount())]
    return words(names.index(service), headings.index(heading))


def job(length: float, took: float, *, model: str = "band", state: JobState = JobState.DONE) -> Job:
    return Job("j", JobSpec("/a", "local", model, "wav16", Path("/out")), Progress(state), 0.0, started=100.0,
               finished=100.0 + took, song=SourceSong("", round(length * 1000), 1000, 2, "wav"))  # fmt: skip


def test_all_services_are_compared_for_the_selected_songs(
    open_window: Open, service: Mvsep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEMDESK_MVSEP_TOKEN", TOKEN)
    person = open_window(make_song(tmp_path / "one.wav", 130.0), make_song(tmp_path / "two.wav", 70.0))
    person.waits_until(lambda: len(person.rows("Songs")) == 2)
    person.find(QListView, "Songs").selectAll()
    table = opened(person)
    person.waits_until(lambda: "Ada · 120 credits" in cell(table, "MVSEP", "Account"))
    labels = [label.text() for label in person.window.findChildren(QLabel) if label.isVisible()]
    assert any("3 min 20 s" in words for words in labels)
    assert re.fullmatch(r"3 credit\S* of 120", cell(table, "MVSEP", "Price"))
    assert cell(table, "MVSEP", "Stems") == "Vocals, Instrumental"
    assert cell(table, "MVSEP", "Published quality").startswith(
        "SDR vocals: 11.89, SDR instrum: 18.20\n★ 4.42 from 311"
    )
    assert cell(table, "MVSEP", "Your song") == "is sent to MVSEP"
    assert cell(table, "MVSEP", "Expected time") == "not known"
    assert cell(table, "On this computer", "Price") == "free"
    assert cell(table, "On this computer", "Account") == "none needed"
    assert cell(table, "On this computer", "Your song") == "stays on this computer"
    assert cell(table, "On this computer", "Stems") == "Vocals, Drums, Bass, Other"
    assert cell(table, "Tencent", "Account") == "needed, none yet"
    assert not service.asked("/api/separation/create")


def test_a_row_that_is_chosen_chooses_its_service(open_window: Open, service: Mvsep, song: Path) -> None:
    person = open_window(song)
    table = opened(person)
    assert table.hasFocus() or table.window().focusWidget() is table
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert person.find(QPushButton, "Choose service").text() == "Choose “MVSEP”"
    person.click("Choose service")
    person.waits_until(lambda: person.find(QRadioButton, "MVSEP").isChecked())
    assert not [dialog for dialog in person.window.findChildren(QDialog) if dialog.isVisible()]


def test_return_on_a_row_chooses_too_and_closing_changes_nothing(open_window: Open, service: Mvsep, song: Path) -> None:
    person = open_window(song)
    opened(person)
    person.click("Close")
    assert person.find(QRadioButton, "On this computer").isChecked()
    table = opened(person)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    person.waits_until(lambda: person.find(QRadioButton, "MVSEP").isChecked())


def test_the_comparison_never_asks_the_keyring(
    open_window: Open, service: Mvsep, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(keyring, "get_password", lambda *names: asked.append(names))
    person = open_window(song)
    person.waits_until(person.find(QPushButton, "Split").isEnabled)
    opened(person)
    assert asked == []


def test_a_song_that_a_service_does_not_take_is_said_instead_of_a_price(
    open_window: Open, service: Mvsep, tmp_path: Path
) -> None:
    person = open_window(make_song(tmp_path / "long.wav", 721.0))
    table = opened(person)
    assert "long.wav" in cell(table, "Dango 团子", "Price")


def test_links_are_compared_too(open_window: Open, service: Mvsep, song: Path) -> None:
    person = open_window(song)
    person.waits_until(person.find(QPushButton, "Split").isEnabled)
    person.drop("https://example.com/music/My%20Song.mp3")
    person.click("Compare services")
    table = person.find(QTableWidget, "Services")
    person.waits_until(lambda: "BS Roformer" in cell(table, "MVSEP", "Service"))
    assert cell(table, "On this computer", "Price") == "takes no links"
    assert cell(table, "MVSEP", "Price") == "price by length"


def test_a_service_that_does_not_answer_says_so_in_its_row(
    open_window: Open, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEMDESK_MVSEP_URL", "http://127.0.0.1:9")
    person = open_window(song)
    person.waits_until(person.find(QPushButton, "Split").isEnabled)
    person.click("Compare services")
    table = person.find(QTableWidget, "Services")
    person.waits_until(lambda: cell(table, "MVSEP", "Stems") not in ("", "asking the service …"))
    assert cell(table, "MVSEP", "Price") == ""
    assert cell(table, "On this computer", "Price") == "free"


def test_after_a_split_the_time_is_known_for_songs_of_that_length(
    open_window: Open, service: Mvsep, song: Path
) -> None:
    person = open_window(song)
    person.waits_until(person.find(QPushButton, "Split").isEnabled)
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    person.waits_until(lambda: person.sees(QPushButton, "Play a song.wav"))
    person.click("Show split")
    table = opened(person)
    assert cell(table, "On this computer", "Expected time").startswith("about ")


def test_the_time_is_that_of_songs_of_about_the_same_length() -> None:
    past = [job(200, 20), job(210, 30), job(190, 19), job(20, 15), job(200, 500, model="vocals"),
            job(200, 900, state=JobState.FAILED)]  # fmt: skip
    seconds, jobs = expected_seconds(past, "local", "band", [200.0]) or (0.0, 0)
    assert (round(seconds), jobs) == (20, 3)
    assert expected_seconds(past, "local", "band", [200.0, 100.0, 1000.0]) is None
    assert expected_seconds(past, "mvsep", "band", [200.0]) is None
    assert expected_seconds(past, "local", "band", []) is None
    assert expected_seconds([job(0, 3)], "local", "band", [0.0]) is None
