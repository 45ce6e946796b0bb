"""A keyring that writes down what it is asked for, and can be locked."""

from __future__ import annotations

import threading

import keyring.errors

from tests.conftest import MemoryKeyring

SECRET = "token-0123456789abcdef"


class Recording(MemoryKeyring):
    """`calls` are in order; `locked`: somebody says no to every dialog; `answer_now`: its dialog is open until then."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []
        self.locked = False
        self.answer_now = threading.Event()
        self.answer_now.set()
        self.loses_what_is_written = False

    def _note(self, verb: str, username: str) -> None:
        self.calls.append(f"{verb} {username}")
        self.answer_now.wait(30)
        if self.locked:
            raise keyring.errors.KeyringLocked("locked: " + SECRET)

    def get_password(self, service: str, username: str) -> str | None:
        self._note("get", username)
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._note("set", username)
        if not self.loses_what_is_written:
            super().set_password(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        self._note("delete", username)
        super().delete_password(service, username)
