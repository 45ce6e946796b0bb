"""The command line: `stemdesk [FILE…]` opens the window, `stemdesk COMMAND …` works without one (and without Qt)."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from stemdesk import interrupts
from stemdesk.arguments import parser
from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError
from stemdesk.core.exit_codes import ExitCode
from stemdesk.standard_streams import finish, output_failed, prepare, say
from stemdesk.workers import worker_process

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    "separate", "providers", "models", "account", "jobs", "resume", "cancel", "retry", "mix", "listen", "notes", "lyrics",
    "mvsep",
)  # fmt: skip


#: OpenBLAS' threads spin until they have had nothing to do for 2^n cycles (26), from the moment that NumPy is imported:
#: a third of what a short command takes of the processor. They sleep at once with the least that it knows.
os.environ.setdefault("OPENBLAS_THREAD_TIMEOUT", "4")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if len(given) == 2 and given[0] == worker_process.FLAG:
        return int(import_module(given[1]).main())
    prepare()
    try:
        code = _run(given)
    except SystemExit as ended:  # argparse: help, version, wrong usage
        code = ended.code if isinstance(ended.code, int) else ExitCode.USAGE
    except Exception as error:  # nobody is to read a traceback
        from stemdesk.app import log_unexpected

        say(str(log_unexpected(error).message))
        code = ExitCode.FAILED
    return finish(code)


def _run(given: list[str]) -> int:
    if given and given[0] in COMMANDS:
        return _run_command(given)
    if given and given[0].startswith("-"):
        parser().parse_args(given)
        return ExitCode.OK
    gc.disable()  # nothing of what is made until the window is there is garbage; looking for some takes an eighth of the time
    from stemdesk.app import open_window

    return open_window(given)


def _run_command(given: list[str]) -> int:
    options = parser().parse_args(given)
    interrupts.take_over()
    try:
        from stemdesk.commands import run

        return run(options)
    except UsageError as error:
        say(str(error))
        return ExitCode.USAGE
    except StemDeskError as error:
        say(str(error))
        return ExitCode.CREDENTIALS if error.kind is ErrorKind.AUTH else ExitCode.FAILED
    except KeyboardInterrupt:
        interrupts.tell()
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return ExitCode.OK
    except OSError as error:
        if not output_failed(error):  # else `finish` says so
            say(f"the system refuses: {error}")
        return ExitCode.FAILED
