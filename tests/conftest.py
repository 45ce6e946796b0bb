"""Fixtures for all rooms: a home of its own for every test, songs, a keyring in memory."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import keyring
import keyring.backend
import keyring.errors
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false;qt.multimedia.*=false")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.sounds import make_song

if TYPE_CHECKING:
    from collections.abc import Iterator


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring that forgets: tests must never reach a person's own."""

    priority = 1
    name = "memory"

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError("not there")
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`STEMDESK_HOME` for this test alone."""
    for name in list(os.environ):
        if name.startswith("STEMDESK_"):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    monkeypatch.setenv("STEMDESK_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def memory_keyring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def song(tmp_path: Path) -> Path:
    """Three seconds of stereo at 44.1 kHz with something in the middle and on both sides."""
    return make_song(tmp_path / "songs" / "a song.wav")
