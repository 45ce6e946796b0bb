"""The command line: `stemdesk [FILE…]` opens the window, `stemdesk COMMAND …` works without one (and without Qt)."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from stemdesk import interrupts
from stemdesk.arguments import parser
from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from stemdesk.core import own_process
from stemdesk.core.exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = ("separate", "providers", "models", "account", "jobs", "resume", "cancel", "retry", "mix", "mvsep")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if len(given) == 2 and given[0] == own_process.FLAG:
        return int(import_module(given[1]).main())
    _speak_utf8()
    if given and given[0] in COMMANDS:
        return _run_command(given)
    if given and given[0].startswith("-"):
        parser().parse_args(given)
        return ExitCode.OK
    from stemdesk.app import open_window

    return open_window(given)


def _run_command(given: list[str]) -> int:
    options = parser().parse_args(given)
    interrupts.take_over()
    try:
        from stemdesk.commands import run

        return run(options)
    except UsageError as error:
        print(f"stemdesk: {error}", file=sys.stderr)
        return ExitCode.USAGE
    except StemDeskError as error:
        print(f"stemdesk: {error}", file=sys.stderr)
        return ExitCode.CREDENTIALS if error.kind is ErrorKind.AUTH else ExitCode.FAILED
    except KeyboardInterrupt:
        interrupts.tell()
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # `stemdesk jobs | head`
        sys.stderr.close()
        return ExitCode.OK


def _speak_utf8() -> None:
    """Names of songs come in every script; a console that cannot show one must not end the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
