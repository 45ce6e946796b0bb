"""The commands, one module a family. Each takes the parsed arguments and returns the exit code."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse

#: Module and function of each; just the one that is wanted is loaded.
_COMMANDS: Final = {
    "separate": "separate.separate",
    "resume": "separate.resume",
    "retry": "separate.retry",
    "jobs": "jobs.jobs",
    "cancel": "jobs.cancel",
    "providers": "catalogue.providers",
    "models": "catalogue.models",
    "account": "account.account",
    "mix": "mix.mix",
    "mvsep": "mvsep.mvsep",
}


def run(options: argparse.Namespace) -> int:
    """Raises UsageError, StemDeskError and KeyboardInterrupt; the exit codes of those are the caller's."""
    module, name = _COMMANDS[options.command].split(".")
    return int(getattr(import_module(f"{__name__}.{module}"), name)(options))
