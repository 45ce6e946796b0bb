"""`account set|login|show|forget`: secrets are asked for or read from standard input, never taken as arguments."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from stemdesk.accounts.credentials import Credentials, check, variable
from stemdesk.accounts.keyring_entries import keyring_name
from stemdesk.commands.app_context import app_context
from stemdesk.commands.output import ask, print_json, print_table, tell
from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from stemdesk.core.exit_codes import ExitCode
from stemdesk.core.text import text
from stemdesk.providers.contract import CanLogIn
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
        tell(f"{provider.name}: {'forgotten' if removed else 'nothing was stored'}")
        return 0
    if options.action in ("login", "register"):
        return _log_in(provider, register=options.action == "register")
    return _set(credentials, provider)


def _log_in(description: ProviderDescription, *, register: bool) -> int:
    """The password goes to the service and nowhere else; what comes back is stored."""
    with app_context() as context:
        provider = context.registry.get(description.id)
        if not isinstance(provider, CanLogIn):
            raise UsageError(
                f"{description.name} has no log-in with a password here; use: stemdesk account set {description.id}"
            )
        if register:
            name, email, password = ask("Name: "), ask("E-mail: "), ask("Password: ", secret=True)
            tell(context.thread.call(provider.register(name, email, password)).result())
            return 0
        _need_keyring(description)
        email, password = ask("E-mail: "), ask("Password: ", secret=True)
        context.credentials.store(description, context.thread.call(provider.login(email, password)).result())
    tell(f"{description.name}: stored in {keyring_name()}")
    return 0


def _need_keyring(provider: ProviderDescription) -> None:
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


def _set(credentials: Credentials, provider: ProviderDescription) -> int:
    _need_keyring(provider)
    given = {field.key: value for field in provider.credentials if (value := _ask(field))}
    if not given:
        raise StemDeskError(ErrorKind.AUTH, text("Nothing was given, so nothing was stored."))
    credentials.store(provider, given)
    tell(f"{provider.name}: stored in {keyring_name()}")
    return 0


def _ask(field: CredentialField) -> str:
    if sys.stdin.isatty() and str(field.hint):
        tell(field.hint)
    value = ask(f"{field.label} (Enter to leave as it is): ", secret=field.secret)
    check(value, field.label)
    return value


def _show(credentials: Credentials, provider: ProviderDescription, as_json: bool) -> int:
    credentials.look_again(provider)
    known = credentials.known(provider)
    if as_json:
        print_json([{"field": k.key, "origin": k.origin.value, "shown": k.shown} for k in known])
    else:
        print_table(("FIELD", "KEPT IN", ""), ((k.key, k.origin.value, k.shown) for k in known))
    return ExitCode.OK if any(k.shown for k in known) else ExitCode.CREDENTIALS
