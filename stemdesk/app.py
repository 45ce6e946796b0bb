"""The one place that puts the objects together: for the window, and for the commands.

Nothing here imports Qt before a window is really wanted.
"""

from __future__ import annotations

import logging
import logging.handlers
import os
import sys
from io import FileIO, TextIOWrapper
from typing import TYPE_CHECKING

from stemdesk.accounts.credentials import Credentials
from stemdesk.context import AppContext
from stemdesk.core.app_paths import AppPaths, app_paths
from stemdesk.core.errors import StemDeskError, explained
from stemdesk.core.private import make_private, opened_private, private_folder
from stemdesk.core.untrusted.plain_words import plain_words
from stemdesk.core.untrusted.redaction import without_secrets
from stemdesk.jobs.engine import Engine
from stemdesk.jobs.library import Library
from stemdesk.jobs.store_recovery import open_store
from stemdesk.jobs.thread import EngineThread
from stemdesk.providers.contract import HasHistory
from stemdesk.providers.registry import default_registry
from stemdesk.workers import worker_process

if TYPE_CHECKING:
    from collections.abc import Sequence


def build() -> AppContext:
    """Builds and starts everything without a screen. Raises StemDeskError(DISK) if the database cannot be opened."""
    worker_process.keep_secrets()
    where = app_paths()
    make_private(where)
    start_log(where)
    registry = default_registry()
    credentials = Credentials()
    store, notice = open_store(where.database, where.home, lambda: [
        str(provider.description.name) for provider in registry if isinstance(provider, HasHistory)
    ])  # fmt: skip
    if str(notice):
        logging.getLogger(__name__).warning("%s", notice)
    thread = EngineThread()
    thread.start()
    engine = Engine(store, registry, credentials, where)
    return AppContext(where, registry, credentials, thread, engine, Library(store), notice)


def open_window(files: Sequence[str] | None = None) -> int:
    """Opens the window, with these files in it, and returns when it is closed."""
    from stemdesk.gui.shell.startup import run_window

    return run_window(build, sys.argv[1:] if files is None else files)


def log_unexpected(error: BaseException) -> StemDeskError:
    """Puts an error that nobody has foreseen into the log, with its traceback; the answer is what people are told."""
    log = logging.getLogger("stemdesk")
    if not any(isinstance(handler, _PrivateLog) for handler in log.handlers):  # it was raised before there was one
        start_log(app_paths())
    log.error("unexpected", exc_info=error)
    return explained(error)


class _PrivateLog(logging.handlers.RotatingFileHandler):
    """For our eyes only, after each rotation too. A full disk is no reason to print a traceback over what a command says."""

    def _open(self) -> TextIOWrapper:
        handle = opened_private(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        return TextIOWrapper(FileIO(handle, "a"), self.encoding, self.errors)

    def handleError(self, _record: logging.LogRecord) -> None:  # noqa: N802  logging's name
        pass


class _PlainLines(logging.Formatter):
    """Logs are read in terminals too."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(plain_words(super().format(record)))


def start_log(where: AppPaths) -> None:
    """A small rotating log, once. A place that cannot be written to is no reason not to start."""
    try:
        private_folder(where.logs)
        handler = _PrivateLog(
            where.logs / "stemdesk.log", maxBytes=1 << 20, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(_PlainLines("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger("stemdesk")
    root.setLevel(logging.INFO)
    root.propagate = False
    root.addHandler(handler)
