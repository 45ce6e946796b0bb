"""What StemDesk does not do: ask anybody before somebody has an account, and leave a secret lying about."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from stemdesk.jobs.delivery import without_query
from tests.conftest import MemoryKeyring
from tests.gui.conftest import Person, event_loop, open_window
from tests.sounds import make_song
from tests.standins.mvsep import Mvsep

__all__ = ["event_loop", "open_window"]
Open = Callable[..., Person]

_watched: list[tuple[str, Any]] = []
_is_watching = [False]


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _is_watching[0]:
        return
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        _watched.append((event, arguments))
    elif event in ("socket.connect", "socket.sendto") and not isinstance(arguments[1], str | bytes):
        _watched.append((event, arguments[1]))  # those with a path stay on this computer: the screen, the sound


@pytest.fixture
def asked() -> Iterator[list[tuple[str, Any]]]:
    """Every connection and every name that is looked up, as Python itself tells of them."""
    if not hasattr(_hook, "is_there"):
        sys.addaudithook(_hook)  # there is no taking it away again
        _hook.is_there = True  # type: ignore[attr-defined]
    _watched.clear()
    _is_watching[0] = True
    yield _watched
    _is_watching[0] = False


def test_a_start_without_an_account_asks_nobody(
    open_window: Open, song: Path, asked: list[Any], memory_keyring: MemoryKeyring
) -> None:
    person = open_window(song)
    person.waits_until(lambda: "a song.wav" in person.rows("Songs"))
    person.click("Split")
    person.waits_until(lambda: "is ready" in person.notice() or person.sees(QPushButton, "Mute Vocals"), 120)
    person.click("Settings")
    person.click("Close")
    person.quit()
    assert asked == []
    assert memory_keyring.kept == {}


AUDITED = """
import sys
told = []
def hook(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname"): told.append((event, arguments))
    if event == "socket.connect" and not isinstance(arguments[1], (str, bytes)): told.append((event, arguments[1]))
sys.addaudithook(hook)
from stemdesk.cli import main
code = main(sys.argv[1:])
print(told, file=sys.stderr)
sys.exit(code or (9 if told else 0))
"""


@pytest.mark.parametrize("command", [["providers"], ["jobs"], ["models", "--provider", "local"], ["resume"], ["song"]])
def test_a_command_that_needs_no_service_asks_nobody(song: Path, command: list[str]) -> None:
    words = ["separate", str(song), "--model", "preview-band"] if command == ["song"] else command
    done = subprocess.run([sys.executable, "-c", AUDITED, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


SECRETS = {
    "STEMDESK_TENCENT_SECRET_KEY", "STEMDESK_TENCENT_SECRET_ID", "STEMDESK_SAMI_TOKEN", "STEMDESK_SAMI_SECRET_KEY",
    "STEMDESK_SAMI_ACCESS_KEY", "STEMDESK_DANGO_TOKEN", "STEMDESK_MVSEP_TOKEN",
}  # fmt: skip


def traces(folders: list[Path], words: str) -> list[str]:
    """Where a secret of the environment is found: in a file, its name, or in what was printed."""
    secrets = {os.environ[name] for name in SECRETS if len(os.environ.get(name, "")) >= 6}
    assert secrets
    found = [f"printed: {secret}" for secret in secrets if secret in words]
    for path in (path for folder in folders for path in folder.rglob("*")):
        content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        found += [str(path) for secret in secrets if secret.encode() in content or secret in path.name]
    return found


HURRIED = """
import sys
from stemdesk.providers.dango.description import STATIC
from stemdesk.http.retry import RetryPolicy
STATIC.manners.update(first_poll=0.0, poll=[0.0, 0.01], calls_per_second=1000)
RetryPolicy.next_poll = lambda self: 0.01
from stemdesk.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(("provider", "model"), [("tencent", "2"), ("sami", "2track"), ("dango", "9")])
def test_after_a_job_no_secret_is_on_disk_or_was_printed(
    services: dict[str, str], home: Path, tmp_path: Path, provider: str, model: str
) -> None:
    song = make_song(tmp_path / "song.wav", 0.5)
    for more in (["--json"], []):
        words = [
            "separate",
            str(song),
            "--provider",
            provider,
            "--model",
            model,
            "--output",
            str(tmp_path / "out"),
            *more,
        ]
        done = subprocess.run([sys.executable, "-c", HURRIED, *words], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert traces([home, tmp_path], done.stdout + done.stderr) == []


def test_after_a_job_of_mvsep_no_secret_is_on_disk_or_was_printed(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    song = make_song(tmp_path / "song.wav", 0.5)
    with Mvsep() as service:
        monkeypatch.setenv("STEMDESK_MVSEP_URL", service.url)
        assert service.premium.token
        monkeypatch.setenv("STEMDESK_MVSEP_TOKEN", service.premium.token)
        for more in (["--json"], [], ["--model", "nothing"]):
            done = subprocess.run(
                [sys.executable, "-m", "stemdesk", "separate", str(song), "--provider", "mvsep", "--output",
                 str(tmp_path / "out"), *more],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert (done.returncode == 0) == (more != ["--model", "nothing"]), done.stderr
            assert traces([home, tmp_path], done.stdout + done.stderr) == []


def test_what_is_kept_of_a_link_has_no_secret_in_it() -> None:
    assert without_query("https://user:pw@host.example:8443/a/b.wav?token=x#y") == "https://host.example:8443/a/b.wav"
