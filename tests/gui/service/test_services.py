"""The services with fixed models in the window, as a person uses them; each is a real server beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QListView, QPushButton, QRadioButton

from tests.gui.conftest import Person
from tests.sounds import make_song
from tests.standins.http import as_json
from tests.standins.sami import ACCESS_KEY, APPKEY, SECRET_KEY, Sami

Open = Callable[..., Person]


@pytest.fixture
def sami(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sami]:
    with Sami() as made:
        for name, value in (
            ("URL", made.url), ("OPENAPI_URL", made.url), ("APPKEY", APPKEY), ("ACCESS_KEY", ACCESS_KEY),
            ("SECRET_KEY", SECRET_KEY),
        ):  # fmt: skip
            monkeypatch.setenv(f"STEMDESK_SAMI_{name}", value)
        yield made


def says(person: Person, words: str) -> bool:
    return any(words in label.text() for label in person.window.findChildren(QLabel) if label.isVisible())


def at(person: Person, provider: str, count: int) -> None:
    person.waits_until(lambda: bool(person.rows("Songs")) and bool(person.rows("Models")))
    before, card = person.rows("Models"), person.find(QRadioButton, provider)
    if not card.isChecked():
        card.click()
        person.waits_until(lambda: person.rows("Models") != before)
    person.waits_until(lambda: len([row for row in person.rows("Models") if row]) >= count)


def test_a_song_is_split_by_volcengine_and_opens_in_the_player(open_window: Open, sami: Sami, tmp_path: Path) -> None:
    person = open_window(make_song(tmp_path / "夏.wav", 0.5))
    at(person, "Volcengine", 2)
    person.waits_until(lambda: says(person, "charged by Volcengine per call"))
    stems = person.find(QComboBox, "Stems")
    stems.setCurrentIndex(stems.findData("vocals"))
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    assert [payload["model"] for payload in sami.payloads] == ["2track_vocal"]


def test_a_job_that_can_only_be_paid_for_again_says_so_on_its_button(
    open_window: Open, sami: Sami, tmp_path: Path
) -> None:
    sami.fail("/api/v1/invoke", after=True, reply=as_json({"status_code": 1, "status_text": "x"}, 504))
    person = open_window(make_song(tmp_path / "a song.wav", 0.5))
    at(person, "Volcengine", 2)
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Send again a song.wav"))
    assert not person.sees(QPushButton, "Retry a song.wav")
    assert "charged a second time" in person.find(QPushButton, "Send again a song.wav").toolTip()
    person.click("Send again a song.wav")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    assert len(sami.payloads) == 3


def test_splitting_right_after_choosing_a_service_does_not_send_a_model_of_another_one(
    open_window: Open, sami: Sami, tmp_path: Path
) -> None:
    person = open_window(make_song(tmp_path / "x.wav", 0.5))
    person.waits_until(lambda: bool(person.rows("Songs")) and person.find(QPushButton, "Split").isEnabled())
    person.find(QRadioButton, "Volcengine").click()
    assert not person.find(QPushButton, "Split").isEnabled()  # until its own models are there
    person.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.waits_until(lambda: person.find(QPushButton, "Split").isEnabled())
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    assert {payload["model"] for payload in sami.payloads} <= {"2track_vocal", "2track_acc"}
    assert len(sami.payloads) == 2


def test_dango_lists_its_styles_with_their_price_and_the_old_ones_last(open_window: Open, tmp_path: Path) -> None:
    person = open_window(make_song(tmp_path / "x.wav", 0.5))
    at(person, "Dango 团子", 9)
    rows = [row for row in person.rows("Models") if row]
    assert rows.index("Deprecated by Dango") > rows.index("3.0 multi-track")
    person.waits_until(lambda: says(person, "60 to 120 points a song"))


def test_a_link_is_not_said_to_be_refused_by_this_computer_where_dango_is_chosen(open_window: Open) -> None:
    person = open_window()
    at(person, "Dango 团子", 9)
    person.drop("https://example.invalid/song.mp3")
    assert "“Dango 团子” takes files only" in person.notice()
    assert "this computer" not in person.notice()


def test_limits_and_conversions_are_told_before_the_upload(open_window: Open, sami: Sami, tmp_path: Path) -> None:
    person = open_window(make_song(tmp_path / "x.ogg", 0.5))
    at(person, "Volcengine", 2)
    person.waits_until(lambda: says(person, "converted without loss first"))
    long = open_window(make_song(tmp_path / "long.wav", 610.0))
    at(long, "Volcengine", 2)
    long.waits_until(lambda: says(long, "at most 10 minutes"))
    assert not sami.seen


def test_tencents_methods_say_which_stems_they_give(open_window: Open, tmp_path: Path) -> None:
    person = open_window(make_song(tmp_path / "x.wav", 0.5))
    at(person, "Tencent", 3)
    models = person.find(QListView, "Models")
    rows = person.rows("Models")
    models.setCurrentIndex(models.model().index(rows.index("Vocals, drums, bass, piano, accompaniment"), 0))
    person.waits_until(lambda: says(person, "charged by Tencent Cloud"))
    assert person.find(QComboBox, "Results in the bucket").currentData() == "0"
