"""`account set|login|show|forget`: secrets are asked for or read from standard input, never taken as arguments."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING

from stemdesk.accounts.credentials import Credentials, keyring_name, variable
from stemdesk.commands.output import print_json, print_table
from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from stemdesk.core.exit_codes import ExitCode
from stemdesk.core.text import text
from stemdesk.providers.registry import default_registry

if TYPE_CHECKING:
    import argparse

    from stemdesk.core.descriptions import CredentialField, ProviderDescription


def account(options: argparse.Namespace) -> int:
    provider = default_registry().description(options.provider)
    if not provider.credentials:
        raise UsageError(f"{provider.name} needs no account")
    credentials = Credentials()
    if options.action == "show":
        return _show(credentials, provider, options.json)
    if options.action == "forget":
        removed = credentials.forget(provider)
        print(f"{provider.name}: {'forgotten' if removed else 'nothing was stored'}", file=sys.stderr)
        return 0
    if options.action == "login":
        raise UsageError(f"{provider.name} has no log-in with a password here; use: stemdesk account set {provider.id}")
    return _set(credentials, provider)


def _set(credentials: Credentials, provider: ProviderDescription) -> int:
    if keyring_name() is None:
        names = ", ".join(variable(provider.id, field.key) for field in provider.credentials)
        raise StemDeskError(
            ErrorKind.AUTH,
            text(
                "This system has no password store (keyring) that is running, and StemDesk keeps secrets nowhere else. "
                "Set the environment instead: {names}.",
                names=names,
            ),
        )
    stored = 0
    for field in provider.credentials:
        value = _ask(field)
        if value:
            credentials.store(provider.id, field.key, value)
            stored += 1
    if not stored:
        raise StemDeskError(ErrorKind.AUTH, text("Nothing was given, so nothing was stored."))
    print(f"{provider.name}: stored in {keyring_name()}", file=sys.stderr)
    return 0


def _ask(field: CredentialField) -> str:
    """From a person without echo, or the next line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    if str(field.hint):
        print(field.hint, file=sys.stderr)
    prompt = f"{field.label} (Enter to leave as it is): "
    return (getpass.getpass(prompt) if field.secret else input(prompt)).strip()


def _show(credentials: Credentials, provider: ProviderDescription, as_json: bool) -> int:
    known = credentials.known(provider)
    if as_json:
        print_json([{"field": k.key, "origin": k.origin.value, "shown": k.shown} for k in known])
    else:
        print_table(("FIELD", "KEPT IN", ""), ((k.key, k.origin.value, k.shown) for k in known))
    return ExitCode.OK if any(k.shown for k in known) else ExitCode.CREDENTIALS
