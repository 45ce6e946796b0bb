"""The command line: `stemdesk [FILE…]` opens the window, `stemdesk COMMAND …` works without one (and without Qt)."""

from __future__ import annotations

import argparse
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from stemdesk import __version__
from stemdesk.core.exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = ("separate", "providers", "models", "account", "jobs", "resume", "cancel", "retry", "mix")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--local-worker"]:  # how a frozen app starts the local engine's process
        from stemdesk.providers.local import worker

        return worker.main()
    _speak_utf8()
    if given and given[0] in COMMANDS:
        return _run_command(given)
    if given and given[0].startswith("-"):
        _parser().parse_args(given)
        return ExitCode.OK
    from stemdesk.app import open_window

    return open_window(given)


def _run_command(given: list[str]) -> int:
    options = _parser().parse_args(given)
    from stemdesk.commands import run
    from stemdesk.core.errors import ErrorKind, StemDeskError, UsageError

    signal.signal(signal.SIGTERM, _interrupt)
    try:
        return run(options)
    except UsageError as error:
        print(f"stemdesk: {error}", file=sys.stderr)
        return ExitCode.USAGE
    except StemDeskError as error:
        print(f"stemdesk: {error}", file=sys.stderr)
        return ExitCode.CREDENTIALS if error.kind is ErrorKind.AUTH else ExitCode.FAILED
    except KeyboardInterrupt:
        print("stemdesk: interrupted. Unfinished jobs go on with: stemdesk resume", file=sys.stderr)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # `stemdesk jobs | head`
        sys.stderr.close()
        return ExitCode.OK


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _speak_utf8() -> None:
    """Names of songs come in every script; a console that cannot show one must not end the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stemdesk",
        description="Splits songs into stems and plays them side by side. Without a command, the window opens.",
        epilog="stemdesk [FILE…] opens the window with those files.",
    )
    parser.add_argument("--version", action="version", version=f"stemdesk {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    json_output = argparse.ArgumentParser(add_help=False)
    json_output.add_argument("--json", action="store_true", help="one JSON object per line on standard output")

    separate = commands.add_parser("separate", parents=[json_output], help="split songs into stems")
    separate.add_argument("sources", nargs="+", metavar="FILE|URL", help="songs, folders of songs, or public links")
    separate.add_argument("--provider", default="local", metavar="ID", help="who splits (default: local)")
    separate.add_argument("--model", metavar="ID", help="how to split (default: the provider's first model)")
    separate.add_argument(
        "-o", "--option", action="append", default=[], metavar="KEY=VALUE", help="an option of the model"
    )
    separate.add_argument("--format", metavar="ID", help="the stems' format (default: the model's first)")
    separate.add_argument("--output", metavar="DIR", help="where the stems go (default: Stems in your music folder)")

    commands.add_parser("providers", parents=[json_output], help="who can split songs")
    models = commands.add_parser("models", parents=[json_output], help="the models of a provider")
    models.add_argument("--provider", default="local", metavar="ID")
    models.add_argument("--search", metavar="TEXT", help="only models with this in their name, group or stems")

    account = commands.add_parser(
        "account", parents=[json_output], help="keep, show or forget a provider's credentials"
    )
    account.add_argument("action", choices=("set", "login", "show", "forget"))
    account.add_argument("provider", metavar="PROVIDER")

    commands.add_parser("jobs", parents=[json_output], help="all jobs, the newest first")
    commands.add_parser("resume", parents=[json_output], help="go on with every unfinished job")
    for name, what in (("cancel", "stop a job"), ("retry", "start a failed or cancelled job again")):
        command = commands.add_parser(name, parents=[json_output], help=what)
        command.add_argument("job", metavar="JOB")

    mix = commands.add_parser(
        "mix", parents=[json_output], help="render stems to one file, as the player would play them"
    )
    mix.add_argument("stems", nargs="+", metavar="DIR|STEM", help="a folder of stems, or stem files")
    mix.add_argument("--mute", action="append", default=[], metavar="NAME")
    mix.add_argument("--solo", action="append", default=[], metavar="NAME")
    mix.add_argument("--gain", action="append", default=[], metavar="NAME=DB")
    mix.add_argument("--pan", action="append", default=[], metavar="NAME=-1..1")
    mix.add_argument("--start", type=float, default=0.0, metavar="S", help="seconds into the song")
    mix.add_argument("--end", type=float, metavar="S")
    mix.add_argument("--tempo", type=float, default=1.0, metavar="0.5..2")
    mix.add_argument("--pitch", type=float, default=0.0, metavar="SEMITONES")
    mix.add_argument("--output", required=True, metavar="FILE", help="the ending decides the format")
    return parser
