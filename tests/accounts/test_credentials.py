from __future__ import annotations

import io
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import keyring
import keyring.backends.fail
import pytest

from stemdesk.accounts.credentials import Credentials, Origin, mask, variable
from stemdesk.accounts.keyring_entries import keyring_name
from stemdesk.cli import main
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.providers.mvsep.description import DESCRIPTION as MVSEP
from stemdesk.providers.tencent.description import DESCRIPTION as TENCENT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MemoryKeyring

SECRET = "token-0123456789abcdef"


def test_the_environment_wins_over_session_and_keyring() -> None:
    credentials = Credentials({"STEMDESK_MVSEP_TOKEN": "from the environment"})
    credentials.store(MVSEP, {"token": "from the keyring"})
    credentials.hold(MVSEP, {"token": "from the session"})
    assert credentials.find(MVSEP) == {"token": ("from the environment", Origin.ENVIRONMENT)}
    assert Credentials({}).find(MVSEP) == {"token": ("from the keyring", Origin.KEYRING)}


def test_a_session_value_is_gone_with_its_session(memory_keyring: MemoryKeyring) -> None:
    credentials = Credentials({})
    credentials.hold(MVSEP, {"token": SECRET})
    assert credentials.all(MVSEP) == {"token": SECRET}
    assert memory_keyring.kept == {}
    assert Credentials({}).all(MVSEP) == {}


def test_forgetting_takes_everything_away_and_says_whether_there_was_anything(memory_keyring: MemoryKeyring) -> None:
    credentials = Credentials({})
    memory_keyring.kept["StemDesk", "tencent/secret_id"] = "left over"
    credentials.store(TENCENT, {field.key: SECRET for field in TENCENT.credentials})
    assert credentials.forget(TENCENT)
    assert credentials.all(TENCENT) == {}
    assert memory_keyring.kept == {}
    assert not credentials.forget(TENCENT)


def test_secrets_are_shown_masked_and_plain_fields_in_full() -> None:
    credentials = Credentials({})
    credentials.store(TENCENT, {"secret_key": SECRET, "region": "ap-beijing"})
    shown = {known.key: known.shown for known in credentials.known(TENCENT)}
    assert shown["region"] == "ap-beijing"
    assert SECRET not in shown["secret_key"]
    assert shown["secret_key"].endswith("cdef")
    assert "short" not in mask("short")


def test_without_a_keyring_reading_is_empty_and_storing_says_what_to_do() -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())
    credentials = Credentials({})
    assert keyring_name() is None
    assert credentials.find(MVSEP) == {}
    with pytest.raises(StemDeskError, match="session only") as caught:
        credentials.store(MVSEP, {"token": SECRET})
    assert caught.value.kind is ErrorKind.AUTH
    assert SECRET not in str(caught.value)


def test_an_account_is_not_said_to_be_forgotten_where_its_keyring_is_missing(memory_keyring: MemoryKeyring) -> None:
    Credentials({}).store(TENCENT, {"secret_key": SECRET, "region": "ap-beijing"})
    keyring.set_keyring(keyring.backends.fail.Keyring())
    credentials = Credentials({})
    with pytest.raises(StemDeskError, match="no password store"):
        credentials.forget(TENCENT)
    assert credentials.is_saved(TENCENT)
    assert credentials.all(TENCENT) == {}  # what needs no keyring is gone
    keyring.set_keyring(memory_keyring)
    assert credentials.forget(TENCENT)
    assert memory_keyring.kept == {}
    keyring.set_keyring(keyring.backends.fail.Keyring())
    assert not credentials.forget(TENCENT)


def test_the_variables_are_those_of_the_contract() -> None:
    assert variable("tencent", "content_id") == "STEMDESK_TENCENT_CONTENT_ID"
    assert variable("sami", "appkey") == "STEMDESK_SAMI_APPKEY"


needs_secret_service = pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="needs dbus and gnome-keyring",
)

IN_A_SESSION = """
set -e
echo -n pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
stemdesk() { "$PYTHON" -m stemdesk "$@"; }
echo "token-0123456789abcdef" | stemdesk account set mvsep
stemdesk account show mvsep --json
stemdesk providers --json | grep -o '"id": "mvsep".*"account": true' | head -c 13
echo
stemdesk account forget mvsep
stemdesk account show mvsep || echo "gone: $?"
"""


@pytest.mark.slow
@needs_secret_service
def test_a_token_goes_into_a_real_secret_service_and_out_again(tmp_path: Path, home: Path) -> None:
    import os

    environment = {key: value for key, value in os.environ.items() if not key.startswith("DBUS_")}
    environment |= {
        "PYTHON": sys.executable, "STEMDESK_HOME": str(home), "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }  # fmt: skip
    result = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", IN_A_SESSION], env=environment, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert '"origin": "keyring"' in result.stdout
    assert '"id": "mvsep"' in result.stdout
    assert "gone: 3" in result.stdout
    assert SECRET not in result.stdout + result.stderr
    stored = [path for path in home.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert stored == []


ODD = [
    "token\nX-Evil: 1",
    "tok\u200ben",
    "•••••••cdef",
    "tökén",
    "ｔｏｋｅｎ",
    "to\x00ken",
    "token\x7f",
    "“secret”",
    "tok\ud800en",
]


@pytest.mark.parametrize("value", ODD)
def test_a_key_with_an_odd_letter_is_refused_in_plain_words_wherever_it_is_given(
    value: str, memory_keyring: MemoryKeyring
) -> None:
    credentials = Credentials({})
    for keep in (credentials.store, credentials.hold):
        with pytest.raises(StemDeskError) as raised:
            keep(MVSEP, {"token": value})
        assert raised.value.kind is ErrorKind.AUTH
        assert "cannot be right: its letter number" in str(raised.value)
        assert value not in str(raised.value)
    assert memory_keyring.kept == {}
    assert not credentials.has_any(MVSEP)


@pytest.mark.parametrize("value", ODD)
def test_an_odd_key_of_the_environment_is_not_sent_and_what_is_sent_says_why(value: str) -> None:
    credentials = Credentials({"STEMDESK_MVSEP_TOKEN": value})
    assert credentials.all(MVSEP) == {}
    with pytest.raises(StemDeskError) as raised:
        credentials.checked(MVSEP)
    assert raised.value.kind is ErrorKind.AUTH
    assert str(MVSEP.credentials[0].label) in str(raised.value)


def test_a_line_break_at_the_end_of_a_key_is_no_part_of_it() -> None:
    credentials = Credentials({"STEMDESK_MVSEP_TOKEN": f" {SECRET}\r\n"})
    assert credentials.checked(MVSEP) == credentials.all(MVSEP) == {"token": SECRET}


def test_the_command_line_refuses_an_odd_key_before_it_stores_anything(
    memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("stemdesk.interrupts.take_over", lambda: None)  # this process is the suite's
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n{SECRET}\u2026\n\n\n\n\n"))
    assert main(["account", "set", "tencent"]) == 3
    assert "cannot be right" in capsys.readouterr().err
    assert memory_keyring.kept == {}
