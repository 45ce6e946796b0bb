"""Which accounts are saved, and what of them is no secret: a small file in the folder of settings.

Never a secret, nor a hint of one. It is there so that nobody has to ask the keyring whether there is something to ask for.
"""

from __future__ import annotations

import json
import logging
import secrets
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from stemdesk.core.errors import ErrorKind, StemDeskError
from stemdesk.core.files import atomic_write
from stemdesk.core.lenient_json import as_mapping, as_text, parsed
from stemdesk.core.private import opened_private, private_folder
from stemdesk.core.text import text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SavedAccount:
    """`is_saved`: whether the keyring has an entry; None as long as nobody has looked, as after an update from a version
    without this file. `plain` are the fields that are no secret. `stamp` is another after every change."""

    is_saved: bool | None = None
    plain: Mapping[str, str] = field(default_factory=dict)
    stamp: str = ""


class SavedAccounts:
    """Read anew every time: a command may have saved an account while the window is open."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        #: What could not be written; it holds for this session.
        self._unwritten: dict[str, SavedAccount] = {}

    def of(self, provider: str) -> SavedAccount:
        with self._lock:
            if provider in self._unwritten:
                return self._unwritten[provider]
            data = as_mapping(self._load().get(provider))
        saved = data.get("saved")
        plain = {key: as_text(value) for key, value in as_mapping(data.get("plain")).items()}
        return SavedAccount(saved if isinstance(saved, bool) else None, plain, as_text(data.get("stamp")))

    def remember(self, provider: str, is_saved: bool | None, plain: Mapping[str, str]) -> SavedAccount:
        """Raises StemDeskError(DISK) where it cannot be written; then it holds for this session only."""
        now = SavedAccount(is_saved, dict(plain), secrets.token_hex(4))
        with self._lock:
            everything = self._load()
            everything[provider] = {"saved": now.is_saved, "plain": now.plain, "stamp": now.stamp}
            try:
                private_folder(self._file.parent)
                with (
                    atomic_write(self._file) as part,
                    open(part, "w", encoding="utf-8", opener=opened_private) as kept,
                ):
                    json.dump(everything, kept, indent=1, sort_keys=True)
            except OSError as error:
                self._unwritten[provider] = now
                _log.warning("which accounts are saved cannot be remembered: %s", error)
                raise StemDeskError(
                    ErrorKind.DISK,
                    text("The settings cannot be written: {reason}.", reason=error.strerror or str(error)),
                ) from None
            self._unwritten.pop(provider, None)
        return now

    def _load(self) -> dict[str, Any]:
        try:
            return as_mapping(parsed(self._file.read_bytes()))
        except OSError:
            return {}
