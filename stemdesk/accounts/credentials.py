"""Where a provider's secrets come from and where they go.

Order of look-up: the environment (`STEMDESK_MVSEP_TOKEN`), what was typed for this session, the system's keyring.
Keyrings can block for as long as their own dialog is open, so none of this belongs on the window's thread.
"""

from __future__ import annotations

import logging
import os
import threading
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import keyring
import keyring.backends.fail
import keyring.errors

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import Text, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stemdesk.core.descriptions import ProviderDescription

_log = logging.getLogger(__name__)

SERVICE: Final = "StemDesk"


class Origin(StrEnum):
    """Where a value was found."""

    ENVIRONMENT = "environment"
    SESSION = "session"
    KEYRING = "keyring"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Known:
    """One field as it may be shown: where it is kept, and a hint that does not give it away."""

    key: str
    origin: Origin
    shown: str


class Credentials:
    """All secrets of one running StemDesk. Safe to use from several threads."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._environment = environment
        self._session: dict[tuple[str, str], str] = {}
        self._lock = threading.Lock()

    def get(self, provider: str, field: str) -> tuple[str | None, Origin]:
        """The value and its origin. A keyring that is missing or locked counts as empty here."""
        value: str | None = self._environment.get(variable(provider, field), "").strip()
        if value:
            return value, Origin.ENVIRONMENT
        with self._lock:
            value = self._session.get((provider, field))
        if value:
            return value, Origin.SESSION
        try:
            value = keyring.get_password(SERVICE, _entry(provider, field))
        except keyring.errors.KeyringError as error:
            _log.info("keyring not readable: %s", type(error).__name__)
            return None, Origin.NOWHERE
        return (value, Origin.KEYRING) if value else (None, Origin.NOWHERE)

    def all(self, provider: ProviderDescription) -> dict[str, str]:
        """Every field of a provider that has a value, without such as cannot be right."""
        return {key: value for key, value in self._values(provider).items() if odd_letter(value) is None}

    def checked(self, provider: ProviderDescription) -> dict[str, str]:
        """The same for what is about to be sent. Raises StemDeskError(AUTH) for a value that cannot be right."""
        found = self._values(provider)
        for field in provider.credentials:
            check(found.get(field.key, ""), field.label)
        return found

    def _values(self, provider: ProviderDescription) -> dict[str, str]:
        found = {field.key: self.get(provider.id, field.key)[0] for field in provider.credentials}
        return {key: value for key, value in found.items() if value}

    def has_any(self, provider: ProviderDescription) -> bool:
        """Whether anything is known of a provider's account."""
        return any(self.get(provider.id, field.key)[0] for field in provider.credentials)

    def known(self, provider: ProviderDescription) -> list[Known]:
        """What may be shown of each field."""
        result = []
        for field in provider.credentials:
            value, origin = self.get(provider.id, field.key)
            shown = "" if not value else mask(value) if field.secret else value
            result.append(Known(field.key, origin, shown))
        return result

    def store(self, provider: str, field: str, value: str) -> None:
        """Into the keyring. Raises StemDeskError(AUTH) where there is none, or it stays locked, and as `check`."""
        check(value, field)
        try:
            keyring.set_password(SERVICE, _entry(provider, field), value)
        except keyring.errors.KeyringError as error:
            raise _unavailable(error) from None
        with self._lock:
            self._session.pop((provider, field), None)

    def hold(self, provider: str, field: str, value: str) -> None:
        """For this session only: it is gone when the program ends. Raises as `check`."""
        check(value, field)
        with self._lock:
            self._session[provider, field] = value

    def forget(self, provider: ProviderDescription) -> bool:
        """Removes everything of a provider from keyring and session; True if there was anything.

        Raises StemDeskError(AUTH) if the keyring holds it but does not let it go.
        """
        removed = False
        for field in provider.credentials:
            with self._lock:
                removed |= self._session.pop((provider.id, field.key), None) is not None
            try:
                if keyring.get_password(SERVICE, _entry(provider.id, field.key)) is None:
                    continue
                keyring.delete_password(SERVICE, _entry(provider.id, field.key))
                removed = True
            except keyring.errors.NoKeyringError:
                continue
            except keyring.errors.KeyringError as error:
                raise _unavailable(error) from None
        return removed


def check(value: str, field: Text | str) -> None:
    """Raises StemDeskError(AUTH) for letters that no service's keys have: they travel in headers, which cannot carry them.

    What was copied from a page often brings something invisible, or the dots that a key is hidden behind.
    """
    at = odd_letter(value)
    if at is not None:
        raise StemDeskError(
            ErrorKind.AUTH,
            text(
                "“{field}” cannot be right: its letter number {n} ({letter}) is none that keys are made of. Copy it "
                "anew, and only the key itself.",
                field=field, n=at + 1, letter=f"U+{ord(value[at]):04X}",
            ),
        )  # fmt: skip


def odd_letter(value: str) -> int | None:
    """Where the first letter is that is not printable ASCII."""
    return next((at for at, letter in enumerate(value) if not " " <= letter <= "~"), None)


def keyring_name() -> str | None:
    """The keyring that would be used, None where the system has none."""
    backend = keyring.get_keyring()
    if isinstance(backend, keyring.backends.fail.Keyring):
        return None
    return str(getattr(backend, "name", type(backend).__name__))


def variable(provider: str, field: str) -> str:
    """The environment variable that overrides a field: `STEMDESK_<PROVIDER>_<FIELD>`."""
    return f"STEMDESK_{provider}_{field}".upper()


def mask(value: str) -> str:
    """Enough to recognise a secret, too little to use it."""
    return "•" * 8 + (value[-4:] if len(value) >= 12 else "")


def _entry(provider: str, field: str) -> str:
    return f"{provider}/{field}"


def _unavailable(error: keyring.errors.KeyringError) -> StemDeskError:
    if isinstance(error, keyring.errors.NoKeyringError):
        return StemDeskError(
            ErrorKind.AUTH,
            text(
                "This system has no password store (keyring) that is running. Keep the account for this session only, "
                "or set it in the environment."
            ),
        )
    return StemDeskError(
        ErrorKind.AUTH,
        text("The system's password store (keyring) is locked or refused. Unlock it, then try again."),
    )
