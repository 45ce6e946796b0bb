"""The real window and a keyring that writes down what it is asked for: every question may be a password dialog."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QRadioButton

from stemdesk.accounts.credentials import Credentials
from stemdesk.core.app_paths import app_paths
from stemdesk.gui.accounts.account_link import AccountLink
from stemdesk.gui.accounts.accounts_dialog import AccountsDialog
from stemdesk.gui.base.settings import Settings
from stemdesk.providers.dango.description import DESCRIPTION as DANGO
from stemdesk.providers.mvsep.description import DESCRIPTION as MVSEP
from stemdesk.providers.sami.description import DESCRIPTION as SAMI
from stemdesk.providers.tencent.description import DESCRIPTION as TENCENT
from tests.accounts.recording import Recording
from tests.conftest import MemoryKeyring
from tests.gui.conftest import Person
from tests.standins.mvsep import TOKEN, Mvsep

Open = Callable[..., Person]
TAGLINES = {str(each.name): str(each.tagline) for each in (MVSEP, DANGO, TENCENT, SAMI)}
OLD_ENTRY = ("StemDesk", "mvsep/token")


@pytest.fixture
def recording(memory_keyring: MemoryKeyring) -> Iterator[Recording]:
    backend = Recording()
    keyring.set_keyring(backend)
    yield backend
    backend.answer_now.set()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mvsep]:
    with Mvsep() as made:
        monkeypatch.setenv("STEMDESK_MVSEP_URL", made.url)
        yield made


@pytest.fixture
def saved(recording: Recording) -> None:
    """MVSEP's account was saved on another day."""
    Credentials({}).store(MVSEP, {"token": TOKEN})
    recording.calls.clear()


def card(person: Person, name: str = "MVSEP") -> str:
    return person.find(QRadioButton, name).accessibleDescription()


def says(person: Person, words: str) -> bool:
    return any(words in label.text() for label in person.window.findChildren(QLabel) if label.isVisible())


def is_up(person: Person, song: Path) -> None:
    """Everything that belongs to a start has happened: every card says what is known."""
    person.waits_until(lambda: song.name in person.rows("Songs"))
    for name, line in TAGLINES.items():
        person.waits_until(lambda name=name, line=line: not card(person, name).endswith(line))  # type: ignore[misc]


def choose_before(provider: str) -> None:
    Settings(app_paths()).remember("provider", provider)


def test_a_first_start_leaves_the_keyring_alone(open_window: Open, recording: Recording, song: Path) -> None:
    person = open_window(song)
    is_up(person, song)
    person.click("Settings")
    person.click("Close")
    assert "needs an account" in card(person)
    person.quit()
    assert recording.calls == []


def test_a_saved_account_is_read_once_when_its_card_is_chosen_and_not_before(
    open_window: Open, recording: Recording, saved: None, service: Mvsep, song: Path
) -> None:
    person = open_window(song)
    is_up(person, song)
    assert "account saved" in card(person)
    assert recording.calls == []
    person.click("MVSEP")
    person.waits_until(lambda: "Ada · 120 credits" in card(person))
    assert len(service.asked("/api/app/user")) == 1
    person.click("Accounts")
    person.click("Check MVSEP")
    person.waits_until(lambda: says(person, "MVSEP accepts the account: Ada"))
    person.click("Close")
    person.click("History")
    person.waits_until(lambda: bool(service.asked("/api/app/separation_history")))
    assert recording.calls == ["get mvsep"]


def test_a_start_at_a_service_whose_account_was_saved_reads_that_one_once(
    open_window: Open, recording: Recording, saved: None, service: Mvsep, song: Path
) -> None:
    Credentials({}).store(SAMI, {"appkey": "app"})
    recording.calls.clear()
    choose_before("mvsep")
    person = open_window(song)
    person.waits_until(lambda: "Ada · 120 credits" in card(person))
    is_up(person, song)
    person.waits_until(lambda: says(person, "of 120"))
    assert recording.calls == ["get mvsep"]


def test_after_an_update_nothing_is_asked_at_the_start_and_the_old_entry_moves_when_its_card_is_clicked(
    open_window: Open, recording: Recording, service: Mvsep, song: Path
) -> None:
    recording.kept[OLD_ENTRY] = TOKEN
    choose_before("mvsep")
    person = open_window(song)
    is_up(person, song)
    assert recording.calls == []
    person.click("MVSEP")
    person.waits_until(lambda: "Ada · 120 credits" in card(person))
    assert recording.kept == {("StemDesk", "mvsep"): json.dumps({"token": TOKEN})}
    assert not [call for call in recording.calls if "mvsep" not in call]


def test_a_locked_keyring_is_named_can_be_tried_again_and_asks_once(
    open_window: Open, recording: Recording, saved: None, service: Mvsep, song: Path
) -> None:
    recording.locked = True
    person = open_window(song)
    is_up(person, song)
    person.click("MVSEP")
    person.waits_until(lambda: person.sees(QPushButton, "Try again to open the password store for MVSEP"))
    assert says(person, "password store (keyring) is locked or refused")
    assert "password store locked" in card(person)
    assert person.find(QCheckBox, "MVSEP for this session only").isChecked()
    person.click("Close")
    person.click("On this computer")
    person.click("MVSEP")
    person.waits_until(lambda: person.sees(QPushButton, "Try again to open the password store for MVSEP"))
    assert recording.calls == ["get mvsep"]
    recording.locked = False
    person.click("Try again to open the password store for MVSEP")
    person.waits_until(lambda: person.find(QLineEdit, "MVSEP API token").placeholderText() == "••••••••cdef")
    person.waits_until(lambda: "Ada · 120 credits" in card(person))
    assert not person.sees(QPushButton, "Try again to open the password store for MVSEP")
    assert not person.find(QCheckBox, "MVSEP for this session only").isChecked()


def test_with_a_locked_keyring_a_typed_token_splits_in_this_session(
    open_window: Open, recording: Recording, service: Mvsep, song: Path
) -> None:
    recording.locked = True
    person = open_window(song)
    is_up(person, song)
    person.click("MVSEP")
    person.waits_until(lambda: person.sees(QPushButton, "Try again to open the password store for MVSEP"))
    person.find(QLineEdit, "MVSEP API token").setText(TOKEN)
    person.click("Save MVSEP")
    person.waits_until(lambda: not person.window.findChildren(AccountsDialog))
    person.waits_until(lambda: "Ada · 120 credits" in card(person))
    person.click("Split")
    person.waits_until(lambda: person.sees(QPushButton, "Play a song.wav"))
    assert recording.kept == {}
    assert recording.calls == ["get mvsep"]


def test_whoever_sees_the_keyrings_dialog_sees_why(
    open_window: Open, recording: Recording, saved: None, service: Mvsep, song: Path
) -> None:
    recording.answer_now.clear()
    person = open_window(song)
    is_up(person, song)
    person.click("MVSEP")
    person.waits_until(lambda: "asks the system's password store (keyring) for your MVSEP account" in person.notice())
    assert "asking the password store" in card(person)
    person.click("On this computer")  # nothing waits for it
    person.waits_until(lambda: bool(person.rows("Models")))
    recording.answer_now.set()
    person.waits_until(lambda: "Ada · 120 credits" in card(person))
    assert person.notice() == ""


def test_an_account_of_the_environment_is_not_called_stored_and_asks_no_keyring(
    open_window: Open, recording: Recording, service: Mvsep, song: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEMDESK_MVSEP_TOKEN", "withdrawn")
    person = open_window(song)
    person.click("MVSEP")
    words = "The service does not accept the account that the environment sets"
    person.waits_until(lambda: person.sees(AccountLink, words))
    assert person.find(AccountLink, words).tone == "bad"
    assert recording.calls == []
    person.click(words)
    person.waits_until(lambda: says(person, "set by the environment (STEMDESK_MVSEP_TOKEN)")
                       or says(person, "does not accept this API token"))  # fmt: skip
