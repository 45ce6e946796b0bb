"""What the system's keyring holds: one entry for each provider, with all of its secrets as JSON.

Versions before kept an entry for each field (`mvsep/token`); those are read once and moved over. Keyrings can block for as
long as their own dialog is open.
"""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.later import later
from stemdesk.core.lenient_json import as_mapping, as_text, parsed
from stemdesk.core.text import Text, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import keyring
    import keyring.backends.fail
    import keyring.errors
else:
    keyring = later("keyring", "keyring.backends.fail", "keyring.errors")

_log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

SERVICE: Final = "StemDesk"


class KeyringUnavailable(StemDeskError):
    """The keyring is locked, or somebody said no to its dialog; `is_missing`: there is none."""

    def __init__(self, message: Text, *, is_missing: bool) -> None:
        super().__init__(ErrorKind.AUTH, message)
        self.is_missing = is_missing


def read_entry(provider: str) -> dict[str, str]:
    """The secrets by their fields; nothing where there is no entry. All of these raise KeyringUnavailable."""
    kept = as_mapping(parsed(_asked(keyring.get_password, SERVICE, provider)))
    return {key: value for key, item in kept.items() if (value := as_text(item))}


def write_entry(provider: str, values: Mapping[str, str]) -> None:
    _asked(keyring.set_password, SERVICE, provider, json.dumps(dict(values)))


def delete_entry(provider: str) -> bool:
    """Whether there was one."""
    return _delete(provider)


def read_old_entries(provider: str, fields: Iterable[str]) -> dict[str, str]:
    """What a version before kept, by fields."""
    found = {key: _asked(keyring.get_password, SERVICE, f"{provider}/{key}") for key in fields}
    return {key: value for key, value in found.items() if value}


def delete_old_entries(provider: str, fields: Iterable[str]) -> bool:
    """Whether there were any."""
    return sum(_delete(f"{provider}/{key}") for key in fields) > 0


def keyring_name() -> str | None:
    """The keyring that would be used, None where the system has none."""
    backend = keyring.get_keyring()
    if isinstance(backend, keyring.backends.fail.Keyring):
        return None
    return str(getattr(backend, "name", type(backend).__name__))


def _delete(entry: str) -> bool:
    if _asked(keyring.get_password, SERVICE, entry) is None:
        return False
    _asked(keyring.delete_password, SERVICE, entry)
    return True


def _asked(function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Back ends raise errors of their own kinds, too; none of their words are passed on, as they may hold what was given."""
    try:
        return function(*arguments, **named)
    except keyring.errors.NoKeyringError:
        raise KeyringUnavailable(
            text(
                "This system has no password store (keyring) that is running. Keep the account for this session only, "
                "or set it in the environment."
            ),
            is_missing=True,
        ) from None
    except Exception as error:
        _log.info("the keyring does not answer: %s", type(error).__name__)
        raise KeyringUnavailable(
            text("The system's password store (keyring) is locked or refused. Unlock it, then try again."),
            is_missing=False,
        ) from None
