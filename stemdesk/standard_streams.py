"""What a command was given to read from and write to, whatever became of it: closed, full, or a pipe that nobody reads."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress

from stemdesk.core.exit_codes import ExitCode
from stemdesk.core.untrusted.plain_words import plain_words


def prepare() -> None:
    """Names of songs come in every script; a console that cannot show one must not end the program.

    A stream that was closed is put in the place of itself: else the next file that is opened, perhaps a stem, would be
    taken for it. What is written to a closed output fails as it should, a closed error output swallows it.
    """
    for number, (name, mode, flags) in enumerate(
        (("stdin", "r", os.O_RDONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY))
    ):
        if not _is_open(number):
            stand_in = os.open(os.devnull, flags)
            setattr(sys, name, os.fdopen(stand_in, mode, encoding="utf-8", closefd=False))
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")
    if type(sys.stdout) is io.TextIOWrapper:
        line, through = sys.stdout.line_buffering, sys.stdout.write_through
        sys.stdout = _Output(sys.stdout.detach(), "utf-8", "backslashreplace", None, line, through)


class _Output(io.TextIOWrapper):
    """Remembers why it could not be written to: not everybody who prints passes that on."""

    trouble: OSError | None = None

    def write(self, words: str, /) -> int:
        try:
            return super().write(words)
        except OSError as error:
            self.trouble = error
            raise

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as error:
            self.trouble = error
            raise


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def say(words: str) -> None:
    """To a person, on standard error."""
    with suppress(OSError):
        sys.stderr.write(plain_words(f"stemdesk: {words}\n"))
        sys.stderr.flush()


def finish(code: int) -> int:
    """Sees the output off: the exit code, 1 instead of success where it could not be written."""
    output = sys.stdout
    if not isinstance(output, _Output):
        return code
    with suppress(OSError):
        output.flush()
    trouble = output.trouble
    if trouble is None:
        return code
    with suppress(OSError):  # what is still on its way goes nowhere, or Python would try again at its end, and complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())
        output.flush()
    if isinstance(trouble, BrokenPipeError):  # `stemdesk jobs | head`
        return code
    say(f"the output cannot be written to: {trouble.strerror or trouble}")
    return code or ExitCode.FAILED


def output_failed(error: OSError) -> bool:
    """Whether an error came from writing to the output."""
    return isinstance(sys.stdout, _Output) and sys.stdout.trouble is error
