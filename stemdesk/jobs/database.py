"""The SQLite file behind the store: what the disk refuses is told in plain words, and a transaction is whole or nothing."""

from __future__ import annotations

import gc
import logging
import shutil
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from stemdesk.core.errors import NOT_WRITTEN_DOWN, ErrorKind, StemDeskError
from stemdesk.core.text import Text, text, verbatim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

T = TypeVar("T")
_log = logging.getLogger(__name__)

#: With less than this left, an error of writing is one of room: SQLite needs a page and its index.
_ROOM = 1 << 16


class StoreTrouble(StemDeskError):
    """The disk refuses what has to be written down (or read). The job itself is as it was, and can be gone on with."""


class Rows(list[sqlite3.Row]):
    """What a statement answered, read to its end."""

    def fetchone(self) -> Any:
        return self[0] if self else None


class Database:
    """Every method raises StoreTrouble(DISK) with the path, the cause and what to do."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def execute(self, statement: str, values: Iterable[Any] = ()) -> Rows:
        try:
            return Rows(self._connection.execute(statement, tuple(values)).fetchall())
        except (sqlite3.Error, UnicodeDecodeError) as error:  # of SQLite's own words about a damaged file
            raise trouble(self._path, error) from error

    def read(self, statement: str, values: Iterable[Any] = ()) -> Rows:
        """As `execute`, for statements that write nothing and answer with thousands of rows. Only where a text is damaged is
        each decoded by us, which takes as long as all the rest."""
        lenient = self._connection.text_factory
        self._connection.text_factory = str
        try:
            return Rows(self._connection.execute(statement, tuple(values)).fetchall())
        except (sqlite3.Error, UnicodeDecodeError):
            pass
        finally:
            self._connection.text_factory = lenient
        return self.execute(statement, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # a full disk may have ended it already
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
            raise

    def close(self) -> None:
        with suppress(sqlite3.Error):  # what is in the log is brought in by whoever opens it next
            self._connection.close()


def trouble(path: Path, error: Exception) -> StoreTrouble:
    """Why the list of songs and jobs cannot be read or written."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_FULL") or (name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")) and _is_full(path)):
        words = text(
            "The disk with the list of songs and jobs ({path}) is full. Make room there, then try again; what was written "
            "down before is safe.",
            path=str(path),
        )
    elif name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        words = text(
            "Another program has kept the list of songs and jobs ({path}) to itself for too long. End it, or try again.",
            path=str(path),
        )
    elif name.startswith("SQLITE_READONLY"):
        words = text(
            "The list of songs and jobs ({path}) may not be written to. Change its folder's permissions, then try again.",
            path=str(path),
        )
    elif name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        words = text(
            "The list of songs and jobs ({path}) is damaged. Start StemDesk anew: it keeps the file and saves what can be "
            "read.",
            path=str(path),
        )
    else:
        _log.error("the list of songs and jobs", exc_info=error)
        words = NOT_WRITTEN_DOWN
    return StoreTrouble(ErrorKind.DISK, words)


def cannot_open(path: Path, error: Exception) -> StemDeskError:
    if isinstance(error, sqlite3.OperationalError) and getattr(error, "sqlite_errorname", "") != "SQLITE_CANTOPEN":
        return trouble(path, error)
    return StemDeskError(
        ErrorKind.DISK,
        text("The list of songs and jobs ({path}) cannot be opened: {reason}.", path=str(path), reason=_reason(error)),
    )


def _reason(error: Exception) -> Text:
    if isinstance(error, TimeoutError):
        return text("another StemDesk has it in hand")
    if isinstance(error, OSError) and error.strerror:
        return verbatim(error.strerror)
    if getattr(error, "sqlite_errorname", "") == "SQLITE_CANTOPEN":
        return text("its folder is missing or may not be written to")
    return text("it is damaged")


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _ROOM
    except OSError:
        return False


@contextmanager
def keeping_all() -> Iterator[None]:
    """For loops that keep whatever they make: looking for garbage among ten thousand rows took half of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def readable(rows: Iterable[sqlite3.Row], read: Callable[[sqlite3.Row], T]) -> list[T]:
    """Rows that a damaged disk has made nonsense of stay where they are and are left out: the others are still good."""
    found = []
    with keeping_all():
        for row in rows:
            try:
                found.append(read(row))
            except (
                ValueError,
                TypeError,
                KeyError,
                IndexError,
                AttributeError,
                RecursionError,
                OverflowError,
            ) as error:
                _log.warning("a row of the list of songs and jobs is damaged: %r", error)
    return found
