"""Where a provider's account comes from and where it goes.

Order of look-up: the environment (`STEMDESK_MVSEP_TOKEN`), what was typed for this session, the settings for what is no
secret, the system's keyring for what is. The keyring is asked for one provider only, when its account is used, and once:
what it said is kept in memory, and so is a refusal, until somebody wants to try again. Keyrings can block for as long as
their own dialog is open, so none of this belongs on the window's thread.
"""

from __future__ import annotations

import logging
import os
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from stemdesk.accounts.keyring_entries import (
    KeyringUnavailable,
    delete_entry,
    delete_old_entries,
    read_entry,
    read_old_entries,
    write_entry,
)
from stemdesk.accounts.saved_accounts import SavedAccounts
from stemdesk.core.app_paths import app_paths
from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.text import Text, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from stemdesk.accounts.saved_accounts import SavedAccount
    from stemdesk.core.descriptions import CredentialField, ProviderDescription

_log = logging.getLogger(__name__)


class Origin(StrEnum):
    """Where a value was found."""

    ENVIRONMENT = "environment"
    SESSION = "session"
    SETTINGS = "settings"
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

    def __init__(self, environment: Mapping[str, str] = os.environ, saved: SavedAccounts | None = None) -> None:
        self._environment = environment
        self._saved = saved or SavedAccounts(app_paths().config / "accounts.json")
        self._session: dict[tuple[str, str], str] = {}
        #: What the keyring said, and the stamp that this held for.
        self._read: dict[str, tuple[str, dict[str, str]]] = {}
        self._refusal: KeyringUnavailable | None = None
        self._lock = threading.Lock()
        #: Held while the keyring is asked: one dialog at a time, and nobody asks what somebody is asking already.
        self._turn = threading.RLock()
        self._listeners: list[Callable[[str, bool], None]] = []

    def listen(self, listener: Callable[[str, bool], None]) -> None:
        """Calls it on any thread: a provider's id, and whether the keyring is being asked for its account from now on."""
        self._listeners.append(listener)

    # --- reading ------------------------------------------------------------------------------------------------------

    def find(self, provider: ProviderDescription, *, ask: bool = True) -> dict[str, tuple[str, Origin]]:
        """Every field that has a value. A keyring that is missing or refuses counts as empty; without `ask` it is left
        alone, and what it said before counts."""
        missing = self._missing(provider)
        kept = self._kept(provider, missing) if ask else self._cached(provider.id, self._saved.of(provider.id)) or {}
        found = self._at_hand(provider)  # now: what is no secret may just have moved to the settings
        for field in missing:
            if field.key not in found and kept.get(field.key):
                found[field.key] = (kept[field.key], Origin.KEYRING)
        return found

    def all(self, provider: ProviderDescription, *, ask: bool = True) -> dict[str, str]:
        """Every field of a provider that has a value, without such as cannot be right."""
        return {key: value for key, (value, _) in self.find(provider, ask=ask).items() if odd_letter(value) is None}

    def checked(self, provider: ProviderDescription) -> dict[str, str]:
        """The same for what is about to be sent. Raises StemDeskError(AUTH) for a value that cannot be right, and
        KeyringUnavailable where something is missing because the keyring refused."""
        found = {key: value for key, (value, _) in self.find(provider).items()}
        for field in provider.credentials:
            check(found.get(field.key, ""), field.label)
        refusal = self.refusal(provider)
        if refusal is not None and any(field.needed and field.key not in found for field in provider.credentials):
            raise refusal
        return found

    def known(self, provider: ProviderDescription, *, ask: bool = True) -> list[Known]:
        """What may be shown of each field."""
        found = self.find(provider, ask=ask)
        result = []
        for field in provider.credentials:
            value, origin = found.get(field.key, ("", Origin.NOWHERE))
            result.append(Known(field.key, origin, "" if not value else mask(value) if field.secret else value))
        return result

    def origin(self, provider: ProviderDescription) -> Origin:
        """Where the account comes from: its first secret that is there; the keyring is not asked."""
        found = self.find(provider, ask=False)
        secrets = [found[field.key][1] for field in provider.credentials if field.secret and field.key in found]
        return secrets[0] if secrets else next((origin for _, origin in found.values()), Origin.NOWHERE)

    def has_any(self, provider: ProviderDescription) -> bool:
        """Whether an account is given or remembered; the keyring is not asked."""
        return bool(self.find(provider, ask=False)) or self.is_saved(provider) is True

    def is_saved(self, provider: ProviderDescription) -> bool | None:
        """Whether the keyring has an entry, as it is remembered; None where nobody has looked yet."""
        return self._saved.of(provider.id).is_saved

    def needs_keyring(self, provider: ProviderDescription) -> bool:
        """Whether the keyring would be asked by `find`."""
        saved = self._saved.of(provider.id)
        return (
            _is_wanted(self._missing(provider), saved)
            and self._cached(provider.id, saved) is None
            and self._refusal is None
        )

    def refusal(self, provider: ProviderDescription) -> KeyringUnavailable | None:
        """Why the keyring does not give an account that it may have; None where it was not asked, or there is none."""
        refusal = self._refusal
        if refusal is None or refusal.is_missing or self.is_saved(provider) is False:
            return None
        return KeyringUnavailable(refusal.message, is_missing=False)

    def look_again(self, provider: ProviderDescription) -> None:
        """The keyring is asked anew the next time, whatever is remembered: somebody wants to know."""
        with self._turn:
            self._refusal = None
            self._read.pop(provider.id, None)
            saved = self._saved.of(provider.id)
            if saved.is_saved is False:
                self._remember(provider, None, saved.plain)

    # --- keeping ------------------------------------------------------------------------------------------------------

    def store(self, provider: ProviderDescription, values: Mapping[str, str]) -> None:
        """Secrets into the keyring, the rest into the settings; fields that are not given stay as they are.

        Raises KeyringUnavailable, StemDeskError(DISK) where the settings cannot be written, and as `check`.
        """
        _check_all(provider, values)
        secrets, plain = _parted(provider, values)
        with self._turn:
            self._refusal = None
            kept = self._merge(provider, secrets) if secrets else None
            saved = self._saved.of(provider.id)
            is_saved = True if secrets else saved.is_saved
            try:
                self._saved.remember(provider.id, is_saved, {**saved.plain, **plain})
            finally:
                if kept is not None:
                    self._read[provider.id] = (self._saved.of(provider.id).stamp, kept)
                elif (before := self._read.get(provider.id)) is not None:
                    self._read[provider.id] = (self._saved.of(provider.id).stamp, before[1])
        with self._lock:
            for key in values:
                self._session.pop((provider.id, key), None)

    def hold(self, provider: ProviderDescription, values: Mapping[str, str]) -> None:
        """For this session only: it is gone when the program ends. Raises as `check`."""
        _check_all(provider, values)
        with self._lock:
            self._session.update({(provider.id, key): value for key, value in values.items()})

    def forget(self, provider: ProviderDescription) -> bool:
        """Removes everything of a provider from keyring, settings and session; True if there was anything.

        Raises KeyringUnavailable if the keyring may hold it but is missing or does not let it go.
        """
        keys = [field.key for field in provider.credentials]
        with self._lock:
            removed = sum(self._session.pop((provider.id, key), None) is not None for key in keys) > 0
        with self._turn:
            self._refusal = None
            try:
                with self._told(provider):
                    removed |= delete_entry(provider.id)
                    removed |= delete_old_entries(provider.id, keys)
            except KeyringUnavailable as error:
                self._refusal = error
                saved = self._saved.of(provider.id)
                if error.is_missing and saved.is_saved is not False and saved.plain:
                    self._remember(provider, saved.is_saved, {})
                if not error.is_missing or saved.is_saved is not False:
                    raise
            self._read.pop(provider.id, None)
            removed |= bool(self._saved.of(provider.id).plain)
            self._saved.remember(provider.id, False, {})
        return removed

    # --- inside -------------------------------------------------------------------------------------------------------

    def _at_hand(self, provider: ProviderDescription) -> dict[str, tuple[str, Origin]]:
        """What needs no keyring."""
        plain = self._saved.of(provider.id).plain
        found = {}
        for field in provider.credentials:
            with self._lock:
                held = self._session.get((provider.id, field.key), "")
            given = self._environment.get(variable(provider.id, field.key), "").strip()
            kept = "" if field.secret else plain.get(field.key, "")
            for value, origin in (
                (given, Origin.ENVIRONMENT), (held, Origin.SESSION), (kept, Origin.SETTINGS),
            ):  # fmt: skip
                if value:
                    found[field.key] = (value, origin)
                    break
        return found

    def _missing(self, provider: ProviderDescription) -> list[CredentialField]:
        found = self._at_hand(provider)
        return [field for field in provider.credentials if field.key not in found]

    def _cached(self, provider: str, saved: SavedAccount) -> dict[str, str] | None:
        stamp, values = self._read.get(provider, ("", {}))
        return values if provider in self._read and stamp == saved.stamp else None

    def _kept(self, provider: ProviderDescription, missing: Sequence[CredentialField]) -> dict[str, str]:
        """What the keyring has, if that is wanted; asked at most once."""
        if not _is_wanted(missing, self._saved.of(provider.id)):
            return {}
        with self._turn:
            saved = self._saved.of(provider.id)
            cached = self._cached(provider.id, saved)
            if cached is not None:
                return cached
            if self._refusal is not None or not _is_wanted(missing, saved):
                return {}
            try:
                values = self._look_up(provider)
            except KeyringUnavailable as error:
                self._refusal = error
                return {}
            self._read[provider.id] = (self._saved.of(provider.id).stamp, values)
            return values

    def _look_up(self, provider: ProviderDescription) -> dict[str, str]:
        """Reads the entry, or those of a version before, and remembers which it was. Raises KeyringUnavailable."""
        saved = self._saved.of(provider.id)
        with self._told(provider):
            values = read_entry(provider.id)
            # as long as nobody has looked, a move may have been broken off after its first half
            old = {} if saved.is_saved else read_old_entries(provider.id, [each.key for each in provider.credentials])
            if old:
                return self._move_over(provider, old, values)
            if values:
                if not saved.is_saved:
                    self._remember(provider, True, saved.plain)
                return values
            # another keyring, or somebody has removed it there: it is to be looked for next time
            self._remember(provider, None if saved.is_saved else False, saved.plain)
            return {}

    def _move_over(
        self, provider: ProviderDescription, old: Mapping[str, str], entry: Mapping[str, str]
    ) -> dict[str, str]:
        """Into the one entry, whose values win, and the settings; the old ones go when that is there to be read. Until then
        they stay, and are moved the next time."""
        everything = {**old, **entry}
        secrets, plain = _parted(provider, everything)
        try:
            if secrets != entry:
                write_entry(provider.id, secrets)
                if read_entry(provider.id) != secrets:
                    return everything
            self._saved.remember(provider.id, bool(secrets), {**plain, **self._saved.of(provider.id).plain})
        except StemDeskError:
            return everything
        with suppress(KeyringUnavailable):
            delete_old_entries(provider.id, old)
        return secrets

    def _merge(self, provider: ProviderDescription, secrets: Mapping[str, str]) -> dict[str, str]:
        """Writes secrets beside those that are there. Raises KeyringUnavailable."""
        try:
            saved = self._saved.of(provider.id)
            # what is remembered as not saved may have come from another folder of settings
            before = None if saved.is_saved is False else self._cached(provider.id, saved)
            if before is None:
                before = self._look_up(provider)
            kept = {**_parted(provider, before)[0], **secrets}
            with self._told(provider):
                write_entry(provider.id, kept)
        except KeyringUnavailable as error:
            self._refusal = error
            raise
        return kept

    def _remember(self, provider: ProviderDescription, is_saved: bool | None, plain: Mapping[str, str]) -> None:
        with suppress(StemDeskError):  # then it holds for this session
            self._saved.remember(provider.id, is_saved, plain)

    @contextmanager
    def _told(self, provider: ProviderDescription) -> Iterator[None]:
        for listener in self._listeners:
            listener(provider.id, True)
        try:
            yield
        finally:
            for listener in self._listeners:
                listener(provider.id, False)


def _is_wanted(missing: Sequence[CredentialField], saved: SavedAccount) -> bool:
    """Whether the keyring may have any of these: secrets, or anything where a version before may have left it there."""
    if saved.is_saved is None:
        return bool(missing)
    return saved.is_saved and any(field.secret for field in missing)


def _parted(provider: ProviderDescription, values: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Secrets, and what is none."""
    plain = {field.key for field in provider.credentials if not field.secret}
    return (
        {key: value for key, value in values.items() if key not in plain},
        {key: value for key, value in values.items() if key in plain},
    )


def _check_all(provider: ProviderDescription, values: Mapping[str, str]) -> None:
    for key, value in values.items():
        field = provider.field(key)
        check(value, field.label if field else key)


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


def variable(provider: str, field: str) -> str:
    """The environment variable that overrides a field: `STEMDESK_<PROVIDER>_<FIELD>`."""
    return f"STEMDESK_{provider}_{field}".upper()


def mask(value: str) -> str:
    """Enough to recognise a secret, too little to use it."""
    return "•" * 8 + (value[-4:] if len(value) >= 12 else "")
