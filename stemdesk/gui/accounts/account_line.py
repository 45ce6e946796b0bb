"""An account in few words, for the cards of the split view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from stemdesk.gui.base.i18n import tr

if TYPE_CHECKING:
    from stemdesk.gui.accounts.account_monitor import Account


def account_line(account: Account) -> tuple[str, str]:
    """An account in few words, and the token of their colour."""
    if not account.has_credentials:
        return tr("no account"), "muted"
    if account.is_refused:
        return tr("account rejected"), "bad"
    if account.error is not None:
        return tr("offline"), "warn"
    if account.state is None:
        return tr("account saved"), "ok"
    if account.state.credits is None:
        return account.state.name, "ok"
    credits_ = tr("{credits} credits", credits=QLocale().toString(account.state.credits, "f", 0))
    if account.state.free_queue:
        credits_ = tr("free queue")
    return " · ".join(part for part in (account.state.name, credits_) if part), "ok"
