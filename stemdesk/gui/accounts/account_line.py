"""An account in few words: for the cards of the split view, for what stands in the way of a split, for its own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from stemdesk.accounts.credentials import Origin, variable
from stemdesk.core.models import Audience
from stemdesk.gui.base.i18n import show, tr, tr_n

if TYPE_CHECKING:
    from stemdesk.accounts.credentials import Known
    from stemdesk.core.descriptions import ProviderDescription
    from stemdesk.core.services import AccountState
    from stemdesk.gui.accounts.account_monitor import Account


def account_line(account: Account, *, waits: bool = False) -> tuple[str, str]:
    """An account in few words, and the token of their colour. `waits`: the keyring is being asked."""
    if waits:
        return tr("asking the password store …"), "muted"
    if account.error is not None:
        return _error_line(account)
    if not account.has_credentials:
        return tr("no account") if account.is_looked_up else tr("needs an account"), "muted"
    if account.state is None:
        return tr("account saved"), "ok"
    return _state_line(account.state), "ok"


def _error_line(account: Account) -> tuple[str, str]:
    if account.is_locked:
        return tr("password store locked"), "warn"
    return (tr("account rejected"), "bad") if account.is_refused else (tr("offline"), "warn")


def _state_line(state: AccountState) -> str:
    if state.credits is None:
        return state.name
    credits_ = tr("{credits} credits", credits=QLocale().toString(state.credits, "f", 0))
    if state.free_queue:
        credits_ = tr("free queue")
    return " · ".join(part for part in (state.name, credits_) if part)


def account_trouble(account: Account | None) -> tuple[str, str]:
    """What is wrong with an account, and the token of its colour; nothing if all is well. It leads to the account's page."""
    if account is None:
        return "", "muted"
    if account.is_locked:
        return tr("The system's password store (keyring) is locked. Open the account."), "bad"
    if account.is_missing:
        return tr("No account yet. Open its page."), "accent"
    if account.is_refused:
        return refused_words(account.origin), "bad"
    return "", "muted"


def refused_words(origin: Origin) -> str:
    """Which account it is that the service does not accept."""
    if origin is Origin.ENVIRONMENT:
        return tr("The service does not accept the account that the environment sets")
    if origin is Origin.SESSION:
        return tr("The service does not accept the account of this session")
    return tr("The service does not accept the stored account")


def state_words(state: AccountState) -> str:
    """What a service says of an account, in one line."""
    credits_ = "" if state.credits is None else tr_n("%n credit(s)", int(state.credits))
    plan = tr("premium") if state.plan is Audience.PREMIUM else ""
    if state.free_queue:
        plan = tr("free queue")
    at_once = tr("{n} parallel jobs", n=QLocale().toString(state.at_once))
    return " · ".join(piece for piece in (state.name, state.email, credits_, plan, at_once) if piece)


def kept_words(provider: ProviderDescription, known: Known) -> str:
    """Where a field of an account is kept; nothing for one that is not there."""
    field = provider.field(known.key)
    name = show(field.label) if field else known.key
    match known.origin:
        case Origin.ENVIRONMENT:
            return tr(
                "{field}: set by the environment ({variable})", field=name, variable=variable(provider.id, known.key)
            )
        case Origin.SESSION:
            return tr("{field}: kept for this session only", field=name)
        case Origin.SETTINGS:
            return tr("{field}: kept in the settings", field=name)
        case Origin.KEYRING:
            return tr("{field}: kept by the system's password store", field=name)
        case Origin.NOWHERE:
            return ""
