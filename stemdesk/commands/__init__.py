"""The commands, one module a family. Each takes the parsed arguments and returns the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stemdesk.commands import account, catalogue, jobs, mix, mvsep, notes, separate

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "separate": separate.separate,
    "resume": separate.resume,
    "retry": separate.retry,
    "jobs": jobs.jobs,
    "cancel": jobs.cancel,
    "providers": catalogue.providers,
    "models": catalogue.models,
    "account": account.account,
    "mix": mix.mix,
    "mvsep": mvsep.mvsep,
    "notes": notes.notes,
}


def run(options: argparse.Namespace) -> int:
    """Raises UsageError, StemDeskError and KeyboardInterrupt; the exit codes of those are the caller's."""
    return _COMMANDS[options.command](options)
