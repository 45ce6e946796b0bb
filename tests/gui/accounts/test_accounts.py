"""The way to an account: from a card to its page, through a check, and back."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring.backends.fail
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton, QRadioButton

from stemdesk.core.descriptions import CredentialField, ProviderDescription
from stemdesk.core.text import text, verbatim
from stemdesk.gui.accounts import accounts_dialog
from stemdesk.gui.accounts.account_link import AccountLink
from stemdesk.gui.accounts.accounts_dialog import AccountsDialog
from stemdesk.providers.local.provider import LocalProvider
from stemdesk.providers.registry import Registry
from tests.conftest import MemoryKeyring
from tests.gui.conftest import Person
from tests.jobs.fakes import FakeProvider
from tests.standins.dango import TOKEN as DANGO_TOKEN
from tests.standins.dango import Dango
from tests.standins.mvsep import TOKEN, Mvsep

Open = Callable[..., Person]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mvsep]:
    with Mvsep() as made:
        monkeypatch.setenv("STEMDESK_MVSEP_URL", made.url)
        yield made


@pytest.fixture
def dango(monkeypatch: pytest.MonkeyPatch) -> Iterator[Dango]:
    with Dango() as made:
        monkeypatch.setenv("STEMDESK_DANGO_URL", made.url)
        yield made


def says(person: Person, words: str) -> bool:
    return any(words in label.text() for label in person.window.findChildren(QLabel) if label.isVisible())


def at_page(person: Person, service: str) -> None:
    """A person clicks a card without an account."""
    person.waits_until(lambda: bool(person.rows("Songs")))
    person.click(service)
    person.waits_until(lambda: person.sees(QPushButton, f"Save {service}"))


def test_a_card_without_an_account_opens_its_page_and_saving_leads_back_ready_to_split(
    open_window: Open, service: Mvsep, song: Path
) -> None:
    person = open_window(song)
    at_page(person, "MVSEP")
    person.waits_until(lambda: bool(person.rows("Models")))  # nobody types as fast as a test
    (dialog,) = person.window.findChildren(AccountsDialog)
    assert dialog.focusWidget() is person.find(QLineEdit, "MVSEP API token")
    QTest.keyClicks(person.find(QLineEdit, "MVSEP API token"), TOKEN)
    QTest.keyClick(person.find(QLineEdit, "MVSEP API token"), Qt.Key.Key_Return)
    person.waits_until(lambda: not person.window.findChildren(AccountsDialog))
    person.waits_until(lambda: person.window.focusWidget() is person.find(QPushButton, "Split"))
    assert "Ada · 120 credits" in person.find(QRadioButton, "MVSEP").accessibleDescription()
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Play a song.wav"))


def test_a_token_typed_before_it_is_known_that_there_is_no_keyring_is_kept_for_the_session(
    open_window: Open, service: Mvsep, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It said that there is no keyring, and nothing was asked."""
    keyring.set_keyring(keyring.backends.fail.Keyring())
    may_go_on = threading.Event()

    def slow() -> None:
        may_go_on.wait(60)

    monkeypatch.setattr(accounts_dialog, "keyring_name", slow)
    person = open_window(song)
    at_page(person, "MVSEP")
    person.waits_until(lambda: bool(person.rows("Models")))
    QTest.keyClicks(person.find(QLineEdit, "MVSEP API token"), TOKEN)
    QTest.keyClick(person.find(QLineEdit, "MVSEP API token"), Qt.Key.Key_Return)
    person.waits_until(lambda: bool(service.asked("/api/app/user")))
    may_go_on.set()
    person.waits_until(lambda: not person.window.findChildren(AccountsDialog))


def test_a_token_that_is_refused_keeps_the_page_open_and_is_a_link_in_the_colour_of_an_error(
    open_window: Open, service: Mvsep, song: Path
) -> None:
    person = open_window(song)
    at_page(person, "MVSEP")
    person.find(QLineEdit, "MVSEP API token").setText("no-token-of-theirs")
    person.click("Save MVSEP")
    person.waits_until(lambda: says(person, "MVSEP does not accept this API token"))
    person.click("Close")
    person.waits_until(lambda: not person.window.findChildren(AccountsDialog))
    link = person.find(AccountLink, "The service does not accept the stored account")
    assert link.tone == "bad"
    assert link.focusPolicy() & Qt.FocusPolicy.TabFocus
    person.click("The service does not accept the stored account")
    person.waits_until(lambda: person.sees(QPushButton, "Save MVSEP"))


def test_a_page_is_opened_by_a_click_and_not_on_the_way_to_another_card(
    open_window: Open, service: Mvsep, dango: Dango, song: Path
) -> None:
    person = open_window(song)
    person.waits_until(lambda: bool(person.rows("Songs")))
    person.window.activateWindow()
    person.find(QRadioButton, "On this computer").setFocus()
    person.waits_until(person.find(QRadioButton, "On this computer").hasFocus)
    QTest.keyClick(person.find(QRadioButton, "On this computer"), Qt.Key.Key_Right)
    person.waits_until(lambda: person.find(QRadioButton, "MVSEP").isChecked())
    person.waits_until(lambda: person.sees(AccountLink, "No account yet. Open its page."))
    QTest.keyClick(person.find(QRadioButton, "MVSEP"), Qt.Key.Key_Right)
    person.waits_until(lambda: "no account" in person.find(QRadioButton, "Dango 团子").accessibleDescription())
    assert not person.window.findChildren(AccountsDialog)
    QTest.keyClick(person.find(QRadioButton, "Dango 团子"), Qt.Key.Key_Return)
    person.waits_until(lambda: person.sees(QPushButton, "Save Dango 团子"))


def test_the_check_says_what_it_found_and_stores_nothing(
    open_window: Open, service: Mvsep, song: Path, memory_keyring: MemoryKeyring, home: Path
) -> None:
    person = open_window(song)
    at_page(person, "MVSEP")
    person.find(QLineEdit, "MVSEP API token").setText(TOKEN)
    person.click("Check MVSEP")
    person.waits_until(lambda: says(person, "MVSEP accepts the account: Ada · ada@example.com · 120 credit"))
    assert says(person, "premium")
    assert person.find(QLineEdit, "MVSEP API token").text() == TOKEN
    assert memory_keyring.kept == {}
    assert not [path for path in home.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]


def test_a_page_says_what_it_costs_how_to_get_in_and_what_happens_with_the_song(  # noqa: PLR0917
    open_window: Open,
    dango: Dango,
    song: Path,
    monkeypatch: pytest.MonkeyPatch,
    memory_keyring: MemoryKeyring,
    home: Path,
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    person = open_window(song)
    at_page(person, "Dango 团子")
    for words in ("60 to 120 points a song", "1.", "top up your balance", "3.", "keeps the results for 30 days"):
        assert says(person, words)
    person.click("Open dango.ai")
    assert opened == ["https://dango.ai"]
    assert not person.sees(QLineEdit, "Dango 团子 Header")
    person.click("Advanced settings of Dango 团子")
    person.find(QLineEdit, "Dango 团子 Header").setText("Authorization")
    person.find(QLineEdit, "Dango 团子 API token").setText(DANGO_TOKEN)
    person.click("Save Dango 团子")
    person.waits_until(lambda: not person.window.findChildren(AccountsDialog))
    assert memory_keyring.kept == {("StemDesk", "dango"): json.dumps({"token": DANGO_TOKEN})}
    assert "Authorization" in (home / "config" / "accounts.json").read_text("utf-8")
    assert not dango.charges


def test_removing_an_account_takes_it_from_the_keyring_and_the_settings(
    open_window: Open, dango: Dango, song: Path, memory_keyring: MemoryKeyring, home: Path
) -> None:
    person = open_window(song)
    person.waits_until(lambda: bool(person.rows("Songs")))
    person.click("Accounts")
    services = person.find(QListWidget, "Services")
    services.setCurrentRow(1)
    person.waits_until(lambda: person.sees(QLineEdit, "Dango 团子 API token"))
    person.find(QLineEdit, "Dango 团子 API token").setText(DANGO_TOKEN)
    person.click("Save Dango 团子")
    person.waits_until(lambda: says(person, "Dango accepts the token, and your balance is enough"))
    assert "account saved" in services.item(1).text()
    person.click("Remove Dango 团子 account")
    person.waits_until(lambda: says(person, "Account removed."))
    assert memory_keyring.kept == {}
    person.waits_until(lambda: "no account" in services.item(1).text())


def test_a_service_of_another_package_that_says_nothing_more_has_a_page_too(
    open_window: Open, song: Path, monkeypatch: pytest.MonkeyPatch, memory_keyring: MemoryKeyring
) -> None:
    studio = FakeProvider("studio")
    studio.description = ProviderDescription(
        "studio", verbatim("Studio"), verbatim("a studio"), (CredentialField("key", text("Key")),)
    )
    monkeypatch.setattr("stemdesk.app.default_registry", lambda: Registry([LocalProvider(), studio]))
    person = open_window(song)
    at_page(person, "Studio")
    assert says(person, "a studio")
    assert not person.sees(QPushButton, "Check Studio")
    assert not person.sees(QPushButton, "Advanced settings of Studio")
    person.find(QLineEdit, "Studio Key").setText("0123456789abcdef")
    person.click("Save Studio")
    person.waits_until(lambda: not person.window.findChildren(AccountsDialog))
    assert list(memory_keyring.kept) == [("StemDesk", "studio")]
