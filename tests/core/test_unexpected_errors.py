"""Whatever is raised, a person reads a sentence; the log has the rest, and no secret."""

from __future__ import annotations

import errno
import json
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from stemdesk import cli
from stemdesk.app import log_unexpected
from stemdesk.core.errors import ErrorKind, StemDeskError, explained
from stemdesk.core.text import text
from stemdesk.core.untrusted.redaction import without_secrets

TOKEN = "hunter2-hunter2-hunter2"
RAISED = {
    "FOREIGN KEY constraint failed": (sqlite3.IntegrityError("FOREIGN KEY constraint failed"), ErrorKind.DISK),
    "no such column": (sqlite3.OperationalError("no such column: songs.x"), ErrorKind.DISK),
    "[Errno -2]": (httpx.ConnectError("[Errno -2] Name or service not known"), ErrorKind.NETWORK),
    "ReadTimeout": (httpx.ReadTimeout("ReadTimeout"), ErrorKind.NETWORK),
    "[Errno 13]": (PermissionError(errno.EACCES, "Permission denied", "/music/a.wav"), ErrorKind.DISK),
    "[Errno 28]": (OSError(errno.ENOSPC, "No space left on device"), ErrorKind.DISK),
    "'frames'": (KeyError("frames"), ErrorKind.SERVER),
    "boom": (RuntimeError("boom"), ErrorKind.SERVER),
    "4096": (MemoryError("4096"), ErrorKind.DISK),
}


@pytest.fixture(autouse=True)
def _no_log_of_an_earlier_test(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    log = logging.getLogger("stemdesk")
    monkeypatch.setattr(log, "handlers", [])
    yield
    for handler in log.handlers:
        handler.close()


@pytest.mark.parametrize("own_words", RAISED)
def test_no_words_of_a_database_a_server_or_python_reach_a_person(own_words: str) -> None:
    raised, kind = RAISED[own_words]
    told = explained(raised)
    assert told.kind is kind
    assert own_words not in str(told.message)
    assert "ry again" in str(told.message) or "then" in str(told.message)


def test_what_was_said_in_plain_words_already_stays_as_it_is() -> None:
    said = StemDeskError(ErrorKind.QUOTA, text("no credits"))
    assert explained(said) is said


def test_the_log_has_the_traceback_and_no_secret(home: Path) -> None:
    try:
        raise RuntimeError(f"401 for https://mvsep.com/api/app/user?api_token={TOKEN}&page=2")
    except RuntimeError as error:
        log_unexpected(error)
    for handler in logging.getLogger("stemdesk").handlers:
        handler.flush()
    written = "".join(path.read_text("utf-8") for path in home.rglob("stemdesk.log"))
    assert "Traceback" in written
    assert "api_token=•••&page=2" in written
    assert TOKEN not in written


@pytest.mark.parametrize(
    "line",
    [
        f"Authorization: Bearer {TOKEN}",
        f"{{'secret_key': '{TOKEN}', 'region': 'ap-beijing'}}",
        json.dumps({"access_key": TOKEN}),
        f"GET /x?X-Amz-Signature={TOKEN}&y=1",
        f"headers={{'x-api-token': '{TOKEN}'}}",
    ],
)
def test_secrets_are_taken_out_wherever_an_error_quotes_them(line: str) -> None:
    assert TOKEN not in without_secrets(line)


def test_lines_without_secrets_stay_as_they_are() -> None:
    line = "job 7: “keys (take 2).wav” was not read: no such file"
    assert without_secrets(line) == line


@pytest.mark.parametrize("raised", [KeyError("frames"), sqlite3.IntegrityError("FOREIGN KEY constraint failed")])
def test_a_command_that_stumbles_says_so_in_a_sentence(
    raised: Exception, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(_options: object) -> int:
        raise raised

    monkeypatch.setattr("stemdesk.commands.run", stumble)
    monkeypatch.setattr("stemdesk.interrupts.take_over", lambda: None)
    assert cli.main(["jobs"]) == 1
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert "FOREIGN KEY" not in told
    assert "ry again" in told
    assert any("Traceback" in path.read_text("utf-8") for path in home.rglob("stemdesk.log"))
