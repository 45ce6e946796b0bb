"""How often the keyring is asked, and for what: each question may be a password dialog."""

from __future__ import annotations

import json
import logging
import threading
from typing import TYPE_CHECKING

import keyring
import pytest

from stemdesk.accounts.credentials import Credentials, Origin
from stemdesk.accounts.keyring_entries import KeyringUnavailable
from stemdesk.cli import main
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.providers.dango.description import DESCRIPTION as DANGO
from stemdesk.providers.mvsep.description import DESCRIPTION as MVSEP
from stemdesk.providers.tencent.description import DESCRIPTION as TENCENT
from tests.accounts.recording import SECRET, Recording

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MemoryKeyring

OLD = {
    "secret_id": "AKID-0123456789",
    "secret_key": SECRET,
    "content_id": "c1",
    "bucket": "music-125",
    "region": "ap-x",
}


@pytest.fixture
def recording(memory_keyring: MemoryKeyring) -> Recording:
    backend = Recording()
    keyring.set_keyring(backend)
    return backend


def test_one_entry_holds_all_secrets_of_a_provider_and_the_settings_the_rest(recording: Recording, home: Path) -> None:
    Credentials({}).store(TENCENT, OLD)
    (entry,) = recording.kept.items()
    assert entry[0] == ("StemDesk", "tencent")
    assert json.loads(entry[1]) == {"secret_id": OLD["secret_id"], "secret_key": SECRET}
    settings = (home / "config" / "accounts.json").read_text("utf-8")
    assert "music-125" in settings
    for secret in (OLD["secret_id"], SECRET, SECRET[-4:], OLD["secret_id"][-4:]):
        assert secret not in settings
    found = Credentials({}).find(TENCENT)
    assert {key: value for key, (value, _) in found.items()} == OLD
    assert found["region"][1] is Origin.SETTINGS


def test_a_saved_account_is_read_once_however_often_it_is_used(recording: Recording) -> None:
    Credentials({}).store(MVSEP, {"token": SECRET})
    credentials = Credentials({})
    recording.calls.clear()
    assert credentials.is_saved(MVSEP)
    assert credentials.needs_keyring(MVSEP)
    assert recording.calls == []
    threads = [threading.Thread(target=credentials.checked, args=(MVSEP,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert credentials.known(MVSEP)[0].origin is Origin.KEYRING
    assert recording.calls == ["get mvsep"]


def test_what_is_known_not_to_be_saved_is_not_asked_for_again(recording: Recording) -> None:
    assert Credentials({}).all(MVSEP) == {}
    assert Credentials({}).is_saved(MVSEP) is False
    recording.calls.clear()
    credentials = Credentials({})
    assert credentials.all(MVSEP) == {}
    assert not credentials.has_any(MVSEP)
    assert recording.calls == []


def test_an_account_of_the_environment_needs_no_keyring(recording: Recording) -> None:
    credentials = Credentials({"STEMDESK_MVSEP_TOKEN": SECRET})
    assert credentials.checked(MVSEP) == {"token": SECRET}
    assert recording.calls == []


def test_an_account_that_a_command_saves_meanwhile_is_found_by_the_window(recording: Recording) -> None:
    window = Credentials({})
    assert window.all(MVSEP) == {}
    Credentials({}).store(MVSEP, {"token": SECRET})
    assert window.all(MVSEP) == {"token": SECRET}
    Credentials({}).forget(MVSEP)
    assert window.all(MVSEP) == {}


def keep_old(recording: Recording) -> None:
    for key, value in OLD.items():
        recording.kept["StemDesk", f"tencent/{key}"] = value


def test_entries_of_a_version_before_are_moved_into_one_when_they_are_used(recording: Recording) -> None:
    keep_old(recording)
    credentials = Credentials({})
    assert credentials.is_saved(TENCENT) is None
    assert recording.calls == []
    assert credentials.checked(TENCENT) == OLD
    assert list(recording.kept) == [("StemDesk", "tencent")]
    written = recording.calls.index("set tencent")
    assert recording.calls[written + 1] == "get tencent"
    assert all(call.startswith("delete") is (at > written) for at, call in enumerate(recording.calls)
               if call.startswith("delete"))  # fmt: skip
    recording.calls.clear()
    assert credentials.checked(TENCENT) == Credentials({}).checked(TENCENT) == OLD
    assert recording.calls == ["get tencent"]


def test_old_entries_stay_where_the_new_one_cannot_be_read_back(recording: Recording) -> None:
    keep_old(recording)
    recording.loses_what_is_written = True
    credentials = Credentials({})
    assert credentials.checked(TENCENT) == OLD
    assert len(recording.kept) == len(OLD)
    recording.loses_what_is_written = False
    assert Credentials({}).checked(TENCENT) == OLD
    assert list(recording.kept) == [("StemDesk", "tencent")]


def test_a_move_that_was_broken_off_after_the_new_entry_is_finished_the_next_time(
    recording: Recording, home: Path
) -> None:
    keep_old(recording)
    (home / "config").parent.mkdir(parents=True, exist_ok=True)
    (home / "config").write_text("no folder")  # the settings cannot be written
    assert Credentials({}).checked(TENCENT) == OLD
    assert ("StemDesk", "tencent") in recording.kept
    (home / "config").unlink()
    recording.kept["StemDesk", "tencent"] = json.dumps({"secret_id": OLD["secret_id"], "secret_key": "newer"})
    assert Credentials({}).checked(TENCENT) == {**OLD, "secret_key": "newer"}
    assert list(recording.kept) == [("StemDesk", "tencent")]
    assert Credentials({}).checked(TENCENT) == {**OLD, "secret_key": "newer"}


def test_one_secret_set_anew_leaves_the_other_of_an_entry_that_nobody_knew_of(recording: Recording) -> None:
    credentials = Credentials({})
    assert credentials.all(TENCENT) == {}
    assert credentials.is_saved(TENCENT) is False
    recording.kept["StemDesk", "tencent"] = json.dumps({"secret_id": OLD["secret_id"], "secret_key": SECRET})
    credentials.store(TENCENT, {"secret_key": "newer"})
    assert json.loads(recording.kept["StemDesk", "tencent"]) == {"secret_id": OLD["secret_id"], "secret_key": "newer"}


def test_an_old_header_moves_to_the_settings_though_the_token_comes_from_the_environment(recording: Recording) -> None:
    recording.kept["StemDesk", "dango/header"] = "X-Token"
    credentials = Credentials({"STEMDESK_DANGO_TOKEN": SECRET})
    assert credentials.checked(DANGO) == {"token": SECRET, "header": "X-Token"}
    assert recording.kept == {}
    assert Credentials({}).all(DANGO) == {"header": "X-Token"}


def test_a_refusal_is_remembered_until_somebody_tries_again(
    recording: Recording, caplog: pytest.LogCaptureFixture
) -> None:
    Credentials({}).store(MVSEP, {"token": SECRET})
    Credentials({}).store(TENCENT, OLD)
    credentials = Credentials({})
    recording.calls.clear()
    recording.locked = True
    with caplog.at_level(logging.DEBUG):
        for _ in range(3):
            with pytest.raises(KeyringUnavailable, match="Unlock it") as caught:
                credentials.checked(MVSEP)
        with pytest.raises(KeyringUnavailable):
            credentials.checked(TENCENT)
    assert recording.calls == ["get mvsep"]
    assert caught.value.kind is ErrorKind.AUTH
    assert SECRET not in str(caught.value) + caplog.text
    assert caught.value.__cause__ is None
    recording.locked = False
    assert credentials.all(MVSEP) == {}
    credentials.look_again(MVSEP)
    assert credentials.checked(MVSEP) == {"token": SECRET}


def test_what_is_typed_for_this_session_works_though_the_keyring_refuses(recording: Recording) -> None:
    recording.locked = True
    credentials = Credentials({})
    with pytest.raises(KeyringUnavailable):
        credentials.checked(MVSEP)
    with pytest.raises(KeyringUnavailable):
        credentials.store(MVSEP, {"token": SECRET})
    credentials.hold(MVSEP, {"token": SECRET})
    recording.calls.clear()
    assert credentials.checked(MVSEP) == {"token": SECRET}
    assert recording.calls == []


def test_a_back_end_that_breaks_counts_as_a_refusal_without_its_words(
    recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: str) -> None:
        raise OSError("D-Bus: " + SECRET)

    monkeypatch.setattr(recording, "get_password", breaks)
    credentials = Credentials({})
    assert credentials.all(MVSEP) == {}
    with pytest.raises(StemDeskError) as caught:
        credentials.store(MVSEP, {"token": SECRET})
    assert SECRET not in str(caught.value)


def test_settings_that_cannot_be_written_are_named_and_hold_for_this_session(recording: Recording, home: Path) -> None:
    (home / "config").parent.mkdir(parents=True, exist_ok=True)
    (home / "config").write_text("no folder")
    credentials = Credentials({})
    with pytest.raises(StemDeskError, match="settings cannot be written") as caught:
        credentials.store(TENCENT, OLD)
    assert caught.value.kind is ErrorKind.DISK
    assert credentials.checked(TENCENT) == OLD


def test_a_command_asks_for_the_provider_that_it_is_about_and_a_list_of_all_asks_for_none(
    recording: Recording, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("stemdesk.interrupts.take_over", lambda: None)  # this process is the suite's
    Credentials({}).store(TENCENT, OLD)
    recording.calls.clear()
    assert main(["providers", "--json"]) == 0
    assert {row["id"]: row["account"] for row in json.loads(capsys.readouterr().out)} == {
        "local": None, "mvsep": False, "dango": False, "tencent": True, "sami": False,
    }  # fmt: skip
    assert recording.calls == []
    assert main(["account", "show", "tencent", "--json"]) == 0
    shown = {row["field"]: (row["origin"], row["shown"]) for row in json.loads(capsys.readouterr().out)}
    assert shown["secret_key"] == ("keyring", "••••••••cdef")
    assert shown["region"] == ("settings", "ap-x")
    assert shown["plain_http"] == ("nowhere", "")
    assert recording.calls == ["get tencent"]


def test_account_show_finds_what_another_program_has_saved_meanwhile(
    recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stemdesk.interrupts.take_over", lambda: None)
    assert main(["account", "show", "mvsep"]) == 3
    recording.kept["StemDesk", "mvsep"] = json.dumps({"token": SECRET})  # from another folder of settings
    assert main(["account", "show", "mvsep"]) == 0
