"""The commands, one module a family. Each takes the parsed arguments and returns the exit code."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse

#: The module of each command; its function is called as the command is. Only the one that is run is loaded.
_MODULES: Final = {
    "separate": "separate",
    "resume": "separate",
    "retry": "separate",
    "jobs": "jobs",
    "cancel": "jobs",
    "providers": "catalogue",
    "models": "catalogue",
    "account": "account",
    "mix": "mix",
    "notes": "notes",
    "lyrics": "lyrics",
    "listen": "listen",
    "mvsep": "mvsep",
}


def run(options: argparse.Namespace) -> int:
    """Raises UsageError, StemDeskError and KeyboardInterrupt; the exit codes of those are the caller's."""
    module = import_module(f"stemdesk.commands.{_MODULES[options.command]}")
    return int(getattr(module, options.command)(options))
