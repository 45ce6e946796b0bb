"""MVSEP in the window, as a person uses it; the service is a real server beside it."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTableWidget,
    QTabWidget,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from stemdesk.core.jobs import Job
from stemdesk.core.untrusted.safe_html import SafeHtml, safe_html
from stemdesk.gui.accounts.account_link import AccountLink
from stemdesk.gui.accounts.accounts_dialog import AccountsDialog
from stemdesk.gui.service import service_pages
from stemdesk.gui.split import model_details
from stemdesk.gui.split.model_rows import ROW
from stemdesk.jobs.engine import Engine
from tests.conftest import MemoryKeyring
from tests.gui.conftest import Person
from tests.sounds import make_song
from tests.standins.http import Reply
from tests.standins.mvsep import FREE_TOKEN, TOKEN, Mvsep, working

Open = Callable[..., Person]
#: What the keyring holds once MVSEP's token is saved.
ENTRY = {("StemDesk", "mvsep"): json.dumps({"token": TOKEN})}


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mvsep]:
    with Mvsep() as made:
        monkeypatch.setenv("STEMDESK_MVSEP_URL", made.url)
        yield made


@pytest.fixture
def with_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEMDESK_MVSEP_TOKEN", TOKEN)


def at_mvsep(person: Person) -> None:
    """Chooses the card and waits for the list. Without an account its page opens, which is not wanted now."""
    person.waits_until(lambda: bool(person.rows("Songs")))
    person.click("MVSEP")
    person.waits_until(lambda: "BS Roformer (vocals, instrumental)" in person.rows("Models"))
    backend = keyring.get_keyring()
    if "STEMDESK_MVSEP_TOKEN" not in os.environ and isinstance(backend, MemoryKeyring) and not backend.kept:
        person.waits_until(lambda: any(made.isVisible() for made in person.window.findChildren(AccountsDialog)))
        dialog(person).close()
        person.waits_until(lambda: not person.window.findChildren(AccountsDialog))


def choose(person: Person, model: str) -> None:
    models = person.find(QListView, "Models")
    models.setCurrentIndex(models.model().index(person.rows("Models").index(model), 0))


def says(person: Person, words: str) -> bool:
    return any(words in label.text() for label in person.window.findChildren(QLabel) if label.isVisible())


def dialog(person: Person) -> QDialog:
    (found,) = [d for d in person.window.findChildren(QDialog) if d.isVisible()]
    return found


def test_a_song_is_split_by_the_service_and_opens_in_the_player(
    open_window: Open, service: Mvsep, song: Path, with_token: None
) -> None:
    person = open_window(song)
    at_mvsep(person)
    person.waits_until(lambda: says(person, "of 120"))  # the price, beside what the account has
    person.waits_until(lambda: "Ada · 120 credits" in person.find(QRadioButton, "MVSEP").accessibleDescription())
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    assert person.sees(QPushButton, "Solo Instrumental")
    (sent,) = service.asked("/api/separation/create")
    assert (sent.form["sep_type"], sent.form["add_opt1"], sent.form["output_format"]) == ("40", "81", "5")
    person.click("Show split")
    person.waits_until(lambda: "119 credits" in person.find(QRadioButton, "MVSEP").accessibleDescription())


def test_models_stand_in_groups_and_can_be_searched_filtered_and_sorted(
    open_window: Open, service: Mvsep, song: Path
) -> None:
    person = open_window(song)
    at_mvsep(person)
    assert person.rows("Models")[0] == "Vocals and instrumental"
    assert "Ensembles" in person.rows("Models")
    search = person.find(QLineEdit, "Search models")
    search.setText("karaoke")
    person.waits_until(lambda: person.rows("Models")[-1] == "MVSep Karaoke (lead/back vocals)")
    search.setText("")
    person.click("Bass")
    person.click("Drums")
    person.waits_until(lambda: "Demucs4 HT (vocals, drums, bass, other)" in person.rows("Models"))
    assert "BS Roformer (vocals, instrumental)" not in person.rows("Models")
    person.click("Bass")
    person.click("Drums")
    order = person.find(QComboBox, "Order of the models")
    order.setCurrentIndex(order.findText("By name"))
    assert person.rows("Models") == sorted(person.rows("Models"), key=str.casefold)
    search.setText("no such thing")
    assert says(person, "No matching model")
    assert not person.find(QPushButton, "Split").isEnabled()


def test_favourites_and_the_last_used_stand_on_top_and_are_remembered(
    open_window: Open, service: Mvsep, song: Path, with_token: None
) -> None:
    person = open_window(song)
    at_mvsep(person)
    choose(person, "spleeter")
    person.click("Favourite")
    assert person.rows("Models")[:2] == ["Favourites", "spleeter"]
    choose(person, "Demucs4 HT (vocals, drums, bass, other)")
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    person.quit()
    again = open_window()
    again.waits_until(lambda: again.find(QRadioButton, "MVSEP").isChecked())
    again.waits_until(lambda: again.rows("Models")[:4] == [
        "Favourites", "spleeter", "Last used", "Demucs4 HT (vocals, drums, bass, other)"])  # fmt: skip
    models = again.find(QListView, "Models")
    assert models.currentIndex().data(ROW).model.id == "20"


def test_options_that_do_not_count_are_hidden_until_they_do(open_window: Open, service: Mvsep, song: Path) -> None:
    person = open_window(song)
    at_mvsep(person)
    choose(person, "MVSep Karaoke (lead/back vocals)")
    assert person.sees(QComboBox, "Extraction type")
    first = person.find(QComboBox, "Karaoke model")
    first.setCurrentIndex(first.findData("0"))
    assert not person.sees(QComboBox, "Extraction type")


def test_descriptions_are_shown_without_scripts_and_without_loading_anything(
    open_window: Open, service: Mvsep, song: Path
) -> None:
    person = open_window(song)
    at_mvsep(person)
    assert says(person, "The best of the vocal models.")
    person.click("More")
    words = person.find(QTextBrowser, "About the model")
    person.waits_until(lambda: words.toPlainText().strip() == "The best model.")
    assert "tracker" not in words.toHtml()


def test_speech_needs_a_prompt_and_no_song(open_window: Open, service: Mvsep, song: Path, with_token: None) -> None:
    person = open_window(song)
    at_mvsep(person)
    choose(person, "Bark (Speech Gen)")
    assert says(person, "“Text prompt” is required.")
    assert not person.find(QPushButton, "Split").isEnabled()
    QTest.keyClicks(person.find(QPlainTextEdit, "Text prompt"), "Hello from the window")
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Speech"))
    assert service.asked("/api/separation/create")[0].form["add_opt1"] == "Hello from the window"
    assert "Hello from the window" in person.rows("Songs")


def test_matching_takes_a_target_and_a_reference(
    open_window: Open, service: Mvsep, song: Path, tmp_path: Path, with_token: None
) -> None:
    other = make_song(tmp_path / "songs" / "loud.wav", 0.5)
    person = open_window(song, other)
    at_mvsep(person)
    choose(person, "Matchering (by sergree)")
    songs = person.find(QListView, "Songs")
    songs.clearSelection()
    songs.setCurrentIndex(songs.model().index(person.rows("Songs").index("a song.wav"), 0))
    assert not person.find(QPushButton, "Split").isEnabled()
    reference = person.find(QComboBox, "Reference")
    reference.setCurrentIndex(reference.findText("loud.wav"))
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Mastered"))
    (sent,) = service.asked("/api/separation/create")
    assert sent.files["target_audiofile"].filename == "a song.wav"
    assert sent.files["reference_audiofile"].filename == "loud.wav"


def test_a_link_from_the_browser_is_split_by_the_service(
    open_window: Open, service: Mvsep, song: Path, with_token: None
) -> None:
    person = open_window(song)
    at_mvsep(person)
    person.drop("https://example.com/music/My%20Song.mp3?key=secret")
    person.waits_until(lambda: says(person, "My Song.mp3"))
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    assert (
        service.asked("/api/separation/create")[0].form["url"] == "https://example.com/music/My%20Song.mp3?key=secret"
    )
    assert "My Song" in person.rows("Songs")


def test_without_an_account_the_split_leads_to_the_right_field(open_window: Open, service: Mvsep, song: Path) -> None:
    person = open_window(song)
    at_mvsep(person)
    person.waits_until(lambda: person.sees(AccountLink, "No account yet. Open its page."))
    person.click("Split")
    person.waits_until(lambda: person.sees(QDialog, "") or bool(person.window.findChildren(QDialog)))
    person.waits_until(lambda: person.find(QLineEdit, "MVSEP API token").hasFocus()
                       or person.find(QLineEdit, "MVSEP API token") is dialog(person).focusWidget())  # fmt: skip
    assert says(person, "needs an API token")


def test_a_job_that_is_refused_before_the_window_knows_of_it_leads_to_the_account_too(
    open_window: Open, service: Mvsep, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = Engine.add

    async def slow(self: Engine, *arguments: Any, **named: Any) -> list[Job]:
        jobs = await add(self, *arguments, **named)
        await self.finished([job.id for job in jobs])
        return jobs

    monkeypatch.setattr(Engine, "add", slow)
    person = open_window(song)
    at_mvsep(person)
    person.waits_until(person.find(QPushButton, "Split").isEnabled)
    person.click("Split")
    person.waits_until(lambda: bool(person.window.findChildren(AccountsDialog)))
    person.waits_until(lambda: says(person, "needs an API token"))


def test_logging_in_stores_the_token_and_not_the_password(
    open_window: Open, service: Mvsep, song: Path, memory_keyring: object
) -> None:
    person = open_window(song)
    at_mvsep(person)
    person.click("Accounts")
    person.waits_until(lambda: person.sees(QPushButton, "Log in to MVSEP"))
    person.find(QLineEdit, "MVSEP e-mail").setText("ada@example.com")
    person.find(QLineEdit, "MVSEP password").setText("wrong horse")
    person.click("Log in to MVSEP")
    person.waits_until(lambda: says(person, "Wrong email or password"))
    assert person.find(QLineEdit, "MVSEP password").text() == ""
    person.find(QLineEdit, "MVSEP password").setText("right horse")
    person.click("Log in to MVSEP")
    person.waits_until(lambda: memory_keyring.kept == ENTRY)  # type: ignore[attr-defined]
    person.waits_until(lambda: says(person, "Ada · ada@example.com · 120 credit"))
    person.click("Long file names")
    person.waits_until(lambda: service.premium.long_filenames_enabled == 1)
    box = person.find(QCheckBox, "Spend credits (premium)")
    person.waits_until(box.isChecked)
    person.click("Spend credits (premium)")
    person.waits_until(lambda: service.premium.premium_enabled == 0)
    person.waits_until(lambda: "free queue" in person.find(QRadioButton, "MVSEP").accessibleDescription())


def test_registering_and_an_account_that_is_not_confirmed(open_window: Open, service: Mvsep, song: Path) -> None:
    person = open_window(song)
    at_mvsep(person)
    person.click("Accounts")
    person.waits_until(lambda: person.sees(QPushButton, "Register at MVSEP"))
    person.find(QLineEdit, "MVSEP e-mail").setText("new@example.com")
    person.find(QLineEdit, "MVSEP password").setText("hunter2")
    person.click("Register at MVSEP")
    person.waits_until(lambda: says(person, "verification email sent to new@example.com"))
    person.find(QLineEdit, "MVSEP password").setText("hunter2")
    person.click("Log in to MVSEP")
    person.waits_until(lambda: says(person, "Confirm your e-mail address"))


def test_an_unclear_job_offers_to_check_and_to_send_again(
    open_window: Open, service: Mvsep, song: Path, with_token: None
) -> None:
    service.fail("/api/separation/create")
    person = open_window(song)
    at_mvsep(person)
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Send again a song.wav"))
    retry = person.find(QPushButton, "Retry a song.wav")
    assert retry.text() == "Check again"
    assert "charged a second time" in person.find(QPushButton, "Send again a song.wav").toolTip()
    assert person.sees(QPushButton, "Cancel a song.wav")
    person.click("Send again a song.wav")
    person.waits_until(lambda: person.sees(QPushButton, "Play a song.wav"))
    assert service.created["a song.wav"] == 1


def test_the_queue_is_told_in_words(
    open_window: Open, service: Mvsep, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEMDESK_MVSEP_TOKEN", FREE_TOKEN)
    service.next_states = working("waiting", "processing", "processing")
    person = open_window(song)
    at_mvsep(person)
    person.waits_until(lambda: says(person, "free in the queue"))
    person.waits_until(lambda: says(person, "Queue: 7 being separated"))
    person.click("Split")
    person.waits_until(lambda: says(person, "number 3 of 15 in the queue"))
    person.click("Cancel a song.wav")
    person.waits_until(lambda: person.sees(QPushButton, "Retry a song.wav"))


def test_texts_are_kept_beside_and_can_be_read(open_window: Open, service: Mvsep, song: Path, with_token: None) -> None:
    person = open_window(song)
    at_mvsep(person)
    choose(person, "Whisper (extract text from audio)")
    person.click("Split")
    person.waits_until(lambda: "is ready" in person.notice())
    person.click("Open")
    person.waits_until(lambda: person.sees(QPlainTextEdit, "text.txt"))
    assert person.find(QPlainTextEdit, "text.txt").toPlainText() == "la la la"
    assert any("2 file" in row for row in person.rows("Songs"))


def test_documents_beside_stems_are_offered_in_the_player(
    open_window: Open, service: Mvsep, song: Path, with_token: None, tmp_path: Path
) -> None:
    sound = make_song(tmp_path / "stem.wav", 3.0).read_bytes()
    service.next_files = {"vocals.wav": sound, "other.wav": sound, "chords.txt": b"Am F C G"}
    person = open_window(song)
    at_mvsep(person)
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    assert any("2 stem" in row and "1 file" in row for row in person.rows("Songs"))
    person.click("Open chords.txt")
    person.waits_until(lambda: person.sees(QPlainTextEdit, "chords.txt"))
    assert person.find(QPlainTextEdit, "chords.txt").toPlainText() == "Am F C G"


def test_the_history_brings_old_results_into_the_songs(
    open_window: Open, service: Mvsep, song: Path, with_token: None
) -> None:
    service.start(service.premium, "40", "From The Web.mp3")
    person = open_window(song)
    at_mvsep(person)
    person.click("History")
    person.waits_until(lambda: person.find(QTableWidget, "Earlier jobs").rowCount() == 1)
    person.find(QTableWidget, "Earlier jobs").selectRow(0)
    person.click("Download stems")
    person.waits_until(lambda: "from-the-web" in person.rows("Songs"))
    assert service.asked("/api/separation/create") == []


def test_a_history_that_is_all_there_offers_no_more_of_it(
    open_window: Open, service: Mvsep, song: Path, with_token: None
) -> None:
    for n in range(12):
        service.start(service.premium, "40", f"Song {n}.mp3")
    person = open_window(song)
    at_mvsep(person)
    person.click("History")
    person.waits_until(lambda: person.find(QTableWidget, "Earlier jobs").rowCount() == 12)
    person.waits_until(lambda: says(person, "Downloading them again is free"))
    assert not person.sees(QPushButton, "Show more earlier jobs")


def test_a_servers_html_is_made_safe_off_the_windows_thread(
    open_window: Open, service: Mvsep, song: Path, with_token: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    def recorded(html: str) -> SafeHtml:
        threads.append(threading.current_thread())
        return safe_html(html)

    for module in (model_details, service_pages):
        monkeypatch.setattr(module, "safe_html", recorded)
    person = open_window(song)
    at_mvsep(person)
    person.click("More")
    person.waits_until(lambda: bool(person.find(QTextBrowser, "About the model").toPlainText()))
    person.click("News")
    person.waits_until(lambda: "Text 5" in person.find(QTextBrowser, "News").toPlainText())
    assert len(threads) > 1
    assert threading.main_thread() not in threads


def test_examples_news_and_leaderboards(open_window: Open, service: Mvsep, song: Path, with_token: None) -> None:
    service.publish_demo("demo.mp3")
    person = open_window(song)
    at_mvsep(person)
    person.click("Examples")
    person.waits_until(lambda: person.find(QTableWidget, "Examples").rowCount() == 1)
    person.find(QTableWidget, "Examples").selectRow(0)
    person.click("Listen to the example")
    person.waits_until(lambda: person.sees(QPushButton, "Mute Vocals"))
    tabs = dialog(person).findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    tabs.setCurrentIndex(2)
    person.waits_until(lambda: "Text 5" in person.find(QTextBrowser, "News").toPlainText())
    assert "x()" not in person.find(QTextBrowser, "News").toPlainText()
    tabs.setCurrentIndex(3)
    board = person.find(QComboBox, "Leaderboard")
    board.setCurrentIndex(1)
    table = person.find(QTableWidget, "Leaderboard")
    person.waits_until(lambda: table.rowCount() == 3)
    person.find(QLineEdit, "Filter by name").setText("model 2")
    QTest.keyClick(person.find(QLineEdit, "Filter by name"), Qt.Key.Key_Return)
    person.waits_until(lambda: table.rowCount() == 1)
    assert person.rows("Songs") == ["a song.wav"]


def test_offline_the_last_list_is_shown_and_called_old(
    open_window: Open, service: Mvsep, song: Path, with_token: None
) -> None:
    person = open_window(song)
    at_mvsep(person)
    person.quit()
    service.fail("/api/.*", reply=Reply(404, b"<html>"), times=1000)
    again = open_window()
    again.waits_until(lambda: "BS Roformer (vocals, instrumental)" in again.rows("Models"))
    again.waits_until(lambda: says(again, "offline, list of today"))


def test_a_preset_brings_provider_model_options_and_format_back(
    open_window: Open, service: Mvsep, song: Path, with_token: None, qtbot: QtBot
) -> None:
    from stemdesk.gui.split.presets_button import PresetsButton

    person = open_window(song)
    at_mvsep(person)
    vocal = person.find(QComboBox, "Vocal model type")
    vocal.setCurrentIndex(vocal.findData("29"))
    output = person.find(QComboBox, "Output")
    output.setCurrentIndex(output.findData("mp3"))
    presets = person.window.findChildren(PresetsButton)[0]
    presets.wanted.emit()
    name = next(d for d in person.window.findChildren(QDialog) if d.isVisible())
    name.findChildren(QLineEdit)[0].setText("Mine")
    QTest.keyClick(name, Qt.Key.Key_Return)
    person.click("On this computer")
    person.waits_until(lambda: "4 stems (quick)" in person.rows("Models"))
    presets.menu().aboutToShow.emit()
    (mine,) = [action for action in presets.menu().actions() if action.text() == "Mine"]
    mine.trigger()
    person.waits_until(lambda: person.find(QRadioButton, "MVSEP").isChecked())
    person.waits_until(lambda: person.sees(QComboBox, "Vocal model type"))
    assert person.find(QComboBox, "Vocal model type").currentData() == "29"
    assert person.find(QComboBox, "Output").currentData() == "mp3"


def test_a_file_that_may_be_too_large_is_warned_about(
    open_window: Open, service: Mvsep, tmp_path: Path, with_token: None
) -> None:
    person = open_window(make_song(tmp_path / "long.wav", 20))
    at_mvsep(person)
    person.click("Settings")
    from PySide6.QtWidgets import QSpinBox

    person.find(QSpinBox, "MVSEP size warning, premium").setValue(2)
    dialog(person).close()
    choose(person, "spleeter")
    person.waits_until(lambda: says(person, "may refuse more than 2 MB"))
    assert person.find(QPushButton, "Split").isEnabled()


def test_the_window_has_no_leftover_dialogs(open_window: Open, service: Mvsep, song: Path) -> None:
    person = open_window(song)
    at_mvsep(person)
    person.click("News")
    person.waits_until(lambda: bool(dialog(person)))
    dialog(person).close()
    QApplication.processEvents()
    person.waits_until(lambda: not person.window.findChildren(QDialog))
    assert person.sees(QWidget, "Split view")


def test_accounts_that_are_closed_right_after_saving_still_reach_the_service(
    open_window: Open, service: Mvsep, memory_keyring: MemoryKeyring
) -> None:
    answer_now = threading.Event()
    service.fail("/api/app/user", until=answer_now)
    person = open_window()
    person.waits_until(lambda: bool(person.rows("Songs")))
    person.click("Accounts")
    person.find(QLineEdit, "MVSEP API token").setText(TOKEN)
    person.click("Save MVSEP")
    person.window.findChildren(AccountsDialog)[0].close()
    person.waits_until(lambda: bool(service.asked("/api/app/user")))
    answer_now.set()
    person.waits_until(lambda: not person.window.findChildren(AccountsDialog))
    assert memory_keyring.kept == ENTRY
    assert not person.window.message_bar.tells_of_trouble


def test_what_the_service_answered_is_not_wiped_by_a_keyring_that_took_its_time(
    open_window: Open, service: Mvsep
) -> None:
    answer_now = threading.Event()

    class Slow(MemoryKeyring):
        def get_password(self, service: str, username: str) -> str | None:
            answer_now.wait(30)
            return super().get_password(service, username)

    keyring.set_keyring(Slow())
    person = open_window()
    person.waits_until(lambda: bool(person.rows("Songs")))
    person.click("Accounts")
    person.find(QLineEdit, "MVSEP e-mail").setText("ada@example.com")
    person.find(QLineEdit, "MVSEP password").setText("wrong horse")
    person.click("Log in to MVSEP")
    person.waits_until(lambda: says(person, "Wrong email or password"))
    answer_now.set()
    person.waits_until(lambda: "no account" in person.find(QListWidget, "Services").item(0).text())
    assert says(person, "Wrong email or password")


def test_a_late_answer_about_the_old_token_does_not_count_against_the_new_one(
    open_window: Open, service: Mvsep, song: Path, memory_keyring: MemoryKeyring
) -> None:
    memory_keyring.kept["StemDesk", "mvsep/token"] = "withdrawn"
    answer_now = threading.Event()
    service.fail("/api/app/user", until=answer_now)
    person = open_window(song)
    at_mvsep(person)
    person.waits_until(lambda: bool(service.asked("/api/app/user")))
    person.click("Accounts")
    person.find(QLineEdit, "MVSEP API token").setText(TOKEN)
    person.click("Save MVSEP")
    person.waits_until(lambda: says(person, "120 credit"))
    dialog(person).close()
    answer_now.set()
    person.waits_until(lambda: not service.in_hand["/api/app/user"])
    person.click("News")  # and the window has had the time for that
    person.waits_until(lambda: bool(service.asked("/api/app/news")))
    assert "120 credits" in person.find(QRadioButton, "MVSEP").accessibleDescription()


def test_a_token_that_is_saved_twice_is_not_called_refused_for_what_was_there_before(
    open_window: Open, service: Mvsep, song: Path, memory_keyring: MemoryKeyring
) -> None:
    memory_keyring.kept["StemDesk", "mvsep/token"] = "withdrawn"
    answers = [threading.Event(), threading.Event()]
    person = open_window(song)
    at_mvsep(person)
    person.waits_until(lambda: "rejected" in person.find(QRadioButton, "MVSEP").accessibleDescription())
    for answer in answers:
        service.fail("/api/app/user", until=answer)
    person.click("Accounts")
    person.waits_until(lambda: person.sees(AccountLink, "The service does not accept the stored account"))
    for count in (1, 2):
        person.find(QLineEdit, "MVSEP API token").setText(TOKEN)
        person.click("Save MVSEP")
        person.waits_until(lambda count=count: service.in_hand["/api/app/user"] == count)  # type: ignore[misc]
    answers[0].set()
    person.waits_until(lambda: service.in_hand["/api/app/user"] == 1)
    answers[1].set()
    person.waits_until(lambda: says(person, "120 credit"))
    assert says(person, "API token: kept by the system")
