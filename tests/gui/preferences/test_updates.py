"""Being told of a newer StemDesk, in the window: off until it is switched on, once a day, once a version."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from stemdesk.core.app_paths import app_paths
from stemdesk.gui.base.settings import Settings
from stemdesk.gui.preferences.settings_dialog import SettingsDialog
from tests.gui.conftest import Person
from tests.standins.http import Reply, StandIn
from tests.updates.test_updates import KEY, PAGE, answer

Open = Callable[..., Person]
SWITCH = "Check for updates daily"
NEWS = "StemDesk 9.0 is available (you have 0.1.0)."


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    with StandIn() as made:
        made.route("GET", "/updates.json", lambda _: Reply(200, answer("9.0")))
        monkeypatch.setenv("STEMDESK_UPDATES_URL", made.url + "/updates.json")
        monkeypatch.setenv("STEMDESK_UPDATES_KEY", base64.b64encode(KEY).decode())
        yield made


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    opened: list[str] = []

    def opens(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", opens)
    return opened


def says(person: Person, words: str) -> bool:
    return any(label.text() == words and label.isVisible() for label in person.window.findChildren(QLabel))


def test_nobody_is_asked_until_somebody_wants_to_know(open_window: Open, server: StandIn) -> None:
    person = open_window()
    person.waits_until(lambda: bool(person.rows("Songs")))
    person.click("Settings")
    assert not person.find(QCheckBox, SWITCH).isChecked()
    person.quit()
    assert server.seen == []


def test_the_settings_look_right_now_and_open_the_page(open_window: Open, server: StandIn, pages: list[str]) -> None:
    person = open_window()
    person.click("Settings")
    person.click("Check now")
    person.waits_until(lambda: says(person, NEWS))
    person.click("Download page")
    assert pages == [PAGE]


def test_an_answer_that_is_not_signed_is_named_and_leads_nowhere(open_window: Open, server: StandIn) -> None:
    server.fail("/updates.json", reply=Reply(200, b"{}"))
    person = open_window()
    person.click("Settings")
    person.click("Check now")
    words = "What 127.0.0.1 says about updates was not signed by the makers of StemDesk. It was left alone."
    person.waits_until(lambda: says(person, words))
    assert not person.sees(QPushButton, "Download page")


def test_who_switched_it_on_is_told_once(open_window: Open, server: StandIn, pages: list[str]) -> None:
    Settings(app_paths()).wants_updates = True
    person = open_window()
    person.waits_until(lambda: says(person, NEWS))
    person.click("Download page")
    assert pages == [PAGE]
    person.quit()
    again = open_window()  # the same day: not even asked
    again.waits_until(lambda: bool(again.rows("Songs")))
    again.quit()
    assert len(server.seen) == 1
    Settings(app_paths()).looked_for_updates = 1
    later = open_window()
    later.waits_until(lambda: len(server.seen) == 2 and Settings(app_paths()).looked_for_updates > 1)
    assert not says(later, NEWS)


def test_an_old_answer_that_somebody_has_kept_is_no_news_again(open_window: Open, server: StandIn) -> None:
    Settings(app_paths()).wants_updates = True
    Settings(app_paths()).told_version = "9.1"
    person = open_window()
    person.waits_until(lambda: len(server.seen) == 1 and not server.in_hand["/updates.json"])
    person.click("Settings")
    person.click("Check now")  # by when the first answer has been thought about
    person.waits_until(lambda: says(person, NEWS) and len(server.seen) == 2)
    assert person.notice() == ""
    assert Settings(app_paths()).told_version == "9.1"


def test_without_an_address_there_is_nothing_to_switch_on(open_window: Open) -> None:
    person = open_window()
    person.click("Settings")
    assert not person.sees(QCheckBox, SWITCH)


@pytest.mark.parametrize(
    "layout",
    [
        ("StemDesk/stemdesk", "StemDesk/THIRD-PARTY.txt"),
        ("usr/lib/stemdesk/stemdesk", "usr/share/doc/stemdesk/THIRD-PARTY.txt"),
        ("StemDesk.app/Contents/MacOS/StemDesk", "StemDesk.app/Contents/Resources/THIRD-PARTY.txt"),
    ],
)
def test_what_is_inside_a_package_can_be_read_from_the_settings(
    open_window: Open, pages: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: tuple[str, str]
) -> None:
    program, papers = layout
    for name in (program, papers):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    person = open_window()
    person.click("Settings")
    assert not person.sees(QPushButton, "Third-party licences")  # from the source
    person.click("Close")
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(tmp_path / program))
    person.click("Settings")
    assert says(person, "StemDesk 0.1.0 · GPL-3.0-or-later")
    person.click("Third-party licences")
    assert pages == [QUrl.fromLocalFile(str(tmp_path / papers)).toString()]


def test_settings_that_are_closed_before_the_answer_comes_leave_no_error(open_window: Open, server: StandIn) -> None:
    answer_now = threading.Event()
    server.fail("/updates.json", until=answer_now)
    person = open_window()
    person.waits_until(lambda: bool(person.rows("Songs")))
    person.click("Settings")
    person.click("Check now")
    person.waits_until(lambda: bool(server.in_hand["/updates.json"]))
    person.click("Close")
    person.waits_until(lambda: not person.sees(QCheckBox, SWITCH))
    answer_now.set()
    person.waits_until(lambda: not server.in_hand["/updates.json"] and not person.window.findChildren(SettingsDialog))
    assert not person.window.message_bar.tells_of_trouble


def test_an_address_that_does_not_answer_is_not_asked_again_at_every_start(open_window: Open, server: StandIn) -> None:
    server.fail("/updates.json", reply=Reply(500), times=9)
    Settings(app_paths()).wants_updates = True
    person = open_window()
    person.waits_until(lambda: len(server.seen) == 1 and not server.in_hand["/updates.json"])
    person.click("Show player")  # the notice of the first start leaves with what is done next
    assert person.notice() == ""
    person.quit()
    again = open_window()
    again.waits_until(lambda: bool(again.rows("Songs")))
    again.quit()
    assert len(server.seen) == 1
