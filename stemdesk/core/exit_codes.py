"""The exit codes of the command line's contract."""

from enum import IntEnum


class ExitCode(IntEnum):
    OK = 0
    FAILED = 1
    USAGE = 2
    CREDENTIALS = 3
    #: The outcome of a call that may have cost money is unknown.
    UNKNOWN_OUTCOME = 4
    INTERRUPTED = 130
